"""The history of an agreement prints itself in other documents: what was frozen, and nothing else (issue: 経緯)."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import AGREEMENT, AREA, ROOT, edit, town_project

DONE, PROBLEMS = 0, 1
VISION = "sources/aomori/gaiyo.yaml"
SAMPLE = """\
    経緯:
      - { 事由: 締結, 日: 平成28年3月29日 }
      - { 事由: 変更, 日: 平成29年3月27日 }
    項目:
      - 見出し: 圏域形成の目的
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An area with an agreement and a vision whose first chapter prints the history of the agreement."""
    monkeypatch.chdir(town_project(tmp_path))
    shutil.copy(ROOT / "sources/kitaalps/gaiyo.yaml", tmp_path / VISION)
    successor = "令和5年4月30日\n      - 氏名: 青木五郎\n        就任日: 令和5年5月1日"
    edit(tmp_path / AREA, "令和5年4月30日", successor)
    return tmp_path


def history(root: Path, written: str) -> None:
    edit(root / VISION, SAMPLE, f"    経緯: {written}\n    項目:\n      - 見出し: 圏域形成の目的\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def printed(root: Path) -> str:
    done = run("build", "aomori/gaiyo", "--format", "txt")
    assert DONE == done.exit_code, done.stderr
    text = (root / "build/aomori/gaiyo.txt").read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith("（締結"))


def amend(old: str, new: str, day: str) -> None:
    edit(Path(AGREEMENT), old, new)
    done = run("amend", "aomori/kyoyaku-蓬田村", "--on", day)
    assert DONE == done.exit_code, done.stderr
    assert DONE == run("freeze", "aomori/kyoyaku-蓬田村", "--again", "--on", day).exit_code


def test_every_amendment_that_is_frozen_prints_its_line(root: Path):
    history(root, "{ 協約: kyoyaku-蓬田村 }")
    run("freeze", "aomori/kyoyaku-蓬田村")
    assert "（締結：令和元年12月25日）" == printed(root)

    amend("毎年度、圏域内の", "毎年度2回以上、圏域内の", "令和8年4月1日")
    assert "（締結：令和元年12月25日、変更：令和8年4月1日）" == printed(root)

    amend("毎年度2回以上", "毎年度3回以上", "令和9年4月1日")
    assert "（締結：令和元年12月25日、第1回変更：令和8年4月1日、第2回変更：令和9年4月1日）" == printed(root)
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    assert "sources/aomori/signed/kyoyaku-蓬田村.json" in json.dumps(manifest, ensure_ascii=False)


def test_partners_whose_agreements_have_one_history_are_named_once(root: Path):
    history(root, "{ 協約: kyoyaku }")
    run("freeze", "aomori/kyoyaku-平内町", "aomori/kyoyaku-蓬田村")

    assert "（締結：令和元年12月25日）" == printed(root)


@pytest.mark.parametrize(
    ("written", "frozen", "expected"),
    [
        ("{ 協約: kyoyaku }", (), "「kyoyaku」の署名版がありません"),
        ("{ 協約: kyoyaku-今別町 }", ("aomori/kyoyaku-蓬田村",), "「kyoyaku-今別町」の署名版がありません"),
        ("{ 協約書: kyoyaku }", ("aomori/kyoyaku",), "経緯は並び（- …）か「協約: 名前」か「版: 名前」です"),
        ("kyoyaku", ("aomori/kyoyaku",), "経緯は並び（- …）か「協約: 名前」か「版: 名前」です"),
        (
            "[{ 事由: 締結, 日: 令和元年12月24日 }]",
            ("aomori/kyoyaku-蓬田村",),
            "経緯の日が、署名版の経緯と違います（締結：令和元年12月25日）",
        ),
        (
            "[{ 事由: 締結, 日: 令和元年12月25日 }, { 事由: 変更, 日: 令和8年4月1日 }]",
            ("aomori/kyoyaku-蓬田村",),
            "経緯の日が、署名版の経緯と違います",
        ),
    ],
)
def test_a_history_that_was_not_signed_is_refused_where_it_stands(
    root: Path, written: str, frozen: tuple[str, ...], expected: str
):
    history(root, written)
    for name in frozen:
        assert DONE == run("freeze", name).exit_code

    done = run("check", "aomori/gaiyo")

    assert PROBLEMS == done.exit_code
    assert expected in done.stderr
    assert re.search(r"--> sources/aomori/gaiyo.yaml:19:", done.stderr)


def test_histories_that_differ_between_partners_are_not_chosen_from(root: Path):
    history(root, "{ 協約: kyoyaku }")
    assert DONE == run("freeze", "aomori/kyoyaku").exit_code

    done = run("check", "aomori/gaiyo")

    assert PROBLEMS == done.exit_code
    assert "相手方によって違います" in done.stderr
    assert "kyoyaku-外ヶ浜町は締結：令和2年4月15日" in done.stderr


def test_a_history_written_before_the_last_amendment_is_told_and_made(root: Path):
    history(root, "[{ 事由: 締結, 日: 令和元年12月25日 }]")
    run("freeze", "aomori/kyoyaku-蓬田村")
    amend("毎年度、圏域内の", "毎年度2回以上、圏域内の", "令和8年4月1日")

    done = run("check", "aomori/gaiyo")

    assert DONE == done.exit_code
    assert (
        "注意[経緯]: 署名版には、この後の経緯があります（締結：令和元年12月25日・変更 第1回：令和8年4月1日）"
        in done.stderr
    )


def test_an_undated_agreement_has_no_history_to_print(root: Path):
    edit(root / AGREEMENT, "締結日: 令和元年12月25日", "締結日:\n基準日: 令和元年12月25日")
    history(root, "{ 協約: kyoyaku-蓬田村 }")
    assert DONE == run("freeze", "aomori/kyoyaku-蓬田村").exit_code

    assert "署名版に、締結の日がありません" in run("check", "aomori/gaiyo").stderr
