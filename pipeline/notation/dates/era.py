"""The eras since 明治: which days, months and years each name covers. At the next 改元, add one row."""

from __future__ import annotations

from datetime import date

from pipeline.late.dataclass import dataclass

# Source: 明治5年太政官布告第337号 (Gregorian calendar from 明治6年1月1日).
GREGORIAN_FROM = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """One 元号. `last` is None while the era runs; on a 即日改元 the first day is also the last of the era before."""

    name: str
    abbreviation: str
    letter: str
    first: date
    last: date | None

    def year_of(self, gregorian_year: int) -> int:
        """The year of the era that begins in that Gregorian year: 1 for 2019 in 令和."""
        return gregorian_year - self.first.year + 1

    def gregorian_year(self, year: int) -> int:
        """Plain arithmetic, also for years past the era's end: 2020 for 平成32年."""
        return self.first.year + year - 1

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from first to last lies in the era."""
        return first <= (self.last or date.max) and self.first <= last


# Name, short forms, first day, last day of the era before.
# Source: 詔書 of 1868 (明治, retroactive to its New Year), 1912 and 1926 (即日改元);
# 元号を改める政令 昭和64年政令第1号 and 平成31年政令第143号 (from the following day).
_ROWS = (
    ("明治", "明", "M", date(1868, 1, 25), date(1868, 1, 24)),
    ("大正", "大", "T", date(1912, 7, 30), date(1912, 7, 30)),
    ("昭和", "昭", "S", date(1926, 12, 25), date(1926, 12, 25)),
    ("平成", "平", "H", date(1989, 1, 8), date(1989, 1, 7)),
    ("令和", "令", "R", date(2019, 5, 1), date(2019, 4, 30)),
)

ERAS = tuple(
    Era(name, abbreviation, letter, first, _ROWS[at + 1][4] if at + 1 < len(_ROWS) else None)
    for at, (name, abbreviation, letter, first, _) in enumerate(_ROWS)
)
NEWEST_FIRST = ERAS[::-1]

# As a pattern and as a key: 令和, 令 and R name the same era (㋿ is folded to 令和 before).
# The whole names alone, for patterns in other rooms; longer ones first, lest one begin another.
ERA_NAMES_PATTERN = "|".join(sorted((era.name for era in ERAS), key=len, reverse=True))
ERA_PATTERN = "|".join([era.name for era in ERAS] + [form for era in ERAS for form in (era.abbreviation, era.letter)])
BY_NAME = {form: era for era in ERAS for form in (era.name, era.abbreviation, era.letter)}


def era_on(day: date) -> Era:
    """The era of a day; of two names for one day, the newer. The day must not lie before GREGORIAN_FROM."""
    for era in NEWEST_FIRST:
        if era.first <= day:
            return era
    raise ValueError(f"no era before {ERAS[0].first}: {day}")


def era_touching(first: date, last: date) -> Era | None:
    """The newest era with any day from first to last, None before 明治."""
    return next((era for era in NEWEST_FIRST if era.touches(first, last)), None)


# How the Standard Law XML Schema (v3) writes the eras that it knows; a later one waits for its next version.
LAW_XML_NAMES = {"明治": "Meiji", "大正": "Taisho", "昭和": "Showa", "平成": "Heisei", "令和": "Reiwa"}
