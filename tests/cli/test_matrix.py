"""変更の違い: a summary names everything that was asked for, and one change of many papers is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.freeze import freeze
from tests.workshop import AGREEMENT, edit, project

DONE, PROBLEMS = 0, 1


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke({"amend": amend, "freeze": freeze}[command], arguments, catch_exceptions=False)


def test_a_partner_whose_amendment_failed_stands_in_the_summary(root: Path):
    """Whoever opened the page alone signed nineteen and had eighteen."""
    run("freeze", "aomori/kyoyaku")
    (root / "sources/aomori/signed/kyoyaku-今別町.json").unlink()
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("amend", "aomori/kyoyaku", "--on", "令和4年3月25日")

    assert PROBLEMS == done.exit_code
    page = (root / "build/aomori/変更の違い.html").read_text(encoding="utf-8")
    assert "4件中3件です。次の1件は作れませんでした。" in page
    assert "今別町（aomori/kyoyaku-今別町）：「aomori/kyoyaku-今別町」の署名版がありません" in page
    assert "すべての文書に共通" not in page
    content = json.loads((root / "build/aomori/変更の違い.json").read_text(encoding="utf-8"))
    assert [{"文書": "aomori/kyoyaku-今別町", "理由": "「aomori/kyoyaku-今別町」の署名版がありません"}] == content[
        "作れなかった文書"
    ]


def test_a_change_with_the_name_of_the_partner_in_it_is_one_change(root: Path):
    """One partner name in a changed text made 38 rows of one change."""
    run("freeze", "aomori/kyoyaku")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度、{{ 乙 }}を含む圏域内の")

    done = run("amend", "aomori/kyoyaku", "--on", "令和4年3月25日")

    assert DONE == done.exit_code, done.stderr
    page = (root / "build/aomori/変更の違い.html").read_text(encoding="utf-8")
    assert "相手方によって違う変更（0か所）" in page
    content = json.loads((root / "build/aomori/変更の違い.json").read_text(encoding="utf-8"))
    assert ["第5条中「圏域内」を「〔相手方〕を含む圏域内」に改める。"] == content["共通"]
