"""How many characters are seen, and how wide they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics.render import width
from pipeline.notation.text.char_width import clusters, width_em

VARIANT = "辻\U000e0100"


def test_variation_selectors_and_marks_stay_with_their_character():
    assert [VARIANT, "が\u3099", "a"] == clusters(f"{VARIANT}が\u3099a")


def test_a_mark_takes_no_room():
    assert 2.5 == width_em(f"{VARIANT}がa")
    assert 1.0 == width_em("か\u3099")
    assert 3.0 == width_em("ａ１①")  # ambiguous characters are full width in Japanese fonts
    assert 1.0 == width_em("ｱa")


def test_a_name_with_a_variant_takes_as_many_columns_of_a_terminal_as_one_without():
    assert width("辻本") == width(f"{VARIANT}本")


@given(st.text(alphabet=st.sampled_from(["辻", "a", "ｱ", "\U000e0100", "\u3099", "①"])))
def test_clusters_lose_nothing(text: str):
    assert text == "".join(clusters(text))
    assert width_em(text) <= len(clusters(text))
