"""Rows of a grid -> cells on a raster of columns, and where the columns stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from pipeline.galley import Cell, Para, Row
from pipeline.galley.tables.column_widths import (
    LEAST_TYPE_PT,
    STARVED_EM,
    WORDS_EM,
    BoxesEm,
    Shares,
    boxes_em,
    numbers_em,
    shared,
    shares,
    starved,
    words_em,
)
from pipeline.galley.tables.whole_words import whole_words
from pipeline.late.dataclass import dataclass
from pipeline.typeset.styling.design import GridStyle

# Distance of text from the rules at its sides in balanced columns, in em of the table's text.
BALANCED_PADDING_EM = 1 / 3
# Columns of a style that leave more than this at either side of the text are those of a narrower sheet (house).
WIDEST_PADDING_EM = 2
# A narrower column breaks every word, where there is room for more (house).
NARROWEST_EM = 3
# The least padding where numbers leave little room (house).
LEAST_PADDING_PT = 2.0
# Words in a column of less than this that take more lines than this get the room of the padding of all columns (house).
CRAMPED_EM, MOST_LINES = 6, 4
# Short words in the middle of their columns (拡充) stay whole where the type need not become smaller than by a step, in em.
SHORT_EM = 2
# Columns for numbers are no whole characters wide; they give a part of one.
_PART_EM = 0.25
# By so much the type gets smaller at a time, in pt.
_STEP_PT = 0.5
# Rounding must not make a number too wide for its column, in pt.
SLACK_PT = 0.01


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and the raster that it covers; `row` counts within its rows (head or body)."""

    cell: Cell
    row: int
    column: int

    @property
    def last_row(self) -> int:
        """The row in which the cell ends."""
        return self.row + self.cell.rows - 1


Slots = Sequence[Slot]


class Columns(NamedTuple):
    """Edges from the left of the frame, one more than there are columns; text keeps `padding_pt` from both.

    `scale`: how much smaller than the style says the text is, so that no number is parted; `narrow`: that did not do it.
    """

    edges_pt: tuple[float, ...]
    padding_pt: float
    scale: float = 1.0
    narrow: bool = False


# How wide the widest number of a paragraph is at the size of its style, in points.
BoxPt = Callable[[Para], float]


def arrange(rows: Sequence[Row]) -> tuple[tuple[Slot, ...], ...]:
    """The slots of each row: a cell goes to the first column that no cell from above covers."""
    if all(cell.columns == cell.rows == 1 for row in rows for cell in row.cells):
        return tuple([tuple([Slot(cell, r, c) for c, cell in enumerate(row.cells)]) for r, row in enumerate(rows)])
    free_from: dict[int, int] = {}
    arranged = []
    for r, row in enumerate(rows):
        slots, column = [], 0
        for cell in row.cells:
            while free_from.get(column, 0) > r:
                column += 1
            rows_spanned = min(cell.rows, len(rows) - r)
            slots.append(
                Slot(cell if rows_spanned == cell.rows else Cell(cell.paras, cell.columns, rows_spanned), r, column)
            )
            free_from.update(dict.fromkeys(range(column, column + cell.columns), r + rows_spanned))
            column += cell.columns
        arranged.append(tuple(slots))
    return tuple(arranged)


def columns(
    head: Slots, body: Slots, style: GridStyle, width_pt: float, box_pt: BoxPt, shares: Sequence[int] = ()
) -> Columns:
    """In proportion to `shares`; else the widths of the style, if it names as many as the grid has; else by the text.

    Either way text measures are whole characters, and the padding takes up what is left; unless a number needs more.
    """
    count = max((slot.column + slot.cell.columns for slot in (*head, *body)), default=1)
    measures: Sequence[float]
    if shares:
        room = width_pt / style.size_pt - 2 * BALANCED_PADDING_EM * count
        measures = [max(1, int(room * share / sum(shares))) * style.size_pt for share in shares]
    elif len(style.columns_pt) == count:
        measures = style.columns_pt
    else:
        measures = _balanced(head, body, count, style, width_pt, box_pt)
    if width_pt - sum(measures) > WIDEST_PADDING_EM * style.size_pt * 2 * count:
        measures = _widened(measures, style, width_pt)
    numbers = numbers_em([(slot.column, slot.cell) for slot in (*head, *body)], count, box_pt)
    padding = (width_pt - sum(measures)) / 2 / count
    parted = any(number > measure + SLACK_PT for number, measure in zip(numbers, measures, strict=True))
    if parted or (any(numbers) and padding < LEAST_PADDING_PT):
        return _tight(head, body, style, width_pt, box_pt)
    ems = [measure / style.size_pt for measure in measures]
    if min(ems) < CRAMPED_EM:
        found = _shares_of(head, body, count)
        if min(ems) < STARVED_EM and starved(found, ems):
            return _tight(head, body, style, width_pt, box_pt)
        if not shares and padding > LEAST_PADDING_PT and _cramped(found, ems):
            tight = _tight(head, body, style, width_pt, box_pt, ())
            return tight if tight.scale == 1 else Columns(_edges(measures, padding), padding)
    return Columns(_edges(measures, padding), padding)


def _cramped(found: Shares, ems: Sequence[float]) -> bool:
    """Whether some words take many short lines, or stand on end, which less padding would spare."""
    on_end = any(em < short <= SHORT_EM for short, em in zip(found.unbroken_em, ems, strict=True))
    words = zip(found.words_em, ems, strict=True)
    return on_end or any(em < CRAMPED_EM and text > (MOST_LINES if em >= WORDS_EM[0] else 1) * em for text, em in words)


def _shares_of(head: Slots, body: Slots, count: int, widest_box: BoxesEm = boxes_em) -> Shares:
    return shares([(s.column, s.cell) for s in head], [(s.column, s.cell) for s in body], count, widest_box)


def _edges(measures: Sequence[float], padding: float) -> tuple[float, ...]:
    return tuple(accumulate([measure + 2 * padding for measure in measures], initial=0.0))


def _tight(
    head: Slots,
    body: Slots,
    style: GridStyle,
    width_pt: float,
    box_pt: BoxPt,
    paddings_em: Sequence[float] = (BALANCED_PADDING_EM,),
) -> Columns:
    """Numbers get what they need and words the rest; where that is too little, less padding, then smaller type.

    `paddings_em` are those that are tried before the least.

    Columns of a series stay as wide as each other unless that makes the type smaller than by a step.
    """
    size = style.size_pt
    count = max((slot.column + slot.cell.columns for slot in (*head, *body)), default=1)
    found = _shares_of(head, body, count, lambda para: box_pt(para) / size)
    alone = [number / size for number in numbers_em([(s.column, s.cell) for s in (*head, *body)], count, box_pt)]
    sizes = [size - step * _STEP_PT for step in range(int((size - LEAST_TYPE_PT) / _STEP_PT) + 1)] or [size]
    ways = [*((em * size, size) for em in paddings_em), *((LEAST_PADDING_PT, smaller) for smaller in sizes)]
    short = [max(n, em) if em <= SHORT_EM else n for n, em in zip(found.boxes_em, found.unbroken_em, strict=True)]
    near = [way for way in ways if way[1] >= size - _STEP_PT]
    even = [*product([short], near), *product([found.boxes_em], near)]
    least: list[float] = []
    for words, (numbers, (padding, type_pt)) in product(words_em(found.boxes_em), [*even, *product([alone], ways)]):
        least = [
            max(number, min(max(text, 1.0), words)) * type_pt
            for number, text in zip(numbers, found.words_em, strict=True)
        ]
        spare = width_pt - 2 * padding * count - sum(least)
        if spare >= 0:
            wordy = [weight if text else 0.0 for weight, text in zip(found.weights, found.words_em, strict=True)]
            parts = wordy if any(wordy) else [1.0] * count
            ems = [(low + spare * part / sum(parts)) / type_pt for low, part in zip(least, parts, strict=True)]
            ems = whole_words(ems, found, [(slot.column, slot.cell) for slot in (*head, *body)], _PART_EM)
            measures = [em * type_pt for em in ems]
            return Columns(_edges(measures, padding), padding, type_pt / size)
    padding = min(LEAST_PADDING_PT, width_pt / count / 4)
    room = (width_pt - 2 * padding * count) / sum(least)
    return Columns(_edges([low * room for low in least], padding), padding, sizes[-1] / size, narrow=True)


def _widened(measures: Sequence[float], style: GridStyle, width_pt: float) -> tuple[float, ...]:
    """The same columns on a wider sheet: each gets its share of the characters that have come to fit."""
    more = int((width_pt - sum(measures)) / style.size_pt - 2 * BALANCED_PADDING_EM * len(measures))
    ends = [int(more * end / sum(measures)) for end in accumulate(measures, initial=0.0)]
    return tuple(m + (end - start) * style.size_pt for m, (start, end) in zip(measures, pairwise(ends), strict=True))


def _balanced(
    head: Slots, body: Slots, count: int, style: GridStyle, width_pt: float, box_pt: BoxPt
) -> tuple[float, ...]:
    """Measures by the words in the columns; where there is room, heads and amounts stay in one line."""
    heads, cells = ([(slot.column, slot.cell) for slot in slots] for slots in (head, body))
    found = shares(heads, cells, count, lambda para: box_pt(para) / style.size_pt)
    padding = max(0.0, min(BALANCED_PADDING_EM * style.size_pt, (width_pt / count - style.size_pt) / 2))
    room = max(count, int((width_pt - 2 * padding * count) / style.size_pt))
    least = found.least(room, max(1, min(NARROWEST_EM, room // (2 * count))))
    if sum(least) > room:
        return tuple(em * style.size_pt for em in least)
    if len(set(found.weights)) == 1 and max(least) <= room // count:  # equal columns; the padding takes what is left
        return (room // count * style.size_pt,) * count
    made = whole_words(shared(found.growing(least), room, least, found.most()), found, [*heads, *cells])
    return tuple([measure * style.size_pt for measure in made])
