"""Two provisions -> what happens to every unit. Units are matched by key; by likeness only where no key tells.

Crossing pairs cannot be moved without two units under one number on the way: they are removed and added.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.amending.differences.edits import (
    Added,
    Change,
    Changed,
    Edits,
    Guess,
    Kept,
    Lines,
    Removed,
    supplement_title,
)
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.alike.particulars import around, enacting
from pipeline.provision.forms import heading
from pipeline.provision.unit import CHAPTERS, SUBITEMS, Level, Provision, Unit

Pairs = dict[int, int]
# Below this likeness two units are different ones (amendment notes 4: no pair of 3,145 wrong at 0.55).
_FLOOR: dict[Level, float] = {"条": 0.55, "項": 0.45, "号": 0.45, **dict.fromkeys(SUBITEMS, 0.45), "行": 0.75}
_COMMON_FLOOR = 0.55
# Where there is one of these before and after, it is the same.
_ALONE: tuple[Level, ...] = ("表", "備考", "後文")
# Texts together longer than the first are looked at roughly before they are compared, longer than the second only so.
_SHORT, _LONG = 120, 800
# Runs of unmatched units longer than this are not compared each with each but with those near to the same place, and
# runs longer than the last not at all.
_WIDEST, _NEAR, _MOST = 60, 12, 600


@dataclass(slots=True)
class Likeness:
    """How alike two units are, 0 to 1; remembered for as long as the units live."""

    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def of(self, old: Unit, new: Unit) -> float:
        """0 for what is below the floor or of another level."""
        key = (id(old), id(new))
        if key not in self.known:
            self.known[key] = _likeness(old, new)
        return self.known[key]


def align(
    old: Provision, new: Provision, apart: frozenset[int] = frozenset(), likeness: Likeness | None = None
) -> Edits:
    """The edits from one provision to the other. Old units whose id is in `apart` are never matched: they are removed.

    Whoever aligns the same two several times hands in what is known of their likeness.
    """
    aligner = _Aligner(apart, likeness or Likeness())
    was, now = around(old), around(new)
    above = enacting(old, new) or 0
    return Edits(
        Lines((old.title,) if old.title else (), (new.title,) if new.title else ()),
        Lines(old.contents, new.contents),
        Lines(was.preamble[above:], now.preamble[above:]),
        aligner.siblings(old.articles, new.articles),
        Lines(was.closing, now.closing),
        aligner.siblings(old.supplement, new.supplement),
        aligner.siblings(old.schedules, new.schedules),
        tuple(aligner.guesses),
        now.markers,
        now.preamble[:above],
    )


@dataclass(slots=True)
class _Aligner:
    apart: frozenset[int]
    likeness: Likeness
    guesses: list[Guess] = field(default_factory=list)

    def siblings(self, old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Change, ...]:
        pairs = self._pairs(old, new)
        made: list[Change] = []
        at = 0
        for n, unit in enumerate(new):
            o = next((i for i, j in pairs.items() if j == n), None)
            if o is None:
                made.append(Added(unit))
                continue
            made += [Removed(u) for u in old[at:o]]
            made.append(self.pair(old[o], unit))
            at = o + 1
        return (*made, *(Removed(u) for u in old[at:]))

    def pair(self, old: Unit, new: Unit) -> Change:
        if replace(old, number=()) == replace(new, number=()):
            return Kept(old, new)
        return Changed(old, new, self.siblings(old.children, new.children))

    def _pairs(self, old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
        if len(old) == 1 == len(new) and old[0].level == new[0].level and old[0].level in ("項", "表", "別表", "備考"):
            return {} if id(old[0]) in self.apart else {0: 0}
        pairs = _struck(old, new) | _renamed(old, new) | _by_key(old, new)
        pairs = _chain(_by_content(old, new, pairs) | pairs)
        found = _by_likeness(old, new, pairs, self.likeness)
        for (o, n), likeness in found.items():
            if id(old[o]) not in self.apart:
                self.guesses.append(Guess(old[o], new[n], round(likeness, 2)))
        pairs |= dict(found.keys())
        return {o: n for o, n in _chain(pairs).items() if id(old[o]) not in self.apart}


def _named(units: Sequence[Unit]) -> dict[str, int]:
    """Units by their keys; keys that are only positions or stand twice are left out."""
    if _count_up(units):
        return {}  # their keys are the numbers that they were given
    counts = Counter(u.key for u in units)
    return {u.key: n for n, u in enumerate(units) if u.key and not u.key.startswith("#") and counts[u.key] == 1}


def _count_up(units: Sequence[Unit]) -> bool:
    """Whether these are rows that are numbered from 1 in their first cells: such a number tells where a row stands."""
    return bool(units) and [_number(u) for u in units] == list(range(1, len(units) + 1))


def _number(row: Unit) -> int | None:
    """What stands in the first cell of a row, if that is a number and not all of it."""
    return whole_number(apply(row.cells[0], "half")) if row.level == "行" and len(row.cells) > 1 else None


def _by_key(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    there = _named(new)
    made = {o: there[key] for key, o in _named(old).items() if key in there and new[there[key]].level == old[o].level}
    titles = _titled(new)
    made |= {o: titles[title] for title, o in _titled(old).items() if title in titles}
    for level in _ALONE:
        left = [o for o, u in enumerate(old) if u.level == level]
        right = [n for n, u in enumerate(new) if u.level == level]
        if len(left) == 1 == len(right):
            made[left[0]] = right[0]
    return made


def _titled(units: Sequence[Unit]) -> dict[str, int]:
    """附則 by their titles, the text's own by none, whatever became of their words."""
    titles = [supplement_title(u) if u.level == "各附則" else None for u in units]
    counts = Counter(titles)
    return {title: n for n, title in enumerate(titles) if title is not None and counts[title] == 1}


def _struck(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """第5条　削除 takes the place of the 条 that had the number, whatever its words are like.

    Where there are fewer or more of them than before, nothing but its number tells which one stays.
    """
    there = {(u.level, u.number): n for n, u in enumerate(new) if _is_struck(u)}
    stays = sum(map(_is_struck, old)) != len(there)
    held = [(o, u) for o, u in enumerate(old) if stays or not _is_struck(u)]
    return {o: n for o, u in held if (n := there.get((u.level, u.number))) is not None}


def _renamed(old: Sequence[Unit], new: Sequence[Unit]) -> Pairs:
    """A 章 of another name is the same 章 where its number is the same and neither name stands on the other side."""
    names = [{(u.level, u.text) for u in units if u.level in CHAPTERS} for units in (old, new)]
    left = [o for o, u in enumerate(old) if u.level in CHAPTERS and (u.level, u.text) not in names[1]]
    right = {
        (u.level, u.number): n for n, u in enumerate(new) if u.level in CHAPTERS and (u.level, u.text) not in names[0]
    }
    found = {o: right[old[o].level, old[o].number] for o in left if (old[o].level, old[o].number) in right}
    return found if len(set(found.values())) == len(found) else {}


def _is_struck(unit: Unit) -> bool:
    return bool(unit.number) and unit.is_struck()


def _by_content(old: Sequence[Unit], new: Sequence[Unit], known: Pairs) -> Pairs:
    """Units without a match whose words are the same, in order."""
    left = [o for o in range(len(old)) if o not in known]
    right = [n for n in range(len(new)) if n not in set(known.values())]
    content = _numbered_content if _count_up(old) and _count_up(new) else _content
    a, b = [content(old[o]) for o in left], [content(new[n]) for n in right]
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return {left[m.a + k]: right[m.b + k] for m in blocks for k in range(m.size)}


def _content(unit: Unit) -> tuple[str, str, str]:
    found = heading(unit.text) if unit.level == "様式" else None
    if found is not None:
        # Its number stands in its heading: one that moved is the same, however much it is like the one that had the number.
        return unit.level, found.word + found.behind, "\n".join(line.words() for line in unit.children)
    return unit.level, unit.caption or "", unit.words()


def _numbered_content(row: Unit) -> tuple[str, str, str]:
    return row.level, "", "\n".join(row.cells[1:])


def _chain(pairs: Pairs) -> Pairs:
    """The longest run of pairs that do not cross."""
    order = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for o in order:
        at = bisect_left(tails, pairs[o])
        before[o] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(pairs[o])
            ends.append(o)
        else:
            tails[at], ends[at] = pairs[o], o
    made: Pairs = {}
    last: int | None = ends[-1] if ends else None
    while last is not None:
        made[last] = pairs[last]
        last = before[last]
    return made


def _by_likeness(
    old: Sequence[Unit], new: Sequence[Unit], known: Pairs, likeness: Likeness
) -> dict[tuple[int, int], float]:
    """Pairs by likeness in the gaps between the known ones, without crossing."""
    made: dict[tuple[int, int], float] = {}
    bounds = [(-1, -1), *sorted(known.items()), (len(old), len(new))]
    for (o1, n1), (o2, n2) in pairwise(bounds):
        left, right = range(o1 + 1, o2), range(n1 + 1, n2)
        if left and right and min(len(left), len(right)) <= _MOST:
            made |= _best(old, new, left, right, likeness)
    return made


def _best(
    old: Sequence[Unit], new: Sequence[Unit], left: range, right: range, likeness: Likeness
) -> dict[tuple[int, int], float]:
    """The pairing of two runs with the greatest sum of likeness; of long runs only neighbours are compared."""
    reach = max(len(left), len(right)) if max(len(left), len(right)) <= _WIDEST else _NEAR + abs(len(left) - len(right))
    scores = {
        (o, n): likeness.of(old[o], new[n])
        for o in left
        for n in right
        if abs((o - left.start) - (n - right.start)) <= reach
    }
    best: dict[tuple[int, int], float] = {}
    for o in reversed(left):
        for n in reversed(right):
            alike = scores.get((o, n), 0.0)
            with_pair = alike + best.get((o + 1, n + 1), 0.0) if alike else 0.0
            best[o, n] = max(with_pair, best.get((o + 1, n), 0.0), best.get((o, n + 1), 0.0))
    made: dict[tuple[int, int], float] = {}
    o, n = left.start, right.start
    while o in left and n in right:
        alike = scores.get((o, n), 0.0)
        if alike and best[o, n] == alike + best.get((o + 1, n + 1), 0.0):
            made[o, n] = alike
            o, n = o + 1, n + 1
        elif best[o, n] == best.get((o + 1, n), 0.0):
            o += 1
        else:
            n += 1
    return made


def _shared_pairs(a: str, b: str) -> float:
    """The share of neighbouring letters that two texts have in common (Dice)."""
    x, y = _letter_pairs(a), _letter_pairs(b)
    if len(x) > len(y):
        x, y = y, x
    common = sum(min(count, y[pair]) for pair, count in x.items() if pair in y)
    return 2 * common / max(len(a) + len(b) - 2, 1)


@lru_cache(maxsize=4096)
def _letter_pairs(text: str) -> dict[str, int]:
    return dict(Counter(a + b for a, b in pairwise(text)))


def _likeness(old: Unit, new: Unit) -> float:
    """0 to 1; 0 for what is below the floor or of another level."""
    if old.level != new.level:
        return 0.0
    floor = _FLOOR.get(old.level, _COMMON_FLOOR)
    if old.level == "行" and _number(old) is not None and _number(new) is not None:
        # A number only tells where the row stands.
        old, new = (replace(row, cells=row.cells[1:]) for row in (old, new))
    words = _ratio(old.words(), new.words(), floor / 2)
    if old.level == "条":
        words = (words + _ratio(old.caption or "", new.caption or "", 0.0)) / 2
    elif old.level == "行":
        words = max((words + _ratio(old.cells[0], new.cells[0], 0.0)) / 2, _shared_cells(old, new))
    return words if words >= floor else 0.0


def _shared_cells(old: Unit, new: Unit) -> float:
    """How much of two rows is in cells that say the same: a row that was only given another name is the same row."""
    whole = sum(map(len, old.cells[1:])) + sum(map(len, new.cells[1:]))
    same = sum(2 * len(a) for a, b in zip(old.cells[1:], new.cells[1:], strict=False) if a == b)
    return same / whole if whole else 0.0


@lru_cache(maxsize=1 << 16)
def _ratio(a: str, b: str, floor: float) -> float:
    """How alike two texts are, 0 to 1; 0 where it is surely below the floor. Long ones are told by their pairs of letters."""
    if len(a) + len(b) > _SHORT:
        alike = _shared_pairs(a, b)
        if alike < floor or len(a) + len(b) > _LONG:
            return alike
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:
        return 0.0
    return matcher.ratio()
