"""An amendment of what nobody can see is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from tests.workshop import project

DONE, PROBLEMS = 0, 1
DOCUMENT = "aomori/kyoyaku-蓬田村"


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke({"amend": amend, "build": build}[command], arguments, catch_exceptions=False)


def test_a_difference_that_nobody_sees_is_no_amendment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """files.md 1: 「行」を「⾏」に改める would have been voted on."""
    root = project(tmp_path)
    monkeypatch.chdir(root)
    assert DONE == run("build", DOCUMENT, "--format", "txt").exit_code
    printed = (root / f"build/{DOCUMENT}.txt").read_text(encoding="utf-8")
    assert "目的" in printed
    (root / "元.txt").write_text(printed.replace("目的とする", "⽬的とする", 1), encoding="utf-8")

    done = run("amend", DOCUMENT, "--from", "元.txt", "--on", "令和8年4月1日")

    assert PROBLEMS == done.exit_code
    assert "見た目では分からない違いがあります" in done.stderr
    assert "「⽬」（U+2F6C）は漢字の部品の符号" in done.stderr
