"""renkei watch: sources that are being edited -> documents made again as they are saved, errors told at once."""

from __future__ import annotations

import time

import click

from pipeline.cli import document_names, status
from pipeline.cli.formats import read_formats
from pipeline.cli.out_folder import out_option
from pipeline.diagnostics import Problems
from pipeline.project.batch.run import Job
from pipeline.project.batch.watching import Seen, Watch
from pipeline.project.export.exporter import USUAL, Format
from pipeline.project.plan import UnknownDocumentError

_EVERY_S = 1.0


@click.command(name="watch", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1, shell_complete=document_names.complete)
@out_option()
@click.option(
    "--format",
    "formats",
    metavar="形式",
    default=(",".join(USUAL),),
    show_default=True,
    multiple=True,
    callback=read_formats,
    help="作る形式（コンマ区切り）。",
)
def watch(documents: tuple[str, ...], out: str, formats: tuple[Format, ...]) -> None:
    """原稿を保存するたびに、関わる文書を作り直します。誤りはその場で示します。Ctrl-C で終わります。"""
    session = status.open_session()
    status.make_plan(session, documents, Problems())  # names that nothing answers to end the command
    watched = Watch(session, Job(session.root, session.root / out, formats), documents)
    click.echo("原稿を見ています。Ctrl-C で終わります。")
    while True:
        try:
            seen = watched.look()
        except UnknownDocumentError as error:  # a source that is just being renamed
            click.echo(f"「{'、'.join(error.names)}」という文書が、今はありません。")
            seen = None
        if seen is not None:
            _tell(seen, out)
        time.sleep(_EVERY_S)


def _tell(seen: Seen, out: str) -> None:
    """One line for each document, then what is wrong."""
    reasons = {judged.assignment.name: judged.reason for judged in seen.decision.todo}
    for outcome in seen.report.outcomes:
        what = f"作りました: {out}/{outcome.name}" if outcome.record is not None else f"作れません: {outcome.name}"
        click.echo(f"{what}（{reasons[outcome.name]}）")
        if outcome.bug is not None:
            click.echo(f"プログラムの不具合です。\n{outcome.bug}", err=True)
    if not seen.report.outcomes and not seen.problems.errors:
        click.echo("変わった文書はありません。")
    status.show(seen.problems)
