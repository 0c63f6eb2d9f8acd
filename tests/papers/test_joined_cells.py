"""Merged cells of a 別表 within the 新旧対照表, and rows that stand below a sentence without their table."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, amend
from pipeline.galley import Grid, plain
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks, Sides
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.change_report import report
from pipeline.papers.council.points import anchored
from pipeline.papers.side_by_side.comparison import Line, compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.provision.unit import Look, Provision, Unit
from pipeline.writers import html

MANNER = Manner(House("half"))
HEADS = ("市町村", "施設", "区分", "年額")
LOOKS = (Look("文", merged=True), Look("文", merged=True), Look("印"), Look("金額"))
Rows = list[tuple[str, ...]]


def paper(rows: Rows, looks: tuple[Look, ...] = LOOKS) -> Provision:
    table = Unit("表", cells=HEADS, children=tuple(Unit("行", cells=cells) for cells in rows), looks=looks)
    articles = (Unit("条", (1,), children=(Unit("項", (1,), "別表のとおりとする。"),)),)
    return Provision("協定", articles=articles, schedules=(Unit("別表", (), "（第1条関係）", children=(table,)),))


OLD: Rows = [("海山市", "図書館", "A", "1円"), ("海山市", "図書館", "B", "2円"), ("川田町", "体育館", "A", "3円")]
NEW: Rows = [*OLD[:2], ("海山市", "図書館", "C", "未定"), ("川田町", "体育館", "A", "4円")]
rows = st.lists(
    st.tuples(st.sampled_from("アイ"), st.sampled_from("カキ"), st.sampled_from("ABC"), st.sampled_from("123")),
    min_size=1,
    max_size=6,
)


def test_a_value_of_several_rows_stands_once_on_each_side():
    """海山市 and 図書館 stood in every row of the comparison."""
    found = compare(align(paper([OLD[0], ("海山市", "図書館", "B", "9円")], ()), paper(OLD[:2])), MANNER, Marks())
    table = [line for block in found for pair in block.pairs for line in (pair.old, pair.new) if line.kind == "行"]

    assert [(1, 1, 1, 1), (1, 1, 1, 1)] == [line.reach for line in table]  # the first row stays: （略）
    found = compare(align(paper([(*r[:3], "9円") for r in OLD[:2]], ()), paper(OLD[:2])), MANNER, Marks())
    (block,) = found
    assert [(2, 2, 1, 1), (0, 0, 1, 1)] == [pair.old.reach for pair in block.pairs if pair.old.kind == "行"]
    assert [(2, 2, 1, 1), (0, 0, 1, 1)] == [pair.new.reach for pair in block.pairs if pair.new.kind == "行"]
    assert 'rowspan="2"' in html.comparison_page("新旧対照表", found, House("half"))


def test_what_a_new_row_joins_is_not_new():
    (block,) = compare(align(paper([(*r[:3], "9円") for r in OLD[:2]]), paper(NEW[:3])), MANNER, Marks())
    first = next(pair.new for pair in block.pairs if pair.new.kind == "行")

    assert (3, 3, 1, 1) == first.reach
    assert not any(piece.marked for cell in first.cells[:2] for piece in cell)


@settings(deadline=None)
@given(a=rows, b=rows, known=st.booleans(), stacked=st.booleans())
def test_written_out_in_every_row_the_cells_say_what_the_tables_say(a: Rows, b: Rows, *, known: bool, stacked: bool):
    found = compare(align(paper(a, LOOKS if known else ()), paper(b)), MANNER, Marks())
    for block in found:
        for side in ("old", "new"):
            _must_say_its_rows([getattr(pair, side) for pair in block.pairs])
    galley = comparison(found, "新旧対照表", House("half", sides=Sides(stacked=stacked)), None)
    for grid in (each for each in galley.parts[0].blocks if isinstance(each, Grid)):
        width = sum(cell.columns for cell in (grid.head or grid.rows)[0].cells)
        assert all(width == sum(p.cell.columns for p in placed) for placed in placed_rows(grid.rows, width))


def _must_say_its_rows(lines: list[Line]) -> None:
    """Every cell that goes on says what the one says that it goes on from, and nothing goes on over another line."""
    for is_row, group in groupby(lines, key=lambda line: line.kind == "行"):
        held = list(group)
        if not is_row:
            assert not any(line.reach for line in held)
            continue
        for column in range(len(HEADS)):
            left, above = 0, held[0]
            for line in held:
                reach = line.reach[column]
                assert (reach == 0) == (left > 0)
                left = reach - 1 if reach else left - 1
                above = line if reach else above
                assert line.written_out.split("\t")[column] == "".join(p.text for p in above.cells[column])
            assert 0 == left


@pytest.mark.parametrize("counted", [False, True])
def test_a_row_below_a_sentence_is_set_as_its_table_sets_it(*, counted: bool):
    """未定 in a column of amounts stood at the left, and 海山市 in both new rows."""
    old, new = OLD, [*OLD, ("森村", "公民館", "A", "未定"), ("森村", "公民館", "B", "5円")]
    if counted:
        old, new = ([(str(n), *cells[1:]) for n, cells in enumerate(each, 1)] for each in (old, new))
    made = amend(paper(old), paper(new), MANNER)
    assert isinstance(made, Proven), made
    grids = [block for block in sentences(made, MANNER) if isinstance(block, Grid)]

    (grid,) = grids
    last = [
        cell.paras[0] for row in grid.rows for cell in row.cells if plain(cell.paras[0].runs) in ("A", "未定", "5円")
    ]
    assert ["表中央", "表数値", "表数値"] == [para.style for para in last]
    assert [1 if counted else 2, 1 if counted else 2] == [cell.rows for cell in grid.rows[0].cells[:2]]


def test_a_change_in_a_row_that_others_head_is_told_by_its_own_name_and_place():
    """海山市の項 was three rows, and the place of the new row was that of the first."""
    old, new = OLD[:2], [OLD[0], ("海山市", "図書館", "B", "9円"), ("海山市", "図書館", "C", "未定")]
    edits = align(paper(old), paper(new))
    entries = report(edits, MANNER).entries
    table, anchors = anchored(comparison(compare(edits, MANNER, Marks()), "新旧対照表", House("half"), None), entries)
    rows = [row for block in table.parts[0].blocks if isinstance(block, Grid) for row in block.rows]
    at = {p.anchor: plain(row.cells[-1].paras[0].runs) for row in rows for p in row.cells[0].paras if p.anchor}

    assert ["別表の表海山市図書館Bの項", "別表の表海山市図書館Cの項"] == [entry.place_new for entry in entries]
    assert ["9円", "未定"] == [at[anchor] for anchor in anchors]
    assert [row.keeps for row in rows] == [
        row.keeps
        for block in comparison(compare(edits, MANNER, Marks()), "新旧対照表", House("half"), None).parts[0].blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]
