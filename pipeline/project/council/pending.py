"""An agreement whose source says another text than what was signed -> the session that has the change before it, if one has."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.diagnostics.commands import typed
from pipeline.project.council.gather import Sitting, folder_of
from pipeline.project.council.pacts import is_ordinance, is_statute
from pipeline.project.load import SourceDocument
from pipeline.project.plan import Assignment
from pipeline.project.session import Session

# What the guard of signed versions says, and what is said instead of it while a council has the change before it.
_DIFFERS, _WAITS = "署名版との違い", "変更中"


def is_change(found: Problems) -> bool:
    """Whether a document is not made for this alone, that its text is not the signed one."""
    waits = any(warning.code == _WAITS for warning in found.warnings)
    return all(error.code == _DIFFERS for error in found.errors) and (waits or bool(found.errors))


def sitting(assignment: Assignment, session: Session) -> Sitting | None:
    """The session of the folder that brings a change which is not signed yet."""
    folder = folder_of(assignment.original, session)
    for each in folder.sittings:
        for case in folder.cases(each, Problems()):
            if case.pact.document == assignment.name and case.matter.is_change:
                event = folder.event(case, Problems())
                if event is not None and not event.frozen:
                    return each
    return None


def tell(assignment: Assignment, brings: Sitting, problems: Problems) -> None:
    """Says that the document waits."""
    problems.warning(
        _WAITS,
        f"「{assignment.name}」は「{brings.model.meeting}」に変更の議案があり、原稿は変更後の文なので、作りません"
        "（前に作ったものは、変更前の文のまま残ります）",
        f"{_done(assignment.original)}、renkei freeze {typed(assignment.name)} --again --on 日付 --amendment 改め文.txt で固定してください",
        brings.model.meeting.span(),
    )


def _done(original: SourceDocument) -> str:
    if is_ordinance(original):
        return "改正条例を公布したら"
    return "規約の変更の協議が調ったら" if is_statute(original) else "変更協約を締結したら"
