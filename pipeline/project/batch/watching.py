"""A folder that is being edited -> after each saved file, the documents that it concerns, made again.

Looks at the files (it asks no system to be told: shares of other machines tell nothing), and only at those that were
read: what is written into the output folder is none of them, so a build never wakes itself.
"""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.project.batch.account import Report
from pipeline.project.batch.run import decide, run
from pipeline.project.incremental.decide import Decision
from pipeline.project.job import Job
from pipeline.project.plan import Plan
from pipeline.project.plan import plan as planned
from pipeline.project.session import Session


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look brought: what was made and why, and everything that is wrong now."""

    plan: Plan
    decision: Decision
    report: Report
    problems: Problems


class Watch:
    """One folder; `look` is called again and again."""

    def __init__(self, session: Session, job: Job, names: tuple[str, ...]) -> None:
        self._session, self._job, self._names = session, job, names
        self._version: int | None = None

    def look(self) -> Seen | None:
        """Makes what a change concerns; None if nothing has changed. Raises UnknownDocumentError at the first look."""
        self._session.files.refresh()
        if self._version == self._session.files.version:
            return None
        self._version = self._session.files.version
        problems = Problems()
        plan = planned(self._session, self._names, problems)
        decision = decide(plan, self._job, self._session)
        report = run(decision, self._job, self._session, None, lambda _outcome: None)
        problems.extend(report.problems)
        return Seen(plan, decision, report, problems)
