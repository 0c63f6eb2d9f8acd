"""Cells in their columns -> how a line is shared among the columns, where no template says it.

Both writers of pages ask here, so that a table breaks its lines alike in DOCX and PDF. A number with its sign and unit
is one box: its width is the least that its column gets, whatever else must give way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, product
from typing import NamedTuple

from pipeline.galley.blocks import Cell, Para, plain
from pipeline.galley.styles import FIGURE_STYLE
from pipeline.galley.tables.amounts import units_end
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN, ERA_PATTERN
from pipeline.notation.text.char_width import width_em
from pipeline.notation.text.number_box import HAS_NUMBER, boxes

# What numbers the columns of a series, with the name of its era.
_FIGURES = regex(f"(?:{ERA_PATTERN})?(?:[0-9０-９]+|元(?=年))")
# A year with the name of its era, which may stand in the line above it: 令和 and 12年度.
_ERA_YEAR = regex(f"({ERA_NAMES_PATTERN})((?:[0-9０-９]+|元)年度?)")
# Where a line has a quarter of an em besides its characters: between Japanese and Western words or figures.
_GAPS = regex(r"(?<=[ぁ-ヿ一-鿿々])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[ぁ-ヿ一-鿿々])")
_GAP_EM = 0.25
# Paragraphs of bars over years (工程表).
_BAR = "表帯"
# Words that had better stay in one line: heads, and what stands in the middle or at the right (amounts, dates).
_UNBROKEN = frozenset({"表中央", "表数値", _BAR})
_DAY = regex(f"(?:{ERA_NAMES_PATTERN})(?:[0-9０-９]{{1,2}}|元)年(?:[0-9０-９]{{1,2}}月)?(?:[0-9０-９]{{1,2}}日)?")
# A longer cell than this may break all the same, in em.
_LONGEST_UNBROKEN_EM = 8
# A short head (H29年度) takes one line; a long one takes two or more where the columns would have too little to share.
_SHORT_HEAD_EM = 5
_LINES = (1, 2, 4)
_ROOM_FOR_HEADS, _MOST_FOR_HEADS = 0.6, 0.75


# Where numbers leave little, running words keep the first of these that there is room for, in em; the best of them not
# at the cost of what had better stay in one line (house).
_BEST_FLOOR_EM, _FLOORS_EM = 10, (6, 4)
# Where type must become smaller: what words keep, and the least type (house; sheets of budgets are read at 7.5 pt).
WORDS_EM, LEAST_TYPE_PT = (4, 2), 7.5
# A column that has less for its running words breaks them nearly letter by letter: the type must give way, too (house).
STARVED_EM = 3

_SLACK_EM, _AIR_EM = 0.01, 1.0

# How wide the boxes of a paragraph are, or the whole of it, in em of the table's text.
BoxesEm = Callable[[Para], float]


class Shares(NamedTuple):
    """For each column its weight, and the em of its longest head, its longest unbroken cell, its widest number, its words.

    0 em: it has none of these. `years_em`: of a head that is a year, of the longer of its two lines, if the name of its era
    stands in the first.
    """

    weights: tuple[float, ...]
    heads_em: tuple[float, ...]
    unbroken_em: tuple[float, ...]
    boxes_em: tuple[float, ...]
    words_em: tuple[float, ...]
    years_em: tuple[float, ...]

    def least(self, room: float, narrowest: int, scale: float = 1.0, beside: float = 0.0) -> list[int]:
        """Whole units for each column that keep heads and amounts readable; the narrowest where there is no room for that.

        An em is `scale` units; `beside` is what a column needs besides its words.
        """
        alone = (self.boxes_em, (0.0,) * len(self.weights))
        for unbroken, lines in product((self.unbroken_em, alone[1]), _LINES):
            wanted = self._wanted(unbroken, lines, narrowest, scale, beside)
            if sum(wanted) <= room * (_ROOM_FOR_HEADS if lines < _LINES[-1] else _MOST_FOR_HEADS):
                return wanted
        for floor, unbroken, apart, lines in self._ways(alone[0]):
            wanted = self._wanted(unbroken, lines, narrowest, scale, beside, floor, apart=apart)
            if any(self.boxes_em) and sum(wanted) <= room:
                return wanted
        return [max(narrowest, math.ceil(em * scale + beside) if em else 0) for em in self.boxes_em]

    def _ways(self, alone: tuple[float, ...]) -> Iterator[tuple[int, tuple[float, ...], bool, int]]:
        """What words keep, what stays in one line, whether eras stand above their years, lines of heads: the best first."""
        years = (False, True) if any(self.years_em) else (False,)
        yield from product((_BEST_FLOOR_EM,), (self.unbroken_em,), years, _LINES[:2])
        yield from product(_FLOORS_EM, (self.unbroken_em, alone), years, _LINES)

    def growing(self, least: Sequence[int], scale: float = 1.0, beside: float = 0.0) -> tuple[float, ...]:
        """The weights by which columns share what their least leaves: years that stand in two lines all do."""
        columns = zip(self.weights, self.heads_em, self.years_em, least, strict=True)
        made = [0.0 if year and low < head * scale + beside else weight for weight, head, year, low in columns]
        return tuple(made) if any(made) else self.weights

    def most(self, scale: float = 1.0, beside: float = 0.0) -> tuple[float, ...]:
        """What each column can use: its longest line, and a little air, since gaps and Western letters take more than is counted."""
        columns = zip(self.heads_em, self.unbroken_em, self.boxes_em, self.words_em, strict=True)
        return tuple([(max(em) + _AIR_EM) * scale + beside for em in columns])

    def unparted(self) -> Shares:
        """The same where no writer tells where a year is parted."""
        pairs = zip(self.heads_em, self.years_em, strict=True)
        return self._replace(years_em=tuple([head if year else 0.0 for head, year in pairs]))

    def _wanted(
        self,
        unbroken: Sequence[float],
        lines: int,
        narrowest: int,
        scale: float,
        beside: float,
        floor: float = 0.0,
        *,
        apart: bool = False,
    ) -> list[int]:
        """Whole units where long heads take so many lines, and words no less than `floor` em; `apart`: eras above their years."""
        columns = zip(self.heads_em, self.years_em, unbroken, self.boxes_em, self.words_em, strict=True)
        words = []
        for head, year, each, box, text in columns:
            whole = year if apart and year else head
            low = whole if year or whole <= _SHORT_HEAD_EM else max(_SHORT_HEAD_EM, whole / lines)
            words.append(max(each, box, min(floor, text), low))
        return [max(narrowest, math.ceil(em * scale + beside)) for em in words]


def boxes_em(para: Para) -> float:
    """The widest number of a paragraph in a font of fixed pitch."""
    words = plain(para.label) + plain(para.runs)
    return max([width_em(words[start:end]) for start, end in boxes(words)], default=0.0)


def gaps_em(words: str) -> float:
    """What a line has besides its characters, between Japanese and Western ones."""
    return _GAP_EM * len(_GAPS.findall(words))


def head_em(para: Para) -> float:
    """How wide a head is in one line, gaps between Japanese and Western characters included."""
    return _em(para) + gaps_em(plain(para.label) + plain(para.runs))


def shares(
    head: Sequence[tuple[int, Cell]],
    body: Sequence[tuple[int, Cell]],
    count: int,
    widest_box: BoxesEm = boxes_em,
    line_em: BoxesEm = head_em,
) -> Shares:
    """The shares of `count` columns; each cell comes with the column in which it begins. `line_em`: how wide a head is.

    Columns over which one cell of the body reaches are alike, and so are those between bars, and neighbours whose heads
    differ in their figures alone: they are years.
    """
    lengths, heads, longest, years = [1.0] * count, [0.0] * count, [0.0] * count, [0.0] * count
    series = _series(head)
    alike, bars = list(series), list[range]()
    for column, cell in head:
        if cell.columns == 1:
            lengths[column] += sum(map(_em, cell.paras))
            heads[column] = max(heads[column], *map(line_em, cell.paras))
            years[column] = max(years[column], _parted_em(cell))
    for column, cell in body:
        if cell.columns == 1:
            words = _unbroken_em(cell, line_em)
            if words:
                longest[column] = max(longest[column], words)
            else:
                lengths[column] += sum(map(_em, cell.paras))
        elif cell.columns < count:
            alike.append(range(column, column + cell.columns))
        if any(p.style == _BAR for p in cell.paras):
            bars.append(range(column, column + cell.columns))
    if bars:
        alike.append(range(min(bar.start for bar in bars), max(bar.stop for bar in bars)))
    longest = [max(pair) for pair in zip(longest, _aligned_em(body, count, widest_box), strict=True)]
    # Amounts under one another need the room of the longest; running words, of all.
    lengths = [length + words for length, words in zip(lengths, longest, strict=True)]
    for columns in _joined(alike):
        for each in (lengths, heads, longest, years):
            mean = sum(each[c] for c in columns) / len(columns) if each is lengths else max(each[c] for c in columns)
            each[columns.start : columns.stop] = [mean] * len(columns)
    # The root: long columns get more, but not all.
    numbers, texts = numbers_em([*head, *body], count, widest_box), _texts(body, count)
    for columns in series:
        for each in (numbers, texts):
            each[columns.start : columns.stop] = [max(each[columns.start : columns.stop])] * len(columns)
    weights = tuple([length**0.5 for length in lengths])
    return Shares(weights, tuple(heads), tuple(longest), tuple(numbers), tuple(texts), tuple(years))


def _unbroken_em(cell: Cell, line_em: BoxesEm) -> float:
    """How wide what had better stay in one line is; 0: it may break anywhere."""
    if all(_DAY.fullmatch(plain(p.runs)) for p in cell.paras):
        return max(map(line_em, cell.paras), default=0.0)
    words = max([_em(p) if p.style in _UNBROKEN else 0.0 for p in cell.paras], default=0.0)
    return words if words <= _LONGEST_UNBROKEN_EM else 0.0


def _series(head: Sequence[tuple[int, Cell]]) -> list[range]:
    """Neighbouring columns whose heads are the same but for their figures: 令和7年度 and 令和12年度, 第1期 and 第2期."""
    patterns: dict[int, str] = {}
    for column, cell in head:
        if cell.columns == 1:
            words = "／".join(plain(p.runs) for p in cell.paras)
            patterns[column] = patterns.get(column, "") + _FIGURES.sub("#", words)
    pairs = [
        range(column, column + 2)
        for column, pattern in patterns.items()
        if "#" in pattern and patterns.get(column + 1) == pattern
    ]
    return _joined(pairs)


def numbers_em(cells: Sequence[tuple[int, Cell]], count: int, widest_box: BoxesEm = boxes_em) -> list[float]:
    """The widest number of each column; one over several columns asks the last of them for what they lack."""
    widest = [0.0] * count
    numbered = [(column, cell) for column, cell in cells if _has_number(cell)]
    for column, cell in sorted(numbered, key=lambda placed: placed[1].columns):
        last = column + cell.columns - 1
        need = max(map(widest_box, cell.paras), default=0.0) - sum(widest[column:last])
        widest[last] = max(widest[last], need)
    return widest


def _aligned_em(body: Sequence[tuple[int, Cell]], count: int, widest_box: BoxesEm) -> list[float]:
    """What figures of each column need to stand units under units; 0: the same follows the units of all of them."""
    figures: dict[int, list[tuple[Para, float]]] = {}
    for column, cell in body:
        for para in cell.paras if cell.columns == 1 else ():
            if para.style == FIGURE_STYLE and not para.label:
                words = plain(para.runs)
                at = units_end(words)
                if at is not None:
                    figures.setdefault(column, []).append((para, width_em(words[at:])))
    needed = [0.0] * count
    for column, ends in figures.items():
        widest = max(behind for _, behind in ends)
        if widest > min(behind for _, behind in ends):
            needed[column] = max(widest_box(para) + widest - behind for para, behind in ends)
    return needed


def words_em(numbers: Sequence[float]) -> tuple[int, ...]:
    """What words keep at least, from the best on: where there are no numbers, even a single character."""
    return WORDS_EM if any(numbers) else (*WORDS_EM, 1)


def starved(found: Shares, measures_em: Sequence[float]) -> bool:
    """Whether some column has so little that its words would stand on end."""
    pairs = zip(found.words_em, measures_em, strict=True)
    return any(measure + _SLACK_EM < min(words, STARVED_EM) for words, measure in pairs)


def _has_number(cell: Cell) -> bool:
    for para in cell.paras:
        for run in (*para.label, *para.runs):
            if HAS_NUMBER.search(run.text):
                return True
    return False


def _texts(body: Sequence[tuple[int, Cell]], count: int) -> list[float]:
    """The longest words of each column but its numbers."""
    longest = [0.0] * count
    for column, cell in body:
        if cell.columns == 1:
            words = [_em(p) for p in cell.paras if p.style not in _UNBROKEN]
            longest[column] = max(longest[column], *words, 0.0)
    return longest


def shared(weights: Sequence[float], total: int, least: Sequence[int], most: Sequence[float] = ()) -> list[int]:
    """A total in whole parts in proportion to the weights, none below its least; the sum is exact.

    `most` is what columns can use: none gets more while another lacks. Columns of one weight get the same, where another
    column can take what is left over.
    """
    spare = total - sum(least)
    over = [max(0.0, weight * total / sum(weights) - low) for weight, low in zip(weights, least, strict=True)]
    if most:
        wishes = [part or weight / 100 for part, weight in zip(over, weights, strict=True)]
        over = _used(wishes, spare, [max(0.0, m - low) for m, low in zip(most, least, strict=True)], most)
    ends = [round(spare * part / (sum(over) or 1)) for part in accumulate(over)]
    if over and not sum(over):
        ends[-1] = spare
    found = [low + right - left for low, left, right in zip(least, [0, *ends], ends, strict=False)]
    return _evened(found, weights, least)


def _used(over: Sequence[float], spare: float, lacks: Sequence[float], most: Sequence[float]) -> list[float]:
    """What is spare in proportion to `over`, but no more than lacks; if more is left than all lack, in proportion to `most`."""
    if sum(lacks) <= spare:
        return [lack + (spare - sum(lacks)) * use / (sum(most) or 1) for lack, use in zip(lacks, most, strict=True)]
    got = [0.0] * len(lacks)
    while True:
        wanting = [c for c, lack in enumerate(lacks) if got[c] < lack and over[c] > 0]
        left = spare - sum(got)
        share = sum(over[c] for c in wanting)
        full = [c for c in wanting if over[c] * left / share >= lacks[c] - got[c]]
        if not full or not wanting:
            for c in wanting:
                got[c] += over[c] * left / share
            return got
        for c in full:
            got[c] = lacks[c]


def _evened(parts: list[int], weights: Sequence[float], least: Sequence[int]) -> list[int]:
    """The same total, with equal parts for equal columns."""
    groups: dict[tuple[float, int], list[int]] = {}
    for column, key in enumerate(zip(weights, least, strict=True)):
        groups.setdefault(key, []).append(column)
    alone = [columns[0] for columns in groups.values() if len(columns) == 1]
    if not alone:
        return parts
    widest = max(alone, key=lambda column: weights[column])
    evened = list(parts)
    for columns in (columns for columns in groups.values() if len(columns) > 1):
        even = min(parts[column] for column in columns)
        for column in columns:
            evened[widest] += evened[column] - even
            evened[column] = even
    return evened


def _em(para: Para) -> float:
    """Width in full-width characters."""
    return width_em(plain(para.label)) + width_em(plain(para.runs))


def year_em(para: Para) -> float:
    """How wide a head is that is a year with the name of its era; 0: it is none."""
    return head_em(para) if _ERA_YEAR.fullmatch(plain(para.label) + plain(para.runs)) else 0.0


def _parted_em(head: Cell) -> float:
    """The longest line of a head if the names of eras stand above their years; 0: it holds no year."""
    if not any(map(year_em, head.paras)):
        return 0.0
    return max(map(longest_part_em, head.paras))


def longest_part_em(para: Para) -> float:
    """The longer line of a year whose era stands above it; of any other words, all of them."""
    year = _ERA_YEAR.fullmatch(plain(para.label) + plain(para.runs))
    if year is None:
        return head_em(para)
    return max(width_em(year[1]), width_em(year[2]) + gaps_em(year[2]))


def _joined(ranges: Iterable[range]) -> list[range]:
    """Ranges that overlap, as one."""
    joined: list[range] = []
    for each in sorted(ranges, key=lambda r: r.start):
        if joined and each.start < joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, each.stop))
        else:
            joined.append(each)
    return joined
