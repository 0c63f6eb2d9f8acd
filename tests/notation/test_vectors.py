"""The operations as defined, on all public vectors: one test a vector."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adapters.notation import call

VECTORS = [
    json.loads(line) for line in (Path(__file__).parent / "vectors.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['id']}-{vector['op']}")
def test_an_operation_answers_as_the_vectors_say(vector):
    if "expect_error" in vector:
        with pytest.raises(ValueError):  # noqa: PT011 - a rejection is any ValueError
            call(vector["op"], vector["input"], vector["params"])
        return

    answer = call(vector["op"], vector["input"], vector["params"])

    expected = vector["expect"]
    if vector["op"] == "lint_chars":
        assert set(expected["include"]) <= set(answer["codes"])
        assert not set(expected["exclude"]) & set(answer["codes"])
    elif vector["op"] == "parse_article" or not isinstance(expected, dict):
        assert expected == answer
    else:
        assert expected | {"warnings": None} == {key: answer[key] for key in expected} | {"warnings": None}
        if vector["op"] == "parse_date" or "warnings" in expected:
            assert expected.get("warnings", []) == answer.get("warnings", [])


def test_no_vector_was_lost():
    assert 260 == len(VECTORS)
