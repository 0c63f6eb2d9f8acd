"""Sheets: parts that lie across, widths of tables on them, and the mark of a draft on every page."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, Grid, Para, Part, Row
from pipeline.galley.tables.column_widths import LEAST_TYPE_PT
from pipeline.notation.text.char_width import width_em
from pipeline.notation.text.number_box import boxes
from pipeline.writers.docx import Template, new_template, write
from pipeline.writers.docx.body import columns
from pipeline.writers.docx.shipped.styles import TABLE_PT
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import (
    DOCUMENT,
    OFFICE,
    RELATIONSHIPS,
    WIDTHS,
    W,
    agreement,
    base,
    cell,
    changed,
    compiled,
    contract_with,
    document_root,
    galley_lines,
    para,
    read_back,
    refused,
    role_table,
    row,
    shipped,
    unzipped,
    written,
)

R_ID = f"{{{OFFICE}}}id"
PORTRAIT, LANDSCAPE = (11906, 16838, "portrait"), (16838, 11906, "landscape")


def parted(*parts: Part) -> Galley:
    return replace(agreement(), parts=parts)


def sheets_of(data: bytes) -> list[tuple[int, int, str]]:
    """Width, height and orientation of each section."""
    sizes = document_root(data).iter(W + "pgSz")
    return [(int(s.get(W + "w") or 0), int(s.get(W + "h") or 0), s.get(W + "orient") or "portrait") for s in sizes]


def widths_of(data: bytes) -> list[list[int]]:
    """Column widths of each table."""
    return [[int(c.get(W + "w") or 0) for c in t.iter(W + "gridCol")] for t in document_root(data).iter(W + "tbl")]


TABLE = role_table(row("移住", "進める。", "担う。", "協力する。"))
BODY = Part("本文", (para("条", "a"),))


def test_a_part_that_lies_across_has_a_section_of_its_own_with_sides_swapped() -> None:
    galley = parted(BODY, Part("別表", (TABLE,), landscape=True))
    data = written(galley)
    assert [PORTRAIT, LANDSCAPE] == sheets_of(data)
    assert faults(data) == []
    section = docx.Document(io.BytesIO(data)).sections[1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    # The binding margin (30 mm) comes to the top.
    assert section.top_margin is not None
    assert round(section.top_margin.mm) == 30


def test_lines_of_a_turned_sheet_hold_whole_characters_and_tables_fill_them() -> None:
    """297 mm less 2 x 32 mm: 55 characters of 12 pt; the columns 7.67, 10.83, 10.83, 7.67 in proportion."""
    data = written(parted(BODY, Part("別表", (TABLE,), landscape=True)))
    margins = list(document_root(data).iter(W + "pgMar"))[1]
    text = 16838 - sum(int(margins.get(W + side) or 0) for side in ("left", "right", "gutter"))
    assert text == 55 * 240
    assert widths_of(data) == [[11 * 240, 17 * 240, 16 * 240, 11 * 240]]


def test_parts_of_one_name_that_lie_otherwise_alternate_in_sections() -> None:
    across = Part("別表", (para("別表見出し", "別表第2"), TABLE), landscape=True)
    galley = parted(BODY, Part("別表", (para("別表見出し", "別表第1"), TABLE)), across, across, Part("別表", (TABLE,)))
    data = written(galley)
    assert [PORTRAIT, PORTRAIT, LANDSCAPE, PORTRAIT] == sheets_of(data)
    assert galley_lines(galley) == read_back(data)
    assert faults(data) == []


def test_page_numbers_run_on_where_the_sheet_turns() -> None:
    """The body begins with page 1; a turned sheet inside it must not begin again."""
    galley = parted(BODY, Part("本文", (TABLE,), landscape=True), BODY)
    starts = [n.get(W + "start") for n in document_root(written(galley)).iter(W + "pgNumType")]
    assert starts == ["1", None, None]


def test_headers_and_footers_are_those_of_the_section_that_turned() -> None:
    galley = parted(BODY, Part("本文", (TABLE,), landscape=True))
    ends = list(document_root(written(galley)).iter(W + "sectPr"))
    assert [len(e.findall(W + "footerReference")) for e in ends] == [1, 1]
    assert len({r.get(R_ID) for e in ends for r in e.findall(W + "footerReference")}) == 1


def landscape_template(right: int = 1501) -> bytes:
    """The shipped template with its last section turned by the clerk."""
    portrait = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1814" w:right="1325"'
    turned = f'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1701" w:right="{right}"'

    def turn(xml: str) -> str:
        before, _, after = xml.rpartition(portrait)
        return before + turned + after.replace('w:left="1701"', 'w:left="1417"', 1)

    return changed(DOCUMENT, turn)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_section_that_the_clerk_turned_stays_as_it_is(landscape: bool) -> None:
    data = written(parted(BODY, Part("別表", (TABLE,), landscape=landscape)), compiled(landscape_template()))
    assert [PORTRAIT, LANDSCAPE] == sheets_of(data)
    assert sum(widths_of(data)[0]) == 58 * 240


def test_a_turned_section_whose_lines_are_no_whole_characters_is_refused() -> None:
    (message,) = refused(landscape_template(1400))["ひな形紙面"]
    assert "「別表」のセクション" in message
    assert "右の余白を26.5mm" in message  # 1501 twips


def test_a_table_whose_columns_the_contract_does_not_list_is_balanced_by_its_words() -> None:
    grid = Grid("役割分担表", (row("番号", "内容", style="表見出し"),), (row("1", "協" * 80), row("2", "短い")), "表")
    widths, _schedule = widths_of(written(agreement(grid)))
    assert sum(widths) == 37 * 240
    assert all(width % 240 == 0 for width in widths)
    assert widths[0] >= 3 * 240  # its head in one line
    assert widths[1] > 2 * widths[0]


def test_several_numbers_of_columns_may_be_listed() -> None:
    template = compiled(new_template(), contract_with(WIDTHS, "[[7, 11, 11, 8], [10, 27]]"))
    galley = agreement(TABLE, Grid("役割分担表", (), (row("a", "b"),), "表"))
    assert widths_of(written(galley, template))[:2] == [[1680, 2640, 2640, 1920], [2400, 6480]]


def test_columns_under_spanning_heads_are_balanced_by_their_own_heads() -> None:
    """工程表: months stay readable although their cells are empty."""
    head = (
        Row((cell("取組", "表見出し", rows=2), cell("工程", "表見出し", columns=2))),
        row("令和7年度", "令和8年度", style="表見出し"),
    )
    widths, _schedule = widths_of(written(agreement(Grid("役割分担表", head, (row("協" * 300, "", ""),), "工程表"))))
    assert min(widths) >= 5 * 240  # 4.5 characters of 9.5 pt and the margins of the cell: 48.75 of 60 pt


def test_more_columns_than_the_sheet_can_hold_are_reported() -> None:
    problems = Problems()
    with pytest.raises(Rejected):
        write(agreement(Grid("役割分担表", (), (row(*["a"] * 19),), "表")), shipped(), problems)
    assert [p.code for p in problems.errors] == ["ひな形表幅"]


@given(st.integers(10, 40))
def test_a_sheet_that_is_turned_holds_more_columns(count: int) -> None:
    """A table of 23 columns was refused on a sheet that had room for 27."""
    grid = Grid("役割分担表", (), (row(*["a"] * count),), "表")
    refused_on = []
    for landscape in (False, True):
        made, problems = agreement(grid), Problems()
        parts = tuple(replace(part, landscape=landscape) if grid in part.blocks else part for part in made.parts)
        try:
            write(replace(made, parts=parts), shipped(), problems)
        except Rejected:
            refused_on.append(landscape)
            assert [("ひな形表幅", landscape)] == [(p.code, "用紙: 横" not in p.cure) for p in problems.errors]

    assert refused_on == [landscape for landscape, most in ((False, 18), (True, 27)) if count > most]


def headers_of(data: bytes) -> list[str]:
    """The header that each section shows on each kind of page."""
    parts = unzipped(data)
    targets = {e.get("Id"): f"word/{e.get('Target')}" for e in etree.fromstring(parts[RELATIONSHIPS])}
    references = document_root(data).iter(W + "headerReference")
    return [parts[targets[r.get(R_ID)]].decode() for r in references]


def draft(galley: Galley | None = None) -> Galley:
    return replace(galley or agreement(), draft=True)


@pytest.mark.parametrize(
    "template",
    [
        shipped(),
        compiled(changed(DOCUMENT, lambda xml: xml.replace('<w:headerReference w:type="default" r:id="rId5"/>', ""))),
        compiled(changed(DOCUMENT, lambda xml: xml.replace("<w:docGrid", "<w:titlePg/><w:docGrid"))),
        compiled(changed("word/settings.xml", lambda xml: xml.replace("<w:zoom", "<w:evenAndOddHeaders/><w:zoom"))),
    ],
    ids=["shipped", "without headers", "other first page", "other even pages"],
)
def test_every_header_of_a_draft_bears_the_mark(template: Template) -> None:
    data = written(draft(), template)
    headers = headers_of(data)
    assert len(headers) >= 3
    assert all(h.count('string="案"') == 1 for h in headers)
    assert all("PowerPlusWaterMarkObject" in h for h in headers)  # by which Word's 透かしの削除 finds it
    assert faults(data) == []


def test_the_mark_of_a_draft_is_no_word_of_the_document() -> None:
    assert read_back(written(agreement())) == read_back(written(draft()))
    assert b"WaterMark" not in unzipped(written(draft()))[DOCUMENT]


def test_a_draft_says_so_in_its_header_and_its_properties() -> None:
    document = docx.Document(io.BytesIO(written(draft())))
    assert document.sections[0].header.paragraphs[0].text == "案"
    assert document.core_properties.content_status == "案"
    named = written(draft(agreement(fields={"案": "（案）"})))
    assert docx.Document(io.BytesIO(named)).sections[0].header.paragraphs[0].text == "（案）"


def test_a_finished_document_bears_no_mark() -> None:
    data = written(agreement())
    assert not any("WaterMark" in h for h in headers_of(data))
    assert docx.Document(io.BytesIO(data)).core_properties.content_status == ""


def test_the_empty_header_that_a_template_lacks_takes_no_room() -> None:
    bare = compiled(changed(DOCUMENT, lambda xml: xml.replace('<w:headerReference w:type="default" r:id="rId5"/>', "")))
    headers = headers_of(written(agreement(), bare))
    assert len(headers) == 3
    assert all('w:line="20" w:lineRule="exact"' in h and "<w:t" not in h for h in headers)


def test_a_header_that_holds_only_a_table_bears_the_mark_too() -> None:
    table = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'

    def only_table(xml: str) -> str:
        head, _, rest = xml.partition("<w:p>")
        return head + table + rest.partition("</w:p>")[2]

    data = written(draft(), compiled(changed("word/header1.xml", only_table)))
    assert all('string="案"' in h for h in headers_of(data))


def test_empty_parts_turn_no_sheet() -> None:
    assert sheets_of(written(parted(BODY, Part("別表", (), landscape=True)))) == [PORTRAIT]


def test_a_lying_part_without_tables_keeps_its_words() -> None:
    galley = parted(Part("本文", (Para("条", para("条", "a").runs),), landscape=True))
    assert galley_lines(galley) == read_back(written(galley))


@given(st.lists(st.text("協a（", max_size=60), min_size=1, max_size=18), st.integers(37, 60))
def test_balanced_columns_are_whole_characters_and_fill_the_sheet(cells: list[str], chars: int) -> None:
    grid = Grid("役割分担表", (row(*cells, style="表見出し"),), (row(*reversed(cells)),), "表")
    found = columns.fit(grid, contract_with(WIDTHS, "[37]"), chars).widths
    assert len(found) == len(cells)
    assert sum(found) == chars * 240
    # A character at least. Of many columns, where words would stand on end, they get a share that is not whole.
    assert min(found) >= (LEAST_TYPE_PT + columns.BESIDE_PT) * 20 - 1
    assert len(cells) > 6 or (min(found) >= 2 * 240 and all(width % 240 == 0 for width in found))


AMOUNTS = st.builds(
    "{}{:,}{}".format, st.sampled_from(["", "△", "("]), st.integers(0, 10**12), st.sampled_from(["", "千円", "%"])
)


@given(st.lists(st.one_of(AMOUNTS, st.text("協約の推進", max_size=20)), min_size=2, max_size=10), st.integers(37, 60))
def test_every_number_has_room_in_its_column_or_its_table_is_narrow(cells: list[str], chars: int) -> None:
    """Digits of ＭＳ 明朝 are half an em wide; 3 pt of margin stand at each side of a cell."""
    grid = Grid("一覧表", (), (row(*cells),), "表")
    found = columns.fit(grid, contract_with(WIDTHS, "[37]"), chars)
    size = (found.half_points or 19) / 2

    for words, width in zip(cells, found.widths, strict=True):
        numbers = [width_em(words[start:end]) for start, end in boxes(words)]
        assert found.narrow or max(numbers, default=0.0) * size + 6 <= width / 20 + 0.1


def test_smaller_type_is_stated_in_every_run() -> None:
    amounts = ["△826,049,380"] * 7
    grid = Grid("一覧表", (), (row("観光案内人材育成事業", *amounts),), "表")
    data = written(parted(Part("本文", (grid,))), base())

    sizes = [size.get(W + "val") for size in document_root(data).iter(W + "sz")]
    assert len(sizes) == 8
    assert {int(size or 19) < 19 for size in sizes} == {True}


@given(
    st.integers(2, 5),
    st.lists(st.sampled_from(["5,678（2,800）", "△34.8（△39.3）", "12（3）"]), min_size=6, max_size=6),
)
def test_a_number_in_brackets_stays_beside_the_number_before_it_where_there_is_room(count: int, figures: list[str]):
    """「5,67」 ended a line of LibreOffice, 「8（2,800）」 stood below it."""
    grid = Grid(
        "一覧表", (row("区分", *"甲乙丙丁戊己"[:count], style="表見出し"),), (row("年少人口", *figures[:count]),), "表"
    )
    fit = columns.fit(grid, base().contract, 37)
    type_pt = (fit.half_points or 19) / 2

    assert not fit.narrow
    for width, words in zip(fit.widths[1:], figures, strict=False):
        assert columns.generous_em(words) * type_pt <= width / 20 - columns.BESIDE_PT + 0.1


@given(st.integers(8, 20), st.integers(1, 3), st.sampled_from(["", "人", "％"]))
def test_figures_without_commas_have_room_in_a_font_of_wider_figures(count: int, digits: int, unit: str):
    """「105」 stood as 「10」 and 「5」 in each of twenty columns: a comma is narrower there, and a digit wider than was thought."""
    figures = "357"[:digits] + unit
    heads = row("事業名", *"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[:count], style="表見出し")
    body = Row((cell("款の名前"), *[cell(figures, "表数値")] * count))
    fit = columns.fit(Grid("予算額表", (heads,), (body,) * 2, "表"), base().contract, 57)
    type_pt = (fit.half_points or 19) / 2
    gap_em = {"": 0.0, "人": 1.25, "％": 1.0}[unit]
    room_pt = 57 * 12 - (4 * 7.5 + 6) - count * ((digits * 0.637 + gap_em + 0.06) * 7.5 + 6)

    if room_pt >= 0:
        assert all((digits * 0.636 + gap_em) * type_pt + 6 <= width / 20 for width in fit.widths[1:])


@given(st.integers(1, 6), st.integers(20, 120))
def test_days_and_short_names_have_the_room_that_they_need_and_no_more(digits: int, length: int):
    """Beside amounts in an unknown font a column of 第1期 had seven characters, that of days parted them: 「令和25年4月1／日」."""
    head = row("期", "年月日", "金額", "説明", style="表見出し")
    body = row("第28期", "令和28年10月31日", "", "長い文" * (length // 3))
    amount = cell(f"△{10**digits:,}千円", "表数値")
    grid = Grid("一覧表", (head,), (Row((*body.cells[:2], amount, body.cells[3])),), "表")
    fit = columns.fit(grid, base().contract, 37)

    measures = [width / 20 - columns.BESIDE_PT for width in fit.widths]
    assert columns.generous_em("第28期") * TABLE_PT <= measures[0] <= 6 * TABLE_PT
    assert columns.generous_em("令和28年10月31日") * TABLE_PT <= measures[1] + 0.1
    assert measures[3] > measures[1]
