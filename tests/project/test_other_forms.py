"""A build of some forms: files of the others are still of the same sources and recorded, or told to be of older ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.project import manifest
from pipeline.project.export.exporter import Format
from tests.workshop import build, edit, messages, small_project

SOURCE = "sources/aomori/small.yaml"
CHANGE = ("甲及び乙は、協力する。", "甲及び乙は、連携して協力する。")


def recorded(root: Path) -> set[str]:
    (record,) = manifest.read(root / "build")
    for output in record.outputs:
        assert output.sha256 == manifest.digest(root / "build" / output.path)
    return {o.format for o in record.outputs}


def test_files_of_the_same_sources_stay_recorded(tmp_path: Path):
    """Verify called them foreign, and asked to move them away."""
    root = small_project(tmp_path)
    build(root, formats=("docx", "txt"))
    before = build(root, formats=("html",))

    assert [] == messages(before.problems)
    assert {"docx", "txt", "html"} == recorded(root)


@pytest.mark.parametrize("forms", [("txt",), ("txt", "html")])
def test_files_of_older_sources_are_told_as_often_as_they_are_left(tmp_path: Path, forms: tuple[Format, ...]):
    """A PDF of other words lay beside the new text, and nobody said so."""
    root = small_project(tmp_path)
    build(root, formats=("docx", "pdf", "txt"))
    for old, new in (CHANGE, CHANGE[::-1], CHANGE):
        edit(root / SOURCE, old, new)
        said = messages(build(root, formats=forms).problems)

        assert 1 == len(said), said
        assert "2ファイルは、今の原稿から作ったものではありません（aomori/small.docx など）" in said[0]
        assert {*forms} == recorded(root)
    assert [] == messages(build(root, formats=("docx", "pdf", "txt")).problems)


def test_a_file_that_was_altered_since_is_not_recorded_as_it_was_made(tmp_path: Path):
    root = small_project(tmp_path)
    build(root, formats=("docx", "txt"))
    (root / "build/aomori/small.docx").write_bytes(b"by hand")
    said = messages(build(root, formats=("html",), force=True).problems)

    assert {"txt", "html"} == recorded(root)
    assert 1 == len(said), said
