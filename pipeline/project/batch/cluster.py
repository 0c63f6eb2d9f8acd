"""A cluster of Dask as hands: the one module that knows it. Sources and files cross as bytes, only this machine writes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.project.batch.parcel import differences, packed, program, unpack
from pipeline.project.batch.worker import Outcome, placed
from pipeline.project.job import Job
from pipeline.project.plan import Task
from pipeline.project.session import Session

LOCAL = "local"
_CONNECT_S = 10


class ClusterError(Exception):
    """Why a cluster cannot be used, in Japanese, and the cure."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


class Cluster:
    """Workers elsewhere, through an executor that Dask gives (`Client.get_executor`)."""

    at_once = 25
    # Dask counts a death against all that was given to the worker (distributed, allowed-failures).
    blames_neighbours = True

    def __init__(self, executor: Executor, job: Job, session: Session) -> None:
        self._executor, self._job, self._session = executor, job, session

    def give(self, tasks: tuple[Task, ...]) -> Future[object]:
        """Begins a group."""
        return self._executor.submit(_unpack, packed(tasks, self._job, self._session))

    def take(self, said: object) -> tuple[Outcome, ...]:
        """Writes the files that came back."""
        assert isinstance(said, tuple)
        return tuple(placed(_here(d.outcome), d.files, self._job) for d in said)

    def died(self, error: BaseException) -> bool:
        """As Dask says it after its own tries."""
        return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"

    def stop(self) -> None:
        """Ends all that is under way."""
        self._executor.shutdown(wait=False)  # Dask's executor then cancels all; it does not know cancel_futures


def _here(outcome: Outcome) -> Outcome:
    """What a document was made from, as this machine can compare it: by content, and without places of another's disk."""
    made = outcome.made
    if made is None:
        return outcome
    files = tuple(replace(f, changed_ns=-1) for f in made.files if not Path(f.path).is_absolute())
    folders = tuple(replace(f, changed_ns=-1) for f in made.folders)
    return replace(outcome, made=replace(made, files=files, folders=folders))


def _unpack(parcel: object) -> object:
    from pipeline.project.batch.parcel import Parcel  # noqa: PLC0415 - a worker finds functions by their names

    assert isinstance(parcel, Parcel)
    return unpack(parcel)


@contextmanager
def cluster(address: str, job: Job, session: Session) -> Iterator[Cluster]:
    """The cluster at an address (tcp://…), or processes of this machine (local). Raises ClusterError."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - Dask is an extra

    with ExitStack() as stack:
        try:
            if address == LOCAL:
                address = stack.enter_context(
                    LocalCluster(processes=True, threads_per_worker=1, dashboard_address=None)
                )
            client = stack.enter_context(Client(address, timeout=_CONNECT_S, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"クラスター「{address}」につながりません",
                "スケジューラーのアドレス（tcp://名前:8786）を確かめてください",
            ) from error
        _check(client.run(program, on_error="return"))
        executor = client.get_executor(pure=False)
        yield Cluster(executor, job, session)


def _check(programs: dict[str, tuple[str, ...] | Exception]) -> None:
    """Refuses workers that are not this program: a batch is made by one. One that is just dying is none any more."""
    if not programs:
        raise ClusterError("クラスターにワーカーがいません", "dask worker を始めてください")
    for name, theirs in programs.items():
        differing = differences(program(), theirs) if isinstance(theirs, tuple) else ""
        if differing:
            raise ClusterError(
                f"ワーカー {name} の版がこの機械と違います（{differing}）",
                "すべての機械に同じ版の renkei を入れてください",
            )
