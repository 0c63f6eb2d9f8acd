"""Mappings, lists and texts -> YAML as clerks write it: Japanese as it is, a line a text, quotes only where they are needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from pipeline.late.regex import regex

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]

_INDENT = "  "
# A text that needs no quotes: it begins with a letter, and holds nothing that YAML reads as a sign of its own.
_PLAIN = regex(r"(?![-?:,\[\]{}#&*!|>'\"%@`~])[^\x00-\x1f\x7f-\xa0\ufeff]*", re.DOTALL)
_UNSAFE = regex(r"[ \u3000]#|:(?:[ \u3000]|$)|^[ \u3000]|[ \u3000]$|^$|[\u2028\u2029\u0085]|^(?:---|\.\.\.|<<)")


def render(tree: Mapping[str, Tree]) -> str:
    """The YAML text of a mapping, an empty line before each of its keys that holds more than a text."""
    lines: list[str] = []
    was_long = False
    for key, value in tree.items():
        made = _entry(key, value, "")
        is_long = len(made) > 1 or not isinstance(value, str)
        if lines and (is_long or was_long):
            lines.append("")
        lines += made
        was_long = is_long
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """A text as YAML writes it, quoted where it has to be."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text):
        return text
    if "\n" not in text and text.isprintable() and "'" not in text:
        return f"'{text}'"
    dumped = yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000_000)
    return str(dumped).rstrip("\n")


def _entry(key: str, value: Tree, indent: str) -> list[str]:
    head = f"{indent}{scalar(key)}:"
    if isinstance(value, str):
        return [f"{head} {scalar(value)}" if value else f'{head} ""']
    if not value:
        return [f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [head, *_below(value, indent + _INDENT)]


def _below(value: Tree, indent: str) -> list[str]:
    if isinstance(value, str):
        return [f"{indent}{scalar(value)}"]
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in _entry(key, each, indent)]
    made: list[str] = []
    for each in value:
        if isinstance(each, str):
            made.append(f"{indent}- {scalar(each)}")
            continue
        lines = _below(each, indent + _INDENT)
        made += [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]] if lines else [f"{indent}- {{}}"]
    return made
