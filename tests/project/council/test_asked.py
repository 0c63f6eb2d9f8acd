"""撤回請求書, 訂正請求書: the head asks the chair to take a bill back or to correct it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.kit import AREA, said, shipped, sitting, unsigned, words, write
from tests.workshop import edit

RULES = "月見町議会会議規則（昭和62年月見町議会規則第1号）第20条第2項"
MATTER = """\
協約: kyoyaku-月見町
行為: 締結
議案番号: 5
要約: 地域をつくる
訂正:
  番号: 月企第51号
  日: 令和8年3月9日
  理由: 誤記のため。
  箇所: [{ 箇所: 別紙第３条, 誤: 第９条, 正: 第9条 }, { 箇所: 別紙前文, 誤: 甲およぴ乙, 正: 甲及び乙 }]
撤回: { 番号: 月企第55号, 日: 令和8年3月10日, 理由: 相手方との協議が整わないため。 }
"""
BACK, MENDED = (f"gikai-tsukimi-{paper}-kyoyaku-月見町" for paper in ("撤回請求書", "訂正請求書"))


def brought(root: Path, matter: str = MATTER, more: str = f"議長: 議長太郎\n会議規則: {RULES}\n") -> Path:
    unsigned(root)
    write(root, "gikai-tsukimi", sitting("月見町", matter, more))
    return root


def told(root: Path, name: str) -> list[str]:
    return [d.message for d in said(root, name)[1].found]


def test_a_bill_is_named_by_its_number_its_title_and_its_day(tmp_path: Path):
    lines = words(brought(tmp_path), BACK).split("\n")

    assert [
        "月企第55号",
        "令和8年3月10日",
        "月見町議会議長　議長太郎　様",
        "月見町長　例山太郎",
        "議案の撤回について（請求）",
        f"令和8年3月2日に提出した次の議案を撤回したいので、{RULES}の規定により、請求します。",
        "記",
        "1　件名",
        "議案第5号　星川市との連携中枢都市圏の形成に係る連携協約の締結に関する協議について",
        "2　理由",
        "相手方との協議が整わないため。",
    ] == lines


def test_what_is_wrong_and_right_is_printed_as_it_is_written(tmp_path: Path):
    """The house writes 第9条 for 第９条, and both would be the same."""
    printed = words(brought(tmp_path), MENDED)

    assert "3　訂正の箇所" in printed
    assert "箇所\n誤\n正\n別紙第3条\n第９条\n第9条\n別紙前文\n甲およぴ乙\n甲及び乙" in printed.replace("\t", "\n")


@pytest.mark.parametrize(
    ("old", "new", "name", "message"),
    [
        ("日: 令和8年3月9日", "日: 令和8年3月1日", MENDED, "月見町の議案の訂正の日（令和8年3月1日）が、提出日（令和8年3月2日）より前です"),
        (
            "要約",
            "議決日: 令和8年3月9日\n結果: 撤回\n要約",
            BACK,
            "月見町の議案の撤回の日（令和8年3月10日）が、議決日（令和8年3月9日）より後です",
        ),
        ("要約", "議決日: 令和8年3月20日\n結果: 原案可決\n要約", BACK, "月見町の議会の結果は「原案可決」ですが、案件に「撤回」があります"),
        ("正: 甲及び乙", "正: 甲およぴ乙", MENDED, "「箇所」の2番目: 「誤」と「正」が同じ「甲およぴ乙」です"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(tmp_path: Path, old: str, new: str, name: str, message: str):
    found = told(brought(tmp_path, MATTER.replace(old, new, 1)), name)

    assert [message] == [line.removeprefix("「案件」の1番目の") for line in found]


def test_the_rules_by_which_it_is_asked_are_never_guessed(tmp_path: Path):
    """They are 第19条 of one council and 第20条 of another."""
    assert ["議案の撤回の根拠（会議規則の条）がありません"] == told(brought(tmp_path, more=""), BACK)


def test_it_is_made_only_where_the_session_asks_it(tmp_path: Path):
    root = shipped(tmp_path)
    assert () == said(root, BACK)[0]
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "案件:", "作る文書: [議案]\n案件:")
    assert () == said(root, MENDED)[0]
