"""renkei freeze: a document as it is now -> its signed version under sources/<area>/signed/."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli import document_names, status
from pipeline.cli.days import read_day
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import store
from pipeline.project.revision.freezing import Freezing, frozen_file
from pipeline.project.session import Session
from pipeline.project.versions.issuing import Issue, issued


@click.command(name="freeze", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True, shell_complete=document_names.complete)
@click.option("--again", is_flag=True, help="署名版がもうあっても、今の文で置き換えます。")
@click.option(
    "--on", "day", metavar="日付", callback=read_day, help="変更協約の締結日。経緯に「変更 第n回」と記します。"
)
@click.option(
    "--amendment",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    help="締結した改め文（改め文.txt）。署名版に当てて今の文になることを確かめ、経緯に残します。",
)
@click.option(
    "--as",
    "name",
    metavar="版",
    help="版として記録する名前（素案、議決、公表、改訂1など）。どの種別の文書にも使えます。",
)
@click.option(
    "--unfilled",
    is_flag=True,
    help="〇〇、未定、見本の氏名などが残っていても、そのままの文で締結したものとして固定します。",
)
@click.option("--number", metavar="番号", default="", help="--as のとき、議案などの番号（議案第12号）。")
def freeze(
    documents: tuple[str, ...],
    again: bool,
    day: date | None,
    amendment: Path | None,
    name: str | None,
    unfilled: bool,
    number: str,
) -> None:
    """締結した文書の、印刷される全部の文を、署名版として sources/（圏域）/signed/ に固定します。

    表紙、題名、締結日、職名、氏名を含めて、一字でも違えば renkei build が誤りとして知らせます。
    変更協約書（renkei amend）は、この署名版と今の原稿とを比べて作ります。変更協約を締結したら、--again と --on で今の文を
    固定し直します（--amendment で締結した改め文を添えてください）。それからは renkei build が、変更の日を記し記名のない
    溶け込み版を作ります。--on がなければ、誤って固定したものを直したとみなし、経緯は変えず、前の文も署名版に残します。

    --as 版 を付けると、どの種別の文書でも、その日（--on）の版として sources/（圏域）/versions/（文書）/ に記録します。
    前の版は残り、原稿はその後も直せます。記録した版は「文書@版」の名前で renkei diff、renkei compare に使えます。
    """
    session = status.open_session()
    problems = Problems()
    if name is not None:
        _issue(documents, _asked(name, day, number, correcting=again, amendment=amendment), session, problems)
    if number:
        raise click.UsageError("--number は、--as 版 と一緒に使ってください。")
    order = Freezing(day, amendment, again, unfilled)
    for assignment in status.make_plan(session, documents, problems).assignments:
        with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
            path, made, text = frozen_file(assignment, order, session, problems)
            was = session.files.bytes_of(session.root / path)
            if store.rewrite(session.root / path, text.encode("utf-8"), problems, instead_of=was):
                click.echo(f"{path.as_posix()}（SHA-256 {made.sha256[:12]}…）")
    status.show(problems)
    status.finish(problems)


def _asked(name: str, day: date | None, number: str, *, correcting: bool, amendment: Path | None) -> Issue:
    if amendment is not None:
        raise click.UsageError("--amendment は署名版のもので、--as とは一緒に使えません。")
    if day is None:
        raise click.UsageError("版には日が要ります。--on 令和8年1月10日 のように付けてください。")
    return Issue(name, day, number, correcting)


def _issue(documents: tuple[str, ...], issue: Issue, session: Session, problems: Problems) -> NoReturn:
    """Records a version of each document; ends the command."""
    for assignment in status.make_plan(session, documents, problems).assignments:
        with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
            path, made, text = issued(assignment, issue, session, problems)
            if store.rewrite(session.root / path, text.encode("utf-8"), problems, instead_of=None):
                click.echo(
                    f"{path.as_posix()}（印刷の SHA-256 {made.words_sha256[:12]}…、前の版から{len(made.changes)}か所）"
                )
    status.show(problems)
    status.finish(problems)
