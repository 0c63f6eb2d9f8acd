"""Words of a sheet that look otherwise than their letters, or lie over its cells, are taken as they are seen, or told."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics.render import human
from tests.examples import examples
from tests.source.books import HEADS, ROW, book, errors, fill, packed, parts, said, taken

SHEET = "xl/worksheets/sheet1.xml"
_DRAWING = b"""<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><xdr:twoCellAnchor>%s</xdr:twoCellAnchor></xdr:wsDr>"""
_SHAPE = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x"{}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>費用は甲が</a:t></a:r>'
    "<a:r><a:t>負う。</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)


def _taken(folder: Path, data: bytes) -> tuple[str, str]:
    """The words of the rows, and what is said of the sheet."""
    node, problems = fill(folder, data)
    assert node is not None, said(problems)
    return str(taken(node, "施策")), said(problems)


def test_a_raised_figure_is_a_raised_figure(tmp_path: Path):
    """120m² became 120m2 without a word; what no font has raised is told."""

    def dress(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText("120m", TextBlock(InlineFont(vertAlign="superscript"), "2"), "の床")
        sheet["C2"] = CellRichText("CO", TextBlock(InlineFont(vertAlign="subscript"), "2"), "を減らす。")

    words, told = _taken(tmp_path, book([HEADS, ROW], dress))

    assert "120m²の床" in words
    assert "CO2を減らす。" in words
    assert "上付きの字を、小さい字で取り込みました: B2「2」を「²」と" in told
    assert "上付きや下付きの字を、ふつうの字で取り込みました: C2「2」" in told


def test_a_letter_of_a_font_of_symbols_is_what_the_font_draws(tmp_path: Path):
    """✓ is the letter ü of Wingdings, which was printed as ü."""

    def dress(sheet: Worksheet) -> None:
        sheet["B2"] = "ü"
        sheet["B2"].font = Font(name="Wingdings")
        sheet["C2"] = CellRichText(TextBlock(InlineFont(rFont="Wingdings"), "l"), "担う")

    words, told = _taken(tmp_path, book([HEADS, ROW], dress))

    assert "✓" in words
    assert "ü" not in words
    assert "●担う" in words
    assert "記号の書体の字を、見えるとおりの字で取り込みました: B2「ü」を「✓」と、C2「l」を「●」と" in told


@pytest.mark.parametrize("value", ["a", 1])
def test_a_sign_that_nobody_knows_is_refused_at_its_cell(value: str | int, tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        sheet["B2"].font = Font(name="Webdings")

    [message] = errors(tmp_path, book([HEADS, (ROW[0], value, *ROW[2:])], dress))

    assert message.startswith(f"表: 書体「Webdings」の「{value}」は、どう見えるかわからないため読めません")
    assert message.endswith("@別表.xlsx: 別表!B2")


@pytest.mark.parametrize("colour", [Color(rgb="FFFFFFFF"), Color(theme=0), Color(indexed=9)])
def test_white_words_are_told_where_nothing_is_behind_them(colour: Color, tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        for cell in ("B2", "C2", "D2"):
            sheet[cell].font = Font(color=colour)
        sheet["C2"].fill = PatternFill("solid", fgColor="FF1F4E79")
        sheet["D2"].font = Font(color=Color(theme=0, tint=-0.5))

    words, told = _taken(tmp_path, book([HEADS, ROW], dress))

    assert ROW[1] in words
    assert (
        f"白い字（紙では読めません）を、ほかの字と同じに取り込みました: B2「{ROW[1]}」\n"
        in told.replace("|", "\n") + "\n"
    )


def test_a_zero_that_the_sheet_does_not_show_is_not_taken(tmp_path: Path):
    """A switch of Excel for the whole sheet; a clerk sees an empty cell."""

    def dress(sheet: Worksheet) -> None:
        sheet.sheet_view.showZeros = False

    words, told = _taken(tmp_path, book([HEADS, (ROW[0], "語", 5, 0)], dress))

    assert "'0'" not in words
    assert "ゼロを表示しないシートなので、0を取り込みませんでした: D2" in told


def test_readings_that_a_cell_shows_are_told(tmp_path: Path):
    """Almost every cell holds readings, which nobody sees."""
    contents = parts(book([HEADS, (ROW[0], "here", *ROW[2:])]))
    ruby = '<t>蓬田で行う</t><rPh sb="0" eb="2"><t>ヨモギタ</t></rPh>'
    sheet = contents[SHEET].decode().replace("<t>here</t>", ruby).replace('r="B2"', 'r="B2" ph="1"')
    quiet = sheet.replace(' ph="1"', "")

    words, told = _taken(tmp_path, packed(contents | {SHEET: sheet.encode()}))
    _, untold = _taken(tmp_path, packed(contents | {SHEET: quiet.encode()}))

    assert "蓬田で行う" in words
    assert "表示されているふりがなは取り込みません: B2「ヨモギタ」" in told
    assert "ふりがな" not in untold


@pytest.mark.parametrize(
    ("shapes", "is_told"),
    [
        (_SHAPE.format(""), True),
        (_SHAPE.format(' hidden="1"'), False),
        (f"<mc:AlternateContent><mc:Choice>{_SHAPE.format('')}</mc:Choice></mc:AlternateContent>", True),
        (f"<mc:AlternateContent><mc:Fallback>{_SHAPE.format('')}</mc:Fallback></mc:AlternateContent>", False),
    ],
)
def test_words_of_a_box_over_the_sheet_are_told(shapes: str, is_told: bool, tmp_path: Path):
    """They are seen over the cells, and were lost without a word."""
    contents = parts(book([HEADS, ROW]))
    link = b'<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="d1"/></worksheet>'
    contents[SHEET] = contents[SHEET].replace(b"</worksheet>", link)
    contents["xl/worksheets/_rels/sheet1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"'
        b' Target="../drawings/drawing1.xml"/></Relationships>'
    )
    contents["xl/drawings/drawing1.xml"] = _DRAWING % shapes.encode()

    words, told = _taken(tmp_path, packed(contents))

    assert "負う" not in words
    assert is_told == ("図形（テキストボックスなど）の語は取り込みません: 「費用は甲が負う。」" in told)


def test_comments_are_no_words_of_a_table(tmp_path: Path):
    """Notes among colleagues, of which a workbook may be full: Excel prints none unless it is asked to."""

    def dress(sheet: Worksheet) -> None:
        sheet["C2"].comment = Comment("案です", "係")

    words, told = _taken(tmp_path, book([HEADS, ROW], dress))

    assert "案です" not in words
    assert not told


_RUNS = st.lists(
    st.tuples(
        st.text("甲乙地域12mlü", min_size=1, max_size=4),
        st.sampled_from(
            [
                {}, {"strike": True}, {"vertAlign": "superscript"}, {"vertAlign": "subscript"}, {"rFont": "Wingdings"},
                {"rFont": "Webdings"}, {"color": "FFFFFFFF"},
            ]
        ),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@given(_RUNS)
@settings(max_examples=examples(80))
def test_no_part_of_a_text_is_lost_or_looks_otherwise_without_a_word(runs: list[tuple[str, dict[str, object]]]):
    """Each part stands in the rows as it is typed, or it is told, with its words, at its cell."""

    def dress(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText("初", *(TextBlock(InlineFont(**look), words) for words, look in runs), "終")  # type: ignore[arg-type]

    with tempfile.TemporaryDirectory() as folder:
        node, problems = fill(Path(folder), book([HEADS, ROW], dress))
    told = "\n".join(human(d) for d in problems.found)
    plain = "".join(words for words, look in runs if not look)
    if all(not look for _, look in runs):
        assert f"初{plain}終" in str(node)
        return
    for words, look in runs:
        is_japanese = not set(words) & set("12mlü")
        if not look or ("rFont" in look and is_japanese):
            assert node is None or words in str(node)
        else:
            assert "B2" in told
