"""A cluster of Dask: the same bytes as one machine; a worker that dies or is another program is told."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.batch.cluster import Cluster, ClusterError, cluster
from pipeline.project.batch.run import Job, Outcome, Report, decide, run
from pipeline.project.batch.worker import TOOL
from pipeline.project.incremental.verify import verify
from pipeline.project.plan import Task, plan
from pipeline.project.session import Session
from tests.project.test_documents import files
from tests.workshop import AGREEMENT, build, edit, messages, project

distributed = pytest.importorskip("distributed", reason='the extra is not installed: pip install "renkei[cluster]"')
dask = pytest.importorskip("dask", reason="comes with distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # those of Dask are not ours
# A document that kills is given out three times: with others, alone, and with nobody beside it.
DEATHS = 3


@contextmanager
def workers(count: int) -> Iterator[str]:
    """The address of a cluster of so many workers, each a process."""
    with distributed.LocalCluster(
        n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made.scheduler_address


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster for tests that kill none of its workers."""
    with workers(2) as made:
        yield made


@pytest.fixture
def mortal() -> Iterator[str]:
    """A cluster of its own for a test that kills workers.

    A nanny of Dask gives up a worker that dies while it is being started (`Nanny._on_worker_exit`, distributed 2026.8): what is
    killed here is not always replaced. So there are more workers than deaths, each of which Dask tells at once.
    """
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), workers(DEATHS + 1) as made:
        yield made


class Killing:
    """A cluster one of whose workers is killed when it has something to do."""

    at_once = 1
    blames_neighbours = True

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


def test_a_killed_worker_costs_its_documents_one_more_try(tmp_path: Path, mortal: str):
    root = project(tmp_path)
    with distributed.Client(mortal, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    report = built(root, mortal, victim=victim)

    assert [] == messages(report.problems)
    assert 4 == len(report.outcomes)


class Poisoned(Executor):
    """The executor of a cluster, one document of which ends every process that makes it."""

    def __init__(self, inner: Executor, name: str) -> None:
        self._inner, self._name = inner, name

    def submit(self, fn, /, *args, **kwargs):
        """Begins a task; the poisonous one is a call that no process survives."""
        (parcel,) = args
        if any(task.name == self._name for task in parcel.tasks):
            return self._inner.submit(os._exit, 9)
        return self._inner.submit(fn, *args, **kwargs)


def test_a_document_that_kills_its_workers_fails_alone(tmp_path: Path, mortal: str):
    root = project(tmp_path)
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", ("txt",))
    decision = decide(plan(session, (), problems), job, session)
    poisonous = decision.todo[1].assignment.name
    with distributed.Client(mortal, set_as_default=False) as client:
        hands = Cluster(Poisoned(client.get_executor(pure=False), poisonous), job, session)
        report = run(decision, job, session, hands, lambda _outcome: None)

    assert [poisonous] == [o.name for o in report.outcomes if o.record is None]
    assert [f"「{poisonous}」を作る処理が、途中で止まりました（二度試しました）"] == messages(report.problems)
    assert 3 == len(list((root / "build").rglob("*.txt")))


class Blaming(Executor):
    """Calls work dead that was given beside the document that kills: all but what has the workers for itself."""

    def __init__(self, inner: Executor, name: str) -> None:
        self._inner, self._name = inner, name
        self._tries: Counter[str] = Counter()

    def submit(self, fn, /, *args, **kwargs):
        """The first two tries are made beside others, and so is each of the document that kills."""
        (parcel,) = args
        names = [task.name for task in parcel.tasks]
        self._tries.update(names)
        if self._name in names or any(self._tries[name] < 3 for name in names):
            dead: Future[object] = Future()
            dead.set_exception(BrokenExecutor("a process is gone"))
            return dead
        return self._inner.submit(fn, *args, **kwargs)


def test_no_document_fails_for_its_neighbour(tmp_path: Path):
    root = project(tmp_path)
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", ("txt",))
    decision = decide(plan(session, (), problems), job, session)
    poisonous = decision.todo[1].assignment.name
    with ThreadPoolExecutor(1) as inner:
        report = run(decision, job, session, Cluster(Blaming(inner, poisonous), job, session), lambda _outcome: None)

    assert [poisonous] == [o.name for o in report.outcomes if o.record is None]
    assert 3 == len(list((root / "build").rglob("*.txt")))


def test_a_batch_that_is_stopped_leaves_whole_files_and_a_true_account(tmp_path: Path, address: str):
    """As Ctrl-C does."""
    root = project(tmp_path)
    session, problems = Session(root), Problems()
    job = Job(root, root / "build", ("docx", "pdf", "txt"))
    decision = decide(plan(session, (), problems), job, session)

    def stop(_outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), cluster(address, job, session) as made:
        run(decision, job, session, made, stop)

    assert verify(root / "build", TOOL, lambda _one, _other: False, problems) is not None
    assert [] == messages(problems)


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path):
    with (
        pytest.raises(ClusterError, match="つながりません"),
        cluster("tcp://127.0.0.1:9", Job(tmp_path, tmp_path, ()), Session(tmp_path)),
    ):
        pass
