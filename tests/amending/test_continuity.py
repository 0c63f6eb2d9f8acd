"""Numbers follow one another after an amendment as they did before it (a mistyped new number passed)."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision

OLD = """\
○○市の協約
第1条　次のとおり。
(1)　あ
(2)　い
第2条　会議は5回とする。
第3条　期間は5年とする。
"""
ABRIDGED = OLD.replace("第3条", "第7条")


def applied(text: str, old: str = OLD) -> list[tuple[int, ...]]:
    made = apply(read_provision(old)[0], text, Manner(House("half")))
    return [u.number for u in made.articles]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("第3条を第5条とする。", "第2条の次が第5条になり"),
        ("本則に次の1条を加える。\n第5条　雑則。", "第3条の次が第5条になり"),
        ("第1条に次の1号を加える。\n(4)　う", "第2号の次が第4号になり"),
        ("第2条を削る。", "第1条の次が第3条になり"),
        ("第1条を削る。", "初めが第2条になり"),
        ("第2条の次に次の1条を加える。\n第2条の3　雑則。", "第2条の次が第2条の3になり"),
        ("第1条から第3条までを削る。", "条が一つも残りません"),
    ],
)
def test_a_gap_that_the_amendment_makes_is_refused(text: str, message: str):
    with pytest.raises(Refusal, match=message):
        applied(text + "\n")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第2条を削り、第3条を第2条とする。", [(1,), (2,)]),
        ("第2条の次に次の1条を加える。\n第2条の2　雑則。", [(1,), (2,), (2, 2), (3,)]),
        ("第3条を次のように改める。\n第3条　削除", [(1,), (2,), (3,)]),
    ],
)
def test_numbers_that_follow_are_no_gap(text: str, numbers: list[tuple[int, ...]]):
    assert numbers == applied(text + "\n")


def test_a_text_that_had_gaps_before_is_not_judged():
    """Bodies of laws are often abridged to what an amendment touches."""
    assert [(1,), (2,), (7,), (8,)] == applied("本則に次の1条を加える。\n第8条　雑則。\n", ABRIDGED)
