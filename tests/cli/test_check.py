"""renkei check: whoever is told that there is no error can build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.project.test_documents import files
from tests.workshop import ROOT, edit, small_project

SOURCE = "sources/aomori/small.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def errors(done: Result) -> list[str]:
    """Every line that tells of an error, and where."""
    return [line for line in done.stderr.splitlines() if "誤り" in line or "エラー" in line]


def no_glyph(root: Path) -> None:
    """A mark that no Japanese font draws, in the title."""
    edit(root / SOURCE, "題名: 協約書", "題名: 協約書✔")


def broken_template(root: Path) -> None:
    """A template of one's own, cut off by a full disk."""
    own = root / "templates/docx"
    own.mkdir(parents=True)
    whole = (ROOT / "templates/docx/agreement.docx").read_bytes()
    (own / "agreement.docx").write_bytes(whole[: len(whole) // 2])


def design_without_words(root: Path) -> None:
    """A design of one's own for the PDF that gives a size in words."""
    own = root / "templates/pdf"
    own.mkdir(parents=True)
    text = (ROOT / "templates/pdf/base.yaml").read_text(encoding="utf-8")
    (own / "base.yaml").write_text(
        text.replace("文字サイズ: 12, 行送り: 22}", "文字サイズ: 大, 行送り: 22}", 1), encoding="utf-8"
    )


@pytest.mark.parametrize("fault", [no_glyph, broken_template, design_without_words])
def test_what_stops_a_build_is_told_by_a_check(
    fault: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = small_project(tmp_path)
    monkeypatch.chdir(root)
    assert 0 == run("check").exit_code
    fault(root)
    before = files(root)
    checked = run("check")

    assert before == files(root)
    built = run("build")
    assert 1 == built.exit_code
    assert 1 == checked.exit_code
    assert errors(built) == errors(checked) != []
