"""Documents made on another machine: from what was sent alone, by the same program alone, byte for byte the same."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.batch.parcel import packed, unpack
from pipeline.project.job import Job
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.project.test_documents import files
from tests.workshop import ROOT, build


def test_the_files_of_a_parcel_are_those_of_a_build_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Every shipped document, made from the parcel in a folder where there are no sources."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    build(tmp_path)
    session = Session(tmp_path)
    tasks = tuple(a.task(session.files) for a in plan(session, (), Problems()).assignments)
    parcel = pickle.loads(
        pickle.dumps(packed(tasks, Job(tmp_path, tmp_path / "build", ("docx", "pdf", "txt")), session))
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    delivered = unpack(parcel)
    made = {name: data for d in delivered for name, data in d.files.items()}

    assert [] == [p.message for d in delivered for p in d.outcome.problems.errors]
    assert made == {
        n: data for n, data in files(tmp_path / "build").items() if n not in ("manifest.json", "SHA256SUMS")
    }
    assert not list(elsewhere.iterdir())


def test_another_program_makes_nothing(tmp_path: Path):
    shutil.copytree(ROOT / "sources/aomori", tmp_path / "sources/aomori")
    session = Session(tmp_path)
    tasks = tuple(a.task(session.files) for a in plan(session, (), Problems()).assignments)
    parcel = packed(tasks, Job(tmp_path, tmp_path / "build", ("txt",)), session)
    other = replace(parcel, program=("renkei 0.0.1 0123", *parcel.program[1:]))

    delivered = unpack(other)
    assert [{}] * 4 == [d.files for d in delivered]
    assert all(
        "版が、この機械と違います（renkei 0.0.1 0123／" in e.message
        for d in delivered
        for e in d.outcome.problems.errors
    )
    assert all(d.outcome.problems.errors for d in delivered)
