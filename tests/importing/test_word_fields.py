"""Fields of Word that hold no result: what they print stands in their code alone, and was lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.word.equation import equation
from tests.importing.test_word import paper


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def words(text: str) -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def field(*pieces: str) -> str:
    """A field as Word writes it for 囲い文字: its code in several runs, and no result."""
    code = "".join(run(f'<w:instrText xml:space="preserve">{piece}</w:instrText>') for piece in pieces)
    return run('<w:fldChar w:fldCharType="begin"/>') + code + run('<w:fldChar w:fldCharType="end"/>')


@pytest.mark.parametrize(
    ("code", "shown", "readings"),
    [
        (r"\o\ac(○,印)", "㊞", ()),
        (r"\o\ac(〇,秘)", "㊙", ()),
        (r"\o\ac(○,12)", "⑫", ()),
        (r"\o\ac(□,特)", "特", ()),
        (r"\o \ac (○,\s\do 2(公))", "公", ()),
        (r'\* jc2 \* "Font:ＭＳ 明朝" \* hps10 \o\ad(\s\up 9(よもぎた),蓬田)', "蓬田", ("よもぎた",)),
        (r"\f(1,2)", "1/2", ()),
        (r"\f(10,a+b)", "10/(a+b)", ()),
        (r"\r(3,x)", "3√(x)", ()),
        (r"\b\bc\[(a)", "[a]", ()),
        (r"\s\up8(2)", "^2", ()),
        (r"\x(写\,し)", "写,し", ()),
    ],
)
def test_what_a_code_prints(code: str, shown: str, readings: tuple[str, ...]):
    """ECMA-376 part 4, 2.16.5.20."""
    found = equation(code)
    assert (shown, readings) == (found.words, found.readings)


@given(st.recursive(st.text("甲乙○,;()\\ ", max_size=6), lambda inner: inner.map(lambda t: f"\\o\\ac(○,{t})")))
def test_any_code_is_read(code: str):
    """Every 甲 and 乙 of a code is read, above the line or in it, however it is broken."""
    found = equation(code)
    assert [c for c in code if c in "甲乙"] == [c for c in found.words + "".join(found.readings) if c in "甲乙"]


def test_a_code_that_nests_without_end_is_read():
    assert "甲" in equation(r"\o(" * 5000 + "甲").words


def test_words_and_marks_of_fields_are_read_where_they_stand_and_told():
    """「協約は、の見本太郎　」 was read of what prints 「協約は、蓬田の見本太郎　㊞」, and the import said that nothing differs."""
    ruby = field(r" EQ \* jc2 \o\ad(\s\up 9(", "よもぎた", "),", "蓬田", ")")
    seal = field(" eq \\o", r"\ac(○,印)")
    read = paper(f"<w:p>{words('協約は、')}{ruby}{words('の見本太郎　')}{seal}</w:p>")

    assert ("協約は、蓬田の見本太郎　㊞",) == read.lines
    assert (
        "フィールド（EQ）の字を「蓬田」と読みました",
        "ふりがな「よもぎた」を除いて読みました",
        "フィールド（EQ）の字を「㊞」と読みました",
    ) == read.notes


def test_a_deleted_field_is_told_as_deleted():
    code = run(r"<w:delInstrText>eq \o\ac(○,印)</w:delInstrText>")
    marks = [run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "end")]
    read = paper(f"<w:p>{words('村長')}<w:del>{marks[0]}{code}{marks[1]}</w:del></w:p>")

    assert ("村長",) == read.lines
    assert ("変更履歴で削除された部分の文を除いて読みました: 「㊞」",) == read.notes


def test_a_field_of_another_kind_without_a_result_is_told():
    read = paper(f"<w:p>{words('第')}{field('AUTONUM')}{words('条')}{field(' XE 索引 ')}</w:p>")

    assert ("第条",) == read.lines
    assert ("ここに、結果のないフィールド（AUTONUM）があります",) == read.notes


def test_a_place_to_press_shows_its_words():
    read = paper(f"<w:p>{field(' MACROBUTTON NoMacro [氏名を入力]')}</w:p>")

    assert ("[氏名を入力]",) == read.lines
    assert ("ここに、押すところ（MACROBUTTON）があります",) == read.notes
