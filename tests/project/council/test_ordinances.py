"""A 条例 before its council: the bill that passes it, the bill that amends it, with all that stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.rules import ADDED, AREA, RULE, SECOND, lines, passed, run
from tests.workshop import edit


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return passed(tmp_path, monkeypatch)


def test_the_bill_that_passes_it_holds_the_text_that_was_passed(root: Path):
    made = lines(root, "gikai1-議案-jorei")

    request = "見本町公民館条例を別紙のとおり制定したいので、地方自治法（昭和22年法律第67号）第96条第1項第1号の規定により、議会の議決を求める。"
    assert ["議案第12号", "見本町公民館条例の制定について", request, "令和8年3月2日提出", "見本町長　見本花子"] == made[
        :5
    ]
    assert [
        "提案理由",
        "公民館を設置するため、この条例を制定する必要がある。",
        "別紙",
        "見本町公民館条例",
        "（趣旨）",
    ] == made[5:10]
    assert "第2条　使用料は、100円とする。" in made
    assert "見本町条例第5号" not in "".join(made)  # a number is given when it is published


def test_the_bill_that_amends_it_holds_the_amending_ordinance(root: Path):
    made = lines(root, "gikai2-議案-jorei")

    assert "見本町公民館条例の一部を改正する条例の制定について" == made[1]
    assert "使用料の見直しに伴い、所要の改正を行う必要がある。" in made
    assert [
        "見本町公民館条例の一部を改正する条例",
        "見本町公民館条例（令和8年見本町条例第5号）の一部を次のように改正する。",
        "第2条中「100円」を「150円」に改める。",
        "附　則",
        "この条例は、令和8年10月1日から施行する。",
    ] == made[-5:]


def test_the_handout_says_what_becomes_of_an_ordinance(root: Path):
    made = "\n".join(lines(root, "gikai2-説明資料-jorei"))

    assert "根拠\t地方自治法第96条第1項第1号\n経緯\t令和8年3月20日　制定\n" in made
    assert "当事者" not in made
    assert "締結" not in made
    assert "附　則（令和8年条例第　　号）\nこの条例は、令和8年10月1日から施行する。" in made


def several(root: Path, **papers: str) -> None:
    """More 条例 that one 案件 of the second session amends."""
    (root / "sources/t/gikai2.yaml").unlink()
    for name, title in papers.items():
        text = RULE.replace("公民館", title).replace("条例第5号", f"条例第{len(name) + 10}号")
        (root / f"sources/t/{name}.yaml").write_text(text, encoding="utf-8")
        assert 0 == run("freeze", f"t/{name}").exit_code
        edit(root / f"sources/t/{name}.yaml", "100円", "150円")
        path = root / f"sources/t/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    named = f"[jorei, {', '.join(papers)}]"
    text = SECOND.replace("条例: jorei", f"条例: {named}").replace("行為: 改正", "行為: 改正\n    議案番号: 30")
    (root / "sources/t/gikai2.yaml").write_text(text, encoding="utf-8")


def test_several_ordinances_of_one_matter_are_amended_by_one_bill(root: Path):
    """Each got a bill of its own, whose number could not be given."""
    several(root, kai="集会所", kan="会館")

    bill, handout = lines(root, "gikai2-議案-jorei"), lines(root, "gikai2-説明資料-jorei")

    title = "見本町公民館条例等の一部を改正する条例"
    assert ["議案第30号", f"{title}の制定について"] == bill[:2]
    assert bill[2].startswith(f"{title}を別紙のとおり制定したいので、")
    assert ["別紙", title, "（見本町公民館条例の一部改正）"] == bill[bill.index("別紙") :][:3]
    pillars = [line for line in bill if "の一部を次のように改正する。" in line]
    assert [
        "第1条　見本町公民館条例（令和8年見本町条例第5号）の一部を次のように改正する。",
        "第2条　見本町集会所条例（令和8年見本町条例第13号）の一部を次のように改正する。",
        "第3条　見本町会館条例（令和8年見本町条例第13号）の一部を次のように改正する。",
    ] == pillars
    assert ["附　則", "この条例は、令和8年10月1日から施行する。"] == bill[-2:]
    tables = [line for line in handout if "新旧対照表" in line]
    assert [f"{title}新旧対照表（第{n}条関係）" for n in (1, 2, 3)] == tables
    assert any("見本町会館条例　第2条第1項" in line for line in handout)


def test_what_the_head_decided_of_several_is_one_paper(root: Path):
    several(root, kai="集会所")
    urgent = "専決: { 根拠: 第179条第1項, 日: 令和8年8月1日, 理由: 急を要するため }"
    edit(root / "sources/t/gikai2.yaml", "要約: 使用料の見直し", urgent)

    made = lines(root, "gikai2-専決処分書-jorei")

    title = "見本町公民館条例及び見本町集会所条例の一部を改正する条例"
    assert title == made[made.index("別紙") + 1]
    assert 2 == sum("の一部を次のように改正する。" in line for line in made)
    assert title in lines(root, "gikai2-議案-jorei")


@pytest.mark.parametrize("name", ["改め文", "一部改正条例"])
def test_the_bill_of_several_stays_when_they_are_published(root: Path, name: str):
    """Frozen with the paper, whose lines are set off otherwise and end with its 附則, no bill was made any more."""
    several(root, kai="集会所")
    for rule in ("jorei", "kai"):
        edit(root / f"sources/t/{rule}.yaml", "150円とする。 }", "150円とする。, 号: [前納, 後納] }")
    before = lines(root, "gikai2-議案-jorei")

    every = ("t/jorei", "t/kai")
    run("amend", *every, "--on", "令和8年9月20日", "--together")
    text = f"build/t/一括改正/{name}.txt"
    kept = run("freeze", *every, "--again", "--on", "令和8年9月20日", "--amendment", text)

    assert 0 == kept.exit_code, kept.output
    assert "見本町公民館条例及び見本町集会所条例の一部を改正する条例の制定について" == before[1]
    assert before == lines(root, "gikai2-議案-jorei")


def test_ordinances_whose_amendments_end_otherwise_are_no_one_bill(root: Path):
    several(root, kai="集会所")
    edit(root / "sources/t/kai.yaml", "令和8年10月1日", "令和9年4月1日")

    done = run("build", "t/gikai2", "--format", "txt")

    assert 1 == done.exit_code
    assert "一つの案件の条例を、一つの改正条例にできません（改め文の附則が文書ごとに違います）" in done.stderr


def test_the_board_and_the_letter_of_results_tell_of_it(root: Path):
    assert "議案第12号\t見本町公民館条例の制定について\t令和8年3月19日\t原案可決" in lines(root, "gikai1-議決結果")
    board = run("dates", "t").stdout
    assert ["jorei", "制定", "見本町"] == board.splitlines()[2].split()[:3]
    assert ["jorei", "第1回改正", "見本町"] == board.splitlines()[3].split()[:3]


def test_what_the_head_decided_in_its_place_is_approved(root: Path):
    edit(
        root / "sources/t/gikai2.yaml",
        "    要約: 使用料の見直し\n",
        "    専決: { 根拠: 第179条第1項, 日: 令和8年8月1日, 理由: 議会を招集する時間的余裕がないため。 }\n",
    )

    assert "専決処分の承認を求めることについて" == lines(root, "gikai2-議案-jorei")[1]
    made = lines(root, "gikai2-専決処分書-jorei")
    assert "見本町公民館条例の一部を改正する条例の制定について" in made
    assert "第2条中「100円」を「150円」に改める。" in made


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("条例: jorei", "協約: jorei", "協約に「改正」は書けません"),
        ("行為: 改正", "行為: 変更", "条例に「変更」は書けません"),
        ("行為: 改正", "行為: 廃止", "廃止する条例の原稿を作り、その「制定」とします"),
        ("条例: jorei", "条例: jore", "「jorei」の書き誤りではありませんか"),
        ("条例: jorei", "条例: kisoku", "「kisoku」は条例ではないので、「条例:」に書けません"),
        ("条例: jorei\n", "条例: jorei\n    協約: jorei\n", "「協約:」か「条例:」のどちらか一方に"),
    ],
)
def test_what_does_not_fit_is_told(root: Path, was: str, now: str, told: str):
    (root / "sources/t/kisoku.yaml").write_text(RULE.replace("公民館条例", "公民館規則"), encoding="utf-8")
    edit(root / "sources/t/gikai2.yaml", was, now)

    done = run("check", "t/gikai2")

    assert 1 == done.exit_code
    assert told in done.output


def test_words_of_the_house_that_are_older_than_bills_of_ordinances_are_told(root: Path):
    shipped = Path(__file__).parents[3] / "templates/wording/議会.yaml"
    own = root / "templates/wording/議会.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        shipped.read_text(encoding="utf-8")
        .split("\n", 1)[1]
        .replace('  条例:\n    制定: "{{ 題名 }}の制定について"\n    改正: "{{ 改正条例 }}の制定について"\n', "", 1),
        encoding="utf-8",
    )

    done = run("build", "t/gikai2-議案-jorei")

    assert 1 == done.exit_code
    assert "条例の議案の文言がありません" in done.output


def test_the_day_of_a_rule_is_that_of_its_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A second day had to be written for it, which was printed at its end; its history said 令和　　年, of 平成18年."""
    folder = tmp_path / "sources/t"
    folder.mkdir(parents=True)
    rule = RULE.replace("締結日: 令和8年3月20日\n", "").replace("令和8年3月20日,", "平成18年3月20日,")
    session = SECOND.replace("会期: 令和8年9月1日～令和8年9月18日\n提出日: 令和8年9月1日\n", "基準日: 令和8年8月20日\n")
    for name, text in (("area", AREA), ("jorei", rule), ("gikai2", session)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    frozen = run("freeze", "t/jorei")
    edit(folder / "jorei.yaml", "100円", "150円")
    (folder / "jorei.yaml").write_text((folder / "jorei.yaml").read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    amended = run("amend", "t/jorei")
    made = run("build", "--format", "txt")

    assert (0, 0, 0) == (frozen.exit_code, amended.exit_code, made.exit_code), (
        frozen.output + amended.output + made.output
    )
    assert "空欄のまま" not in frozen.stderr
    assert "記名しました" not in amended.stderr
    lines = (tmp_path / "build/t/gikai2-説明資料-jorei.txt").read_text(encoding="utf-8").splitlines()
    assert "経緯\t平成18年3月20日　制定" in lines
    assert "令和　　年　　月　　日改正" in lines


def test_a_publication_whose_day_is_open_is_asked_for_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "sources/t"
    folder.mkdir(parents=True)
    rule = RULE.replace("締結日: 令和8年3月20日\n", "").replace("令和8年3月20日,", "令和　　年　　月　　日,")
    for name, text in (("area", AREA), ("jorei", rule)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    told = run("freeze", "t/jorei").stderr

    assert "公布の日が空欄のまま固定しました" in told
    assert "「公布」の「題名の後」" in told


def test_the_board_says_publication_of_a_rule(root: Path):
    """The day on which a 条例 was published stood in a column that said 締結."""
    board = run("dates", "t").stdout.splitlines()

    assert ["条例", "行為", "当事者", "提出", "議決", "公布", "告示", "施行", "届出", "状態"] == board[1].split()
    assert "令8.3.20" == board[2].split()[5]


def test_the_board_of_agreements_and_rules_says_both(root: Path):
    pact = """\
種別: 連携協約書
題名: 連携協約
締結日: 令和8年3月25日
当事者: { 甲: 例示市, 乙: 見本町 }
前文: 例示市（以下「甲」という。）及び見本町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定により、次のとおり連携協約を締結する。
条: [{ 見出し: 目的, 本文: 甲及び乙は、連携する。 }]
"""
    (root / "sources/t/kyoyaku.yaml").write_text(pact, encoding="utf-8")

    heads = run("dates", "t").stdout.splitlines()[1].split()

    assert ["協約・条例", "行為", "当事者", "提出", "議決", "締結・公布", "告示", "施行", "届出", "状態"] == heads


def test_messages_call_a_rule_published_and_no_party_is_named(root: Path):
    edit(root / "sources/t/gikai1.yaml", "議決日: 令和8年3月19日", "議決日: 令和8年3月21日")
    edit(root / "sources/t/gikai1.yaml", "会期: 令和8年3月2日～令和8年3月19日", "会期: 令和8年3月2日～令和8年3月31日")

    done = run("build", "t/gikai1-議決結果", "--format", "txt")

    assert 1 == done.exit_code
    assert "公布日（令和8年3月20日）が、見本町の議会の議決日（令和8年3月21日）より前です" in done.stderr
    assert "公布は、議会の議決の後です" in done.stderr
    assert "締結" not in done.stderr


def test_a_bill_keeps_the_words_in_which_it_was_passed(root: Path):
    """A 改め文 that led to the same text in other words than are drafted now was refused: the bill could not be printed again."""
    assert 0 == run("amend", "t/jorei", "--on", "令和8年9月20日").exit_code
    own = root / "build/t/jorei-改正/改め文.txt"
    text = own.read_text(encoding="utf-8")
    assert "第2条中「100円」を「150円」に改める。" in text
    (root / "passed.txt").write_text(
        text.replace("第2条中「100円」を「150円」", "第2条中「、100円と」を「、150円と」"), encoding="utf-8"
    )
    edit(root / "sources/t/gikai2.yaml", "行為: 改正", "行為: 改正\n    回: 1")

    frozen = run("freeze", "t/jorei", "--again", "--on", "令和8年9月20日", "--amendment", "passed.txt")

    assert 0 == frozen.exit_code, frozen.output
    assert "第2条中「、100円と」を「、150円と」に改める。" in lines(root, "gikai2-議案-jorei")
