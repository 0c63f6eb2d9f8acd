"""LawNum and the attributes of Law -> the lines under a title that tell when and under which number a text was published."""

from __future__ import annotations

from datetime import date

from lxml.etree import _Element

from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import BY_NAME, LAW_XML_NAMES
from pipeline.notation.numbers import law_number
from pipeline.notation.problem import NotationError

# The number that a text without one has been given for the schema is of none of these.
_KINDS = regex(f"{law_number.MUNICIPAL_KINDS}$")
_ERAS = {written: BY_NAME[name] for name, written in LAW_XML_NAMES.items()}


def published(law: _Element) -> tuple[str, ...]:
    """令和3年4月1日 and 海山市告示第30号; () where the number is none, or the day is not told or contradicts it."""
    number = law.find("LawNum")
    words = "".join(map(str, number.itertext())).strip() if number is not None else ""
    try:
        found = law_number.parse(words)
        day = date(found.year, int(law.get("PromulgateMonth") or 0), int(law.get("PromulgateDay") or 0))
    except (NotationError, ValueError):
        return ()
    if _KINDS.search(found.kind) is None or _year(law) != found.year:
        return ()
    return wareki.format(day), law_number.in_figures(found.kind, found.number)


def _year(law: _Element) -> int | None:
    era = _ERAS.get(law.get("Era") or "")
    year = law.get("Year") or ""
    return era.gregorian_year(int(year)) if era is not None and year.isdecimal() else None
