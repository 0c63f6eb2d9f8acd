"""Slips of a clerk's first day -> the first message names the slip, and its cure works (clerk.md A14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop import AGREEMENT, AREA, ROOT, build, edit, project

PARTNERS = "乙: [平内町, 今別町, 蓬田村, 外ヶ浜町]"


def first(root: Path) -> tuple[str, str]:
    [error, *_] = build(root, formats=("txt",)).problems.errors
    return error.message, error.cure


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message", "cure"),
    [
        (AGREEMENT, PARTNERS, PARTNERS.replace(", ", "、"), "一つの市町村の名前と読まれます", "[平内町, 今別町, 蓬田村, 外ヶ浜町]"),
        (AGREEMENT, PARTNERS, "乙: 平内町、今別町、蓬田村、外ヶ浜町", "一つの市町村の名前と読まれます", "[平内町, 今別町, 蓬田村, 外ヶ浜町]"),
        (AGREEMENT, "種別: 連携協約書", "種別:　連携協約書", "全角", "半角の空白"),
        (AGREEMENT, "  乙: [平", "　乙: [平", "全角", "半角の空白"),
        (AGREEMENT, "  - 見出し: 目的", "  -見出し: 目的", "「-」の後に空白がありません", "「- 見出し:」"),
        (AGREEMENT, "  - 見出し: 目的", "  ・見出し: 目的", "「・」で始まる", "「- 見出し:」"),
        (AGREEMENT, "題名: 連携", '題名: "連携', "引用符が閉じていません", "行目の値の終わり"),
    ],
)  # fmt: skip
def test_the_first_message_names_the_slip(file: str, right: str, wrong: str, message: str, cure: str, tmp_path: Path):
    root = project(tmp_path)
    if right == "  乙: [平":
        right, wrong = f"  {PARTNERS}", f"　{PARTNERS}"
    edit(root / file, right, wrong)

    said, how = first(root)

    assert message in said
    assert cure in how


def test_full_width_brackets_of_an_expression_are_named_with_the_whole_that_is_meant(tmp_path: Path):
    root = project(tmp_path)
    text = (root / AGREEMENT).read_text(encoding="utf-8")
    (root / AGREEMENT).write_text(text.replace('引用("目的")', '引用（"目的"）', 1), encoding="utf-8")

    said, how = first(root)
    (root / AGREEMENT).write_text(
        (root / AGREEMENT).read_text(encoding="utf-8").replace('{{ 引用（"目的"） }}', how[4 : how.index("}}") + 2]),
        encoding="utf-8",
    )

    assert "「（」、「）」が全角です" in said
    assert () == build(root, formats=("txt",)).problems.errors


def test_two_heads_in_office_are_cured_by_the_day_that_is_asked_for(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AREA, "        退任日: 令和2年3月31日\n", "")
    edit(root / AREA, "就任日: 令和2年4月1日", "就任日: 令和元年12月1日")

    said, how = first(root)
    edit(
        root / AREA,
        "就任日: 平成30年4月1日\n      - 氏名: 見本三郎",
        "就任日: 平成30年4月1日\n        退任日: 令和元年11月30日\n      - 氏名: 見本三郎",
    )

    assert "見本次郎」に「退任日:」を書いてください" in how
    assert "長が二人います" in said
    assert () == build(root, formats=("txt",)).problems.errors


def test_the_shipped_sources_are_as_they_were():
    assert PARTNERS in (ROOT / AGREEMENT).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "message", "cure"),
    [
        ("流儀: 半角い\n", "「半角い」という流儀はありません", "「半角」の書き誤り"),
    ],
)
def test_a_profile_that_is_not_there_is_told_with_those_that_are(line: str, message: str, cure: str, tmp_path: Path):
    """clerk.md A11: 「標準」, which nobody had written, was said not to be there."""
    root = project(tmp_path)
    edit(root / AREA, "流儀: 半角\n", line)

    said, how = first(root)

    assert message in said
    assert cure in how
