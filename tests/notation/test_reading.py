"""The working copy: folded as Unicode folds, every place mapped back, and nothing run together."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.problem import NotationError
from pipeline.notation.text import folded_text
from tests.notation.strategies import property_test, texts


def test_what_folds_in_its_place_is_one_character_that_joins_no_other():
    placed = [chr(code) for code in range(0x10000) if folded_text.fold(chr(code)).starts is None]

    assert {"（", "Ａ", "\u3000", "条", "a"} <= set(placed)
    assert not {"㍻", "ﾞ", "\u3099", "①", "\u200b"} & set(placed)
    for every in ("".join(placed), "".join(reversed(placed))):
        copy = folded_text.fold(every)
        assert copy.starts is None
        assert unicodedata.normalize("NFKC", every) == copy.text
        assert len(every) == len(copy.text)


@property_test
@given(st.one_of(texts, st.text(st.sampled_from("ｱﾞﾟか\u3099が㍻①（１ ½\u200b神"), max_size=12)))
def test_the_copy_is_the_text_folded(text):
    """Hangul jamo, which compose without being marks, are no part of any notation."""
    visible = "".join(char for char in text if char not in "\u00ad\u200b\u200c\u200d\u2060\ufeff")

    folded = unicodedata.normalize("NFKC", visible)

    if not any("\u1100" <= char <= "\u11ff" or "\uac00" <= char <= "\ud7ff" for char in folded):
        assert folded == folded_text.fold(text).text


@property_test
@given(texts)
def test_every_place_of_the_copy_maps_into_the_text_in_order(text):
    copy = folded_text.fold(text)

    spans = [copy.span(place, place + 1) for place in range(len(copy.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert copy.span(len(copy.text), len(copy.text)) == (len(text), len(text))


def test_a_folded_character_keeps_its_place():
    copy = folded_text.fold("㍻２６年ｶﾞ")

    assert "平成26年ガ" == copy.text
    assert [(0, 1), (1, 3), (4, 6)] == [copy.span(0, 2), copy.span(2, 4), copy.span(5, 6)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("1 2", "space_in_number"), ("二　五", "space_in_number"), ("5²", "glued_digits"), ("1½", "glued_digits"), ("①2", "glued_digits"),
     ("٣", "foreign_digit"), ("१", "foreign_digit"), ("a\u200e", "bidi"), ("a\u202e", "bidi")],
)  # fmt: skip
def test_what_would_read_as_another_number_is_refused(text, code):
    with pytest.raises(NotationError) as caught:
        folded_text.closed_up(text)

    assert code == caught.value.code


def test_white_space_between_tokens_is_dropped():
    assert "令和元年12月" == folded_text.closed_up("令和 元年\u300012\u00a0月").text
