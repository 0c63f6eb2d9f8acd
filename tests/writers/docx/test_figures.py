"""Columns of figures in Word: aligned by indents at the right, since the fonts of the template are of fixed pitch."""

from __future__ import annotations

from dataclasses import replace

from pipeline.galley import Grid
from tests.writers.docx.kit import W, agreement, cell, document_root, row, style_id, written


def properties(*figures: str) -> dict[str, tuple[str | None, str | None]]:
    """For each paragraph of the column its indent at the right and its alignment, where it has some of its own."""
    rows = tuple(replace(row("名"), cells=(cell("名"), cell(f, "表数値"))) for f in figures)
    head = row("事業", "額", style="表見出し")
    data = written(agreement(Grid("役割分担表", (head,), rows, "表")))
    style, found = style_id("表数値"), {}
    for p in document_root(data).iter(W + "p"):
        own = p.find(f"{W}pPr/{W}pStyle")
        if own is not None and own.get(W + "val") == style:
            indent, align = p.find(f"{W}pPr/{W}ind"), p.find(f"{W}pPr/{W}jc")
            found["".join(t.text or "" for t in p.iter(W + "t"))] = (
                None if indent is None else indent.get(W + "right"),
                None if align is None else align.get(W + "val"),
            )
    return found


def test_an_indent_makes_up_for_what_stands_behind_other_units():
    """9.5 pt: a bracket is 190 twips wide, .5% is 1 1/2 characters."""
    assert properties("2,500", "（1,000）", "△0.5%") == {
        "2,500": ("285", None),
        "（1,000）": ("95", None),
        "△0.5%": (None, None),
    }


def test_figures_that_end_alike_need_no_indent():
    assert set(properties("1事業", "12事業").values()) == {(None, None)}


def test_words_among_figures_are_centred():
    assert properties("12", "検討中") == {"12": (None, None), "検討中": (None, "center")}
