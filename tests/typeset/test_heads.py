"""Heads of tables as a screen reader needs them: what they are the head of, and which heads a cell names."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Cell, Grid, Row
from pipeline.typeset.layout import Element, Layout, Role, Scope
from tests.typeset.kit import cell, grid, laid_out, para, row


def cells(layout: Layout) -> list[Element]:
    return [e for e in layout.elements if e.role in (Role.HEAD_CELL, Role.CELL)]


def scopes(layout: Layout) -> list[Scope | None]:
    return [e.scope for e in cells(layout)]


def named(layout: Layout, words: list[str]) -> dict[str, list[str]]:
    """For each cell, in order, the cells that it names."""
    places = [k for k, e in enumerate(layout.elements) if e.role in (Role.HEAD_CELL, Role.CELL)]
    at = dict(zip(places, words, strict=True))
    return {at[k]: [at[h] for h in layout.elements[k].headers] for k in places}


def head(*cells_: Cell) -> Row:
    return Row(cells_)


def test_one_row_of_heads_and_one_column_of_keys_need_no_names():
    layout = laid_out(grid(("施策", "内容", "役割"), row("医療", "研修", "中心"), row("介護", "会議", "協力")))

    assert [*[Scope.COLUMN] * 3, *[Scope.ROW, None, None] * 2] == scopes(layout)
    assert not any(e.headers for e in cells(layout))


def test_under_heads_in_two_levels_every_cell_names_its_heads():
    """当初予算額 over two years (ISO 32000-1, table 349)."""
    two = (
        head(
            cell("事業", rows=2, name="表見出し"),
            cell("予算額", 2, name="表見出し"),
            cell("備考", rows=2, name="表見出し"),
        ),
        head(cell("本年度", name="表見出し"), cell("前年度", name="表見出し")),
    )
    layout = laid_out(Grid("一覧表", two, (row("案内", "2,000", "2,500", ""),), "表"))
    found = named(layout, ["事業", "予算額", "備考", "本年度", "前年度", "案内", "2,000", "2,500", "空"])

    assert [*[Scope.COLUMN] * 5, Scope.ROW, None, None, None] == scopes(layout)
    assert found == {
        "事業": [],
        "予算額": [],
        "備考": [],
        "本年度": ["予算額"],
        "前年度": ["予算額"],
        "案内": ["事業"],
        "2,000": ["予算額", "本年度", "案内"],
        "2,500": ["予算額", "前年度", "案内"],
        "空": ["備考", "案内"],
    }


def test_a_key_over_several_rows_heads_them_all_and_keys_within_it():
    """政策, 施策, 取組."""
    body = (
        head(cell("政策1", rows=2, name="図見出し"), cell("施策1", name="図見出し"), cell("甲")),
        head(cell("施策2", name="図見出し"), cell("乙")),
        head(cell("政策2", name="図見出し"), cell("施策3", name="図見出し"), cell("丙")),
    )
    layout = laid_out(Grid("一覧表", (), body, "体系"))
    found = named(layout, ["政策1", "施策1", "甲", "施策2", "乙", "政策2", "施策3", "丙"])

    assert [Scope.ROW, Scope.ROW, None, Scope.ROW, None, Scope.ROW, Scope.ROW, None] == scopes(layout)
    assert [["政策1", "施策1"], ["政策1", "施策2"], ["政策2", "施策3"]] == [found[w] for w in "甲乙丙"]
    assert [["政策1"], ["政策1"], ["政策2"], []] == [found[w] for w in ("施策1", "施策2", "施策3", "政策2")]


def test_what_heads_nothing_is_no_head():
    """A blank corner, a cell over the whole width, and the old text beside the new."""
    corner = Grid("一覧表", (row("", "建設", name="表見出し"),), (row("支援", "1/2"), head(cell("計", 2))), "表")
    beside = Grid("新旧対照表", (row("旧", "新", name="表見出し"),), (row("甲は", "乙は"),), "表")

    assert [None, Scope.COLUMN, Scope.ROW, None, None] == scopes(laid_out(corner))
    assert [Scope.COLUMN, Scope.COLUMN, None, None] == scopes(laid_out(beside))


def test_labelled_paragraphs_of_a_cell_are_a_list():
    listed = Cell((para("情報", label="①　"), para("拠点", label="②　"), para("など"), para("人材", label="③　")))
    single = Cell((para("米", label="1　"), para("味噌")))
    layout = laid_out(Grid("一覧表", (), (head(cell("鍵"), listed, single),), "表"))
    start = next(k for k, e in enumerate(layout.elements) if e.role is Role.LIST)
    item = [Role.ITEM, Role.LABEL, Role.ITEM_BODY]

    assert [e.role for e in layout.elements[start:]] == [
        *(Role.LIST, *item, *item, Role.PARAGRAPH, Role.LIST, *item),
        *(Role.CELL, Role.PARAGRAPH, Role.PARAGRAPH),
    ]


@given(
    st.integers(3, 7),
    st.integers(1, 12),
    st.integers(1, 9),
    st.sampled_from(["令和{}年度", "令和{}年"]),
    st.integers(1, 30),
)
def test_heads_that_are_years_of_one_series_have_as_many_lines(
    years: int, first: int, digits: int, form: str, length: int
):
    """「令和8年度」 stood in one line, 「令和／10年度」 beside it in two."""
    heads = ("事業名", *(form.format(first + n) for n in range(years)))
    body = [Row((cell("橋" * length), *(cell("9" * digits, name="表数値") for _ in range(years)))) for _ in range(3)]
    layout = laid_out(Grid("一覧表", (row(*heads, name="表見出し"),), tuple(body), "表"))

    texts = [t for t in layout.pages[0].texts if t.text.style.name == "表見出し"]
    assert 1 == len({t.last - t.first for t in texts[1:]})


@given(st.integers(0, 4), st.integers(1, 6), st.integers(1, 5), st.integers(4, 20))
def test_the_first_year_of_an_era_is_not_parted_among_others(before: int, behind: int, digits: int, length: int):
    """「令和／元年／度」 stood beside 「平成／30年度」, in a column narrower than that."""
    years = [
        *(f"平成{31 - n}年度" for n in range(before, 0, -1)),
        "令和元年度",
        *(f"令和{n + 2}年度" for n in range(behind)),
    ]
    body = [
        Row((cell("橋" * length), *(cell("9" * digits, name="表数値") for _ in years), cell("9" * 5))) for _ in range(3)
    ]
    layout = laid_out(Grid("一覧表", (row("区分", *years, "平均", name="表見出し"),), tuple(body), "表"))

    heads = [t for t in layout.pages[0].texts if t.text.style.name == "表見出し"]
    assert all(1 <= t.last - t.first <= 2 for t in heads)
    edges = sorted({round(r.x0_pt, 2) for r in layout.pages[0].rules if r.x0_pt == r.x1_pt})
    widths = [round(right - left, 1) for left, right in pairwise(edges)][1:-1]
    assert max(widths) - min(widths) <= 0.2
