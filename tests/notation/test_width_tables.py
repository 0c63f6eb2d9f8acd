"""The tables say what mojimoji says, wherever there is a mojimoji to ask."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.notation.text import width_tables
from tests.examples import examples
from tests.workshop import ROOT

BMP = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
# Kana that join with their marks, letters, signs and what looks like them, in any order.
MIXED = st.text(
    st.one_of(
        st.sampled_from("ｶﾞﾟﾊｳﾜｦｯﾝカガ゛゜\u3099\u309a｡｢｣､･ｰ"),
        st.sampled_from("0０aａZＺ ,，.．\"”“'’‘`¥￥\\＼~～〜\u3000-－−"),
        st.characters(max_codepoint=0x2FFFF, exclude_categories=["Cs"]),
    ),
    max_size=30,
)


def test_every_character_is_that_of_mojimoji():
    mojimoji = pytest.importorskip("mojimoji")
    differ = [
        char
        for char in BMP
        if (width_tables.full_kana(char), width_tables.half_letters(char), width_tables.full_letters(char))
        != (
            mojimoji.han_to_zen(char, digit=False, ascii=False),
            mojimoji.zen_to_han(char, kana=False),
            mojimoji.han_to_zen(char, kana=False),
        )
    ]

    assert [] == differ


@given(MIXED)
@settings(max_examples=examples(2000))
def test_every_text_is_that_of_mojimoji(text: str):
    mojimoji = pytest.importorskip("mojimoji")

    assert mojimoji.han_to_zen(text, digit=False, ascii=False) == width_tables.full_kana(text)
    assert mojimoji.zen_to_han(text, kana=False) == width_tables.half_letters(text)
    assert mojimoji.han_to_zen(text, kana=False) == width_tables.full_letters(text)


def test_without_mojimoji_the_tables_serve():
    """Python 3.13 and later have none."""
    code = (
        "import sys; sys.modules['mojimoji'] = None\n"
        "from pipeline.notation.text import width_policy\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "print(width_policy.apply('ｶﾞ１２Ａ，', 'half'), width_policy.apply('ｶﾞ12A', 'full'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)

    assert "ガ12A， ガ１２Ａ\n" == done.stdout


@given(
    st.text(
        st.characters(min_codepoint=0x30A1, max_codepoint=0x30FC, exclude_characters="ヮヰヱヵヶヷヸヹヺ・"), max_size=8
    )
)
def test_katakana_come_back_from_half_width(text: str):
    assert text == width_tables.full_kana(width_tables.half_kana(text))
