"""What a reviewer would mark is marked, and hardly anything else: on sentences apart from those of the rules."""

from __future__ import annotations

import pytest

from pipeline.lint.choice import rules
from pipeline.lint.examine import examine
from pipeline.lint.paper import text_sheet
from pipeline.lint.rules import RULES
from tests.lint.corpus import SEEDED, TEMPTING, UNSEEN, UNSEEN_RIGHT


def found(text: str) -> list[str]:
    return [f.rule.id for f in examine(text_sheet("x.txt", text), rules())]


@pytest.mark.parametrize(("sentence", "rule"), SEEDED)
def test_a_seeded_error_is_found(sentence: str, rule: str):
    assert [rule] == found(sentence)


@pytest.mark.parametrize("sentence", TEMPTING)
def test_a_tempting_sentence_is_left_alone(sentence: str):
    assert [] == found(sentence)


def test_hardly_an_error_is_missed():
    """Of all seeded errors, those of the rules' own sentences among them, 95 of 100 at least are found."""
    own = [sentence for rule in RULES if rule.weight != "参考" for sentence in rule.wrong]
    every = [sentence for sentence, _ in SEEDED] + list(UNSEEN) + own
    missed = [sentence for sentence in every if not found(sentence)]

    assert len(every) >= 300
    assert len(missed) / len(every) <= 0.05, missed


@pytest.mark.parametrize("sentence", UNSEEN_RIGHT)
def test_a_right_sentence_is_left_alone(sentence: str):
    assert [] == found(sentence)
