"""令和8年3月25日に締結した○○連携協約を令和9年3月31日限り廃止する: the day of signing and that of the end, as others cite them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crosscheck.kit import checked

AREA = "種別: 圏域\n圏域名: 湖畔圏域\n市町村:\n  北湖市:\n    職名: 北湖市長\n    長: [{ 氏名: 山田太郎, 就任日: 令和2年4月1日 }]\n  南浜町:\n    職名: 南浜町長\n    長: [{ 氏名: 川田花子, 就任日: 令和2年4月1日 }]\n"  # fmt: skip
PACT = """\
種別: 連携協約書
題名: 連携協約書
協約名: "{{ 甲 }}及び{{ 乙 }}における連携協約"
締結日: 令和8年3月25日
当事者: { 甲: 北湖市, 乙: 南浜町 }
条: [{ 見出し: 目的, 本文: 連携する。 }]
"""
END = """\
種別: 協定書
題名: 連携協約の廃止に関する協定書
締結日: 令和9年3月25日
当事者: { 甲: 北湖市, 乙: 南浜町 }
条:
  - 見出し: 廃止
    本文: 甲及び乙は、SIGNEDに締結した{{ 甲 }}及び{{ 乙 }}における連携協約を、ENDS限り廃止する。
"""
COUNCIL = """\
種別: 議会
会議名: 令和9年第1回南浜町議会定例会
議会: 南浜町
提出日: 令和9年3月2日
案件:
  - 協約: kyoyaku
    行為: 廃止
    廃止日: 令和9年3月31日
    提案理由: SIGNEDに締結した北湖市及び南浜町における連携協約を、北湖市との協議によりENDS限り廃止する必要がある。
"""
SIGNED, ENDS = "令和8年3月25日", "令和9年3月31日"


def told(root: Path, pact: str = PACT, **others: str) -> list[str]:
    """What comparing the area finds."""
    folder = root / "sources/kohan"
    folder.mkdir(parents=True)
    for name, text in {"area": AREA, "kyoyaku": pact, **others}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [each.message for each in checked(root, "kohan").contradictions]


def citing(text: str, signed: str = SIGNED, ends: str = ENDS) -> str:
    return text.replace("SIGNED", signed).replace("ENDS", ends)


def test_days_that_agree_are_no_finding(tmp_path: Path):
    assert [] == told(tmp_path, haishi=citing(END), gikai=citing(COUNCIL))


@pytest.mark.parametrize("text", [END, COUNCIL])
def test_another_day_of_signing_is_told(tmp_path: Path, text: str):
    """A sentence with two days was not read, nor any paper of 条."""
    said = told(tmp_path, other=citing(text, signed="令和8年3月26日"))

    assert 1 == len(said)
    assert said[0].startswith("協約の締結日: 連携協約書 令和8年3月25日")
    assert "令和8年3月26日" in said[0]


def test_another_day_of_its_end_is_told(tmp_path: Path):
    said = told(tmp_path, haishi=citing(END, ends="令和9年3月30日"), gikai=citing(COUNCIL))

    assert 1 == len(said)
    assert said[0].startswith("協約の廃止日: 議会 令和9年3月31日")
    assert "協定書 令和9年3月30日" in said[0]


def test_an_agreement_in_the_place_of_another_of_its_title_says_nothing_of_that_one(tmp_path: Path):
    """令和2年に締結した連携協約の全部を変更し: of the two agreements of one title only the new one is there."""
    whole = "前文: 甲及び乙は、令和2年3月25日に締結した連携協約の全部を変更し、次のとおり連携協約を締結する。\n条:"

    assert [] == told(tmp_path, PACT.replace("条:", whole), gikai=citing(COUNCIL, signed="令和2年3月25日"))
