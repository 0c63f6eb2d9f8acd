"""Rows called by all their left cells (総務局の総務部の総務課の項), those that stand above them and go on included."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.provision.read import read_provision
from pipeline.provision.write import AsRead, provision_lines

HEAD = "第1条　時間は、別表のとおりとする。\n別表（第1条関係）\n局\t部\t課\t時間\n"
_PLACES = st.lists(
    st.tuples(st.sampled_from("甲乙"), st.sampled_from("丙丁"), st.sampled_from("子丑寅")),
    min_size=2,
    max_size=7,
    unique=True,
).map(sorted)


def _merged(places: list[tuple[str, ...]]) -> list[list[str]]:
    """Rows with an empty cell where the value goes on from above."""
    made: list[list[str]] = []
    above: tuple[str, ...] = ("", "", "")
    for place in places:
        same = 0 if place[0] != above[0] else 1 if place[1] != above[1] else 2
        made.append([*[""] * same, *place[same:]])
        above = place
    return made


def _lines(base: str, text: str) -> list[str]:
    old, manner = read_provision(base)
    return [line.strip("　") for line in provision_lines(apply(old, text, manner), AsRead(manner.house))]


@given(
    places=_PLACES,
    merged=st.booleans(),
    joints=st.lists(st.sampled_from(["の", ""]), min_size=2, max_size=2),
    data=st.data(),
)
def test_a_row_is_found_by_all_its_left_cells(
    places: list[tuple[str, ...]], merged: bool, joints: list[str], data: st.DataObject
):
    rows = _merged(places) if merged else [[*place] for place in places]
    base = HEAD + "".join("\t".join([*row, f"{n}時"]) + "\n" for n, row in enumerate(rows, 10))
    at = data.draw(st.integers(0, len(places) - 1))
    name = places[at][0] + joints[0] + places[at][1] + joints[1] + places[at][2]

    after = _lines(base, f"別表{name}の項中「{at + 10}時」を「9時」に改める。\n")

    before = [line.strip("　") for line in base.splitlines()]
    changed = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert changed == [before.index("局\t部\t課\t時間") + 1 + at]


@given(places=_PLACES)
def test_a_name_of_several_rows_is_refused(places: list[tuple[str, ...]]):
    base = HEAD + "".join("\t".join([*place, "1時"]) + "\n" for place in places)
    shared = [list(rows) for _, rows in groupby(places, key=lambda place: place[:2])]
    several = next((rows for rows in shared if len(rows) > 1), None)
    if several is None:
        return

    with pytest.raises(Refusal) as caught:
        _lines(base, f"別表{several[0][0]}の{several[0][1]}の項中「1時」を「2時」に改める。\n")

    assert caught.value.code in ("多義", "不存在")
