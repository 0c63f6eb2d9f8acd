"""A YAML text -> the tokens of its lines, as far as a clerk sees them: before any parser, and whatever is wrong with it.

Lines of texts behind 「|」 are passed over. The parser alone decides what a file says; these tokens find the place of a
slip, and what stands where a text would be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

# left_over is what follows a closed quotation mark or bracket, where nothing may stand.
Sort = Literal[
    "dash", "key", "plain", "quoted", "open", "close", "comma", "block", "question", "tag", "comment", "left_over"
]

_PLAIN_ENDS = regex(r":(?= |$)| #|$")
_PLAIN_ENDS_IN_BRACKETS = regex(r":(?=[ ,\[\]{}]|$)| #|[,\[\]{}]|$")
_DOUBLE = regex(r'"(?:[^"\\]|\\.)*"')
_SINGLE = regex(r"'(?:[^']|'')*'")
_TAG = regex(r"[!&*][^ ,\[\]{}]*")
_BLOCK = regex(r"[|>][-+0-9]* *(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Token:
    """Characters of one line, by their offsets in the text. `whole`: a quoted text that ends in its line."""

    sort: Sort
    start: int
    end: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line of structure: its number from 1, offset, number of blanks before it, brackets open at its begin, tokens.

    `behind_text`: the line above is the last one of a text behind 「|」.
    """

    number: int
    start: int
    indent: int
    depth: int
    tokens: tuple[Token, ...]
    behind_text: bool


def structure(text: str, passed: re.Pattern[str] | None = None) -> Iterator[Line]:
    """The lines that are not blank and not of a text behind 「|」.

    `passed` are lines outside of brackets that need no look; they may open no bracket, quotation or text.
    """
    start, depth = 0, 0
    inside: int | None = None  # lines that stand deeper than this column belong to a text behind 「|」
    for number, words in enumerate(text.split("\n"), 1):
        indent = len(words) - len(words.lstrip(" "))
        if words.strip(" ") and (inside is None or indent <= inside):
            behind, inside = inside is not None, None
            if passed is not None and not depth and passed.fullmatch(words):
                start += len(words) + 1
                continue
            tokens, after = _Scan(text, start, start + len(words), depth).tokens()
            yield Line(number, start, indent, depth, tokens, behind)
            depth = after
            if tokens and any(t.sort == "block" for t in tokens):
                inside = _owner(tokens, start)
        start += len(words) + 1


def _owner(tokens: tuple[Token, ...], start: int) -> int:
    """The column that the lines of a text behind 「|」 stand deeper than: of its key, or of its dash."""
    owners = [t.start for t in tokens if t.sort in ("key", "dash")]
    return owners[-1] - start if owners else -1


class _Scan:
    """Reads one line from left to right."""

    def __init__(self, text: str, start: int, end: int, depth: int) -> None:
        self.line, self.start, self.depth = text[start:end], start, depth
        self.made: list[Token] = []
        self.closed = False  # a value ended: nothing may follow but a comma, a bracket, 「:」 or a comment

    def tokens(self) -> tuple[tuple[Token, ...], int]:
        """The tokens, and how many brackets are open behind them."""
        at, line = 0, self.line
        while at < len(line):
            if line[at] == " ":
                at += 1
                continue
            token = self._token(at)
            self.made.append(Token(token.sort, self.start + at, self.start + token.end, token.whole))
            at = token.end
        return tuple(self.made), self.depth

    def _token(self, at: int) -> Token:
        line = self.line
        char, behind = line[at], line[at + 1 : at + 2]
        if char == "#" and (at == 0 or line[at - 1] == " "):
            return Token("comment", at, len(line))
        if self.depth and char in ",[]{}":
            return self._bracket(at)
        if char == ":" and self.made and self.closed and (behind in ("", " ") or self.depth):
            self._make_key()
            return Token("key", at, at + 1)
        if self.closed:
            return Token("left_over", at, self._end_of_plain(at))
        if char in "[{":
            return self._bracket(at)
        if char in "-?" and not self.depth and behind in ("", " ") and (char == "?" or self._at_begin()):
            return Token("dash" if char == "-" else "question", at, at + 1)
        if char in "\"'":
            return self._quoted(at)
        if char in "!&*":
            tag = _TAG.match(line, at)
            assert tag is not None
            return Token("tag", at, tag.end())
        if not self.depth and _BLOCK.match(line, at):
            return Token("block", at, len(line))
        end = self._end_of_plain(at)
        if line[end : end + 1] == ":":
            return Token("key", at, end + 1)
        self.closed = bool(self.depth)
        return Token("plain", at, end)

    def _at_begin(self) -> bool:
        return all(t.sort in ("dash", "question", "tag") for t in self.made)

    def _make_key(self) -> None:
        last = self.made[-1]
        self.made[-1] = Token("key", last.start, last.end, last.whole)
        self.closed = False

    def _bracket(self, at: int) -> Token:
        char = self.line[at]
        if char in "[{":
            self.depth, self.closed = self.depth + 1, False
            return Token("open", at, at + 1)
        if char == ",":
            self.closed = False
            return Token("comma", at, at + 1)
        self.depth, self.closed = max(self.depth - 1, 0), True
        return Token("close", at, at + 1)

    def _quoted(self, at: int) -> Token:
        found = (_DOUBLE if self.line[at] == '"' else _SINGLE).match(self.line, at)
        self.closed = True
        return Token("quoted", at, found.end() if found else len(self.line), found is not None)

    def _end_of_plain(self, at: int) -> int:
        found = (_PLAIN_ENDS_IN_BRACKETS if self.depth else _PLAIN_ENDS).search(self.line, at)
        assert found is not None
        return max(len(self.line[: found.start()].rstrip(" ")), at + 1)
