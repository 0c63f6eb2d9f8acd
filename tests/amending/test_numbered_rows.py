"""Rows that are numbered in their first cells: the number tells where a row stands, and is no name of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.unit import Provision, Unit
from tests.examples import examples

MANNER = Manner(House("half"))
Row = tuple[str, ...]
LINES: tuple[Row, ...] = (("市々線", "市々"), ("山手線", "山手公民館"), ("海岸線", "海岸"), ("学園線", "学園"))


def paper(*rows: Row, in_article: bool) -> Provision:
    """A table in a 条 or in a 別表; its rows have the keys that a source gives them, which are their first cells."""
    numbered = tuple(Unit("行", cells=(str(n), *row), key=str(n)) for n, row in enumerate(rows, 1))
    table = Unit("表", cells=("番号", "路線", "終点"), children=numbered)
    held = (table,) if in_article else ()
    article = Unit("条", (1,), children=(Unit("項", (1,), "次のとおりとする。", children=held),))
    schedules = () if in_article else (Unit("別表", (), "（第1条関係）", children=(table,)),)
    return Provision("条例", articles=(article,), schedules=schedules)


def said(old: tuple[Row, ...], new: tuple[Row, ...], *, in_article: bool) -> str:
    made = amend(paper(*old, in_article=in_article), paper(*new, in_article=in_article), MANNER)
    assert isinstance(made, Proven), made.reason
    return made.text


def test_a_row_that_comes_moves_the_others():
    """Each row was taken for the one that had its number: all of them were amended, one into the next."""
    new = (LINES[0], LINES[3], *LINES[1:3])

    expected = "中3の項を4の項とし、2の項を3の項とし、1の項の次に次のように加える。\n2\t学園線\t学園\n"
    assert "第1条の表" + expected == said(LINES[:3], new, in_article=True)
    assert "別表" + expected == said(LINES[:3], new, in_article=False)


def test_a_row_that_moves_and_cannot_be_quoted_goes_and_comes():
    """「海岸」 stands twice in the row: the whole table was restated."""
    new = (LINES[0], LINES[3], LINES[1], ("海岸線", "海岸公園"))

    assert (
        "別表中3の項を削り、2の項を3の項とし、1の項の次に次のように加える。\n2\t学園線\t学園\n"
        "別表に次のように加える。\n4\t海岸線\t海岸公園\n"
    ) == said(LINES[:3], new, in_article=False)


rows = st.lists(
    st.tuples(st.sampled_from("あいうえ"), st.sampled_from(["市々", "海岸", "海岸公園", "山手"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(rows, rows, st.booleans())
def test_any_change_of_numbered_rows_is_proven(old: list[Row], new: list[Row], in_article: bool):
    before, after = (paper(*each, in_article=in_article) for each in (old, new))
    if before == after:
        return
    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made.reason
    assert after == apply(before, made.text, MANNER)
