"""The 新旧対照表 as it is printed: sides of equal width, rows of tables in ruled cells, the marks of the house."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.galley import Cell, Galley, Grid, Row, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks, Sides
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.provision.read import read_provision
from tests.amending.agreements import pair
from tests.examples import examples

HOUSE, MANNER = House(), Manner(House("half"))
OLD = """\
協約
第1条　取組は、別表のとおりとする。
別表
1　観光
連携施策\t取組内容\t役割
宣伝\t宣伝を行う。\t協力する。
案内\t案内を行う。\t協力する。
"""
NEW = OLD.replace("宣伝を行う", "広告を行う") + "催し\t催しを開く。\t参加する。\n"


def sheet(old: str, new: str, house: House = HOUSE) -> Galley:
    edits = align(read_provision(old)[0], read_provision(new)[0])
    return comparison(compare(edits, MANNER, house.marks), "新旧対照表", house, None)


def grids(galley: Galley) -> list[Grid]:
    return [block for block in galley.parts[0].blocks if isinstance(block, Grid)]


def words(cell: Cell) -> str:
    return "/".join(plain((*p.label, *p.runs)) for p in cell.paras)


def marked(row: Row) -> list[str]:
    return [run.text for cell in row.cells for p in cell.paras for run in (*p.label, *p.runs) if run.style == "下線"]


def test_rows_of_tables_stand_in_ruled_cells():
    (grid,) = grids(sheet(OLD, NEW))

    printed = [tuple(words(c) for c in row.cells) for row in grid.rows]
    assert ("連携施策", "取組内容", "役割") * 2 in printed
    assert ("宣伝", "宣伝を行う。", "協力する。", "宣伝", "広告を行う。", "協力する。") in printed
    assert ("（新設）", "催し", "催しを開く。", "参加する。") in printed
    assert ("（略）", "（略）") in printed
    assert [["宣伝", "広告"], ["催し", "催しを開く。", "参加する。"]] == [m for row in grid.rows if (m := marked(row))]


def test_a_sheet_of_tables_is_turned_and_both_sides_are_as_wide():
    galley = sheet(OLD, NEW)
    (grid,) = grids(galley)

    assert galley.parts[0].landscape
    assert 6 == len(grid.shares)
    assert grid.shares[:3] == grid.shares[3:]
    assert [(3, 3)] == [tuple(c.columns for c in row.cells) for row in grid.head]


def test_a_sheet_of_sentences_stands_upright():
    galley = sheet(OLD, OLD.replace("とおりとする", "とおりである"))

    assert not galley.parts[0].landscape
    assert () == grids(galley)[0].shares


def test_columns_that_come_are_new_cells():
    """A 備考 of the table gets a fourth column: each side keeps its own columns."""
    new = (
        NEW.replace("役割\n", "役割\t備考\n")
        .replace("する。\n案", "する。\t－\n案")
        .replace("する。\n催", "する。\t－\n催")
    )
    new = new.replace("参加する。\n", "参加する。\t－\n")

    (grid,) = grids(sheet(OLD, new))

    head = next(row for row in grid.rows if words(row.cells[0]) == "連携施策")
    assert ["連携施策", "取組内容", "役割"] == [words(c) for c in head.cells if c.columns == 4]
    assert ["連携施策", "取組内容", "役割", "備考"] == [words(c) for c in head.cells if c.columns == 3]


def test_the_house_decides_names_order_and_marks():
    marks = Marks("［略］", "（新規）", "（削除）", "")
    house = replace(HOUSE, sides=Sides("改正前", "改正後", new_first=True), marks=marks)

    galley = sheet(NEW, OLD, house)

    (grid,) = grids(galley)
    assert ["改正後", "改正前"] == [words(c) for c in grid.head[0].cells]
    assert ["（削除）", "催し", "催しを開く。", "参加する。"] == [words(c) for c in grid.rows[-1].cells]
    assert "［略］" in {words(c) for row in grid.rows for c in row.cells}
    assert 2 == len(galley.parts[0].blocks)  # 題名 and table: no remark


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_each_side_of_the_sheet_says_what_its_side_of_the_comparison_says(seed: int):
    """I10, for what is printed: no cell is lost and none changes sides."""
    old, new = pair(Random(seed))
    blocks = compare(align(old, new), MANNER, HOUSE.marks)

    made = comparison(blocks, "新旧対照表", HOUSE, None)

    for side, of in enumerate(("old", "new")):
        said = "".join(line.text for b in blocks for p in b.pairs for line in (getattr(p, of),))
        printed = "".join(_side(row, side) for grid in grids(made) for row in grid.rows)
        # What sets 号 in is an indent here, and blanks in the plain text.
        assert said.replace("｜", "").replace("　", "") == printed.replace("　", "")


def _side(row: Row, side: int) -> str:
    """The words of the cells on the left (0) or right (1) half of a row."""
    half = sum(c.columns for c in row.cells) // 2
    made, at = ["", ""], 0
    for cell in row.cells:
        made[at >= half] += "".join(plain((*p.label, *p.runs)) for p in cell.paras)
        at += cell.columns
    return made[side]


def test_units_hang_in_their_cells_as_in_the_text():
    """見出し one em in, 条 and 項 hanging by one, 号 behind their number: what a 法規 clerk marks first."""
    new = OLD.replace(
        "第1条　取組は、別表のとおりとする。",
        "（取組）\n第1条　取組は、次のとおりとする。\n　(1)　宣伝\n　　ア　広告\n2　前項の取組は、別表のとおりとする。",
    )

    (grid,) = grids(sheet(OLD, new))

    assert [
        ("表条見出し", "", "（取組）"),
        ("表条", "第1条　", "取組は、次のとおりとする。"),
        ("表号", "(1)　", "宣伝"),
        ("表号細分", "ア　", "広告"),
        ("表項", "2　", "前項の取組は、別表のとおりとする。"),
    ] == [(para.style, plain(para.label), plain(para.runs)) for row in grid.rows for para in row.cells[-1].paras][:5]


@given(st.integers(1, 14), st.integers(1, 14))
def test_tables_of_any_two_numbers_of_columns_stand_side_by_side(before: int, after: int):
    """5 columns beside 4: a raster that both divide would be too fine for any sheet."""

    def table(count: int) -> str:
        rows = ["\t".join(f"{r}{n}" for n in range(count)) for r in ("欄", "甲", "乙")]
        return "協約\n第1条　別表による。\n別表\n1　表\n" + "\n".join(
            row if "\t" in row else f"{row}\t" for row in rows
        )

    if before == 1 or after in (1, before):
        return
    for grid in grids(sheet(table(before), table(after))):
        widths = {sum(cell.columns for cell in row.cells) for row in (*grid.head, *grid.rows)}
        assert 1 == len(widths)
        assert max(widths) <= 2 * max(12, before, after)
        assert all(cell.columns > 0 for row in grid.rows for cell in row.cells)
