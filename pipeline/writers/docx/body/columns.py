"""Columns of a grid -> their widths: those of the contract, or balanced by the words in them, in whole characters."""

from __future__ import annotations

import itertools
import math
import operator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pipeline.galley import Cell, Grid, Para, plain
from pipeline.galley.tables.column_widths import (
    LEAST_TYPE_PT,
    STARVED_EM,
    WORDS_EM,
    Shares,
    boxes_em,
    gaps_em,
    head_em,
    numbers_em,
    shared,
    shares,
    starved,
    words_em,
)
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.galley.tables.whole_words import whole_words
from pipeline.notation.text.char_width import width_em
from pipeline.notation.text.number_box import boxes
from pipeline.writers.docx.shipped.styles import TABLE_PT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.writers.docx.template.contract import Contract

# A narrower column holds its rules and margins, but no character.
NARROWEST_CHARS = 2
# What the margins of a cell take.
BESIDE_PT = 6.0
# Figures of a font of proportional width are wider than half an em, and other signs not so wide (DejaVu Serif, which LibreOffice
# takes where there is no ＭＳ 明朝: advances of 1303, 651 and 1946 of 2048); they get it where words keep so much, in em.
# The rules of a cell stand on its margins.
_RULES_EM = 0.06
_FIGURE_EM, _SIGNS_EM, _WORDS_EM = 0.637, {",": 0.318, ".": 0.318, "%": 0.951}, 6.0
# How small the type may be for that, where words keep what they are to: first, columns of a series are as wide as each other (house).
_SMALLER_PT = (8.5, LEAST_TYPE_PT)
# Widths are whole characters, or fourths of one where figures or the words beside them need it (house).
_PARTS = (1, 4)
_OPENING = "（(〔［["
# Widths within this count as equal, in characters.
_ROUNDING = 0.01


def count(grid: Grid) -> int:
    """Columns that the first row of a grid spans: those of the grid."""
    rows = grid.head or grid.rows
    return sum(cell.columns for cell in rows[0].cells) if rows else 1


class Fit(NamedTuple):
    """Widths of columns in twips; `half_points`: the size of type that they ask for (None: that of the styles).

    `narrow`: they have no room for their numbers in the smallest type.
    """

    widths: tuple[int, ...]
    half_points: int | None = None
    narrow: bool = False


def fit(grid: Grid, contract: Contract, chars: int, sisters: Sequence[Grid] = ()) -> Fit:
    """Columns on a sheet of so many characters, which they fill. A turned sheet keeps their proportions.

    `sisters` are the tables, this one among them, that have the same columns.
    """
    columns, alike = count(grid), sisters or (grid,)
    head, body = _cells(alike, columns)
    chosen: Sequence[float] | None = contract.widths(grid.style, columns)
    if grid.shares:
        chosen = [chars * share / sum(grid.shares) for share in grid.shares]
    elif chosen is None:
        chosen = _balanced(alike, columns, chars, contract.size_pt)
        made = _roomy(chosen, head, body, chars, contract)
        if made is not None:
            return made
    elif chars != contract.chars:
        chosen = shared(chosen, chars, [NARROWEST_CHARS] * columns)
    held = _holds(chosen, numbers_em([*head, *body], columns), chars, contract)
    if held and min(chosen) * contract.size_pt >= STARVED_EM * TABLE_PT + BESIDE_PT:
        return Fit(_twips(chosen, contract))
    found = shares(head, body, columns)
    if held and not starved(found, [(c * contract.size_pt - BESIDE_PT) / TABLE_PT for c in chosen]):
        return Fit(_twips(chosen, contract))
    return _tight(found, chars, contract)


def _roomy(chosen: Sequence[float], head: _Cells, body: _Cells, chars: int, contract: Contract) -> Fit | None:
    """Smaller type for figures that these widths would part in another font, or beside which they leave words too little.

    None: there is no need, or no room.
    """
    for box_em in (_spaced_box_em, _generous_box_em):
        alone = numbers_em([*head, *body], len(chosen), box_em)
        if not any(alone) and _holds(chosen, alone, chars, contract):
            return None
        even = shares(head, body, len(chosen), box_em, _generous_head_em)
        measures = [(c * contract.size_pt - BESIDE_PT) / TABLE_PT + _ROUNDING for c in chosen]
        kept = all(m >= min(words, WORDS_EM[0]) for m, words in zip(measures, even.words_em, strict=True))
        if _holds(chosen, alone, chars, contract) and kept:
            return None
        for least_pt, found in product(_SMALLER_PT, (even, even._replace(boxes_em=tuple(alone)))):
            made = _tight(found, chars, contract, least_pt, WORDS_EM[:1])
            if not made.narrow:
                return made
    return None


def _holds(chosen: Sequence[float], numbers: Sequence[float], chars: int, contract: Contract) -> bool:
    """Whether widths leave room for the widest number of each column, in em."""
    needs = [(em * TABLE_PT + BESIDE_PT) / contract.size_pt if em else 0.0 for em in numbers]
    return sum(chosen) <= chars + _ROUNDING and all(n <= c + _ROUNDING for n, c in zip(needs, chosen, strict=True))


def _tight(
    found: Shares, chars: int, contract: Contract, least_pt: float = LEAST_TYPE_PT, words_keep: Sequence[int] = ()
) -> Fit:
    """Numbers get what they need, words the rest, of which they keep `words_keep`; where that is too little, smaller type."""
    least: list[float] = []
    half_points = round(2 * TABLE_PT)
    for words, half_points in product(
        words_keep or words_em(found.boxes_em), range(round(2 * TABLE_PT), round(2 * least_pt) - 1, -1)
    ):
        least = [
            (max(number, min(max(text, 1.0), words) + _RULES_EM) * half_points / 2 + BESIDE_PT) / contract.size_pt
            for number, text in zip(found.boxes_em, found.words_em, strict=True)
        ]
        spare = chars - sum(least, 0.0)
        if spare >= 0:
            whole = [
                max(low, (em * half_points / 2 + BESIDE_PT) / contract.size_pt) if em else low
                for low, em in zip(least, found.unbroken_em, strict=True)
            ]
            least = whole if sum(whole) <= chars else least
            spare = chars - sum(least, 0.0)
            most = found.most(half_points / 2 / contract.size_pt, BESIDE_PT / contract.size_pt)
            parts = [weight if text else 0.0 for weight, text in zip(found.weights, found.words_em, strict=True)]
            chosen = _filled(least, spare, parts if any(parts) else [1.0] * len(least), most)
            return Fit(_twips(chosen, contract), half_points if half_points < round(2 * TABLE_PT) else None)
    return Fit(_twips([low * chars / sum(least) for low in least], contract), half_points, narrow=True)


def _filled(least: Sequence[float], spare: float, parts: Sequence[float], most: Sequence[float]) -> list[float]:
    """What is spare by the weights, none beyond the most that it can use, as long as others can use it."""
    chosen = list(least)
    while spare > _ROUNDING:
        hungry = [n for n, part in enumerate(parts) if part and chosen[n] + _ROUNDING < most[n]]
        total = sum([parts[n] for n in hungry], 0.0)
        if not hungry:
            return [width + spare * part / sum(parts) for width, part in zip(chosen, parts, strict=True)]
        given = [(n, min(spare * parts[n] / total, most[n] - chosen[n])) for n in hungry]
        for n, more in given:
            chosen[n] += more
        spare -= sum([more for _, more in given], 0.0)
    return chosen


def _twips(chosen: Sequence[float], contract: Contract) -> tuple[int, ...]:
    edges = [round(edge * contract.size_pt * 20) for edge in itertools.accumulate(chosen, initial=0.0)]
    return tuple(right - left for left, right in itertools.pairwise(edges))


_Cells = list[tuple[int, Cell]]


def _cells(grids: Sequence[Grid], columns: int) -> tuple[_Cells, _Cells]:
    head, body = (
        [(p.column, p.cell) for rows in every for placed in placed_rows(rows, columns) for p in placed if not p.above]
        for every in ([grid.head for grid in grids], [grid.rows for grid in grids])
    )
    return head, body


def _balanced(grids: Sequence[Grid], columns: int, chars: int, size_pt: float) -> Sequence[float]:
    """By the words in the columns; where there is room, heads and amounts stay in one line, whatever font draws their figures."""
    scale, beside = TABLE_PT / size_pt, BESIDE_PT / size_pt
    heads, body = _cells(grids, columns)

    def chosen(found: Shares, parts: int) -> Sequence[float]:
        """Widths in whole characters, or in so many parts of one."""
        least = found.least(chars * parts, NARROWEST_CHARS * parts, scale * parts, beside * parts)
        if sum(least) > chars * parts:
            return [low / parts for low in least]
        fed = [
            max(low, math.ceil((min(words, STARVED_EM) * scale + beside) * parts))
            for low, words in zip(least, found.words_em, strict=True)
        ]
        least = fed if sum(fed) <= chars * parts else least
        most = found.most(scale * parts, beside * parts)
        widths = shared(found.weights, chars * parts, least, most)
        ems = [(width - beside * parts) / scale / parts - _RULES_EM for width in widths]
        whole = whole_words(ems, found, [*heads, *body], 1 / scale / parts)
        return [(em + _RULES_EM) * scale + beside for em in whole]

    def lines(found: Shares, widths: Sequence[float]) -> list[int]:
        """How many lines the longest words of each column take; 1 where they have enough room."""
        ems = [(width - beside) / scale + _ROUNDING for width in widths]
        pairs = zip(found.words_em, ems, strict=True)
        return [1 if em >= min(text, _WORDS_EM) else math.ceil(text / max(em, 1.0)) for text, em in pairs]

    tried: list[tuple[Sequence[float], list[int]]] = []
    for found in _ways((heads, body), columns):
        for parts in _PARTS if any(found.boxes_em) else _PARTS[:1]:
            widths = chosen(found, parts)
            tried.append((widths, lines(found, widths)))
            if sum(widths) <= chars and max(tried[-1][1]) == 1:
                return widths
    # Else the first that costs words no line; the last has no room for wider figures.
    plain_way, most = tried[-1]
    for widths, needed in tried:
        if sum(widths) <= chars and all(map(operator.le, needed, most)):
            return widths
    return plain_way


def _ways(cells: tuple[_Cells, _Cells], columns: int) -> Iterator[Shares]:
    """What columns ask for, the best first. Word parts a year where it will, so that years had better stay whole."""
    generous = shares(*cells, columns, _generous_box_em, _generous_head_em)
    yield generous.unparted()
    yield generous
    yield shares(*cells, columns, boxes_em).unparted()


def _generous_box_em(para: Para) -> float:
    """The widest number of a paragraph in any font that a machine may have in the stead of the template's."""
    words = plain(para.label) + plain(para.runs)
    return max([generous_em(words[start:end]) for start, end in _whole(words)], default=0.0)


def _spaced_box_em(para: Para) -> float:
    """The same with the gaps before its unit, and the rules that stand on the margins of its cell."""
    words = plain(para.label) + plain(para.runs)
    pieces = [words[start:end] for start, end in _whole(words)]
    return max([generous_em(piece) + gaps_em(piece) + _RULES_EM for piece in pieces], default=0.0)


def _whole(words: str) -> Iterator[tuple[int, int]]:
    """Each number, one in brackets with the one right before it (5,678（2,800）): LibreOffice would rather part a number there."""
    begin, done = 0, -1
    for start, end in boxes(words):
        if start != done or words[start] not in _OPENING:
            if done >= 0:
                yield begin, done
            begin = start
        done = end
    if done >= 0:
        yield begin, done


def _generous_head_em(para: Para) -> float:
    words = plain(para.label) + plain(para.runs)
    return head_em(para) + (_FIGURE_EM - 0.5) * sum(map(str.isdecimal, filter(str.isascii, words)))


def generous_em(figures: str) -> float:
    """How wide figures are in the widest font that may stand in for the template's."""
    wide = "".join([c for c in figures if not c.isascii()])
    proportional = width_em(wide) + sum([_SIGNS_EM.get(c, _FIGURE_EM) for c in figures if c.isascii()])
    return max(width_em(figures), proportional)
