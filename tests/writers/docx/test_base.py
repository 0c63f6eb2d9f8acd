"""The template of kinds that have none of their own: what the program writes, with every style of plain documents."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import LEADER, Grid, Para, Part, Row, Run
from pipeline.galley.styles import CONTENTS_STYLES, PARTS, PROSE_PARAGRAPH_STYLES, PROSE_TABLE_STYLES, TABLE_STYLES
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx import bookmark_name, write
from pipeline.writers.docx.shipped.base import new_base_template
from tests.writers.docx.kit import (
    ROOT,
    W,
    agreement,
    base,
    cell,
    document_root,
    fields_of,
    para,
    read_back,
    row,
    shipped,
    unzipped,
    written,
)


def test_the_committed_template_is_what_the_program_writes():
    """Parts, not bytes: another zlib packs the same parts otherwise."""
    assert unzipped(new_base_template()) == unzipped((ROOT / "templates/docx/base.docx").read_bytes())


def test_it_defines_every_style_of_plain_documents():
    styles = base().styles

    assert set(PROSE_PARAGRAPH_STYLES) <= set(styles.paragraphs)
    assert {*TABLE_STYLES, *PROSE_TABLE_STYLES} <= set(styles.tables)
    assert base().contract.slots == PARTS


@pytest.mark.parametrize("style", PROSE_PARAGRAPH_STYLES)
def test_a_paragraph_of_every_style_is_written(style: str):
    made = written(agreement(para(style, "言葉", "1　")), base())

    assert "1　言葉" in read_back(made)


def test_a_template_without_a_style_that_the_document_uses_is_refused():
    """The template of agreements has no 本文見出し1."""
    problems = Problems()
    galley = agreement(para("本文見出し1", "概要"), Grid("分野表", (), (row("観光", "宣伝"),), "分野"))

    with pytest.raises(Rejected):
        write(galley, shipped(), problems)
    assert ["段落スタイル「本文見出し1」", "表スタイル「分野表」"] == [
        d.message.removeprefix("文書が使う").removesuffix("が、ひな形にありません") for d in problems.errors
    ]


@pytest.mark.parametrize(("digits", "switch"), [("4", ""), ("１２", " \\* DBCHAR")])
@pytest.mark.parametrize(("landscape", "edge"), [(False, 37 * 12 * 20), (True, 55 * 12 * 20)])
def test_an_entry_of_contents_is_a_link_with_a_leader_and_its_page_as_a_field(
    digits: str, switch: str, landscape: bool, edge: int
):
    """Characters of 12 pt, 37 a line: the leader ends at the right edge of the text, on a turned sheet too."""
    page = (Run(digits, target="目的", page_of="目的"), Run("頁", target="目的"))
    entry = Para("目次1", (Run("目的", target="目的"), Run(LEADER), *page), (Run("1　"),))
    blocks = (entry, para("本文見出し1", "目的", anchor="目的"))
    made = written(replace(agreement(), parts=(Part("本文", blocks, landscape),)), base())
    (link,) = document_root(made).iter(W + "hyperlink")
    (tab,) = document_root(made).iter(W + "tabs")

    assert bookmark_name("目的") == link.get(W + "anchor")
    assert f"1　目的\t{digits}頁" == read_back(made)[0]
    assert [(f"PAGEREF {bookmark_name('目的')} \\h{switch}", digits)] == fields_of(made)
    assert [("right", "middleDot", str(edge))] == [tuple(t.get(W + k) for k in ("val", "leader", "pos")) for t in tab]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("words", ["序", "2　構成", "第1節　計画の位置付けと構成"])
def test_the_dots_of_a_short_entry_do_not_stop_where_further_lines_begin(level: int, words: str):
    """「2　構成 3頁」 without dots: Word and LibreOffice take the hanging indent for a stop of tabs."""
    blocks = (Para(f"目次{level}", (Run(words), Run(LEADER), Run("3頁"))),)
    made = written(replace(agreement(), parts=(Part("本文", blocks),)), base())
    (entry,) = [p for p in document_root(made).iter(W + "p") if p.find(f"{W}pPr/{W}tabs") is not None]
    [indent] = entry.iter(W + "ind")
    hanging = {1: 2, 2: 3}.get(level, 4)

    flush = "0" == indent.get(W + "firstLine") == indent.get(W + "firstLineChars")
    assert flush == (width_em(words) <= hanging + 1.5)
    assert (str((level - 1) * 100) if flush else None) == indent.get(W + "leftChars")


def kept_rows(*rows: Row, style: str = "一覧表", below: tuple[Para, ...] = ()) -> list[bool]:
    """Of each row of the body, whether it stays with the next."""
    grid = Grid(style, (row("項", "目", style="表見出し"),), rows, "表")
    table, *_ = document_root(written(agreement(grid, *below), base())).iter(W + "tbl")
    return [tr.find(f".//{W}pPr/{W}keepNext") is not None for tr in table.findall(W + "tr")[1:]]


def test_a_short_table_stays_on_one_page():
    """Every row but the last stays with the next; まとめる行数 of the contract says what is short."""
    assert [True, True, False] == kept_rows(row("1", "字"), row("2", "字"), row("3", "字"))


def test_a_long_table_and_one_whose_style_is_not_listed_are_split():
    assert not any(kept_rows(*(row(str(n), "字") for n in range(15)))[:-2])
    assert not any(kept_rows(row("1", "字" * 40 * 15), row("2", "字")))
    assert not any(kept_rows(row("1", "字"), row("2", "字"), style="役割分担表"))


def test_the_last_two_rows_of_a_long_table_stay_together_if_they_are_low():
    assert [True, False] == kept_rows(*(row(str(n), "字") for n in range(15)))[-2:]
    assert [False, False] == kept_rows(*(row(str(n), "字" * 40 * 8) for n in range(15)))[-2:]


def test_a_row_stays_with_the_total_below_it_and_a_head_with_its_rows():
    rows = [Row((cell("総務課", columns=2, style="表項目"),)), *(row(str(n), "字") for n in range(13))]
    rows += [Row((cell("小計", style="表計"), cell("1"))), *(row(str(n), "字") for n in range(9))]

    assert [True, *[False] * 12, True, *[False] * 8] == kept_rows(*rows)[:-2]


@pytest.mark.parametrize(("style", "kept"), [("注", True), ("末尾書き", True), ("本文段落", False)])
def test_the_last_row_of_a_table_stays_with_the_notes_below_it(style: str, kept: bool):
    """「※　△は減少を示す。」 stood alone at the top of a page."""
    assert kept is kept_rows(*(row(str(n), "字") for n in range(15)), below=(para(style, "△は減少を示す。"),))[-1]
    assert kept is kept_rows(row("1", "字"), below=(para(style, "△は減少を示す。"),))[-1]


@pytest.mark.parametrize(("style", "kept"), [("図版出典", True), ("本文段落", False)])
def test_the_title_of_a_picture_stays_with_its_source(style: str, kept: bool):
    made = document_root(written(agreement(para("図版題", "図1"), para(style, "出典：市")), base()))
    [title] = [p for p in made.iter(W + "p") if "".join(map(str, p.itertext())) == "図1"]

    assert kept is (title.find(f"{W}pPr/{W}keepNext") is not None)


def names(style: etree._Element) -> list[str | None]:
    """What a style is called."""
    return [name.get(W + "val") for name in style.findall(W + "name")]


@pytest.mark.parametrize("style", ["本文段落", "箇条1", "番号箇条2", "注"])
def test_no_single_line_of_a_plan_is_left_at_either_side_of_a_page_break(style: str):
    """The PDF keeps two; Normal of Japanese Word keeps none."""
    styles = etree.fromstring(unzipped(new_base_template())["word/styles.xml"])
    kept = {
        name for s in styles.iter(W + "style") if s.find(f"{W}pPr/{W}widowControl") is not None for name in names(s)
    }

    assert style in kept


def test_a_paragraph_without_space_of_its_own_is_kept_off_a_table():
    """本文段落 has none; 本文見出し1 has its own on both sides."""
    grid = Grid("一覧表", (), (row("1", "字"),), "表")
    made = document_root(
        written(
            agreement(para("本文段落", "前"), grid, para("本文段落", "後"), para("本文見出し1", "章"), grid), base()
        )
    )
    spaces = [
        (spacing.get(W + "before"), spacing.get(W + "after"))
        for p in made.iter(W + "p")
        if (spacing := p.find(f"{W}pPr/{W}spacing")) is not None
        and "".join(map(str, p.itertext())) in ("前", "後", "章")
    ]

    assert [(None, "80"), ("80", None)] == spaces


@given(st.integers(1, 160), st.sampled_from(CONTENTS_STYLES), st.booleans())
def test_a_page_of_contents_stands_at_the_indent_of_its_entry(length: int, style: str, landscape: bool):
    """LibreOffice 7.4 prints no page right of the indent; the words of the last line end well before it."""
    entry = Para(style, (Run("協" * length), Run(LEADER), Run("12", page_of="目的"), Run("頁")), (Run("1　"),))
    blocks = (entry, para("本文見出し1", "目的", anchor="目的"))
    root = document_root(written(replace(agreement(), parts=(Part("本文", blocks, landscape),)), base()))
    edge = (55 if landscape else 37) * 12 * 20
    [tab] = [int(t.get(W + "pos") or 0) for t in root.iter(W + "tab") if t.get(W + "pos")]
    [indent] = [int(i.get(W + "right") or 0) for i in root.iter(W + "ind") if i.get(W + "right") is not None]

    assert edge == tab + indent
    assert 0 <= indent <= 6 * 11 * 20


@given(st.integers(3, 7), st.integers(1, 9), st.integers(1, 12))
def test_figures_have_room_in_a_font_of_wider_figures_where_words_keep_theirs(years: int, digits: int, length: int):
    """LibreOffice without ＭＳ 明朝 takes figures of 0.64 em: 「12,548」 was printed as 「12,54」 and below it 「8」."""
    amount = f"{10**digits - 1:,}"
    heads = row("地区", *(f"令和{n + 7}年" for n in range(years)), style="表見出し")
    body = tuple(Row((cell("東" * length), *(cell(amount, "表数値") for _ in range(years)))) for _ in range(3))
    table, *_ = document_root(written(agreement(Grid("一覧表", (heads,), body, "表")), base())).iter(W + "tbl")
    widths = [int(column.get(W + "w") or 0) / 20 for column in table.iter(W + "gridCol")]
    need = sum(0.64 if c.isdigit() else 0.32 for c in amount) * 9.5 + 6
    whole, words = (ceil((em * 9.5 + 6) / 12) for em in (0.6 * len(amount), min(length, 6)))

    if max(whole, 3) * years + max(words, 2) <= 37:  # columns are whole characters of 12 pt
        assert all(width >= need for width in widths[1:])


def test_figures_have_that_room_where_it_costs_words_no_line():
    """「243,892.70」 was parted though a column with a long head had more than its own figures need."""
    heads = ("大分類", "中分類", "施設数", "実数", "構成比", "築30年以上の割合", "令和4年度", "令和5年度", "令和6年度")
    figures = ("144", "243,892.70", "100.0％", "68.2％", "66.0", "67.5", "69.0")
    body = Row((cell("社会教育系施設"), cell("図書館・博物館"), *(cell(figure, "表数値") for figure in figures)))
    grid = Grid("一覧表", (row(*heads, style="表見出し"),), (body,) * 3, "表")
    table, *_ = document_root(written(agreement(grid), base())).iter(W + "tbl")
    words, other, _, area, *_ = [int(column.get(W + "w") or 0) / 20 for column in table.iter(W + "gridCol")]

    assert area >= (8 * 0.64 + 2 * 0.32) * 9.5 + 6
    assert words == other >= 4 * 9.5 + 6  # two lines of seven characters


def test_figures_get_fourths_of_a_character_before_words_beside_them_get_all_that_is_left():
    """「10,133」 was parted in each of fourteen columns, beside names that had thirteen characters."""
    heads = row("項目", *(f"令和{n}年度推計" for n in range(1, 15)), style="表見出し")
    body = tuple(Row((cell("地方消費税交付金"), *[cell("10,133", "表数値")] * 14)) for _ in range(2))
    parts = (Part("本文", (Grid("一覧表", (heads,), body, "表"),), landscape=True),)
    [table] = document_root(written(replace(agreement(), parts=parts), base())).iter(W + "tbl")
    names, *years = [int(column.get(W + "w") or 0) / 20 for column in table.iter(W + "gridCol")]

    assert all(width >= (5 * 0.636 + 0.318) * 9.5 + 6 for width in years)
    assert names >= 6 * 9.5 + 6  # eight characters in two lines


@given(st.integers(2, 8), st.integers(3, 5), st.integers(4, 9), st.integers(1, 30))
def test_figures_that_would_be_parted_get_smaller_type(towns: int, years: int, digits: int, length: int):
    """「1,234,567」 was parted in a table of five towns and five years, where ＭＳ 明朝 was not to be had."""
    largest, small = f"{10**digits - 1:,}", "12,345"
    heads = row("事業名", *["町"] * towns, *(f"令和{n}年度" for n in range(2, years + 2)), "計", style="表見出し")
    marks, amounts = [cell("○", "表中央")] * towns, [cell(largest, "表数値"), *[cell(small, "表数値")] * (years - 1)]
    body = Row((cell("交" * length), *marks, *amounts, cell(largest, "表数値")))
    table, *_ = document_root(written(agreement(Grid("一覧表", (heads,), (body,) * 2, "表")), base())).iter(W + "tbl")
    names, *widths = [int(column.get(W + "w") or 0) / 20 for column in table.iter(W + "gridCol")]
    size = min([int(sz.get(W + "val") or 19) for sz in table.iter(W + "sz")], default=19) / 2
    figures = [largest, *[small] * (years - 1), largest]
    needs = [sum(0.636 if c.isdigit() else 0.318 for c in figure) for figure in figures]
    wide = [sum(0.6 if c.isascii() else 1.0 for c in figure) for figure in figures]

    if sum(wide) * 7.5 + (towns + min(length, 4)) * 7.5 + (1 + towns + years + 1) * 6 <= 37 * 12:
        assert all(w + 0.1 >= em * size + 6 for w, em in zip(widths[towns:], needs, strict=True))
        assert names + 0.1 >= min(length, 4) * size + 6


@pytest.mark.parametrize(
    ("words", "label", "indent"),
    [("公共施設等の管理" * 8, "", "0"), ("公共施設等の管理", "", None), ("公共施設等の管理" * 8, "第1　", None)],
)
def test_lines_of_a_heading_without_number_stand_below_one_another(words: str, label: str, indent: str | None):
    """The second line was set in by the two characters of a number that is not there."""
    heading = Para("本文見出し1", (Run(words),), (Run(label),) if label else (), heading=2)
    made = document_root(written(agreement(heading), base()))
    [found] = [p for p in made.iter(W + "p") if words in "".join(map(str, p.itertext()))]
    indents = found.findall(f"{W}pPr/{W}ind")

    expected = [] if indent is None else [(indent, indent)]
    assert expected == [(i.get(W + "left"), i.get(W + "hanging")) for i in indents]


def test_an_item_with_its_amount_does_not_keep_the_next_item_on_its_page():
    items = [Para("本文見出し4", (Run(f"項{n}"),), heading=level) for n, level in enumerate((4, 5, 5, 4))]
    made = document_root(written(agreement(*items, para("本文段落", "結び")), base()))
    kept = [p.find(f"{W}pPr/{W}keepNext") for p in made.iter(W + "p") if "項" in "".join(map(str, p.itertext()))]

    assert [None, "0", "0", None] == [None if k is None else k.get(W + "val") for k in kept]
