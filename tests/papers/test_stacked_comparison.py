"""対照表の向き: 上下: the two sides of a 新旧対照表 one above the other, in the order of the profile."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.galley import Cell, Grid, Row, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Sides
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from pipeline.writers import html
from tests.amending.agreements import pair
from tests.examples import examples

MANNER = Manner(House("half"))
OLD = """\
協約
（会議）
第1条　会議は、毎年度開催する。
別表
連携施策\t取組内容\t役割
宣伝\t宣伝を行う。\t協力する。
案内\t案内を行う。\t協力する。
"""
NEW = OLD.replace("毎年度", "毎年度2回").replace("宣伝を行う", "広告を行う")


def stacked(old: Provision, new: Provision, *, new_first: bool) -> list[Grid]:
    house = House(sides=Sides("改正前", "改正後", new_first=new_first, stacked=True))
    galley = comparison(compare(align(old, new), MANNER, house.marks), "新旧対照表", house, None)
    return [block for block in galley.parts[0].blocks if isinstance(block, Grid)]


def words(cell: Cell) -> str:
    return "/".join(plain((*p.label, *p.runs)) for p in cell.paras)


def side_names(grid: Grid) -> list[str]:
    return [words(row.cells[0]) for row in grid.rows if words(row.cells[0]) in ("改正前", "改正後")]


@pytest.mark.parametrize(("new_first", "names"), [(True, ["改正後", "改正前"]), (False, ["改正前", "改正後"])])
def test_the_order_is_that_of_the_profile(new_first: bool, names: list[str]):
    article, _ = stacked(read_provision(OLD)[0], read_provision(NEW)[0], new_first=new_first)

    assert names == side_names(article)


def test_rows_of_tables_stand_in_cells_beside_the_name_of_their_side():
    _, schedule = stacked(read_provision(OLD)[0], read_provision(NEW)[0], new_first=True)

    printed = [[words(c) for c in row.cells] for row in schedule.rows]
    assert ["改正後", "別表"] in [row[:2] for row in printed]
    assert ["宣伝", "広告を行う。", "協力する。"] in printed
    assert ["宣伝", "宣伝を行う。", "協力する。"] in printed


def width(row: Row) -> int:
    return sum(cell.columns for cell in row.cells)


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_every_grid_is_whole_and_says_what_the_sides_beside_one_another_say(seed: int):
    old, new = pair(Random(seed))
    house = House(sides=Sides("旧", "新", stacked=True))
    blocks = compare(align(old, new), MANNER, house.marks)

    for grid, block in zip(stacked(old, new, new_first=False), blocks, strict=True):
        names = [row.cells[0].rows for row in grid.rows if words(row.cells[0]) in ("改正前", "改正後")]
        assert len(grid.rows) == sum(names)
        starts = {sum(names[:n]) for n in range(len(names))}
        assert 1 == len({width(row) + (n not in starts) for n, row in enumerate(grid.rows)})
        said = "".join(words(c).replace("/", "") for row in grid.rows for c in row.cells)
        for p in block.pairs:
            for line in (p.old, p.new):
                assert (
                    "".join(piece.text for piece in line.pieces).strip("　 ") in said.replace("\n", "") or not line.text
                )


def test_the_page_stands_so_too():
    house = replace(House(), sides=Sides("改正前", "改正後", new_first=True, stacked=True))
    blocks = compare(align(read_provision(OLD)[0], read_provision(NEW)[0]), MANNER, house.marks)

    page = html.comparison_page("新旧対照表", blocks, house)

    assert page.index("改正後") < page.index("改正前")
    assert '<th scope="row">改正後</th>' in page
