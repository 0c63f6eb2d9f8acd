"""A plan -> files: every document on its own, so that a bad one never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Place, Problems
from pipeline.project import journal, manifest, store
from pipeline.project.export.warm_up import WORTH_SETTLING, settle
from pipeline.project.plan import Plan, Task
from pipeline.project.pool import ProcessPool, WorkerDiedError
from pipeline.project.revision.claims import signed_file
from pipeline.project.session import Session
from pipeline.project.worker import Job, Outcome, make, make_named

__all__ = ["Job", "Outcome", "Report", "local_executor", "make", "run"]

# Below this many documents a second process costs more than it saves.
_WORTH_A_PROCESS = 12
# Documents that a worker is given at once: few enough that all workers end together.
_AT_ONCE = 10


@dataclass(slots=True)
class Report:
    """What became of a build."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    @property
    def bugs(self) -> list[Outcome]:
        """Documents that failed through a fault of the program."""
        return [o for o in self.outcomes if o.bug is not None]


Progress = Callable[[Outcome], None]


def run(plan: Plan, job: Job, session: Session, executor: Executor | None, progress: Progress) -> Report:
    """Makes all documents of a plan and the manifest; `executor` None: in this process."""
    report = Report()
    store.sweep(job.out, session.root / "sources")
    made = _with_their_signed_versions(plan, job, session, report.problems)
    try:
        for outcome in _outcomes(made, job, session, executor):
            report.outcomes.append(outcome)
            report.problems.extend(outcome.problems)
            progress(outcome)
    except BaseException:  # whoever stops the build finds in the manifest what was made
        if executor is not None:
            executor.shutdown(cancel_futures=True)
        raise
    finally:
        order = {a.name: n for n, a in enumerate(plan.assignments)}
        report.outcomes.sort(key=lambda o: order[o.name])
        _write_manifest(report, job, plan)
    return report


def _with_their_signed_versions(plan: Plan, job: Job, session: Session, problems: Problems) -> Plan:
    """The plan without documents that an earlier build compared with a signed version which is gone, told as errors.

    Who gives a signature up deletes the documents that were made under it.
    """
    records = {record.id: record for record in manifest.read(job.out)}
    kept = []
    for assignment in plan.assignments:
        record, path = records.get(assignment.name), signed_file(session.files, assignment.name)
        name = session.files.name(path)
        guarded = record is not None and any(source.name == name for source in record.sources)
        if record is None or not guarded or store.is_there(path) or not _remains(record, job):
            kept.append(assignment)
            continue
        problems.error(
            "署名版",
            f"「{assignment.name}」の署名版がなくなっています",
            "控え（git など）から元に戻してください。固定をやめるなら、前に作った文書"
            f"（{'、'.join(o.path for o in record.outputs)}）を消してください",
            Place(name),
        )
    return replace(plan, assignments=tuple(kept))


def _remains(record: manifest.Record, job: Job) -> bool:
    return any((job.out / output.path).exists() for output in record.outputs)


def _outcomes(plan: Plan, job: Job, session: Session, executor: Executor | None) -> Iterator[Outcome]:
    if executor is None:
        for n, assignment in enumerate(plan.assignments):
            yield make(assignment, job, session)
            if n == 0 and len(plan.assignments) >= WORTH_SETTLING:
                settle(session.templates)
        return
    tasks = tuple(a.task(session.files) for a in plan.assignments)
    futures = {executor.submit(make_named, group, job): group for group in _groups(tasks)}
    alone: dict[Future[tuple[Outcome, ...]], Task] = {}
    for future in as_completed(futures):
        if isinstance(future.exception(), BrokenExecutor) and len(futures[future]) > 1:
            alone |= {executor.submit(make_named, (task,), job): task for task in futures[future]}
        else:
            yield from _said(future, futures[future])
    for future in as_completed(alone):  # one of each group killed its process; the others are well
        yield from _said(future, (alone[future],))


def _said(future: Future[tuple[Outcome, ...]], tasks: tuple[Task, ...]) -> Iterator[Outcome]:
    """What became of the documents of a group."""
    error = future.exception()
    if error is None:
        yield from future.result()
    for task in tasks if error is not None else ():
        problems = Problems()
        if isinstance(error, BrokenExecutor):
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


def _groups(tasks: tuple[Task, ...]) -> Iterator[tuple[Task, ...]]:
    """Neighbours together: partners of one source share what a worker has read."""
    size = max(1, min(_AT_ONCE, len(tasks) // 8))
    return (tasks[n : n + size] for n in range(0, len(tasks), size))


@contextmanager
def local_executor(workers: int | None, documents: int) -> Iterator[Executor | None]:
    """As many processes of this machine as pay (None: this one alone), or `workers`."""
    count = workers if workers is not None else (os.cpu_count() or 1 if documents >= _WORTH_A_PROCESS else 1)
    if min(count, documents) <= 1:
        yield None
        return
    pool = ProcessPool(min(count, documents))
    try:
        yield pool
    finally:  # nothing is left to do, or whoever stops the build does not wait for what is left
        pool.shutdown(cancel_futures=True)


def _write_manifest(report: Report, job: Job, plan: Plan) -> None:
    """Records of documents not made now stay while their source still yields them; others are named as stale."""
    made = {r.id: r for run in ("", job.run) for r in journal.read(job.out, run=run) if journal.whole(r, job.out)}
    made |= {o.record.id: o.record for o in report.outcomes if o.record is not None}
    planned = {a.name for a in plan.assignments}
    for record in manifest.read(job.out):
        source = record.sources[0].name
        if record.id in made:
            continue
        if record.id in planned or (source not in plan.complete and (job.root / source).is_file()):
            made[record.id] = record
        else:
            report.problems.warning(
                "古い出力",
                f"「{record.id}」は、もう原稿にありません",
                "前に作った文書が要らなければ消してください",
                Place(record.outputs[0].path),
            )
    if not made or not store.save(job.out, {manifest.FILE: manifest.render(made.values())}, report.problems):
        return
    journal.forget(job.out)
    journal.forget(job.out, run=job.run)
