"""A session: a source is read once while its files are the same; other processes are given names, not objects."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.batch.worker import make_named
from pipeline.project.job import Job
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.workshop import AGREEMENT, AREA, SMALL, edit, messages, project, small_project


def test_a_source_is_loaded_once_while_its_files_are_the_same(tmp_path):
    session = Session(project(tmp_path))
    first = session.load(tmp_path / AGREEMENT, Problems())
    session.files.refresh()

    assert session.load(tmp_path / AGREEMENT, Problems()) is first


@pytest.mark.parametrize("changed", [AGREEMENT, AREA])
def test_a_changed_file_is_read_again(tmp_path, changed):
    session = Session(project(tmp_path))
    first = session.load(tmp_path / AGREEMENT, Problems())
    with (tmp_path / changed).open("a", encoding="utf-8") as stream:
        stream.write("# 注記\n")
    session.files.refresh()
    second = session.load(tmp_path / AGREEMENT, Problems())

    assert first is not None
    assert second is not None
    assert first.inputs != second.inputs


def test_problems_of_a_source_are_told_each_time(tmp_path):
    session = Session(small_project(tmp_path, SMALL.replace("題名:", "題銘:")))
    said = []
    for _ in range(2):
        problems = Problems()
        assert session.load(tmp_path / "sources/aomori/small.yaml", problems) is None
        said.append(messages(problems))

    assert said[0] == said[1] != []


def test_an_unsaved_source_is_what_counts(tmp_path):
    root = small_project(tmp_path)
    path = root / "sources/aomori/small.yaml"
    session = Session(root, {path: SMALL.replace("協力する", "助け合う").encode()})
    loaded = session.load(path, Problems())

    assert loaded is not None
    assert "助け合う" in loaded.node.place.file.text


def test_what_another_process_is_given_of_a_document_is_small_and_does_not_grow_with_the_partners(tmp_path):
    """The whole graph of a source with 1,000 partners was 685 KB for each document."""
    root = project(tmp_path)
    session = Session(root)
    assignments = plan(session, (), Problems()).assignments
    tasks = [a.task(session.files) for a in assignments]
    one = replace(tasks[0], name="aomori/kyoyaku-" + "長" * 60)

    assert len(pickle.dumps(one)) <= 1000
    assert len(pickle.dumps(tuple(tasks))) <= 1000 * len(tasks)


def test_a_document_that_changed_after_it_was_planned_is_not_made(tmp_path):
    root = project(tmp_path)
    session = Session(root)
    task = plan(session, (), Problems()).assignments[0].task(session.files)
    edit(root / AREA, "久慈修一", "久慈修二")
    [outcome] = make_named((task,), Job(root, root / "build", ("txt",)))

    assert outcome.record is None
    assert ["作っている間に、原稿か圏域の原稿が書き換えられました"] == messages(outcome.problems)
