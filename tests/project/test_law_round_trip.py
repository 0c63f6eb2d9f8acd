"""法令標準XML out, in and out again: the same bytes, of papers of every shape that the schema tells apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import ROOT

# Not equal: rule (the 注 of a 項 are lines of one List, which come back as one line).
CASES = ("flat", "listed", "many", "marks", "nested", "restated", "shares-川田町", "shares-森村", "teiju", "three")
SHIPPED = ("kyotei", "kiyaku", "teiju-森村", "teiju-川田町")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "tests/kinds/agreements/cases", tmp_path / "sources/cases")
    shutil.copytree(ROOT / "sources/umiyama", tmp_path / "sources/umiyama")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [*(f"cases/{n}" for n in CASES), *(f"umiyama/{n}" for n in SHIPPED)])
def test_a_law_comes_back_byte_for_byte(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
    out = run("export", name, "--format", "lawxml", "-o", "first")
    assert 0 == out.exit_code, out.output
    before = (folder / "first" / f"{name}.xml").read_bytes()
    other = folder / "other"
    other.mkdir()
    (other / "paper.xml").write_bytes(before)
    monkeypatch.chdir(other)

    taken = run("import", "paper.xml", "--area", "z")
    again = run("export", "z", "--format", "lawxml", "-o", "second")

    assert (0, 0) == (taken.exit_code, again.exit_code), taken.output + again.output
    assert before.decode() == (other / "second/z/paper.xml").read_text(encoding="utf-8")
