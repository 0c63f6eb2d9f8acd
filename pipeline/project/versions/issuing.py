"""A document as its source is now, and what a clerk says of it -> the file of its next version; older ones stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.comparing.changes import compare
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Place, Problems
from pipeline.galley import Galley
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.notation.file_name import unfit
from pipeline.papers.changes import Report
from pipeline.papers.versions import version_file
from pipeline.papers.versions.tree_report import tree_report
from pipeline.papers.versions.version_file import Version, changes_of, words_sha256
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.project.versions.kept import AT, file_name, folder_of, standing, versions_of
from pipeline.project.versions.printed import printed


@dataclass(frozen=True, slots=True)
class Issue:
    """What a clerk says of a version: its name, its day, the number of its bill; whether it corrects one of that name."""

    name: str
    day: date
    number: str = ""
    correcting: bool = False


def issued(assignment: Assignment, issue: Issue, session: Session, problems: Problems) -> tuple[Path, Version, str]:
    """Where the version lies, the version, and its text. Raises Rejected."""
    place = Place(folder_of(assignment.name).as_posix())
    if (reason := unfit(issue.name) or _unfit(issue.name)) is not None:
        problems.error(
            "版",
            f"「{issue.name}」は版の名前にできません（{reason}）",
            "「素案」「議決」「改訂2」のように付けてください",
            place,
        )
    if assignment.original.kind.papers_asked(assignment.original.model):
        problems.error(
            "版",
            f"「{assignment.name}」は冊子で、版として記録できません",
            "綴じる文書ごとに renkei freeze --as で記録してください",
            place,
        )
        problems.stop_if_errors()
    older = versions_of(assignment.name, session.files, problems)
    _check(older, issue, assignment.name, place, problems)
    problems.stop_if_errors()
    path = folder_of(assignment.name) / file_name(len(older) + 1, issue.name)
    # What the source says of its own versions (経緯) holds for the version at hand, too: it is put in its place and the
    # document is printed again, until it says the same.
    made = _version(assignment, issue, older, printed(assignment, session, problems))
    for _ in range(2):
        session.files.put(session.root / path, version_file.write(made).encode("utf-8"))
        again = _reloaded(assignment, session, problems)
        galley = printed(again, session, problems)
        if words_sha256(galley) == made.words_sha256:
            break
        made = _version(assignment, issue, older, galley)
    session.files.put(session.root / path, None)
    _tell_same(older, made, place, problems)
    return path, made, version_file.write(made)


def _reloaded(assignment: Assignment, session: Session, problems: Problems) -> Assignment:
    original = session.load(assignment.original.path, problems)
    problems.stop_if_errors()
    assert original is not None
    return Assignment(original, assignment.partner, assignment.name)


def _version(assignment: Assignment, issue: Issue, older: Sequence[Version], galley: Galley) -> Version:
    last = older[-1] if older else None
    changes = changes_of(_report(last.galley, galley)) if last is not None else ()
    return Version(
        assignment.name,
        assignment.original.kind.name,
        len(older) + 1,
        issue.name,
        issue.day,
        galley,
        issue.number,
        issue.correcting,
        last.sha256 if last is not None else "",
        changes,
    )


def _report(old: Galley, new: Galley) -> Report:
    return tree_report(compare(of_galley(old, "").root, of_galley(new, "").root)).report


def _unfit(name: str) -> str | None:
    if AT in name:
        return f"「{AT}」は、文書と版の名前の間に使います"
    return "数だけの名前は、番号と紛れます" if name.isdecimal() else None


def _check(older: Sequence[Version], issue: Issue, document: str, place: Place, problems: Problems) -> None:
    namesakes = [v for v in older if v.name == issue.name]
    if namesakes and not issue.correcting:
        problems.error(
            "版",
            f"「{document}」の版「{issue.name}」は、もうあります（{wareki.format(namesakes[-1].day)}）",
            f"新しい版なら「{issue.name}2」のような別の名前を、誤って記録したものの訂正なら --again を付けてください（前のものも残ります）",
            place,
        )
    if issue.correcting and not namesakes:
        problems.error(
            "版",
            f"「{document}」に「{issue.name}」という版がないので、訂正できません",
            "--again を付けずに記録してください",
            place,
        )
    if not older or issue.correcting:
        return
    last = standing(older)[-1]
    if issue.day < last.day:
        problems.error(
            "版",
            f"{wareki.format(issue.day)}は、前の版「{last.name}」の日（{wareki.format(last.day)}）より前です",
            "版の日を確かめてください",
            place,
        )
    elif issue.day == last.day:
        problems.warning(
            "版",
            f"前の版「{last.name}」と同じ日（{wareki.format(last.day)}）の版です",
            "日が正しければ、このままで構いません（記録した順に並びます）",
            place,
        )


def _tell_same(older: Sequence[Version], made: Version, place: Place, problems: Problems) -> None:
    if older and (last := standing(older)[-1]).words_sha256 == made.words_sha256:
        problems.warning(
            "版",
            f"文は、前の版「{last.name}」と同じです",
            "原稿を直し忘れていなければ、このままで構いません",
            place,
        )
