"""A plan and the state of the output folder -> what is to be made and why, what stays, what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import manifest, store
from pipeline.project.incremental.fresh import FORCED, Judge, Judged
from pipeline.project.incremental.program import program
from pipeline.project.job import Job
from pipeline.project.manifest import Record
from pipeline.project.plan import Assignment, Plan
from pipeline.project.revision.claims import signed_file
from pipeline.project.session import Session
from pipeline.project.signatures.mark import is_signed
from pipeline.provision.signed_version import SUFFIX


@dataclass(frozen=True, slots=True)
class Decision:
    """What a build does: `todo` with their reasons; `kept` are as they would be made. `problems` are of those refused.

    `altered` are the files of those refused that would be written over, were the build told to.
    """

    plan: Plan
    todo: tuple[Judged, ...]
    kept: tuple[Assignment, ...]
    judge: Judge
    problems: Problems
    altered: tuple[str, ...] = ()


def decide(plan: Plan, job: Job, session: Session, *, force: bool = False) -> Decision:
    """Compares every document of a plan with what it was made from. `force`: all are made, whatever anybody altered."""
    judge, problems = Judge(session, job, program()), Problems()
    if not judge.records and manifest.is_unreadable(job.out):
        _refuse_unrecorded(job, problems)
        return Decision(plan, (), (), judge, problems)
    todo, kept, unknown = [], [], list[Judged]()
    altered: list[str] = []
    for assignment in _guarded(plan.assignments, judge.records, job, session, problems):
        judged = judge.judge(assignment)
        signed = [path for path in (*judged.altered, *judged.strangers) if _is_signed(job.out / path)]
        if signed and (force or judged.reason is not None):
            _refuse_signed(judged, signed[0], job, problems)
        elif signed:
            kept.append(assignment)  # what became of the signature is the business of verify
        elif force:
            todo.append(replace(judged, reason=judged.reason or FORCED))
        elif judged.reason is None:
            kept.append(assignment)
            _tell_altered(judged, job, problems)
        elif judged.altered:
            _refuse_altered(judged, job, problems)
            altered += judged.altered
        elif judged.strangers:
            unknown.append(judged)
            altered += judged.strangers
        else:
            todo.append(judged)
    _refuse_strangers(unknown, job, problems)
    return Decision(plan, tuple(todo), tuple(kept), judge, problems, tuple(altered))


def _refuse_unrecorded(job: Job, problems: Problems) -> None:
    """What was made, what a signature guards and what a person has altered is known from there alone."""
    name = _shown(manifest.FILE, job)
    problems.error(
        "出力先",
        f"{name} を読めません（途中で切れているか、新しい版の renkei が書いたものか、読取りの権限がありません）。"
        "今作ると、ほかの文書の記録が失われ、人が書き換えたファイルも見分けられないので、何も作りません",
        f"控えから戻すか、新しい版の renkei を使ってください。どちらもできなければ、{name} を別の名前に変えてから、もう一度実行してください"
        "（人が書き換えたかもしれないファイルがあれば、作る前に知らせます）",
        Place(name),
    )


def _is_signed(path: Path) -> bool:
    return path.suffix == ".pdf" and is_signed(path.read_bytes())


def _refuse_signed(judged: Judged, path: str, job: Job, problems: Problems) -> None:
    problems.error(
        "署名",
        f"「{judged.assignment.name}」は作り直すことになりますが、{path} には電子署名があるので、書き換えません",
        "署名したファイルを別の場所に移すか、別の出力先（--out）を指定してください",
        Place(_shown(path, job)),
    )


def _refuse_altered(judged: Judged, job: Job, problems: Problems) -> None:
    problems.error(
        "出力先",
        f"「{judged.assignment.name}」は作り直すことになりますが（{judged.reason}）、"
        f"前に作った後で書き換えられたファイルがあります（{'、'.join(judged.altered)}）",
        "直したことを原稿に書いてから、ファイルを別の場所に移すか、--force を付けて実行してください（書き換えたものは失われます）",
        Place(_shown(judged.altered[0], job)),
    )


def _refuse_strangers(unknown: list[Judged], job: Job, problems: Problems) -> None:
    """One error for all: of a folder whose manifest is lost, there are thousands."""
    if not unknown:
        return
    paths = [path for judged in unknown for path in judged.strangers]
    more = f"など{len(unknown)}文書" if unknown[1:] else ""
    files = f"（{paths[0]}{f' など{len(paths)}ファイル' if paths[1:] else ''}）"
    problems.error(
        "出力先",
        f"「{unknown[0].assignment.name}」{more}は作りません。{manifest.FILE} に記録のない、同じ名前のファイルがあります{files}",
        "人の書いたものなら、別の場所に移してください。前に作ったもので、失われてもよければ、--force を付けて実行してください",
        Place(_shown(paths[0], job)),
    )


def _tell_altered(judged: Judged, job: Job, problems: Problems) -> None:
    if judged.altered:
        problems.warning(
            "出力先",
            f"「{judged.assignment.name}」のファイルが、作った後で書き換えられています（{'、'.join(judged.altered)}）",
            "原稿のとおりに戻すなら --force を付けて実行してください",
            Place(_shown(judged.altered[0], job)),
        )


def _shown(path: str, job: Job) -> str:
    file = job.out / path
    return file.relative_to(job.root).as_posix() if file.is_relative_to(job.root) else file.as_posix()


def _guarded(
    assignments: Iterable[Assignment], records: dict[str, Record], job: Job, session: Session, problems: Problems
) -> list[Assignment]:
    """Those but for documents that an earlier build compared with a signed version which is gone, told as errors.

    Who gives a signature up deletes the documents that were made under it.
    """
    kept = []
    for assignment in assignments:
        record = records.get(assignment.name)
        if record is None or not any(source.name.endswith(SUFFIX) for source in record.sources):
            kept.append(assignment)
            continue
        path = signed_file(session.files, assignment.name)
        name = session.files.name(path)
        guarded = any(source.name == name for source in record.sources)
        if not guarded or store.is_there(path) or not _remains(record, job):
            kept.append(assignment)
            continue
        problems.error(
            "署名版",
            f"「{assignment.name}」の署名版がなくなっています",
            "控え（git など）から元に戻してください。固定をやめるなら、前に作った文書"
            f"（{'、'.join(o.path for o in record.outputs)}）を消してください",
            Place(name),
        )
    return kept


def _remains(record: Record, job: Job) -> bool:
    return any((job.out / output.path).exists() for output in record.outputs)
