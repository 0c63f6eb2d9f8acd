"""Columns of figures in Word: aligned by indents at the right, since the fonts of the template are of fixed pitch."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Grid, Row
from tests.writers.docx.kit import W, agreement, base, cell, document_root, row, written


def properties(*figures: str, name: str = "表数値", side: str = "right") -> list[tuple[str | None, str | None]]:
    """For each cell of the column its indent at one side and its alignment, where it has some of its own."""
    rows = tuple(replace(row("名"), cells=(cell("名"), cell(f, name))) for f in figures)
    head = row("事業", "額", style="表見出し")
    root = document_root(written(agreement(Grid("役割分担表", (head,), rows, "表")), base()))
    table = next(root.iter(W + "tbl"))
    cells = [list(tr.iter(W + "tc"))[1] for tr in table.iter(W + "tr")][1:]
    found = []
    for own in (tc.find(f"{W}p/{W}pPr") for tc in cells):
        assert own is not None
        indent, align = own.find(W + "ind"), own.find(W + "jc")
        found.append(
            (None if indent is None else indent.get(W + side), None if align is None else align.get(W + "val"))
        )
    return found


def test_an_indent_makes_up_for_what_stands_behind_other_units():
    """9.5 pt: a bracket is 190 twips wide, .5% is 1 1/2 characters."""
    assert [("285", None), ("95", None), (None, None)] == properties("2,500", "（1,000）", "△0.5%")


def test_figures_that_end_alike_need_no_indent():
    assert [(None, None)] * 2 == properties("1事業", "12事業")


def test_words_among_figures_are_centred():
    assert [(None, None), (None, "center")] == properties("12", "検討中")


def test_figures_in_the_middle_are_a_block():
    """An indent at the left makes a figure as wide as the longest; a digit is half a character."""
    assert [("95", None), (None, None), (None, None)] == properties("4月", "11月", "済", name="表中央", side="left")


def test_figures_of_different_units_in_the_middle_stay_there():
    assert [(None, None)] * 2 == properties("122件", "34.3ha", name="表中央", side="left")


@given(st.integers(2, 8), st.integers(1, 6), st.integers(0, 3))
def test_an_indent_leaves_room_for_its_figure_whatever_font_draws_it(years: int, digits: int, places: int):
    """「78,342」 above 「△2.5」 was moved by a decimal that its column had no room for, and parted."""
    figures = (f"{10**digits - 1:,}", f"△2.{'5' * places}" if places else "△2")
    heads = row("区分", *(f"令和{n}年" for n in range(1, years + 1)), style="表見出し")
    rows = tuple(Row((cell("増減" * 3), *[cell(f, "表数値")] * years)) for f in figures)
    table, *_ = document_root(written(agreement(Grid("一覧表", (heads,), rows, "表")), base())).iter(W + "tbl")
    widths = [int(column.get(W + "w") or 0) / 20 for column in table.iter(W + "gridCol")]
    rooms = [
        (width, int(indent.get(W + "right") or 0) / 20)
        for tr in list(table.iter(W + "tr"))[1:]
        for width, tc in zip(widths, tr.iter(W + "tc"), strict=True)
        if "".join(map(str, tc.itertext())) == figures[0] and (indent := tc.find(f"{W}p/{W}pPr/{W}ind")) is not None
    ]
    need = sum(0.636 if c.isdigit() else 0.318 for c in figures[0]) * 9.5 + 6

    assert all(width - indent >= need for width, indent in rooms)
    assert rooms or years > 4 or not places
