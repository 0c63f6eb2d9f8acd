"""Running text -> its dates, fiscal years and periods: the longest stretch that a parser reads is the find."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.dates import fiscal_year, period, wareki
from pipeline.notation.dates.era import ERAS
from pipeline.notation.dates.fiscal_year import ParsedFiscalYear
from pipeline.notation.dates.period import Period
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading

_NAMES = "|".join(era.name for era in ERAS)
_LETTERS = "".join(era.letter for era in ERAS)
_ABBREVIATIONS = "".join(era.abbreviation for era in ERAS)
_NUMBER = f"[0-9]+|[{KANJI_NUMERALS}]+"
# A letter or single kanji is an era only before a number and not inside a word (GR5, 東大2年).
_ERA = rf"(?:{_NAMES}|(?<![A-Za-z0-9])[{_LETTERS}](?= ?(?:元|[0-9]))|(?<![一-鿿])[{_ABBREVIATIONS}](?=元|[0-9]))"
_TOKEN = regex(
    rf" ?(?:{_ERA}|元|{_NUMBER}|年度|年間|[かカヵケヶ箇][年月]間?|週間|日間|年|月|日|曜日|[火水木金土]"
    r"|から|まで|[~〜]|[同翌]|の|[./()-])",
)
_START = regex(
    rf"{_ERA}(?= ?(?:元|{_NUMBER}))|(?<![0-9.,/])[12][0-9]{{3}}(?![0-9])|(?<![〇一二三四五六七八九])[一二][〇一二三四五六七八九]{{3}}(?=年)"
    rf"|(?<![0-9.,/])(?:{_NUMBER}) ?(?:年間?|[かカヵケヶ箇] ?[年月]間?) ?(?=\()|(?<=\()[~〜]",
)
# A find must not break off what goes on: 2023年度 is no 2023年, nor 平成40年13月1日 平成40年, nor 1990年代 a year.
_GOES_ON = regex(rf" ?(?:度|[間代]|(?:{_NUMBER}) ?[月日年])|[0-9]")
_NAMED = regex(rf"[年月日]|{_NAMES}|[{_LETTERS}{_ABBREVIATIONS}](?= ?[0-9元])")
# The longest period seen (both ends with 併記 and weekday, and its length) has fewer tokens.
_MOST_TOKENS = 50


def find_times(reading: Reading) -> Iterator[tuple[slice, ParsedDate | ParsedFiscalYear | Period]]:
    """Each find with its place in the source. Bare years are found in brackets only: （H28）."""
    copy = reading.text
    at = 0
    while start := _START.search(copy, at):
        at = start.end()
        for end in reversed(_ends(copy, start.start())):
            place = slice(*reading.span(start.start(), end))
            value = _value(reading.source[place], copy, start.start(), end)
            if value is not None:
                yield place, value
                at = end
                break


def _ends(copy: str, start: int) -> list[int]:
    """Where a stretch of date words from `start` may end."""
    ends: list[int] = []
    at = start
    while len(ends) < _MOST_TOKENS and (token := _TOKEN.match(copy, at)):
        at = token.end()
        ends.append(at)
    return ends


def _value(text: str, copy: str, start: int, end: int) -> ParsedDate | ParsedFiscalYear | Period | None:
    words = copy[start:end]
    if _GOES_ON.match(copy, end) or not (words[-1] in "年度月日間で)元~〜" or words[-1].isnumeric()):
        return None
    in_brackets = copy.endswith("(", 0, start) and copy.startswith(")", end)
    for parse in (fiscal_year.parse_lenient, wareki.parse_lenient, period.parse_lenient):
        try:
            value = parse(text)
        except NotationError:
            continue
        if _is_meant(value, words, in_brackets=in_brackets):
            return value
    return None


def _is_meant(value: ParsedDate | ParsedFiscalYear | Period, words: str, *, in_brackets: bool) -> bool:
    """Whether words that can be read so are meant so: 2024.4 and 2000～3000 may be mere numbers."""
    match value:
        case ParsedFiscalYear():
            return True
        case ParsedDate(precision="year"):
            return "年" in words or in_brackets
        case ParsedDate(precision="month"):
            return _NAMED.search(words) is not None
        case ParsedDate():
            return True
        case Period():
            # Open ones are found in brackets only: ～平成28年3月 in a sentence may be a dash.
            closed = value.first_day is not None and value.last_day is not None
            return _NAMED.search(words) is not None and (closed or in_brackets)
