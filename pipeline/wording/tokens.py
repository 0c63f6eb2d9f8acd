"""What stands in the lines of a rendering for what they print: numbers between characters that no source can hold."""

from __future__ import annotations

from pipeline.late.regex import regex

# Private-use characters: characters.forbidden() keeps them out of every source.
OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = regex(f"{OPEN}([0-9]+){CLOSE}")
