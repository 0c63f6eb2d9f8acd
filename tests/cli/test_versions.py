"""renkei freeze --as: issued versions of papers of any kind, kept one behind another, told in 経緯, never changed unseen."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.cli.exits import DONE, PROBLEMS, USAGE
from tests.workshop import ROOT

PLAN = "shiomi/keikaku"
KEPT = Path("sources/shiomi/versions/keikaku")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke({"build": build, "diff": diff, "freeze": freeze}[command], list(arguments))


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_versions_are_kept_one_behind_another_and_drafts_go_on(root: Path):
    first = run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")
    edit("sources/shiomi/keikaku.yaml", "年1,200人ずつ", "年1,250人ずつ")

    assert DONE == run("build", PLAN, "--format", "txt").exit_code  # an issued version holds back no draft
    second = run("freeze", PLAN, "--as", "議決", "--on", "令和8年3月20日", "--number", "議案第12号")

    assert (DONE, DONE) == (first.exit_code, second.exit_code), first.stderr + second.stderr
    assert ["01-素案.json", "02-議決.json"] == sorted(p.name for p in KEPT.iterdir())
    kept = json.loads((KEPT / "02-議決.json").read_text(encoding="utf-8"))
    assert ("議決", "2026-03-20", "議案第12号") == (kept["版"], kept["日"], kept["議案番号"])
    assert ["年1,250人" in c["new"] for c in kept["前の版からの変更"]] == [True]
    assert kept["前の版"] == json.loads((KEPT / "01-素案.json").read_text(encoding="utf-8"))["SHA-256"]
    assert "増減 50人" in run("diff", f"{PLAN}@素案", f"{PLAN}@議決").stdout
    assert "変わるところはありません。\n" == run("diff", f"{PLAN}@最新", PLAN).stdout


@pytest.mark.parametrize(
    "document",
    [
        "aomori/kyoyaku-蓬田村",
        "kitaalps/gaiyo",
        "kitakyushu/jigyo",
        "aomori-shi/keikaku",
        "yamagata/shiryo",
        "shiomi/yosan",
    ],
)
def test_every_kind_comes_back_as_it_was_printed(root: Path, document: str):
    assert DONE == run("freeze", document, "--as", "案", "--on", "2026-01-10").exit_code

    assert "変わるところはありません。\n" == run("diff", f"{document}@案", document).stdout


def test_a_version_altered_by_hand_is_told(root: Path):
    run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")
    edit(str(KEPT / "01-素案.json"), "年1,200人", "年1,300人")

    done = run("diff", f"{PLAN}@素案", PLAN)

    assert PROBLEMS == done.exit_code
    assert "エラー[版]: 版の中身が、記録した時のもの（SHA-256）と違います" in done.stderr
    assert PROBLEMS == run("freeze", PLAN, "--as", "案", "--on", "令和8年2月10日").exit_code


def test_a_version_taken_out_of_the_middle_is_told(root: Path):
    for name, day in (("素案", "2026-01-10"), ("案", "2026-02-10"), ("議決", "2026-03-20")):
        run("freeze", PLAN, "--as", name, "--on", day)
    (KEPT / "02-案.json").unlink()

    done = run("diff", f"{PLAN}@議決", PLAN)

    assert "版「議決」の前の版が、なくなったか、入れ替わっています" in done.stderr


def test_a_name_used_twice_a_day_before_the_last_and_a_missing_day_are_refused(root: Path):
    run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")

    assert "版「素案」は、もうあります" in run("freeze", PLAN, "--as", "素案", "--on", "令和8年2月1日").stderr
    assert (
        "前の版「素案」の日（令和8年1月10日）より前です"
        in run("freeze", PLAN, "--as", "案", "--on", "令和8年1月9日").stderr
    )
    assert USAGE == run("freeze", PLAN, "--as", "案").exit_code
    assert "使えない記号" in run("freeze", PLAN, "--as", "a/b", "--on", "令和8年2月1日").stderr
    assert "同じ日" in run("freeze", PLAN, "--as", "案", "--on", "令和8年1月10日").stderr


def test_a_correction_stands_beside_what_it_corrects(root: Path):
    run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")
    edit("sources/shiomi/keikaku.yaml", "年1,200人ずつ", "年1,250人ずつ")

    done = run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日", "--again")

    assert DONE == done.exit_code, done.stderr
    assert 2 == len(list(KEPT.iterdir()))
    assert "変わるところはありません。\n" == run("diff", f"{PLAN}@素案", PLAN).stdout


def test_a_correction_stands_in_the_place_of_what_it_corrects(root: Path):
    """It stood behind all later ones: 最新 was a 素案, a history printed 変更 before 策定, a day between was taken."""
    run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")
    run("freeze", PLAN, "--as", "議決", "--on", "令和8年3月20日")
    edit("sources/shiomi/keikaku.yaml", "年1,200人ずつ", "年1,250人ずつ")
    assert DONE == run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月11日", "--again").exit_code

    early = run("freeze", PLAN, "--as", "公表", "--on", "令和8年2月1日")

    assert "令和8年2月1日は、前の版「議決」の日（令和8年3月20日）より前です" in early.stderr
    assert run("diff", f"{PLAN}@議決", PLAN).stdout == run("diff", f"{PLAN}@最新", PLAN).stdout
    assert "変わるところはありません。\n" == run("diff", f"{PLAN}@素案", PLAN).stdout


def test_an_unknown_version_is_answered_with_those_that_there_are(root: Path):
    run("freeze", PLAN, "--as", "素案", "--on", "令和8年1月10日")

    assert "版は 素案 です" in run("diff", f"{PLAN}@公表", PLAN).stderr
    assert "まだ一つもありません" in run("diff", "shiomi/yosan@素案", "shiomi/yosan").stderr
    assert PROBLEMS == run("diff", "nothing@素案", PLAN).exit_code


def test_the_history_of_a_vision_is_told_by_its_versions(root: Path):
    """（策定：…、変更：…）, the version at hand included: what is printed is what is recorded."""
    path = "sources/kitaalps/gaiyo.yaml"
    text = Path(path).read_text(encoding="utf-8")
    old = "    経緯:\n      - { 事由: 策定, 日: 平成28年3月29日 }\n      - { 事由: 変更, 日: 平成29年3月27日 }\n"
    assert old in text
    Path(path).write_text(text.replace(old, "    経緯: { 版: gaiyo, 名: [策定, 変更] }\n"), encoding="utf-8")

    for name, day in (("策定", "平成28年3月29日"), ("素案", "平成29年1月5日"), ("変更", "平成29年3月27日")):
        done = run("freeze", "kitaalps/gaiyo", "--as", name, "--on", day)
        assert DONE == done.exit_code, done.stderr

    assert DONE == run("freeze", "kitaalps/gaiyo", "--as", "策定", "--on", "平成28年3月29日", "--again").exit_code

    run("build", "kitaalps/gaiyo", "--format", "txt")
    assert "（策定：平成28年3月29日、変更：平成29年3月27日）" in Path("build/kitaalps/gaiyo.txt").read_text(
        encoding="utf-8"
    )
    assert "変わるところはありません。\n" == run("diff", "kitaalps/gaiyo@変更", "kitaalps/gaiyo").stdout


def test_a_table_of_revisions_has_a_row_for_each_version(root: Path):
    table = "      - 表:\n          題: 改訂履歴\n          見出し: [版, 年月日, 番号]\n          行: { 版: keikaku }\n"
    edit("sources/shiomi/keikaku.yaml", "  - 見出し: 資料編\n    内容:\n", f"  - 見出し: 資料編\n    内容:\n{table}")

    for name, day in (("素案", "令和8年1月10日"), ("議決", "令和8年3月20日")):
        assert DONE == run("freeze", PLAN, "--as", name, "--on", day, "--number", "議案第12号").exit_code

    run("build", PLAN, "--format", "txt")
    built = Path(f"build/{PLAN}.txt").read_text(encoding="utf-8")
    assert re.search("版\t年月日\t番号\n素案\t令和8年1月10日\t議案第12号\n議決\t令和8年3月20日\t議案第12号\n", built)
