"""A name in a block of signatures is parted by no line: 職名 and 氏名 on one line that is too long for both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run
from pipeline.writers.docx.body.filled.whole_names import narrowed
from pipeline.writers.docx.template.stylesheet import Indent
from tests.writers.docx.kit import W, agreement, document_root, written

EM = 240
INDENT = Indent(18 * EM, 0)
FIELDS = {"氏名": 7.0}
OFFICE = "海山圏域広域連携協議会事務組合管理者"
NAME = "勅使河原権左衛門之介"


def signer(office: str, name: str, seal: str = "　印") -> Para:
    return Para("記名行", (Run(office + "　"), Run(name, "氏名"), Run(seal)))


def lines_of(text: str, width: float) -> list[str]:
    """What a program sets that fills every line with full-width letters, a blank at its end within it."""
    per = max(1, int(width + 1e-6))
    return [text[n : n + per] for n in range(0, len(text), per)]


def test_a_line_too_long_for_office_and_name_ends_before_the_name():
    """18 letters, a blank and 10 more where 26 have room: the line broke behind 勅使河原権左衛."""
    right = narrowed(signer(OFFICE, NAME), INDENT, 44 * EM, EM, FIELDS)

    assert [OFFICE + "　", NAME + "　印"] == lines_of(OFFICE + "　" + NAME + "　印", 26 - right / EM)


def test_a_spread_name_whose_first_letter_alone_has_room():
    """見 stood at the end of the line, 本花子 on the next."""
    right = narrowed(signer("海山圏域広域事務組合管理者見本町長", "見本花子"), INDENT, 37 * EM, EM, FIELDS)

    assert 0 < right < EM


def test_a_line_that_has_room_is_left_as_its_style_sets_it():
    assert 0 == narrowed(signer("海山市長", "見本太郎"), INDENT, 44 * EM, EM, FIELDS)


def test_a_name_longer_than_the_line_is_left_alone():
    assert 0 == narrowed(signer("長", "あ" * 50, ""), INDENT, 44 * EM, EM, FIELDS)


@given(st.integers(1, 60), st.integers(7, 22), st.booleans())
def test_no_line_ends_within_a_name(office: int, name: int, sealed: bool):
    words = ("職" * office, "名" * name, "　印" if sealed else "")
    right = narrowed(signer(*words), INDENT, 44 * EM, EM, FIELDS)
    lines = lines_of(words[0] + "　" + words[1] + words[2], 26 - right / EM)

    assert 1 == sum("名" in line for line in lines)


def test_the_document_bears_the_indent_and_no_other_word():
    """On a sheet of 37 letters all begin as far to the left as the longest line asks, with what Word may want besides."""
    office = OFFICE[:14]
    others = signer("長", "見本太郎")
    blocks = [
        p
        for p in document_root(written(agreement(signer(office, NAME), others))).iter(W + "p")
        if "　印" in "".join(map(str, p.itertext()))
    ]

    assert [office + "　" + NAME + "　印", "長　見本太郎　印"] == ["".join(map(str, p.itertext())) for p in blocks]
    left = 37 - (14 + 1 + 10 + 2) - 1
    assert [str(left * EM)] * 2 == [i.get(W + "left") for p in blocks for i in p.iter(W + "ind")]
