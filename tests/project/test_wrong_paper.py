"""An amendment is made for one paper and applied to that one: its neighbours in a folder of near-identical ones are refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.amending.applying.checks.addressed import must_address
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.address import Address, base_line, read_address
from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.project.revision.basis import parties
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from tests.workshop import AGREEMENT, ROOT, edit, project

DONE, PROBLEMS = 0, 1
DOCUMENT, OTHER = "aomori/kyoyaku-蓬田村", "aomori/kyoyaku-平内町"
OLD = "○○市及び△△町の連携協約\n第1条　期間は、5年とする。\n第2条　協議する。\n"
WORDS = "第1条中「5年」を「6年」に改める。\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    commands = {"amend": amend, "build": build, "consolidate": consolidate, "freeze": freeze}
    return CliRunner().invoke(commands[command], arguments, catch_exceptions=False)


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_the_paper_of_another_partner_is_no_base(root: Path, form: str):
    """It gave 「前文中「平内町」を「蓬田村」に改める。」, proven, in a paper of 平内町 signed by the mayor of 蓬田村."""
    run("build", "aomori", "--format", form)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT, "--from", f"build/{OTHER}.{form}", "--on", "令和4年3月25日")

    assert PROBLEMS == done.exit_code
    assert f"エラー[別の協約]: 元の文の乙は「平内町」で、「{DOCUMENT}」の乙は「蓬田村」です" in done.stderr
    assert not (root / f"build/{DOCUMENT}-変更").exists()


def test_the_signed_version_of_another_partner_is_no_base(root: Path):
    run("freeze", "aomori/kyoyaku")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT, "--from", "sources/aomori/signed/kyoyaku-平内町.json")

    assert PROBLEMS == done.exit_code
    assert f"元の文は「{OTHER}」の署名版で、「{DOCUMENT}」のものではありません" in done.stderr


def test_a_paper_of_another_day_is_no_base(root: Path):
    run("build", DOCUMENT, "--format", "txt")
    edit(root / f"build/{DOCUMENT}.txt", "令和元年12月25日\n\n甲　", "令和元年12月24日\n\n甲　")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT, "--from", f"build/{DOCUMENT}.txt", "--on", "令和4年3月25日")

    assert PROBLEMS == done.exit_code
    assert "元の文は令和元年12月24日に締結したもので" in done.stderr


def test_an_amendment_goes_to_its_own_base_alone(root: Path):
    run("freeze", "aomori/kyoyaku")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    made = run("amend", DOCUMENT, "--on", "令和4年3月25日")
    assert DONE == made.exit_code, made.stderr
    said = f"build/{DOCUMENT}-変更/改め文.txt"

    right = run("consolidate", "sources/aomori/signed/kyoyaku-蓬田村.json", said)
    wrong = run("consolidate", "sources/aomori/signed/kyoyaku-平内町.json", said)

    assert (DONE, "") == (right.exit_code, right.stderr)
    assert PROBLEMS == wrong.exit_code
    assert "エラー[別の協約]" in wrong.stderr
    assert f"{said}:1:1" in wrong.stderr


@pytest.mark.parametrize(
    ("pillar", "refused"),
    [
        ("○○市及び△△町の連携協約の一部を次のように変更する。", False),
        ("連携協約の一部を次のように改正する。", False),
        ("令和元年12月25日に締結した「○○市及び△△町の連携協約」の一部を次のように変更する。", False),
        ("□□市及び××町の連携協約の一部を次のように変更する。", True),
    ],
)
def test_the_pillar_names_the_base(pillar: str, refused: bool):
    base, _ = read_provision(OLD)

    if not refused:
        must_address(base, None, f"{pillar}\n{WORDS}")
        return
    with pytest.raises(Refusal, match="□□市及び××町の連携協約"):
        must_address(base, None, f"{pillar}\n{WORDS}")


def test_day_and_words_of_the_base_are_those_of_the_line_that_names_it():
    base, _ = read_provision(OLD)
    text = f"柱書は庁の言い方による。\n{base_line(base, date(2019, 12, 25))}\n{WORDS}"

    assert text.index(WORDS) == read_address(text).end
    must_address(base, date(2019, 12, 25), text)
    with pytest.raises(Refusal, match="令和2年1月6日に締結したもの"):
        must_address(base, date(2020, 1, 6), text)
    with pytest.raises(Refusal, match="SHA-256"):
        must_address(read_provision(OLD.replace("協議", "協力"))[0], None, text)


def test_sentences_alone_name_nothing_and_that_is_told(root: Path):
    assert Address() == read_address(WORDS)
    (root / "b.txt").write_text(OLD, encoding="utf-8")
    (root / "a.txt").write_text(WORDS, encoding="utf-8")

    done = run("consolidate", "b.txt", "a.txt")

    assert DONE == done.exit_code
    assert "注意[柱書]: 改め文に柱書がないので" in done.stderr


TEIJU = """\
種別: 連携協約書
題名: 定住自立圏の形成に関する協定書
協約名: "{{ 甲 }}及び{{ 乙 }}の定住自立圏の形成に関する協定"
締結日: 令和元年12月25日
当事者: { 甲: 青森市, 乙: 蓬田村 }
前文: "{{ 甲 }}（以下「甲」という。）及び{{ 乙 }}（以下「乙」という。）は、次のとおり協定を締結する。"
条:
  - { 見出し: 目的, 本文: この協定は、圏域をつくる。 }
末文: この協定の締結を証するため、本書2通を作成する。
"""


def teiju(root: Path, source: str = TEIJU, *supplements: str) -> Result:
    path = root / "sources/aomori/teiju.yaml"
    path.write_text(source, encoding="utf-8")
    run("freeze", "aomori/teiju")
    path.write_text(source.replace("圏域をつくる", "圏域をつくり、支える"), encoding="utf-8")
    added = [part for text in supplements for part in ("--supplement", text)]
    return run("amend", "aomori/teiju", "--on", "令和4年3月25日", *added)


def test_an_agreement_that_rests_on_no_article_252_2_does_not_say_so(root: Path):
    """定住自立圏の協定 rest on 議決 under 第96条第2項; their change called itself a 連携協約 under 第252条の2."""
    done = teiju(root)

    assert DONE == done.exit_code, done.stderr
    assert "注意[根拠]: 元の協約は第252条の2・第96条第2項のどれも引いていない" in done.stderr
    made = (root / "build/aomori/teiju-変更/変更協約書.txt").read_text(encoding="utf-8")
    assert made.startswith("青森市及び蓬田村の定住自立圏の形成に関する協定の一部を変更する協定\n")
    assert (
        "は、令和元年12月25日に締結した「青森市及び蓬田村の定住自立圏の形成に関する協定」の一部を変更する協定を" in made
    )
    assert "この協定の締結を証するため" in made
    assert "252" not in made
    assert "連携協約" not in made


def test_the_law_that_the_base_cites_is_that_of_its_change(root: Path):
    done = teiju(
        root, TEIJU.replace("は、次のとおり", "は、地方自治法（昭和22年法律第67号）第96条第2項の議決を経て、次のとおり")
    )

    assert DONE == done.exit_code, done.stderr
    made = (root / "build/aomori/teiju-変更/変更協約書.txt").read_text(encoding="utf-8")
    assert (
        "は、地方自治法（昭和22年法律第67号）第96条第2項の規定による議会の議決を経て、令和元年12月25日に締結した"
        in made
    )


def test_a_wording_of_the_house_that_does_not_fit_the_base_is_refused(root: Path):
    own = root / "templates/wording/変更協約書.yaml"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/wording/変更協約書.yaml", own)
    edit(own, "は、{{ 根拠 }}{{ 元の締結 }}", "は、地方自治法第252条の2第4項の規定により、{{ 元の締結 }}")
    edit(own, "この{{ 協約の語 }}の締結を", "この連携協約の締結を")

    done = teiju(root)

    assert PROBLEMS == done.exit_code
    assert "変更協約書の「第252条の2第4項」を、元の協約は引いていません" in done.stderr
    assert "元の文は「協定」ですが、変更協約書に「連携協約」とあります" in done.stderr


OTHERS = (
    "この協定は、規則で定める日から施行する。ただし、第2条の改正規定は、連携協約の締結の日から施行する。",
    "この変更協定による変更後の蓬田村公民館条例第9条及び地方自治法（昭和22年法律第67号）第244条の2の規定は、適用する。",
)


def test_a_supplement_may_name_what_is_not_the_base(root: Path):
    """規則で定める日, 改正後の…条例第9条: every other 附則 of a 条例 was refused as the name or the law of a wrong paper."""
    done = teiju(root, TEIJU, *OTHERS)

    assert DONE == done.exit_code, done.stderr
    made = (root / "build/aomori/teiju-変更/変更協約書.txt").read_text(encoding="utf-8")
    assert f"1　{OTHERS[0]}\n\n2　{OTHERS[1]}\n" in made


@pytest.mark.parametrize("said", ["この規約は、施行する。", "本規約は、施行する。", "この変更規約は、施行する。"])
def test_a_supplement_calls_the_paper_what_the_base_is(root: Path, said: str):
    done = teiju(root, TEIJU, said)

    assert PROBLEMS == done.exit_code
    assert "元の文は「協定」ですが、変更協約書に「規約」とあります" in done.stderr


def test_a_town_that_became_a_city_changes_the_title_of_its_own_paper(root: Path):
    """Rules of a 事務委託 name no parties before their 条: its signed version was refused for the old title."""
    source = root / "sources/aomori/itaku.yaml"
    source.write_text(
        "種別: 規約\n題名: 青森市と蓬田村との間の事務の委託に関する規約\n当事者: { 甲: 青森市, 乙: 蓬田村 }\n"
        "締結日: 令和元年12月25日\n条:\n  - { 見出し: 委託, 本文: 蓬田村は、事務を青森市に委託する。 }\n",
        encoding="utf-8",
    )
    assert DONE == run("freeze", "aomori/itaku").exit_code
    edit(source, "青森市と蓬田村との間", "青森市と蓬田町との間")

    done = run("amend", "aomori/itaku", "--on", "令和4年3月25日")

    assert DONE == done.exit_code, done.stderr
    assert "題名を次のように改める。" in (root / "build/aomori/itaku-改正/改め文.txt").read_text(encoding="utf-8")


def test_a_town_of_a_new_name_signs_the_amendment_by_that_name(root: Path):
    """The office was that of the new town, and above it stood the old name, where the lines of names print it."""
    edit(
        root / "sources/aomori/area.yaml",
        "    職名: 蓬田村長\n",
        "    名称: [{ 名: 蓬田村, 期間: ～令和4年3月31日, 職名: 蓬田村長 }, { 名: 蓬田町, 期間: 令和4年4月1日～, 職名: 蓬田町長 }]\n",
    )
    source = root / "sources/aomori/itaku.yaml"
    text = (
        "種別: 規約\n題名: 事務の委託に関する規約\n当事者: [青森市, 蓬田村]\n締結日: 令和元年12月25日\n"
        "条:\n  - { 見出し: 委託, 本文: 事務を青森市に委託する。 }\n記名欄: { 行: [名称, 職名 氏名 印], 印: 印 }\n"
    )
    source.write_text(text, encoding="utf-8")
    assert DONE == run("freeze", "aomori/itaku").exit_code
    edit(source, "事務を青森市", "事務の一部を青森市")

    done = run("amend", "aomori/itaku", "--on", "令和4年4月25日")

    assert DONE == done.exit_code, done.stderr
    made = (root / "build/aomori/itaku-改正/一部改正規約.txt").read_text(encoding="utf-8")
    assert made.endswith("蓬田町\n\n蓬田町長　久慈修一　印\n")


@pytest.mark.parametrize("who", ["次に掲げる者", "次の各号に掲げる市町村", "下記の団体", "別表に掲げる市町村"])
def test_words_that_a_list_explains_are_no_party_by_which_papers_differ(who: str):
    """The words may be amended like any others."""
    line = f"{who}（以下「協定当事者」という。）は、次のとおり協定を締結する。"

    assert {} == parties(Provision(preamble=(line,)))
    named = "次田市（以下「甲」という。）及び下野町（以下「乙」という。）は、締結する。"
    assert {"甲": "次田市", "乙": "下野町"} == parties(Provision(preamble=(named,)))
