"""変更の印: what changed since a version is marked in the paper itself, computed from both; nobody types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.cli.exits import DONE, PROBLEMS
from pipeline.comparing.changes import compare
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Problems
from pipeline.galley.blocks import paras
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.workshop import ROOT

BUDGET = "shiomi/yosan"
SOURCE = Path("sources/shiomi/yosan.yaml")
KEY = "変更の印: { 版: 素案, 区分: 当初予算額 }\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    assert DONE == run("freeze", BUDGET, "--as", "素案", "--on", "令和8年1月10日").exit_code
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke({"build": build, "diff": diff, "freeze": freeze}[command], list(arguments))


def edit(*changes: tuple[str, str], key: str = KEY) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    SOURCE.write_text(text.replace("種別: 予算概要\n", f"種別: 予算概要\n{key}", 1), encoding="utf-8")


def underlined(root: Path) -> list[str]:
    """The words that the paper underlines."""
    session, problems = Session(root), Problems()
    (own,) = plan(session, (BUDGET,), problems).assignments
    made = documents.compiled(own, session, documents.exporter(own.original, session), problems)
    return [r.text for part in made.galley.parts for p in paras(part.blocks) for r in p.runs if r.style == "下線"]


CHANGED = (
    ("当初: 52,000千円", "当初: 52,500千円"),
    ('一般財源: "52,000千円"', '一般財源: "52,500千円"'),
    ("当初: 18,000千円\n", "当初: 17,500千円\n"),
    ('一般財源: "16,800千円"', '一般財源: "16,300千円"'),
)


def test_changed_words_are_underlined_and_rows_bear_what_became_of_them(root: Path):
    edit(*CHANGED)

    done = run("build", BUDGET, "--format", "txt,docx,pdf")

    assert DONE == done.exit_code, done.stderr
    text = Path(f"build/{BUDGET}.txt").read_text(encoding="utf-8")
    assert "〔拡充〕基幹システムの保守\t継続\t52,500" in text
    assert "〔縮小〕広報紙の発行\t継続\t17,500" in text
    assert "〔拡充〕小計" not in text
    assert "\n窓口のオンライン化\t拡充\t64,000" in text  # as it was: no mark
    assert {"52,500", "17,500", "16,300"} <= set(underlined(root))
    assert not any("64,000" in words for words in underlined(root))


@pytest.mark.parametrize(("name", "mark"), [("広報紙の発行と配布", "〔縮小〕"), ("動画の制作", "〔新規〕")])
def test_a_row_in_the_place_of_another_is_new_unless_it_was_only_reworded(root: Path, name: str, mark: str):
    """A project that ended and one that began stand between the same neighbours."""
    edit(*CHANGED, ("名称: 広報紙の発行", f"名称: {name}"))

    done = run("build", BUDGET, "--format", "txt")

    assert DONE == done.exit_code, done.stderr
    assert f"{mark}{name}\t" in Path(f"build/{BUDGET}.txt").read_text(encoding="utf-8")


def test_a_row_that_came_is_new_and_all_of_it_underlined(root: Path):
    row = '            - 名称: 公式アプリの開発\n              区分: 新規\n              当初: 0千円\n              前年度当初: －\n              財源: { 一般財源: "0千円" }\n'
    edit(("            - 名称: 広報紙の発行\n", f"{row}            - 名称: 広報紙の発行\n"))

    run("build", BUDGET, "--format", "txt")

    assert "〔新規〕公式アプリの開発" in Path(f"build/{BUDGET}.txt").read_text(encoding="utf-8")
    assert "公式アプリの開発" in underlined(root)


def test_without_changes_nothing_is_marked_and_versions_bear_no_marks(root: Path):
    before = Path("sources/shiomi/yosan.yaml").read_text(encoding="utf-8")
    run("build", BUDGET, "--format", "txt", "--out", "plain")
    edit()
    run("build", BUDGET, "--format", "txt")

    assert [] == underlined(root)
    assert Path(f"plain/{BUDGET}.txt").read_bytes() == Path(f"build/{BUDGET}.txt").read_bytes()
    SOURCE.write_text(before, encoding="utf-8")
    edit(*CHANGED)
    assert DONE == run("freeze", BUDGET, "--as", "案", "--on", "令和8年2月1日").exit_code
    assert "〔拡充〕" not in Path("sources/shiomi/versions/yosan/02-案.json").read_text(encoding="utf-8")
    assert "〔" not in run("diff", f"{BUDGET}@素案", f"{BUDGET}@案").stdout


def test_a_version_that_is_not_there_and_words_unknown_are_told_at_the_key(root: Path):
    edit(key="変更の印: { 版: 公表 }\n")
    assert PROBLEMS == run("build", BUDGET).exit_code
    assert "sources/shiomi/yosan.yaml:3:" in run("build", BUDGET).stderr
    for key, told in (
        ("変更の印: 素案\n", "どの版からの変更か"),
        ("変更の印: { 版: 素案, 網: はい }\n", "という項目はありません"),
    ):
        SOURCE.write_text((ROOT / SOURCE).read_text(encoding="utf-8"), encoding="utf-8")
        edit(key=key)
        assert told in run("build", BUDGET).stderr


def test_marks_are_no_words_of_the_paper(root: Path):
    """Underlines cut runs and change none: the marked galley says the same, but for the marks of rows."""
    edit(*CHANGED, key="変更の印: { 版: 素案 }\n")
    session, problems = Session(root), Problems()
    (own,) = plan(session, (BUDGET,), problems).assignments
    made = documents.compiled(own, session, documents.exporter(own.original, session), problems)
    SOURCE.write_text(SOURCE.read_text(encoding="utf-8").replace("変更の印: { 版: 素案 }\n", ""), encoding="utf-8")
    session = Session(root)
    (bare,) = plan(session, (BUDGET,), problems).assignments
    plain = documents.compiled(bare, session, documents.exporter(bare.original, session), problems)

    found = compare(of_galley(plain.galley, "").root, of_galley(made.galley, "").root).changes

    assert {"体裁"} == {c.what for c in found}
