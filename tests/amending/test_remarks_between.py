"""備考 of a division that has no number: the name of the next division, which has none either, ends them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from tests.examples import examples

MANNER = Manner(House("half"))
HEAD = "条例\n第1条　額は、別表による。\n別表（第1条関係）\n"
MAIN = "本館\n区分\t額\n広場\t500円\n部屋\t200円\n"
OTHER = "別館\n区分\t額\n広間\t300円\n"
ONE, TWO = "備考　冷房は、別とする。\n", "備考\n1　冷房は、別とする。\n2　端数は、切り捨てる。\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((MAIN, OTHER, ONE), (MAIN, ONE, OTHER, ONE)),
        ((MAIN, TWO, OTHER), (MAIN, TWO, OTHER, TWO)),
        ((MAIN, ONE, OTHER), (MAIN, ONE, "新館\n区分\t額\n部屋\t10円\n", ONE, OTHER)),
        ((MAIN, OTHER), (MAIN, ONE, OTHER)),
    ],
)
def test_a_table_with_remarks_between_its_divisions_is_restated(before: tuple[str, ...], after: tuple[str, ...]):
    """The next name was taken for one more of the 備考, and nothing could be made."""
    old, new = (read_provision(HEAD + "".join(parts))[0] for parts in (before, after))

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert "別表を次のように改める。\n別表（第1条関係）\n" + "".join(after) == made.text
    assert new == apply(old, made.text, MANNER)


def test_a_name_behind_remarks_is_a_division():
    (schedule,) = read_provision(HEAD + MAIN + ONE + OTHER + TWO)[0].schedules

    assert ["本館", "", "別館", ""] == [unit.text for unit in schedule.children]
    assert [0, 1, 0, 2] == [sum(u.level == "項" for u in unit.children) for unit in schedule.children]


@settings(max_examples=examples(100), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_any_two_such_tables_are_proven(seed: int):
    random = Random(seed)

    def paper() -> str:
        made = [MAIN.replace("500円", f"{random.choice((500, 550))}円"), random.choice(("", ONE, TWO)), OTHER]
        return HEAD + "".join([*made, random.choice(("", ONE, TWO))])

    old, new = read_provision(paper())[0], read_provision(paper())[0]
    if old == new:
        return

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert new == apply(old, made.text, MANNER)
