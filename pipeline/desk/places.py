"""Galley and its layout -> every printed line with its place on the page and the way from its characters to the source.

The layout knows words and places, the galley knows where words came from; both say the same words in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Origin
from pipeline.galley import Galley, Run
from pipeline.galley.blocks import paras
from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import width_em
from pipeline.typeset import Layout
from pipeline.typeset.layout import ARTIFACT, Line, Text

# How far letters reach above and below the baseline, in ems of Japanese type.
_ABOVE_EM, _BELOW_EM = 0.88, 0.12


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters from `start` up to `end` of a printed line that stand at `origin` in a source.

    `literal`: a character of the line is a character of the source; else the words stand for an expression.
    """

    start: int
    end: int
    origin: Origin
    literal: bool


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """A line on a page: left edge, top, width and height as parts of the page (0 to 1), its words and their pieces."""

    x: float
    y: float
    width: float
    height: float
    text: str
    pieces: tuple[Piece, ...]


def printed_words(galley: Galley, layout: Layout) -> tuple[tuple[PrintedWords, ...], ...]:
    """The lines of every page, those of page furniture left out."""
    ways = _Ways(galley)
    # Elements count in the order of the galley; a cell that goes on over pages is read to its end before the next one.
    pieces: dict[tuple[int, int], tuple[Piece, ...]] = {}
    fragments = [(t.element, page, n, t) for page, p in enumerate(layout.pages) for n, t in enumerate(p.texts)]
    for _, page, n, text in sorted((f for f in fragments if f[0] != ARTIFACT), key=lambda f: f[:3]):
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            pieces[(page, n * _MOST_LINES + k)] = ways.along(_words(line))
    made = []
    for number, sheet in enumerate(layout.pages):
        lines = []
        for n, text in enumerate(sheet.texts):
            if text.element != ARTIFACT:
                lines += [
                    _placed(text, k, line, sheet.width_pt, sheet.height_pt, pieces[(number, n * _MOST_LINES + k)])
                    for k, line in enumerate(text.text.lines[text.first : text.last])
                ]
        made.append(tuple(lines))
    return tuple(made)


# More lines than one fragment can have on a page.
_MOST_LINES = 100_000


def _words(line: Line) -> str:
    return "".join("".join(units) for span in line.spans for units in span.texts)


def _placed(
    text: Text, k: int, line: Line, width_pt: float, height_pt: float, pieces: tuple[Piece, ...]
) -> PrintedWords:
    size = text.text.style.size_pt
    baseline = text.y_pt - k * text.text.style.leading_pt
    words = _words(line)
    shifts = sum(shift for span in line.spans for shift in span.shifts_mem) + line.spacing_mem * len(words)
    length = max(width_em(words) * size + shifts * size / 1000, size / 2)
    top = height_pt - baseline - _ABOVE_EM * size
    return PrintedWords(
        (text.x_pt + line.x_pt) / width_pt,
        top / height_pt,
        length / width_pt,
        (_ABOVE_EM + _BELOW_EM) * size / height_pt,
        words,
        pieces,
    )


class _Ways:
    """The characters of a galley in reading order, each with its run, taken from the front by the printed ones."""

    def __init__(self, galley: Galley) -> None:
        self._left = _characters(galley)
        self._next = next(self._left, None)

    def along(self, words: str) -> tuple[Piece, ...]:
        """The pieces of the next printed line; dots of leaders and blanks are no characters of the galley."""
        made: list[Piece] = []
        for at, char in enumerate(words):
            if char.isspace() or self._next is None or self._next[0] != char:
                continue
            _, run, offset = self._next
            self._next = next(self._left, None)
            if run.origin is not None:
                _join(made, at, run, offset)
        return tuple(made)


def _join(made: list[Piece], at: int, run: Run, offset: int) -> None:
    """Adds a character to the pieces; one that goes on where the last one ended makes that longer."""
    origin = run.origin
    assert origin is not None
    literal = origin.end - origin.start == len(run.text)
    here = Origin(origin.written, origin.start + offset, origin.start + offset + 1) if literal else origin
    last = made[-1] if made else None
    if last is not None and last.end == at and last.literal == literal and last.origin.written is origin.written:
        if literal and last.origin.end == here.start:
            made[-1] = Piece(last.start, at + 1, Origin(origin.written, last.origin.start, here.end), literal=True)
            return
        if not literal and last.origin == here:
            made[-1] = Piece(last.start, at + 1, here, literal=False)
            return
    made.append(Piece(at, at + 1, here, literal))


def _characters(galley: Galley) -> Iterator[tuple[str, Run, int]]:
    for part in galley.parts:
        # Where a PDF of somebody else is bound in, its own words stand on the page.
        for para in paras(part.blocks) if part.inserted is None else ():
            for run in (*para.label, *para.runs):
                yield from ((char, run, n) for n, char in enumerate(run.text) if not char.isspace())
