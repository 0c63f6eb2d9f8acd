"""部 begins a page, unless the source says that it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.galley import PageBreak, Para
from tests.typeset.kit import design
from tests.workshop import galley, small_project

HEAD = "種別: 計画\n題名: 計画\n"


def pages(folder: Path, contents: str, *parts: str) -> list[list[str]]:
    """The headings of the parts, page by page, with what is printed on the first; a turned page says so."""
    source = HEAD + contents + "部:\n"
    for n, keys in enumerate(parts, 1):
        source += f"  - 見出し: 部{n}\n    内容: [ {{ 段落: 文 }} ]\n" + "".join(
            f"    {k}\n" for k in keys.split("; ") if k
        )
    made = galley(small_project(folder, source), "sources/aomori/small.yaml", None)
    found: list[list[str]] = []
    for part in made.parts:
        found.append(["横"] if part.landscape else [])
        for block in part.blocks:
            if isinstance(block, PageBreak):
                found.append(["横"] if block.landscape else [])
            elif isinstance(block, Para) and block.style in ("文書題名", "本文見出し1"):
                found[-1].append("".join(run.text for run in block.runs))
    return [page for page in found if page]


def test_a_part_begins_a_page_unless_it_goes_on(tmp_path: Path):
    """「その他」 with one line stood alone on a page of a plan of many short chapters."""
    assert [["計画", "部1"], ["部2"], ["部3"]] == pages(tmp_path / "a", "", "", "", "")
    assert [["計画", "部1", "部2"], ["部3"]] == pages(tmp_path / "b", "", "", "改頁: いいえ", "改頁: はい")


@pytest.mark.parametrize(("keys", "first"), [("", [["計画"], ["部1"]]), ("改頁: いいえ", [["計画", "部1"]])])
def test_behind_the_contents_too(tmp_path: Path, keys: str, first: list[list[str]]):
    assert first == pages(tmp_path, "目次: 目次\n", keys)


def test_a_part_on_a_sheet_that_is_turned_begins_a_page_whatever_it_says(tmp_path: Path):
    found = pages(tmp_path, "", "", "改頁: いいえ; 用紙: 横", "改頁: いいえ; 用紙: 横", "改頁: いいえ")

    assert [["計画", "部1"], ["横", "部2", "部3"], ["部4"]] == found


def test_each_level_of_the_contents_is_set_in_further_than_the_one_above(tmp_path: Path):
    """① and ア stood below (1) where (2) does."""
    deep = "{ 見出し: 五, 内容: [ { 段落: 文 } ] }"
    for name in "四三二":
        deep = f"{{ 見出し: {name}, 節: [ {deep} ] }}"
    source = f"{HEAD}目次: 目次\n目次の深さ: 5\n部:\n  - 見出し: 一\n    番号: ['1', (1), ①, ア]\n    節: [ {deep} ]\n"
    root = small_project(tmp_path, source)
    [styles] = [
        [
            block.style
            for block in part.blocks
            if isinstance(block, Para) and block.style.startswith("目次") and block.label
        ]
        for part in galley(root, "sources/aomori/small.yaml", None).parts
    ]
    starts = [design().texts[style].start_pt for style in ("目次1", *styles)]

    assert ["目次2", "目次3", "目次4", "目次5"] == styles
    assert starts == sorted(set(starts))
