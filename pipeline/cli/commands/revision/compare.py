"""renkei compare: a recorded version and the source as it is now -> 新旧対照表, tracked changes, change list."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from pipeline.cli import document_names, status
from pipeline.cli.days import read_day
from pipeline.cli.out_folder import force_option, out_option
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import store
from pipeline.project.incremental.delivery import deliver
from pipeline.project.versions.comparing import comparison_of
from pipeline.writers.docx.redline import Reviser

_AUTHOR = "変更案"


@click.command(name="compare", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True, shell_complete=document_names.complete)
@click.option("--from", "base", metavar="版", default="", help="前の版。省略すると、最後に記録した版。")
@click.option("--to", metavar="版", default="", help="後の版。省略すると、今の原稿。")
@click.option(
    "--author", metavar="名前", default=_AUTHOR, show_default=True, help="見え消しに記す、直した者（課名など）。"
)
@click.option("--marked", metavar="日付", callback=read_day, help="見え消しに記す、直した日。省略すると記しません。")
@out_option()
@force_option()
def compare(
    documents: tuple[str, ...], base: str, to: str, author: str, marked: date | None, out: str, *, force: bool
) -> None:
    """記録した版（renkei freeze --as）と今の原稿とを比べ、新旧対照表、見え消し（変更履歴付きのDOCX）、変更一覧を作ります。

    どの種別の文書でも使えます。新旧対照表は変わるところだけを、見出しの下に、表は行ごとに並べ、額には増減を添えます。
    見え消しは、すべて承諾すると後の文、すべて元に戻すと前の文になります。条のある文書の改め文は renkei amend で作ります。
    """
    session = status.open_session()
    problems = Problems()
    reviser = Reviser(author, marked)
    for assignment in status.make_plan(session, documents, problems).assignments:
        with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
            found = comparison_of(assignment, base, to, reviser, session, problems)
            if deliver(session.root / out, found.files, problems, force=force):
                where = Path(out) / f"{assignment.name}-比較"
                click.echo(f"{where.as_posix()}（{len(found.report.entries)}か所）")
    status.show(problems)
    status.finish(problems)
