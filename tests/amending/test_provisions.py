"""Nine provisions of real statutes: what the amending act says, applied, is what was enacted (amendment notes 9.2)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.amending.prove import Proven, amend
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
Case = dict[str, list[str]]


@pytest.fixture(params=VECTORS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Case:
    path: Path = request.param
    return {k: v for k, v in json.loads(path.read_text(encoding="utf-8")).items() if isinstance(v, list)}


def bare(lines: list[str]) -> list[str]:
    """Lines without leading blanks, which say nothing."""
    return [line.lstrip(" 　") for line in lines]


def test_a_real_amendment_gives_the_enacted_text(case: Case):
    old, manner = read_provision("\n".join(case["old"]))

    made = apply(old, "\n".join(case["amend"]), manner)

    assert bare(case["new"]) == bare(provision_lines(made, manner))


def test_a_real_amendment_is_read_and_said_again(case: Case):
    _, manner = read_provision("\n".join(case["old"]))

    assert case["amend"] == amending_text(listen("\n".join(case["amend"])), manner).splitlines()


def test_plain_text_is_read_and_written_again(case: Case):
    for side in ("old", "new"):
        provision, manner = read_provision("\n".join(case[side]))

        assert bare(case[side]) == bare(provision_lines(provision, manner))


@pytest.mark.parametrize("sides", [("old", "new"), ("new", "old")])
def test_an_amendment_of_ours_leads_there_and_back(case: Case, sides: tuple[str, str]):
    old, manner = read_provision("\n".join(case[sides[0]]))
    new, _ = read_provision("\n".join(case[sides[1]]))

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made
    assert new == apply(old, made.text, manner)
