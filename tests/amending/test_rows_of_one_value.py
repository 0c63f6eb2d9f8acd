"""○○の部 of a table whose left 欄 has one value for several rows (a merged cell): the rows that it means, and no other."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines

HALLS = ("中央館", "東館", "西館", "南の館")
ROOMS = ("和室", "大広間", "中の間", "研修室")
papers = st.lists(st.sampled_from(HALLS), min_size=1, max_size=4, unique=True).flatmap(
    lambda halls: st.tuples(
        st.just(halls),
        st.lists(
            st.lists(st.sampled_from(ROOMS), min_size=1, max_size=4, unique=True),
            min_size=len(halls),
            max_size=len(halls),
        ),
        st.booleans(),
        st.integers(0, len(halls) - 1),
    )
)


def rows(halls: list[str], rooms: list[list[str]], *, repeated: bool) -> list[list[str]]:
    return [
        [hall if n == 0 or repeated else "", room, f"{len(hall)}{n}0円"]
        for hall, held in zip(halls, rooms, strict=True)
        for n, room in enumerate(held)
    ]


def amended(table: list[list[str]], text: str) -> list[list[str]]:
    lines = ["東町条例", "第１条　施設は、別表による。", "別表", "施設\t室\t金額", *map("\t".join, table)]
    old, manner = read_provision("\n".join(lines))
    made = provision_lines(apply(old, text, manner), manner)
    return [line.split("\t") for line in made[4:]]


@given(papers)
def test_the_rows_of_one_value_are_struck_and_no_other(paper: tuple[list[str], list[list[str]], bool, int]):
    halls, rooms, repeated, at = paper
    table = rows(halls, rooms, repeated=repeated)
    first = sum(map(len, rooms[:at]))
    left = table[:first] + table[first + len(rooms[at]) :]
    assume(left)

    assert left == amended(table, f"別表{halls[at]}の部を削る。")


@given(papers, st.data())
def test_a_row_is_found_by_the_value_and_its_own_name(
    paper: tuple[list[str], list[list[str]], bool, int], data: st.DataObject
):
    halls, rooms, repeated, at = paper
    room = data.draw(st.integers(0, len(rooms[at]) - 1))
    table = rows(halls, rooms, repeated=repeated)
    wanted = [list(row) for row in table]
    wanted[sum(map(len, rooms[:at])) + room][2] += "（税別）"
    text = f"別表{halls[at]}の部{rooms[at][room]}の項中「円」の次に「（税別）」を加える。"

    assert wanted == amended(table, text)


@given(papers)
def test_what_is_put_in_place_of_the_rows_stands_where_they_stood(paper: tuple[list[str], list[list[str]], bool, int]):
    halls, rooms, repeated, at = paper
    table = rows(halls, rooms, repeated=repeated)
    first = sum(map(len, rooms[:at]))
    new = [["北館", "講堂", "5円"], ["", "茶室", "6円"]]
    text = f"別表{halls[at]}の部を次のように改める。\n" + "\n".join(map("\t".join, new))

    assert table[:first] + new + table[first + len(rooms[at]) :] == amended(table, text)


@pytest.mark.parametrize("said", ["別表北館の部を削る。", "別表東館の部茶室の項を削る。"])
def test_what_no_value_says_is_refused(said: str):
    with pytest.raises(Refusal, match="がありません"):
        amended(rows(["東館"], [["和室"]], repeated=False), said)


def test_a_sum_is_of_no_value():
    """計 below an empty left 欄 is the sum of all."""
    table = [["東館", "和室", "1円"], ["", "大広間", "2円"], ["", "計", "3円"]]

    assert [["", "計", "3円"]] == amended(table, "別表東館の部を削る。")
