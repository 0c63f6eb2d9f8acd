"""Whatever the forms of two papers: where no visible character differs nothing is told, and one that differs is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.papers.changes import Entry
from pipeline.project.revision.difference import difference
from pipeline.project.revision.sides import Side, read_side
from pipeline.project.session import Session
from tests.examples import examples
from tests.project.forms_of_papers import FORMS, PAPER, Block, changed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


def sides(paper: list[Block], folder: Path, name: str) -> Iterator[Side]:
    for form, write in FORMS.items():
        path = folder / f"{name}.{form}"
        path.write_bytes(write(paper))
        side = read_side(path.as_posix(), "accept", lambda *_: None, _no_session, Problems())
        assert side is not None
        yield side


def _no_session() -> Session:
    raise AssertionError("a file needs no folder of sources")


def told(old: Side, new: Side) -> tuple[Entry, ...]:
    return difference(old, new, Problems()).report.entries


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_papers_are_the_same_or_differ_whatever_their_forms(folder: Path, data: st.DataObject):
    """A line ended by hand in a web page, a frame, a row without words, a 注 that is a heading made differences of their own."""
    paper = data.draw(PAPER)
    other, old, new = data.draw(changed(paper))
    before, after = list(sides(paper, folder, "前")), list(sides(other, folder, "後"))

    for one, two in product(before, before):
        assert () == told(one, two), (one.told.name, two.told.name)
    for one, two in product(before, after):
        entries = told(one, two)
        note(f"{one.told.name} {two.told.name} {old!r} {new!r} {entries}")
        assert entries
        assert len(entries) < 8  # a change of one character makes no other paper of it
        words = "".join(e.old + e.new + e.place_old + e.place_new + e.column for e in entries)
        told_of = {*words, *normalize("NFKC", words)}  # a number is told in the width of the paper's other numbers
        assert all(sign in told_of or normalize("NFKC", sign) in told_of for sign in set(old) ^ set(new))
