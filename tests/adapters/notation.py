"""The operations of the vectors, answered by pipeline.notation: call(op, input, params) -> value, or ValueError."""

from __future__ import annotations

import re
from datetime import date

from pipeline.notation import citation
from pipeline.notation.dates import durations, fiscal_year, period, wareki
from pipeline.notation.numbers import enumeration, law_number, money, number, quantity
from pipeline.notation.problem import Finding
from pipeline.notation.text import characters, letterspacing, width_policy


def call(op: str, input, params):  # noqa: A002
    """One operation; rejections are ValueErrors."""
    return _OPERATIONS[op](input, **params)


def _day(text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def _years(first: date, last: date) -> dict[str, str]:
    return {"start": first.isoformat(), "end": last.isoformat()}


def parse_date(text, mode="strict"):
    parsed = wareki.parse(text) if mode == "strict" else wareki.parse_lenient(text)
    return {"iso": parsed.iso, "warnings": _codes(parsed.warnings), "canonical": parsed.canonical}


def format_date(text, style="wareki", width="half"):
    return wareki.format(_day(text), style, width)


def weekday(text):
    return wareki.weekday(_day(text))


def fiscal_year_of(text):
    year = fiscal_year.of(_day(text))
    return {"fy": year, **_years(fiscal_year.first_day(year), fiscal_year.last_day(year))}


def parse_fiscal_year(text, mode="strict"):
    parsed = fiscal_year.parse(text) if mode == "strict" else fiscal_year.parse_lenient(text)
    return {
        "fy": parsed.value,
        "canonical": parsed.canonical,
        "warnings": _codes(parsed.warnings),
        **_years(parsed.first_day, parsed.last_day),
    }


def format_fiscal_year(year, style="wareki", as_of=None, width="half"):
    return fiscal_year.format(year, style, _day(as_of) if as_of else None, width)


def parse_range(text, mode="strict", base_year=None):
    parsed = period.parse(text, base_year) if mode == "strict" else period.parse_lenient(text, base_year)
    return {
        "start": parsed.start,
        "end": parsed.end,
        "unit": parsed.unit,
        "count": parsed.count,
        "warnings": _codes(parsed.warnings),
    }


def period_end(given, include_start=True, years=0, months=0, days=0):
    last = durations.last_day if include_start else durations.last_day_from_next
    return last(_day(given["start"]), years, months, days).isoformat()


def day_count(given, inclusive=True):
    count = durations.days_counted if inclusive else durations.days_between
    return count(_day(given["start"]), _day(given["end"]))


def age_on(given):
    return durations.age_on(_day(given["birth"]), _day(given["on"]))


def attain_date(person):
    return durations.attainment(_day(person["birth"]), person["age"]).isoformat()


def parse_number(text):
    return {"value": f"{number.parse(text).value:f}"}


def parse_quantity(text):
    parsed = quantity.parse(text)
    return {"value": f"{parsed.value:f}", "unit": parsed.unit}


def parse_fraction(text):
    parsed = number.parse_fraction(text)
    return {"num": parsed.numerator, "den": parsed.denominator}


def format_number(value, style="comma", negative="△"):
    return number.format(value, style, negative)


def scale_money(amount_yen, unit, rounding="half_up", negative="△"):
    return money.scale(amount_yen, unit, rounding, negative)


def scale_table(table, unit, rounding="half_up"):
    scaled = money.scale_table(table["items"], unit, rounding)
    return {"items": list(scaled.items), "total": scaled.total, "note_needed": scaled.note_needed}


def parse_law_number(text):
    parsed = law_number.parse(text)
    return {"year": parsed.year, "type": parsed.kind, "number": parsed.number}


def parse_article(text):
    """Articles only: the 別表 and the 第3 of a 要綱, which citation.parse also reads, are no articles."""
    parsed = citation.parse(text)
    if parsed.schedule is not None or parsed.part:
        raise ValueError(text)
    named = {
        "suppl": parsed.supplementary or None,
        "article": list(parsed.article) or None,
        "paragraph": parsed.paragraph,
        "item": list(parsed.item) or None,
        "sub": list(parsed.sub) or None,
    }
    return {key: value for key, value in named.items() if value is not None}


def format_article(levels, style="arabic", width="half"):
    named = citation.Citation(
        article=tuple(levels.get("article", ())),
        paragraph=levels.get("paragraph"),
        item=tuple(levels.get("item", ())),
        sub=tuple(levels.get("sub", ())),
        supplementary=bool(levels.get("suppl")),
    )
    return citation.format(named, style, width)


def parse_enum(label, scheme="auto"):
    parsed = enumeration.parse(label, scheme)
    return {"kind": parsed.kind, "value": parsed.value}


def format_enum(value, scheme):
    return enumeration.format(value, scheme)


def normalize_text(text, policy, wave=None):
    return width_policy.apply(text, policy, wave)


def collapse_heading(text):
    return letterspacing.collapse(text)


def lint_chars(text):
    return {"codes": _codes(characters.lint(text))}


_OPERATIONS = {
    operation.__name__: operation
    for operation in (
        parse_date,
        format_date,
        weekday,
        fiscal_year_of,
        parse_fiscal_year,
        format_fiscal_year,
        parse_range,
        period_end,
        day_count,
        age_on,
        attain_date,
        parse_number,
        parse_quantity,
        parse_fraction,
        format_number,
        scale_money,
        scale_table,
        parse_law_number,
        parse_article,
        format_article,
        parse_enum,
        format_enum,
        normalize_text,
        collapse_heading,
        lint_chars,
    )
}
