"""One fact of a source changed: every count, number, page, 【再掲】, period and total that hangs on it changes, no more.

Told by the lines of the TXT that differ; DOCX and PDF must say the same words as it. One case or more for each of the
samples 001 to 004.
"""

from __future__ import annotations

import difflib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.project.test_documents import words
from tests.workshop import ROOT, build, edit, messages

# The page of an entry of 目次, which is told of elsewhere (test_basic_plan.py), and what leads to it.
_LEADER = re.compile(r"[\s　…‥・.]+\d+頁$")


@dataclass(frozen=True)
class Fact:
    """An edit of a source (or of its area), the document, the lines that go and come, and what is said of it.

    `only` chooses the lines that are compared; pages of 目次 do not count.
    """

    file: str
    old: str
    new: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    document: str
    said: tuple[str, ...] = ()
    only: str = ".*"

    def __str__(self) -> str:
        return f"{self.file} {self.new.strip()[:20]}"


# A sentence of sample 001 before and behind the number of municipalities.
SHARED = [
    "圏域における課題の解決に向けて、各市町村において総合戦略を核とした取組を行うとともに、「新たな広域連携による地域力の向上と経済・生活圏の形成」を",
    "市町村共通の戦略として総合戦略に位置づけ、個々の資源を活かしながら連携して取り組むこととした。",
]
FACTS = (
    Fact(  # 001: a project more of a field
        "kitaalps/gaiyo.yaml",
        "                  - 概要: 若者交流イベントの開催\n",
        "                  - 概要: 若者交流イベントの開催\n                  - 概要: 結婚相談\n",
        (
            "4　連携協約に基づき推進する具体的取組　＜平成29年度実施予定：8分野・17事業＞",
            "若者交流・結婚支援\t若者交流イベントの開催\t1事業",
        ),
        (
            "4　連携協約に基づき推進する具体的取組　＜平成29年度実施予定：8分野・18事業＞",
            "若者交流・結婚支援\t若者交流イベントの開催、結婚相談\t2事業",
        ),
        "kitaalps/gaiyo",
    ),
    Fact(  # 001: a village more of the area
        "kitaalps/area.yaml",
        "  小谷村: {}\n",
        "  小谷村: {}\n  見本村: {}\n",
        (
            "協議の整った施策分野について、連携市町村議会の議決を経て、大町市長と4町村長が相対で連携協約を締結",
            f"{SHARED[0]}5{SHARED[1]}",
            "　　4町村と連携実施（町村：負担金） 【事業例】成年後見支援センター、消費生活センター",
            "　事業主体：5市町村 （事業予算）",
        ),
        (
            "協議の整った施策分野について、連携市町村議会の議決を経て、大町市長と5町村長が相対で連携協約を締結",
            f"{SHARED[0]}6{SHARED[1]}",
            "　　5町村と連携実施（町村：負担金） 【事業例】成年後見支援センター、消費生活センター",
            "　事業主体：6市町村 （事業予算）",
        ),
        "kitaalps/gaiyo",
    ),
    Fact(  # 001: a year more of the period
        "kitaalps/gaiyo.yaml",
        "期間: 平成28年度から31年度まで",
        "期間: 平成28年度から32年度まで",
        ("平成28年度から31年度までの4年間",),
        ("平成28年度から32年度までの5年間",),
        "kitaalps/gaiyo",
    ),
    Fact(  # 002: a measure before the others of its policy
        "aomori-shi/keikaku.yaml",
        "          - 名称: 公民連携の推進\n",
        "          - 名称: 見本の推進\n            主な取組: [{ 見出し: 見本, 文: 進めます。 }]\n"
        "            指標: [{ 名称: 見本数, 基準値: 1件 }]\n          - 名称: 公民連携の推進\n",
        (
            "1-5-1　公民連携の推進",
            "1-5-2　若者に選ばれる移住・定住の促進、関係人口の創出",
            "1-5-3　広域連携・国内交流の推進",
            "施策1　公民連携の推進",
            "施策2　若者に選ばれる移住・定住の促進、関係人口の創出",
            "施策3　広域連携・国内交流の推進",
        ),
        (
            "1-5-1　見本の推進",
            "1-5-2　公民連携の推進",
            "1-5-3　若者に選ばれる移住・定住の促進、関係人口の創出",
            "1-5-4　広域連携・国内交流の推進",
            "施策1　見本の推進",
            "施策2　公民連携の推進",
            "施策3　若者に選ばれる移住・定住の促進、関係人口の創出",
            "施策4　広域連携・国内交流の推進",
        ),
        "aomori-shi/keikaku",
        only=r"1-5-\d　.*|施策\d　[^\t]*",
    ),
    Fact(  # 003: a project told in another measure too, and a chapter earlier
        "kitakyushu/jigyo.yaml",
        "          - 試験栽培事業における広域連携\n",
        "          - 試験栽培事業における広域連携\n          - 創業支援事業\n",
        (),
        ("\t創業支援事業【再掲】",),
        "kitakyushu/jigyo",
    ),
    Fact(
        "kitakyushu/jigyo.yaml",
        "章番号: 5",
        "章番号: 6",
        ("Ⅴ　連携協約に基づき推進する具体的取組",),
        ("Ⅵ　連携協約に基づき推進する具体的取組",),
        "kitakyushu/jigyo",
    ),
    Fact(  # 004: what one project costs, on its own sheet and on that in 百万円
        "yamagata/shiryo.yaml",
        "額: 7,329千円",
        "額: 7,629千円",
        ("3　飛島振興重点プロジェクト推進事業（移住定住促進）　7,329千円", "4　移住定住促進　7百万円"),
        ("3　飛島振興重点プロジェクト推進事業（移住定住促進）　7,629千円", "4　移住定住促進　8百万円"),
        "yamagata/shiryo",
        ("「飛島振興重点プロジェクト」は171百万円ですが、内訳を足すと171,629千円です（差629千円は端数の範囲）",),
    ),
    Fact(  # 004: an answer more
        "yamagata/shiryo.yaml",
        "計: 40, 内訳: { 施策の連携: 32,",
        "内訳: { 施策の連携: 33,",
        ("②　県部局等分　40件（施策の連携 32件、業務の連携 6件、情報交換等 2件）",),
        ("②　県部局等分　41件（施策の連携 33件、業務の連携 6件、情報交換等 2件）",),
        "yamagata/shiryo",
    ),
    Fact(  # 004: a bar that ends a year earlier
        "yamagata/shiryo.yaml",
        "{ 文: 調査・把握, 始め: H29年度, 終わり: H32年度 }",
        "{ 文: 調査・把握, 始め: H29年度 }",
        ("◎　地域課題・連携ニーズの把握\t調査・把握　→\t\t\t\t",),
        ("◎　地域課題・連携ニーズの把握\t調査・把握\t\t\t\t",),
        "yamagata/shiryo",
    ),
)


def made(root: Path, document: str, said: tuple[str, ...] = ()) -> list[str]:
    """The lines of the TXT; DOCX and PDF say the same."""
    assert list(said) == messages(build(root, document).problems)
    base = root / "build" / document
    text, docx, pdf = (words(base.with_name(f"{base.name}.{suffix}")) for suffix in ("txt", "docx", "pdf"))
    assert sorted(text) == sorted(docx)
    assert set(text) <= set(pdf)
    return base.with_name(f"{base.name}.txt").read_text(encoding="utf-8").splitlines()


def folder(root: Path, file: str) -> Path:
    area = file.partition("/")[0]
    shutil.copytree(ROOT / "sources" / area, root / "sources" / area)
    return root


def changed(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Lines that went, and lines that came."""
    bare, known = ([_LEADER.sub("", line) for line in lines] for lines in (before, after))
    told = [line for line in difflib.ndiff(bare, known) if line[:1] in "-+"]
    return [line[2:] for line in told if line[0] == "-"], [line[2:] for line in told if line[0] == "+"]


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_one_fact_changes_all_that_hangs_on_it_and_nothing_else(fact: Fact, tmp_path: Path):
    root = folder(tmp_path, fact.file)
    before = made(root, fact.document)
    edit(root / "sources" / fact.file, fact.old, fact.new)

    gone, come = changed(before, made(root, fact.document, fact.said))

    chosen = re.compile(fact.only)
    assert list(fact.gone) == [line for line in gone if chosen.fullmatch(line)]
    assert list(fact.come) == [line for line in come if chosen.fullmatch(line)]
