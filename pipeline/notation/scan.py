"""Running text -> every date, fiscal year, period, amount, count, law number and citation in it, with its place.

Patterns only propose; the parsers decide. What no parser reads is not found, so 平成40年13月1日 is no date here either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.notation import citation, fiscal_year, law_number, period, quantity, wareki
from pipeline.notation.era import ERA_PATTERN, ERAS
from pipeline.notation.fiscal_year import ParsedFiscalYear
from pipeline.notation.law_number import LawNumber
from pipeline.notation.numeral import KANJI_NUMERALS
from pipeline.notation.period import Period
from pipeline.notation.problem import NotationError
from pipeline.notation.quantity import Quantity
from pipeline.notation.reading import fold
from pipeline.notation.wareki import ParsedDate

Kind = Literal["date", "fiscal_year", "range", "amount", "count", "law_number", "citation"]
Value = ParsedDate | ParsedFiscalYear | Period | Quantity | LawNumber | citation.Found


@dataclass(frozen=True, slots=True)
class Found:
    """One find: text[start:end] is `text`, `value` what its parser read there (leniently)."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Value


_NUMBER = f"(?:元|[0-9]+|[{KANJI_NUMERALS}]+)"
_BESIDE = rf"(?: ?\( ?(?:{ERA_PATTERN})? ?{_NUMBER} ?(?:年度?)? ?\))?"
# A year that stands by itself has its era or four digits; a letter is no era inside a word (GR5, H1N1).
_FULL_YEAR = (
    rf"(?:(?<![A-Za-z0-9])(?:{ERA_PATTERN}) ?{_NUMBER}|(?<![0-9.,])[12][0-9]{{3}}|(?<![{KANJI_NUMERALS}])[一二][〇一二三四五六七八九]{{3}})"
)
_MONTH_DAY = rf" ?{_NUMBER} ?月(?: ?{_NUMBER} ?日(?: ?\( ?[月火水木金土日](?:曜日)? ?\))?)?"
_WITH_MARKS = rf"(?:{_FULL_YEAR}[./][0-9]{{1,2}}[./][0-9]{{1,2}}|(?<![0-9.,])[12][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}})(?![0-9./-])"
_ERA_MONTH = rf"(?<![A-Za-z0-9])(?:{ERA_PATTERN}){_NUMBER}\.[0-9]{{1,2}}(?![0-9.])"
_YEAR_WORDS = rf"{_FULL_YEAR}{_BESIDE} ?年(?![度間代])(?:(?={_BESIDE}{_MONTH_DAY}){_BESIDE}{_MONTH_DAY}|{_BESIDE})"
_LETTER_YEAR = r"(?<=\()[MTSHR] ?(?:元|[0-9]{1,2})(?=\))"
_FISCAL_YEAR = rf"{_FULL_YEAR}{_BESIDE} ?年度{_BESIDE}"
_DATE = rf"(?:{_YEAR_WORDS}|{_WITH_MARKS}|{_ERA_MONTH}|{_LETTER_YEAR})"

# The ends of a period may leave out what the other end says: H30～39年, 平成28年度から31年度まで, から同年9月30日まで.
_LOOSE = (
    rf"(?:{_FISCAL_YEAR}|{_DATE}|(?:[同翌](?:年度|年|月))?(?:(?:{ERA_PATTERN})? ?{_NUMBER} ?年度?)?(?:{_MONTH_DAY}|(?<=[同翌]月) ?{_NUMBER} ?日)?"
    rf"|{_NUMBER} ?日)"
)
_FIRST_END = rf"(?:{_FISCAL_YEAR}|{_DATE}|{_FULL_YEAR}(?= ?[~〜]))"
_LAST_END = rf"(?:{_LOOSE}(?<=[年度月日)0-9元])|{_NUMBER}(?:\.[0-9]+){{0,2}}(?![0-9.]))"
_LENGTH = rf"{_NUMBER} ?(?:年度?間?|[かカヵケヶ箇] ?[年月]間?|週間|日間)"
_CLOSED = rf"(?:{_FIRST_END} ?から ?{_LAST_END} ?まで|{_FIRST_END} ?[~〜] ?{_LAST_END}(?: ?まで)?)"
_OPEN = rf"(?:{_FIRST_END} ?[~〜](?=\))|(?<=\()[~〜] ?(?:{_FISCAL_YEAR}|{_DATE}))"
_PERIOD = rf"(?:{_LENGTH} ?\( ?{_CLOSED} ?\)|{_CLOSED}(?: ?の ?{_LENGTH}| ?\( ?{_LENGTH} ?\))|{_CLOSED}|{_OPEN})"

_LAW_NUMBER = rf"(?:{'|'.join(era.name for era in ERAS)}) ?{_NUMBER} ?年[^\s0-9第()「」、。]{{1,20}}第 ?{_NUMBER} ?号"

_FIGURE = r"(?<![0-9A-Za-z.,/第−-])(?<![0-9]～)[△▲]? ?[0-9][0-9,.]*(?:[万億兆千百十][0-9,.]*)*"
_AMOUNT = rf"(?:金 ?)?{_FIGURE} ?(?:[千百十万億]*)円(?:也)?"
# Source: the counters of samples 000 to 004 and the common ones of 公用文.
_COUNTERS = (
    "件|世帯|事業(?![者費主概所])|分野|施策|項目|団体|市町村|町村|箇所|[かカヶ]所|人泊|人(?![口材工員権格])|名(?![称簿])|戸|台|棟|校|園|社|通(?![行学])|部(?![会門局長])|冊|枚|組(?![織合])"
    "|回|泊|ポイント|年間|年(?![度0-9])|[かカヵヶ箇]月間?|週間|日間|日|時間|分間|つ|%|ha|kg|km|cm|mm|m2|m3|m|g|t"
)
_COUNT = rf"(?<![0-9A-Za-z.,/第(−-]){_FIGURE}(?: ?(?:{_COUNTERS}))(?:/(?:世帯|人|件|年|月|日|回))?(?![A-Za-z0-9])"
