"""Tables over pages: nothing lost, the head repeated, rules complete at every break, merged cells."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Block, Cell, Grid, Row
from pipeline.typeset import Layout
from pipeline.typeset.layout import ARTIFACT, Page, Role, Rule
from tests.effort import calls
from tests.examples import examples
from tests.typeset.kit import cell, design, grid, laid_out, para, plain_texts, row, text_by_structure, text_of, words
from tests.typeset.test_pages import lines_of, outside

FRAME = design().upright.frame
HEAD = ("連携施策", "取組内容", "甲の役割", "乙の役割")
cells_of_a_row = st.lists(
    st.one_of(plain_texts, st.just(""), st.integers(1, 700).map(lambda n: "あ" * n)), min_size=4, max_size=4
)


def artifacts(page: Page) -> list[str]:
    """Repeated words on a page, its number apart."""
    said = [
        "".join(words(line) for line in t.text.lines[t.first : t.last]) for t in page.texts if t.element == ARTIFACT
    ]
    return [text for text in said if "－" not in text]


def uprights(page: Page) -> dict[float, list[Rule]]:
    found = defaultdict(list)
    for rule in page.rules:
        if rule.x0_pt == rule.x1_pt:
            found[round(rule.x0_pt, 1)].append(rule)
    return found


def assert_frame_closed(layout: Layout) -> None:
    """On each page with a cell, the rules of each table part end in its outline, and cells lie within one."""
    roles = (Role.HEAD_CELL, Role.CELL)
    for page in layout.pages:
        sides = uprights(page)
        in_cells = [t for t in page.texts if t.element != ARTIFACT and layout.elements[t.element].role in roles]
        if not in_cells:
            continue
        assert sides, "a table without rules"
        left, right = min(sides), max(sides)
        parts = sorted((rule.y0_pt, rule.y1_pt) for rule in sides[left])
        assert parts == sorted((rule.y0_pt, rule.y1_pt) for rule in sides[right])
        flats = [rule for rule in page.rules if rule.y0_pt == rule.y1_pt]
        for bottom, top in parts:
            assert any(
                abs(rule.y0_pt - bottom) < 0.01 and rule.x1_pt - rule.x0_pt >= right - left - 0.1 for rule in flats
            )
            assert any(abs(rule.y0_pt - top) < 0.01 and rule.x1_pt - rule.x0_pt >= right - left - 0.1 for rule in flats)
        assert all(any(bottom < text.y_pt < top for bottom, top in parts) for text in in_cells)
        for rules in sides.values():
            assert all(any(b - 0.01 <= r.y0_pt and r.y1_pt <= t + 0.01 for b, t in parts) for r in rules)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(cells_of_a_row, min_size=0, max_size=12), st.integers(0, 28))
def test_text_by_structure_is_the_text_of_the_table(rows, lines_before):
    blocks: tuple[Block, ...] = (
        *[para("あ", "条")] * lines_before,
        grid(HEAD, *[row(*texts) for texts in rows]),
        para("後", "条"),
    )
    layout = laid_out(*blocks)

    assert text_of(blocks) == "".join(text_by_structure(layout))
    assert outside(layout) == []
    assert_frame_closed(layout)


@st.composite
def merged(draw) -> Grid:
    """A grid of four columns with cells over two columns and over two or three rows."""
    rows, covered = [], dict.fromkeys(range(4), 0)
    count = draw(st.integers(1, 8))
    for r in range(count):
        cells, column = [], 0
        while column < 4:
            if covered[column] > r:
                column += 1
                continue
            wide = draw(st.integers(1, 2)) if column < 3 and covered[column + 1] <= r else 1
            tall = draw(st.integers(1, min(3, count - r)))
            cells.append(cell(draw(st.one_of(plain_texts, st.integers(1, 500).map(lambda n: "い" * n))), wide, tall))
            covered.update(dict.fromkeys(range(column, column + wide), r + tall))
            column += wide
        rows.append(Row(tuple(cells)))
    return grid(HEAD, *rows)


@settings(max_examples=examples(60), deadline=None)
@given(merged(), st.integers(0, 25))
def test_merged_cells_keep_their_text_and_their_rules(table, lines_before):
    blocks: tuple[Block, ...] = (*[para("あ", "条")] * lines_before, table)
    layout = laid_out(*blocks)

    assert text_of(blocks) == "".join(text_by_structure(layout))
    assert outside(layout) == []
    assert_frame_closed(layout)


def test_a_cell_longer_than_three_pages_goes_on_under_a_repeated_head_and_key():
    layout = laid_out(grid(HEAD, row("施策", "あ" * 13 * 150, "甲", "乙")))

    assert len(layout.pages) > 3
    assert artifacts(layout.pages[0]) == []
    assert all([*HEAD, "施策（続き）"] == artifacts(page) for page in layout.pages[1:])
    assert text_by_structure(layout)[5] == "あ" * 13 * 150
    assert_frame_closed(layout)


def test_a_row_that_fits_a_page_is_not_split():
    layout = laid_out(
        *[para("あ", "条")] * 24, grid(HEAD, row("一", "い" * 13, "", ""), row("二", "う" * 13 * 6, "", ""))
    )
    first, second = layout.pages

    assert not any("う" in line for line in lines_of(first))
    assert sum("う" in line for line in lines_of(second)) == 6


def test_no_single_line_of_a_split_cell_stands_alone():
    for length in range(28, 60):
        layout = laid_out(
            *[para("あ", "条")] * 9, grid(HEAD, row("施策", "い" * 13 * length, "う" * 13 * (length - 7), ""))
        )
        for page in layout.pages:
            for letter in "いう":
                assert sum(letter in line for line in lines_of(page)) != 1, (length, letter)


def test_heading_head_and_first_row_stay_together():
    for lines_before in range(18, 30):
        pages = laid_out(
            *[para("あ", "条")] * lines_before, para("節", "別表項目1", "1　"), grid(HEAD, row(*"一二三四"))
        ).pages
        holding = [page for page in pages if any(line in ("節", "連携施策", "一") for line in lines_of(page))]
        assert len(holding) == 1


def test_a_thousand_rows_repeat_their_head_on_every_page():
    texts = [(f"施策{n}", "取組の内容を記す", "中心的な役割を担う", "協力する") for n in range(1000)]
    layout = laid_out(grid(HEAD, *[row(*t) for t in texts]))

    assert all(list(HEAD) == artifacts(page) for page in layout.pages[1:])
    assert "".join(HEAD) + "".join("".join(t) for t in texts) == "".join(text_by_structure(layout))


def test_cost_grows_with_the_number_of_rows():
    def effort(rows: int) -> int:
        table = grid(HEAD, *[row(f"施策{n}", f"内容{n}", "役割", "協力") for n in range(rows)])
        return calls(lambda: laid_out(table))

    assert effort(1000) < 11 * effort(100)


def test_an_empty_table_is_its_head():
    layout = laid_out(grid(HEAD))

    assert list(HEAD) == text_by_structure(layout)
    assert_frame_closed(layout)


def test_a_table_without_head_or_rows_takes_no_space():
    layout = laid_out(grid(()), para("後", "条"))

    assert text_by_structure(layout) == ["後"]


def test_forty_columns_of_one_character():
    head = tuple(str(n % 10) for n in range(40))
    layout = laid_out(grid(head, row(*["字" for _ in range(40)]), row(*["線表" for _ in range(40)])))

    assert "".join(head) + "字" * 40 + "線表" * 40 == "".join(text_by_structure(layout))
    assert outside(layout) == []


def test_a_head_taller_than_the_page_is_printed_once():
    layout = laid_out(grid(("長い見出し" * 200, "乙"), row("一", "二")))

    assert "".join(text_by_structure(layout)) == "長い見出し" * 200 + "乙一二"
    assert outside(layout) == []


def test_columns_are_the_stylesheets_characters_and_fill_the_measure():
    """9 + 13 + 13 + 9 = 44 characters of 9.5 pt; (444 - 418) / 8 = 3.25 pt of padding at every side."""
    page = laid_out(grid(HEAD, row(*"一二三四"))).pages[0]
    edges = [FRAME.left_pt + x for x in (0, 92, 222, 352, 444)]  # 9 x 9.5 + 6.5 = 92, 13 x 9.5 + 6.5 = 130

    assert sorted(uprights(page)) == pytest.approx(edges, abs=0.06)


def test_rules_do_not_cross_merged_cells():
    """The upper left cell covers two rows and two columns."""
    table = Grid(
        "役割分担表", (), (Row((cell("大", 2, 2), cell("三"), cell("四"))), row("三", "四"), row(*"一二三四")), "表"
    )
    page = laid_out(table).pages[0]
    inside = [
        rule for rule in page.rules if FRAME.left_pt + 1 < rule.x0_pt < FRAME.left_pt + 200 and rule.x0_pt == rule.x1_pt
    ]
    top = max(rule.y1_pt for rule in page.rules)

    assert [top - 2 * 21.5] == [pytest.approx(rule.y1_pt) for rule in inside]  # 14.5 + 2 x 3.5 = 21.5 each row
    assert any(
        rule.x0_pt > FRAME.left_pt + 200 and rule.y0_pt == pytest.approx(top - 21.5, abs=0.01) for rule in page.rules
    )


def test_a_cell_cannot_reach_beyond_the_table():
    layout = laid_out(
        Grid("役割分担表", (), (Row((cell("鍵", rows=9), cell("二"))), row("二")), "表"), para("後", "条")
    )

    assert text_by_structure(layout) == ["鍵", "二", "二", "後"]
    assert [e.rows for e in layout.elements if e.role is Role.HEAD_CELL] == [2]
    assert_frame_closed(layout)


def test_cells_say_what_they_head_and_what_they_span():
    table = Grid(
        "役割分担表", (row(*HEAD, name="表見出し"),), (Row((cell("鍵", rows=2), cell("二", 3))), row(*"二三四")), "役割"
    )
    tree = [
        (e.role, e.scope and e.scope.value, e.columns, e.rows)
        for e in laid_out(table).elements
        if e.role in (Role.HEAD_CELL, Role.CELL)
    ]

    assert tree[:4] == [(Role.HEAD_CELL, "Column", 1, 1)] * 4
    assert tree[4:6] == [(Role.HEAD_CELL, "Row", 1, 2), (Role.CELL, None, 3, 1)]
    assert tree[6:] == [(Role.CELL, None, 1, 1)] * 3


def test_paragraphs_of_a_cell_are_told_apart():
    table = Grid("役割分担表", (), (Row((Cell((para("一", "表本文"), para("二", "表本文"))), cell("三"))),), "表")
    layout = laid_out(table)

    assert text_by_structure(layout) == ["一", "二", "三"]
    assert [e.role.value for e in layout.elements[3:]] == ["TH", "P", "P", "TD"]


def test_an_empty_cell_is_still_a_cell():
    layout = laid_out(grid((), row("一", "", "", "")))

    assert sum(e.role in (Role.CELL, Role.HEAD_CELL) for e in layout.elements) == 4


def listed(*blocks: Block) -> Layout:
    """A table of six rows behind so much text that four would fit on the page."""
    table = Grid("一覧表", (row("項", "目", name="表見出し"),), tuple(row(str(n), "字") for n in range(6)), "表")
    return laid_out(*[para("文", "条") for _ in range(25)], *blocks, table, para("後", "条"))


def test_a_short_table_goes_to_the_next_page_whole_with_its_heading():
    layout = listed(para("見出し", "本文見出し3"))
    first, second = ("".join(lines_of(layout.pages[n])) for n in (0, 1))

    assert "見出し" not in first
    assert all(str(n) in second for n in range(6))


def test_a_table_of_a_style_that_says_nothing_of_it_is_split():
    """役割分担表: its rows are tall, and a page left half empty would be worse."""
    table = Grid("役割分担表", (), tuple(row(str(n), "字") for n in range(6)), "表")
    layout = laid_out(*[para("文", "条") for _ in range(25)], table)

    assert "0" in "".join(lines_of(layout.pages[0]))
    assert "5" in "".join(lines_of(layout.pages[1]))


def test_a_bar_is_shaded_behind_its_words_and_reaches_over_its_years():
    """From padding to padding of the three columns that it spans, as high as its lines; the note below it is not shaded."""
    cells = (cell("取組", name="表項目"), Cell((para("検討", "表帯"), para("補足", "表中央")), columns=3))
    head = row("取組", "R7", "R8", "R9", name="表見出し")
    page = laid_out(Grid("工程表", (head,), (Row(cells),), "工程表")).pages[0]
    [bar] = [fill for fill in page.fills if fill.shade == 0.15]
    left, *_, right = sorted(uprights(page))[1:]

    assert bar.y1_pt - bar.y0_pt == 14.5  # one line of 表帯
    assert bar.x0_pt - left == pytest.approx(right - bar.x1_pt, abs=0.1)
    assert 2 < bar.x0_pt - left < 10
