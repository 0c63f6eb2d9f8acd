"""Titles break between phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.styling.stylesheet import Align
from tests.typeset.kit import set_text, style, texts, words

SIZE = 10.0
TITLE = style("題名")
FULL = style("題名", phrases=False)


def lines(text: str, characters: int, wanted=TITLE) -> list[str]:
    return [words(line) for line in set_text(text, characters * SIZE, wanted).lines]


def test_the_shipped_title_is_centred_and_breaks_between_phrases():
    assert (Align.CENTRED, True) == (TITLE.align, TITLE.phrases)


@pytest.mark.parametrize(
    ("text", "characters", "broken"),
    [
        ("形成に係る連携協約の一部を変更する連携協約", 11, ["形成に係る連携協約の", "一部を変更する連携協約"]),
        ("圏域の形成に係る協約", 7, ["圏域の形成に", "係る協約"]),
        ("保健、医療及び福祉の連携", 8, ["保健、医療及び", "福祉の連携"]),
        # Hiragana within a word is no end of a phrase.
        ("市町村の取り組みの計画", 7, ["市町村の", "取り組みの計画"]),
        # No phrase ends near: the line is filled.
        ("連携中枢都市圏形成協約書案", 8, ["連携中枢都市圏形", "成協約書案"]),
        # It ends too early: half of the line would stay empty.
        ("市の連携中枢都市圏形成協約書", 8, ["市の連携中枢都市", "圏形成協約書"]),
        ("短い題名", 8, ["短い題名"]),
    ],
)
def test_a_line_ends_with_a_phrase(text: str, characters: int, broken: list[str]):
    assert broken == lines(text, characters)


@given(texts, st.integers(1, 30))
def test_nothing_is_lost_and_no_line_is_longer_than_one_that_is_filled(text: str, characters: int):
    broken = lines(text, characters)

    assert text == "".join(broken)
    if broken:
        assert lines(text, characters, FULL)[0].startswith(broken[0])
