"""Two builds in one folder at once: both are right, and nobody is told that a person altered what the other wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.batch.run import Job, Outcome, decide, run
from pipeline.project.batch.worker import TOOL, make
from pipeline.project.export.exporter import Format
from pipeline.project.incremental.fresh import Judge
from pipeline.project.incremental.program import program
from pipeline.project.incremental.verify import verify
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.project.test_documents import files
from tests.workshop import AREA, ROOT, build, edit, messages, project, town_project

TXT: tuple[Format, ...] = ("txt",)
ONE, ALL = ("氏名: 久慈修一", "氏名: 久慈修二"), ("氏名: 小野寺晃彦", "氏名: 小野寺晃三")


def elsewhere(root: Path, *arguments: str) -> None:
    """Another process, from its beginning to its end."""
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


def told(root: Path, meanwhile: Callable[[int], None]) -> list[str]:
    """What a build in this process says; `meanwhile` is called when it has decided (0) and after each of its documents."""
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", TXT)
    decision = decide(plan(session, (), problems), job, session)
    meanwhile(0)
    made: list[Outcome] = []

    def step(outcome: Outcome) -> None:
        made.append(outcome)
        meanwhile(len(made))

    problems.extend(run(decision, job, session, None, step).problems)
    return messages(problems)


@pytest.mark.parametrize("between", [None, ONE, ALL], ids=["nothing", "one", "all"])
@pytest.mark.parametrize("before", [None, ONE, ALL], ids=["new", "one", "all"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_build_amid_another_one_leaves_both_right(
    tmp_path: Path, at: int, before: tuple[str, str] | None, between: tuple[str, str] | None
):
    """Somebody saves a source before the first (or nothing was ever made), and another between the two."""
    root = town_project(tmp_path / "root")
    if before is not None:
        build(root, formats=TXT)
        edit(root / AREA, *before)
        between = None if between is None else (between[0 if between != before else 1], between[0] + "郎")

    def meanwhile(count: int) -> None:
        if count == at:
            if between is not None:
                edit(root / AREA, *between)
            elsewhere(root, "build", "--format", "txt")

    said = told(root, meanwhile) + told(root, lambda _: None)
    problems = Problems()
    assert verify(root / "build", TOOL, lambda _one, _other: False, problems) is not None
    said += messages(problems)
    shutil.copytree(root / "sources", tmp_path / "wanted" / "sources")
    build(tmp_path / "wanted", formats=TXT)

    assert [] == said
    assert files(tmp_path / "wanted" / "build") == files(root / "build")


def test_what_another_build_wrote_since_this_one_began_was_altered_by_nobody(tmp_path: Path):
    root = project(tmp_path)
    build(root, formats=TXT)
    session = Session(root)
    judge = Judge(session, Job(root, root / "build", TXT), program())
    edit(root / AREA, *ALL)
    elsewhere(root, "build", "--format", "txt")
    judged = [judge.judge(a) for a in plan(session, (), Problems()).assignments]

    assert 4 == len(judged)
    assert {()} == {one.altered for one in judged}


def test_the_files_of_a_document_are_those_of_one_build(tmp_path: Path):
    """No other build puts its own in place while this one does."""
    root = project(tmp_path)
    build(root, "aomori/kyoyaku-蓬田村")
    before = files(root / "build")
    edit(root / AREA, *ONE)
    session = Session(root)
    assignment = next(a for a in plan(session, (), Problems()).assignments if a.partner == "蓬田村")
    job = Job(root, root / "build", ("docx", "pdf", "txt"))
    with store.placing(job.out):  # as if another build were at it
        other = threading.Thread(target=make, args=(assignment, job, session))
        other.start()
        while other.is_alive() and len(list(job.out.glob(f"**/*{store.PART}"))) < 3:
            time.sleep(0.001)
        waiting = {name: data for name, data in files(job.out).items() if name in before}
    other.join()

    assert before == waiting
    assert all(before[name] != data for name, data in files(job.out).items() if name.startswith("aomori/"))


@pytest.mark.parametrize(("at", "count"), [(1, 1), (3, 3), (4, 4)])
def test_files_that_somebody_takes_away_while_a_build_works_are_told(tmp_path: Path, at: int, count: int):
    """The build said that it had made all of them, and a clerk copied what was left onto a stick."""
    root = project(tmp_path)

    def meanwhile(made: int) -> None:
        if made == at:
            shutil.rmtree(root / "build")

    [said] = told(root, meanwhile)
    assert "作ったファイルが、作っている間になくなりました（aomori/kyoyaku-" in said
    assert (f" など{count}ファイル" in said) == (count > 1)
    assert [] == [words for words in told(root, lambda _: None) if "なくなりました" in words]
    assert 4 == len(list((root / "build/aomori").glob("*.txt")))
