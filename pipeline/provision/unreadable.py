"""The one way in which plain text or an amending sentence fails to be read."""

from __future__ import annotations


class UnreadableError(Exception):
    """Words that fit no rule. `words` is what was found, `reason` says in Japanese why it does not fit."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(reason)
        self.words, self.reason = words, reason
