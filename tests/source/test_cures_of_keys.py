"""A key that nobody knows is told the key that was meant: for every key of every model, whatever slip led to it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.kinds import KINDS
from pipeline.notation.finding.likeness import alike, between, slips
from pipeline.source import reader, shape
from pipeline.source.area import Area
from pipeline.source.decode import decode, nearest
from pipeline.source.fields import SourceModel
from pipeline.source.profile import Profile
from tests.notation.strategies import property_test
from tests.workshop import SMALL

LETTERS = "題名条項表別の者日年文見出し画a"


@cache
def families() -> tuple[tuple[str, ...], ...]:
    """The keys of every model that any kind, the facts or a profile hold."""
    waiting: list[type[SourceModel]] = [*(KINDS[name].model for name in KINDS), Area, Profile]
    seen: list[type[SourceModel]] = []
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.append(model)
        for key in shape.keys(model):
            found = (shape.model_at(model, (key, *below)) for below in ((), (0,), ("x",)))
            waiting += [each for each in found if each is not None and issubclass(each, SourceModel)]
    return tuple(dict.fromkeys(tuple(shape.keys(model)) for model in seen if shape.keys(model)))


@st.composite
def slipped(draw: st.DrawFn) -> tuple[tuple[str, ...], str, str]:
    """Keys that may stand together, one of them, and what a slip of one character made of it."""
    keys = draw(st.sampled_from(families()))
    key = draw(st.sampled_from(keys))
    at, letter = draw(st.integers(0, len(key))), draw(st.sampled_from(LETTERS))
    made = {
        "too many": key[:at] + letter + key[at:],
        "too few": key[:at] + key[at + 1 :],
        "wrong": key[:at] + letter + key[at + 1 :],
        "exchanged": key[: max(at - 1, 0)] + key[max(at - 1, 0) : at + 1][::-1] + key[at + 1 :],
    }[draw(st.sampled_from(["too many", "too few", "wrong", "exchanged"]))]
    return keys, key, made


@given(slipped())
@property_test
def test_a_slip_of_one_character_is_told_the_key_or_none(case: tuple[tuple[str, ...], str, str]):
    keys, key, word = case
    if word in keys or between(word, key) == max(len(word), len(key)):  # nothing is left of the key
        return
    found, cure = alike(word, keys), nearest(word, keys)

    assert all(between(word, name) <= between(word, key) for name in slips(word, keys))
    if slips(word, keys):
        assert key in found
        assert f"「{key}」" in cure
    else:  # a key of one character, or as many keys that are as near: those that may be written are listed
        assert sum(between(word, name) == 1 for name in keys) > 3


@given(st.text(LETTERS, max_size=8), st.text(LETTERS, max_size=8))
@property_test
def test_slips_are_counted_alike_from_both_ends(one: str, other: str):
    assert between(one, other) == between(other, one) == between(one[::-1], other[::-1])
    assert (between(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= between(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("題名: ", "題: ", "「題名」の書き誤りではありませんか"),
        ("題名: ", "題名前: ", "「題名」の書き誤りではありませんか"),
        ("題名: ", "題 名: ", "「題名」の書き誤りではありませんか"),
        ("締結日: ", "締結: ", "「締結日」の書き誤りではありませんか"),
    ],
)
def test_the_cure_of_a_key_near_a_right_one_names_it(old: str, new: str, told: str):
    """題: is a key of tables, so that the cure of 題: for 題名: was to write it below 別表."""
    text = SMALL.replace(f"\n{old}", f"\n{new}", 1)
    assert text != SMALL
    problems = Problems()
    node = reader.parse(text.encode(), "a.yaml", problems)
    assert node is not None
    decode(node, KINDS["連携協約書"].model, problems)

    assert told in " ".join(p.cure for p in problems.errors if p.code == "項目名")


@pytest.mark.parametrize(
    ("words", "cure"), [("条: 目的", "「- 見出し: …」のように、項目名を付けて"), ("締結日: 令和6年4月1日", None)]
)
def test_one_value_for_several_is_told_what_each_of_them_is(words: str, cure: str | None):
    """「- 目的」 was the cure for 条, each of which has keys of its own: who followed it was refused again."""
    problems = Problems()
    node = reader.parse(f"種別: 連携協約書\n題名: 協約\n{words}\n".encode(), "a.yaml", problems)
    assert node is not None
    decode(node, KINDS["連携協約書"].model, problems)

    told = [problem.cure for problem in problems.errors if "並びで書きます" in problem.message]

    assert [cure] * len(told) == [cure if cure is not None and cure in each else None for each in told]
    assert bool(told) == (cure is not None)
