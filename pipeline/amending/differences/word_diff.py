"""Old and new words of one text -> the quotations that turn the one into the other.

A quotation is the smallest run of whole words that has a meaning of its own and stands once where it is looked for,
or wherever it stands changes alike (R11, R14). None means: restate the whole, words would hide the meaning (R16).
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from itertools import pairwise

from pipeline.amending.differences.tokens import JOINTS, Token, parsed, tokens
from pipeline.amending.language.clauses import Edit
from pipeline.amending.language.pieces import balanced
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.provision.unit import PARTED

# More edits than this, or a greater share of the old words quoted, and the whole is restated (domain notes 3.8).
MOST_EDITS = 5
_MOST_QUOTED = 0.6
_LONG = 24
# Hunks so near to one another read better as one.
_NEAR = 2
# A quotation grows by at most so many words to either side before its neighbour is taken in.
_REACH = 12
_BRACKETS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("［", "］"))
# One character that may be quoted by itself, so that something is added behind it.
_SYMBOL = regex("[甲乙丙丁戊0-9０-９ァ-ヶ]")
# Stands in both texts where an edit that is said elsewhere makes of the old words the new ones; no text holds it.
_GIVEN = "\ue001"


@dataclass(slots=True)
class _Hunk:
    """Tokens a0 to a1 of the old become tokens b0 to b1 of the new."""

    a0: int
    a1: int
    b0: int
    b1: int


@lru_cache(maxsize=1 << 14)
def word_edits(
    old: str, new: str, scope: tuple[str, ...], given: tuple[Edit, ...] = (), most: int = MOST_EDITS
) -> tuple[Edit, ...] | None:
    """The edits of one text; `scope` holds every text that the quotations will be looked for in, this one included.

    `given` are edits that are said for a wider scope: what they make is left to them. None if they do not fit this text.
    """
    marked = _marked(old, new, given)
    if marked is None:
        return None
    differ = _Differ(_pieces(marked[0]), _pieces(marked[1]), scope, given)
    found = differ.edits(most)
    if found is None or not _is_small(found, old, most) or applied(old, (*given, *found)) != new:
        return None
    return found


def _marked(old: str, new: str, given: tuple[Edit, ...]) -> tuple[str, str] | None:
    """Both texts with a mark for every place that a given edit changes."""
    for n, edit in enumerate(given):
        count = len(occurrences(old, edit.old))
        result = edit.old + edit.new if edit.verb == "加え" else edit.new
        if not count:
            continue
        mark = _GIVEN + chr(0xE010 + n)
        if not result:
            old = old.replace(edit.old, mark)
            continue
        if new.count(result) != count or old.count(edit.old) != count:
            return None
        old, new = old.replace(edit.old, mark), new.replace(result, mark)
    return old, new


def _pieces(text: str) -> tuple[Token, ...]:
    """The pieces of a text with marks: each mark is a piece."""
    made: list[Token] = []
    for part in re.split(f"({_GIVEN}.)", text):
        if part.startswith(_GIVEN):
            made.append(Token(part, "mark"))
        elif part:
            made += parsed(part)
    return tuple(made)


def differences(old: str, new: str) -> tuple[tuple[str, str, bool], ...]:
    """Both texts in matching pieces: what the old says, what the new says, and whether they differ. Whole words."""
    a, b = tokens(old), tokens(new)
    made: list[tuple[str, str, bool]] = []
    at_a, at_b = 0, 0
    for hunk in _Differ(parsed(old), parsed(new), (old,)).turned():
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


def _is_small(edits: tuple[Edit, ...], old: str, most: int) -> bool:
    if len(edits) > most:
        return False
    quoted = sum(len(e.old) for e in edits if e.verb != "加え")
    return len(old) <= _LONG or quoted <= _MOST_QUOTED * len(old)


class _Differ:
    """The hunks of one pair of texts, widened until each can be quoted."""

    def __init__(
        self, old: tuple[Token, ...], new: tuple[Token, ...], scope: tuple[str, ...], given: tuple[Edit, ...] = ()
    ) -> None:
        self.kinds, self.new_kinds = [token.kind for token in old], [token.kind for token in new]
        self.old, self.new = tuple(t.text for t in old), tuple(t.text for t in new)
        self.scope, self.given = scope, given
        matcher = difflib.SequenceMatcher(None, self.old, self.new, autojunk=False)
        self.hunks = [_Hunk(a0, a1, b0, b1) for tag, a0, a1, b0, b1 in matcher.get_opcodes() if tag != "equal"]
        # Marks of given edits that both texts have are no place to quote; a mark alone in the old is such an edit's own.
        self.hunks = [h for h in self.hunks if not self._is_given(h)]

    def _is_given(self, hunk: _Hunk) -> bool:
        words = self.old[hunk.a0 : hunk.a1]
        return hunk.b0 == hunk.b1 and bool(words) and all(w.startswith(_GIVEN) for w in words)

    def turned(self) -> list[_Hunk]:
        """The hunks, each where it reads best."""
        for at in range(len(self.hunks)):
            self._turn(at)
        return self.hunks

    def edits(self, most: int) -> tuple[Edit, ...] | None:
        self.turned()
        self._glue()
        if len(self.hunks) > 3 * most:
            return None
        at = 0
        while at < len(self.hunks):
            if self._settle(at):
                at += 1
            elif len(self.hunks) > 1:
                self._merge(at)
                at = 0
            else:
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
            if words[first + by] in JOINTS or words[first + by].startswith(("、", "，", "（", "(", "・")):
                hunk.a0, hunk.a1, hunk.b0, hunk.b1 = (n + by for n in (hunk.a0, hunk.a1, hunk.b0, hunk.b1))
                return

    def _glue(self) -> None:
        made: list[_Hunk] = []
        for hunk in self.hunks:
            between = "".join(self.old[made[-1].a1 : hunk.a0]) if made else ""
            if made and len(between) <= _NEAR and not between.endswith(("、", "，", "。")) and _GIVEN not in between:
                made[-1].a1, made[-1].b1 = hunk.a1, hunk.b1
            else:
                made.append(hunk)
        self.hunks = made

    def _settle(self, at: int) -> bool:
        """Widens one hunk by the least that lets it be quoted, and its likes with it."""
        hunk = self.hunks[at]
        low = self.hunks[at - 1].a1 if at else 0
        high = self.hunks[at + 1].a0 if at + 1 < len(self.hunks) else len(self.old)
        left = self._room(range(hunk.a0 - 1, low - 1, -1))
        right = self._room(range(hunk.a1, high))
        ways = sorted((self._cost(hunk, n, m), n, m) for n in range(left + 1) for m in range(right + 1))
        for _, before, after in ways:
            if alike := self._quotable(hunk, before, after):
                for each in alike:
                    each.a0, each.b0 = each.a0 - before, each.b0 - before
                    each.a1, each.b1 = each.a1 + after, each.b1 + after
                return True
        return False

    def _room(self, places: range) -> int:
        """How many pieces a quotation may take in: none beyond a mark."""
        count = 0
        for place in places[:_REACH]:
            if self.old[place].startswith(_GIVEN):
                break
            count += 1
        return count

    def _cost(self, hunk: _Hunk, left: int, right: int) -> int:
        """Characters, and what makes a quotation hard to read: a 。 in it, 読点, an insertion that hangs on what follows."""
        before = "".join(self.old[hunk.a0 - left : hunk.a0])
        after = "".join(self.old[hunk.a1 : hunk.a1 + right])
        grown = before + after
        cost = len(grown) + 2 * left + 2 * right + 30 * grown.count("。") + 4 * (grown.count("、") + grown.count("，"))
        quoted = before + "".join(self.old[hunk.a0 : hunk.a1]) + after
        # 「2)　取消し」 is half of a label, 「市(以下」 half of what stands in brackets.
        cost += 30 * any(quoted.count(a) != quoted.count(b) for a, b in _BRACKETS)
        if hunk.a0 == hunk.a1:
            cost += 6 * right
        elif left and not right and self.kinds[hunk.a0] == "word" and hunk.a0 - left >= 0:
            cost += 1
        return cost

    def _merge(self, at: int) -> None:
        if at + 1 < len(self.hunks):
            other = self.hunks.pop(at + 1)
            self.hunks[at].a1, self.hunks[at].b1 = other.a1, other.b1
        else:
            other = self.hunks.pop(at - 1)
            self.hunks[at - 1].a0, self.hunks[at - 1].b0 = other.a0, other.b0

    def _quotable(self, hunk: _Hunk, left: int, right: int) -> list[_Hunk]:
        """The hunks that one quotation makes, widened like this one; none if these words cannot be quoted."""
        a0, a1 = hunk.a0 - left, hunk.a1 + right
        old, new = self._pair(hunk, left, right)
        if not old or _GIVEN in old or not balanced(old) or not balanced(new):
            return []
        # A line of a cell is no word: whoever adds or removes one says the cell or the row anew.
        if PARTED in old or PARTED in new:
            return []
        if not self._is_whole(a0, a1, hunk) or (_GIVEN in new and not self.given):
            return []
        grows = new.startswith(old) and len(new) > len(old)
        if grows and hunk.a0 == hunk.a1 and not right and self.new_kinds[hunk.b0] == "inflection":
            return []
        if len(old) < 2 and not (_SYMBOL.fullmatch(old) if new.startswith(old) else new and a1 - a0 == 1):
            return []
        found = sum(len(occurrences(text, old)) for text in self.scope)
        if found == 1:
            return [hunk]
        own = occurrences("".join(self.old), old)
        if any(b - a < len(old) for a, b in pairwise(own)):
            return []
        alike = [h for h in self.hunks if self._fits(h, left, right) and self._pair(h, left, right) == (old, new)]
        return alike if len(alike) == found else []

    def _fits(self, hunk: _Hunk, left: int, right: int) -> bool:
        return hunk.a0 >= left and hunk.a1 + right <= len(self.old)

    def _is_whole(self, a0: int, a1: int, hunk: _Hunk) -> bool:
        """R14: whole words with what belongs to them."""
        first, last = self.kinds[a0], self.kinds[a1 - 1]
        behind = self.kinds[a1] if a1 < len(self.kinds) else None
        if not any(kind in ("word", "verb") for kind in self.kinds[a0:a1]):
            return False
        deletes = hunk.b0 == hunk.b1 and a0 == hunk.a0
        at_edge = a0 == 0
        if first in ("particle", "inflection") and not at_edge:
            return False
        if first == "joint" and not (deletes and self.old[a0] != "・") and not at_edge:
            return False
        if first == "mark" and not self.old[a0].startswith(("（", "(", "「", "、", "，", "〔")) and not at_edge:
            return False
        if last in ("joint", "prefix") and a1 < len(self.kinds):
            return False
        return not (last in ("verb", "inflection") and behind == "inflection")

    def _pair(self, hunk: _Hunk, left: int = 0, right: int = 0) -> tuple[str, str]:
        old = "".join(self.old[hunk.a0 - left : hunk.a1 + right])
        return old, self._shown("".join(self.new[hunk.b0 - left : hunk.b1 + right]))

    def _shown(self, new: str) -> str:
        """New words with what given edits make written out."""
        for n, edit in enumerate(self.given):
            result = edit.old + edit.new if edit.verb == "加え" else edit.new
            new = new.replace(_GIVEN + chr(0xE010 + n), result)
        return new

    def _edit(self, hunk: _Hunk) -> Edit:
        old, new = self._pair(hunk)
        if not new:
            return Edit("削り", old)
        whole = self.new[hunk.b0 : hunk.b0 + hunk.a1 - hunk.a0] == self.old[hunk.a0 : hunk.a1]
        if whole and new.startswith(old) and balanced(new[len(old) :]):
            return Edit("加え", old, new[len(old) :])
        return Edit("改め", old, new)
