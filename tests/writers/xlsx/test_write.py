"""Workbooks of documents: the words of the other formats, numbers as numbers, heads in sight, the same bytes."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley import Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.source.sheets.cells import worksheet
from pipeline.source.sheets.cells.number_format import show_number
from pipeline.source.sheets.cells.parts import Package
from pipeline.source.sheets.cells.styles import shared_texts, styles
from pipeline.writers import text, xlsx
from pipeline.writers.xlsx.figures import figure
from tests.workshop import ROOT, galley

TABLES = [
    "sources/kitakyushu/jigyo.yaml",
    "sources/aomori-shi/keikaku.yaml",
    "sources/yamagata/shiryo.yaml",
    "sources/kitaalps/gaiyo.yaml",
]


def shown(data: bytes) -> str:
    """The words that the cells of all sheets show, bare of blanks, in the order of reading."""
    package = Package(data)
    looks, texts = styles(package.part("xl/styles.xml")), shared_texts(package.part("xl/sharedStrings.xml"))
    words: list[str] = []
    for n in range(1, len(openpyxl.load_workbook(io.BytesIO(data)).worksheets) + 1):
        part = package.part(f"xl/worksheets/sheet{n}.xml")
        assert part is not None
        for _, cell in sorted(worksheet.read(part).cells.items()):
            if cell.rich is not None:
                words.append(cell.rich.text)
            elif cell.kind == "s":
                words.append(texts[int(cell.text)].text)
            else:
                words.append(show_number(Decimal(cell.text), looks[cell.style].code, from_1904=False).text)
    return "".join("".join(words).split())


@pytest.mark.parametrize("source", TABLES)
def test_the_words_are_those_of_the_document(source: str):
    made = galley(ROOT, source, None)

    data = xlsx.write(made, Problems())

    assert data is not None
    assert "".join(text.write(made).decode().split()) == shown(data)


def test_figures_are_numbers_and_heads_stay_in_sight():
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx.write(galley(ROOT, "sources/yamagata/shiryo.yaml", None), Problems()) or b"")
    )
    tables = [sheet for sheet in book.worksheets if sheet.freeze_panes]

    assert tables
    assert all(sheet.print_area and sheet.page_setup.fitToWidth == 1 for sheet in tables)
    assert any(isinstance(cell.value, (int, float)) for sheet in tables for row in sheet.iter_rows() for cell in row)


def test_the_same_document_gives_the_same_bytes():
    made = galley(ROOT, "sources/kitakyushu/jigyo.yaml", None)

    assert xlsx.write(made, Problems()) == xlsx.write(made, Problems())


def paper(*words: str) -> Galley:
    cells = tuple(Cell((Para("表数値", (Run(word),)),)) for word in words)
    grid = Grid("一覧表", (Row(cells),), (Row(cells),), "表/の:名前")
    return Galley("題", "件名", "市", None, (Part("本文", (grid, grid)),))


def test_a_text_that_looks_like_a_formula_stays_a_text_and_names_of_sheets_are_apart():
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(paper("=1+1", "+2", "@甲"), Problems()) or b""))

    assert ["表 の 名前", "表 の 名前（2）"] == book.sheetnames
    assert ["=1+1", "+2", "@甲"] == [cell.value for cell in book.worksheets[0][2]]
    assert {"s"} == {cell.data_type for cell in book.worksheets[0][2]}


def test_a_document_without_a_table_is_refused():
    problems = Problems()

    assert xlsx.write(Galley("題", "件名", "市", None, ()), problems) is None
    assert "「題」には表がないので、Excelのブックになりません" == problems.errors[0].message


@pytest.mark.parametrize(
    ("words", "value", "code"),
    [
        ("1,234", 1234, "#,##0"),
        ("△500", -500, '0;"△"0'),
        ("△1,234", -1234, '#,##0;"△"#,##0'),
        ("33.3%", Decimal("0.333"), "0.0%"),
        ("17事業", 17, '0"事業"'),
    ],
)
def test_a_figure_keeps_its_look(words: str, value: int | Decimal, code: str):
    found = figure(words)

    assert found is not None
    assert (value, code) == (found.value, found.code)


@pytest.mark.parametrize("words", ["007", "1億2,328万7千円", "皆増", "－", "1,23", "", "約500人", "1.5.2", "△0"])
def test_what_no_format_shows_is_a_text(words: str):
    assert figure(words) is None


@given(st.text("0123456789,.%△-件人 ", max_size=8))
def test_a_number_always_shows_the_words_that_it_was_made_of(words: str):
    found = figure(words)

    assert found is None or words == show_number(found.value, found.code, from_1904=False).text
