"""An agreement typed with half-width brackets says the same: its checks, its amendment and the papers of it differ in nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.workshop import edit, project

SOURCE, NAME = "sources/aomori/kyoyaku.yaml", "aomori/kyoyaku-蓬田村"
HALF = str.maketrans("（）", "()")
PLAIN, DEFINED = "会議を開催する", "会議（以下「本会議」という。）を開催する"


def papers(root: Path, monkeypatch: pytest.MonkeyPatch, *, is_half: bool) -> dict[str, str]:
    """What the commands say and what they write, brackets made the same."""
    source = project(root) / SOURCE
    if is_half:
        source.write_text(source.read_text(encoding="utf-8").translate(HALF), encoding="utf-8")
    monkeypatch.chdir(root)
    made = {"freeze": run("freeze", NAME)}
    edit(source, PLAIN, DEFINED.translate(HALF) if is_half else DEFINED)
    words = {"check": ("check", NAME), "lint": ("lint", NAME), "amend": ("amend", NAME, "--on", "令和5年3月20日")}
    made |= {name: run(*command) for name, command in words.items()}
    for path in sorted(root.glob("build/**/*.txt")):
        made[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    same = {key: text.translate(HALF) for key, text in made.items()}
    return {
        key: "\n".join(x for x in text.splitlines() if "SHA-256" not in x and "^" not in x)
        for key, text in same.items()
    }


def run(*arguments: str) -> str:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False).output


def test_the_papers_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The 前文 of the amending agreement did not say who 甲 and 乙 are, and no term was checked."""
    wide, half = (papers(tmp_path / str(n), monkeypatch, is_half=bool(n)) for n in range(2))

    assert wide == half
    assert any("一度も使われていません" in text for text in wide.values())
    assert any("(以下「甲」という。)" in text for name, text in half.items() if name.endswith("変更協約書.txt"))
