"""Papers of five councils about agreements that were signed and changed: equal to the letter, each from one source."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.amending.prove import ways
from pipeline.cli.main import cli
from pipeline.provision import signed_version
from tests.project.council.kit import (
    AREA,
    CITY,
    SESSIONS,
    TOWNS,
    codes,
    enclosed,
    said,
    shipped,
    sitting,
    unsigned,
    words,
    write,
)
from tests.workshop import build, edit

BILLS = [(SESSIONS[CITY], town) for town in TOWNS] + [(SESSIONS[town], town) for town in TOWNS]
DAY = "令和　　年　　月　　日"


def test_all_papers_of_the_shipped_area_are_made_without_a_complaint(tmp_path: Path):
    report = build(shipped(tmp_path), formats=("txt",))

    made = {outcome.name.split("/")[1] for outcome in report.outcomes if outcome.record is not None}
    assert () == tuple(report.problems.found)
    assert {f"gikai-{session}-議案-kyoyaku-{town}" for session, town in BILLS} <= made
    assert {f"gikai-{session}-議決結果" for session in SESSIONS.values()} <= made
    assert 4 + 5 + 4 * len(BILLS) == len(made)


@pytest.mark.parametrize("town", TOWNS)
def test_what_is_enclosed_is_the_same_in_both_councils_and_both_notices(tmp_path: Path, town: str):
    """C4, and 甲乙 and their order never swap (council notes 2e)."""
    root = shipped(tmp_path)
    own, city = SESSIONS[town], SESSIONS[CITY]
    papers = [f"gikai-{s}-{paper}-kyoyaku-{town}" for s in (own, city) for paper in ("議案", "告示")]

    texts = [enclosed(root, name) for name in papers]

    assert texts[0] == texts[1] == texts[2] == texts[3]


def test_a_bill_encloses_the_amendment_that_was_signed(tmp_path: Path):
    """The lines of the 改め文 that the signed version keeps, in their order."""
    root = shipped(tmp_path)
    kept = signed_version.read((root / f"sources/{AREA}/signed/kyoyaku-月見町.json").read_text(encoding="utf-8"))
    _, _, *sentences = kept.history[1].amendment

    found = [label + text for _, label, text in enclosed(root, "gikai-tsukimi-議案-kyoyaku-月見町")]

    assert sentences == [line for line in found if line in sentences]


def test_an_amendment_that_was_signed_in_coarser_words_than_are_drafted_now_is_enclosed_as_it_was_signed(
    tmp_path: Path,
):
    """Whole 別表 restated: what an earlier drafter wrote, or a clerk. It was refused."""
    root = shipped(tmp_path)
    path = root / f"sources/{AREA}/signed/kyoyaku-月見町.json"
    kept = signed_version.read(path.read_text(encoding="utf-8"))
    first, last = kept.history
    assert first.words is not None
    coarse = [line for line in list(ways(first.words, kept.provision, kept.manner))[-1].text.split("\n") if line]
    assert coarse != list(last.amendment[2:])
    again = replace(kept, history=(first, replace(last, amendment=(*last.amendment[:2], *coarse))))
    path.write_text(signed_version.write(again), encoding="utf-8")

    found = [label + text for _, label, text in enclosed(root, "gikai-tsukimi-議案-kyoyaku-月見町")]

    said = [line for line in coarse if line.endswith(("改める。", "加える。"))]
    assert said
    assert said == [line for line in found if line in said]


def test_a_signed_version_that_keeps_the_whole_amending_paper_encloses_the_same(tmp_path: Path):
    """Its 前文, 末文 and who signs are no part of what the bill says."""
    plain, whole = (shipped(tmp_path / name) for name in ("a", "b"))
    path = whole / f"sources/{AREA}/signed/kyoyaku-月見町.json"
    kept = signed_version.read(path.read_text(encoding="utf-8"))
    first, last = kept.history
    closing = "この変更協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。"
    paper = (
        "連携協約の一部を変更する協約",
        "甲及び乙は、次のとおり締結する。",
        *last.amendment,
        closing,
        "甲　星川市長　某",
    )
    again = replace(kept, history=(first, replace(last, amendment=paper)))
    path.write_text(signed_version.write(again), encoding="utf-8")

    name = "gikai-tsukimi-議案-kyoyaku-月見町"
    assert enclosed(plain, name) == enclosed(whole, name)


def test_a_bill_is_brought_before_anybody_signs(tmp_path: Path):
    """Its 別紙 has a blank day; the notice bears the day of signing."""
    root = shipped(tmp_path)

    assert DAY in words(root, "gikai-tsukimi-議案-kyoyaku-月見町")
    assert DAY not in words(root, "gikai-tsukimi-告示-kyoyaku-月見町")
    assert "令和6年3月27日" in words(root, "gikai-tsukimi-告示-kyoyaku-月見町").splitlines()


def test_a_bill_to_conclude_encloses_the_agreement_itself(tmp_path: Path):
    root = unsigned(tmp_path)
    write(root, "gikai", sitting("月見町", "協約: kyoyaku\n行為: 締結\n要約: 活力のある地域をつくる"))
    own, _ = said(root, "kyoyaku-月見町")

    assert [line for line in own if line[0] != "締結日"] == enclosed(root, "gikai-議案-kyoyaku-月見町")
    assert "議案第　　号" in words(root, "gikai-議案-kyoyaku-月見町").splitlines()


def test_a_bill_to_conclude_encloses_what_was_signed_though_it_was_changed_since(tmp_path: Path):
    """The first text comes from the signed version: the source says the text of today."""
    root = shipped(tmp_path)
    text = sitting("月見町", "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる").replace("令和8年", "令和2年")
    write(root, "gikai-2020", text)
    kept = signed_version.read((root / f"sources/{AREA}/signed/kyoyaku-月見町.json").read_text(encoding="utf-8"))

    found = enclosed(root, "gikai-2020-議案-kyoyaku-月見町")

    assert [line for line in kept.history[0].printed if line[0] != "締結日"] == found
    assert "移住の促進" not in "".join(words for _, _, words in found)


def test_a_fact_of_a_session_changes_the_papers_that_print_it_and_no_other(tmp_path: Path):
    """告示番号 stands in the notice and in the letter to the governor."""
    root = shipped(tmp_path)
    build(root, formats=("docx", "txt"))
    before = {p: p.read_bytes() for p in (root / "build").rglob("*.*") if p.suffix in (".docx", ".txt")}
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "番号: 15", "番号: 16")

    build(root, formats=("docx", "txt"))

    changed = {p.stem for p, data in before.items() if p.read_bytes() != data}
    assert {"gikai-tsukimi-告示-kyoyaku-月見町", "gikai-tsukimi-届出書-kyoyaku-月見町"} == changed


def test_a_change_of_the_agreement_changes_the_papers_of_all_councils(tmp_path: Path):
    """A second change, not signed yet: the source is edited, and every bill says so."""
    root = shipped(tmp_path)
    for body, name in SESSIONS.items():
        write(root, f"gikai-{name}", sitting(body, "協約: kyoyaku\n行為: 変更\n要約: 協議の回数を改めること"))
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    names = [f"gikai-{s}-{paper}-kyoyaku-{town}" for s, town in BILLS for paper in ("議案", "説明資料", "告示")]
    before = {name: words(root, name) for name in names}
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度二回以上", "毎年度三回以上")

    after = {name: words(root, name) for name in names}

    assert [] == [name for name in names if after[name] == before[name]]
    assert all("三回" in text and "二回" not in text for text in after.values())


def test_one_bill_for_all_partners_where_the_office_brings_them_together(tmp_path: Path):
    root = unsigned(tmp_path)
    edit(root / f"sources/{AREA}/area.yaml", "流儀: 半角", "流儀: 一括")
    profile = (
        "種別: 流儀\n名称: 一括\n根拠: 試験\n議会: { 議案の分け方: 一括, 番号の書き方: 第○号議案, 案の表示: （案） }\n"
    )
    (root / "sources/profiles").mkdir()
    (root / "sources/profiles/一括.yaml").write_text(profile, encoding="utf-8")
    write(root, "gikai", sitting(CITY, "協約: kyoyaku\n行為: 締結\n議案番号: 31\n要約: 活力のある圏域をつくる"))

    found = words(root, "gikai-議案-kyoyaku").splitlines()

    assert "第31号議案" == found[0]
    assert ["別紙1", "別紙2", "別紙3", "別紙4"] == [line for line in found if line.startswith("別紙")]
    assert 4 == found.count("連携中枢都市圏の形成に係る連携協約（案）")
    assert (
        "月見町、風早町、雪野村及び花園村との連携中枢都市圏の形成に係る連携協約の締結に関する協議について" == found[1]
    )


@pytest.mark.parametrize(
    ("parties", "addressee"), [("乙: 月見町", "星川県知事　様"), ("乙: 月見町, 丙: 星川県", "総務大臣　様")]
)
def test_a_letter_goes_to_the_minister_where_a_prefecture_is_a_party(tmp_path: Path, parties: str, addressee: str):
    """第252条の2第2項."""
    root = unsigned(tmp_path)
    path = root / f"sources/{AREA}/kyoyaku.yaml"
    text = path.read_text(encoding="utf-8").replace("乙: [月見町, 風早町, 雪野村, 花園村]", parties).split("別表:")[0]
    path.write_text(text.replace('{{ 引用("別表") }}', "別に定める").replace("相手方別", "#"), encoding="utf-8")
    edit(
        root / f"sources/{AREA}/area.yaml",
        "  月見町:\n",
        "  星川県:\n    職名: 星川県知事\n    長: [{ 氏名: 例県知事, 就任日: 平成30年4月1日 }]\n  月見町:\n",
    )
    write(root, "gikai", sitting("月見町", "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる"))

    assert addressee in words(root, "gikai-届出書-kyoyaku").splitlines()


def test_urgent_decisions_are_told_with_their_law(tmp_path: Path):
    root = shipped(tmp_path)
    urgent = "専決: { 根拠: 第179条第1項, 日: 令和8年2月20日, 番号: 1, 理由: 議会を招集する時間的余裕がない。 }"
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    write(root, "gikai-2026", sitting("月見町", f"協約: kyoyaku\n行為: 変更\n{urgent}"))

    bill = words(root, "gikai-2026-議案-kyoyaku-月見町").splitlines()

    assert ["承認第　　号", "専決処分の承認を求めることについて"] == bill[:2]
    assert "専決第1号" == words(root, "gikai-2026-専決処分書-kyoyaku-月見町").splitlines()[0]
    edit(root / f"sources/{AREA}/gikai-2026.yaml", "第179条第1項", "第180条第1項")
    assert ["専決"] == codes(root, "gikai-2026-専決処分書-kyoyaku-月見町")


def test_the_record_names_the_sessions_and_the_words_of_the_house(tmp_path: Path):
    """What a paper was made from is known to whoever verifies it."""
    root = shipped(tmp_path)
    build(root, "hoshikawa/gikai-tsukimi", formats=("txt",))

    records = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))["documents"]
    assert all("templates/wording/議会.yaml" in {s["name"] for s in r["sources"]} for r in records)


def test_an_agreement_whose_change_a_council_has_before_it_waits(tmp_path: Path):
    """Its source says the text after the change: it is not made, which is told, and nothing fails."""
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    write(root, "gikai-2026", sitting("月見町", "協約: kyoyaku\n行為: 変更\n要約: 回数を改めること"))

    waiting, problems = said(root, "kyoyaku-月見町")
    other, wrong = said(root, "kyoyaku-花園村")

    assert ((), ["変更中"]) == (waiting, [d.code for d in problems.found])
    assert ((), ["署名版との違い"]) == (other, [d.code for d in wrong.found])


def test_agreements_come_first_or_last_in_their_folder(tmp_path: Path):
    """The order of file names decides nothing."""
    root = shipped(tmp_path)
    before = words(root, "gikai-tsukimi-議案-kyoyaku-月見町")
    for path in (root / f"sources/{AREA}").glob("gikai-*.yaml"):
        path.rename(path.with_name(f"z-{path.name}"))

    assert before == words(root, "z-gikai-tsukimi-議案-kyoyaku-月見町")


@pytest.mark.parametrize(
    ("place", "order"),
    [("前", ["提案理由", "別紙"]), ("後", ["別紙", "提案理由"]), ("別頁", ["提案理由", "別紙"])],
)
def test_the_reason_stands_where_the_office_has_it(tmp_path: Path, place: str, order: list[str]):
    root = shipped(tmp_path)
    edit(root / f"sources/{AREA}/area.yaml", "流儀: 半角", "流儀: 庁")
    (root / "sources/profiles").mkdir()
    profile = f"種別: 流儀\n名称: 庁\n根拠: 試験\n議会: {{ 理由の位置: {place} }}\n"
    (root / "sources/profiles/庁.yaml").write_text(profile, encoding="utf-8")

    found = words(root, "gikai-tsukimi-議案-kyoyaku-月見町").splitlines()

    assert order == [line for line in found if line in order]


def test_an_agreement_is_ended(tmp_path: Path):
    """No 別紙: what is ended is named by its title and its day. 告示 and 届出 are due all the same (第4項)."""
    root = shipped(tmp_path)
    text = sitting("月見町", "協約: kyoyaku\n行為: 廃止\n廃止日: 令和9年3月31日\n要約: 圏域を見直す")
    write(root, "gikai-2026", text)

    bill = words(root, "gikai-2026-議案-kyoyaku-月見町")

    assert "締結した連携中枢都市圏の形成に係る連携協約を令和9年3月31日限り廃止することについて協議したい" in bill
    assert "別紙" not in bill
    assert "廃止年月日　令和9年3月31日" in words(root, "gikai-2026-届出書-kyoyaku-月見町")
    assert "限り廃止するので" in words(root, "gikai-2026-告示-kyoyaku-月見町")


def test_a_city_declares_itself_the_centre(tmp_path: Path):
    root = shipped(tmp_path)
    path = root / f"sources/{AREA}/gikai-hoshikawa.yaml"
    declared = (
        "宣言: { 題名: 連携中枢都市宣言書, 日: 令和6年2月20日, 本文: [宣言する。], 一覧: [月見町, 風早町] }\n案件:\n"
    )
    edit(path, "案件:\n", declared)

    found = words(root, "gikai-hoshikawa-宣言書").splitlines()

    assert ["連携中枢都市宣言書", "宣言する。", "月見町", "風早町", "令和6年2月20日", "星川市長　見本春子"] == found


def test_a_fact_of_a_partner_makes_the_papers_again_that_ask_it_and_no_other(tmp_path: Path):
    """The letter of the city prints the day on which the partner voted; those about other partners stay."""
    root = shipped(tmp_path)
    build(root, formats=("txt",))
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "議決日: 令和6年3月15日", "議決日: 令和6年3月14日")

    again = {outcome.name.split("/")[1] for outcome in build(root, formats=("txt",)).outcomes}

    assert {"gikai-hoshikawa-届出書-kyoyaku-月見町", "gikai-tsukimi-議決結果"} <= again
    assert set() == {name for name in again if name.startswith("gikai-") and ("風早町" in name or "kazahaya" in name)}
    letter = (root / f"build/{AREA}/gikai-hoshikawa-届出書-kyoyaku-月見町.txt").read_text(encoding="utf-8")
    assert "月見町　令和6年3月14日" in letter


def test_a_session_that_comes_later_is_asked_too(tmp_path: Path):
    """A build remembers which sources there were."""
    root = shipped(tmp_path)
    path = root / f"sources/{AREA}/gikai-tsukimi.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    (root / f"sources/{AREA}/gianshu-tsukimi.yaml").unlink(missing_ok=True)
    build(root, formats=("txt",))
    path.write_text(text, encoding="utf-8")

    build(root, formats=("txt",))

    letter = (root / f"build/{AREA}/gikai-hoshikawa-届出書-kyoyaku-月見町.txt").read_text(encoding="utf-8")
    assert "月見町　令和6年3月15日" in letter


def test_a_party_speaks_by_the_name_that_it_bears(tmp_path: Path):
    """A village that became a town since, its mayor's deputy in office, and a prefecture among three parties without 甲乙."""
    root = tmp_path
    (root / f"sources/{AREA}").mkdir(parents=True)
    write(root, "area", AREA_OF_THREE)
    write(root, "kyoyaku", PACT_OF_THREE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert 0 == CliRunner().invoke(cli, ["freeze", "--unfilled", f"{AREA}/kyoyaku"]).exit_code
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "道路を共同", "道路及び橋を共同")
    for body in ("海山県", "川田町", "森村"):
        write(root, f"gikai-{body}", sitting(body, "協約: kyoyaku\n行為: 変更\n要約: 橋を加えること"))

    bill = words(root, "gikai-森村-議案-kyoyaku")
    letter = words(root, "gikai-川田町-届出書-kyoyaku")

    assert "海山県、川田町及び森村の間で令和4年10月5日に締結した海山県、川田村及び森村の連携協約の一部" in bill
    assert "本書3通を作成し、海山県、川田町及び森村が記名押印の上" in bill
    assert "総務大臣　様" in letter
    assert "川田町告示第　　号" in letter
    assert "川田町長職務代理者川田町副町長" in letter


AREA_OF_THREE = """\
種別: 圏域
圏域名: 海山広域
市町村:
  海山県: { 職名: 海山県知事, 長: [{ 氏名: 県知事太郎, 就任日: 平成30年4月1日 }] }
  森村: { 職名: 森村長, 長: [{ 氏名: 見本二郎, 就任日: 平成30年4月1日 }] }
  川田町:
    名称:
      - { 名: 川田村, 期間: ～令和5年3月31日, 職名: 川田村長 }
      - { 名: 川田町, 期間: 令和5年4月1日～, 職名: 川田町長 }
    職名: 川田町長
    長:
      - { 氏名: 見本花子, 就任日: 平成30年4月1日, 退任日: 令和7年8月31日 }
      - { 氏名: 代理三郎, 就任日: 令和7年9月1日, 職名: 川田町長職務代理者川田町副町長 }
"""
PACT_OF_THREE = """\
種別: 連携協約書
題名: 海山県、川田村及び森村の連携協約
締結日: 令和4年10月5日
当事者: [海山県, 川田村, 森村]
前文: "{{ 当事者1 }}、{{ 当事者2 }}及び{{ 当事者3 }}は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定により、次のとおり連携協約を締結する。"
条:
  - 見出し: 取組
    本文: 三者は、道路を共同で管理する。
末文: この連携協約の締結を証するため、本書{{ 通数 }}通を作成し、三者が記名押印の上、各自1通を保有する。
"""
