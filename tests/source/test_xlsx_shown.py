"""A text from a sheet is what its cell shows, or the cell is refused; what is struck out or hidden is told, never mixed in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Problems
from pipeline.diagnostics.render import human
from pipeline.kinds.agreement.model import Division
from pipeline.source import reader, sheets
from pipeline.source.files import Files
from pipeline.source.sheets.cells.days import NotShownError
from pipeline.source.sheets.cells.number_format import show_number, show_text
from tests.examples import examples
from tests.source.books import (
    HEADS,
    MONEY_HEADS,
    ROW,
    amount_errors,
    amounts,
    book,
    errors,
    fill,
    packed,
    parts,
    rows,
    said,
)

DAY = Decimal((date(2023, 4, 1) - date(1899, 12, 30)).days)
FIRST_YEAR = Decimal((date(2019, 5, 1) - date(1899, 12, 30)).days)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1200, '#,##0"人"', "1,200人"),
        (122, '0"件"', "122件"),
        (500, '"約"0"人"', "約500人"),
        (7, "000", "007"),
        (9201234, "000-0000", "920-1234"),
        (3000, '"¥"#,##0', "¥3,000"),
        (3000, "[$¥-411]#,##0", "¥3,000"),
        (12345678, "#,##0,", "12,346"),
        (12345678, '#,##0,"千円"', "12,346千円"),
        (1234567890, '#,##0,,"百万円"', "1,235百万円"),
        ("0.125", "0.0%", "12.5%"),
        ("0.35", "0%", "35%"),
        ("1.5", "0.0", "1.5"),
        ("2.5", "0", "3"),
        ("1.005", "0.00", "1.01"),
        ("5", "0.#", "5."),
        (-5, "#,##0;△#,##0", "△5"),
        (-5, "#,##0_ ;[Red]\\-#,##0\\ ", "-5"),
        (-1200, "#,##0;[赤]▲#,##0", "▲1,200"),
        (-1200, "#,##0_);(#,##0)", "(1,200)"),
        (-5, "0", "-5"),
        (0, '#,##0;△#,##0;"－"', "－"),
        (0, "#,##0;△#,##0;", ""),
        (1234567, "#,##0", "1,234,567"),
        (12, "0.0E+00", None),
        ("0.5", "# ?/?", None),
        (3, "[>=10]0;0.0", None),
        (3, "[DBNum1]0", None),
        (3, '0"円"@"円"', None),
        ("-0.3", "0;△0", None),
        ("0.333333333333333", "General", None),
        ("0.25", "General", "0.25"),
        ("99999999999", "General", "99999999999"),
        ("123456789012", "General", None),
        ("-1234567890123", "G/標準", None),
        ("123456789012", "#,##0", "123,456,789,012"),
        (DAY, '[$-411]ggge"年"', "令和5年"),
        (DAY, 'ggge"年度"', "令和5年度"),
        (DAY, "[$-411]ge.m.d", "R5.4.1"),
        (DAY, "[$-411]gge", "令5"),
        (DAY, '[$-411]ggge"年"m"月"d"日"', "令和5年4月1日"),
        (DAY, "yyyy/m/d", "令和5年4月1日"),
        (DAY, 'yyyy"年"m"月"d"日";@', "令和5年4月1日"),
        (DAY, 'm"月"d"日"(aaa)', "4月1日(土)"),
        (DAY, 'm"月"d"日"aaaa', "4月1日土曜日"),
        (DAY, 'yyyy"年度"', "2023年度"),
        (DAY, "mm/dd", "04/01"),
        (FIRST_YEAR, '[$-ja-JP-x-gannen]ggge"年"', "令和元年"),
        (FIRST_YEAR, '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "令和元年5月1日"),
        (DAY, "[$-404]e", None),
        (DAY, "h:mm", None),
        (DAY, "d-mmm-yy", None),
        (DAY + Decimal("0.5"), "yyyy/m/d", None),
        (60, "yyyy/m/d", None),
        (-1, "yyyy/m/d", None),
    ],
)
def test_a_number_is_what_its_format_shows_or_refused(value: int | str | Decimal, code: str, expected: str | None):
    """files.md 2 and 4; each as Excel shows it, but for whole days, which documents print as 和暦."""
    number = Decimal(value)
    if expected is None:
        with pytest.raises(NotShownError):
            show_number(number, code, from_1904=False)
    else:
        assert expected == show_number(number, code, from_1904=False).text


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [("甲", "@", "甲"), ("甲", '@"様"', "甲様"), ("甲", ";;;", ""), ("甲", "0;0;0;@", "甲"), ("甲", "General", "甲")],
)
def test_a_text_is_what_its_format_shows(text: str, code: str, expected: str):
    assert expected == show_text(text, code).text


def test_a_format_that_is_not_understood_is_named_at_its_cell(tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "# ?/?"

    [message] = errors(tmp_path, book([HEADS, ("地域医療", 0.5, *ROW[2:])], dress))

    assert message.startswith("表: 表示形式「# ?/?」のセルは、どう見えるかわからないため読めません")
    assert message.endswith("@別表.xlsx: 別表!B2")


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (12345678, "#,##0,", "12,345.678千円"),
        (1200, '#,##0"円"', "1,200円"),
        (1200, '#,##0"百万円"', "1,200百万円"),
        (3000, '"¥"#,##0', "3,000円"),
        (-5, "#,##0;△#,##0", "△5千円"),
        (-5, "#,##0_);(#,##0)", "△5千円"),
        (1200, "#,##0", "1,200千円"),
    ],
)
def test_an_amount_is_exact_in_the_unit_that_the_cell_shows(value: int, code: str, expected: str, tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].number_format = code

    data = book([("（単位：千円）",), MONEY_HEADS, ("合併", value)], dress)

    assert [{"名称": "合併", "当初": expected}] == amounts(tmp_path, data)


@pytest.mark.parametrize(
    ("value", "code"), [(500, '"約"#,##0'), (5, '0"件"'), (-5, "#,##0;#,##0"), (date(2023, 4, 1), "yyyy/m/d")]
)
def test_what_does_not_show_an_amount_is_refused_in_a_column_of_money(value: int | date, code: str, tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        sheet["B3"].number_format = code

    [message] = amount_errors(tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", value)], dress))

    assert "は金額として読めません" in message


def test_struck_words_are_left_out_and_told(tmp_path: Path):
    """files.md 7: clerks correct shared sheets so."""

    def dress(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "100件"), TextBlock(InlineFont(), "120件"))
        sheet["C2"].font = Font(strike=True)

    node, problems = fill(tmp_path, book([HEADS, ROW], dress))

    assert node is not None
    assert "120件" in str(node)
    assert "100件" not in str(node)
    assert f"取消線の付いた語を除いて取り込みました: B2「100件」、C2「{ROW[2]}」" in said(problems)


def _strict(contents: dict[str, bytes]) -> dict[str, bytes]:
    """The names of the strict form of Office Open XML (ISO/IEC 29500-1)."""
    pairs = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    made = {}
    for name, data in contents.items():
        made[name] = reduce(lambda text, pair: text.replace(*pair), pairs, data)
    return made


def _without(*names: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda contents: {name: data for name, data in contents.items() if name not in names}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_strict, id="strict namespaces"),
        pytest.param(lambda c: c | {"xl/pivotCache/pivotCacheDefinition1.xml": b"<broken"}, id="a broken pivot cache"),
        pytest.param(lambda c: c | {"xl/drawings/drawing1.xml": b""}, id="a broken drawing"),
        pytest.param(_without("xl/styles.xml", "xl/theme/theme1.xml"), id="no styles"),
        pytest.param(_without("[Content_Types].xml", "docProps/core.xml", "docProps/app.xml"), id="no content types"),
        pytest.param(_without("xl/_rels/workbook.xml.rels"), id="no list of parts"),
        pytest.param(
            lambda c: c | {"xl/worksheets/sheet1.xml": c["xl/worksheets/sheet1.xml"].replace(b' s="0"', b' s=""')},
            id="s",
        ),
    ],
)
def test_what_excel_opens_is_read(change: Callable[[dict[str, bytes]], dict[str, bytes]], tmp_path: Path):
    """files.md 14 and 15: parts of no interest do not stand in the way of a table."""
    contents = parts(book([HEADS, ROW]))
    if change is not _strict and "xl/sharedStrings.xml" in contents:
        contents = _inlined(contents)

    [row] = rows(tmp_path, packed(change(contents)))

    assert ROW[1] == row["取組内容"]  # type: ignore[index]


def _inlined(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Texts within their cells, as exporters write them."""
    sheet = contents["xl/worksheets/sheet1.xml"].decode()
    words = [*HEADS, *ROW]
    for n, word in enumerate(words):
        sheet = sheet.replace(f't="s"><v>{n}</v>', f't="inlineStr"><is><t>{word}</t></is>')
    made = contents | {"xl/worksheets/sheet1.xml": sheet.encode()}
    del made["xl/sharedStrings.xml"]
    return made


def test_a_hidden_sheet_does_not_count(tmp_path: Path):
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("作業用").sheet_state = "hidden"

    assert 1 == len(rows(tmp_path, book([HEADS, ROW], add)))


def test_words_above_the_heads_are_told(tmp_path: Path):
    _, problems = fill(tmp_path, book([("令和五年度の取組",), HEADS, ROW]))

    assert "見出しの行より上の語は取り込みません: 1行目「令和五年度の取組」" in said(problems)


# Cells as (value, format, what is shown).
CELLS = st.sampled_from(
    [
        (1200, '#,##0"人"', "1,200人"), (7, "000", "007"), (-5, "#,##0;△#,##0", "△5"), (0.125, "0.0%", "12.5%"),
        (45017, '[$-411]ggge"年度"', "令和5年度"), (3000000, "#,##0,", "3,000"), (0.5, "# ?/?", None), (2019, "General", "2019"),
        ("救急 #7119", "General", "救急#7119"), ("1,200人", "@", "1,200人"), ("甲、乙", "General", "甲、乙"), (None, "General", ""),
    ]
)  # fmt: skip
WORDS = st.text("甲乙丙丁をが、。・0129", min_size=1, max_size=6).map(
    lambda text: (f"語{text}", "General", f"語{text}")
)


@given(
    st.lists(st.lists(CELLS | WORDS, min_size=4, max_size=4), min_size=1, max_size=6),
    st.sets(st.integers(2, 7), max_size=2),
    st.sets(st.tuples(st.integers(2, 7), st.integers(1, 4)), max_size=3),
)
@settings(max_examples=examples(120))
def test_every_shown_word_is_in_the_source_or_told(
    table: list[list[tuple[object, str, str | None]]], hidden: set[int], struck: set[tuple[int, int]]
):
    check_conservation(table, hidden, struck)


def check_conservation(
    table: list[list[tuple[object, str, str | None]]], hidden: set[int], struck: set[tuple[int, int]]
) -> None:
    """Every shown word of the sheet stands in the rows or in what is said; nothing struck or hidden stands in the rows."""

    def dress(sheet: Worksheet) -> None:
        for r, line in enumerate(table, 2):
            for c, (_, code, _) in enumerate(line, 1):
                sheet.cell(r, c).number_format = code
                if (r, c) in struck:
                    sheet.cell(r, c).font = Font(strike=True)
            sheet.row_dimensions[r].hidden = r in hidden

    values = [tuple(value for value, _, _ in line) for line in table]
    with tempfile.TemporaryDirectory() as folder:
        node, problems = fill(Path(folder), book([HEADS, *values], dress))  # type: ignore[list-item]
    told = "\n".join(human(d) for d in problems.found)
    taken = "" if node is None else "".join(str(node).split())
    for r, line in enumerate(table, 2):
        for c, (value, _, shown) in enumerate(line, 1):
            if value is None:
                continue
            if r in hidden:
                assert f"{r}行目" in told or problems.errors
            elif (r, c) in struck:
                assert "取消線" in told or problems.errors
            elif shown is None:
                assert f"{'ABCD'[c - 1]}{r}" in told
            else:
                assert shown in taken or shown in told or problems.errors
    seen = {
        "".join(str(shown))
        for r, line in enumerate(table, 2)
        for c, (_, _, shown) in enumerate(line, 1)
        if r not in hidden and (r, c) not in struck
    }
    for r, line in enumerate(table, 2):
        for c, (_, _, shown) in enumerate(line, 1):
            is_gone = shown and (r in hidden or (r, c) in struck) and not any(shown in word for word in seen)
            assert not is_gone or f"'{shown}'" not in taken


def test_a_table_may_be_called_by_a_key_that_any_editor_reads(tmp_path: Path):
    """clerk.md A12: a tag must be ASCII in YAML."""
    (tmp_path / "別表.xlsx").write_bytes(book([HEADS, ROW]))
    problems = Problems()
    node = reader.parse("見出し: 生活\n施策: { 表の元: 別表.xlsx, シート: 別表 }\n".encode(), "a.yaml", problems)
    assert node is not None

    filled = sheets.fill(node, Division, sheets.Folder(tmp_path, tmp_path, tmp_path, Files(tmp_path)), problems)

    assert filled is not None
    assert ROW[1] in str(filled.node)
    assert ["別表.xlsx"] == [name for name, _ in filled.workbooks]


@given(
    st.decimals(allow_nan=False, allow_infinity=False) | st.floats(-1e308, 1e308).map(lambda x: Decimal(f"{x:.15g}")),
    st.lists(
        st.sampled_from(["0", "#", "?", ",", ".", "%", ";", "@", '"件"', "\\人", "_ ", "* ", "General", "y", "m", "d", "e", "g", "aaa", "[Red]", "[$-411]", "[$¥-411]", "/", "E+0", "h", "△", "-", "(", ")", " "]),
        max_size=8,
    ).map("".join)
    | st.text(max_size=12),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=examples(500))
def test_any_number_in_any_format_is_shown_or_refused(value: Decimal, code: str, from_1904: bool):
    try:
        shown = show_number(value, code, from_1904=from_1904)
    except NotShownError:
        return
    assert shown.text == shown.text.strip(" ")


@pytest.mark.parametrize("number", ["1e999", "nan", "-1e999", "x", "1e300"])
def test_a_number_that_is_none_is_refused_with_its_place(number: str, tmp_path: Path):
    contents = parts(book([HEADS, ("地域医療", 7, *ROW[2:])]))
    sheet = contents["xl/worksheets/sheet1.xml"].decode().replace("<v>7</v>", f"<v>{number}</v>")

    [message] = errors(tmp_path, packed(contents | {"xl/worksheets/sheet1.xml": sheet.encode()}))

    assert "@別表.xlsx" in message


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_a_number_with_commas_is_shown_as_a_spreadsheet_does(value: int, places: int):
    """Found by a table of two-digit amounts: 10 under #,##0 was shown as 1,10."""
    code = "#,##0" + ("." + "0" * places if places else "")

    assert f"{Decimal(value):,.{places}f}" == show_number(Decimal(value), code, from_1904=False).text
