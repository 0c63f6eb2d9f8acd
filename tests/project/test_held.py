"""What comes back from other machines is held until it is on the disk, and no longer."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import Future
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.project.batch.run import Job, Outcome, decide, run
from pipeline.project.batch.worker import make_named
from pipeline.project.plan import Task, plan
from pipeline.project.session import Session
from tests.workshop import project


class Answered:
    """Hands whose work is done when it is given; the results of a cluster hang on such futures."""

    at_once = 1
    blames_neighbours = False

    def __init__(self, job: Job) -> None:
        self.job = job
        self.given: list[weakref.ref[Future[object]]] = []

    def give(self, tasks: tuple[Task, ...]) -> Future[object]:
        """Makes the documents at once."""
        future: Future[object] = Future()
        future.set_result(make_named(tasks, self.job))
        self.given.append(weakref.ref(future))
        return future

    def take(self, result: object) -> tuple[Outcome, ...]:
        """The outcomes of a group."""
        assert isinstance(result, tuple)
        return result

    def died(self, error: BaseException) -> bool:
        """Nobody dies here."""
        return False

    def stop(self) -> None:
        """Nothing is under way."""


def test_the_files_of_a_group_are_let_go_when_they_are_taken(tmp_path: Path):
    root = project(tmp_path)
    session, job = Session(root), Job(root, root / "build", ("txt",))
    decision = decide(plan(session, ("kyoyaku",), Problems()), job, session, force=True)
    hands, held = Answered(job), []

    def progress(_: Outcome) -> None:
        gc.collect()
        held.append(sum(future() is not None for future in hands.given))

    run(decision, job, session, hands, progress)

    assert 4 == len(held)
    assert held == [4, 3, 2, 1]
