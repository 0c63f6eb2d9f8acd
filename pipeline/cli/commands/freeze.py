"""renkei freeze: a document as it is now -> its signed version under sources/<area>/signed/."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.cli.days import read_day
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.notation.dates import wareki
from pipeline.project import store
from pipeline.project.plan import Assignment
from pipeline.project.revision.signed import frozen_of, signed_path
from pipeline.provision import signed_version
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unreadable import UnreadableError


@click.command(name="freeze", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="署名版がもうあっても、今の文で置き換えます。")
@click.option(
    "--on", "day", metavar="日付", callback=read_day, help="変更協約の締結日。経緯に「変更 第n回」と記します。"
)
def freeze(documents: tuple[str, ...], again: bool, day: date | None) -> None:
    """締結した文書の文を、署名版として sources/（圏域）/signed/ に固定します。

    変更協約書（renkei amend）は、この署名版と今の原稿とを比べて作ります。変更協約を締結したら、--again と --on で今の文を
    固定し直します。--on がなければ、誤って固定したものを直したとみなし、経緯は変えません。
    """
    session = status.open_session()
    problems = Problems()
    for assignment in status.make_plan(session, documents, problems).assignments:
        with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
            _freeze(assignment, session.root, day, problems, replacing=again)
    status.show(problems)
    status.finish(problems)


def _freeze(assignment: Assignment, root: Path, day: date | None, problems: Problems, *, replacing: bool) -> None:
    path = signed_path(assignment)
    made = frozen_of(assignment, problems)
    try:
        before = signed_version.read((root / path).read_text(encoding="utf-8")) if store.is_there(root / path) else None
        if before is not None and before.lines != made.lines and not replacing:
            line = next((b for a, b in zip(before.lines, made.lines, strict=False) if a != b), "")
            problems.error(
                "署名版",
                f"「{assignment.name}」の署名版がもうあり、今の文と違います（「{line[:40]}」）",
                "変更協約書を作るなら renkei amend を、署名版が誤りなら --again を、変更協約を締結したなら --again --on 日付 を使ってください",
                Place(path.as_posix()),
            )
            return
        doubt = _doubt(before, made, day)
        if doubt is not None:
            problems.error("署名版", f"「{assignment.name}」: {doubt[0]}", doubt[1], Place(path.as_posix()))
            return
        text = signed_version.write(_with_history(before, made, day, assignment.original.profile.house.revising))
    except UnreadableError as error:
        problems.error("署名版", error.reason, "署名版のファイルと原稿を確かめてください", Place(path.as_posix()))
        return
    if store.save(root / path.parent, {path.name: text.encode("utf-8")}, problems):
        click.echo(f"{path.as_posix()}（SHA-256 {made.sha256[:12]}…）")


def _doubt(before: Frozen | None, made: Frozen, day: date | None) -> tuple[str, str] | None:
    """Why a day given with --on cannot be a day of the history, and the cure; None if it can, or if there is none."""
    if day is None:
        return None
    last = before.history[-1].day if before is not None and before.history else None
    if before is None:
        return (
            "署名版がまだないので、--on（変更協約の締結日）は付けられません",
            "初めて固定するときは --on を付けないでください",
        )
    if before.sha256 == made.sha256 and day != last:
        return (
            "文が署名版と同じなので、変更として経緯に加えられません",
            "原稿を新しい文に直してください。前に記した日の誤りなら、署名版のファイルの「経緯」の日を直してください",
        )
    if last is not None and day < last:
        return (
            f"{wareki.format(day)}は、経緯の最後の日（{wareki.format(last)}）より前です",
            "変更協約の締結日を確かめてください",
        )
    return None


def _with_history(before: Frozen | None, made: Frozen, day: date | None, word: str) -> Frozen:
    if before is None:
        return signed_version.signed(made)
    if day is None or before.sha256 == made.sha256:
        return signed_version.corrected(before, made)
    return signed_version.revised(before, made, day, word)
