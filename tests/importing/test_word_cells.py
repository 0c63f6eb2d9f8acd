"""Rows and cells of a Word table as a reader of the paper sees them: tracked, joined, hidden; the rest is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.readings import of_paper
from tests.importing.test_word import paper
from tests.importing.word_files import HAND, run


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text) if text else ''}</w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_a_cell_that_a_tracked_change_deletes_is_left_out_and_told():
    """Its words were read as if nothing were meant to go, and nothing was said."""
    read = paper(
        table(row(cell("観光"), cell("旧", f"<w:cellDel{HAND}/>"), cell("宣伝")), row(cell("防災"), cell("訓練")))
    )

    assert ("観光\t宣伝", "防災\t訓練") == read.lines
    assert ("変更履歴で削除された欄を除いて読みました: 「旧」",) == read.notes


@pytest.mark.parametrize(("name", "done"), [("cellIns", "挿入"), ("cellMerge", "結合又は分割")])
def test_a_cell_that_a_tracked_change_puts_in_or_joins_is_told(name: str, done: str):
    read = paper(table(row(cell("観光"), cell("新", f"<w:{name}{HAND}/>"))))

    assert ("観光\t新",) == read.lines
    assert (f"変更履歴で{done}された欄を、承諾した後の文として読みました: 「新」",) == read.notes


def test_a_row_that_is_marked_as_hidden_is_told():
    read = paper(table(row(cell("観光"), cell("宣伝"), properties="<w:hidden/>"), row(cell("防災"), cell("訓練"))))

    assert ("観光\t宣伝", "防災\t訓練") == read.lines
    assert ("隠された行を、ほかの行と同じに読みました: 「観光宣伝」",) == read.notes


def test_cells_joined_as_old_programs_join_them_are_one():
    """ECMA-376 part 1, 17.4.22 hMerge: they were two cells."""
    joined = cell("取組", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>")

    read = paper(table(row(joined, cell("役割")), row(cell("ア"), cell("イ"), cell("ウ"))))

    assert ("取組\t\t役割", "ア\tイ\tウ") == read.lines
    assert [2, 1, 1] == [c.columns for c in read.paper.lines[0].cells]
    assert () == read.notes


def test_words_of_a_cell_that_is_joined_to_the_left_stand_in_that_one():
    joined = cell("取組", '<w:hMerge w:val="restart"/>') + cell("内容", '<w:hMerge w:val="continue"/>')

    read = paper(table(row(joined, cell("役割"))))

    assert (("取組", "内容"), 2) == (read.paper.lines[0].cells[0].paras, read.paper.lines[0].cells[0].columns)
    assert ("左の欄に結合された欄の文を、左の欄に並べました: 「内容」",) == read.notes


def test_words_below_a_joined_cell_that_nobody_sees_are_left_out_and_told():
    """They were read as words of a cell of their own."""
    read = paper(
        table(
            row(cell("観光", '<w:vMerge w:val="restart"/>'), cell("宣伝")),
            row(cell("前の案", "<w:vMerge/>"), cell("案内")),
        )
    )

    assert ("観光\t宣伝", "\t案内") == read.lines
    assert read.paper.lines[1].cells[0].goes_on
    assert ("上の欄に結合されて見えない文を除いて読みました: 「前の案」",) == read.notes


def test_a_cell_that_continues_nothing_is_one_of_its_own():
    """It bore the words of the cell above it, which spans other columns or ends there (17.4.84)."""
    wide = cell("計", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
    rows = (
        row(cell("観光"), cell("宣伝")),
        row(cell("", "<w:vMerge/>"), cell("案内")),
        row(wide),
        row(cell("別", "<w:vMerge/>"), cell("表")),
    )

    read = paper(table(*rows))

    assert ("観光\t宣伝", "\t案内", "計\t", "別\t表") == read.lines
    assert not any(c.goes_on for line in read.paper.lines for c in line.cells)
    assert "観光" not in [n.words for n in list(of_paper(read.paper, "x").root.walk())[4:]]


def test_what_stands_twice_in_a_cell_for_older_programs_is_read_once():
    ways = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:p>{run('甲')}</w:p></mc:Choice><mc:Fallback><w:p>{run('乙')}</w:p></mc:Fallback></mc:AlternateContent>"

    read = paper(table(row(cell("観光"), f"<w:tc>{ways}</w:tc>")))

    assert ("観光\t甲",) == read.lines


ROWS = st.lists(
    st.lists(st.sampled_from(["一つ", "始め", "続き", "横"]), min_size=1, max_size=4), min_size=1, max_size=4
)
JOINS = {"一つ": "", "始め": '<w:vMerge w:val="restart"/>', "続き": "<w:vMerge/>", "横": '<w:hMerge w:val="continue"/>'}


@given(ROWS)
def test_every_word_of_a_table_stands_in_its_column_or_is_told(kinds: list[list[str]]):
    words = [[f"甲{n}乙{k}丙" for k in range(len(cells))] for n, cells in enumerate(kinds)]
    rows = [
        row(*(cell(w, JOINS[kind]) for w, kind in zip(ws, cells, strict=True)))
        for ws, cells in zip(words, kinds, strict=True)
    ]

    read = paper(table(*rows, row(cell("終"), cell("わり"))))

    shown = "".join(c.text for line in read.paper.lines for c in line.cells) + "".join(read.lines)
    told = "".join(n.words for n in read.paper.notes)
    assert all((word in shown) != (word in told) for each in words for word in each)
    placed = {line.span.file.cell: line for line in read.paper.lines}
    for n, cells in enumerate(kinds, 1):
        if "続き" not in cells:
            assert len(cells) == len(placed[f"表1の{n}行目"].cells)
