"""Characters of a page -> those of its text; what is set small beside the text (notes at its foot, their numbers, ふりがな) apart.

Left among the text, a note at the foot goes into the middle of a sentence that runs on to the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from pipeline.late.regex import regex
from pipeline.pdfdiff import Box
from pipeline.project.intake.printed.line_numbers import line_numbers
from pipeline.project.intake.printed.lines import Glyph, lines_of, rows

# So much smaller than the text are the letters of a note, a raised figure and ふりがな at most.
_NOTE, _RAISED, _READING = 0.9, 0.75, 0.62
# The line above notes is so long, in parts of the width of the page (Word and LibreOffice: a third and a quarter of the text).
_LEAST_LINE, _MOST_LINE = 0.1, 0.45
# Notes end so far down a page and begin no further up. A line so near below letters underlines them.
_FOOT, _LOWER, _UNDERLINE = 0.8, 0.4, 0.1
_MARK = regex(r"(?:[※＊*†]?[ 　]?[0-9０-９]+|[※＊*†]|注[0-9０-９]*|[(（][0-9０-９]+[)）]|[①-⑳])")
_DIGITS = regex(r"[^0-9０-９①-⑳]")
_KANA = regex("[ぁ-んァ-ヶー・]+")
_ENDS = ("。", "）", ")", "」")


class Aside(NamedTuple):
    """Words that stand beside the text, and what they are called."""

    called: str
    words: str


class Parted(NamedTuple):
    """The characters of the text; what stands beside it; and small characters that stand in the text all the same.

    `margin`: where the numbers of lines end, None where there are none.
    """

    text: list[Glyph]
    asides: list[Aside]
    raised: list[str]
    margin: float | None = None


def parted(
    found: Sequence[Glyph],
    strokes: Sequence[Box],
    size: tuple[float, float],
    body: float,
    margin: float | None = None,
) -> Parted:
    """`found`: what stands in no table. `strokes`: lines of no table; `size`: of the page. `body`: how high letters mostly are.

    `margin`: where the numbers of lines end on a page before.
    """
    lines = [sorted(line, key=lambda g: g.left) for line in lines_of(found)]
    numbers, margin = line_numbers(lines, margin)
    asides = [Aside("行番号", "".join(g.char for g in run)) for run in numbers]
    apart = {id(glyph) for run in numbers for glyph in run}
    lines = [left for line in lines if (left := [g for g in line if id(g) not in apart])]
    at = _notes_from(lines, strokes, size, body)
    marks: set[str] = set()
    for line in lines[at:]:
        words = rows(line)[0].text
        asides.append(Aside("脚注", words))
        if (mark := _MARK.match(words)) is not None:
            marks.add(_DIGITS.sub("", mark[0]) or mark[0])
    kept: list[Glyph] = []
    raised: list[str] = []
    for n, line in enumerate(lines[:at]):
        if _is_reading(line, lines[n + 1 : at], body):
            asides.append(Aside("ふりがな", "".join(g.char for g in line)))
            continue
        for small, run in _runs(line):
            words = "".join(g.char for g in run)
            if small and (_DIGITS.sub("", words) or words) in marks:
                asides.append(Aside("脚注の番号", words))
                continue
            raised += [words] if small else []
            kept += run
    return Parted(kept, asides, raised, margin)


def _notes_from(
    lines: Sequence[Sequence[Glyph]], strokes: Sequence[Box], size: tuple[float, float], body: float
) -> int:
    """Where the notes at the foot begin, the first by its mark: below the line above notes, or small below half a sentence."""
    letters = [g for line in lines for g in line]
    if not letters or max(g.bottom for g in letters) < _FOOT * size[1]:
        return len(lines)
    left = min(g.left for g in letters)
    at = len(lines)
    for stroke in strokes:
        y = stroke.top * size[1]
        if _is_above_notes(stroke, size) and abs(stroke.left * size[0] - left) <= body:
            below = next((n for n, line in enumerate(lines) if line[0].top + body / 2 >= y), len(lines))
            is_underline = any(g.top < y <= g.bottom + _UNDERLINE * body for g in letters)
            at = below if below < at and not is_underline and _is_note(lines[below]) else at
    if at < len(lines):
        return at
    while at and _height(lines[at - 1]) <= _NOTE * body:
        at -= 1
    if at in (0, len(lines)) or not _is_note(lines[at]) or rows(lines[at - 1])[0].text.endswith(_ENDS):
        return len(lines)
    return at


def _is_above_notes(stroke: Box, size: tuple[float, float]) -> bool:
    """Whether a stroke is as the line above notes: level, short, in the lower part of the page."""
    is_level = (stroke.bottom - stroke.top) * size[1] <= 1
    return is_level and stroke.top >= _LOWER and _LEAST_LINE <= stroke.right - stroke.left <= _MOST_LINE


def _is_note(line: Sequence[Glyph]) -> bool:
    return _MARK.match(rows(line)[0].text) is not None


def _is_reading(line: Sequence[Glyph], below: Sequence[Sequence[Glyph]], body: float) -> bool:
    """Whether a line of small kana stands right above the words that it reads."""
    if not below or _height(line) > _READING * body or not _KANA.fullmatch("".join(g.char for g in line)):
        return False
    under = below[0]
    close = under[0].top - line[0].bottom <= _RAISED * body
    return close and _height(under) > _NOTE * body and under[0].left - body <= line[0].left <= under[-1].right


def _height(line: Sequence[Glyph]) -> float:
    return median(g.height for g in line)


def _runs(line: Sequence[Glyph]) -> Iterator[tuple[bool, list[Glyph]]]:
    """A line in runs, each small or not."""
    high = _height(line)
    return ((small, list(run)) for small, run in groupby(line, key=lambda g: g.height <= _RAISED * high))
