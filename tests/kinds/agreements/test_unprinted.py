"""Words of signers that no line of the names has a place for are told: a paper lost them in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.project import compiling
from tests.workshop import SMALL, messages, original, small_project

SOURCE = "sources/aomori/small.yaml"
WITNESS = "立会人: [{名称: 見本県, 職名: 見本県知事, 氏名: 見本　一}]\n"


def said(folder: Path, text: str) -> list[str]:
    loaded, problems = original(small_project(folder, text), SOURCE)
    assert loaded is not None, messages(problems)
    compiling.set_galley(loaded, None, problems)
    return [d.message for d in problems.warnings if "印刷しません" in d.message]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WITNESS, ["「立会人」の名称「見本県」は、置く行がないので印刷しません"]),
        (WITNESS + "記名欄: {行: [名称, 職名 氏名]}\n", []),
        (
            WITNESS + "記名欄: {行: 名称}\n",
            ["「立会人」の職名「見本県知事」、氏名「見本　一」は、置く行がないので印刷しません"],
        ),
        (
            WITNESS + "記名欄: なし\n",
            ["「立会人」の名称「見本県」、職名「見本県知事」、氏名「見本　一」は、置く行がないので印刷しません"],
        ),
        (
            "記名: {乙: {住所: 蓬田村1番地, 職名: 村長, 氏名: 見本}}\n",
            ["「乙」の住所「蓬田村1番地」は、置く行がないので印刷しません"],
        ),
        ("記名: {乙: {住所: 蓬田村1番地, 職名: 村長, 氏名: 見本, 行: [住所, 職名, 氏名]}}\n", []),
        (
            "記名: {乙: {職名: 村長, 氏名: 見本}}\n記名欄: {行のまま: [甲　青森市, 乙　蓬田村]}\n",
            ["「乙」の職名「村長」、氏名「見本」は、置く行がないので印刷しません"],
        ),
        (
            "記名欄: {行のまま: [甲　青森市, 乙　蓬田村], 行: [職名, 氏名 印], 印: ㊞}\n",
            ["「記名欄」の印「㊞」は、置く行がないので印刷しません"],
        ),
        ("記名欄: {印: ㊞}\n", ["「記名欄」の印「㊞」は、置く行がないので印刷しません"]),
        ("記名欄: {行: [職名, 氏名 印], 印: ㊞}\n", []),
    ],
)
def test_what_stands_on_no_line_is_told(tmp_path: Path, written: str, expected: list[str]):
    assert expected == said(tmp_path, SMALL.replace("前文:", f"{written}前文:", 1))


def test_names_without_parties_are_told(tmp_path: Path):
    """規約 without 当事者: the names, and the witness below them, were dropped."""
    text = "種別: 規約\n題名: 規約\n条:\n  - 本文: 協議会を置く。\n"

    assert [
        "「記名欄」は、「当事者」がないので印刷しません",
        "「立会人」の職名「見本県知事」、氏名「見本　一」は、置く行がないので印刷しません",
    ] == said(tmp_path, text + "記名欄: {行: 職名 氏名}\n立会人: [{職名: 見本県知事, 氏名: 見本　一}]\n")
