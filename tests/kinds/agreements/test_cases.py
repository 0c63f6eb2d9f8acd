"""Agreements of different shapes (domain notes 1.3): each prints exactly, is frozen, amended in five places, compared."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.galley.compose import compose
from pipeline.labels.amendment_style import Manner
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import compare
from pipeline.project import compiling
from pipeline.provision import signed_version
from pipeline.provision.extract import provision
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision
from pipeline.writers import text
from tests import workshop

CASES = Path(__file__).with_name("cases")
DAY = date(2024, 4, 1)
# Five places of each paper, with the words that stand there and those that are to stand there.
PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "flat": (
        ("暮らしを支える", "暮らしを共に支える"),
        ("協議して定める。ただし、", "その都度協議して定める。ただし、"),
        ("広域の観光を進める。", "広域の観光を強く進める。"),
        ("当番医を置く。", "当番医を定める。"),
        ("各自1通を保有する", "各1通を保有する"),
    ),
    "three": (
        ("共に圏域の発展を図る", "共に圏域の発展と住民の福祉を図る"),
        ("2年を経過した日", "3年を経過した日"),
        ("企業を招く。", "企業を広く招く。"),
        ("研修を行う。", "合同の研修を行う。"),
        ("路線を守る。", "路線を維持する。"),
    ),
    "nested": (
        ("連携を定める", "連携の方針を定める"),
        ("中小企業の販路", "中小企業及び農家の販路"),
        ("相談の窓口を置く", "相談の窓口を設ける"),
        ("観光の振興", "観光及び文化の振興"),
        ("毎年度1回", "毎年度2回"),
    ),
    "shares": (
        ("共に住民の福祉を図る", "共に住民の福祉の増進を図る"),
        ("毎年度3月31日", "毎年度4月30日"),
        ("負担の割合は", "負担する割合は"),
        ("[救急,", "[救急医療,"),
        ("各自1通を保有する", "各1通を保有する"),
    ),
    "many": (
        ("連携の方針を定める", "連携の基本方針を定める"),
        ("毎年度、会議を開く", "毎年度2回、会議を開く"),
        ("海山市が処理する", "海山市及び川田町が処理する"),
        ("1年前に通知", "2年前に通知"),
        ("広域の連携について", "広域の連携に関し"),
    ),
    "teiju": (
        ("機能を確保する", "機能を確保し、充実する"),
        ("取組を行う。", "取組を共に行う。"),
        ("毎年度協議する", "毎年度1回協議する"),
        ("効力を生ずる", "その効力を生ずる"),
        ("を証するため", "の成立を証するため"),
    ),
    "memo": (
        ("利用することができる", "相互に利用することができる"),
        ("[貸出し, 閲覧]", "[図書の貸出し, 閲覧]"),
        ("1年とする", "2年とする"),
        ("覚書を交換する", "この覚書を交換する"),
        ("この覚書を証する", "この覚書の成立を証する"),
    ),
    "council": (
        ("会長が招集する", "会長が毎年度招集する"),
        ("副会長が議長となる", "副会長がその職務を行う"),
        ("に掲げる者で組織する", "に掲げる者をもって組織する"),
        ("令和2年4月1日から施行する", "令和2年5月1日から施行する"),
        ("という。）という", "という。）と称する"),
    ),
    "rule": (
        ("必要な事項を定める", "基本的な事項を定める"),
        ("次の表のとおりとする", "次の表に定めるとおりとする"),
        ("部会長を置く。", "部会長一人を置く。"),
        ("調整担当", "連絡調整担当"),
        ("- 総務部", "- 総務部及び会計室"),
    ),
    "listed": (
        ("見出し: 経費", "見出し: 経費及び財務"),
        ("会長を置く。", "会長一人を置く。"),
        ("という。}", "と称する。}"),
        ("毎年度見直す。", "三年ごとに見直す。"),
        ("任期は、2年", "任期は、3年"),
    ),
    "marks": (
        ("広域の観光を進める。", "広域の観光を共に進める。"),
        ("協議して定める", "その都度協議して定める"),
        ("[半額, 残額]", "[半額, 残りの額]"),
        ("甲が担う。", "甲が主に担う。"),
        ("産業課", "産業振興課"),
    ),
    "restated": (
        ("応援を求めることができる", "相互に応援を求めることができる"),
        ("事項を明らかにして", "事項を文書で明らかにして"),
        ("職員の派遣", "職員の派遣及び交替"),
        ("この協定に含まれない", "この協定には含まれない"),
        ("全部を改め", "全部を改正し"),
    ),
}


def bound(folder: Path, name: str) -> tuple[Provision, Manner, str]:
    """The words, the manner and the printed text of a case in a folder; for the first partner of several."""
    original, problems = workshop.original(folder, f"sources/c/{name}.yaml")
    assert original is not None, workshop.messages(problems)
    partner = original.partners[-1] if original.partners else None
    tree, particulars = compiling.bind(original, partner, problems)
    house = original.profile.house.with_labels(tree.document.labels)
    printed = text.write(compose(tree, original.profile.house, particulars)).decode()
    return provision(tree, house), Manner(house), printed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CASES, tmp_path / "sources" / "c")
    return tmp_path


def test_there_are_as_many_cases_as_sources():
    assert {p.stem for p in CASES.glob("*.yaml")} - {"area"} == set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_a_case_prints_exactly(name: str, folder: Path):
    golden = max(CASES.glob(f"{name}*.txt"))

    assert golden.read_text(encoding="utf-8") == bound(folder, name)[2]


@pytest.mark.parametrize("name", PLACES)
def test_a_case_is_frozen_unit_by_unit(name: str, folder: Path):
    words, manner, _ = bound(folder, name)

    kept = signed_version.read(signed_version.write(signed_version.signed(Frozen(name, DAY, words, manner))))

    assert words == kept.provision
    assert manner.house.subitems == kept.manner.house.subitems


@pytest.mark.parametrize("name", PLACES)
def test_a_case_is_amended_in_five_places_with_proof_and_compared(name: str, folder: Path):
    old, manner, _ = bound(folder, name)
    source = folder / "sources" / "c" / f"{name}.yaml"
    for before, after in PLACES[name]:
        written = source.read_text(encoding="utf-8")
        assert 1 == written.count(before), f"{before} stands {written.count(before)} times"
        source.write_text(written.replace(before, after), encoding="utf-8")
    new = bound(folder, name)[0]

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made.reason
    assert new == apply(old, made.text, manner)
    assert compare(made.edits, manner, manner.house.marks)
    lines = redline(made.edits, manner)
    assert accepted(lines) != rejected(lines)
