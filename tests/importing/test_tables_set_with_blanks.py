"""Tables among the sentences of a plain text whose columns are parted by blanks alone: figures tell them from lists of names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.plain_paper import read_lines
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.read import read
from tests.examples import examples

PAPER = "白鷺市基本方針\n\n１　人口の推移\n\n{}\n\n２　今後の方針\n\n　人口の減少を抑えます。\n"
NAMES = "夜昼間人口世帯数比率"


def imported(text: str) -> Draft:
    return read(read_lines(PAPER.format(text), "paper.txt"))


def wide(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


@st.composite
def figures(draw: st.DrawFn) -> list[list[str]]:
    """A head and two to five rows: a name, and figures in two to four columns."""
    columns = draw(st.integers(2, 4))
    head = ["区分", *(f"令和{n}年度" for n in range(2, 2 + columns))]
    name = st.text(NAMES, min_size=2, max_size=6)
    figure = st.integers(0, 999_999).map(lambda n: f"{n:,}人")
    return [head, *([draw(name), *(draw(figure) for _ in range(columns))] for _ in range(draw(st.integers(2, 5))))]


@settings(max_examples=examples(60), deadline=None)
@given(figures(), st.integers(4, 8))
def test_figures_in_columns_are_a_table(rows: list[list[str]], gutter: int):
    widths = [max(wide(row[n]) for row in rows) + gutter for n in range(len(rows[0]))]
    lines = ["".join(c + " " * (w - wide(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]

    draft = imported("\n".join(lines))

    (grid,) = draft.body[0].grids
    assert rows == [grid.heads, *([" ".join(cell) for cell in row] for row in grid.rows)]
    assert f"空白で桁をそろえた{len(rows)}行を、表として読みました" in [n.message for n in draft.notes]


def test_names_in_columns_stay_lines_and_are_told():
    draft = imported("　白鷺市　　松原町　　青葉町\n　潮見村　　岬町　　　北山町\n　港町　　　東町　　　西町")

    assert not draft.body[0].grids
    assert 3 == sum("欄の区切りが定まらない" in n.message for n in draft.notes)
