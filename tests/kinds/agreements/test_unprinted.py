"""Words of signers that no line of the names has a place for are refused: a paper lost them in silence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected
from pipeline.project import compiling
from pipeline.writers import text
from tests.workshop import SMALL, galley, messages, original, small_project

SOURCE = "sources/aomori/small.yaml"
WITNESS = "立会人: [{名称: 見本県, 職名: 見本県知事, 氏名: 見本　一}]\n"


def said(folder: Path, text: str) -> list[str]:
    loaded, problems = original(small_project(folder, text), SOURCE)
    assert loaded is not None, messages(problems)
    with suppress(Rejected):
        compiling.set_galley(loaded, None, problems)
    return [d.message for d in problems.errors]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WITNESS, ["「立会人」の名称「見本県」を印刷する行がありません"]),
        (WITNESS + "記名欄: {行: [名称, 職名 氏名]}\n", []),
        (
            WITNESS + "記名欄: {行: 名称}\n",
            ["「立会人」の職名「見本県知事」、氏名「見本　一」を印刷する行がありません"],
        ),
        (
            WITNESS + "記名欄: なし\n",
            ["「立会人」の名称「見本県」、職名「見本県知事」、氏名「見本　一」を印刷する行がありません"],
        ),
        (
            "記名: {乙: {住所: 蓬田村1番地, 職名: 村長, 氏名: 見本}}\n",
            ["「乙」の住所「蓬田村1番地」を印刷する行がありません"],
        ),
        ("記名: {乙: {住所: 蓬田村1番地, 職名: 村長, 氏名: 見本, 行: [住所, 職名, 氏名]}}\n", []),
        (
            "記名: {乙: {職名: 村長, 氏名: 見本}}\n記名欄: {行のまま: [甲　青森市, 乙　蓬田村]}\n",
            ["「乙」の職名「村長」、氏名「見本」を印刷する行がありません"],
        ),
        (
            "記名欄: {行のまま: [甲　青森市, 乙　蓬田村], 行: [職名, 氏名 印], 印: ㊞}\n",
            ["「記名欄」の印「㊞」を印刷する行がありません"],
        ),
        ("立会人: [{名称: 見本県, 職名: 知事, 氏名: 見本　一, 行: [名称, 職名 氏名]}]\n", []),
        (
            "立会人: [{名称: 見本県, 職名: 知事, 氏名: 見本　一, 行: [名称, 職名]}]\n",
            ["「立会人」の氏名「見本　一」を印刷する行がありません"],
        ),
        ("記名欄: {印: ㊞}\n", ["「記名欄」の印「㊞」を印刷する行がありません"]),
        ("記名欄: {行: [職名, 氏名 印], 印: ㊞}\n", []),
    ],
)
def test_what_stands_on_no_line_is_refused(tmp_path: Path, written: str, expected: list[str]):
    assert expected == said(tmp_path, SMALL.replace("前文:", f"{written}前文:", 1))


def test_names_without_parties_are_refused(tmp_path: Path):
    """規約 without 当事者: the names, and the witness below them, were dropped."""
    text = "種別: 規約\n題名: 規約\n条:\n  - 本文: 協議会を置く。\n"

    assert [
        "「当事者」がないので、「記名欄」に記名する者がありません",
        "「立会人」の職名「見本県知事」、氏名「見本　一」を印刷する行がありません",
    ] == said(tmp_path, text + "記名欄: {行: 職名 氏名}\n立会人: [{職名: 見本県知事, 氏名: 見本　一}]\n")


def test_a_witness_may_have_lines_of_its_own(tmp_path: Path):
    """Lines of a witness were those of the parties, so that a body above a 職名 had no place."""
    witness = "立会人: [{名称: 見本県, 職名: 見本県知事, 氏名: 見本　一, 行: [名称, 職名 氏名]}]\n"
    root = small_project(tmp_path, SMALL.replace("前文:", f"記名欄: {{行: 職名 氏名}}\n{witness}前文:", 1))

    printed = text.write(galley(root, SOURCE, None)).decode()

    assert "立会人\n\n見本県\n\n見本県知事　見本　一\n" in printed
