"""Old and new words of one text -> the quotations that turn the one into the other.

A quotation is the smallest run of whole words that has a meaning of its own and stands once where it is looked for,
or wherever it stands changes alike (R11, R14). None means: restate the whole, words would hide the meaning (R16).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.amending.differences.tokens import tokens
from pipeline.amending.language.clauses import Edit
from pipeline.amending.language.pieces import balanced

# More edits than this, or a greater share of the old words quoted, and the whole is restated (domain notes 3.8).
_MOST_EDITS = 5
_MOST_QUOTED = 0.6
_LONG = 24
# Hunks so near to one another read better as one.
_NEAR = 2
# A quotation does not begin with one of these: what it joins is quoted with it.
_JOINTS = frozenset({"及び", "並びに", "又は", "若しくは", "かつ"})
# One character that may be quoted by itself, so that something is added behind it.
_SYMBOL = re.compile("[甲乙丙丁戊0-9０-９ァ-ヶ]")
_CONTENT = re.compile("[一-鿿々〆ァ-ヶ０-９0-9A-Za-zＡ-Ｚａ-ｚ]")


@dataclass(slots=True)
class _Hunk:
    """Tokens a0 to a1 of the old become tokens b0 to b1 of the new."""

    a0: int
    a1: int
    b0: int
    b1: int


def word_edits(old: str, new: str, scope: tuple[str, ...]) -> tuple[Edit, ...] | None:
    """The edits of one text; `scope` holds every text that the quotations will be looked for in, this one included."""
    differ = _Differ(tokens(old), tokens(new), scope)
    found = differ.edits()
    if found is None or not _is_small(found, old) or applied(old, found) != new:
        return None
    return found


def differences(old: str, new: str) -> tuple[tuple[str, str, bool], ...]:
    """Both texts in matching pieces: what the old says, what the new says, and whether they differ. Whole words."""
    a, b = tokens(old), tokens(new)
    made: list[tuple[str, str, bool]] = []
    at_a, at_b = 0, 0
    for hunk in _Differ(a, b, (old,)).turned():
        made.append(("".join(a[at_a : hunk.a0]), "".join(b[at_b : hunk.b0]), False))
        made.append(("".join(a[hunk.a0 : hunk.a1]), "".join(b[hunk.b0 : hunk.b1]), True))
        at_a, at_b = hunk.a1, hunk.b1
    return (*made, ("".join(a[at_a:]), "".join(b[at_b:]), False))


def applied(old: str, edits: tuple[Edit, ...]) -> str | None:
    """The text with all edits made at once; None if two overlap."""
    changes = []
    for edit in edits:
        for start in occurrences(old, edit.old):
            end = start + len(edit.old)
            changes.append((end if edit.verb == "加え" else start, end, edit.new))
    changes.sort()
    made, at = "", 0
    for start, end, words in changes:
        if start < at or (start, end) in [(s, e) for s, e, w in changes if w is not words and s == e]:
            return None
        made += old[at:start] + words
        at = end
    return made + old[at:]


def occurrences(text: str, words: str) -> list[int]:
    """Where the words stand, overlapping places included."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _is_small(edits: tuple[Edit, ...], old: str) -> bool:
    if len(edits) > _MOST_EDITS:
        return False
    quoted = sum(len(e.old) for e in edits if e.verb != "加え")
    return len(old) <= _LONG or quoted <= _MOST_QUOTED * len(old)


class _Differ:
    """The hunks of one pair of texts, widened until each can be quoted."""

    def __init__(self, old: tuple[str, ...], new: tuple[str, ...], scope: tuple[str, ...]) -> None:
        self.old, self.new, self.scope = old, new, scope
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        self.hunks = [_Hunk(a0, a1, b0, b1) for tag, a0, a1, b0, b1 in matcher.get_opcodes() if tag != "equal"]

    def turned(self) -> list[_Hunk]:
        """The hunks, each where it reads best."""
        for at in range(len(self.hunks)):
            self._turn(at)
        return self.hunks

    def edits(self) -> tuple[Edit, ...] | None:
        self.turned()
        self._glue()
        if len(self.hunks) > 3 * _MOST_EDITS:
            return None
        at = 0
        while at < len(self.hunks):
            match self._settle(at):
                case "settled":
                    at += 1
                case "merged":
                    at = 0
                case _:
                    return None
        return tuple(dict.fromkeys(self._edit(h) for h in self.hunks))

    def _turn(self, at: int) -> None:
        """What is inserted (or deleted) between equal words may begin sooner or later: best with 又は, 、 or a bracket."""
        hunk = self.hunks[at]
        inserts = hunk.a0 == hunk.a1
        if not inserts and hunk.b0 != hunk.b1:
            return
        words, first, last = (self.new, hunk.b0, hunk.b1) if inserts else (self.old, hunk.a0, hunk.a1)
        low = self.hunks[at - 1].a1 if at else 0
        high = self.hunks[at + 1].a0 if at + 1 < len(self.hunks) else len(self.old)
        back = 0
        while hunk.a0 - back > low and words[first - back - 1] == words[last - back - 1]:
            back += 1
        ahead = 0
        while hunk.a1 + ahead < high and words[first + ahead] == (
            words[last + ahead] if last + ahead < len(words) else ""
        ):
            ahead += 1
        for by in sorted(range(-back, ahead + 1), key=abs):
            if words[first + by] in _JOINTS or words[first + by].startswith(("、", "，", "（", "・")):
                hunk.a0, hunk.a1, hunk.b0, hunk.b1 = (n + by for n in (hunk.a0, hunk.a1, hunk.b0, hunk.b1))
                return

    def _glue(self) -> None:
        made: list[_Hunk] = []
        for hunk in self.hunks:
            between = "".join(self.old[made[-1].a1 : hunk.a0]) if made else ""
            if made and len(between) <= _NEAR and not between.endswith(("、", "，", "。")):
                made[-1].a1, made[-1].b1 = hunk.a1, hunk.b1
            else:
                made.append(hunk)
        self.hunks = made

    def _settle(self, at: int) -> str:
        """Widens one hunk until it can be quoted: "settled", "merged" with a neighbour, or "stuck"."""
        hunk = self.hunks[at]
        turn = 0
        while True:
            low = self.hunks[at - 1].a1 if at else 0
            if self._is_quotable(hunk) and not (hunk.a0 > low and self.old[hunk.a0] in _JOINTS):
                return "settled"
            high = self.hunks[at + 1].a0 if at + 1 < len(self.hunks) else len(self.old)
            left, right = hunk.a0 > low, hunk.a1 < high
            if not left and not right:
                return self._merge(at)
            if left and self._goes_left(hunk, turn, low, right):
                hunk.a0, hunk.b0 = hunk.a0 - 1, hunk.b0 - 1
            elif right:
                hunk.a1, hunk.b1 = hunk.a1 + 1, hunk.b1 + 1
            turn += 1

    def _goes_left(self, hunk: _Hunk, turn: int, low: int, right: bool) -> bool:
        """An insertion hangs on the words before it; a 読点 goes with the word after it (R14)."""
        if not right:
            return True
        if hunk.a0 < hunk.a1 and self.old[hunk.a0] in _JOINTS:
            return True
        before, after = self.old[hunk.a0 - 1], self.old[hunk.a1] if hunk.a1 < len(self.old) else ""
        words = "".join(self.old[hunk.a0 : hunk.a1])
        if words and not _CONTENT.search(words) and _CONTENT.search(after) and "。" in before:
            return False
        if hunk.a0 == hunk.a1 or self._is_insertion(hunk):
            return "。" not in before or hunk.a0 - 1 == low
        if after.startswith(("。", "」", "）")):
            return True
        return turn % 2 == 0 and "。" not in before

    def _is_insertion(self, hunk: _Hunk) -> bool:
        a, b = "".join(self.old[hunk.a0 : hunk.a1]), "".join(self.new[hunk.b0 : hunk.b1])
        return b.startswith(a) and len(b) > len(a)

    def _merge(self, at: int) -> str:
        if at + 1 < len(self.hunks):
            other = self.hunks.pop(at + 1)
            self.hunks[at].a1, self.hunks[at].b1 = other.a1, other.b1
        elif at:
            other = self.hunks.pop(at - 1)
            self.hunks[at - 1].a0, self.hunks[at - 1].b0 = other.a0, other.b0
        else:
            return "stuck"
        return "merged"

    def _is_quotable(self, hunk: _Hunk) -> bool:
        old, new = "".join(self.old[hunk.a0 : hunk.a1]), "".join(self.new[hunk.b0 : hunk.b1])
        if not old or not _CONTENT.search(old) or not balanced(old) or not balanced(new):
            return False
        if len(old) < 2 and not (_SYMBOL.fullmatch(old) if new.startswith(old) else new and self._is_alone(hunk)):
            return False
        found = [(text, at) for text in self.scope for at in occurrences(text, old)]
        if len(found) == 1:
            return True
        alike = [h for h in self.hunks if self._pair(h) == (old, new)]
        own = occurrences("".join(self.old), old)
        apart = all(b - a >= len(old) for a, b in pairwise(own))
        return len(alike) == len(found) > 1 and apart

    def _is_alone(self, hunk: _Hunk) -> bool:
        """Whether a quotation of one character stands as a word of its own: 甲, 乙, ３."""
        return hunk.a1 - hunk.a0 == 1

    def _pair(self, hunk: _Hunk) -> tuple[str, str]:
        return "".join(self.old[hunk.a0 : hunk.a1]), "".join(self.new[hunk.b0 : hunk.b1])

    def _edit(self, hunk: _Hunk) -> Edit:
        old, new = self._pair(hunk)
        if not new:
            return Edit("削り", old)
        whole = self.new[hunk.b0 : hunk.b0 + hunk.a1 - hunk.a0] == self.old[hunk.a0 : hunk.a1]
        if whole and new.startswith(old) and balanced(new[len(old) :]):
            return Edit("加え", old, new[len(old) :])
        return Edit("改め", old, new)
