"""Texts of a source: what {{ }} may say, and that nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.tree.nodes import Inlines, Name, Reference, Text, text_of
from pipeline.wording import Scope
from pipeline.wording.inlines import read

SCOPE = Scope({"甲": (Name("青森市"),), "通数": 2})


def inlines(text: str) -> tuple[Inlines, Problems]:
    problems = Problems()
    return read(Written(text, SourceFile("a.yaml", text), 0, len(text)), SCOPE, problems), problems


def refused(text: str) -> str:
    _, problems = inlines(text)
    return problems.errors[0].message


def test_names_numbers_and_references_are_put_in():
    found, problems = inlines('{{ 甲 }}は{{通数}}通を{{ 引用("目的") }}により作る。')

    assert [] == problems.found
    assert (Name("青森市"), Text("は"), Text("2"), Text("通を"), Reference("目的"), Text("により作る。")) == found


def test_lines_of_a_block_are_joined_without_a_space():
    assert "甲及び乙は、協力する。" == text_of(inlines("甲及び\n乙は、\n協力する。\n")[0])


def test_spaces_inside_a_line_stay():
    assert "甲　乙 丙" == text_of(inlines("甲　乙 丙")[0])


def test_a_space_beside_an_expression_stays_in_a_block_of_lines():
    """「(2) 連携の枠組み」 of sample 004 lost its space where the text ended in a line end."""
    assert "次の2 通 を2 作る。" == text_of(inlines("次の{{ 通数 }} 通 を\n  {{ 通数 }} 作る。  \n")[0])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "甲は、Microsoft\nOffice を用いる。\n",
            "改行したところの「Microsoft」と「Office」を、「MicrosoftOffice」と詰めてつなぎました",
        ),
        ("定員は、10\n  20人とする。\n", "改行したところの「10」と「20」を、「1020」と詰めてつなぎました"),
        ("次のとおり。\n・協力\n", "箇条書きのように改行した行を、前の行に詰めてつなぎました"),
        ("次のとおり。\n（１）協力\n", "箇条書きのように改行した行を、前の行に詰めてつなぎました"),
        ("次のとおり。\nア　協力\n", "箇条書きのように改行した行を、前の行に詰めてつなぎました"),
        ("{{ 甲 }}は、\n- 協力\n", "箇条書きのように改行した行を、前の行に詰めてつなぎました"),
    ],
)
def test_lines_that_read_otherwise_when_they_are_closed_up_are_told(text: str, message: str):
    found, problems = inlines(text)

    assert [message] == [d.message for d in problems.warnings]
    assert not problems.errors
    assert text_of(found).endswith("".join(text.split("\n")[-2].split("  ")))


@pytest.mark.parametrize(
    "text",
    [
        "甲は、10人、\n20人\n",
        "令和\n8年度の\n12.5％\n",
        "Wi-Fi\nの整備\n",
        "・協力する。\n",
        "甲は、10{{ 通数 }}\n通\n",
        "甲\n-5度\n",
    ],
)
def test_lines_that_go_on_as_they_were_are_not_told(text: str):
    assert [] == inlines(text)[1].found


def test_an_empty_line_inside_a_text_is_refused():
    assert "文の途中に空行があります" == refused("甲は。\n\n乙は。\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 丙 }}", "「丙」という項目はありません"),
        ("{{ 引用 }}", "「引用」という項目はありません"),
        ("{{ 印用('x') }}", "「印用」という関数はありません"),
        ("{{ 甲 | upper }}", "「upper」というフィルターはありません"),
        ("{{ 引用(1, 2, 3) }}", "「引用」に渡した値が正しくありません"),
        ("{{ 甲.__class__ }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ 引用.__globals__ }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ 引用.__globals__['os'] }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ ''.__class__.__mro__ }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ 通数 ** 99999999 }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ 通数 + 1 }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ [甲] }}", "差し込み項目では項目名・引用だけが使えます"),
        ("{{ 甲 甲 }}", "の書き方に誤りがあります"),
        ("{{ }}", "の書き方に誤りがあります"),
        ("{{ 甲 ", "「{{」の相手がありません"),
        ("甲 }}", "「}}」の相手がありません"),
        ("{% if 甲 %}", "「{%」は使えません"),
        ("{# 注 #}", "「{#」は使えません"),
        ("｛｛ 甲 ｝｝", "波括弧「｛｛」が全角です"),
        ("{{ " + "甲" * 300 + " }}", "差し込み項目が長すぎます"),
        ("{{ 引用(目的) }}", "「引用」の中の「目的」が、半角の引用符で囲まれていません"),
        ("{{ 引用(「目的」) }}", "「引用」の中の「目的」が、半角の引用符で囲まれていません"),
        ("{{ 引用（「目的」） }}", "「引用」の中の「目的」が、半角の引用符で囲まれていません"),
        ("本書{ 通数 }通", "「{ 通数 }」の波括弧が一つずつです（このまま印刷されます）"),
        ('{ 引用("目的") }の', '「{ 引用("目的") }」の波括弧が一つずつです（このまま印刷されます）'),
        ("本書｛通数｝通", "「｛通数｝」の波括弧が一つずつです（このまま印刷されます）"),
        ("協力する。  # 要確認\n", "「|」の下では「# 要確認」も文で、注釈にはなりません（印刷されます）"),
        ("協力する。\n# 要確認\n", "「|」の下では「# 要確認」も文で、注釈にはなりません（印刷されます）"),
        ('"甲及び乙は、\n協力する。"\n', '「|」の下の文が引用符「"」で囲まれています（引用符も印刷されます）'),
    ],
)
def test_an_expression_reaches_nothing_but_its_scope(text: str, message: str):
    assert message in refused(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("救急電話相談\n#7119 を運営する。\n", "救急電話相談#7119 を運営する。"),
        ("C# と F# を学ぶ。\n", "C# と F# を学ぶ。"),
        ("{x}及び｛1｝", "{x}及び｛1｝"),
        ("{{ 通数 }}通", "2通"),
        ('"甲"と\n"乙"\n', '"甲"と"乙"'),
    ],
)
def test_signs_that_are_words_are_printed(text: str, printed: str):
    found, problems = inlines(text)

    assert [] == problems.found
    assert printed == text_of(found)


@pytest.mark.parametrize("text", ["{{ 引用(目的) }}", "{{ 引用(「目的」) }}", "{{ 条番号（『目的』） }}"])
def test_the_cure_of_what_lacks_its_quotation_marks_can_be_followed(text: str):
    _, problems = inlines(text)
    cure = problems.errors[0].cure
    found, after = inlines(cure[cure.index("{{") : cure.index("}}") + 2])

    assert [] == after.found
    assert [Reference] == [type(i) for i in found]


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}\n｛｝"), max_size=50))
def test_literal_text_is_not_changed_by_a_character(text: str):
    found, problems = inlines(text)

    # % and # are refused only as part of {% and {#, which need a brace
    assert [] == problems.found
    assert text == text_of(found)


@given(st.text("{}甲乙 %#'\"()引用.|[]+\n", max_size=40))
def test_any_text_is_read_or_refused(text: str):
    inlines(text)


def test_a_number_alone_is_nothing_to_put_in():
    """{{0}} printed 0, and its brackets were gone."""
    assert "差し込み項目「0」は数だけです" == refused("甲{{0}}乙")


def test_readings_stand_over_words_or_over_each_character():
    found, problems = inlines('{{ ルビ("蓬田", "よもぎた") }}は{{ ルビ("蓬田", "よもぎ|た") }}')

    assert [] == problems.found
    group, _, first, second = found
    assert isinstance(group, Name)
    assert ("蓬田", "よもぎた") == (group.text, group.reading)
    assert [("蓬", "よもぎ"), ("田", "た")] == [(n.text, n.reading) for n in (first, second) if isinstance(n, Name)]
    assert "蓬田は蓬田" == text_of(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ ルビ("蓬田村", "よもぎ|た") }}', "3字ですが"),
        ('{{ ルビ("蓬田", "") }}', "空です"),
        ('{{ ルビ("蓬", "|") }}', "空です"),
    ],
)
def test_readings_that_do_not_fit_are_refused(text: str, said: str):
    assert said in refused(text)
