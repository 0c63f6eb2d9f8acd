"""Running text -> every date, fiscal year, period, amount, count, law number and citation in it, with its place.

Patterns only propose; the parsers decide. What no parser reads is not found, so 平成40年13月1日 is no date here either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.notation import citation
from pipeline.notation.dates.fiscal_year import ParsedFiscalYear
from pipeline.notation.dates.period import Period
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.finding.scan_figures import find_law_numbers, find_quantities
from pipeline.notation.finding.scan_times import find_times
from pipeline.notation.numbers.law_number import LawNumber
from pipeline.notation.numbers.quantity import Quantity
from pipeline.notation.text.folded_text import Reading, fold

Kind = Literal["date", "fiscal_year", "range", "amount", "count", "law_number", "citation"]
Value = ParsedDate | ParsedFiscalYear | Period | Quantity | LawNumber | citation.Found


@dataclass(frozen=True, slots=True)
class Found:
    """One find: text[start:end] is `text`; `value` is what its parser read there, leniently."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Value


def find_all(text: str) -> tuple[Found, ...]:
    """All finds in the order of the text, none inside another: 3年間(H30～32) is one period and no further count."""
    kept: list[Found] = []
    for found in sorted(_proposed(text, fold(text)), key=lambda each: (each.start, -each.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return tuple(kept)


def _proposed(text: str, reading: Reading) -> Iterator[Found]:
    for at, value in (*find_times(reading), *find_law_numbers(reading), *find_quantities(reading)):
        yield Found(_kind(value), at.start, at.stop, text[at.start : at.stop], value)
    for cited in citation.find(text):
        yield Found("citation", cited.start, cited.end, text[cited.start : cited.end], cited)


def _kind(value: ParsedDate | ParsedFiscalYear | Period | Quantity | LawNumber) -> Kind:
    match value:
        case ParsedDate():
            return "date"
        case ParsedFiscalYear():
            return "fiscal_year"
        case Period():
            return "range"
        case LawNumber():
            return "law_number"
        case Quantity():
            return "amount" if value.unit == "円" else "count"
