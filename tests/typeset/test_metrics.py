"""What layout asks of a font: the short ways answer as the long ones do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.line_classes import JLREQ
from pipeline.typeset.lines.classes import units
from pipeline.typeset.metrics import Metrics
from tests.typeset.kit import advance

NARROW = "、。（）・！「」０１漢かー"
CHARACTERS = st.sampled_from([*"".join(JLREQ.values()), *"漢字かなAzé", *"ｱｧｰﾞ｡｢", "辻\U000e0100", "が\u3099"])


def proportional(unit: str) -> int:
    """A font that draws marks, digits and some kanji narrower than an em."""
    return 600 if unit[0] in NARROW else advance(unit)


@given(st.lists(CHARACTERS, max_size=40).map("".join), st.sampled_from([advance, proportional]))
def test_letters_and_widths_of_a_text_are_those_of_its_units(text: str, widths_of):
    metrics, whole = Metrics(widths_of), units(text)

    letters = metrics.letter.of(whole)

    assert [metrics.letter[unit] for unit in whole] == list(letters)
    assert [widths_of(unit) for unit in whole] == metrics.widths(whole, letters)
