"""Whatever was sent and whatever came back: all edits together make of the one the other."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.importing.word.returned import Hand, Passage, Stretch
from pipeline.review.edits import Edit, edits

WORDS = st.text("甲乙は、年1回10協", max_size=5)
HANDS = (Hand("甲野", "2026-03-01"), Hand("乙野", "2026-03-02"))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[Stretch, ...]:
    fates = draw(st.lists(st.sampled_from(("同", "削", "加")), max_size=6))
    return tuple(
        Stretch(draw(WORDS), fate, draw(st.sampled_from(HANDS)) if fate != "同" else Hand())  # type: ignore[arg-type]
        for fate in fates
    )


def applied(sent: str, made: tuple[Edit, ...]) -> str:
    for one in reversed(made):
        sent = sent[: one.start] + one.new + sent[one.end :]
    return sent


# A proposal that was taken: what somebody put in stands in what is sent by now.
@example(
    "第6条　なお、定める。", (Stretch("第6条　", "同"), Stretch("なお、", "加", HANDS[0]), Stretch("定める。", "同"))
)
@given(st.text("甲乙は、年1回10協", max_size=12), stretches())
def test_all_edits_make_of_what_was_sent_what_came_back(sent: str, found: tuple[Stretch, ...]):
    back = Passage(found, "")
    made = edits(sent, back)

    assert all(0 <= e.start <= e.end <= len(sent) for e in made)
    assert all(a.end <= b.start for a, b in itertools.pairwise(made))
    assert "".join(s.text for s in found if s.fate != "削") == applied(sent, made)
