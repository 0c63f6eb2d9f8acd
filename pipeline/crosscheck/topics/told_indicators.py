"""指標 in sentences: a base, a target or a result that a paper tells in passing of an indicator that tables know.

A sentence counts where it names one indicator and says of each of its values of which year it is and what it is: a goal or a
result. Anything else (how much it grew, what it is per head) says nothing that a table could contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.crosscheck.facts import Paper
from pipeline.crosscheck.reading import Prose, bare, is_literal, prose, sentences, speaks_of_others
from pipeline.diagnostics import Span
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.scan import find_all

_GOAL = regex(
    "目標|目指|めざ|とする|にする|(?:増や|減ら|伸ば|高め|引き上げ|引き下げ)(?:す|し)|達成する|まで(?:に|増|減|引)"
)
_RESULT = regex(
    "実績|基準値|現状|現在|であった|だった|でした|となった|となってい|に達した|達成し|にとどまった|であり|である"
)
_PART = regex("うち|前年|比べ|比較|差|伸び|当たり|平均|毎年|ずつ|合計|上回|下回|未達|従来|変更前|改定前")
# Behind a value: how much it grew, of which no table tells.
_GROWTH = regex("(?:以上|程度|ほど)?の?(?:増|減|増加|減少|上昇|低下)")
_LIMIT = regex("以上|以下|未満|超|以内")
_PAST = regex("達成し|であった|だった|でした|実績")
# A name that says so little stands in sentences that speak of other things.
_LEAST = 4
# So near may two values of one sentence stand to their years: 318万人（令和5年度）から320万人（令和11年度）.
_PAIRS = 2
_GAP = 16


@dataclass(frozen=True, slots=True)
class ToldValue:
    """What a sentence says of the indicator of that name (as compared): of which side, when, and in which words."""

    name: str
    side: str
    label: str
    words: str
    total: bool
    place: Span


def told_values(paper: Paper, known: Mapping[str, str], area: str, bodies: tuple[str, ...]) -> Iterator[ToldValue]:
    """Values of indicators in `known` (name as compared: unit) that sentences of a paper tell."""
    longest = sorted((name for name in known if len(name) >= _LEAST), key=len, reverse=True)
    for written in paper.texts:
        if not is_literal(written) or (read := prose(written)) is None:
            continue
        for start, end in sentences(read.text):
            sentence = read.text[start:end]
            name = _named(bare(sentence), longest)
            if name and not _PART.search(sentence) and not speaks_of_others(sentence, area, bodies):
                yield from _of_sentence(read, start, sentence, name, known[name])


def _named(said: str, longest: list[str]) -> str:
    """The one indicator of a sentence; "" where it names none, or several."""
    names = [name for name in longest if name in said]
    return names[0] if names and all(name in names[0] for name in names) else ""


def _of_sentence(read: Prose, at: int, sentence: str, name: str, unit: str) -> Iterator[ToldValue]:
    found = find_all(sentence)
    years = [(f.start, f.end, f.text) for f in found if f.kind == "fiscal_year" or _is_year(f.kind, f.text)]
    values = [
        (_start(sentence, f.start), _end(sentence, f.end), f.text)
        for f in found
        if f.kind in ("count", "amount") and unit and f.text.endswith(unit) and not _GROWTH.match(sentence, f.end)
    ]
    if not 0 < len(values) == len(years) <= _PAIRS:
        return
    pairs = list(zip(years, values, strict=True))
    if len(pairs) == _PAIRS and any(_apart(year, value) > _GAP for year, value in pairs):
        return
    for n, (year, value) in enumerate(pairs):
        side = _side(sentence, is_first_of_two=n == 0 and len(pairs) == _PAIRS)
        if side:
            place = read.span(at + value[0], at + value[1])
            words = read.words(at + value[0], at + value[1])
            yield ToldValue(name, side, year[2], words, "累計" in sentence, place)


def _is_year(kind: str, text: str) -> bool:
    return kind == "date" and text.endswith("年")


def _start(sentence: str, at: int) -> int:
    """Where a value begins: 約 is part of it."""
    return next((at - len(word) for word in ("およそ", "約") if sentence.endswith(word, 0, at)), at)


def _end(sentence: str, at: int) -> int:
    """Where a value ends: 以上 and the like are part of it."""
    limit = _LIMIT.match(sentence, at)
    return limit.end() if limit is not None else at


def _apart(one: tuple[int, int, str], other: tuple[int, int, str]) -> int:
    first, second = sorted((one, other))
    return second[0] - first[1]


def _side(sentence: str, *, is_first_of_two: bool) -> str:
    """What the values of a sentence are; the first of two is where the way to the goal begins. "" where nobody can say."""
    is_goal, is_result = _GOAL.search(sentence) is not None, _RESULT.search(sentence) is not None
    if is_first_of_two:
        return "実績" if is_goal or is_result else ""
    if is_goal and (not is_result or "目標" in sentence):
        return "目標" if not _PAST.search(sentence) else ""
    return "実績" if is_result and not is_goal else ""
