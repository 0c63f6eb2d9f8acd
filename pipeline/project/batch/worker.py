"""A name -> the files of one document: what a process that makes documents does. Only names come in, only outcomes go out.

A worker opens its own session and reads a source once, however many partners it is made for.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.late.dataclass import dataclass
from pipeline.project import documents, journal, store
from pipeline.project.export.exporter import complete, sources
from pipeline.project.export.warm_up import WORTH_SETTLING, settle
from pipeline.project.incremental.state import Made
from pipeline.project.incremental.tracing import traced
from pipeline.project.job import Job
from pipeline.project.load import InputFile, sources_sha256
from pipeline.project.manifest import OutputFile, Record
from pipeline.project.plan import Assignment, Task
from pipeline.project.revision import signed
from pipeline.project.session import Session
from pipeline.version import __version__

TOOL = f"renkei {__version__}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its record, or problems, or a traceback if the fault is ours."""

    name: str
    record: Record | None
    problems: Problems
    bug: str | None = None
    made: Made | None = None


def make_named(tasks: tuple[Task, ...], job: Job) -> tuple[Outcome, ...]:
    """Makes documents by their names, in a process that may have made others before."""
    session = _Worker.session(job.root)
    made = []
    for task in tasks:
        made.append(_make_named(task, job, session))
        _Worker.documents += 1
        if _Worker.documents == WORTH_SETTLING:
            settle(session.templates)
    return tuple(made)


def prepare(task: Task, job: Job) -> None:
    """Loads all that a document takes, by making one that nobody writes: what workers then need not do, being forks."""
    session = _Worker.session(job.root)
    original = session.load(session.root / task.source, Problems())
    if original is not None:
        rendered(Assignment(original, task.partner, task.name), job, session)
        settle(session.templates)
        _Worker.documents = WORTH_SETTLING


@contextmanager
def lent(session: Session) -> Iterator[None]:
    """A process that is forked within has this session, and need not read again what it has read."""
    _Worker.lend(session)
    try:
        yield
    finally:
        _Worker.lend(None)


class _Worker:
    """What this process keeps between tasks; the process of the command keeps nothing here, but for its forks."""

    documents = 0
    _session: Session | None = None

    @classmethod
    def session(cls, root: Path) -> Session:
        if cls._session is None or cls._session.root != root:
            cls._session = Session(root)
        return cls._session

    @classmethod
    def lend(cls, session: Session | None) -> None:
        cls._session = session


def _make_named(task: Task, job: Job, session: Session) -> Outcome:
    found = Problems()
    original = session.load(session.root / task.source, found)
    if original is None:
        return Outcome(task.name, None, found)
    if sources_sha256(original) != task.sources_sha256:
        found.error(
            "原稿",
            "作っている間に、原稿か圏域の原稿が書き換えられました",
            "もう一度 renkei build を実行してください",
            Place(task.source),
        )
        return Outcome(task.name, None, found)
    return make(Assignment(original, task.partner, task.name), job, session)


def make(assignment: Assignment, job: Job, session: Session) -> Outcome:
    """One document from its source to its files."""
    outcome, files = rendered(assignment, job, session)
    return placed(outcome, files, job)


def placed(outcome: Outcome, files: Mapping[str, bytes], job: Job) -> Outcome:
    """The outcome once the files are where they belong; without its record if they cannot be."""
    if outcome.record is None:
        return outcome
    problems = Problems()
    problems.extend(outcome.problems)
    with store.reported(problems, outcome.name):
        with suppress(store.UnwrittenError):  # told by the writing of the files, which meets the same
            journal.begin(job.out, job.run, outcome.record)
        if store.save(job.out, files, problems, synced=False):
            made = outcome.made
            if made is not None:
                now = (
                    replace(o, size=s[0], changed_ns=s[1]) for o in made.outputs if (s := store.stat(job.out / o.path))
                )
                made = replace(made, outputs=tuple(now))
            return replace(outcome, problems=problems, made=made)
    return replace(outcome, record=None, problems=problems, made=None)


def rendered(assignment: Assignment, job: Job, session: Session) -> tuple[Outcome, Mapping[str, bytes]]:
    """One document and its files, which nobody has written yet."""
    problems, record, made = Problems(), None, None
    files: Mapping[str, bytes] = {}
    try:
        with store.reported(problems, assignment.name), session.files.recording() as seen:
            session.sources.note(assignment.original.path)
            record, files = render(assignment, job, session, problems)
        if record is not None:
            made = traced(assignment, record, seen, job, session, len(problems.warnings))
    except Rejected:  # what was found is in the collector
        pass
    except MemoryError:
        problems.error(
            "処理",
            f"「{assignment.name}」を作るのに記憶が足りません",
            "表を分けるか、ほかのプログラムを閉じるか、--jobs の数を減らしてください",
            Place(session.files.name(assignment.original.path)),
        )
    except Exception:
        return Outcome(assignment.name, None, problems, traceback.format_exc()), {}
    return Outcome(assignment.name, record, problems, made=made), files


def render(
    assignment: Assignment, job: Job, session: Session, problems: Problems
) -> tuple[Record, Mapping[str, bytes]]:
    """The record and the files of a document, by their paths below the output folder. Raises Rejected."""
    assignment = documents.ready(assignment, session, problems)
    original = assignment.original
    printer = documents.exporter(original, session)
    printer.attachments = sources(original, session.files) if job.embed_source else ()
    kept = session.kept(original) if original.partners else None
    compiled = documents.compiled(assignment, session, printer, problems, kept)
    if job.draft:
        compiled = replace(compiled, galley=replace(compiled.galley, draft=True))
    if original.partners:
        compiled = replace(compiled, galley=session.shared.known(compiled.galley))
    before = problems.said
    made = {f"{assignment.name}.{name}": printer.document(compiled, name, problems) for name in job.formats}
    files = complete((made,), problems)
    if problems.said > before and kept is not None:
        kept.blocks.forget()
    elif kept is not None:
        session.shared.keep(compiled.galley)
    record = Record(
        id=assignment.name,
        kind=original.kind.name,
        title=compiled.galley.title,
        partner=assignment.partner,
        tool=TOOL,
        sources=(*original.inputs, *signed.inputs(assignment, session.files), *_marked_by(assignment, session)),
        templates=printer.used,
        outputs=tuple(
            OutputFile(path.rsplit(".", 1)[1], path, sha256(data).hexdigest()) for path, data in files.items()
        ),
    )
    return record, files


def _marked_by(assignment: Assignment, session: Session) -> tuple[InputFile, ...]:
    """The version since which changes are marked."""
    asked = assignment.original.marks
    if asked is None:
        return ()
    from pipeline.project.versions.marking import inputs  # noqa: PLC0415 - loaded where marks are asked for

    return inputs(assignment.name, asked, session)
