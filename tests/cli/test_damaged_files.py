"""Files that the program reads back, damaged: every command names the file and says why; none ends as a fault of the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import SMALL, edit, small_project

SIGNED, VERSION = "sources/aomori/signed/small.json", "sources/aomori/versions/small/01-素案.json"
SOURCE = "sources/aomori/small.yaml"
DEEP = b"[" * 100_000


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed document, a version of it, and what came back of it."""
    monkeypatch.chdir(small_project(tmp_path, SMALL))
    assert 0 == run("build", "--format", "docx").exit_code
    assert 0 == run("freeze", "aomori/small").exit_code
    assert 0 == run("freeze", "aomori/small", "--as", "素案", "--on", "令和元年11月1日").exit_code
    shutil.copy("build/aomori/small.docx", "back.docx")
    return tmp_path


def test_what_is_nested_without_end_is_told_as_a_file_that_cannot_be_read(root: Path):
    (root / SIGNED).write_bytes(DEEP)
    (root / VERSION).write_bytes(DEEP)
    (root / "build/.renkei-papers").write_bytes(DEEP)

    checked, compared = run("check"), run("diff", "aomori/small@素案", SIGNED)

    assert (1, 1) == (checked.exit_code, compared.exit_code)
    assert f"署名版のファイルとして読めません（JSONではありません）\n --> {SIGNED}" in checked.stderr
    assert f"版のファイルとして読めません（JSONではありません）\n --> {VERSION}" in compared.stderr
    assert run("verify").exit_code in (0, 1)


def test_a_signed_version_with_a_mark_of_its_encoding_is_the_same_to_all(root: Path):
    """Notepad of once puts a mark before what it saves: check read it, and provenance ended as a fault."""
    (root / SIGNED).write_bytes(b"\xef\xbb\xbf" + (root / SIGNED).read_bytes())

    assert (0, 0) == (run("check").exit_code, run("provenance", "aomori/small", "-o", "p").exit_code)


def test_a_folder_in_place_of_a_list_of_decisions_is_told(root: Path):
    (root / "taiou.yaml").mkdir()

    done = run("review", "back.docx", "--decisions", "taiou.yaml")

    assert 1 == done.exit_code
    assert "taiou.yaml を読めません（フォルダです）" in done.stderr


@pytest.mark.parametrize("slip", ["協力する。\n  - 節: x", "{{ 甲乙 }}"])
def test_of_a_paper_whose_source_has_errors_these_are_told(root: Path, slip: str):
    """That no source was found for it sent the clerk to look for a name."""
    (root / SIGNED).unlink()
    edit(root / SOURCE, "協力する。", slip)

    done = run("review", "back.docx")

    assert 1 == done.exit_code
    assert "この文書に当たる原稿が見つかりません" in done.stderr
    assert f"--> {SOURCE}:" in done.stderr
