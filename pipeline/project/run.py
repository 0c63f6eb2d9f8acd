"""Assignments -> files: every document on its own, so that a bad one never stops the others."""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from pipeline import __version__
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.diagnostics.system import reason
from pipeline.project import manifest, page_references, store
from pipeline.project.export.exporter import Exporter, Format, complete, sources
from pipeline.project.export.warm_up import WORTH_SETTLING, settle
from pipeline.project.manifest import OutputFile, Record
from pipeline.project.plan import Assignment, Plan
from pipeline.project.revision import signed

TOOL = f"renkei {__version__}"
# Below this many documents a second process costs more than it saves.
_WORTH_A_PROCESS = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its record, or problems, or a traceback if the fault is ours."""

    name: str
    record: Record | None
    problems: Problems
    bug: str | None = None


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


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to know besides its assignment.

    `draft` marks every page with 案; `embed_source` attaches the sources to the PDF, which is then PDF/A-3a.
    """

    root: Path
    out: Path
    formats: tuple[Format, ...]
    draft: bool = False
    embed_source: bool = False


def run(
    plan: Plan,
    job: Job,
    workers: int | None,
    progress: Progress,
) -> Report:
    """Makes all documents of a plan and the manifest. `workers` None: as many processes as pay."""
    report = Report()
    assignments = plan.assignments
    store.sweep(job.out)
    with _executor(workers, len(assignments)) as executor:
        for outcome in _outcomes(assignments, job, executor):
            report.outcomes.append(outcome)
            report.problems.extend(outcome.problems)
            progress(outcome)
    _write_manifest(report, job, plan)
    return report


def make(assignment: Assignment, job: Job) -> Outcome:
    """One document from its original to its files."""
    problems = Problems()
    try:
        return Outcome(assignment.name, _make(assignment, job, problems), problems)
    except Rejected:
        return Outcome(assignment.name, None, problems)
    except store.OutsideError as error:
        problems.error(
            "出力先",
            f"出力先のフォルダの外に書くことになります（{error}）",
            "出力先のフォルダの中にあるリンクを確かめてください",
            Place(assignment.name),
        )
        return Outcome(assignment.name, None, problems)
    except OSError as error:
        problems.error(
            "書込み",
            f"ファイルを書けません（{reason(error)}）",
            "ディスクの空きと書込みの権限を確かめてください。前に作った文書はそのまま残っています",
            Place(assignment.name),
        )
        return Outcome(assignment.name, None, problems)
    except Exception:
        return Outcome(assignment.name, None, problems, traceback.format_exc())


def _make_of_many(assignment: Assignment, job: Job) -> Outcome:
    outcome = make(assignment, job)
    settle()
    return outcome


def _make(assignment: Assignment, job: Job, problems: Problems) -> Record:
    assignment = page_references.with_pages(assignment, job.root, problems)
    original = assignment.original
    galley = signed.set_galley(assignment, job.root, problems)
    galley = replace(galley, draft=job.draft)
    printer = Exporter(original.kind.template, job.root, sources(original) if job.embed_source else ())
    galley = printer.paged(galley, original.profile.house, problems)
    made = {f"{assignment.name}.{name}": printer.print(galley, name, problems) for name in job.formats}
    files = complete((made,), problems)
    store.save(job.out, files)
    return Record(
        id=assignment.name,
        kind=original.kind.name,
        title=galley.title,
        partner=assignment.partner,
        tool=TOOL,
        sources=original.inputs,
        templates=printer.used,
        outputs=tuple(
            OutputFile(path.rsplit(".", 1)[1], path, hashlib.sha256(data).hexdigest()) for path, data in files.items()
        ),
    )


def _outcomes(assignments: tuple[Assignment, ...], job: Job, executor: Executor | None) -> Iterator[Outcome]:
    work = _make_of_many if len(assignments) >= WORTH_SETTLING else make
    if executor is None:
        yield from (work(a, job) for a in assignments)
        return
    futures = [(a, executor.submit(work, a, job)) for a in assignments]
    for assignment, future in futures:
        error = future.exception()
        if error is None:
            yield future.result()
        else:  # the worker itself died (killed, out of memory)
            yield Outcome(assignment.name, None, Problems(), f"{type(error).__name__}: {error}")


@contextmanager
def _executor(workers: int | None, documents: int) -> Iterator[Executor | None]:
    """The standard interface of concurrent.futures, so that a cluster's executor can take its place."""
    count = workers if workers is not None else (os.cpu_count() or 1 if documents >= _WORTH_A_PROCESS else 1)
    if min(count, documents) <= 1:
        yield None
        return
    with ProcessPoolExecutor(min(count, documents), mp_context=get_context("spawn")) as pool:
        yield pool


def _write_manifest(report: Report, job: Job, plan: Plan) -> None:
    """Records of documents not made now stay while their source still yields them; others are named as stale."""
    made = {o.record.id: o.record for o in report.outcomes if o.record is not None}
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
    if not made:
        return
    try:
        store.save(job.out, {manifest.FILE: manifest.render(made.values())})
    except OSError as error:
        report.problems.error(
            "書込み",
            f"{manifest.FILE} を書けません（{reason(error)}）",
            "ディスクの空きと書込みの権限を確かめてください",
            Place(manifest.FILE),
        )
