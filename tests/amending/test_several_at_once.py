"""Changes of different units say together what each says alone: none is lost, worded otherwise or put in another order."""

from __future__ import annotations

import copy
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from tests.amending.deep_papers import PAPERS, Path, loaded, places, put, written
from tests.amending.test_deep_papers import frozen
from tests.amending.test_printed import reworded
from tests.whole_papers import whole_papers


def _changed(old: object, new: object) -> tuple[Path, str] | None:
    """The place and the words of the one text that differs; None if none does."""
    before = dict(places(old))
    return next(((path, text) for path, text in places(new) if before.get(path) != text), None)


def _sentences(old: object, *changes: tuple[Path, str]) -> list[str] | None:
    new = copy.deepcopy(old)
    for path, text in changes:
        new = put(new, path, text)
    before, after = frozen(written(old)), frozen(written(new))
    if before is None or after is None:
        return None
    made = amend(before.provision, after.provision, before.manner)
    return [line for line in made.text.split("\n") if line] if isinstance(made, Proven) else None


@settings(whole_papers(40), derandomize=True, database=None)
@given(st.sampled_from(sorted(PAPERS)), st.integers(0, 10**6))
def test_two_changes_are_said_as_each_is(kind: str, seed: int):
    random = Random(seed)
    old = loaded(PAPERS[kind])
    one, other = (_changed(old, reworded(old, random)) for _ in range(2))
    if one is None or other is None or one[0][:2] == other[0][:2]:
        return  # of one 条 or one table: what they say is joined
    apart = [_sentences(old, change) for change in (one, other)]
    together = _sentences(old, one, other)
    if together is None or any(said is None for said in apart):
        return

    assert together in ([*(apart[0] or ()), *(apart[1] or ())], [*(apart[1] or ()), *(apart[0] or ())])
