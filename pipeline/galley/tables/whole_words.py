"""Columns that part a word -> a little wider, where others can spare it: not リスキリン／グ, （千／円） or 産業人材／課.

A word is a run of katakana, what stands in brackets, or all of a cell, if it is short. A line may end within any of them
(JLReq 3.1 forbids none of these ends), but a hand that draws a table moves the rule by a character.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.galley.blocks import Cell, plain
from pipeline.galley.tables.column_widths import STARVED_EM, Shares, gaps_em, longest_part_em, year_em
from pipeline.late.regex import regex
from pipeline.notation.citation.short_names import CLOSE, INSIDE, OPEN
from pipeline.notation.text.char_width import width_em

# Behind these a line of a list had better end: 分担金及び／負担金.
_JOINING = regex("(?<=及び)|(?<=又は)|(?<=[、・])")
_KATAKANA, _IN_BRACKETS = regex("[ァ-ヺー]{2,}"), regex(f"{OPEN}{INSIDE}{{1,6}}{CLOSE}")
# A head with its unit: 国庫支出金（千円）.
_NAMED = regex(f"({INSIDE}{{1,6}}){OPEN}{INSIDE}{{1,4}}{CLOSE}")
# A longer word than this may part anywhere.
_LONGEST_EM = 8
# A cell of so many characters is one word; a column of words that are longer gives no more than this part of it, and keeps so many.
_SHORT_EM, _KEPT, _KEPT_EM = 6.0, 0.2, 7.0
_SLACK_EM = 0.01

Cells = Sequence[tuple[int, Cell]]


def whole_words(widths_em: Sequence[float], found: Shares, cells: Cells, step_em: float = 1.0) -> list[float]:
    """The widths, their sum the same, with what words lack taken in steps from columns that need it less; `cells` are all.

    Columns that are alike stay so.
    """
    words: list[set[float]] = [set() for _ in widths_em]
    marks: list[set[float]] = [set() for _ in widths_em]
    lines: list[list[float]] = [[] for _ in widths_em]
    for column, cell in cells:
        for para in cell.paras if cell.columns == 1 else ():
            said = plain(para.label) + plain(para.runs)
            length = width_em(said) + gaps_em(said)
            # A year may stand below the name of its era.
            parted = year_em(para) > widths_em[column]
            lines[column].append(longest_part_em(para) if parted else length)
            marks[column] |= {width_em(found[0]) for found in _IN_BRACKETS.finditer(said)}
            words[column] |= set() if parted else set(_parts(said, length))
    made, groups = [float(width) for width in widths_em], _alike(widths_em, found)
    wanted = [*_lacking(made, marks), *_lacking(made, words)]
    for column, need in wanted:
        if made[column] + _SLACK_EM >= need:
            continue
        steps = math.ceil((need - made[column]) / step_em - _SLACK_EM)
        least = [_least(made[c], lines[c], words[c] | marks[c], found.boxes_em[c]) for c in range(len(made))]
        others = [group for group in groups if column not in group]
        after = _given(made, others, least, steps * len(groups[column]), step_em)
        freed = round((sum(made, 0.0) - sum(after, 0.0)) / step_em) if after else 0
        if freed and freed % len(groups[column]) == 0:
            for each in groups[column]:
                after[each] += freed * step_em / len(groups[column])
            made = after
    return made


def _lacking(widths: Sequence[float], words: Sequence[set[float]]) -> list[tuple[int, float]]:
    """Columns with the words that they cannot hold, what lacks least first."""
    lacking = [(need - widths[c], c, need) for c, needs in enumerate(words) for need in needs]
    return [(column, need) for lack, column, need in sorted(lacking) if lack > _SLACK_EM]


def _parts(said: str, length: float) -> Iterator[float]:
    """How wide columns are that part no word, words in the middle, a head before its unit, a list behind its members."""
    if length <= _SHORT_EM:
        yield length
        return
    for found in _KATAKANA.finditer(said):
        if len(found[0]) <= _LONGEST_EM:
            yield float(math.ceil(len(found[0]) / 2))
            yield float(len(found[0]))
    joined = [width_em(part) for part in _JOINING.split(said)]
    if len(joined) > 1 and max(joined) <= _SHORT_EM:
        yield max(joined)
    named = _NAMED.fullmatch(said)
    if named is not None:
        yield width_em(named[1])


def _given(
    made: Sequence[float], groups: Sequence[list[int]], least: Sequence[float], steps: int, step_em: float
) -> list[float]:
    """The widths less so many steps of the columns that can give the most, or more of several that are alike; [] where they cannot."""
    after, given = list(made), 0
    alone = [group[0] for group in groups if len(group) == 1]
    while given < steps:
        spare, column = max([(after[c] - least[c], c) for c in alone], default=(0.0, 0))
        if spare + _SLACK_EM < step_em:
            break
        after[column] -= step_em
        given += 1
    if given == steps:
        return after
    for group in groups:
        each = math.ceil((steps - given) / len(group)) * step_em
        if len(group) > 1 and all(after[c] - each + _SLACK_EM >= least[c] for c in group):
            for c in group:
                after[c] -= each
            return after
    return []


def _least(width: float, lines: Sequence[float], words: set[float], box: float) -> float:
    """How narrow a column may become: what it holds in one line stays so, and what takes several takes hardly more."""
    one = max([length for length in lines if length <= width + _SLACK_EM], default=0.0)
    several = max([length for length in lines if length > width + _SLACK_EM], default=0.0)
    kept = max(width * (1 - _KEPT), min(width, _KEPT_EM)) if several else 0.0
    whole = max([length for length in words if length <= width + _SLACK_EM], default=0.0)
    return max(one, kept, whole, box, min(width, STARVED_EM))


def _alike(widths_em: Sequence[float], found: Shares) -> list[list[int]]:
    """For each column those that are as wide for the same reasons, itself among them."""
    keys = list(zip(widths_em, found.weights, found.boxes_em, found.heads_em, strict=True))
    return [[c for c, other in enumerate(keys) if other == key] for key in keys]
