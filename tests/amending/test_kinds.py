"""One small case for each kind of edit: its 改め文 stands in kinds/ as a clerk would sign it, with the rule that asks for it.

A file holds the rule, the old text, the new text and the 改め文; `--accept` rewrites the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.provision.read import read_provision

CASES = sorted((Path(__file__).parent / "kinds").glob("*.txt"))
_PARTS = re.compile("^----(?:元|新|改め文)\n", re.MULTILINE)


def test_there_are_many_kinds():
    assert len(CASES) >= 70


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_kind_of_edit_reads_as_a_clerk_writes_it(path: Path, golden: Callable[[Path, str], None]):
    rule, old_text, new_text, _ = _PARTS.split(path.read_text(encoding="utf-8"))
    (old, manner), (new, _) = read_provision(old_text), read_provision(new_text)

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made
    assert 0 == made.restated
    golden(path, f"{rule}----元\n{old_text}----新\n{new_text}----改め文\n{made.text}")
    assert new == apply(old, made.text, manner)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_way_back_is_proven_at_once(path: Path):
    _, old_text, new_text, _ = _PARTS.split(path.read_text(encoding="utf-8"))
    (old, manner), (new, _) = read_provision(old_text), read_provision(new_text)

    made = amend(new, old, manner)

    assert isinstance(made, Proven), made
    assert 0 == made.restated
