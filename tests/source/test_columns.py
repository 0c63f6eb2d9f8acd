"""A source that is not lined up: the line that was moved, or lost a sign, is named, and the cure leads on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Span
from pipeline.source import reader

SOURCE = """\
種別: 規約
題名: 協議会規約

条:
  - 見出し: 設置
    本文: 協議会を置く。

  - 見出し: 組織
    項:
      - 協議会は、長をもって組織する。
      - 会長を置く。

  - キー: 事務
    見出し: 担任する事務
    本文: 次の事務を行う。
    号:
      - 企画に関すること。
      - その他の事務

  - 見出し: 会議
    本文: 会長が招集する。
附則: 公布の日から施行する。
"""
LINES = SOURCE.split("\n")
COLUMN = re.compile("行頭の空白を([0-9]+)にして")


def first_error(text: str) -> tuple[str, str, int]:
    problems = Problems()
    reader.parse(text.encode(), "a.yaml", problems)
    error = problems.errors[0]
    assert isinstance(error.place, Span)
    return error.message, error.cure, error.place.line


@pytest.mark.parametrize(
    ("old", "new", "number", "message", "cure"),
    [
        (
            "  - 見出し: 組織",
            "  - 見出し：組織",
            8,
            "「見出し」の後が、半角の「:」でなく「：」です",
            "「見出し: 組織」",
        ),
        ("  - 見出し: 組織", "  - 見出し:組織", 8, "「:」の後に空白がありません", "「見出し: 組織」"),
        ("  - 見出し: 組織", "  - 見出し 組織", 8, "「見出し 組織」に「:」がありません", "「- 見出し: 組織」"),
        ("種別: 規約", "種別:規約", 1, "「:」の後に空白がありません", "「種別: 規約」"),
        ("種別: 規約", "種別：規約", 1, "「種別」の後が、半角の「:」でなく「：」です", "「種別: 規約」"),
        ("    項:", "    項：", 9, "「:」がありません", "9行目の全角の「：」"),
        ("    項:", "    項 ：", 9, "「:」がありません", "9行目の全角の「：」"),
        ("    項:", "    項", 9, "「項」の後に「:」がありません", "「項:」"),
        ("    項:", "項:", 9, "この行の字下げが4字足りないようです", "行頭の空白を4にして、8行目"),
        ("    号:", "号:", 16, "この行の字下げが4字足りないようです", "行頭の空白を4にして、15行目"),
        ("    本文: 協議会を置く。", "本文: 協議会を置く。", 6, "この行の字下げが4字足りないようです", "空白を4"),
        ("    本文: 協議会を置く。", "  本文: 協議会を置く。", 6, "この行に「- 」がなく", "空白を4に"),
        ("    本文: 協議会を置く。", "   本文: 協議会を置く。", 6, "1字足りないようです", "空白を4にして"),
        ("  - 見出し: 会議", "- 見出し: 会議", 20, "2字足りないようです", "空白を2にして、13行目"),
        ("  - 見出し: 会議", "   - 見出し: 会議", 20, "1字多いようです", "空白を2にして"),
        ("  - 見出し: 設置", "    見出し: 設置", 5, "「見出し:」の前に「- 」がありません", "「- 見出し:」"),
        ("  - キー: 事務", "  － キー: 事務", 13, "「－」で始まる項目の名前はありません", "「- キー:」"),
        ("      - 企画に関すること。", "      * 企画に関すること。", 17, "並びの項目が「*」", "「- 」"),
        ("      - その他の事務", "        - その他の事務", 18, "「- 」の行が、上の行の文の続きと", "空白を6"),
        ("      - 企画に関すること。", "     - 企画に関すること。", 18, "「- 」の行が、上の行の文の続きと", "空白を5"),
        ("次の事務を行う。", "次の\n事務を行う。", 16, "「事務を行う。」の行に「:」がありません", "「名前: |」"),
        ("次の事務を行う。", "次の事務|\nを行う。", 16, "「を行う。」の行に「:」がありません", "「名前: |」"),
    ],
)
def test_the_line_that_was_changed_is_named_with_its_cure(old: str, new: str, number: int, message: str, cure: str):
    """The next line was said to be moved, or that it lacks a colon."""
    assert 1 == SOURCE.count(f"{old}\n")

    said, to_do, at = first_error(SOURCE.replace(f"{old}\n", f"{new}\n"))

    assert message in said
    assert cure in to_do
    assert number == at


@given(
    st.sampled_from([n for n, line in enumerate(LINES) if line]),
    st.integers(-6, 6).filter(bool),
)
def test_cures_of_columns_lead_to_a_source_that_is_read(number: int, blanks: int):
    """Each of them followed in turn; none leads in a circle."""
    lines = LINES.copy()
    indent = len(lines[number]) - len(lines[number].lstrip())
    lines[number] = " " * max(indent + blanks, 0) + lines[number].lstrip()

    for _ in range(len(lines)):
        problems = Problems()
        reader.parse("\n".join(lines).encode(), "a.yaml", problems)
        found = COLUMN.search(problems.errors[0].cure) if problems.errors else None
        if found is None:
            return
        place = problems.errors[0].place
        assert isinstance(place, Span)
        lines[place.line - 1] = " " * int(found[1]) + lines[place.line - 1].lstrip()

    raise AssertionError("\n".join(lines))


AREA = """\
種別: 圏域
圏域名: 例示圏域
市町村:
  例示市:  # 市町村の名前
    職名: 例示市長
    長: [{ 氏名: 見本太郎, 就任日: 令和2年4月1日 }]
当事者:
  甲: 例示市
  乙: 見本町
"""


@pytest.mark.parametrize(
    ("old", "new", "message", "cure", "line"),
    [
        ("  例示市:  #", "  例示市  #", "「例示市」の後に「:」がありません", "「例示市:」と書いてください", 4),
        ("  甲: 例示市", "  甲 例示市", "「甲 例示市」に「:」がありません", "「甲: 例示市」と書いてください", 8),
        ("{ 氏名: 見", "{ 氏名:見", "「氏名:見本太郎」の「:」が", "「氏名: 見本太郎」と、半角の「:」と空白で", 6),
        ("{ 氏名: 見", "{ 氏名：見", "「氏名：見本太郎」の「：」が", "「氏名: 見本太郎」と、半角の「:」と空白で", 6),
        ("職名: 例示市長", "職名: ”例示市長”", "「”」が全角です", '初めと終わりを半角の「"」に', 5),
        ("職名: 例示市長", "職名: *例示市長", "ここに「*」は置けません", '"*例示市長"', 5),
        ("職名: 例示市長", "職名: ｜\n      例示市長", "「｜」が全角です", "半角の「|」に", 5),
    ],
)
def test_a_cure_that_is_followed_leads_to_the_source_that_was_meant(
    old: str, new: str, message: str, cure: str, line: int
) -> None:
    assert old in AREA

    said, how, where = first_error(AREA.replace(old, new, 1))

    assert message in said
    assert cure in how
    assert line == where


def test_an_alias_is_refused_once() -> None:
    problems = Problems()
    reader.parse("題名: *a\n".encode(), "a.yaml", problems)

    assert ["「*a」（アンカー・エイリアス）は使えません"] == [d.message for d in problems.errors]


@pytest.mark.parametrize("opener", ["  - 事業表：", "  - 事業表 ：", "  - 事業表：  ", "  - 事業表：\n"])
def test_a_full_width_colon_that_opens_items_is_named_and_not_the_lines_below_it(opener: str):
    """The cure told the clerk to take the items out of what they belong to."""
    text = f"内容:\n  - 段落: 文\n{opener}\n      題: 事業\n      年度: [令和8年度]\n"
    problems = Problems()
    reader.parse(text.encode(), "a.yaml", problems)

    assert [
        ("「:」がありません", "3行目の全角の「：」を、半角の「:」に直してください（下の行が、その中身になります）")
    ] == [(d.message, d.cure) for d in problems.errors]
    place = problems.errors[0].place
    assert isinstance(place, Span)
    assert "：" == text[place.start : place.end]
