"""What the reader takes, and what it refuses with a cure (issue: bad input)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Place, Problems, SourceFile, Span, Written
from pipeline.source import reader
from pipeline.source.grammar import syntax
from pipeline.source.nodes import Mapping
from tests.examples import examples


def errors(data: bytes) -> list[str]:
    problems = Problems()
    assert reader.parse(data, "a.yaml", problems) is None
    assert all(d.cure for d in problems.errors)
    return [f"{d.code}: {d.message} @{_at(d.place)}" for d in problems.errors]


def _at(place: Span | Place | None) -> str:
    return f"{place.line}:{place.column}" if isinstance(place, Span) else str(place)


def value(text: str) -> str:
    node = reader.parse(text.encode(), "a.yaml", Problems())
    assert isinstance(node, Mapping)
    found = node.get("値")
    assert isinstance(found, Written)
    return found.text


@pytest.mark.parametrize("typed", ["no", "12:30", "0123", "1e3", "~", "null", "true", "令和元年", "2019-12-25"])
def test_no_type_is_guessed(typed: str):
    """PyYAML reads no as False, 12:30 as 750, 0123 as 83; here they stay what was typed."""
    assert typed == value(f"値: {typed}")


@pytest.mark.parametrize("line", ["題名：協約書", "題名： 協約書"])
def test_a_full_width_colon_is_named_in_the_cure(line: str):
    problems = Problems()
    reader.parse(f"種別: a\n{line}\n末文: b\n".encode(), "a.yaml", problems)

    assert "2行目の全角の「：」を、半角の「: 」（後に空白）に直してください" == problems.errors[0].cure


@pytest.mark.parametrize(
    ("line", "said", "at"),
    [
        ("題名:協約書", "「:」の後に空白がありません", "2:3"),
        ("当事者: { 甲: 東市、乙: 西町 }", "括弧の中が「、」で区切られています", "2:13"),
        ("当事者: ｛ 甲: 東市 ｝", "括弧「｛」が全角です", "2:6"),
        ("項:\n  -甲は行う。\n  - 乙は行う。", "「-」の後に空白がありません", "3:3"),
        ("項:\n  - 甲は行う。\n  -乙は行う。", "「-」の後に空白がありません", "4:3"),
        ("項:\n  ・甲は行う。\n  ・乙は行う。", "並びの項目が「・」で始まっています", "3:3"),
    ],
)
def test_a_slip_is_named_where_it_was_made(line: str, said: str, at: str):
    """The parser gives up later, and for other reasons: 値が複数行にわたっています."""
    problems = Problems()
    reader.parse(f"種別: a\n{line}\n末文: b\n".encode(), "a.yaml", problems)

    first = problems.errors[0]
    assert isinstance(first.place, Span)
    assert (said, at) == (first.message, f"{first.place.line}:{first.place.column}")


def test_an_empty_value_is_an_empty_text():
    assert "" == value("値:\n他: 1\n")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm():
    assert "甲\n乙\n" == value("\ufeff値: |\r\n  甲\r\n  乙\r\n")


@pytest.mark.parametrize(
    ("name", "cure"),
    [("sources/a/b.yaml", "「種別:」から書き始めて"), ("templates/pdf/base.yaml", "このファイルを消す（")],
)
def test_an_empty_file_is_cured_by_what_it_is(name: str, cure: str):
    """A stylesheet has no 種別: whoever began with it was refused for a key that does not exist."""
    problems = Problems()
    reader.parse(b"", name, problems)

    assert [True] == [cure in (d.cure or "") for d in problems.errors]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", "空: ファイルが空です @a.yaml", id="empty"),
        pytest.param(b" \n\n", "空: ファイルが空です @a.yaml", id="blank"),
        pytest.param("種別: a\n\t題名: b\n".encode(), "タブ: タブがあります @2:1", id="tab"),
        pytest.param(b"a: 1\na: 2\n", "重複: 「a」が二度書かれています（一度目は1行目） @2:1", id="duplicate key"),
        pytest.param(b"a: &x [1]\nb: *x\n", "構文: 「&x」（アンカー・エイリアス）は使えません @1:4", id="anchor"),
        pytest.param(b"a: {<<: {b: 1}}\n", "構文: 「<<」（差し込みキー）は使えません @1:5", id="merge key"),
        pytest.param(
            b"a: !!python/object:os.system x\n",
            "構文: 「tag:yaml.org,2002:python/object:os.system」（タグ）は使えません @1:4",
            id="tag",
        ),
        pytest.param(b"a: 1\n---\nb: 2\n", "構文: 「---」で区切られた二つめの文書があります @2:1", id="two documents"),
        pytest.param("値: 甲は、\n  乙と\n".encode(), "構文: 値が複数行にわたっています @1:4", id="folded plain"),
        pytest.param("値: >\n  甲は\n  乙と\n".encode(), "構文: 値が複数行にわたっています @1:4", id="folded block"),
        pytest.param("題名: 協約: 書\n".encode(), "@1:7", id="colon in value"),
        pytest.param(b"a: {{ x }}\n", "構文: 項目の名前が文字ではありません @1:5", id="bare braces"),
        pytest.param(b"a: [1, 2\n", "@1:4", id="open bracket"),
        pytest.param(b'a: "x\n', "@1:4", id="open quote"),
        pytest.param("題名: あ\u202eい\n".encode(), "@1:6", id="bidi"),
        pytest.param("題名: あ\x07い\n".encode(), "@1:6", id="control"),
        pytest.param("題名: あ\ufffdい\n".encode(), "@1:6", id="replacement character"),
        pytest.param("題名: あ\ue000い\n".encode(), "@1:6", id="private use"),
    ],
)
def test_bad_input_is_refused_where_it_stands(data: bytes, expected: str):
    found = errors(data)

    assert any(expected in message for message in found), found


def test_what_is_not_utf8_names_its_code_and_line():
    found = errors("種別: x\n題名: 協約書\n".encode("cp932"))

    assert ["文字コード: 文字コードがShift_JIS（ANSI）です（UTF-8で読みます） @a.yaml: 1行目"] == found


def test_all_problems_of_a_file_are_told_at_once():
    assert 3 == len(errors(b"a: 1\na: 2\nb: &x 1\nc: !t 1\n"))


def test_an_anchor_bomb_is_refused_without_being_expanded():
    """Billion laughs: ten levels of ten references."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 11)]

    assert len(errors("\n".join(lines).encode())) > 10


def test_nesting_without_end_is_refused():
    """By the reader's own bound, or earlier by the parser's: versions of PyYAML differ."""
    [message] = errors(b"a: " + b"[" * 5000 + b"]" * 5000)[:1]

    assert message.startswith("構文: ")
    assert not re.search("[A-Za-z]{3}", message)


@given(st.text(st.sampled_from(": -[]{}\"'&*!|>%@`#,?\n aあ\\~"), max_size=30))
@settings(max_examples=examples(500))
def test_no_word_of_the_parser_reaches_the_clerk(text: str):
    """Whatever it refuses, and in whatever words a version of it does so."""
    problems = Problems()
    reader.parse(text.encode(), "a.yaml", problems)
    found = [re.sub("「[^」]*」|YAML|UTF-8", "", d.message) for d in problems.errors]

    assert [] == [message for message in found if re.search("[A-Za-z]{3}", message)]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("mapping values are not allowed here", "ここに「:」は置けません"),
        ("did not find expected ',' or ']'", "「{」「[」が閉じていないか、「,」がありません"),
        ("found unexpected end of stream", "引用符が閉じていません"),
        ("exceeded maximum nesting depth", "字下げか括弧が深すぎます"),
        ("words of a version that is to come", "YAMLの書き方に誤りがあります"),
    ],
)
def test_what_the_parser_says_is_told_in_the_words_of_the_clerk(problem: str, expected: str):
    problems = Problems()
    mark = yaml.Mark("", 0, 0, 0, None, 0)

    syntax.report(yaml.MarkedYAMLError(problem=problem, problem_mark=mark), SourceFile("a.yaml", "a: b\n"), problems)

    assert [expected] == [d.message for d in problems.errors]


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path):
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    problems = Problems()

    assert reader.read(path, problems) is None
    assert ["ファイルが大きすぎます（上限は10,000,000バイト）"] == [d.message for d in problems.errors]


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    problems = Problems()

    assert reader.read(tmp_path / "none.yaml", problems) is None
    assert "ファイル" == problems.errors[0].code
    assert ("ファイル", True) == (problems.errors[0].code, "見つかりません" in problems.errors[0].message)


@given(st.binary(max_size=200))
@settings(max_examples=examples(300))
def test_any_bytes_are_read_or_refused(data: bytes):
    problems = Problems()

    node = reader.parse(data, "a.yaml", problems)

    assert (node is None) == bool(problems.errors)


@given(st.text("ab:-[]{}#&*!|>'\"%@`, \n漢", max_size=80))
@settings(max_examples=examples(500))
def test_any_text_is_read_or_refused(text: str):
    problems = Problems()

    node = reader.parse(text.encode(), "a.yaml", problems)

    assert (node is None) == bool(problems.errors)


def test_what_a_whole_file_has_wrong_is_told_once_with_its_lines():
    """A source indented by tabs was told line by line."""
    problems = Problems()
    text = "値:\n\t- 甲\n\t- 乙\n\t- 丙\u200b\n"

    assert reader.parse(text.encode(), "a.yaml", problems) is None

    assert ["タブがあります（ほかに2か所、3、4行目）", "見えない文字（U+200B）があります"] == [
        d.message for d in problems.errors
    ]
    assert "a.yaml:2:1" == str(problems.errors[0].place)


def test_a_file_whose_lines_end_in_the_old_way_is_told_once():
    problems = Problems()

    assert reader.parse("種別: 規約\r題名: 規約\r".encode(), "a.yaml", problems) is None

    assert ["改行が CR（U+000D）だけです（ほかに1か所）"] == [d.message for d in problems.errors]
