"""No parser crashes, none changes its text, and strict readers accept no more than lenient ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation import citation
from pipeline.notation.dates import fiscal_year, period, wareki
from pipeline.notation.finding import scan
from pipeline.notation.numbers import enumeration, law_number, number, quantity
from pipeline.notation.problem import NotationError
from pipeline.notation.text import characters, letterspacing
from pipeline.notation.text.folded_text import fold
from tests.notation.strategies import citations, damaged, days, numbers, property_test, texts

PARSERS = [
    wareki.parse,
    wareki.parse_lenient,
    wareki.parse_date,
    fiscal_year.parse,
    fiscal_year.parse_lenient,
    period.parse,
    period.parse_lenient,
    number.parse,
    number.parse_fraction,
    quantity.parse,
    law_number.parse,
    citation.parse,
    enumeration.parse,
]
FINDERS = [citation.find, scan.find_all, characters.lint, characters.forbidden, letterspacing.collapse, fold]

almost = damaged(
    st.one_of(
        days.map(wareki.format),
        days.map(lambda day: wareki.format(day, "wareki_heiki")),
        days.map(lambda day: f"{wareki.format(day)}から翌年3月31日まで"),
        days.map(lambda day: fiscal_year.format(fiscal_year.of(day))),
        numbers.map(lambda value: number.format(value, "kanji")),
        numbers.map(lambda value: f"{value:,}千円"),
        citations().map(citation.format),
        st.just("（昭和22年法律第67号）"),
        st.just("平成28年度から31年度までの4年間"),
    )
)


def rejection(parse, text: str) -> NotationError | None:
    try:
        parse(text)
    except NotationError as error:
        return error
    return None


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: f"{parse.__module__}.{parse.__name__}")
@property_test
@given(st.one_of(texts, almost))
def test_a_parser_answers_or_raises_a_notation_error_inside_the_text(parse, text):
    error = rejection(parse, text)

    if error is not None:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.code
        assert error.message
        assert error.cure


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: f"{find.__module__}.{find.__name__}")
@property_test
@given(st.one_of(texts, almost))
def test_a_finder_never_fails(find, text):
    find(text)


@property_test
@given(st.one_of(texts, almost))
def test_a_strict_date_is_a_lenient_one_without_warnings(text):
    try:
        strict = wareki.parse(text)
    except NotationError:
        return
    assert strict == wareki.parse_lenient(text)
    assert () == strict.warnings
    assert strict == wareki.parse(strict.text)


@property_test
@given(almost)
def test_what_is_accepted_as_a_full_date_is_the_day_its_canonical_form_names(text):
    try:
        parsed = wareki.parse_lenient(text)
    except NotationError:
        return
    if parsed.precision == "day":
        assert parsed.value == wareki.parse_date(parsed.canonical)


@property_test
@given(st.lists(st.one_of(texts, almost), max_size=4).map("、".join))
def test_finds_stand_in_order_and_apart_with_their_words(text):
    finds = scan.find_all(text)

    assert all(found.text == text[found.start : found.end] != "" for found in finds)
    assert all(left.end <= right.start for left, right in pairwise(finds))


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: f"{parse.__module__}.{parse.__name__}")
@pytest.mark.parametrize(
    "text", ["1" * 5000, "令和" + "1" * 5000 + "年", "第" + "一" * 5000 + "条", "1" * 5000 + "円", "(" * 5000]
)
def test_a_text_of_thousands_of_digits_is_refused_like_any_other(parse, text):
    assert rejection(parse, text) is not None
