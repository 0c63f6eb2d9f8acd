"""Who makes documents besides this process: an executor of `concurrent.futures`, and what crosses to it and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipeline.project.batch.worker import Outcome, make_named
from pipeline.project.job import Job
from pipeline.project.plan import Task

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


class Hands(Protocol):
    """Gives groups of documents away and takes what comes back."""

    at_once: int  # how many documents make a group
    blames_neighbours: bool  # whether work that waits beside the one which killed its process may be called dead, too

    def give(self, tasks: tuple[Task, ...]) -> Future[object]:
        """Begins a group."""
        ...

    def take(self, said: object) -> tuple[Outcome, ...]:
        """The outcomes in what came back; their files are in place then."""
        ...

    def died(self, error: BaseException) -> bool:
        """Whether an error means that the process which had the group is gone."""
        ...

    def stop(self) -> None:
        """Ends all that is under way."""
        ...


class Neighbours:
    """Processes that share the disk: they are given names and write files themselves."""

    # Few enough that all end together, many enough that a source is not read for each.
    at_once = 10
    blames_neighbours = False

    def __init__(self, executor: Executor, job: Job) -> None:
        self._executor, self._job = executor, job

    def give(self, tasks: tuple[Task, ...]) -> Future[object]:
        """Begins a group."""
        return self._executor.submit(_make, tasks, self._job)

    def take(self, said: object) -> tuple[Outcome, ...]:
        """What came back are the outcomes."""
        assert isinstance(said, tuple)
        return said

    def died(self, error: BaseException) -> bool:
        """As the standard library says it."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - a build of one document gives nothing away

        return isinstance(error, BrokenExecutor)

    def stop(self) -> None:
        """Ends all that is under way."""
        self._executor.shutdown(cancel_futures=True)


def _make(tasks: tuple[Task, ...], job: Job) -> object:
    return make_named(tasks, job)
