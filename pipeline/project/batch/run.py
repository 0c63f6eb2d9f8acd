"""A plan -> files: every document on its own, so that a bad one never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.project import store
from pipeline.project.batch.account import Report, account
from pipeline.project.batch.hands import Hands, Neighbours
from pipeline.project.batch.worker import Outcome, lent, make, prepare
from pipeline.project.export.warm_up import WORTH_SETTLING, settle
from pipeline.project.incremental.decide import Decision, decide
from pipeline.project.job import Job
from pipeline.project.plan import Assignment, Task
from pipeline.project.session import Session

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Job", "Outcome", "Report", "decide", "local_hands", "make", "run"]

# Below this many documents a second process costs more than it saves.
_WORTH_A_PROCESS = 12


Progress = Callable[[Outcome], None]


def run(decision: Decision, job: Job, session: Session, hands: Hands | None, progress: Progress) -> Report:
    """Makes what was decided, and the manifest; `hands`: processes or a cluster (None: this process alone)."""
    report = Report()
    report.problems.extend(decision.problems)
    assignments = tuple(judged.assignment for judged in decision.todo)
    store.sweep(report.problems, job.out, session.root / "sources")
    try:
        for outcome in _outcomes(assignments, job, session, hands):
            report.outcomes.append(outcome)
            progress(outcome)
    except BaseException:  # whoever stops the build finds in the manifest what was made
        if hands is not None:
            hands.stop()
        raise
    finally:
        if hands is not None:
            store.sweep(report.problems, job.out)  # what a worker was writing that was killed
        order = {a.name: n for n, a in enumerate(assignments)}
        report.outcomes.sort(key=lambda o: order[o.name])
        for outcome in report.outcomes:  # told in the order of the plan, whoever made them first
            report.problems.extend(outcome.problems)
        account(report, decision, job, session)
    return report


def _outcomes(
    assignments: tuple[Assignment, ...], job: Job, session: Session, hands: Hands | None
) -> Iterator[Outcome]:
    if hands is None:
        for n, assignment in enumerate(assignments):
            yield make(assignment, job, session)
            if n == 0 and len(assignments) >= WORTH_SETTLING:
                settle(session.templates)
        return
    from concurrent.futures import as_completed, wait  # noqa: PLC0415

    # A book takes as long as all its papers: it is begun first, and alone.
    books = tuple(a.task(session.files) for a in assignments if a.original.kind.papers_asked(a.original.model))
    papers = tuple(a.task(session.files) for a in assignments if not a.original.kind.papers_asked(a.original.model))
    groups = (*((book,) for book in books), *_groups(papers, hands.at_once))
    suspects: list[Task] = []
    futures = {hands.give(group): group for group in groups}
    for future in as_completed(futures):
        group = futures.pop(future)  # it holds all files of a group, here and in the cluster
        if _dead(future, hands) and (len(group) > 1 or hands.blames_neighbours):
            suspects += group
        else:
            yield from _said(future, group, hands)
    last: list[Task] = []
    alone = {hands.give((task,)): task for task in suspects}
    for future in as_completed(alone):  # one of each group killed its process; the others are well
        task = alone.pop(future)
        if _dead(future, hands) and hands.blames_neighbours:
            last.append(task)
        else:
            yield from _said(future, (task,), hands)
    for task in last:  # with nobody beside it, whose death it might be
        future = hands.give((task,))
        wait([future])
        yield from _said(future, (task,), hands)


def _dead(future: Future[object], hands: Hands) -> bool:
    error = future.exception()
    return error is not None and hands.died(error)


def _said(future: Future[object], tasks: tuple[Task, ...], hands: Hands) -> Iterator[Outcome]:
    """What became of the documents of a group."""
    error = future.exception()
    if error is None:
        yield from hands.take(future.result())
        return
    for task in tasks:
        problems = Problems()
        if hands.died(error):
            from pipeline.project.batch.pool import WorkerDiedError  # noqa: PLC0415

            slow = isinstance(error, WorkerDiedError) and error.slow
            problems.error(
                "処理",
                f"「{task.name}」を作る処理が、{'時間がかかりすぎて' if slow else '途中で'}止まりました（二度試しました）",
                "表が大きすぎないか、ほかのプログラムが記憶を使い切っていないかを確かめ、--jobs 1 で作ってみてください",
                Place(task.source),
            )
            yield Outcome(task.name, None, problems)
        else:
            yield Outcome(task.name, None, problems, f"{type(error).__name__}: {error}")


def _groups(tasks: tuple[Task, ...], most: int) -> Iterator[tuple[Task, ...]]:
    """Neighbours together: partners of one source share what a worker has read."""
    size = max(1, min(most, len(tasks) // 8))
    return (tasks[n : n + size] for n in range(0, len(tasks), size))


@contextmanager
def local_hands(workers: int | None, decision: Decision, job: Job, session: Session) -> Iterator[Hands | None]:
    """As many processes of this machine as pay (None: this one alone), or `workers`."""
    documents = len(decision.todo)
    count = workers if workers is not None else (os.cpu_count() or 1 if documents >= _WORTH_A_PROCESS else 1)
    if min(count, documents) <= 1:
        yield None
        return
    from pipeline.project.batch.pool import ProcessPool  # noqa: PLC0415 - one document needs no processes

    first = decision.todo[0].assignment.task(session.files)
    with lent(session):
        pool = ProcessPool(min(count, documents), prepare=(prepare, (first, job)))
    try:
        yield Neighbours(pool, job)
    finally:  # nothing is left to do, or whoever stops the build does not wait for what is left
        pool.shutdown(cancel_futures=True)
