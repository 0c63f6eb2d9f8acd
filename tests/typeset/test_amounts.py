"""Columns of figures: digits of one width, units under units, decimal points under decimal points, words in the middle."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Galley, Grid, Part
from pipeline.galley.tables.amounts import units_end
from pipeline.typeset import Metrics, lay_out
from pipeline.typeset.layout import ARTIFACT, Layout, Text
from pipeline.typeset.lines.paragraph import Setter
from tests.typeset.kit import advance, cell, design, para, row, words

# As in Noto Serif JP: a 1 is narrower than a 0.
WIDTHS = dict(zip("0123456789", (557, 471, 558, 557, 555, 558, 558, 549, 558, 562), strict=True))


def uneven(unit: str) -> int:
    return WIDTHS.get(unit) or advance(unit)


METRICS = Metrics(uneven)


def table(*figures: str, name: str = "表数値") -> Layout:
    """A table of two columns, the figures in the second."""
    rows = tuple(replace(row("名"), cells=(cell("名"), cell(f, name=name))) for f in figures)
    parts = (Part("本文", (Grid("一覧表", (row("事業", "額", name="表見出し"),), rows, "表"),)),)
    return lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})


def cells_of_digits(text: Text) -> list[float]:
    """The middle of every digit of a line, from the left of the page."""
    (line,) = text.text.lines
    x, em, found = text.x_pt + line.x_pt, text.text.style.size_pt / 1000, []
    for span in line.spans:
        for units, shift in zip(span.texts, span.shifts_mem, strict=True):
            for unit in units:
                width = uneven(unit) * em
                if unicodedata.category(unit) == "Nd":
                    found.append(x + width / 2)
                x += width + line.spacing_mem * em
            x += shift * em
    return found


def placed(layout: Layout) -> dict[str, Text]:
    texts = [t for page in layout.pages for t in page.texts if t.element != ARTIFACT and t.text.style.even_figures]
    return {words(t.text.lines[0]): t for t in texts}


def units_of(layout: Layout) -> dict[str, float]:
    """Where the units of each figure have their middle."""
    found = {}
    for said, text in placed(layout).items():
        at = units_end(said)
        if at is not None and said[at - 1].isdigit():
            found[said] = cells_of_digits(text)[sum(map(str.isdigit, said[:at])) - 1]
    return found


def test_units_stand_under_units_whatever_is_behind_them():
    found = units_of(table("2,111", "（12,500）", "△84.0%", "1,000千円", "7"))

    assert 5 == len(found)
    assert [next(iter(found.values()))] * 5 == pytest.approx(list(found.values()), abs=0.005)


@given(st.integers(2, 12), st.integers(1, 5), st.integers(0, 3))
def test_figures_of_a_column_stand_units_under_units_or_all_at_the_right(years: int, digits: int, places: int):
    """78,342人, 7人 and △2.5% under years: 「78,342」 had no room to move, 「7」 had, and stood under its tens."""
    heads = row("区分", *(f"令和{n}年" for n in range(1, years + 1)), name="表見出し")
    figures = (f"{10**digits - 1:,}", "7", f"2.{'5' * places}" if places else "2")
    rows = tuple(replace(row("名"), cells=(cell("増減" * 3), *[cell(f, name="表数値")] * years)) for f in figures)
    parts = (Part("本文", (Grid("一覧表", (heads,), rows, "表"),)),)
    layout = lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})
    texts = [t for page in layout.pages for t in page.texts if t.element != ARTIFACT and t.text.style.even_figures]
    longest, shortest = ([cells_of_digits(t)[-1] for t in texts if words(t.text.lines[0]) == f] for f in figures[:2])

    assert years == len(longest)
    assert longest == pytest.approx(shortest, abs=0.1)


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=6, unique=True))
def test_every_place_of_a_figure_has_its_own_column(numbers: list[int]):
    """Tens under tens: digits are of one width, as in a font with tabular figures."""
    rows = [cells_of_digits(text) for text in placed(table(*map(str, numbers))).values()]
    columns = [[row[-n] for row in rows if len(row) >= n] for n in range(1, 9)]

    assert all(max(c) - min(c) < 0.01 for c in columns if c)


def test_words_among_figures_stand_in_the_middle_and_a_dash_with_the_units():
    layout = table("2,500", "検討中", "―")
    found = placed(layout)
    middle = found["検討中"].x_pt + found["検討中"].text.lines[0].x_pt + 1.5 * 9.5
    dash = found["―"].x_pt + found["―"].text.lines[0].x_pt + 9.5
    frame = layout.pages[0]
    rules = sorted({r.x0_pt for r in frame.rules if r.x0_pt == r.x1_pt})

    assert (rules[-2] + rules[-1]) / 2 == pytest.approx(middle, abs=0.01)
    # The end of the dash is that of the cell of a digit: 562 wide, with its digit in the middle.
    assert units_of(layout)["2,500"] + 0.281 * 9.5 == pytest.approx(dash, abs=0.01)


def test_figures_in_the_middle_are_a_block_in_the_middle():
    layout = table("4月", "11月", "検討中", name="表中央")
    found, units = placed(layout), units_of(layout)
    edges = {w: t.x_pt + t.text.lines[0].x_pt for w, t in found.items()}
    rules = sorted({r.x0_pt for r in layout.pages[0].rules if r.x0_pt == r.x1_pt})
    right = units["4月"] + (0.281 + 0.25 + 1) * 9.5  # half a digit, 和欧間, 月

    assert units["4月"] == pytest.approx(units["11月"], abs=0.005)
    assert (rules[-2] + rules[-1]) / 2 == pytest.approx((edges["11月"] + right) / 2, abs=0.5)


def test_figures_of_different_units_in_the_middle_stay_there():
    found = placed(table("122件", "34.3ha", name="表中央"))
    middles = [t.x_pt + t.text.lines[0].x_pt + setter_width(t) / 2 for t in found.values()]

    assert middles[0] == pytest.approx(middles[1], abs=0.005)


def setter_width(text: Text) -> float:
    """Width of a line."""
    return Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS}).width_pt(text.text.lines[0], text.text.style)


def test_other_styles_keep_the_widths_of_the_font():
    setting = [para("1010", "表本文"), para("1010", "表数値")]
    grids = [
        Grid("一覧表", (), (replace(row("名"), cells=(cell("名"), replace(cell(""), paras=(p,)))),), "")
        for p in setting
    ]
    parts = (Part("本文", tuple(grids)),)
    layout = lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})
    texts = [t for t in layout.pages[0].texts if words(t.text.lines[0]) == "1010"]

    assert [False, True] == [any(s for span in t.text.lines[0].spans for s in span.shifts_mem) for t in texts]
