"""Phase 2 of a paragraph, prepare: gaps between neighbours, atoms that stay whole, fields of fixed width."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import accumulate

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text.number_box import boxes
from pipeline.typeset.lines.classes import Units
from pipeline.typeset.lines.collect import Collected, Stretch
from pipeline.typeset.lines.gaps import ADJUST, ADJUSTED

_DIGITS = "0-9０-９"
_NUMERALS = f"{_DIGITS}〇一二三四五六七八九十百千"
# Kept whole: 第252条の2; so are numbers with the units that count them.
_ATOM = regex(f"第[{_NUMERALS}]+[条項号章節款編](?:の[{_NUMERALS}]+)*")
# The day of the week stays with its date: 12月26日（金）.
_WEEKDAY = regex("(?<=日)[（(][日月火水木金土](?:曜日?)?(?:・[祝休]日?)?[）)]")
# An address on the web, or one to write to.
_ADDRESS = regex(r"https?://[!-~]+|[!-~]*[0-9A-Za-z]@[0-9A-Za-z][!-~]+")
_HAS_ADDRESS = regex("://|@")
_ADDRESS_BREAK = regex(r"[/.?&=_@-]+")

# A gap and what stands for a seal (印, ㊞, (印)).
_SEAL_UNITS = 4

Positions = AbstractSet[int]
_NOWHERE: Positions = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph ready to be broken. Position p lies before unit p.

    `adjust[p]`: what is added between units p and p + 1, in 1/1000 em, at the positions `adjusted`, ascending;
    `starts[p]`: where unit p would begin in one endless line. No line ends at a position
    in `bound`; one may end at those in `free` whatever their classes. Gaps in `rigid` never change. `boxed` are positions
    within numbers, which not even the narrowest column parts.
    `plain`: one stretch, of nothing but characters.
    """

    units: Units
    letters: str
    adjust: dict[int, float]
    adjusted: list[int]
    starts: list[float]
    bound: Positions
    free: Positions
    rigid: Positions
    stretches: tuple[Stretch, ...]
    plain: bool
    boxed: Positions


def prepare(collected: Collected) -> Prepared:
    """Sets every gap to its natural width."""
    letters = collected.letters
    widths: list[float] = list(collected.widths)
    adjust: dict[int, float] = {
        p: ADJUST[letters[p : p + 2]] for p in [found.start() for found in ADJUSTED.finditer(letters)]
    }
    for p, change in adjust.items():
        widths[p] += change
    rigid = _spread_fields(collected, adjust, widths)
    simple = len(collected.text) == len(letters)
    text = collected.text if simple else _first_characters(collected.units)
    boxed = _boxed(text)
    atoms = _atoms(text) | boxed if boxed else _atoms(text)
    if len(collected.stretches) > 1:
        atoms |= _marks(collected.stretches) | _seals(collected.stretches, len(letters))
    return Prepared(
        units=collected.units,
        letters=letters,
        adjust=adjust,
        adjusted=sorted(adjust) if rigid else list(adjust),
        starts=list(accumulate(widths, initial=0.0)),
        bound=atoms | {p + 1 for p in rigid} if rigid else atoms,
        free=_address_breaks(collected.text) if simple and _HAS_ADDRESS.search(collected.text) else _NOWHERE,
        rigid=rigid,
        stretches=collected.stretches,
        plain=len(collected.stretches) == 1 and _is_bare(collected.stretches[0]),
        boxed=boxed,
    )


def _first_characters(whole: Units) -> str:
    return "".join([unit[0] for unit in whole])


def _atoms(text: str) -> Positions:
    found: set[int] = set()
    if "第" in text:
        found.update([p for atom in _ATOM.finditer(text) for p in range(atom.start() + 1, atom.end())])
    if "日（" in text or "日(" in text:
        found.update([p for day in _WEEKDAY.finditer(text) for p in range(day.start(), day.end())])
    return found or _NOWHERE


def _marks(stretches: tuple[Stretch, ...]) -> Positions:
    """Positions before and within marks: they stay with the word that they are set to."""
    marks = [s for s in stretches if s.style is not None and s.style.scale != 1]
    return {p for mark in marks for p in range(mark.start, mark.end)} or _NOWHERE


def _seals(stretches: tuple[Stretch, ...], end: int) -> Positions:
    """Positions between a name in its field and the 印 behind it, which no line parts."""
    names = [s.end for s in stretches if s.style is not None and s.style.field_em is not None]
    return frozenset(range(names[-1], end)) if names and end - names[-1] <= _SEAL_UNITS else _NOWHERE


def _boxed(text: str) -> Positions:
    return {p for start, end in boxes(text) for p in range(start + 1, end)} or _NOWHERE


def _address_breaks(text: str) -> Positions:
    found = _ADDRESS.finditer(text)
    return frozenset(each.start() + part.end() for each in found for part in _ADDRESS_BREAK.finditer(each[0]))


def _spread_fields(collected: Collected, adjust: dict[int, float], widths: list[float]) -> Positions:
    """均等割付 of fields (氏名), and of words narrower than their reading. Returns the gaps that are now fixed."""
    if not any(_is_field(stretch) for stretch in collected.stretches):
        return _NOWHERE
    rigid: set[int] = set()
    for stretch in filter(_is_field, collected.stretches):
        inner = range(stretch.start, stretch.end - 1)
        rigid.update(inner)
        natural = float(sum(collected.widths[stretch.start : stretch.end])) + sum(adjust.get(p, 0.0) for p in inner)
        field_em = 0.0 if stretch.style is None or stretch.style.field_em is None else stretch.style.field_em
        room = max(field_em * 1000, stretch.reading_mem) - natural
        if room <= 0 or not inner:
            continue
        for p in inner:
            adjust[p] = adjust.get(p, 0.0) + room / len(inner)
            widths[p] += room / len(inner)
    return frozenset(rigid)


def _is_field(stretch: Stretch) -> bool:
    return stretch.reading is not None or (stretch.style is not None and stretch.style.field_em is not None)


def _is_bare(stretch: Stretch) -> bool:
    return stretch.style is None and stretch.inline is None
