"""Builds of some documents, in some forms, between edits: the record tells all that was made, and the last build makes all of it right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.project import manifest
from pipeline.project.batch.run import Job, Report, decide, run
from pipeline.project.export.exporter import Format
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.examples import examples
from tests.project.test_documents import PARTNERS, files
from tests.project.test_incremental import EDITS, edited
from tests.workshop import build, messages, project

NAMES = sorted(f"aomori/kyoyaku-{p}" for p in PARTNERS)
FORMS: tuple[tuple[Format, ...], ...] = (("txt",), ("xlsx",), ("txt", "xlsx"))
SOME = st.sets(st.sampled_from(NAMES), min_size=1)
STEPS = st.lists(
    st.one_of(
        st.integers(0, len(EDITS) - 1),
        st.tuples(st.sampled_from(["by name", "of the desk"]), SOME, st.sampled_from(FORMS)),
    ),
    min_size=2,
    max_size=6,
)


def of_the_desk(root: Path, names: set[str], formats: tuple[Format, ...]) -> Report:
    """As the desk makes those on which a button was pressed."""
    session = Session(root)
    wanted = plan(session, (), Problems()).only(names)
    job = Job(root, root / "build", formats)
    return run(decide(wanted, job, session), job, session, None, lambda _outcome: None)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("some"))


@settings(max_examples=examples(12))
@given(steps=STEPS)
def test_no_build_forgets_what_another_has_made(tmp_path_factory, source: Path, steps):
    root = shutil.copytree(source, tmp_path_factory.mktemp("steps") / "root", copy_function=shutil.copy2)
    made: set[str] = set()
    for step in steps:
        if isinstance(step, int):
            edited(root, step)
            continue
        how, names, forms = step
        report = build(root, *sorted(names), formats=forms) if how == "by name" else of_the_desk(root, names, forms)
        made |= names
        said = messages(report.problems)
        assert not [m for m in said if "もう原稿にありません" in m or "作りません" in m], said
        assert made == {record.id for record in manifest.read(root / "build")}
    last = build(root, formats=("txt", "xlsx"))
    assert [] == [m for m in messages(last.problems) if "作りません" in m]
    found = files(root / "build")
    shutil.rmtree(root / "build")
    build(root, formats=("txt", "xlsx"))

    assert files(root / "build") == found
