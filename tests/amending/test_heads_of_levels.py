"""Tables with heads of two levels and cells of several lines: what a sentence says of them is one line that can be printed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.language.columns import called, name_of
from pipeline.amending.language.signs import as_meant, for_people
from pipeline.amending.prove import Proven, amend, is_same_text
from pipeline.galley import Grid, Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import sentences
from pipeline.provision.unit import PARTED, Provision, Unit
from tests.examples import examples

MANNER = Manner(House("half"))
HEADS = ("施設", "利用\v平日", "利用\v休日", "料金\v平日", "備考")
cells = st.lists(st.sampled_from(["本館", "○", "◎", "月曜日", "要予約"]), min_size=1, max_size=3).map(PARTED.join)
rows = st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=4)


def paper(made: list[tuple[str, ...]], heads: tuple[str, ...] = HEADS) -> Provision:
    """An agreement with one 別表, whose rows are told apart by their first cells."""
    article = Unit("条", (1,), children=(Unit("項", (1,), "施設は、別表のとおりとする。"),))
    lines = tuple(Unit("行", cells=(f"第{n}館{PARTED}別館", *row)) for n, row in enumerate(made, 1))
    table = Unit("表", cells=heads, children=lines)
    return Provision("協定", articles=(article,), schedules=(Unit("別表", (), "（第1条関係）", children=(table,)),))


@settings(max_examples=examples(100))
@given(rows, rows, st.sampled_from([HEADS, (*HEADS[:2], "利用\v夜間", *HEADS[3:]), ("区分", *HEADS[1:])]))
def test_no_sentence_holds_the_sign_that_parts_lines(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]], heads: tuple[str, ...]
):
    """「利用　平日の欄」 was written with U+000B, which no Word document can hold: no such cell could be amended."""
    was, now = paper(old), paper(new, heads)
    made = amend(was, now, MANNER)

    if not isinstance(made, Proven):
        assert is_same_text(was, now, MANNER), made.reason
        return
    printed = [block for block in sentences(made, MANNER) if not isinstance(block, Grid)]
    assert all(isinstance(block, Para) and PARTED not in plain(block.runs) for block in printed)
    assert now == apply(was, as_meant(for_people(made.text)), MANNER)


@given(
    st.lists(st.sampled_from(["平日", "休日", "料金"]), min_size=1, max_size=3).map(PARTED.join),
    st.integers(1, 4),
    st.data(),
)
def test_a_name_leads_to_its_column(first: str, count: int, data: st.DataObject):
    columns = [
        first,
        *[
            data.draw(st.lists(st.sampled_from(["平日", "休日", "料金"]), min_size=1, max_size=3).map(PARTED.join))
            for _ in range(count)
        ],
    ]

    for at in range(len(columns)):
        name = name_of(columns, at)
        assert name is None or ([at] == called(columns, name) and PARTED not in name)
        # Only what another column is called by all of its names has none.
        assert name is not None or any(
            n != at and "".join(columns[at].split(PARTED)) in "".join(columns[n].split(PARTED))
            for n in range(len(columns))
        )


def test_the_lowest_name_is_enough_where_it_is_the_only_one():
    assert ["施設", "利用の平日", "休日", "料金の平日", "備考"] == [name_of(HEADS, n) for n in range(len(HEADS))]
