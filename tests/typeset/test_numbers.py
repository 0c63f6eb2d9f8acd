"""Numbers in tables: each is one box with its sign, its decimals and its unit, and no line ends within it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, Grid, Part, Row
from pipeline.notation.text.number_box import boxes
from pipeline.typeset import Layout, Metrics, lay_out
from pipeline.writers.pdf import write
from pipeline.writers.pdf.fonts.provider import FontProvider
from tests.typeset.kit import cell, design, words
from tests.writers.pdf.kit import FONTS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("△21,640", ["△21,640"]),
        ("（2,500千円）", ["（2,500千円）"]),
        ("当初10,000千円、△7.8%", ["10,000千円", "△7.8%"]),
        ("１０，０００円", ["１０，０００円"]),
        ("30～39年度", ["30", "39年度"]),
        ("017-734-1111", ["017", "734", "1111"]),
        ("3か所で5回", ["3か所", "5回"]),
        ("H29年度とR7年度（R2.4.1）", ["H29年度", "R7年度", "（R2.4.1）"]),
        ("A4判、Ｒ７年、#7119", ["A4", "Ｒ７年", "7119"]),
        ("KPI12件", ["12件"]),
        ("令和元年度、平成元年5月1日、元年度", ["元年度", "元年", "5月", "1日"]),
        ("検討中", []),
    ],
)
def test_a_number_is_one_box(text: str, found: list[str]):
    assert found == [text[start:end] for start, end in boxes(text)]


@cache
def metrics() -> dict[str, Metrics]:
    """Those of the packaged fonts, whose figures are wider than half an em."""
    chains = FontProvider(folders=()).chains(design(), Problems())
    assert chains is not None
    return {name: chain.metrics for name, chain in chains.items()}


def laid_out(grid: Grid, *, landscape: bool) -> Layout:
    return lay_out(Galley("題", "", "", None, (Part("本文", (grid,), landscape),)), design(), metrics())


def parted_numbers(layout: Layout) -> list[str]:
    """Numbers with the end of a line within them."""
    found = []
    for text in {id(t.text): t.text for page in layout.pages for t in page.texts}.values():
        ends, at = set(), 0
        for line in text.lines:
            at += len(words(line))
            ends.add(at)
        whole = "".join(map(words, text.lines))
        found += [whole[a:b] for a, b in boxes(whole) if any(a < end < b for end in ends)]
    return found


numbers = st.builds(
    "{}{:,}{}".format,
    st.sampled_from(["", "△", "（", "＋"]),
    st.integers(0, 10**12),
    st.sampled_from(["", "千円", "%", "か所", "）"]),
)
cells = st.one_of(numbers, numbers, st.text("連携協約の推進に要する経費", max_size=40), st.just("検討中"))
STYLES = st.sampled_from(["表数値", "表中央", "表本文", "表項目"])
TABLES = st.sampled_from(["一覧表", "予算額表", "事業表", "役割分担表"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Tables of two to ten columns, some rows with a cell over two of them."""
    count = draw(st.integers(2, 10))
    names = [draw(STYLES) for _ in range(count)]
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        joined = draw(st.booleans())
        row = [cell(draw(cells), name=name) for name in names[joined:]]
        rows.append(Row((cell(draw(cells), columns=2), *row[1:]) if joined else tuple(row)))
    head = Row(
        tuple(cell(draw(st.text("年度額財源29", min_size=1, max_size=8)), name="表見出し") for _ in range(count))
    )
    return Grid(draw(TABLES), (head,), tuple(rows), "表")


@given(grids(), st.booleans())
def test_no_number_is_parted_in_any_table(grid: Grid, landscape: bool):
    """10,00|0 at the end of a cell reads ten thousand less. What has no room is told."""
    layout = laid_out(grid, landscape=landscape)

    assert layout.narrow == (grid,) or not parted_numbers(layout)


def budget(columns: int, amount: str) -> Grid:
    return Grid(
        "予算額表",
        (Row((cell("事業名", name="表見出し"), *[cell("予算額", name="表見出し")] * columns)),),
        (Row((cell("観光案内人材育成・広域周遊推進事業"), *[cell(amount, name="表数値")] * columns)),),
        "予算額の比較",
    )


def test_amounts_of_seven_digits_stand_beside_names_of_four_characters():
    """yosan2: six columns of 6,049,380 on a portrait page."""
    layout = laid_out(budget(6, "△6,049,380"), landscape=False)

    assert not parted_numbers(layout)
    name = next(t.text for p in layout.pages for t in p.texts if t.text.style.name == "表本文")
    assert all(len(words(line)) >= 4 for line in name.lines[:-1])
    assert {9.5} == {t.text.style.size_pt for p in layout.pages for t in p.texts if t.element > 0}


def test_type_becomes_smaller_before_a_number_is_parted():
    layout = laid_out(budget(7, "△826,049,380"), landscape=False)

    assert layout.narrow == ()
    assert not parted_numbers(layout)
    assert 7.5 <= min(t.text.style.size_pt for p in layout.pages for t in p.texts if t.element > 0) < 9.5


@given(st.integers(1, 12), st.integers(0, 7), st.integers(0, 8), st.integers(1, 9))
def test_words_never_stand_on_end_beside_numbers(towns: int, years: int, amounts: int, digits: int):
    """連携事業: eight municipalities and six columns of amounts left one character to the name of the work."""
    heads = [
        cell(text, name="表見出し")
        for text in ["事業名", "区分", *["南アルプス山麓広域村"] * towns, *["令和8年度"] * (years + amounts)]
    ]
    texts = [cell("コミュニティーバスの共同運行"), cell("拡充")]
    body = [*texts, *[cell("○", name="表中央")] * towns, *[cell(f"{10**digits:,}", name="表数値")] * (years + amounts)]
    layout = laid_out(Grid("一覧表", (Row(tuple(heads)),), (Row(tuple(body)),), "表"), landscape=False)
    name = next(t.text for p in layout.pages for t in p.texts if t.text.style.name == "表本文")

    assert layout.narrow or all(len(words(line)) >= 2 for line in name.lines[:-1])


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_without_room_is_named_with_its_cure(landscape: bool):
    """A sheet that was turned had the cure to turn it."""
    problems = Problems()
    table = Part("本文", (budget(12, "999,999,999,999,999"),), landscape)
    with pytest.raises(Rejected):
        write(Galley("題", "", "", None, (table,)), design(), FONTS, problems)

    [error] = problems.errors
    assert error.message.startswith("表「予算額の比較」の数字と文が欄に収まりません")
    assert landscape != ("用紙: 横" in problems.errors[0].cure)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_of_full_width_figures_is_told_that_half_of_the_width_may_do(landscape: bool):
    problems = Problems()
    tables = [budget(12, "999,999,999,999,999"), budget(12, "９９９，９９９，９９９")]
    with pytest.raises(Rejected):
        write(Galley("題", "", "", None, (Part("本文", tuple(tables), landscape),)), design(), FONTS, problems)

    assert [False, True] == ["表の数字: 半角" in error.cure for error in problems.errors]


@given(st.integers(4, 8), st.integers(4, 6), st.integers(24, 60))
def test_words_get_the_room_of_the_padding_before_they_take_many_short_lines(towns: int, years: int, length: int):
    """事業表 of seven municipalities and five years: a name of 32 characters stood in ten lines of three, 拡充 on end."""
    heads = ("事業名", "区分", *("潮見市" for _ in range(towns)), *(f"令和{n + 7}年度" for n in range(years)), "計")
    body = Row(
        (
            cell("橋" * length, name="表項目"),
            cell("拡充", name="表中央"),
            *(cell("○", name="表中央") for _ in range(towns)),
            *(cell("240,000", name="表数値") for _ in range(years)),
            cell("1,194,567", name="表数値"),
        )
    )
    layout = laid_out(
        Grid("一覧表", (Row(tuple(cell(h, name="表見出し") for h in heads)),), (body,) * 3, "表"), landscape=False
    )

    named = [t.text for page in layout.pages for t in page.texts if t.text.style.name in ("表項目", "表中央")]
    texts = {"".join(words(line) for line in text.lines): len(text.lines) for text in named}
    assert texts["橋" * length] <= length / 4 + 1
    if 35 * years + 45 + 9.5 * (towns + 6) + 4 * len(heads) <= 400:
        assert texts["拡充"] == 1
    assert [] == parted_numbers(layout)


def test_names_beside_many_years_get_the_room_of_the_padding():
    """Fourteen years of a forecast (財政収支見通し): names stood in three characters a line, though figures had room to spare."""
    heads = Row((cell("項目", name="表見出し"), *(cell(f"令和{n}年度推計", name="表見出し") for n in range(1, 15))))
    body = tuple(Row((cell("地方消費税交付金"), *[cell("10,133", name="表数値")] * 14)) for _ in range(3))
    layout = laid_out(Grid("一覧表", (heads,), body, "表"), landscape=True)
    names = [text.text for page in layout.pages for text in page.texts if "地方" in words(text.text.lines[0])]

    assert {1} == {len(name.lines) for name in names}
