"""What must stand together leaves little of a page empty; tables of one kind look alike; heads stay with what they lead to."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Block, Cell, Galley, Grid, PageBreak, Para, Part, Row
from pipeline.typeset import Layout, lay_out
from pipeline.typeset.layout import Page
from tests.typeset.kit import METRICS, cell, design, laid_out, para, row, text_by_structure, words

FRAME = design().upright.frame


def listing(rows: int, *heads: str, name: str = "一覧表", text: str = "取組の内容") -> Grid:
    heads = heads or ("取組", "内容")
    return Grid(name, (row(*heads, name="表見出し"),), tuple(row(*[text] * len(heads)) for _ in range(rows)), "表")


def empty_pt(layout: Layout, page: int) -> float:
    """How much of a page stays empty below its last line."""
    lows = [
        t.y_pt - (t.last - t.first - 1) * t.text.style.leading_pt for t in layout.pages[page].texts if t.element > 0
    ]
    lows += [rule.y1_pt for rule in layout.pages[page].rules]
    return min(lows) - FRAME.bottom_pt


@st.composite
def plans(draw: st.DrawFn) -> tuple[Block, ...]:
    """Headings, paragraphs, items and short tables, as plans have them."""
    made: list[Block] = []
    for _ in range(draw(st.integers(4, 14))):
        made.append(para("基本方向", draw(st.sampled_from(["本文見出し1", "本文見出し2", "本文見出し3", "小見出し"]))))
        lengths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=4))
        made += [para("連携を推進する。" * length, "本文段落") for length in lengths]
        if draw(st.booleans()):
            made.append(listing(draw(st.integers(1, 14)), name=draw(st.sampled_from(["一覧表", "工程表", "指標表"]))))
    return tuple(made)


@given(plans())
def test_no_page_but_the_last_is_emptier_than_a_quarter(blocks: tuple[Block, ...]):
    """What is above a quarter: a heading of each rank with the first lines of what follows, and the padding of a row."""
    layout = laid_out(*blocks)

    for page in range(len(layout.pages) - 1):
        assert empty_pt(layout, page) <= 0.25 * FRAME.height_pt + 20


def test_what_the_author_parts_stays_parted():
    layout = laid_out(para("前", "本文段落"), PageBreak(), para("後", "本文段落"))

    assert 2 == len(layout.pages)


def columns_of(layout: Layout) -> list[tuple[float, ...]]:
    """Where the inner rules of each table stand, page by page."""
    return [tuple(sorted({round(r.x0_pt, 1) for r in page.rules if r.x0_pt == r.x1_pt})) for page in layout.pages]


def test_tables_with_the_same_heads_have_the_same_columns():
    short, long = (
        listing(2, "項目", "件数", text="若者"),
        listing(2, "項目", "件数", text="専門的な人材の確保に要する経費"),
    )
    apart = laid_out(short, PageBreak(), long)
    first, second = columns_of(apart)

    assert first == second
    assert columns_of(laid_out(short)) != columns_of(laid_out(listing(2, "項目", "内容説明", text="専門的")))


@pytest.mark.parametrize("n", range(10, 34))
def test_a_head_within_a_table_stands_on_the_page_of_its_row(n: int):
    """新旧対照表: 「(2) 結びつき…」 and 連携施策｜取組内容 stood at the foot of a page, their row on the next."""
    body = [row("文", "文") for _ in range(n)]
    body += [
        Row((cell("(2) 結びつき"), cell("(2) 結びつき"))),
        row("連携施策", "取組内容", name="表見出し"),
        row("観光", "推進"),
    ]
    layout = laid_out(Grid("新旧対照表", (row("改正後", "改正前", name="表見出し"),), tuple(body), "表"))

    on = [{"".join(map(words, t.text.lines)) for t in page.texts} for page in layout.pages]
    [page] = [said for said in on if "連携施策" in said]
    assert {"(2) 結びつき", "観光"} <= page


@pytest.mark.parametrize("n", range(20, 34))
def test_an_item_stands_on_the_page_of_its_own_items(n: int):
    """「◆ 県の施策」 stood last on a page."""
    lines = [para("文", "本文段落") for _ in range(n)]
    item = Para("箇条1", para("県の施策").runs, para("◆　").runs)
    below = [Para("箇条2", para("中身").runs, para("・").runs) for _ in range(3)]
    layout = laid_out(*lines, item, *below)

    on = [["".join(map(words, t.text.lines)) for t in page.texts] for page in layout.pages]
    [page] = [said for said in on if "県の施策" in said]
    assert "中身" in page


def test_a_cell_may_be_empty_in_any_row():
    grid = Grid("一覧表", (), (Row((Cell((para("", "表見出し"),)), cell("文"))),), "表")

    assert 1 == len(laid_out(grid).pages)


@pytest.mark.parametrize(
    ("name", "fills", "rules"),
    [("本文見出し1", 0, 1), ("本文見出し2", 1, 0), ("本文見出し3", 1, 0), ("本文見出し4", 0, 0)],
)
def test_the_rank_of_a_heading_is_drawn(name: str, fills: int, rules: int):
    """A rule below the first, a band behind the second, a bar beside the third."""
    [page] = laid_out(para("基本方向", name)).pages

    assert (fills, rules) == (len(page.fills), len(page.rules))


def test_what_stands_under_the_fourth_heading_is_set_in():
    """① stood as far left as (1), of which it was a part."""
    starts = [design().texts[f"本文見出し{n}"].start_pt for n in (4, 5)]

    assert starts[0] < starts[1]


def test_ranks_are_of_falling_size():
    sizes = [design().texts[name].size_pt for name in ("文書題名", *(f"本文見出し{n}" for n in (1, 2, 3, 4)))]

    assert sorted(set(sizes), reverse=True) == sizes


def test_tables_one_right_below_the_other_have_the_same_columns():
    """飛島振興重点プロジェクトの枠組み: four fields as two tables of two columns."""
    upper, lower = (
        listing(1, "観光交流", "産業振興", text="字"),
        listing(1, "安全・安心、生活環境の充実", "移住", text="字" * 9),
    )
    edges = {round(r.x0_pt, 1) for r in laid_out(upper, lower).pages[0].rules if r.x0_pt == r.x1_pt}
    apart = {
        round(r.x0_pt, 1) for r in laid_out(upper, para("文", "本文段落"), lower).pages[0].rules if r.x0_pt == r.x1_pt
    }

    assert (3, 4) == (len(edges), len(apart))


@given(st.integers(15, 34), st.integers(1, 14), st.sampled_from(["一覧表", "工程表"]), st.booleans())
def test_a_heading_and_a_caption_stand_on_the_page_where_their_table_begins(
    lines: int, rows: int, name: str, captioned: bool
):
    """「4　主な事業」 stood last on a page of which a third was empty, the caption and the table on the next."""
    leading = [para("主な事業", "本文見出し3"), para("子育ての事業", "本文見出し4")]
    leading += [para("表4の題", "表の題")] if captioned else []
    layout = laid_out(*[para("文", "本文段落") for _ in range(lines)], *leading, listing(rows, name=name))

    on = [["".join(map(words, t.text.lines)) for t in page.texts if t.element > 0] for page in layout.pages]
    [page] = [said for said in on if "主な事業" in said]
    assert "取組の内容" in page


@given(st.integers(0, 34), st.integers(3, 40), st.integers(1, 3), st.sampled_from(["注", "末尾書き"]))
def test_a_note_stands_on_the_page_of_the_last_rows_of_its_table(lines: int, rows: int, notes: int, name: str):
    """「△は減少を示す。」 stood alone at the top of a page, the table on the page before."""
    made = [para("文", "本文段落") for _ in range(lines)]
    below = [para("△は減少を示す。", name, "※　") for _ in range(notes)]
    table = listing(rows)
    last = Grid(table.style, table.head, (*table.rows[:-1], row("最後の行", "内容")), "表")
    layout = laid_out(*made, last, *below, para("文", "本文段落"))

    on = [["".join(map(words, t.text.lines)) for t in page.texts if t.element > 0] for page in layout.pages]
    [page] = [said for said in on if "最後の行" in said]
    assert "△は減少を示す。" in page


@pytest.mark.parametrize("name", ["表の題", "添え書き"])
def test_the_title_of_a_table_stands_nearer_to_it_than_to_the_text(name: str):
    """「表1-1　地区別の人口」 seemed to belong to the text above it."""
    [page] = laid_out(para("文", "本文段落"), para("表1の題", name), listing(2)).pages
    text, title = page.texts[:2]
    top = max(rule.y0_pt for rule in page.rules)

    assert title.y_pt - top < text.y_pt - title.y_pt


@given(st.lists(st.integers(1, 6), min_size=3, max_size=14), st.integers(0, 20))
def test_a_total_stands_on_the_page_of_the_last_row_that_it_adds_up(groups: list[int], lines: int):
    """「小計」 stood first on a page, its projects on the page before."""
    body: list[Row] = []
    for n, rows in enumerate(groups):
        body += [row(f"事業{n}-{k}", "1") for k in range(rows)]
        body.append(Row((cell(f"小計{n}", name="表計"), cell("1"))))
    table = Grid("予算額表", (row("事業", "額", name="表見出し"),), tuple(body), "表")
    layout = laid_out(*[para("文", "本文段落") for _ in range(lines)], table)

    on = [{"".join(map(words, t.text.lines)) for t in page.texts} for page in layout.pages]
    for n, rows in enumerate(groups):
        [page] = [said for said in on if f"小計{n}" in said]
        assert f"事業{n}-{rows - 1}" in page


@given(st.sampled_from(["合計", "計", "小　計", "歳入合計"]), st.integers(2, 30), st.integers(0, 20))
def test_a_total_of_a_table_of_a_clerks_own_does_so_too(total: str, rows: int, lines: int):
    """「合計」 stood first on a page, its projects on the page before."""
    body = (*[row(f"事業{k}", "1") for k in range(rows)], row(total, "1"), *[row(f"施設{k}", "1") for k in range(9)])
    table = Grid("一覧表", (row("事業", "額", name="表見出し"),), body, "表")
    layout = laid_out(*[para("文", "本文段落") for _ in range(lines)], table)

    on = [{"".join(map(words, t.text.lines)) for t in page.texts} for page in layout.pages]
    [page] = [said for said in on if total in said]
    assert f"事業{rows - 1}" in page


@given(st.integers(2, 40), st.integers(0, 40))
def test_a_total_below_a_group_stands_with_its_last_row(rows: int, lines: int):
    """「合計」 below a cell over all rows stood first on a page; rows within such a cell were kept with nothing."""
    group = replace(cell("区分"), rows=rows)
    body = [Row(((group,) if not k else ()) + (cell(f"事業{k}"), cell("1"))) for k in range(rows)]
    body.append(Row((replace(cell("合計"), columns=2), cell("1"))))
    table = Grid("一覧表", (row("区分", "事業", "額", name="表見出し"),), tuple(body), "表")
    layout = laid_out(
        *[para("文", "本文段落") for _ in range(lines)], table, *[para("文", "本文段落") for _ in range(50)]
    )

    on = [{"".join(map(words, t.text.lines)) for t in page.texts} for page in layout.pages]
    [page] = [said for said in on if "合計" in said]
    assert f"事業{rows - 1}" in page
    assert all(any(f"事業{k}" in said for said in on) for k in range(rows))


def held(layout: Layout, page: int) -> float:
    """How much of a page is filled, as a part of it."""
    return 1 - empty_pt(layout, page) / FRAME.height_pt


@pytest.mark.parametrize("lines", range(35, 41))
def test_a_last_page_of_a_few_lines_gets_more_of_them(lines: int):
    """「す。」 alone was the fourth page of a plan."""
    layout = laid_out(*[para("文", "本文段落") for _ in range(lines)])

    assert [True, True] == [held(layout, 0) >= 0.75, held(layout, 1) >= 0.2]
    assert "文" * lines == "".join(text_by_structure(layout))


def test_spaces_give_way_where_that_spares_a_page():
    headed = [block for _ in range(4) for block in (para("基本方向", "本文見出し2"), *[para("文", "本文段落")] * 6)]
    layout = laid_out(*headed, listing(1))

    assert 1 == len(layout.pages)


def test_a_page_of_the_author_s_is_not_the_last_one_of_what_stands_before_it():
    """Each stretch is looked at by itself; what stands behind it and before it stays as it was."""
    few = [para("文", "本文段落") for _ in range(3)]
    short = [para("文", "本文段落") for _ in range(36)]
    alone = laid_out(*short)
    layout = laid_out(*few, PageBreak(), *short, PageBreak(), *few)

    assert 4 == len(layout.pages)
    assert [held(alone, 0), held(alone, 1)] == [held(layout, 1), held(layout, 2)]
    assert held(layout, 0) == held(layout, 3) < 0.2


def test_the_pages_of_an_agreement_stay_as_they_are():
    """An amendment must not move lines before it."""
    layout = laid_out(*[para("文", "条") for _ in range(31)])

    assert [30, 1] == [len(page.texts) - 1 for page in layout.pages]


def standing(page: Page) -> list[tuple[float, str]]:
    """The words of a page, and where they stand."""
    return [(text.y_pt, "".join(map(words, text.text.lines))) for text in page.texts]


@given(plans())
def test_what_is_mended_at_the_end_says_the_same_on_no_more_pages(blocks: tuple[Block, ...]):
    still = replace(
        design(),
        texts={name: replace(style, least_space=1.0) for name, style in design().texts.items()},
        grids={name: replace(style, least_space=1.0) for name, style in design().grids.items()},
    )
    before, after = laid_out(*blocks, wanted=still), laid_out(*blocks)

    assert text_by_structure(before) == text_by_structure(after)
    assert len(before.pages) - 1 <= len(after.pages) <= len(before.pages)
    if len(before.pages) == len(after.pages):
        assert held(before, -1) <= held(after, -1)
    assert [standing(page) for page in before.pages[:-2]] == [standing(page) for page in after.pages][
        : len(before.pages[:-2])
    ]


@given(st.integers(1, 20), st.integers(3, 6), st.integers(3, 9))
def test_a_table_of_tall_rows_begins_where_its_first_row_has_room(lines: int, tall: int, rows: int):
    """Two rows of three lines had no room on a page that lies; 45 percent of it stayed empty."""
    several = Cell(tuple(para("(2,301)", "表数値") for _ in range(tall)))
    table = Grid(
        "一覧表",
        (row("款", "予算額", name="表見出し"),),
        tuple(Row((cell("衛生費"), several)) for _ in range(rows)),
        "表",
    )
    galley = Galley("題", "", "", None, (Part("本文", (*[para("文", "本文段落")] * lines, table), landscape=True),))
    layout = lay_out(galley, design(), {"明朝": METRICS, "ゴシック": METRICS})
    frame = design().turned.frame
    left = frame.height_pt - lines * 19

    head, first = 21.5, tall * 14.5 + 7
    if len(layout.pages) > 1 and left > 0.25 * frame.height_pt and left - 11 - head - first >= 0:
        assert {"表見出し", "表数値"} <= {t.text.style.name for t in layout.pages[0].texts}


def item(words: str, level: int) -> Para:
    """An item of a budget, whose amount stands on its line."""
    return Para("本文見出し4", para(words).runs, heading=level, outline=words)


@given(st.integers(10, 30), st.lists(st.integers(4, 6), min_size=6, max_size=20))
def test_items_of_a_budget_are_parted_where_one_does_not_stand_under_the_other(lines: int, levels: list[int]):
    """Seven items with amounts went to the next page together, and a quarter of their own page stayed empty."""
    items = [item(f"項{n}", level) for n, level in enumerate(levels)]
    layout = laid_out(*[para("文", "本文段落")] * lines, *items, para("結び", "本文段落"))

    on = [["".join(map(words, t.text.lines)) for t in page.texts if t.element > 0] for page in layout.pages]
    last = [said[-1] for said in on[:-1]]
    for n, (above, below) in enumerate(pairwise(levels)):
        if below > above:
            assert f"項{n}" not in last
    longest = max(len(list(group)) for _, group in groupby(b > a for a, b in pairwise(levels)))
    if len(on) > 1 and longest < 3:  # a last page that would hold less than a fifth got three items more
        assert empty_pt(layout, 0) < 5 * 30 or held(layout, 1) < 0.2 + 3 * 30 / FRAME.height_pt
