"""The file of a 改め文: what parts the paragraphs of a cell is no control character, and is had back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.language.signs import as_meant, for_people

# Words as sources hold them, and the places of signs: before lines, within cells, alone in a cell, next to blanks.
_texts = st.text(st.sampled_from("あ。 　\t\n\v"), max_size=24)


@given(_texts)
def test_the_sign_is_a_blank_to_people_and_is_had_back(text: str):
    shown = for_people(text)

    assert text == as_meant(shown)
    assert "\v" not in shown
    assert shown.replace("\u200b", "").replace(" ", "") == text.replace("\v", "").replace(" ", "")


def test_what_a_reader_sees():
    assert "休日診療\t毎週 隔週\n交付税\t\n末尾の文" == for_people(
        "休日診療\t毎週\v隔週\n交付税\t\v\n\v\v末尾の文"
    ).replace("\u200b", "")


def test_characters_of_a_text_of_others_are_none_of_its_signs():
    assert "第1条中「連\u200b携」を「協働」に改める。" == as_meant("第1条中「連\u200b携」を「協働」に改める。")
    assert "甲\u200b \u200b\v乙" == for_people("甲\u200b \u200b\v乙")
