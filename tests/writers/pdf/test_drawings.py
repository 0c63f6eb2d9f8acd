"""Drawings in PDF, read back: a figure with its alternative text, its box on the page, and its words as text."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Drawing, Galley, Para, Part, Run
from pipeline.galley.blocks import Band, Tile
from pipeline.writers.pdf import write
from tests.galley.test_figures import BODIES, TREE, drawings
from tests.typeset.kit import design
from tests.writers.pdf.kit import FONTS, instructions, opened, pdf, structure_text


def document(*blocks: Drawing) -> Galley:
    return Galley("題", "題", "市", None, (Part("本文", (Para("題名", (Run("題"),), heading=1), *blocks)),))


def figures(data: bytes) -> list[Any]:
    file = opened(data)
    return [e for e in file.Root.StructTreeRoot.K.K if str(e.S) == "/Figure"]


def test_a_figure_says_its_title_and_its_words():
    [figure] = figures(pdf(document(*drawings(TREE))))

    assert "施策の体系　政策1　産業（施策1　経営（基盤、販路）、施策2　人材）" == str(figure.Alt)


def test_its_words_are_text_in_reading_order():
    said = structure_text(pdf(document(*drawings(TREE))))

    assert [("P", w) for w in ("政策1　産業", "施策1　経営", "基盤", "販路", "施策2　人材")] == said[1:]


def test_it_tells_where_it_stands():
    [figure] = figures(pdf(document(*drawings(TREE))))
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    frame = design().upright.frame

    assert (frame.left_pt, frame.right_pt - design().grids["図"].right_pt) == pytest.approx((left, right), abs=0.01)
    assert frame.bottom_pt < bottom < top < frame.top_pt


def test_strokes_and_areas_belong_to_the_figure():
    """No stroke lies outside of it, and none is an artifact: the drawing is what the figure is."""
    file = opened(pdf(document(*drawings(BODIES))))
    stack: list[str] = []
    owners = []
    for operands, operator in instructions(file.pages[0]):
        if operator == "BDC":
            stack.append(str(operands[0]))
        elif operator == "EMC":
            stack.pop()
        elif operator in ("S", "f"):
            owners.append(stack[-1])

    assert {"/Figure"} == set(owners)
    assert owners.count("/Figure") > 20


def test_a_drawing_that_no_page_holds_is_refused():
    tall = Drawing("図", (1,), (), (Band((Tile((Para("図本文", (Run("あ" * 3000),)),)),)),))
    problems = Problems()

    with pytest.raises(Rejected):
        write(document(tall), design(), FONTS, problems)
    assert ["図"] == [d.code for d in problems.errors]


def test_a_missing_glyph_in_a_box_is_told():
    box = Drawing("図", (1,), (), (Band((Tile((Para("図本文", (Run("あ\U0002ffffい"),)),)),)),))
    problems = Problems()

    with pytest.raises(Rejected):
        write(document(box), design(), FONTS, problems)
    assert ["字形"] == [d.code for d in problems.errors]
