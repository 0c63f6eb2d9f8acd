"""What a build made -> manifest.json, SHA256SUMS and the state of the folder: written last, under a lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import journal, manifest, store
from pipeline.project.batch.worker import Outcome
from pipeline.project.export.exporter import FORMATS
from pipeline.project.incremental import delivery, state
from pipeline.project.incremental.decide import Decision
from pipeline.project.incremental.program import listing
from pipeline.project.incremental.state import FolderState, State
from pipeline.project.job import Job
from pipeline.project.load import InputFile
from pipeline.project.manifest import Record
from pipeline.project.session import Session
from pipeline.source.files import Files


@dataclass(slots=True)
class Report:
    """What became of a build."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    @property
    def bugs(self) -> list[Outcome]:
        """Documents that failed through a fault of the program."""
        return [o for o in self.outcomes if o.bug is not None]


def account(report: Report, decision: Decision, job: Job, session: Session) -> None:
    """Writes down what there is now; problems are added to the report."""
    _tell_gone(report, job)
    if not (job.out / manifest.FILE).is_file() and next(journal.read(journal.of(job.out, job.run)), None) is None:
        return  # nothing was made, and nothing is here
    with store.locked(job.out):  # another build may be writing down its own
        journals = journal.of(job.out, job.run)
        written = manifest.read(job.out)
        if not written and manifest.is_unreadable(job.out):
            return  # it was told before anything was made; what was made since stands in the journal
        records = _records(report, decision, job, journals, written)
        if not records:
            return
        found = _state(report, decision, job, session, records)
        records = _with_other_forms(records, written, report, decision, job)
        files = {
            manifest.FILE: manifest.render(records.values()),
            manifest.SUMS: manifest.sums(records.values()),
            state.FILE: state.render(found, listing(found.program)),
        }
        if former := _no_longer_told(job.out, written, records):
            files[delivery.FILE] = former
        if store.save(job.out, files, report.problems):
            journal.forget(journals)


def _no_longer_told(out: Path, written: Iterable[Record], records: Mapping[str, Record]) -> bytes | None:
    """What to note of files that the manifest told until now and tells no more: they are no person's. None: nothing new."""
    told = {o.path for record in records.values() for o in record.outputs}
    former = (o for r in written for o in r.outputs if o.path not in told)
    there = {o.path: o.sha256 for o in former if store.stat(out / o.path) is not None}
    return delivery.noted(out, there) if there else None


def _tell_gone(report: Report, job: Job) -> None:
    """Adds the error of files that this build has made and somebody has taken away since: nothing else would say so."""
    made = [output.path for o in report.outcomes if o.record is not None for output in o.record.outputs]
    if gone := [path for path in made if store.stat(job.out / path) is None]:
        report.problems.error(
            "出力先",
            f"作ったファイルが、作っている間になくなりました（{gone[0]}{f' など{len(gone)}ファイル' if gone[1:] else ''}）",
            "出力先のフォルダを、ほかの人やプログラムが消したり移したりしていないかを確かめ、もう一度実行してください",
            Place(gone[0]),
        )


def _records(
    report: Report, decision: Decision, job: Job, journals: tuple[Path, ...], written: tuple[Record, ...]
) -> dict[str, Record]:
    """Records of documents not made now stay while their source still yields them; others are named as stale.

    So does the record of another build that has put its own in the place of one that this build made.
    """
    plan = decision.plan
    theirs = {r.id: r for r in written}
    here = {o.record.id for o in report.outcomes if o.record is not None}
    made = {r.id: r for r in journal.read(journals, without=here) if journal.whole(r, job.out)}
    for outcome in report.outcomes:
        record = outcome.record
        if record is not None:
            other = theirs.get(record.id)
            lost = other is not None and not _stands(outcome, job) and journal.whole(other, job.out)
            made[record.id] = other if other is not None and lost else record
    planned = {a.name for a in plan.assignments}
    kept = {a.name: {i.name: i for i in a.original.inputs} for a in decision.kept}
    for record in written:
        source = record.sources[0].name if record.sources else ""
        if record.id in made:
            continue
        if record.id in planned or (
            source not in plan.complete and _may_be_there(job.root / source, decision.judge.session.files)
        ):
            made[record.id] = _as_now(record, kept.get(record.id, {}))
        else:
            report.problems.warning(
                "古い出力",
                f"「{record.id}」は、もう原稿にありません",
                "前に作った文書が要らなければ消してください",
                Place(record.outputs[0].path if record.outputs else record.id),
            )
    return made


def _may_be_there(source: Path, files: Files) -> bool:
    """Whether a source is there, or in a folder that may not be looked into."""
    hidden = (files.unlisted(folder) for folder in (source.parent, files.root / "sources"))
    return any(error is not None for error in hidden) or source.is_file()


def _with_other_forms(
    records: dict[str, Record], written: tuple[Record, ...], report: Report, decision: Decision, job: Job
) -> dict[str, Record]:
    """Files of forms that were not asked for now: of the same sources they stay recorded, of others they are told."""
    made, before = dict(records), {r.id: r for r in written}
    left: list[str] = []
    for outcome in report.outcomes:
        record = outcome.record
        if record is None or records.get(record.id) is not record:
            continue
        own = {o.path for o in record.outputs}
        others = [p for f in FORMATS if (p := f"{record.id}.{f}") not in own and store.stat(job.out / p) is not None]
        if not others:
            continue
        old, state = before.get(record.id), decision.judge.state.made.get(record.id)
        if old is not None and state is not None and state.options == job.options and _of_the_same(old, record):
            kept = tuple(o for o in old.outputs if o.path in others and manifest.digest(job.out / o.path) == o.sha256)
            templates = tuple(dict.fromkeys((*record.templates, *old.templates))) if kept else record.templates
            made[record.id] = replace(record, outputs=(*record.outputs, *kept), templates=templates)
            others = [p for p in others if p not in {o.path for o in kept}]
        left += others
    if left:
        report.problems.warning(
            "古い出力",
            f"今回は作らなかった形式の{len(left)}ファイルは、今の原稿から作ったものではありません（{left[0]}{' など' if left[1:] else ''}）",
            "その形式も作り直すか、要らなければ消してください",
            Place(left[0]),
        )
    return made


def _of_the_same(old: Record, new: Record) -> bool:
    return (old.tool, old.sources) == (new.tool, new.sources)


def _stands(outcome: Outcome, job: Job) -> bool:
    """Whether the files of a document are still those that this build wrote."""
    made, record = outcome.made, outcome.record
    if made is not None and all(store.stat(job.out / o.path) == (o.size, o.changed_ns) for o in made.outputs):
        return True
    return record is not None and journal.whole(record, job.out)


def _as_now(record: Record, inputs: dict[str, InputFile]) -> Record:
    """The record of an unchanged document: of a file of facts, others than its own may have changed."""
    return replace(record, sources=tuple(inputs.get(i.name, i) for i in record.sources))


def _state(report: Report, decision: Decision, job: Job, session: Session, records: dict[str, Record]) -> State:
    judge, plan = decision.judge, decision.plan
    found = State(judge.program)
    before = state.read(job.out)  # another build may have come between
    if before is not None and before.program == judge.program:
        found.made |= {name: made for name, made in before.made.items() if name in records}
    alone = True
    for assignment in decision.kept:
        mine = judge.state.made[assignment.name]
        if found.made.get(assignment.name, mine) == mine:
            found.made[assignment.name] = judge.refreshed(mine)
        else:
            alone = False
    for outcome in report.outcomes:
        if outcome.record is not None and records.get(outcome.name) is not outcome.record:
            alone = False
        elif outcome.made is not None:
            found.made[outcome.name] = outcome.made
        else:
            found.made.pop(outcome.name, None)
    done = alone and len(decision.kept) + len(report.outcomes) == len(plan.assignments) == len(records) == len(
        found.made
    )
    if plan.whole and done and not plan.failed and not report.problems.errors and not decision.problems.found:
        found.whole = f"{','.join(job.formats)};{job.options}"
    found.folders = tuple(
        FolderState(session.files.name(p), "", (), (store.stat(p) or (0, -1))[1]) for p in plan.folders
    )
    return found
