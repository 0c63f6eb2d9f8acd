"""Sentences of one 附則 that were written as 附則 of their own are told; those of amendments are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics.render import human
from tests.workshop import SMALL, build, small_project

IN_FORCE = "この協約は、令和2年4月1日から施行する。"


def told(folder: Path, *lines: str) -> list[str]:
    written = SMALL + "附則:\n" + "".join(f"  - {line}\n" for line in lines)
    report = build(small_project(folder, written), formats=("txt",))
    return [human(each) for each in report.problems.warnings if each.code == "附則"]


@pytest.mark.parametrize("later", ["旧協約は、廃止する。", "必要な準備は、前にもできる。"])
def test_paragraphs_written_one_by_one_are_told(later: str, tmp_path: Path):
    """Three times 附　則 was printed, and an amendment of the second was refused as a new 附則."""
    [said] = told(tmp_path, f"本文: {IN_FORCE}", f"本文: {later}", "本文: 協議して定める。")

    assert "附則の見出しを3回印刷します" in said
    assert f"本文: {later}" in said


@pytest.mark.parametrize(
    "lines",
    [
        (f"本文: {IN_FORCE}",),
        (f"本文: {IN_FORCE}", "本文: この変更は、令和5年4月1日から施行する。"),
        (f"本文: {IN_FORCE}", "{ 題: （令和5年3月1日）, 本文: 旧協約は、廃止する。 }"),
        (f"項: [{{ 本文: {IN_FORCE} }}, {{ 本文: 旧協約は、廃止する。 }}]",),
    ],
)
def test_what_is_one_or_says_of_itself_what_it_is_is_not(lines: tuple[str, ...], tmp_path: Path):
    assert [] == told(tmp_path, *lines)
