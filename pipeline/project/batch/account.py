"""What a build made -> manifest.json, SHA256SUMS and the state of the folder: written last, under a lock."""

from __future__ import annotations

from dataclasses import field, replace

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import journal, manifest, store
from pipeline.project.batch.worker import Outcome
from pipeline.project.incremental import state
from pipeline.project.incremental.decide import Decision
from pipeline.project.incremental.state import FolderState, State
from pipeline.project.job import Job
from pipeline.project.load import InputFile
from pipeline.project.manifest import Record
from pipeline.project.session import Session


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
    journals = (journal.read(job.out, run=run) for run in ("", job.run))
    if not (job.out / manifest.FILE).is_file() and not any(next(records, None) for records in journals):
        return  # nothing was made, and nothing is here
    with store.locked(job.out):  # another build may be writing down its own
        records = _records(report, decision, job)
        if not records:
            return
        found = _state(report, decision, job, session, records)
        files = {
            manifest.FILE: manifest.render(records.values()),
            manifest.SUMS: manifest.sums(records.values()),
            state.FILE: state.render(found),
        }
        if store.save(job.out, files, report.problems):
            journal.forget(job.out)
            journal.forget(job.out, run=job.run)


def _records(report: Report, decision: Decision, job: Job) -> dict[str, Record]:
    """Records of documents not made now stay while their source still yields them; others are named as stale."""
    plan = decision.plan
    here = {o.record.id: o.record for o in report.outcomes if o.record is not None}
    journals = (journal.read(job.out, run=run, without=here) for run in ("", job.run))
    made = here | {r.id: r for records in journals for r in records if journal.whole(r, job.out)}
    planned = {a.name for a in plan.assignments}
    kept = {a.name: {i.name: i for i in a.original.inputs} for a in decision.kept}
    for record in manifest.read(job.out):
        source = record.sources[0].name if record.sources else ""
        if record.id in made:
            continue
        if record.id in planned or (source not in plan.complete and (job.root / source).is_file()):
            made[record.id] = _as_now(record, kept.get(record.id, {}))
        else:
            report.problems.warning(
                "古い出力",
                f"「{record.id}」は、もう原稿にありません",
                "前に作った文書が要らなければ消してください",
                Place(record.outputs[0].path if record.outputs else record.id),
            )
    return made


def _as_now(record: Record, inputs: dict[str, InputFile]) -> Record:
    """The record of an unchanged document: of a file of facts, others than its own may have changed."""
    return replace(record, sources=tuple(inputs.get(i.name, i) for i in record.sources))


def _state(report: Report, decision: Decision, job: Job, session: Session, records: dict[str, Record]) -> State:
    judge, plan = decision.judge, decision.plan
    found = State(judge.program)
    before = state.read(job.out)  # another build may have come between
    if before is not None and before.program == judge.program:
        found.made |= {name: made for name, made in before.made.items() if name in records}
    for assignment in decision.kept:
        found.made[assignment.name] = judge.refreshed(judge.state.made[assignment.name])
    for outcome in report.outcomes:
        if outcome.made is not None:
            found.made[outcome.name] = outcome.made
        else:
            found.made.pop(outcome.name, None)
    done = len(decision.kept) + len(report.outcomes) == len(plan.assignments) == len(records) == len(found.made)
    if plan.whole and done and not plan.failed and not report.problems.errors and not decision.problems.found:
        found.whole = f"{','.join(job.formats)};{job.options}"
    found.folders = tuple(
        FolderState(session.files.name(p), "", (), (store.stat(p) or (0, -1))[1]) for p in plan.folders
    )
    return found
