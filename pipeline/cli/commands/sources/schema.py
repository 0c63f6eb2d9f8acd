"""renkei schema: the JSON Schema of a kind of source, for completion and checking in editors."""

from __future__ import annotations

import click

from pipeline.project.intake.schemas import NAMES, rendered
from pipeline.source.decode import nearest


@click.command(
    name="schema",
    options_metavar="[オプション]",
    help=f"種別（{'、'.join(NAMES)}）の原稿の書き方を JSON Schema で表示します。",
    short_help="原稿の書き方を JSON Schema で表示します。",
)
@click.argument("kind", metavar="種別")
def schema(kind: str) -> None:
    """The schema on standard output; the help above names every kind there is."""
    if kind not in NAMES:
        raise click.UsageError(f"「{kind}」という種別はありません。{nearest(kind, NAMES)}。")
    click.echo(rendered(kind).encode("utf-8"), nl=False)  # a file of an editor, whatever the console speaks
