"""A cluster of Dask: the same bytes as one machine; a worker that dies or is another program is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.batch.cluster import Cluster, ClusterError, cluster
from pipeline.project.batch.run import Job, Report, decide, run
from pipeline.project.plan import Task, plan
from pipeline.project.session import Session
from tests.project.test_documents import files
from tests.workshop import AGREEMENT, build, edit, messages, project

distributed = pytest.importorskip("distributed", reason='the extra is not installed: pip install "renkei[cluster]"')
pytestmark = pytest.mark.filterwarnings("ignore")  # those of Dask are not ours


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two workers, each a process."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made.scheduler_address


class Killing:
    """A cluster one of whose workers is killed when it has something to do."""

    at_once = 1

    def __init__(self, inner: Cluster, victim: int) -> None:
        self._inner, self._victim = inner, victim
        self.take, self.died, self.stop = inner.take, inner.died, inner.stop

    def give(self, tasks: tuple[Task, ...]) -> Future[object]:
        """Begins a group, and ends a worker at the first."""
        given = self._inner.give(tasks)
        if self._victim:
            os.kill(self._victim, signal.SIGKILL)
            self._victim = 0
        return given


def built(root: Path, address: str, *, victim: int = 0) -> Report:
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", ("docx", "pdf", "txt"))
    decision = decide(plan(session, (), problems), job, session)
    with cluster(address, job, session) as made:
        hands = Killing(made, victim) if victim else made
        report = run(decision, job, session, hands, lambda _outcome: None)
    report.problems.extend(problems)
    return report


def test_a_cluster_makes_the_same_bytes_and_an_account_that_holds(tmp_path: Path, address: str):
    here, there = project(tmp_path / "here"), project(tmp_path / "there")
    build(here)
    report = built(there, address)

    assert [] == messages(report.problems)
    assert files(here / "build") == files(there / "build")
    assert [] == build(there).outcomes, "nothing has changed since"


def test_errors_come_back_with_their_places(tmp_path: Path, address: str):
    root = project(tmp_path)
    edit(root / AGREEMENT, "会議を開催するものとする。", "{{ 何か }}を開催するものとする。")
    report = built(root, address)

    assert report.problems.errors
    assert all(str(e.place).startswith(AGREEMENT) for e in report.problems.errors)


def test_a_killed_worker_costs_its_documents_one_more_try(tmp_path: Path, address: str):
    root = project(tmp_path)
    with distributed.Client(address, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    report = built(root, address, victim=victim)

    assert [] == messages(report.problems)
    assert 4 == len(report.outcomes)


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path):
    with (
        pytest.raises(ClusterError, match="つながりません"),
        cluster("tcp://127.0.0.1:9", Job(tmp_path, tmp_path, ()), Session(tmp_path)),
    ):
        pass
