"""Law numbers: （昭和22年法律第67号） -> year, kind of law and number."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import BY_NAME, ERAS, Era
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji, whole_number
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, closed_up

_NUMBER = f"[0-9]{{1,5}}|[{KANJI_NUMERALS}]+"
_LAW_NUMBER = regex(
    rf"(?P<era>{'|'.join(era.name for era in ERAS)})(?P<year>元|[0-9]{{1,3}}|[{KANJI_NUMERALS}]{{1,4}})年"
    rf"(?P<type>[^\W0-9第_][^0-9第()]*)第(?P<number>{_NUMBER})号",
)
# What municipalities publish under, and how a publication numbers a text: 規則第8号, ○○市条例第3号.
MUNICIPAL_KINDS: str = "(?:条例|規則|告示|訓令|規程|公告|要綱)"
PUBLISHED = regex(
    f"(?P<kind>[^第（）()0-9０-９ 　年月日]*{MUNICIPAL_KINDS})第(?P<number>[0-9０-９{KANJI_NUMERALS}]+)号"
)
# The same while the number is not given: 規則第　　号.
PUBLISHED_AS = regex(f"(?P<kind>{MUNICIPAL_KINDS})第[ 　0-9０-９{KANJI_NUMERALS}]+号")


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A law number as written. `year` is Gregorian; `kind` the words between 年 and 第 (法律, 青森市条例)."""

    text: str
    year: int
    kind: str
    number: int


def parse(text: str) -> LawNumber:
    """Strict, whole text, brackets round it allowed. Raises NotationError, also for a year its era never had."""
    reading = closed_up(text)
    copy = reading.text
    match = _LAW_NUMBER.fullmatch(copy[1:-1] if copy.startswith("(") and copy.endswith(")") else copy)
    if match is None:
        raise _unparseable(reading)
    era = BY_NAME[match["era"]]
    year = 1 if match["year"] == "元" else whole_number(match["year"])
    number = whole_number(match["number"])
    if year is None or not number or year > 999:
        raise _unparseable(reading)
    if year == 0:
        raise reading.error("bad_era_year", f"「{text}」の年が0です", "年は元年（1年）から数えて書いてください")
    if era.last is not None and era.gregorian_year(year) > era.last.year:
        raise reading.error(
            "era_mismatch",
            f"{era.name}は{era.year_of(era.last.year)}年までのため、「{text}」という番号はありません",
            "公布された時の元号と年で書いてください",
        )
    return LawNumber(text, era.gregorian_year(year), match["type"], number)


def _unparseable(reading: Reading) -> NotationError:
    return reading.error(
        "unparseable",
        f"「{reading.source}」は法令番号として読めません",
        "「昭和22年法律第67号」のように書いてください",
    )


def in_figures(kind: str, number: int) -> str:
    """海山市告示第30号: as a publication heads its text, without the year."""
    return f"{kind}第{number}号"


def in_kanji_form(era: Era, year: int, kind: str, number: int) -> str:
    """令和二年告示第十二号: the form of the Standard Law XML."""
    return f"{era.name}{'元' if year == 1 else in_kanji(year)}年{kind}第{in_kanji(number)}号"
