"""What a reviewer would mark is marked, and hardly anything else: on sentences apart from those of the rules."""

from __future__ import annotations

import pytest

from pipeline.lint.choice import rules
from pipeline.lint.examine import examine
from pipeline.lint.paper import text_sheet
from tests.lint.corpus import SEEDED, TEMPTING


def found(text: str) -> list[str]:
    return [f.rule.id for f in examine(text_sheet("x.txt", text), rules())]


@pytest.mark.parametrize(("sentence", "rule"), SEEDED)
def test_a_seeded_error_is_found(sentence: str, rule: str):
    assert [rule] == found(sentence)


@pytest.mark.parametrize("sentence", TEMPTING)
def test_a_tempting_sentence_is_left_alone(sentence: str):
    assert [] == found(sentence)
