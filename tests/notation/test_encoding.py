"""A text in another code than UTF-8 is named by it, whoever reads it; nothing is decoded by guess."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pipeline.notation.encoding import Misread, misread

# Kanji of JIS level 1 (JIS X 0208, rows 16 to 47), as sources and agreements are full of them.
KANJI = "".join(bytes([row, cell]).decode("euc_jp") for row in range(0xB0, 0xCF) for cell in range(0xA1, 0xFF))
KANA = "".join(chr(n) for n in (*range(0x3042, 0x3094), *range(0x30A2, 0x30F5)))
LINES = st.text(KANJI + KANA * 20 + "第条（）、。：１２ab: \n-" * 20, min_size=4, max_size=80)
CODES = {
    "cp932": "Shift_JIS（ANSI）", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP（JIS）", "utf-16": "UTF-16",
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
}  # fmt: skip


@given(LINES, st.sampled_from(sorted(CODES)))
@example("種別: x\n題名: 協約書\n", "utf-16-le")
@example("別表", "euc_jp")
@example("、、、唄\n", "utf-16-be")
def test_the_code_of_a_text_is_named(text: str, code: str):
    """Whatever of its bytes can be read in another code makes a text that nobody writes; one in UTF-16 without a mark has line ends."""
    assume(sum(c > "\xff" for c in text) >= 4 or text == "別表")
    assume("\n" in text or not code.startswith("utf-16-"))
    data = text.encode(code)

    wrong = misread(data)

    assert wrong is not None
    assert CODES[code] == wrong.code


@given(LINES, LINES, st.sampled_from([b"\x80", b"\xff", b"\xe3\x81", b"\x82"]))
def test_a_damage_of_utf8_is_one_wherever_it_stands(before: str, after: str, bad: bytes):
    """It was called Shift_JIS where the rest can be read so: what a clerk then saves is lost."""
    assume(sum(c > "\xff" for c in before + after) >= 4)
    data = before.encode() + bad + b"\n" + after.encode()

    assert Misread("", len(before.encode())) == misread(data)


@given(st.text())
def test_utf8_is_read(text: str):
    assume("\x1b" not in text and "\x00" not in text)
    assert misread(text.encode()) is None
    assert misread(b"\xef\xbb\xbf" + text.encode()) is None


@given(st.binary())
def test_whatever_is_not_told_can_be_read(data: bytes):
    wrong = misread(data)
    if wrong is None:
        assert data.decode("utf-8") is not None
    else:
        assert 0 <= wrong.at < len(data)


@pytest.mark.parametrize("text", ["café et naïve, tout simplement", "Straße"])
def test_letters_of_other_tongues_are_no_japanese(text: str):
    assert "" == getattr(misread(text.encode("latin-1")), "code", None)
