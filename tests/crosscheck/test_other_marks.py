"""Papers typed with other commas or brackets state the same, and their words are judged alike."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.workshop import ROOT

CHECK, LINT = ("check", "shiomi", "--all"), ("lint", "shiomi")
# What is typed for what, and what is asked; that commas are mixed with those of the house is a finding of its own.
MARKS: dict[str, tuple[dict[str, str], tuple[tuple[str, ...], ...]]] = {
    "commas": ({"、": "，"}, (CHECK,)),
    "brackets": ({"（": "(", "）": ")"}, (CHECK, LINT)),
}


def told(
    root: Path, monkeypatch: pytest.MonkeyPatch, marks: Mapping[str, str], commands: tuple[tuple[str, ...], ...]
) -> str:
    """What is said of a whole area whose sources are typed with these marks."""
    shutil.copytree(ROOT / "sources/shiomi", root / "sources/shiomi")
    signs = str.maketrans({**marks})
    for path in root.glob("sources/shiomi/*.yaml"):
        if path.name != "area.yaml":
            path.write_text(path.read_text(encoding="utf-8").translate(signs), encoding="utf-8")
    monkeypatch.chdir(root)
    said = [CliRunner().invoke(cli, words, catch_exceptions=False).output for words in commands]
    return "\n".join(line for line in "".join(said).splitlines() if "^" not in line)


@pytest.mark.parametrize("name", MARKS)
def test_an_area_is_judged_alike(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    marks, commands = MARKS[name]
    usual = told(tmp_path / "usual", monkeypatch, {}, commands)
    other = told(tmp_path / "other", monkeypatch, marks, commands)

    signs = str.maketrans({**marks})
    assert usual.translate(signs) == other.translate(signs)
    assert "の事実を照らし合わせました" in usual
