"""Whatever is frozen in whatever order, on whatever days: the file of a signed version can be read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.provision import signed_version
from pipeline.provision.read import read_provision
from pipeline.provision.signed_version import Frozen

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
PROVISION, MANNER = read_provision("協約\n\n（目的）\n\n第1条　甲及び乙は、協力する。")
PAPER = Frozen("a/b", None, PROVISION, MANNER, printed=(("題名", "", "協約"),))


@given(st.none() | DAYS, st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=4))
def test_a_version_is_read_as_it_was_written(first: date | None, steps: list[tuple[date | None, date | None]]):
    """An undated paper that got its day with its first change was written so that nobody could read it."""
    held = signed_version.signed(replace(PAPER, day=first))
    for n, (own, changed) in enumerate(steps):
        made = replace(PAPER, day=own, printed=(*PAPER.printed, ("項", "", f"{n}")))
        if changed is None:
            held = signed_version.corrected(held, made)
        else:
            held = signed_version.revised(held, made, signed_version.next_event(held, changed, "変更"))

    back = signed_version.read(signed_version.write(held))

    assert held.history == back.history
    assert (held.day, held.day) == (back.day, back.history[0].day)
