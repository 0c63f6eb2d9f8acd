"""Words of a cell that Word would part within a word or a number -> the indents by which its lines end between phrases.

As in the PDF (typeset/breaks/titled.py), which places each line; Word fills them. A narrower paragraph ends its lines earlier;
in the middle of a column two lines can end anywhere, since the first of them may have an indent of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.galley import Grid, plain
from pipeline.galley.styles import CENTRED_STYLE
from pipeline.galley.tables.column_widths import year_em
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.notation.text.char_width import clusters
from pipeline.writers.docx.body.columns import BESIDE_PT
from pipeline.writers.docx.body.filled.filling import PLAIN, TIGHT, WAYS, WIDE, held, line_ends, may_end, torn
from pipeline.writers.docx.body.filled.spread import SPREAD_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.galley import Para
    from pipeline.galley.tables.placed_rows import Placed
    from pipeline.writers.docx.template.stylesheet import StyleSheet

_CENTRED_STYLES: frozenset[str] = SPREAD_STYLES | {CENTRED_STYLE}
# What stands at the left; amounts, at the right, are never touched.
_LEFT_STYLES: frozenset[str] = frozenset({"表項目"})
# So wide a column is looked at, one whose lines would else be opened only if it is narrow; and so many characters (as the PDF).
_WIDEST_EM, _CRAMPED_EM, _MOST_UNITS = 13.0, 7.0, 60
# A letter with the gap before it.
_WIDEST_LETTER_EM = 1.25
# What one more line costs, beside what the ends of lines do (house).
_LINE = 15.0
# And a number that is parted.
_IN_NUMBER = 10_000.0
# And a last line of one character, with the marks behind it.
_LONE, _CLOSING = 30.0, "）」』】〕、。"
_STEP_EM = 0.125
# What nobody knows of the end of a line; and how far an indent may be said to reach beyond a cell whose words do not.
_SLACK_EM, _BEYOND_EM = 0.05, 0.25


class Sides(NamedTuple):
    """What a paragraph keeps free at its left and right, and of its first line besides (below 0: less), in em.

    `placed`: that puts its lines in the middle, which its alignment must not do once more.
    """

    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    placed: bool = False


def in_cells(
    grid: Grid,
    widths: Sequence[int],
    half_points: Mapping[str, int],
    styles: StyleSheet,
) -> dict[int, str]:
    """By the identity of a paragraph, the properties that it has besides its style. Widths are those of the columns, in twips."""
    made: dict[int, str] = {}
    for rows in (grid.head, grid.rows):
        for row in placed_rows(rows, len(widths)):
            made |= {id(p): said for p, said in _of_row(row, widths, half_points, styles)}
    return made


def _of_row(
    row: Sequence[Placed],
    widths: Sequence[int],
    half_points: Mapping[str, int],
    styles: StyleSheet,
) -> Iterator[tuple[Para, str]]:
    cells = [
        (para, (sum(widths[p.column : p.column + p.cell.columns]) / 20 - BESIDE_PT) * 2 / half_points[para.style])
        for p in row
        if not p.above
        for para in p.cell.paras
    ]
    years = [(para, room) for para, room in cells if para.style in SPREAD_STYLES and year_em(para)]
    parted = any(WIDE.of(plain(para.runs)) > room for para, room in years)
    for para, room in cells:
        em, words = half_points[para.style] * 10, plain(para.runs)
        if para.label or any(run.ruby for run in para.runs) or styles.indents[para.style].left or not words.strip():
            continue
        if parted and para.style in SPREAD_STYLES and year_em(para):
            sides = year_in_two(words, room)
        else:
            centred = para.style in _CENTRED_STYLES
            if not (centred or para.style in styles.justified or para.style in _LEFT_STYLES):
                continue
            if room > (_CRAMPED_EM if para.style in styles.justified else _WIDEST_EM):
                continue
            sides = in_phrases(words, room, centred=centred)
        if sides is not None:
            yield para, _properties(sides, em, centred=para.style in _CENTRED_STYLES and not sides.placed)


def _properties(sides: Sides, em: int, *, centred: bool) -> str:
    first = round(sides.first * em)
    said = f' w:firstLine="{first}"' if first > 0 else f' w:hanging="{-first}"' if first else ""
    aligned = "center" if centred else "left"
    return (
        f'<w:ind w:left="{round(sides.left * em)}" w:right="{round(sides.right * em)}"{said}/><w:jc w:val="{aligned}"/>'
    )


def in_phrases(words: str, room_em: float, *, centred: bool) -> Sides | None:
    """How the words stand in a column of that width so that no line ends within one; None: as they would anyway."""
    if len(words) * _WIDEST_LETTER_EM <= room_em:
        return None
    units = clusters(words)
    if len(units) > _MOST_UNITS or WIDE.of(words) <= room_em:
        return None
    numbers, ways = held(words, units), [way.letters(units) for way in WAYS]

    def cost(width: float) -> tuple[float, list[int]]:
        every = [line_ends(way, width) for way in ways]
        costs = [sum([_torn(units, at, numbers) + _LINE for at in ends], _lone(units, ends)) for ends in every]
        return max(costs), every[0]

    filled, as_filled = cost(room_em)
    best, ends, at = filled, as_filled, [room_em]
    lines = len(as_filled)
    width = room_em - _STEP_EM
    while width >= room_em / 2:
        found, here = cost(width)
        if len(here) > lines + 1:
            break
        if found < best:
            best, ends, at = found, here, [width]
        elif found == best and here == ends and at[0] < room_em:
            at.append(width)
        width -= _STEP_EM
    sides = Sides(right=room_em - at[len(at) // 2]) if best < filled else None
    if centred and sides is not None:
        sides = Sides(sides.right / 2, sides.right / 2)
    for k in range(1, len(units)) if centred and lines <= 2 else ():
        found = _torn(units, k, numbers) + _LINE + _lone(units, [k])
        if may_end(units, k) and found < best:
            two = _in_two(units, k, room_em)
            if two is not None:
                best, sides = found, two
    return sides


def _torn(units: Sequence[str], at: int, numbers: frozenset[int]) -> float:
    """What it costs to end a line before a letter: nothing else outweighs a number that is parted."""
    return torn(units, at, numbers) + (_IN_NUMBER if at in numbers else 0.0)


def _lone(units: Sequence[str], ends: Sequence[int]) -> float:
    """What a last line of one character costs."""
    return _LONE if ends and len("".join(units[ends[-1] :]).rstrip(_CLOSING)) == 1 else 0.0


def year_in_two(words: str, room_em: float) -> Sides | None:
    """The name of an era above its year."""
    units = clusters(words)
    first_digit = next((k for k, unit in enumerate(units) if unit.isdecimal() or unit == "元"), 0)
    return _in_two(units, first_digit, room_em) if first_digit else None


def _in_two(units: Sequence[str], at: int, room_em: float) -> Sides | None:
    """Two lines in the middle that end where they are to, whatever the font; None: there is no room for that."""
    before, behind = "".join(units[:at]), "".join(units[at:])
    # What follows and would fit, too, were the first line as wide: a figure of several digits is not parted.
    next_end = at + 1
    while next_end < len(units) and not may_end(units, next_end):
        next_end += 1
    longer = TIGHT.of("".join(units[:next_end]))
    first, second = PLAIN.of(before), PLAIN.of(behind)
    inset = (second - first) / 2
    least = max(WIDE.of(before), WIDE.of(behind) - inset) + _SLACK_EM
    most = longer - _SLACK_EM
    left = max(0.0, (room_em - second) / 2)
    room = min((least + most) / 2, room_em - left - inset + _BEYOND_EM)
    if not least - _SLACK_EM <= room <= most or left + inset < 0:
        return None
    return Sides(left, room_em - left - inset - room, inset, placed=True)
