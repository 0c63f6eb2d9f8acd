"""Drawings in DOCX, read back: boxes are cells with real words, arrows and bars are shapes without any."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.galley import Drawing
from pipeline.galley.blocks import Arrow, Band, Bar, Tile, Tone
from tests.examples import examples
from tests.galley.drawings import Node, marks, nodes, words_in_order
from tests.galley.test_figures import BODIES, SCHEME, TREE, drawings
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import W, agreement, base, document_root, para, read_back, written

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def made(*blocks: Drawing) -> bytes:
    return written(agreement(para("本文見出し3", "施策の体系"), *blocks, para("本文段落", "後の文")), base())


def root_of(data: bytes) -> Any:  # lxml's own types make every attribute optional
    return document_root(data)


def tables(data: bytes) -> list[Any]:
    return list(root_of(data).iter(f"{W}tbl"))


def borders(cell: Any) -> str:
    """The edges of a cell that are drawn: T, L, B, R."""
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    return "" if own is None else "".join(e.tag.removeprefix(W)[0].upper() for e in own)


def test_words_are_text_of_the_document_in_their_order():
    lines = read_back(made(*drawings(TREE)))
    at = lines.index("施策の体系")

    assert ["政策1　産業", "施策1　経営", "基盤", "販路", "施策2　人材", "後の文"] == lines[at + 1 : at + 7]


def test_a_tree_is_drawn_by_the_borders_of_its_cells():
    table = tables(made(*drawings(TREE)))[0]
    rows = [[borders(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]

    # The root; a gap with the trunk; the upper half of a line with connectors; its lower half, where boxes go on.
    assert [["TLBR"], ["R", ""], ["R", "B", "TLBR", "B", "B", "TLBR"], ["R", "", "TLBR", "R", "", "TLBR"]] == rows[:4]


def test_its_root_is_repeated_on_every_page():
    table = tables(made(*drawings(TREE)))[0]
    rows = table.findall(f"{W}tr")

    assert [0] == [n for n, row in enumerate(rows) if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_small_drawing_stays_on_one_page_and_with_its_heading():
    data = made(*drawings(TREE))
    rows = tables(data)[0].findall(f"{W}tr")
    paragraphs = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in rows]

    assert all(all(kept) for kept in paragraphs[:-1])
    assert not any(paragraphs[-1])
    before = tables(data)[0].getprevious()
    assert before.find(f"{W}pPr/{W}keepNext") is not None


def test_a_drawing_stays_with_the_title_below_it():
    paper = agreement(*drawings(TREE), para("図版題", "図1　施策の体系"), para("本文段落", "後の文"))
    rows = tables(written(paper, base()))[0].findall(f"{W}tr")

    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in rows[-1].iter(f"{W}p"))


def test_a_long_tree_may_be_cut_between_branches_alone():
    branches = "".join(f"@箱2 施策{n}\n@箱3 取組\n@箱3 取組\n" for n in range(8))
    rows = tables(made(*drawings(f"@図 体系 | 題\n@箱1 政策\n{branches}")))[0].findall(f"{W}tr")
    free = [n for n, row in enumerate(rows) if all(p.find(f"{W}pPr/{W}keepNext") is None for p in row.iter(f"{W}p"))]

    assert [6 * k for k in range(1, 9)] == free


def test_its_title_and_words_are_its_alternative_text():
    properties = tables(made(*drawings(TREE)))[0].find(f"{W}tblPr")

    assert "施策の体系" == properties.find(f"{W}tblCaption").get(f"{W}val")
    assert "施策の体系　政策1　産業（施策1　経営（基盤、販路）、施策2　人材）" == properties.find(
        f"{W}tblDescription"
    ).get(f"{W}val")


def test_arrows_are_decorative_shapes_that_hold_no_words():
    root = root_of(made(*drawings(SCHEME), *drawings(BODIES)))
    shapes = [e.get("prst") for e in root.iter(f"{A}prstGeom")]
    numbers = [e.get("id") for e in root.iter(f"{WP}docPr")]

    assert ["rightArrow", "rightArrow", "upDownArrow"] == shapes
    assert len(numbers) == len(set(numbers)) == 3
    assert 3 == len([e for e in root.iter() if str(e.tag).endswith("}decorative") and e.get("val") == "1"])
    assert [] == list(root.iter(f"{W}txbxContent"))


def test_an_arrow_is_as_large_as_it_says():
    drawing = Drawing("図", (1,), (), (Band((Tile(arrow=Arrow("下", 1.5, 2.0)),)),))
    [extent] = root_of(made(drawing)).iter(f"{WP}extent")

    assert (round(1.5 * 9.5 * 12700), round(2 * 9.5 * 12700)) == (int(extent.get("cx")), int(extent.get("cy")))


def test_bars_of_a_tile_are_one_shape_in_their_tones():
    bars = (Bar(0.25, 0.5, Tone.DARK), Bar(0.5, 1.0, Tone.RISING))
    root = root_of(made(Drawing("図", (1,), (), (Band((Tile(bars=bars),)),))))
    shapes = list(root.iter(f"{WPS}wsp"))
    width = 37 * 12 * 12700

    drawn = [int(s.find(f".//{A}xfrm/{A}ext").get("cx")) for s in shapes]
    assert [width / 4, width / 2] == pytest.approx(drawn, abs=2)
    assert ["595959"] == [e.get("val") for e in shapes[0].findall(f".//{A}solidFill/{A}srgbClr")][:1]
    assert ["ltUpDiag"] == [e.get("prst") for e in shapes[1].iter(f"{A}pattFill")]
    [indent] = [e.get(f"{W}left") for e in next(root.iter(f"{W}tbl")).iter(f"{W}ind")]
    assert round(37 * 12 * 20 / 4) == int(indent)


@settings(max_examples=examples(25), deadline=None)
@given(nodes(4), nodes(2, most=8), nodes(2))
def test_figures_of_any_form_are_sound_and_say_their_words(tree: Node, body: Node, way: Node):
    figures = (("体系", tree), ("体制", body), ("仕組み", way))
    data = made(*(drawing for shape, node in figures for drawing in drawings(marks(shape, [node]))))
    said = "".join(read_back(data))

    assert [] == faults(data)
    # Nothing can be cut off: rows of a set height hold no words.
    rows = [row for row in root_of(data).iter(f"{W}tr") if row.find(f".//{W}t") is not None]
    assert all(row.find(f"{W}trPr/{W}trHeight[@{W}hRule='exact']") is None for row in rows)
    assert "".join(words_in_order([tree, body, way])) in said
