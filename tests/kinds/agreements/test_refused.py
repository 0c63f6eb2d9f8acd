"""What a paper of clauses is refused for, in words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected
from pipeline.project import compiling
from tests import workshop

SMALL = workshop.SMALL + "別表:\n  - 関係: 目的\n"


def errors(folder: Path, text: str) -> list[str]:
    loaded, problems = workshop.original(workshop.small_project(folder, text), "sources/aomori/small.yaml")
    if loaded is not None:
        with pytest.raises(Rejected):
            compiling.set_galley(loaded, None, problems)
    return [d.message for d in problems.errors]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("    列: [ア, イ]\n    行: [[一]]", "列が2つの表に、欄が1つの行があります"),
        ("    列: [ア, イ]\n    行: [{ア: 一, ウ: 二}]", "「ウ」という列はありません"),
        ("    列: [ア]", "「列」がありますが「行」がありません"),
        ('    欄名: なし\n    列: [ア, ""]\n    行: [[一, 二]]', "「欄名: なし」の表の列に、名前「ア」があります"),
        ("    欄名: なし\n    行: [{ア: 一}]", "「欄名: なし」の表の行に、欄が並んでいません"),
        ("    欄名: なし\n    行: [[一, 二], [三]]", "列が2つの表に、欄が1つの行があります"),
        ("    行: [[一]]", "「行」がありますが「列」がありません"),
        ("    列: [{名: ア, 幅: 2}, イ]\n    行: [[一, 二]]", "「イ」の列に「幅」がありません"),
        (
            "    列: [ア, {名: 額, 形: 金額}]\n    行: [[一, 10千円], [二, 20千円]]\n    計: [計, 31千円]",
            "「額」の計は31千円と書かれていますが、足すと30千円です",
        ),
        (
            "    列: [ア, {名: 額, 形: 金額}]\n    行: [[一, 10千円]]\n    計: {数える: はい, 欄: [総計, 10千円]}",
            "計の行に「数える: はい」と欄の両方があります",
        ),
        ("    列: [ア]\n    行: [[一]]\n    計: {帯: 総計}", "計の行に帯「総計」があります"),
        ("    前書き: 表は別に定める。\n    計: [総計, 10千円]", "「計」がありますが「列」と「行」がありません"),
    ],
)
def test_a_table_that_does_not_hold_is_refused(tmp_path: Path, table: str, expected: str):
    [said] = errors(tmp_path, SMALL + table + "\n")

    assert said.endswith(expected)


def test_a_total_within_rounding_is_printed_as_stated(tmp_path: Path):
    table = "    端数処理: はい\n    列: [ア, {名: 額, 形: 金額}]\n    行: [[一, 10千円], [二, 20千円]]\n    計: [計, 31千円]\n"
    loaded, problems = workshop.original(workshop.small_project(tmp_path, SMALL + table), "sources/aomori/small.yaml")
    assert loaded is not None, workshop.messages(problems)

    assert compiling.set_galley(loaded, None, problems)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    本文: 甲及び乙は、協力する。", "    削除: はい", "削除した条に文があります"),
        ("条:\n  - 見出し: 目的\n    本文: 甲及び乙は、協力する。\n", "", "「条」がありません"),
        ("{甲: 青森市, 乙: 蓬田村}", "[青森市]", "当事者が一つしかありません"),
    ],
)
def test_a_paper_that_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, expected: str):
    assert old in workshop.SMALL
    assert expected in "".join(errors(tmp_path, workshop.SMALL.replace(old, new)))
