"""Tables with columns of their own from Excel: 行 takes what the sheet shows, its heads at any depth, merged cells, bands."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.diagnostics import Problems
from pipeline.diagnostics.render import human
from pipeline.kinds.accord.model import Accord
from pipeline.kinds.shared.clauses.cells import CellBody
from pipeline.kinds.shared.clauses.tables import TableBody
from pipeline.source import reader, sheets
from pipeline.source.decode import decode
from pipeline.source.files import Files

HEADS: list[list[object]] = [
    ["区分", "事業", "負担", None, None, "備考"],
    [None, None, "甲", None, "乙", None],
    [None, None, "均等割", "人口割", "均等割", None],
]
MERGED = ["A1:A3", "B1:B3", "C1:E1", "C2:D2", "F1:F3"]


def book(folder: Path, rows: list[list[object]], merged: list[str]) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    made.save(folder / "t.xlsx")


def table(folder: Path, says: str) -> tuple[TableBody | None, str]:
    """The first 別表 of a source whose table is `says`, and all messages."""
    text = f"種別: 協定書\n題名: 協定書\n締結日: 令和2年2月1日\n当事者: {{甲: 東市, 乙: 西町}}\n条: [{{本文: 別表のとおりとする。}}]\n別表:\n  - {says}\n"
    path = folder / "k.yaml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    node = reader.read(path, problems, "k.yaml")
    assert node is not None
    filled = sheets.fill(node, Accord, sheets.Folder(folder, folder, folder, Files(folder)), problems)
    model = decode(filled.node, Accord, problems) if filled is not None else None
    return (model.schedules[0] if model is not None else None), "\n".join(map(human, problems.found))


def said(cell: CellBody) -> str:
    return "/".join(t.text for t in cell.texts)


def test_columns_come_with_the_sheet_where_the_source_names_none(tmp_path: Path):
    rows: list[list[object]] = [
        ["医療", "診療", 10, 20, 30, "毎年\n見直す。"],
        [None, "救急", 1, 2, 3, None],
        ["交通の部"],
        ["交通", "バス", "○", None, "－", None],
    ]
    book(tmp_path, [*HEADS, *rows], [*MERGED, "A4:A5", "A6:F6"])

    made, _ = table(tmp_path, "行: {表の元: t.xlsx}")

    assert made is not None
    leaves = [("・".join(g.text for g in leaf.groups), leaf.name.text, leaf.merged) for leaf in made.leaves]
    assert [
        ("", "区分", "結合"), ("", "事業", ""), ("負担・甲", "均等割", ""), ("負担・甲", "人口割", ""),
        ("負担・乙", "均等割", ""), ("", "備考", ""),
    ] == leaves  # fmt: skip
    assert "交通の部" == (made.rows[2].band.text if made.rows[2].band else "")
    assert ["医療", "救急", "1", "2", "3", ""] == [said(c) for c in made.cells(made.rows[1])]
    assert "毎年/見直す。" == said(made.cells(made.rows[0])[5])


def test_columns_that_the_source_names_are_found_by_their_heads(tmp_path: Path):
    book(tmp_path, [["要らない", "乙", "事業", "甲"], ["x", "負担", "観光", "運営"], ["y", "協力", "医療", "運営"]], [])

    made, told = table(
        tmp_path, "{列: [事業, 甲, 乙], 行: {表の元: t.xlsx, 列: {要らない: 除く}, 絞り込み: {事業: 観光}}}"
    )

    assert made is not None, told
    assert [["観光", "運営", "負担"]] == [[said(c) for c in made.cells(r)] for r in made.rows]


@pytest.mark.parametrize(
    ("says", "merged", "expected"),
    [
        ("{列: [事業, 内容], 行: {表の元: t.xlsx}}", [], "「内容」という見出しがありません"),
        ("{列: [事業, 甲], 行: {表の元: t.xlsx}}", [], "「列」にない列があります: 「乙」（Sheet!C1）"),
        ("行: {表の元: t.xlsx}", ["B2:C2"], "横に結合したセルは読めません"),
        ("行: {表の元: t.xlsx, 単位: 千円}", [], "「単位」を書けません"),
        ("行: {表の元: t.xlsx, 絞り込み: {年度: 5}}", [], "「年度」という列はありません"),
    ],
)
def test_what_cannot_be_read_is_refused(says: str, merged: list[str], expected: str, tmp_path: Path):
    book(tmp_path, [["事業", "甲", "乙"], ["観光", "運営", "負担"]], merged)

    made, told = table(tmp_path, says)

    assert made is None
    assert expected in told


def test_a_formula_without_a_value_is_refused_by_its_cell(tmp_path: Path):
    book(tmp_path, [["事業", "甲"], ["観光", "=1+1"]], [])

    made, told = table(tmp_path, "行: {表の元: t.xlsx}")

    assert made is None
    assert "t.xlsx: Sheet!B2" in told
