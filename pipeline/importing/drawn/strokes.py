"""Lines that draw a table -> their pieces between strokes, each with the columns that it takes.

A line is parted where its upright strokes stand. Where strokes stand one below the other on all lines, a cell may run over
several columns or rows; where they do not (a font of another pitch), lines are parted alike if all have as many strokes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.importing.drawn.lines import JOINT, LEVEL, UPRIGHT, is_row, is_rule
from pipeline.importing.paper import BLANKS, Line
from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import width_em

_DRAWN = UPRIGHT | LEVEL | JOINT
# So far beside its place a stroke may stand: a character that was left out, or is of half width.
_BESIDE_EM = 1.0


class UnreadableError(Exception):
    """Why strokes are no table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two strokes of a line: its first column, how many it takes, its words, or None for a level stroke."""

    column: int
    columns: int
    words: str | None
    room_em: float

    @property
    def said(self) -> str:
        """The words without blanks at their ends; "" of a level stroke."""
        return (self.words or "").strip(BLANKS)


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of each line, how many columns there are, and whether cells are as wide as they are drawn."""

    lines: tuple[tuple[Piece, ...], ...]
    columns: int
    is_measured: bool


def parted(block: Sequence[Line]) -> Parted:
    """The lines of a table in pieces. Raises UnreadableError."""
    strokes, is_counted = _agreed(block)
    places = sorted({at for each in strokes for _, at, _ in each})
    pieces = tuple(tuple(_pieces(line, each, places)) for line, each in zip(block, strokes, strict=True))
    return Parted(pieces, len(places) - 1, not is_counted)


_Measure = Callable[[Line], Iterator[float]]


def _in_em(stroke_em: float) -> _Measure:
    """Where the characters of a line begin, in em, its strokes being so wide."""

    def measure(line: Line) -> Iterator[float]:
        at = line.column_em
        for char in line.text:
            yield at
            at += stroke_em if char in _DRAWN and char not in "|｜" else width_em(char)

    return measure


def _counted(line: Line) -> Iterator[float]:
    """How many strokes stand before each character."""
    count, rule = 0, is_rule(line)
    for char in line.text:
        yield float(count)
        count += _parts(char, is_rule=rule)


def _parts(char: str, *, is_rule: bool) -> bool:
    """Whether a character parts columns."""
    return char in UPRIGHT or char in JOINT or (is_rule and char == "+")


# The index of a stroke in its line, where it stands (in em, or in strokes), and whether a level stroke meets it.
_Stroke = tuple[int, float, bool]


def _strokes(line: Line, measure: _Measure, *, is_open: bool) -> list[_Stroke]:
    """The strokes of a line, and its ends if the sides of the table are open."""
    rule = is_rule(line)
    found = [
        (n, at, char not in UPRIGHT)
        for n, (char, at) in enumerate(zip(line.text, measure(line), strict=True))
        if _parts(char, is_rule=rule)
    ]
    if not is_open or not found:
        return found
    return [(-1, -1.0, False), *found, (len(line.text), found[-1][1] + 1, False)]


def _agreed(block: Sequence[Line]) -> tuple[list[list[_Stroke]], bool]:
    """The strokes of each line, at places that all lines share, and whether these are counted. Raises UnreadableError."""
    is_open = not all(is_rule(line) or is_row(line) for line in block)
    counted = [_strokes(line, _counted, is_open=is_open) for line in block]
    in_em = [] if is_open else [[_strokes(x, _in_em(em), is_open=False) for x in block] for em in (1.0, 0.5)]
    for parted in in_em:
        if _agree(parted):
            return parted, False
    if len({len(strokes) for strokes in counted if strokes}) == 1:
        return counted, True
    for parted in in_em:
        drawn = _drawn_together(parted)
        if drawn:
            return drawn, False
    raise UnreadableError("縦の線が行ごとに違うところにある")


def _agree(parted: Sequence[Sequence[_Stroke]]) -> bool:
    """Whether the strokes of all lines stand one below the other, and some line has them all."""
    held = [[at for _, at, _ in strokes] for strokes in parted if strokes]
    found = sorted({at for each in held for at in each})
    has_all = any(len(each) == len(found) for each in held)
    apart = all(b - a >= 1.0 for a, b in pairwise(found))
    return len(found) > 1 and has_all and apart and len({(each[0], each[-1]) for each in held}) == 1


def _drawn_together(parted: Sequence[Sequence[_Stroke]]) -> list[list[_Stroke]]:
    """Strokes that stand a little beside those of the line that has most, at their places; [] if one may belong to two of them."""
    places = [at for _, at, _ in max(parted, key=len)]
    made: list[list[_Stroke]] = []
    for strokes in parted:
        found = [min(range(len(places)), key=lambda n: abs(places[n] - at)) for _, at, _ in strokes]
        if len(strokes) == len(places):
            found = list(range(len(places)))
        elif strokes:
            found[0], found[-1] = 0, len(places) - 1
            inner = zip(found[1:-1], strokes[1:-1], strict=True)
            if any(abs(places[n] - s[1]) > _BESIDE_EM for n, s in inner) or len(set(found)) < len(found):
                return []
        made.append([(n, places[p], meets) for (n, _, meets), p in zip(strokes, found, strict=True)])
    return made if min(b - a for a, b in pairwise(places)) > 2 * _BESIDE_EM else []


def _pieces(line: Line, strokes: Sequence[_Stroke], places: Sequence[float]) -> Iterator[Piece]:
    """The stretches of a line between its strokes."""
    rule = is_rule(line)
    if rule and not strokes:
        yield Piece(0, len(places) - 1, None, 0.0)
        return
    for (n, left, meets), (end, right, meets_too) in pairwise(strokes):
        words = line.text[n + 1 : end]
        level = bool(words) and all(c in LEVEL for c in words) and (meets or meets_too)
        column = places.index(left)
        yield Piece(column, places.index(right) - column, None if rule or level else words, width_em(words))
