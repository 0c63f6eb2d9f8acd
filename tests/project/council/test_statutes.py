"""規約 of several municipalities (協議会, 事務の委託): brought, made known and changed under the 条 that they rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.kinds.council.cooperation import articles
from pipeline.kinds.council.fields import JOINT, JointBasis
from tests.project.council.kit import AREA, codes, run, said, sitting, words, write
from tests.workshop import edit

FACTS = """\
種別: 圏域
圏域名: 星川圏域
都道府県: 長野県
市町村:
  星川市: { 職名: 星川市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }
  月見町: { 職名: 月見町長, 長: [{ 氏名: 見本二郎, 就任日: 令和2年4月1日 }] }
"""
TITLE = "星川市と月見町との間の消防事務の委託に関する規約"
ENTRUSTED = f"""\
種別: 規約
題名: {TITLE}
当事者: [月見町, 星川市]
条:
  - {{ 見出し: 委託, 本文: "月見町は、地方自治法（昭和22年法律第67号）第252条の14第1項の規定により、消防に関する事務を星川市に委託する。" }}
  - {{ 見出し: 経費, 本文: 経費は、月見町の負担とする。 }}
附則: この規約は、令和8年4月1日から施行する。
"""
CITED = "地方自治法（昭和22年法律第67号）第252条の14第1項の規定により、"
MATTER = "協約: itaku\n行為: 締結\n要約: 消防の事務を効率的に行う"
BILL = "gikai-月見町-議案-itaku"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources" / AREA).mkdir(parents=True)
    write(tmp_path, "area", FACTS)
    write(tmp_path, "itaku", ENTRUSTED)
    for town in ("月見町", "星川市"):
        write(tmp_path, f"gikai-{town}", sitting(town, MATTER))
    return tmp_path


def test_a_rule_is_brought_under_the_law_that_it_cites(root: Path):
    lines = words(root, BILL).splitlines()

    assert f"{TITLE}を定めることに関する協議について" == lines[1]
    assert (
        f"地方自治法（昭和22年法律第67号）第252条の14第1項の規定により、月見町と星川市との間で、{TITLE}を別紙のとおり定めることについて"
        "協議したいので、同条第3項において準用する同法第252条の2の2第3項本文の規定により、議会の議決を求める。"
    ) in lines
    assert "消防の事務を効率的に行うため、規約を定める必要がある。" in lines


def test_it_is_made_known_and_reported(root: Path):
    """第252条の2の2第2項, which the other 条 take over."""
    told = "同条第3項において準用する同法第252条の2の2第2項の規定により"

    assert f"{told}、その旨及び当該規約を次のとおり告示する" in words(root, "gikai-月見町-告示-itaku")
    letter = words(root, "gikai-月見町-届出書-itaku")
    assert f"{TITLE}を定めたので、{told}届け出ます。" in letter
    assert f"{TITLE}の制定について（届出）" in letter.splitlines()
    assert "2　制定年月日　令和　　年　　月　　日" in letter.splitlines()


def test_one_without_parties_is_told_how_to_have_them(root: Path):
    edit(root / f"sources/{AREA}/itaku.yaml", "当事者: [月見町, 星川市]\n", "")
    _, problems = said(root, BILL)

    assert ["協約の名"] == [d.code for d in problems.found if "当事者がない" in d.message][:1]
    assert any("「itaku」の原稿に「当事者: " in d.cure for d in problems.found)


def test_a_later_change_rests_on_the_second_paragraph(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(root)
    assert 0 == run("freeze", f"{AREA}/itaku").exit_code
    edit(root / f"sources/{AREA}/itaku.yaml", "消防に関する事務", "消防及び水防に関する事務")
    for town in ("月見町", "星川市"):
        write(root, f"gikai-{town}", sitting(town, MATTER.replace("締結", "変更")))

    bill = words(root, BILL)
    assert f"{TITLE}の変更に関する協議について" == bill.splitlines()[1]
    assert "第252条の14第2項の規定により、" in bill
    assert (
        f"{TITLE}の一部を別紙のとおり変更することについて協議したいので、同条第3項において準用する同法第252条の2の2第3項本文"
        in bill
    )
    assert "第1条中「消防」の次に「及び水防」を加える。" in bill.splitlines()
    assert "その旨及び変更に係る規約を次のとおり告示する" in words(root, "gikai-月見町-告示-itaku")
    _, problems = said(root, "itaku")
    assert ["変更中"] == [d.code for d in problems.found]
    assert problems.found[0].cure.startswith("規約の変更の協議が調ったら、")


def test_the_day_that_a_rule_does_not_print_is_that_of_the_session_that_made_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(root)
    assert 0 == run("freeze", f"{AREA}/itaku").exit_code
    for town in ("月見町", "星川市"):
        write(root, f"gikai-{town}", sitting(town, f"{MATTER}\n締結日: 令和8年3月25日"))
        write(root, f"gikai-z-{town}", sitting(town, f"{MATTER.replace('締結', '廃止')}\n廃止日: 令和10年3月31日"))

    assert "令和8年3月25日　制定" in words(root, "gikai-z-月見町-説明資料-itaku")
    assert f"{TITLE}を令和10年3月31日限り廃止することについて協議したいので" in words(root, "gikai-z-月見町-議案-itaku")


def test_a_rule_that_cites_nothing_is_brought_when_its_law_is_named(root: Path):
    """Which of them it is cannot be told from its words: nothing is guessed, and each town says it for itself."""
    edit(root / f"sources/{AREA}/itaku.yaml", CITED, "")

    assert ["議決の根拠"] == codes(root, BILL)
    write(root, "gikai-月見町", sitting("月見町", f"{MATTER}\n根拠: 第252条の14"))
    assert "第252条の14第1項の規定により、" in words(root, BILL)
    write(
        root,
        "gikai-月見町",
        sitting("月見町", f"{MATTER}\n件名: 委託について\n求め: 委託したいので、議会の議決を求める。"),
    )
    assert ["委託について", "委託したいので、議会の議決を求める。"] == words(root, BILL).splitlines()[1:3]
    assert ["議決の根拠"] == codes(root, "gikai-星川市-議案-itaku")


def test_a_rule_that_cites_several_does_not_rest_on_the_first(root: Path):
    edit(root / f"sources/{AREA}/itaku.yaml", "第252条の14第1項", "第252条の14第1項及び第252条の7第1項")

    assert ["議決の根拠"] == codes(root, BILL)


def test_the_agreement_that_it_follows_from_is_not_its_law(root: Path):
    edit(
        root / f"sources/{AREA}/itaku.yaml",
        "経費は、",
        "地方自治法第252条の2第1項の規定により締結した連携協約に基づき、経費は、",
    )

    assert "第252条の14第1項の規定により、" in words(root, BILL)


@pytest.mark.parametrize("named", ["第252条の7", "第252条の2の2"])
def test_a_law_that_is_named_is_not_another_than_is_cited(root: Path, named: str):
    write(root, "gikai-月見町", sitting("月見町", f"{MATTER}\n根拠: {named}"))

    assert ["議決の根拠"] == codes(root, BILL)


def test_an_agreement_has_no_such_law(root: Path):
    write(
        root,
        "kyotei",
        ENTRUSTED.replace("種別: 規約", "種別: 協定書")
        .replace("規約", "協定書")
        .replace("当事者", "締結日:\n基準日: 令和8年3月2日\n当事者"),
    )
    write(root, "gikai-月見町", sitting("月見町", f"{MATTER.replace('itaku', 'kyotei')}\n根拠: 第252条の14"))

    assert "議決の根拠" in codes(root, "gikai-月見町-議案-kyotei")


def test_the_board_says_made_where_an_agreement_is_signed(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(root)
    told = run("dates", AREA)

    head, *lines = [line.split() for line in told.stdout.splitlines()[1:] if line.strip()]
    assert ["協約", "行為", "当事者", "提出", "議決", "制定", "告示", "施行", "届出", "状態"] == head
    assert [["itaku", "制定", "月見町"], ["itaku", "制定", "星川市"]] == [line[:3] for line in lines]
    assert all(line[6] == "―" for line in lines), "告示 is due"


def test_words_of_a_house_that_are_older_are_asked_for(root: Path):
    theirs = root / "templates/wording/議会.yaml"
    theirs.parent.mkdir(parents=True)
    shipped = (Path(__file__).parents[3] / "templates/wording/議会.yaml").read_text(encoding="utf-8")
    start = shipped.index("  規約:\n")
    old = shipped[:start] + shipped[shipped.index("  条例:\n", start) :]
    theirs.write_text(old, encoding="utf-8")

    assert ["議会の文言"] == codes(root, BILL)


@pytest.mark.parametrize("basis", JOINT)
def test_each_law_has_its_articles(basis: JointBasis):
    """同条 is the 条 that was said before it."""
    made, changed = articles(basis, "締結"), articles(basis, "変更")

    assert f"{basis}第1項" == made.done
    assert changed == articles(basis, "廃止")
    assert ("第252条の6" if basis == "第252条の2の2" else f"{basis}第2項") == changed.done
    for each in (made, changed):
        assert each.voted.startswith("同条")
        assert "第3項" in each.voted
        assert each.told.startswith("同条")
        assert each.told.endswith("第2項")
