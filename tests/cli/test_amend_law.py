"""renkei amend --lawxml: the amendment as others' systems read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import AGREEMENT, AREA, edit, project

DOCUMENT = "aomori/kyoyaku-蓬田村"
TERM = "        退任日: 令和5年4月30日\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_an_amendment_is_a_law_for_the_systems_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = project(tmp_path)
    monkeypatch.chdir(root)
    edit(root / AREA, TERM, f"{TERM}      - 氏名: 見本五郎\n        就任日: 令和5年5月1日\n")
    assert 0 == run("freeze", DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    undated = run("amend", DOCUMENT, "--lawxml")
    done = run("amend", DOCUMENT, "--lawxml", "--on", "令和8年4月1日")

    assert (1, 0) == (undated.exit_code, done.exit_code), done.output
    assert "--on に締結日を書いてください" in undated.output
    law = (root / f"build/{DOCUMENT}-変更/変更協約書.xml").read_text(encoding="utf-8")
    assert '<Sentence Num="1">第5条中「毎年度」の次に「2回以上」を加える。</Sentence>' in law
    assert 'PromulgateMonth="4"' in law


def test_a_law_of_an_earlier_amendment_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It lay beside the new 改め文 and said other words."""
    root = project(tmp_path)
    monkeypatch.chdir(root)
    edit(root / AREA, TERM, f"{TERM}      - 氏名: 見本五郎\n        就任日: 令和5年5月1日\n")
    assert 0 == run("freeze", DOCUMENT).exit_code
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    whole = run("amend", DOCUMENT, "--lawxml", "--on", "令和8年4月1日")
    (root / f"build/{DOCUMENT}-変更/協議の記録.txt").write_text("clerk's own", encoding="utf-8")
    edit(root / AGREEMENT, "毎年度2回以上、圏域内の", "毎年度3回以上、圏域内の")
    without = run("amend", DOCUMENT, "--on", "令和8年4月1日")

    assert (0, 0) == (whole.exit_code, without.exit_code)
    assert "古い出力" not in whole.output
    assert f"{DOCUMENT}-変更 の 変更協約書.xml は、前に書いたもので、今回は書いていません" in without.output
    assert "協議の記録" not in without.output
