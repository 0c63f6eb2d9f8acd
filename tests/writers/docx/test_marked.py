"""Tracked changes of papers of any kind: accepting all gives the new paper, rejecting all the old one, word for word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.comparing.changes import compare
from pipeline.comparing.merged import merged
from pipeline.comparing.node import lines_of
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Problems
from pipeline.galley import Block, Cell, Galley, Grid, PageBreak, Para, Part, Row, Run
from pipeline.galley.blocks import Band, Break, Drawing, Tile
from pipeline.importing.paper import cleaned
from pipeline.importing.readings import of_paper
from pipeline.importing.word.document import read_docx
from pipeline.papers.versions.tree_redline import marked
from pipeline.writers.docx import write
from pipeline.writers.docx.redline import Reviser, write_marked
from tests.examples import examples
from tests.writers.docx.kit import base
from tests.writers.docx.resolver import W, resolved

REVISER = Reviser("企画課 <担当>", date(2026, 4, 1))
WORDS = st.text("圏域の連携事業を第1２条、千円（△）。", min_size=1, max_size=12)
RUNS = st.lists(st.builds(Run, WORDS, st.sampled_from([None, None, "下線"])), min_size=1, max_size=3).map(tuple)
BODY = st.builds(
    Para, st.sampled_from(["本文段落", "注", "箇条1"]), RUNS, st.sampled_from([(), (Run("・"),), (Run("1　"),)])
)
HEADINGS = st.builds(
    lambda runs, level, label: Para(f"本文見出し{level}", runs, label, heading=level),
    RUNS,
    st.integers(1, 3),
    st.sampled_from([(), (Run("第1章　"),), (Run("2　"),)]),
)
CELL_PARAS = st.lists(st.builds(Para, st.just("表本文"), RUNS), min_size=1, max_size=2).map(tuple)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table of two to four columns; the first may hold for several rows."""
    wide = draw(st.integers(2, 4))
    count = draw(st.integers(1, 4))
    head = Row(tuple(Cell((Para("表見出し", draw(RUNS)),)) for _ in range(wide)))
    tall = draw(st.sampled_from([1, 1, count]))
    rows = []
    for n in range(count):
        first = (Cell(draw(CELL_PARAS), rows=tall),) if n % tall == 0 else ()
        rows.append(Row((*first, *(Cell(draw(CELL_PARAS)) for _ in range(wide - 1)))))
    return Grid("一覧表", (head,), tuple(rows), "一覧")


def _drawing(words: list[str]) -> Drawing:
    bands = tuple(
        Band((Tile((Para("図本文", (Run(w),)),), strokes="上下左右", line=0),), ends=Break.WELCOME) for w in words
    )
    return Drawing("体系", (1.0,), (), bands)


DRAWINGS = st.lists(WORDS, min_size=1, max_size=3).map(_drawing)
BLOCKS = st.lists(BODY | BODY | HEADINGS | grids() | DRAWINGS | st.just(PageBreak()), min_size=1, max_size=7)


def galley(blocks: Sequence[Block]) -> Galley:
    return Galley("計画", "", "", date(2026, 1, 10), (Part("本文", tuple(blocks)),), (("題名", "計画"),))


@st.composite
def edited(draw: st.DrawFn, blocks: Sequence[Block]) -> list[Block]:
    """Blocks taken out, put in, sent elsewhere; words of paragraphs and cells changed; rows moved, removed, doubled."""
    made = [draw(_changed(block)) for block in blocks]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(made) - 1))
        match draw(st.sampled_from(["out", "in", "move"])):
            case "out" if len(made) > 1:
                made.pop(at)
            case "in":
                made.insert(at, draw(BODY | grids()))
            case _:
                made.append(made.pop(at))
    return made


@st.composite
def _changed(draw: st.DrawFn, block: Block) -> Block:
    if draw(st.integers(0, 2)):
        return block
    match block:
        case Para():
            return replace(block, runs=(*block.runs[:-1], *draw(RUNS)))
        case Grid(rows=rows):
            held = list(rows)
            if all(c.rows == 1 for r in rows for c in r.cells) and draw(st.booleans()):
                held.append(held.pop(0))
            at = draw(st.integers(0, len(held) - 1))
            cells = held[at].cells
            held[at] = Row((*cells[:-1], replace(cells[-1], paras=draw(CELL_PARAS))))
            return replace(block, rows=tuple(held))
        case Drawing(bands=bands):
            return replace(block, bands=(*bands[:-1], *_drawing([draw(WORDS)]).bands))
        case _:
            return block


def tracked(old: Galley, new: Galley) -> bytes:
    compared = compare(of_galley(old, "").root, of_galley(new, "").root)
    both = marked(merged(compared), new, "見え消し")
    problems = Problems()
    made = write_marked(both.galley, both.fates, REVISER, base(), problems)
    assert () == problems.errors
    return made


def words(data: bytes) -> list[str]:
    """The lines and rows of the paper in a Word file, empty ones left out; which level a heading has is no word."""
    return list(lines_of(of_paper(cleaned(read_docx(data, "a.docx")), "a.docx").root))


def clean(paper: Galley) -> list[str]:
    return words(write(paper, base(), Problems()))


@settings(max_examples=examples(80), deadline=None)
@given(st.data())
def test_accepting_gives_the_new_and_rejecting_the_old(data: st.DataObject):
    blocks = data.draw(BLOCKS)
    old, new = galley(blocks), galley(data.draw(edited(blocks)))

    made = tracked(old, new)

    assert clean(new) == words(resolved(made, "accept"))
    assert clean(old) == words(resolved(made, "reject"))


def test_only_the_words_that_differ_are_marked_and_who_marked_them_is_told():
    old = galley([Para("本文段落", (Run("圏域の事業に100千円を充てる。"),))])
    new = galley([Para("本文段落", (Run("圏域の事業に120千円を充てる。"),))])

    with zipfile.ZipFile(io.BytesIO(tracked(old, new))) as package:
        body = etree.fromstring(package.read("word/document.xml"))

    gone, come = (["".join(map(str, e.itertext())) for e in body.iter(f"{W}{name}")] for name in ("del", "ins"))
    assert ([["100千円"], ["120千円"]]) == [gone, come]
    assert {("企画課 <担当>", "2026-04-01T00:00:00Z")} == {
        (str(e.get(f"{W}author")), str(e.get(f"{W}date"))) for e in body.iter(f"{W}del", f"{W}ins")
    }


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_row_that_goes_leaves_the_others_as_they_are(at: int):
    rows = [Row((Cell((Para("表本文", (Run(w),)),)), Cell((Para("表本文", (Run(f"{w}の内容"),)),)))) for w in "甲乙丙"]
    head = (Row(tuple(Cell((Para("表見出し", (Run(w),)),)) for w in ("名", "内容"))),)
    old = galley([Grid("一覧表", head, tuple(rows), "一覧")])
    new = galley([Grid("一覧表", head, tuple(r for n, r in enumerate(rows) if n != at), "一覧")])

    with zipfile.ZipFile(io.BytesIO(tracked(old, new))) as package:
        body = etree.fromstring(package.read("word/document.xml"))

    assert [at + 1] == [n for n, row in enumerate(body.iter(f"{W}tr")) if row.find(f"{W}trPr/{W}del") is not None]
    assert [] == list(body.iter(f"{W}ins"))
