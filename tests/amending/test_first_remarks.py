"""New first 備考 and ones restated: the others are moved and the new one added, and each bears its number (R7, R21)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.galley.blocks import Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import sentences
from tests.amending.test_notes import MANNER, Notes, paper
from tests.examples import examples

HOLIDAY, FRACTION, OUTSIDE, HEATING = (
    "休日は、2割増しとする。",
    "端数は、切り捨てる。",
    "市外の者は、倍額とする。",
    "冷暖房の費用を加える。",
)


def proven(old: Notes, new: Notes, manner: Manner = MANNER) -> Proven:
    made = amend(paper(old), paper(new), manner)
    assert isinstance(made, Proven), made
    return made


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            (HOLIDAY, FRACTION),
            (OUTSIDE, HOLIDAY, FRACTION),
            [
                "別表備考中第2項を第3項とし、第1項を第2項とし、別表備考に第1項として次の1項を加える。",
                f"1　{OUTSIDE}",
            ],
        ),
        (
            (HOLIDAY, FRACTION),
            (OUTSIDE, HEATING, HOLIDAY, FRACTION),
            [
                "別表備考中第2項を第4項とし、第1項を第3項とし、別表備考に第1項及び第2項として次の2項を加える。",
                f"1　{OUTSIDE}",
                f"2　{HEATING}",
            ],
        ),
        (
            (HOLIDAY, FRACTION),
            (HEATING, FRACTION),
            ["別表備考第1項を次のように改める。", f"1　{HEATING}"],
        ),
    ],
)
def test_a_new_first_remark_is_added_before_the_others(old: Notes, new: Notes, expected: list[str]):
    """The whole 備考 was restated; the first of it alone was restated without its number."""
    made = proven(old, new)

    assert expected == made.text.splitlines()
    shown = [plain((*b.label, *b.runs)) for b in sentences(made, MANNER) if isinstance(b, Para)]
    assert expected == shown


def test_a_paper_with_signs_of_its_own_counts_its_remarks_as_ever():
    """①, ② are those of its 項; a 備考 added between others was restated with all of them."""
    manner = Manner(House("half", paragraphs="①"))

    made = proven((HOLIDAY, FRACTION), (HOLIDAY, OUTSIDE, FRACTION), manner)

    assert "別表備考中第2項を第3項とし、第1項の次に次の1項を加える。" == made.text.splitlines()[0]
    assert f"2　{OUTSIDE}" == made.text.splitlines()[1]


def test_a_first_remark_that_was_restated_without_its_number_is_read():
    """Amendments of once say it so; of any other number the number is asked for."""
    text = f"別表備考第1項を次のように改める。\n{OUTSIDE}\n"

    assert paper((OUTSIDE, FRACTION)) == apply(paper((HOLIDAY, FRACTION)), text, MANNER)


@settings(max_examples=examples(200), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from(["", "①", "１．"]))
def test_whatever_becomes_of_remarks_is_proven(seed: int, sign: str):
    random = Random(seed)
    texts = [HOLIDAY, FRACTION, OUTSIDE, HEATING, "額は、年額とする。"]
    old, new = (tuple(random.sample(texts, random.randint(2, 5))) for _ in range(2))
    if old == new:
        return
    manner = Manner(House("half", paragraphs=sign))

    made = proven(old, new, manner)

    assert paper(new) == apply(paper(old), made.text, manner)
