"""A paper that holds the place of other words is told as a draft, and is not frozen as signed unless somebody says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.project.test_signatures import PASSWORD, key
from tests.workshop import ROOT, SMALL, edit, small_project

DONE, PROBLEMS = 0, 1
DOCUMENT = "aoba/kyoyaku"
AREA, SOURCE = "sources/aoba/area.yaml", "sources/aoba/kyoyaku.yaml"
SIGNED = Path("sources/aoba/signed/kyoyaku.json")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starting files with the names of towns that there are; the names of the heads were forgotten."""
    monkeypatch.chdir(tmp_path)
    renkei("init", "--area", "aoba")
    for path in (tmp_path / AREA, tmp_path / SOURCE):
        text = path.read_text(encoding="utf-8").replace("例示市", "白石市").replace("見本町", "白浜町")
        path.write_text(text, encoding="utf-8")
    return tmp_path


def renkei(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def name_the_heads(root: Path) -> None:
    edit(root / AREA, "見本太郎", "髙橋一郎")
    edit(root / AREA, "見本花子", "﨑山花子")


def test_a_renamed_example_is_not_signed_by_the_heads_of_the_example(root: Path):
    made = renkei("build", "--format", "txt")
    frozen = renkei("freeze", DOCUMENT)

    assert DONE == made.exit_code
    assert (
        "注意[仮の字句]: 記名する人の「見本太郎」は、見本の名前のままです\n  --> sources/aoba/area.yaml:11:13"
        in made.stderr
    )
    assert PROBLEMS == frozen.exit_code
    assert "「見本太郎」" in frozen.stderr
    assert "「見本花子」" in frozen.stderr
    assert not SIGNED.exists()


def test_a_finished_paper_is_frozen_without_a_word(root: Path):
    name_the_heads(root)

    assert (DONE, "") == ((made := renkei("build", "--format", "txt")).exit_code, made.stderr)
    assert (DONE, "") == ((done := renkei("freeze", DOCUMENT)).exit_code, done.stderr)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("安心して暮らす", "〇〇をして暮らす", 33),
        ("診療所を運営する。", "【要確認】診療所を運営する。", 18),
        ("診療所を運営する。", "未定", 18),
        ("題名: 連携協約書", "題名: 連携協約書XX", 10),
    ],
)
def test_words_to_come_are_told_where_they_stand(root: Path, old: str, new: str, column: int):
    name_the_heads(root)
    edit(root / SOURCE, old, new)

    told, frozen = renkei("check"), renkei("freeze", DOCUMENT)

    assert DONE == told.exit_code
    assert f":{column}\n" in told.stderr
    assert "注意[仮の字句]" in told.stderr
    assert PROBLEMS == frozen.exit_code
    assert "エラー[仮の字句]" in frozen.stderr


def test_who_says_that_it_was_signed_so_may_freeze_it_and_hears_no_more_of_it(root: Path):
    assert DONE == renkei("freeze", "--unfilled", DOCUMENT).exit_code

    assert "仮の字句" not in renkei("build", "--format", "txt").stderr
    edit(root / SOURCE, "別に定める。", "別に定め、公表する。")
    changed = renkei("freeze", "--again", "--on", "令和8年9月1日", DOCUMENT)
    assert DONE == changed.exit_code, changed.stderr
    edit(root / SOURCE, "公表する。", "〇〇する。")
    assert "「〇〇」" in renkei("amend", DOCUMENT).stderr
    assert PROBLEMS == renkei("freeze", "--again", "--on", "令和8年10月1日", DOCUMENT).exit_code


def test_the_example_itself_is_not_told_of_its_names(root: Path):
    renkei("init", "--area", "midori")

    assert DONE == renkei("freeze", "midori/kyoyaku").exit_code
    assert "midori" not in renkei("build", "--format", "txt").stderr


def test_a_plan_may_say_that_a_figure_is_not_known(root: Path):
    renkei("init", "--area", "wakaba", "--kind", "計画")
    session, problems = Session(root), Problems()
    (assignment,) = plan(session, ("wakaba/keikaku",), problems).assignments

    documents.whole(assignment, session, problems)

    assert [] == [p.message for p in problems.found]


def test_towns_that_there_are_hear_of_names_of_examples_once_they_make_the_facts_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A clerk of 平内町 who began with the shipped 青森 files and left 見本太郎 in them heard nothing."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "sources/aomori", tmp_path / "sources/aomori")
    shipped = renkei("check", "aomori")
    edit(tmp_path / "sources/aomori/area.yaml", "小野寺晃彦", "西秀記")

    assert "見本太郎" not in shipped.output
    assert "「見本太郎」は、見本の名前のままです" in renkei("check", "aomori").stderr


def test_a_pdf_that_is_not_finished_is_signed_only_by_who_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    undated = SMALL.replace("締結日: 令和元年12月25日", "締結日:\n基準日: 令和元年12月25日")
    draft = undated.replace("協力する", "〇〇村の事業（要確認）に協力する").replace("本書{{", "見本太郎の{{")
    small_project(tmp_path, draft)
    monkeypatch.chdir(tmp_path)
    assert DONE == renkei("build", "--format", "pdf", "--draft").exit_code
    order = ("sign", "build/aomori/small.pdf", "--key", str(key(tmp_path)), "--password", PASSWORD)

    refused, kept = renkei(*order), list(tmp_path.glob("build/aomori/*-署名.pdf"))
    said = renkei(*order, "--unfilled")

    assert (PROBLEMS, []) == (refused.exit_code, kept)
    assert "エラー[署名]: 案の透かしの入ったPDFです" in refused.stderr
    assert (
        "エラー[仮の字句]: 「〇〇」は、まだ決まっていない字句のままです\n --> build/aomori/small.pdf: 2頁"
        in refused.stderr
    )
    assert "注意[署名]: 日付（令和年月日）に、書き入れていないところがあります" in refused.stderr
    assert "「（要確認）」は、まだ決まっていない字句のままです" in refused.stderr
    assert "「見本太郎」は、見本の名前のままです" in refused.stderr
    assert (DONE, "") == (said.exit_code, said.stderr)


def test_what_is_not_filled_in_is_told_of_finished_files(root: Path):
    renkei("build", "--format", "txt,docx")
    text = Path("build/aoba/kyoyaku.txt")
    edit(text, "診療所を運営する。", "【要確認】")

    told = renkei("lint", str(text), "build/aoba/kyoyaku.docx").stderr

    assert "「【要確認】」は、まだ決まっていない字句のままです\n  --> build/aoba/kyoyaku.txt:40:20" in told
    assert "「見本太郎」は、見本の名前のままです\n --> build/aoba/kyoyaku.docx: 15行目の1字目から4字目" in told
