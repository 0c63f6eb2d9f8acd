"""規約 of 組合: the councils of the members vote on the 協議 about it (地方自治法第290条, 第291条の11); nothing is made known."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.kinds.council.cooperation import act_of, articles
from pipeline.kinds.council.fields import UNION, UnionBasis
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.project.council.kit import AREA, codes, run, said, sitting, words, write
from tests.project.council.test_statutes import FACTS
from tests.workshop import edit

TITLE = "星見広域行政組合規約"
RULE = f"""\
種別: 規約
題名: {TITLE}
改める語: 変更
当事者: [星川市, 月見町]
条:
  - {{ 見出し: 名称, 本文: この組合は、星見広域行政組合という。 }}
  - {{ 見出し: 経費, 本文: 組合の経費は、関係市町の負担金をもって充てる。 }}
附則: この規約は、許可のあった日から施行する。
"""
MATTER = "協約: kumiai\n行為: 締結\n要約: ごみの処理を共同で行う\n根拠: 第284条第2項"
CHANGE = "協約: kumiai\n行為: 変更\n要約: 経費の支弁の方法を改めること\n根拠: {}"
BILL = "gikai-月見町-議案-kumiai"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources" / AREA).mkdir(parents=True)
    write(tmp_path, "area", FACTS)
    write(tmp_path, "kumiai", RULE)
    for town in ("月見町", "星川市"):
        write(tmp_path, f"gikai-{town}", sitting(town, MATTER))
    return tmp_path


def test_each_member_votes_on_the_consultation_about_a_new_union(root: Path):
    lines = words(root, BILL).splitlines()

    assert f"{TITLE}を定めることに関する協議について" == lines[1]
    assert (
        f"地方自治法（昭和22年法律第67号）第284条第2項の規定により、星川市と月見町との間で、{TITLE}を別紙のとおり定めることについて"
        "協議したいので、同法第290条の規定により、議会の議決を求める。"
    ) in lines
    assert "地方自治法第284条第2項及び同法第290条" in words(root, "gikai-月見町-説明資料-kumiai")


def test_its_members_make_nothing_known(root: Path):
    """告示 and 届出 of 第252条の2の2 are not theirs: the 組合 rests on 許可."""
    names = {a.name for a in plan(Session(root), (), Problems()).assignments}

    assert f"{AREA}/{BILL}" in names
    assert not [name for name in names if "告示" in name or "届出書" in name]


@pytest.mark.parametrize(
    ("basis", "voted"), [("第286条第1項", "第290条"), ("第286条第2項", "第290条"), ("第291条の3第1項", "第291条の11")]
)
def test_a_change_rests_on_the_law_that_the_office_names(
    root: Path, basis: str, voted: str, monkeypatch: pytest.MonkeyPatch
):
    """Whether 許可 is asked or 届出 is enough depends on what changes: the office says which."""
    monkeypatch.chdir(root)
    assert 0 == run("freeze", f"{AREA}/kumiai").exit_code
    edit(root / f"sources/{AREA}/kumiai.yaml", "負担金", "負担金及び交付金")
    for town in ("月見町", "星川市"):
        write(root, f"gikai-{town}", sitting(town, CHANGE.format(basis)))

    bill = words(root, BILL)

    assert f"{TITLE}の変更に関する協議について" == bill.splitlines()[1]
    assert f"第67号）{basis}の規定により、" in bill
    assert f"協議したいので、同法{voted}の規定により、議会の議決を求める。" in bill
    assert "第2条中「負担金」の次に「及び交付金」を加える。" in bill.splitlines()


def test_a_law_of_another_act_is_refused(root: Path):
    write(root, "gikai-月見町", sitting("月見町", MATTER.replace("第284条第2項", "第286条第1項")))

    _, problems = said(root, BILL)

    assert ["議決の根拠"] == codes(root, BILL)
    assert "「根拠」の第286条第1項は変更のものですが、行為は締結です" in [d.message for d in problems.errors]


@pytest.mark.parametrize("basis", UNION)
def test_what_a_law_does_and_who_votes_is_known_of_each(basis: UnionBasis):
    act = act_of(basis)
    assert act is not None

    found = articles(basis, act)

    assert basis == found.done
    assert ("同法第291条の11" if "291" in basis or basis.endswith("284条第3項") else "同法第290条") == found.voted
    assert "" == found.told
