"""Realistic amendments of sample 000: each 改め文 stands in golden/ as a clerk reads it.

`--accept` rewrites the files; a person reads the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.extract import provision
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines
from pipeline.writers import text
from tests.workshop import AGREEMENT, ROOT, bound, edit, galley, project

GOLDEN = Path(__file__).parent / "golden"
HOUSE = House(digits="single_full")
MANNER = Manner(House("single_full"))
PARTY = "乙: 甲と連携して実施する事業について、協力して取り組む。"
# What the clerk changes in the source: words found once, and what stands there afterwards.
CASES: dict[str, list[tuple[str, str]]] = {
    "一条を加える": [
        (
            "  - 見出し: 疑義の解決",
            (
                "  - 見出し: 個人情報の保護\n    項:\n"
                "      - 本文: 甲及び乙は、連携する取組の実施に当たり、個人情報を適切に取り扱うものとする。\n"
                "      - 本文: 前項の取扱いに関し必要な事項は、甲及び乙が協議して別に定める。\n"
                "  - 見出し: 疑義の解決"
            ),
        )
    ],
    "第一条の前に加える": [
        (
            "条:\n  - 見出し: 目的",
            "条:\n  - 見出し: 趣旨\n    本文: この連携協約は、連携中枢都市圏の形成に関し必要な事項を定める。\n  - 見出し: 目的",
        )
    ],
    "中ほどに号のある条を加える": [
        (
            "  - キー: 取組\n    見出し",
            (
                "  - 見出し: 定義\n    項:\n      - 本文: この連携協約において使用する用語の意義は、次のとおりとする。\n        号:\n"
                "          - 本文: 圏域　連携中枢都市圏をいう。\n          - 本文: 取組　別表に掲げる取組をいう。\n"
                "  - キー: 取組\n    見出し"
            ),
        )
    ],
    "条を削る": [
        (
            (
                "  - 見出し: 定期的な協議\n    本文: |\n"
                "      甲及び乙の長は、連携中枢都市圏の取組に関する連絡調整を図るため、毎年度、圏域内の他の町村長とともに、\n"
                "      会議を開催するものとする。\n"
            ),
            "",
        )
    ],
    "項を加える": [
        (
            "    本文: この連携協約に関し疑義が生じた場合は、甲及び乙が協議の上、定める。",
            (
                "    項:\n      - 本文: この連携協約に関し疑義が生じた場合は、甲及び乙が協議の上、定める。\n"
                "      - 本文: 前項の協議が調わないときは、青森県知事に助言を求めるものとする。"
            ),
        )
    ],
    "第一項の前に加える": [
        (
            "    項:\n      - キー: 事務の執行",
            "    項:\n      - 本文: 甲及び乙は、対等の立場で連携する。\n      - キー: 事務の執行",
        )
    ],
    "字句を改める": [
        ("毎年度、圏域内の他の町村長とともに、", "毎年度２回以上、圏域内の他の市町村長とともに、"),
        ("会議を開催するものとする。", "会議を開催する。"),
    ],
    "見出しと字句を改める": [
        ("見出し: 疑義の解決", "キー: 疑義の解決\n    見出し: 疑義の解決及び見直し"),
        ("疑義が生じた場合は、", "疑義が生じた場合又はその見直しを要する場合は、"),
    ],
    "題名を改める": [("連携中枢都市圏の形成に係る連携協約", "連携中枢都市圏の形成及び推進に係る連携協約")],
    "役割を改める": [
        (
            "高齢者等が住み慣れた地域で安心して暮らせる体制の構築に向け、圏域の中心的な役割を担うとともに、関係町村との連携を推進する。",
            "高齢者等が住み慣れた地域で安心して暮らせる体制の構築に向け、圏域の中心的な役割を担うとともに、関係市町村との連携を推進する。",
        ),
        (
            "              - 連携施策: 介護\n",
            "              - キー: 介護\n                連携施策: 介護・認知症対策\n",
        ),
    ],
    "行を加える": [
        (
            "              - 連携施策: 地域振興",
            (
                "              - 連携施策: 公共交通\n                取組内容: 地域公共交通の維持を図る。\n                役割:\n"
                f"                  甲: 圏域の中心的な役割を担う。\n                  {PARTY}\n              - 連携施策: 地域振興"
            ),
        )
    ],
    "別表の項目を加える": [
        (
            "      - 見出し: 高次の都市機能の集積・強化",
            (
                "      - 見出し: 地域の魅力の発信\n        施策:\n          - 連携施策: 広報\n"
                f"            取組内容: 広報を行う。\n            役割:\n              甲: 広報紙を発行する。\n              {PARTY}\n"
                "      - 見出し: 高次の都市機能の集積・強化"
            ),
        )
    ],
}


def versions(folder: Path, name: str) -> tuple[Provision, Provision]:
    project(folder)
    for before, after in CASES[name]:
        edit(folder / AGREEMENT, before, after)
    return provision(bound(ROOT)[0], HOUSE), provision(bound(folder)[0], HOUSE)


@pytest.mark.parametrize("name", CASES)
def test_the_amendment_reads_as_a_clerk_writes_it(tmp_path: Path, name: str, golden: Callable[[Path, str], None]):
    old, new = versions(tmp_path, name)

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    golden(GOLDEN / f"{name}.txt", made.text)
    assert new == apply(old, made.text, MANNER)


@pytest.mark.parametrize("name", CASES)
def test_the_way_back_is_proven_too(tmp_path: Path, name: str):
    old, new = versions(tmp_path, name)

    assert isinstance(amend(new, old, MANNER), Proven)


def test_an_unchanged_source_makes_no_amendment(tmp_path: Path):
    project(tmp_path)
    old = provision(bound(ROOT)[0], HOUSE)

    assert Unproven("改める前と後の文が同じで、改めるところがありません") == amend(
        old, provision(bound(tmp_path)[0], HOUSE), MANNER
    )


def test_a_provision_says_what_the_document_prints():
    """The words and labels of the provision are those of the galley, letter by letter."""
    printed = text.write(galley(ROOT)).decode().splitlines()
    half = provision_lines(provision(bound(ROOT)[0], House()), Manner(House()))

    assert [] == [line for line in half if line.lstrip("　") not in printed]
