"""事業一覧 whose pages come from the document that tells the projects, made in the same build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.project.batch.run import Report
from tests import workshop
from tests.workshop import ROOT, edit, messages

LIST = """\
種別: 事業一覧
題名: 具体的取組
頁の元: { 原稿: jigyo, 初めの頁: 30 }
柱:
  - 見出し: 経済成長
    取組:
      - { 名称: 観光, 事業: [観光案内, 催し] }
  - 見出し: 生活
    取組:
      - { 名称: 医療, 事業: [救急, 催し] }
"""
PART = """\
  - 見出し: {0}の事業
    節:
      - 見出し: {0}
        内容: [{{ 段落: {1} }}]
"""
TOLD = "種別: 方針\n題名: 事業の内容\n部:\n" + "".join(
    PART.format(name, "協力する。" * length) for name, length in (("観光案内", 10), ("催し", 900), ("救急", 10))
)


def folder(root: Path) -> Path:
    """A clerk's folder with a list and the document that tells its projects."""
    shutil.copytree(ROOT / "sources/kitakyushu", root / "sources/kitakyushu")
    (root / "sources/kitakyushu/ichiran.yaml").write_text(LIST, encoding="utf-8")
    (root / "sources/kitakyushu/jigyo.yaml").write_text(TOLD, encoding="utf-8")
    return root


def build(root: Path, *names: str) -> Report:
    return workshop.build(root, *names, formats=("txt", "pdf"))


def page_lines(root: Path) -> list[str]:
    """The pages that the list prints."""
    text = (root / "build/kitakyushu/ichiran.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("P. ")]


def test_pages_are_those_of_the_document_that_tells_the_projects(tmp_path: Path):
    """観光案内 on the first page, which is 30 of the book; 催し on four more; 催し again is told elsewhere."""
    root = folder(tmp_path)

    assert [] == messages(build(root).problems)
    assert ["P. 30～34", "P. 35"] == page_lines(root)


def test_a_longer_text_there_moves_the_pages_here(tmp_path: Path):
    root = folder(tmp_path)
    edit(root / "sources/kitakyushu/jigyo.yaml", "協力する。" * 900, "協力する。" * 1300)
    build(root, "ichiran")

    assert ["P. 30～35", "P. 36"] == page_lines(root)


def test_the_manifest_names_the_document_that_gave_the_pages(tmp_path: Path):
    root = folder(tmp_path)
    build(root, "ichiran")
    [record] = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))["documents"]

    assert "sources/kitakyushu/jigyo.yaml" in [source["name"] for source in record["sources"]]


def test_pages_that_are_written_down_are_checked(tmp_path: Path):
    root = folder(tmp_path)
    edit(root / "sources/kitakyushu/ichiran.yaml", "見出し: 生活\n", "見出し: 生活\n    頁: 36\n")

    assert ["「36」と書かれていますが、「jigyo」の事業の頁は35です"] == messages(build(root, "ichiran").problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("原稿: jigyo", "原稿: jigyou", "「頁の元」の「jigyou」という原稿は同じフォルダにありません"),
        ("事業: [救急, 催し]", "事業: [休日救急, 催し]", "「jigyo」に「休日救急」の見出しがありません"),
        ("原稿: jigyo", "原稿: ichiran", "「頁の元」の「ichiran」という原稿は同じフォルダにありません"),
    ],
)
def test_projects_that_are_not_told_are_refused(tmp_path: Path, old: str, new: str, message: str):
    root = folder(tmp_path)
    edit(root / "sources/kitakyushu/ichiran.yaml", old, new)
    problems = build(root, "ichiran").problems

    assert [message] == messages(problems)
    assert all(error.cure and error.place is not None for error in problems.errors)


def test_a_fault_of_the_other_document_is_told_once_there(tmp_path: Path):
    root = folder(tmp_path)
    edit(root / "sources/kitakyushu/jigyo.yaml", "題名: 事業の内容", "題名: '{{ 何か }}'")

    said = messages(build(root).problems)

    assert "「頁の元」の「jigyo」に誤りがあるので、頁が分かりません" in said
    assert 2 == len(said)
