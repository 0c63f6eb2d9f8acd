"""A table of a 別表 in the papers of its amendment: spans, heads and flush numbers as the 別表 itself prints them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.galley import Grid, Para, Row, Run, plain
from pipeline.galley.clauses.tables import spans, spans_of
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.unit import PARTED, Look, Provision, Unit
from pipeline.tree.clauses import CellLine, Column, RowKind, Table
from pipeline.tree.clauses import Row as TableRow
from pipeline.tree.nodes import Text
from pipeline.writers import html
from tests.examples import examples
from tests.typeset.kit import laid_out, words

MANNER = Manner(House("half"))
LOOKS = (Look("文", merged=True), Look("文"), Look("印"), Look("金額"))


def rows_of(*children: Unit, looks: tuple[Look, ...] = LOOKS) -> tuple[Row, ...]:
    table = Unit("表", cells=("市町村", "施設", "休日", "年額"), children=children, looks=looks)
    (grid,) = (b for b in UnitBlocks(MANNER).units((Unit("別表", (1,), children=(table,)),)) if isinstance(b, Grid))
    return grid.rows


def row(*cells: str) -> Unit:
    return Unit("行", cells=cells)


def test_merged_cells_of_a_restated_table_span_their_rows():
    made = rows_of(
        row("海山市", "図書館", "○", "10千円"),
        row("海山市", "体育館", "◎", "未定"),
        Unit("部", (), "二部", children=(row("海山市", "プール", "", "1千円"),)),
    )

    assert [(4, 2), (3, 0), (1, 1), (4, 1)] == [
        (len(r.cells), r.cells[0].rows if len(r.cells) != 3 else 0) for r in made
    ]
    assert "表小見出し" == made[2].cells[0].paras[0].style


def test_cells_stand_as_their_column_does_in_the_schedule():
    """未定 in a column of amounts stands flush right, a mark in the middle."""
    made = rows_of(row("海山市", "図書館", "○", "未定"), row("川田町", "体育館", "◎", "未定"))

    assert ["表本文", "表本文", "表中央", "表数値"] == [c.paras[0].style for c in made[0].cells]


def test_a_row_of_other_columns_is_set_as_it_is():
    made = rows_of(row("海山市", "図書館", "○", "1千円"), row("海山市", "図書館"), row("海山市", "図書館"))

    assert [4, 2, 2] == [len(r.cells) for r in made]


@given(st.lists(st.tuples(st.sampled_from(["ア", "イ"]), st.sampled_from(["ア", "イ"])), min_size=1, max_size=7))
def test_no_word_is_lost_by_a_span(lines: list[tuple[str, str]]):
    """Written out again in every row that a cell spans, the table says what it said."""
    reach = spans_of(lines, (0, 1))
    again: list[list[str]] = [["", ""] for _ in lines]
    for n, own in enumerate(reach):
        for column, rows in enumerate(own):
            for below in range(n, n + rows):
                assert "" == again[below][column]
                again[below][column] = lines[n][column]

    assert lines == [tuple(line) for line in again]


def table_of(heads: tuple[str, ...], *lines: tuple[str, ...], looks: tuple[Look, ...] = ()) -> Provision:
    table = Unit("表", cells=heads, children=tuple(Unit("行", cells=line) for line in lines), looks=looks)
    articles = (Unit("条", (1,), children=(Unit("項", (1,), "別表のとおりとする。"),)),)
    return Provision("協定", articles=articles, schedules=(Unit("別表", (), "（第1条関係）", children=(table,)),))


USE = f"利用{PARTED}"
OLD = table_of(("施設", f"{USE}平日", "年額"), ("図書館", "○", "10千円"), ("体育館", "○", "未定"))
NEW = table_of(
    ("施設", f"{USE}平日", f"{USE}祝日", "年額"),
    ("図書館", "○", "◎", "12千円"),
    ("体育館", "○", "◎", "未定"),
    looks=(Look("文"), Look("印"), Look("印"), Look("金額")),
)


def sheet_of() -> Grid:
    made = amend(OLD, NEW, MANNER)
    assert isinstance(made, Proven), made
    galley = comparison(compare(made.edits, MANNER, Marks()), "新旧対照表", House("half"), None)
    (grid,) = (b for b in galley.parts[0].blocks if isinstance(b, Grid))
    return grid


def said(row: Row) -> list[tuple[str, int]]:
    return [(" ".join(plain((*p.label, *p.runs)) for p in c.paras), c.rows) for c in row.cells]


def test_heads_of_two_rows_stand_in_two_rows_of_the_comparison():
    """They stood in one line: 利用 平日."""
    _, upper, lower, *_ = sheet_of().rows

    assert [("施設", 2), ("利用", 1), ("年額", 2), ("施設", 2), ("利用", 1), ("年額", 2)] == said(upper)
    assert [("平日", 1), ("平日", 1), ("祝日", 1)] == said(lower)


def test_a_head_over_a_column_that_comes_is_not_new_itself():
    marked = [plain(c.paras[0].runs) for r in sheet_of().rows[1:3] for c in r.cells if c.paras[0].runs[0].style]

    assert ["祝日"] == marked


def test_a_side_with_fewer_levels_of_heads_is_as_deep_as_the_other():
    made = amend(table_of(("施設", "年額"), ("図書館", "1千円")), NEW, MANNER)
    assert isinstance(made, Proven)
    galley = comparison(compare(made.edits, MANNER, Marks()), "新旧対照表", House("half"), None)
    grid = next(b for b in galley.parts[0].blocks if isinstance(b, Grid) and len(b.rows) > 2)
    width = sum(c.columns for c in grid.head[0].cells)

    assert [("施設", 2), ("年額", 2)] == said(grid.rows[1])[:2]
    assert all(sum(p.cell.columns for p in r if not p.above) <= width for r in placed_rows(grid.rows, width))


def test_both_sides_stand_as_the_table_does_though_only_words_are_known_of_the_old():
    first = sheet_of().rows[3]

    assert ["表本文", "表中央", "表数値", "表本文", "表中央", "表中央", "表数値"] == [
        c.paras[0].style for c in first.cells
    ]


def test_the_heading_and_the_heads_stay_with_the_first_row():
    """A page ended with 別表（第1条関係） alone."""
    assert [True, True, True, False, False] == [r.keeps for r in sheet_of().rows]


def test_the_page_shows_the_levels_of_heads_too():
    made = amend(OLD, NEW, MANNER)
    assert isinstance(made, Proven)
    page = html.comparison_page("新旧対照表", compare(made.edits, MANNER, Marks()), House("half"))

    assert 'rowspan="2"' in page
    assert 'class="表数値"' in page
    assert "利用 平日" not in page


@given(st.integers(min_value=0, max_value=60))
@settings(max_examples=examples(25), deadline=None)
def test_no_page_ends_with_a_heading_of_the_comparison(before: int):
    """Whatever stands before it: the page of 別表（第1条関係） bears its heads and a row, too."""
    grid = sheet_of()
    pages = [
        "".join(words(line) for text in page.texts for line in text.text.lines[text.first : text.last])
        for page in laid_out(*[Para("前文", (Run("文"),))] * before, grid).pages
    ]

    assert 1 == sum("別表（第1条関係）" in page and "図書館" in page and "祝日" in page for page in pages)


def test_a_row_of_totals_has_its_own_cells_and_nothing_goes_on_over_it():
    """A 計 under 海山市 twice: its first cell is one of its own."""
    columns = tuple(Column(words, (Text(words),), merged=words == "市町村") for words in ("市町村", "額"))
    kinds: list[tuple[str, RowKind]] = [("海山市", "行"), ("海山市", "行"), ("海山市", "計"), ("海山市", "行")]
    rows = tuple(TableRow("", ((CellLine((Text(town),)),), (CellLine((Text("1"),)),)), kind) for town, kind in kinds)

    assert [[2, 1], [0, 1], [1, 1], [1, 1]] == spans(Table(columns, rows))
