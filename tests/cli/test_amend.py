"""freeze, amend and consolidate as a clerk meets them, one after the other."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.papers.check import check
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.cli.commands.revision.freeze import freeze
from tests.workshop import AGREEMENT, AREA, ROOT, edit, town_project

DONE, PROBLEMS = 0, 1
DOCUMENT = "aomori/kyoyaku-蓬田村"
OUTPUT = f"build/{DOCUMENT}-変更"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped agreement, and a mayor in office on the days of its amendments."""
    monkeypatch.chdir(town_project(tmp_path))
    succeed(tmp_path)
    return tmp_path


def succeed(root: Path) -> None:
    edit(
        root / AREA,
        "        退任日: 令和5年4月30日\n",
        "        退任日: 令和5年4月30日\n      - 氏名: 青木五郎\n        就任日: 令和5年5月1日\n",
    )


def run(command: str, *arguments: str) -> Result:
    commands = {"amend": amend, "build": build, "check": check, "consolidate": consolidate, "freeze": freeze}
    chosen = commands[command]
    return CliRunner().invoke(chosen, arguments, catch_exceptions=False)


def test_a_change_of_the_source_becomes_an_amending_agreement(root: Path):
    assert DONE == run("freeze", DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT, "--on", "令和8年4月1日")

    assert done.exit_code == DONE, done.stderr
    folder = root / OUTPUT
    pillar, base, *sentences = (folder / "改め文.txt").read_text(encoding="utf-8").splitlines()
    assert "青森市及び蓬田村における連携中枢都市圏の形成に係る連携協約の一部を次のように変更する。" == pillar
    assert re.fullmatch("（元の文: 令和元年12月25日締結、SHA-256 [0-9a-f]{64}）", base)
    assert ["第5条中「毎年度」の次に「2回以上」を加える。"] == sentences
    agreement = (folder / "変更協約書.txt").read_text(encoding="utf-8")
    assert "連携協約の一部を変更する連携協約" in agreement
    assert "第252条の2第4項の規定により、令和元年12月25日に締結した" in agreement
    assert "令和8年4月1日" in agreement
    assert "毎年度2回以上" in (folder / "新旧対照表.txt").read_text(encoding="utf-8")
    entries = json.loads((folder / "変更一覧.json").read_text(encoding="utf-8"))["entries"]
    assert [("字句", "第5条第1項")] == [(e["kind"], e["place_new"]) for e in entries]
    for name in ("変更協約書", "新旧対照表"):
        assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF")
        assert (folder / f"{name}.docx").read_bytes().startswith(b"PK")


def test_the_amendment_consolidates_into_the_new_text(root: Path):
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    run("amend", DOCUMENT)

    done = run("consolidate", f"sources/aomori/signed/{Path(DOCUMENT).name}.json", f"{OUTPUT}/改め文.txt")

    assert done.exit_code == DONE, done.stderr
    assert (root / OUTPUT / "溶け込み後.txt").read_text(encoding="utf-8") == done.stdout


def test_nothing_changed_makes_nothing(root: Path):
    run("freeze", DOCUMENT)

    done = run("amend", DOCUMENT)

    assert done.exit_code == PROBLEMS
    assert "改めるところがありません" in done.stderr
    assert not (root / OUTPUT).exists()


def test_words_that_are_not_there_are_refused_with_their_sentence(root: Path):
    (root / "old.txt").write_text("協約\n第1条　甲は、協力する。\n", encoding="utf-8")
    (root / "amend.txt").write_text("第1条中「乙」を「丙」に改める。\n", encoding="utf-8")

    done = run("consolidate", "old.txt", "amend.txt", "-o", "new.txt")

    assert done.exit_code == PROBLEMS
    assert "エラー[空振り]: 第1条に「乙」がありません" in done.stderr
    assert "--> amend.txt:1:1" in done.stderr
    assert not (root / "new.txt").exists()


def test_a_signed_version_is_not_overwritten_unasked(root: Path):
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("freeze", DOCUMENT)

    assert done.exit_code == PROBLEMS
    assert "署名版がもうあり、今の文と違います" in done.stderr
    assert DONE == run("freeze", DOCUMENT, "--again").exit_code


def test_a_signed_version_that_was_touched_is_refused(root: Path):
    run("freeze", DOCUMENT)
    path = root / "sources/aomori/signed" / f"{Path(DOCUMENT).name}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("甲が", "丙が"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("協議の上、定める", "定める"), encoding="utf-8")

    done = run("amend", DOCUMENT)

    assert done.exit_code == PROBLEMS
    assert "固定した時のもの（SHA-256）と違います" in done.stderr


def test_what_differs_between_partners_is_listed(root: Path):
    run("freeze", "aomori/kyoyaku")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    edit(
        root / AGREEMENT,
        "奥津軽いまべつ駅を生かした誘客を図る。",
        "奥津軽いまべつ駅及び道の駅を生かした誘客を図る。",
    )

    done = run("amend", "aomori/kyoyaku")

    assert done.exit_code == DONE, done.stderr
    content = json.loads((root / "build/aomori/変更の違い.json").read_text(encoding="utf-8"))
    assert ["第5条中「毎年度」の次に「2回以上」を加える。"] == content["共通"]
    assert [["aomori/kyoyaku-今別町"]] == [each["文書"] for each in content["一部"]]
    matrix = (root / "build/aomori/変更の違い.html").read_text(encoding="utf-8")
    assert '<th scope="col" title="aomori/kyoyaku-今別町">今別町</th>' in matrix


def test_reviewers_get_pages_and_tracked_changes(root: Path):
    run("freeze", "aomori/kyoyaku")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度<2回>&以上、圏域内の")

    done = run("amend", "aomori/kyoyaku", "--author", "企画課", "--marked", "令和8年3月1日")

    assert done.exit_code == DONE, done.stderr
    folder = root / OUTPUT
    page = (folder / "新旧対照表.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in page
    assert '<th scope="col">現行</th><th scope="col">変更後</th>' in page
    assert "<ins>&lt;2回&gt;&amp;以上</ins>" in page
    for name in ("新旧対照表.html", "変更一覧.html"):
        made = (folder / name).read_text(encoding="utf-8")
        assert "http" not in made
        assert "<script" not in made
    matrix = (root / "build/aomori/変更の違い.html").read_text(encoding="utf-8")
    assert "相手方によって違う変更（0か所）" in matrix
    assert "すべての文書に共通の変更（1か所）" in matrix
    with zipfile.ZipFile(folder / "見え消し.docx") as package:
        document = package.read("word/document.xml").decode()
    assert 'w:author="企画課" w:date="2026-03-01T00:00:00Z"' in document
    unmarked = re.sub("<w:(ins|del) .*?</w:(ins|del)>|<[^>]*>", "", document)
    for words in ("連携中枢都市圏形成に係る連携協約書", "令和元年12月25日", "蓬田村長", "久慈修一"):
        assert words in unmarked


def test_the_house_profile_decides_words_and_columns(root: Path):
    profile = "種別: 流儀\n名称: 自庁\n根拠: 規程\n加える位置: 下に\n改める語: 改正\n対照表: 改正案・現行\n"
    (root / "sources/profiles").mkdir()
    (root / "sources/profiles/自庁.yaml").write_text(profile, encoding="utf-8")
    area = root / AREA
    area.write_text(
        re.sub("^流儀: .*$", "流儀: 自庁", area.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", DOCUMENT)

    assert done.exit_code == DONE, done.stderr
    folder = root / OUTPUT
    assert "「毎年度」の下に「2回以上」を加える" in (folder / "改め文.txt").read_text(encoding="utf-8")
    assert "の一部を次のように改正する。" in (folder / "変更協約書.txt").read_text(encoding="utf-8")
    assert '<th scope="col">改正案</th><th scope="col">現行</th>' in (folder / "新旧対照表.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("command", ["build", "check"])
def test_words_of_a_signed_version_do_not_change_unnoticed(root: Path, command: str):
    run("build", DOCUMENT, "--format", "txt")
    before = (root / f"build/{DOCUMENT}.txt").read_bytes()
    run("freeze", DOCUMENT)
    assert DONE == run(command, DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の他の町村長", "毎年度2回以上、圏域内の他の市町村長")

    done = run(command, DOCUMENT)

    assert done.exit_code == PROBLEMS
    assert "エラー[署名版との違い]" in done.stderr
    assert "第5条第1項の「2回以上」の追加、「町村長」が「市町村長」に" in done.stderr
    assert f"renkei amend {DOCUMENT}" in done.stderr
    assert before == (root / f"build/{DOCUMENT}.txt").read_bytes()


def test_the_history_of_an_agreement_is_kept(root: Path):
    path = root / "sources/aomori/signed" / f"{Path(DOCUMENT).name}.json"
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    run("freeze", DOCUMENT, "--again", "--on", "令和8年4月1日")
    edit(root / AGREEMENT, "毎年度2回以上、圏域内の", "毎年度3回以上、圏域内の")
    run("freeze", DOCUMENT, "--again")  # no day: what was kept was wrong

    content = json.loads(path.read_text(encoding="utf-8"))

    assert [("締結", "2019-12-25"), ("変更 第1回", "2026-04-01")] == [(e["名"], e["日"]) for e in content["経緯"]]
    assert content["印刷"] == content["各回"][-1]["印刷"]
    (replaced,) = content["各回"][-1]["訂正前"]
    assert "毎年度2回以上" in json.dumps(replaced, ensure_ascii=False)
    assert DONE == run("build", DOCUMENT, "--format", "txt").exit_code


def amended(root: Path, *arguments: str) -> Result:
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    return run("amend", DOCUMENT, *arguments)


def test_an_agreement_that_was_not_frozen_is_told_how_to(root: Path):
    done = run("amend", DOCUMENT)

    assert PROBLEMS == done.exit_code
    assert f"エラー[署名版]: 「{DOCUMENT}」の署名版がありません" in done.stderr
    assert f"renkei freeze {DOCUMENT}" in done.stderr
    assert str(root) not in done.stderr


def test_a_paper_that_is_no_agreement_is_neither_frozen_nor_amended(root: Path):
    shutil.copy(ROOT / "sources/kitaalps/gaiyo.yaml", root / "sources/aomori/gaiyo.yaml")

    for command in ("freeze", "amend"):
        done = run(command, "aomori/gaiyo")

        assert PROBLEMS == done.exit_code
        assert "「aomori/gaiyo」は連携ビジョン概要で、条のある文書ではありません" in done.stderr
        assert not (root / "sources/aomori/signed").exists()


def test_those_in_office_on_the_day_of_the_amendment_sign_it(root: Path):
    """長 is looked up as of the day of the paper: he who signed the agreement has left."""
    done = amended(root, "--on", "令和8年4月1日")

    assert done.exit_code == DONE, done.stderr
    made = (root / OUTPUT / "変更協約書.txt").read_text(encoding="utf-8")
    assert "甲　青森市長\n\n青木五郎\n\n乙　蓬田村長\n\n久慈修一\n" in made
    assert "小野寺晃彦" not in made


def test_a_day_without_a_mayor_is_refused_and_one_unknown_is_told(root: Path):
    area = root / AREA
    edit(area, "        就任日: 令和5年5月1日\n", "        就任日: 令和6年5月1日\n")

    done = amended(root, "--on", "令和5年12月1日")

    assert PROBLEMS == done.exit_code
    assert "令和5年12月1日に在任する青森市の長がいません" in done.stderr
    assert not (root / OUTPUT).exists()
    assert "変更協約の締結日がないので、元の締結日に在任する長を記名しました" in run("amend", DOCUMENT).stderr


def test_a_signer_that_the_source_names_is_told(root: Path):
    run("freeze", "aomori/kyoyaku-今別町")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", "aomori/kyoyaku-今別町", "--on", "令和8年4月1日")

    assert "「記名」のとおり今別町長職務代理者青木四郎としました" in done.stderr


def test_a_day_that_cannot_be_one_of_the_history_is_refused(root: Path):
    path = root / "sources/aomori/signed" / f"{Path(DOCUMENT).name}.json"
    first = run("freeze", DOCUMENT, "--on", "令和8年4月1日")
    assert "署名版がまだないので" in first.stderr
    assert not path.exists()
    run("freeze", DOCUMENT)
    assert "文が署名版と同じなので" in run("freeze", DOCUMENT, "--again", "--on", "令和8年4月1日").stderr
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    before = path.read_bytes()

    done = run("freeze", DOCUMENT, "--again", "--on", "平成20年4月1日")

    assert PROBLEMS == done.exit_code
    assert "平成20年4月1日は、経緯の最後の日（令和元年12月25日）より前です" in done.stderr
    assert before == path.read_bytes()
    assert DONE == run("freeze", DOCUMENT, "--again", "--on", "令和8年4月1日").exit_code
    assert DONE == run("freeze", DOCUMENT, "--again", "--on", "令和8年4月1日").exit_code  # once more says nothing new


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_whole_paper_is_a_base_without_its_cover_and_signatures(root: Path, form: str):
    """The copy that was signed: cover, 締結日 and 記名 are no part of what an amendment changes."""
    run("build", DOCUMENT, "--format", form)
    paper = f"build/{DOCUMENT}.{form}"
    done = amended(root, "--on", "令和8年4月1日")
    from_signed = (root / OUTPUT / "改め文.txt").read_bytes()
    consolidated = (root / OUTPUT / "溶け込み後.txt").read_text(encoding="utf-8")

    done = run("amend", DOCUMENT, "--from", paper, "--on", "令和8年4月1日")

    assert done.exit_code == DONE, done.stderr
    assert from_signed == (root / OUTPUT / "改め文.txt").read_bytes()
    assert "表紙、締結日、記名の行は、改める文に含めていません" in done.stderr
    assert "元の協約の締結日が分からない" not in done.stderr
    assert "第5条と第5条" not in done.stderr
    whole = run("consolidate", paper, f"{OUTPUT}/改め文.txt").stdout.splitlines()
    words = consolidated.splitlines()
    assert words == [line for line in whole if line in words]
    names = "".join("".join(line for line in whole if line not in words).split())
    assert names.endswith("令和元年12月25日甲青森市長小野寺晃彦乙蓬田村長久慈修一")


def test_a_line_behind_the_day_of_signing_is_not_lost(root: Path):
    old = "協約\n第1条　甲は、協力する。\n令和元年12月25日\n甲　甲市長　山田太郎\n乙　乙村長　鈴木花子\n覚書を付す。\n"
    (root / "old.txt").write_text(old, encoding="utf-8")
    (root / "amend.txt").write_text("第1条中「甲」を「乙」に改める。\n", encoding="utf-8")

    done = run("consolidate", "old.txt", "amend.txt")

    assert PROBLEMS == done.exit_code
    assert "締結日の後に、記名とも別表、別記などとも読めない行があります: 「覚書を付す。」" in done.stderr


def test_a_whole_amending_agreement_is_carried_out_as_its_sentences_are(root: Path):
    amended(root, "--on", "令和8年4月1日")
    signed = f"sources/aomori/signed/{Path(DOCUMENT).name}.json"

    whole, word, sentences = (
        run("consolidate", signed, f"{OUTPUT}/{name}") for name in ("変更協約書.txt", "変更協約書.docx", "改め文.txt")
    )

    assert 0 == whole.exit_code == word.exit_code == sentences.exit_code
    assert sentences.stdout == whole.stdout == word.stdout
