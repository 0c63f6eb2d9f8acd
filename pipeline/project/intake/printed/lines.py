"""Runs of characters of a page -> its lines from the top, with blanks where room is left, and which of them go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.importing.structure import marks
from pipeline.importing.structure.read import begins_part
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.pdfdiff import PrintedLine

# Room between two characters is a blank from so many of their heights on, a column from so many.
_BLANK, COLUMN = 0.4, 1.6
# Where the file has a blank, so little room is one. Beside a figure or a letter of Latin a line that is filled leaves a quarter
# of a character and more, a blank a whole one. A line of so many rooms tells how far its characters are spread.
_LEAST_BLANK, _MIXED, _FEWEST_SPREAD = 0.2, 0.8, 3
# The characters of a word that is spread stand apart by nearly the same: the room between two is no less than this part of most.
_EVEN = 0.5
# 令和　　年　　月　　日: the room is for what is to be written there, however even it is.
_OPEN_DAY = regex(f"(?:{ERA_NAMES_PATTERN}|西暦|[A-ZＡ-Ｚ])年月日(?:付け?)?")
# Of two letters that stand upon each other this part of the narrower one is covered.
_COVERED = 0.5
# Lines share so much of the lower one's height.
_SHARED = 0.5
# A line is full if so few characters would still go into it; a paragraph begins where its left differs by so many.
_FULL, _INDENT = 1.3, 0.6
# The first line of a paragraph begins no further behind the others: one that does is set flush right, and full by that.
_FIRST_INDENT = 3.5
# A line that begins so far behind where the text begins is set at the right.
_ASIDE = 5.0
_BLANK_CHARACTER = "\u3000"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place on the page, in points from the top left. `spaced`: a blank stands before it in the file."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = False

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is printed, and where it begins and ends (points)."""

    text: str
    left: float
    right: float
    top: float
    height: float


def glyphs(lines: Iterable[PrintedLine], width_pt: float, height_pt: float) -> list[Glyph]:
    """All characters of runs, one by one."""
    made: list[Glyph] = []
    ends_in_blank = False
    for line in lines:
        blanks = {*line.gaps, *((0,) if ends_in_blank else ())}
        for n, char in enumerate(line.text):
            left, top, right, bottom = line.edges[4 * n : 4 * n + 4]
            made.append(
                Glyph(char, left * width_pt, top * height_pt, right * width_pt, bottom * height_pt, n in blanks)
            )
        ends_in_blank = len(line.text) in blanks
    return made


def rows(found: Sequence[Glyph]) -> list[Row]:
    """Lines from the top, with blanks where room is left."""
    return [_row(sorted(group, key=lambda g: g.left)) for group in lines_of(found)]


def lines_of(found: Sequence[Glyph]) -> list[list[Glyph]]:
    """Lines from the top; characters that stand beside each other are one line, whatever room is between them."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(found, key=lambda g: (g.top + g.bottom) / 2):
        last = groups[-1] if groups else []
        if last and _share(last, glyph):
            last.append(glyph)
        else:
            groups.append([glyph])
    return groups


def closed_up(line: Sequence[Glyph]) -> str:
    """The two or three characters of a cell that are spread over it and have no blank in the file; "" for any other line."""
    held = sorted(line, key=lambda g: g.left)
    apart = all(_room(a, b) >= _BLANK and not b.spaced for a, b in pairwise(held))
    return "".join(g.char for g in held) if apart and 1 < len(held) <= _FEWEST_SPREAD else ""


def _share(line: Sequence[Glyph], glyph: Glyph) -> bool:
    top, bottom = median(g.top for g in line), median(g.bottom for g in line)
    return min(bottom, glyph.bottom) - max(top, glyph.top) >= _SHARED * min(bottom - top, glyph.height)


def _row(line: Sequence[Glyph]) -> Row:
    text = line[0].char
    rooms = [_room(before, glyph) for before, glyph in pairwise(line)]
    spread = _spread(line, rooms)
    for (before, glyph), room in zip(pairwise(line), rooms, strict=True):
        text += _BLANK_CHARACTER * _blanks(before, glyph, room, spread) + glyph.char
    return Row(text, line[0].left, max(g.right for g in line), line[0].top, median(g.height for g in line))


def _spread(line: Sequence[Glyph], rooms: Sequence[float]) -> float:
    """How far the characters of a line stand apart that was filled, or whose word was spread over its room."""
    if len(rooms) < _FEWEST_SPREAD:
        return 0.0
    most = max(0.0, median(rooms))
    is_blank = most >= _BLANK and min(rooms) < _EVEN * most
    return 0.0 if is_blank or _OPEN_DAY.fullmatch("".join(g.char for g in line)) else most


def covered(line: Sequence[Glyph]) -> bool:
    """Whether letters of a line stand upon each other: those of a box that lies over the text."""
    held = sorted((g for g in line if g.char.isalnum()), key=lambda g: g.left)
    return any(a.right - b.left > _COVERED * min(a.right - a.left, b.right - b.left) for a, b in pairwise(held))


def _room(before: Glyph, glyph: Glyph) -> float:
    """Between two characters, in heights of the first."""
    return (glyph.left - before.right) / max(before.height, 0.1)


def _blanks(before: Glyph, glyph: Glyph, room: float, spread: float) -> int:
    """How many blanks stand between two characters of a line whose characters are mostly so far from each other (`spread`)."""
    mixed = before.char.isascii() != glyph.char.isascii()
    least = _LEAST_BLANK if glyph.spaced else spread + (_MIXED if mixed else _BLANK)
    if room < least:
        return 0
    return 1 if room - spread < COLUMN else max(2, round(room - spread))


def paragraphs(found: Sequence[Row], right: float) -> list[tuple[str, int]]:
    """Lines that go on joined to one, each with how many lines it was. `right`: where the lines of the page end."""
    left = min((row.left for row in found), default=0.0)
    made: list[list[Row]] = []
    for row in found:
        if made and not _both_flush_right(made[-1][-1], row, left, right) and _goes_on(made[-1], row, right):
            made[-1].append(row)
        else:
            made.append([row])
    return [("".join(r.text for r in each), len(each)) for each in made]


def _both_flush_right(above: Row, row: Row, left: float, right: float) -> bool:
    """Whether two lines are set at the right edge, each for itself: a day, and the number of a notice below it."""
    room = _INDENT * row.height
    ends = right - above.right <= room and right - row.right <= room
    return ends and above.left - left > _ASIDE * row.height and abs(row.left - above.left) > room


def _goes_on(above: Sequence[Row], row: Row, right: float) -> bool:
    """Whether a line goes on with the paragraph above it: that fills its line, and this one begins nothing of its own."""
    last = above[-1]
    if right - last.right > _FULL * last.height or begins(row.text):
        return False
    if len(above) > 1:
        return abs(row.left - last.left) <= _INDENT * row.height
    return -_FIRST_INDENT * row.height <= row.left - last.left <= 2.5 * row.height


def begins(text: str) -> bool:
    """Whether a line begins something of its own by its words."""
    found = marks.labels(text)
    return (
        marks.article(text) is not None
        or marks.chapter(text) is not None
        or marks.caption(text) is not None
        or bool(found)
        or begins_part(text)
    )
