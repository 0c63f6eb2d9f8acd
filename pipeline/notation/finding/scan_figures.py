"""Running text -> its amounts of money, counts and law numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERAS
from pipeline.notation.numbers import law_number, quantity
from pipeline.notation.numbers.enumeration import CIRCLED
from pipeline.notation.numbers.law_number import LawNumber
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, NUMERALS
from pipeline.notation.numbers.quantity import Quantity
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading

_YEAR = f"(?:元|[0-9]+|[{KANJI_NUMERALS}]+)"
_LAW_NUMBER = regex(
    rf"(?:{'|'.join(era.name for era in ERAS)}) ?{_YEAR} ?年[^\s0-9第()「」、。]{{1,20}}第 ?(?:[0-9]+|[{KANJI_NUMERALS}]+) ?号",
)

_FIGURE = r"(?:[△▲] ?)?[0-9][0-9,.]*(?: ?[千百十万億兆]+(?:[0-9][0-9,]*)?)*"
# A figure after one of these is part of something else: 第3回, 30～39, 1/2, H29.
_APART = "(?<![0-9A-Za-z.,/第~〜-])"
# 一円 is an area and 数百円 no figure, so kanji numerals need two characters or 金.
_AMOUNT = regex(rf"{_APART}(?:(?:金 ?)?{_FIGURE}|金 ?[{NUMERALS}]+|(?<!数)[{NUMERALS}]{{2,}}) ?円(?:也)?")
# Source: the counters of samples 000 to 004 and the usual ones of plans and budgets. Not before these: 3人口, 1部会.
_COUNTER = (
    "件|世帯|事業(?![者費主概所])|分野|施策|項目|団体|市町村|町村|箇所|[かカヶ]所|人泊|人(?![口材工員権格])|名(?![称簿])"
    "|戸|台|棟|校|園|社|通(?![行学])|部(?![会門局長])|冊|枚|組(?![織合])|回|泊|ポイント|年間|年(?![度間代生])"
    "|[かカヵヶ箇]月間?|週間|日間|日|時間|分間|つ|%|(?:ha|kg|km|cm|mm|m2|m3|m|g|t)(?![A-Za-z0-9])"
)
_COUNT = regex(rf"{_APART}{_FIGURE}( ?)({_COUNTER})(?:/(?:世帯|人|件|年|月|日|回))?")
# A label folds to a digit but counts nothing: ② 市町村.
_LABEL = regex(f"[{CIRCLED}⑴-⒛]")
# After a space a number may be that of a heading (2 市町村の業務), so the counter must end there.
_WORD = regex("[一-鿿ァ-ヶ]")


def find_law_numbers(reading: Reading) -> Iterator[tuple[slice, LawNumber]]:
    """Each law number with its place in the source."""
    for match in _LAW_NUMBER.finditer(reading.text):
        place = slice(*reading.span(*match.span()))
        try:
            yield place, law_number.parse(reading.source[place])
        except NotationError:
            continue


def find_quantities(reading: Reading) -> Iterator[tuple[slice, Quantity]]:
    """Each amount and count with its place in the source."""
    copy = reading.text
    counts = (match for match in _COUNT.finditer(copy) if _is_count(copy, match))
    for match in (*_AMOUNT.finditer(copy), *counts):
        place = slice(*reading.span(*match.span()))
        if _LABEL.search(reading.source[place]):
            continue
        try:
            yield place, quantity.parse(reading.source[place])
        except NotationError:
            continue


def _is_count(copy: str, match: re.Match[str]) -> bool:
    """No heading's number, no day of a month (13月1日) and no year of an era (平成40年)."""
    before = copy[max(0, match.start() - 3) : match.start()].rstrip(" ")
    if match[1] and (not before or before.endswith("\n") or _WORD.match(copy, match.end())):
        return False
    is_date = (match[2] == "日" and before.endswith("月")) or (match[2] == "年" and before[-2:] in _ERA_NAMES)
    return not is_date


_ERA_NAMES = {era.name for era in ERAS}
