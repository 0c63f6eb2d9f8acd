"""Charts as drawings: bars stand where the figures say, and what they mean is said in words."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Drawing, plain
from pipeline.galley.blocks import Bar, Tone
from pipeline.galley.figures.charts import PARTS
from pipeline.galley.figures.raster import WIDTH_EM
from pipeline.galley.figures.raster_layout import SIDE_EM
from pipeline.notation.house_style import House
from pipeline.notation.text.width_policy import DigitWidth
from pipeline.writers import text
from tests.galley.drawings import cells, words
from tests.galley.test_figures import drawings
from tests.galley.test_prose import blocks, galley

PLAN = """\
@図表 日程 | 年間予定 | 内容 | 月 | 4 | 5 | 6 | 7
@図表行 会議
@図表行 調査 | ・照会
@棒 0 1/4 0 | 4月
@図表行 調整
@棒 1/2 1 0 | 6月 | 7月
"""
SHARES = """\
@図表 内訳 | 財源内訳
@図表行 観光 | 4千円
@棒 0 1/4 0 | 国庫支出金 | 1千円 | 25.0%
@棒 1/4 1/4 1 | 県支出金 | 0千円 | 0.0%
@棒 1/4 1 2 | 一般財源 | 3千円 | 75.0%
"""
YEARS = """\
@図表 比較 | 前年度との比較
@図表行 観光
@棒 0 1/2 0 | 前年度当初 | 5千円 |
@棒 0 1 2 | 当初予算額 | 10千円 | 増減率　100.0%
"""


def bars(made: Drawing) -> list[tuple[float, float, Tone]]:
    """From and to, as parts of the width of the drawing, and tone of every bar."""
    total, found = sum(made.columns), set()
    for (band, column), tile in cells(made).items():
        if cells(made).get((band, column - 1)) is tile:
            continue
        left, width = sum(made.columns[:column]), sum(made.columns[column : column + tile.columns])
        for bar in tile.bars:
            found.add(
                (round((left + bar.start * width) / total, 3), round((left + bar.end * width) / total, 3), bar.tone)
            )
    return sorted(found, key=lambda b: b[:2])


@pytest.mark.parametrize(
    ("months", "lines"),
    [
        (3, ["1月", "2月", "3月"]),
        (4, ["1月 2月", "3月 4月"]),
        (5, ["1月 2月", "3月 4月", "5月"]),
        (12, ["1月 2月 3月", "4月 5月 6月", "7月 8月 9月", "10月 11月 12月"]),
    ],
)
def test_months_of_a_long_bar_stand_several_in_a_line(months: int, lines: list[str]):
    """A bar of the whole year was twelve lines high; its plan took three pages."""
    scale = "".join(f" | {n}" for n in range(1, 13))
    said = "".join(f" | {n}月" for n in range(1, months + 1))
    source = f"@図表 日程 | 年間予定 | 内容 | 月{scale}\n@図表行 会議\n@棒 0 {months}/12 0{said}"
    [made] = drawings(source)

    assert lines == [plain(para.runs) for tile in made.bands[0].tiles for para in tile.paras][1:]
    assert f"会議\t{' '.join(lines)}\n" in text.write(galley(source)).decode()


def test_a_plan_has_a_bar_over_the_months_of_each_work():
    [made] = drawings(PLAN)

    assert "内容\t月\t4\t5\t6\t7\n会議\n　調査 ・照会\t4月\n　調整\t6月 7月\n" == text.write(galley(PLAN)).decode()
    # 17.5 em for words, 2.9 em for 4月: the scale begins at 20.4 of 46 em; a month is 6.4 em, bars keep 0.15 em off.
    assert [
        (round(20.55 / 46, 3), round(26.65 / 46, 3), Tone.MIDDLE),
        (round(33.35 / 46, 3), round(45.85 / 46, 3), Tone.MIDDLE),
    ] == bars(made)


def test_the_heads_of_a_plan_are_repeated():
    [made] = drawings(PLAN)

    assert 1 == len(made.head)
    assert ["内容", "月", "4", "5", "6", "7"] == words(made)[:6]


def test_a_head_of_works_is_not_left_alone_at_the_foot_of_a_page():
    [made] = drawings(PLAN)

    assert ["不可", "可", "可"] == [band.ends.value for band in made.bands]


def test_shares_fill_the_bar_and_are_said_beside_their_swatches():
    [made] = drawings(SHARES)
    whole = next(tile for band in made.bands for tile in band.tiles if len(tile.bars) > 1)

    assert (Bar(0.0, 0.25, Tone.DARK), Bar(0.25, 1.0, Tone.PALE)) == whole.bars
    assert (
        "観光\t4千円\n　国庫支出金\t1千円\t25.0%\n　県支出金\t0千円\t0.0%\n　一般財源\t3千円\t75.0%\n"
        == text.write(galley(SHARES)).decode()
    )
    swatches = [tile.bars[0].tone for band in made.bands for tile in band.tiles if len(tile.bars) == 1]
    assert [Tone.DARK, Tone.RISING, Tone.PALE] == swatches


def test_no_two_parts_look_alike():
    assert len(PARTS) == len(set(PARTS)) == 6


def test_years_are_measured_by_the_longest():
    [made] = drawings(YEARS)

    assert [Bar(0.0, 0.5, Tone.PALE), Bar(0.0, 1.0, Tone.DARK)] == [
        bar for band in made.bands for tile in band.tiles for bar in tile.bars
    ]
    assert "観光\n　前年度当初\t5千円\n　当初予算額\t10千円\t増減率　100.0%\n" == text.write(galley(YEARS)).decode()


@pytest.mark.parametrize(
    ("label", "least"),
    [("令和8年度", 5.0), ("令和10年度", 5.5), ("平成30年度（最終）", 9.0), ("R8", 1.0), ("当初", 2.0)],
)
def test_a_year_stands_in_one_line(label: str, least: float):
    """Figures have half an em, and a quarter before and behind them where kanji stand."""
    [made] = drawings(YEARS.replace("前年度当初", label).replace("当初予算額", "今"))
    edges = [sum(made.columns[:n]) for n in range(len(made.columns) + 1)]
    widths = [
        WIDTH_EM * (edges[column + tile.columns] - edges[column]) / edges[-1]
        for (band, column), tile in cells(made).items()
        if label in map(plain, (p.runs for p in tile.paras)) and cells(made).get((band, column - 1)) is not tile
    ]

    assert [True] == [width >= min(least + 2 * SIDE_EM, 9.0) for width in widths]


def test_figures_of_full_width_get_their_room():
    """In a house of full-width digits an amount stays in one line; two parts no longer fit side by side."""
    narrow, [wide] = drawings(SHARES)[0], drawings(SHARES.replace("3千円", "１２３，４５６，７８９，０１２千円"))

    assert len(wide.bands) == len(narrow.bands) + 1


_parts = st.lists(st.integers(0, 10**12), min_size=1, max_size=6).filter(any)


@given(st.lists(_parts, min_size=1, max_size=5))
def test_parts_of_any_amounts_fill_their_bar_without_a_gap(rows: list[list[int]]):
    lines = ["@図表 内訳 | 題"]
    for row in rows:
        lines.append("@図表行 名 | 額")
        whole, at = sum(row), 0
        for n, part in enumerate(row):
            lines.append(f"@棒 {Fraction(at, whole)} {Fraction(at + part, whole)} {n} | 名{n} | {part} | %")
            at += part
    [made] = drawings("\n".join(lines))

    cells(made)
    wholes = [tile.bars for band in made.bands for tile in band.tiles if tile.bars and tile.columns > 3]
    assert len(rows) == len(wholes)
    for drawn in wholes:
        assert (0.0, 1.0) == (drawn[0].start, drawn[-1].end)
        assert all(a.end == b.start for a, b in pairwise(drawn))
    assert [f"{part}" for row in rows for part in row] == [w for w in words(made) if w.isdecimal()]


@given(st.data(), st.integers(1, 24))
def test_plans_of_any_bars_fill_their_raster(data: st.DataObject, count: int):
    rows = data.draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(1, count)), min_size=1, max_size=8))
    scale = "".join(f" | {n}" for n in range(count))
    lines = [f"@図表 日程 | 題 | 内容 | 月{scale}"]
    for start, length in rows:
        lines += ["@図表行 仕事", f"@棒 {Fraction(start, count)} {Fraction(min(count, start + length), count)} 0 | 時"]
    [made] = drawings("\n".join(lines))

    cells(made)
    assert len(rows) == sum(len(tile.bars) for band in made.bands for tile in band.tiles)


def test_a_figure_without_a_tone_left_is_a_fault_of_who_composed_it():
    with pytest.raises(IndexError):
        drawings(SHARES.replace("1/4 1 2 |", "1/4 1 6 |"))


_long = st.text(alphabet="財源金額千円0123456789,.%△（）", min_size=1, max_size=80)


@given(_long, _long, _long, _long)
def test_charts_of_any_words_fill_their_raster(row: str, name: str, amount: str, share: str):
    """Words too long for their column go on in the next line; they never leave a chart without room for its bars."""
    [whole] = drawings(f"@図表 内訳 | 題\n@図表行 {row} | {amount}\n@棒 0 1 0 | {name} | {amount} | {share}")
    [years] = drawings(f"@図表 比較 | 題\n@図表行 {row}\n@棒 0 1 0 | {name} | {amount} | {share}")
    [plan] = drawings(f"@図表 日程 | 題 | 内容 | 月 | 4\n@図表行 {row}\n@棒 0 1 0 | {name}")

    for made in (whole, years, plan):
        cells(made)
    assert [row, amount, name, amount, share] == words(whole)
    assert [row, name, amount, share] == words(years)
    assert ["内容", "月", "4", row, name] == words(plan)


@pytest.mark.parametrize("digits", ["half", "full", "single_full"])
def test_months_have_room_in_figures_of_any_width(digits: DigitWidth):
    """A house of full-width figures could draw no plan of a year: 「１０」 had no room in its column."""
    scale = "".join(f" | {month}" for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3))
    source = f"@図表 日程 | 年間予定 | 内容 | 月{scale}\n@図表行 会議\n@棒 0 1/4 0 | 4月 | 5月 | 6月"
    [made] = [block for block in blocks(source, House(digits=digits)) if isinstance(block, Drawing)]

    narrowest = min(made.columns[2:]) / sum(made.columns) * WIDTH_EM
    assert narrowest >= (2.0 if digits == "full" else 1.0)
    assert made.columns[0] / sum(made.columns) * WIDTH_EM >= 8
