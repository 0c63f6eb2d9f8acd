"""Entry of the command: subcommands, and the last stand where a fault of ours becomes exit status 3."""

from __future__ import annotations

import gettext
import io
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.cli.amend import amend
from pipeline.cli.build import build
from pipeline.cli.check import check
from pipeline.cli.consolidate import consolidate
from pipeline.cli.diff import diff
from pipeline.cli.freeze import freeze
from pipeline.cli.import_ import import_
from pipeline.cli.listing import listing
from pipeline.cli.new_table import new_table
from pipeline.cli.normalize import normalize
from pipeline.cli.schema import schema
from pipeline.cli.status import BUG
from pipeline.cli.template import template


@click.group(
    options_metavar="[オプション]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="renkei", message="%(prog)s %(version)s", help="版を表示する。"
)
def cli() -> None:
    """原稿（sources/）から、連携協約書などの公文書を DOCX・PDF・TXT で作ります。"""


for command in (
    build,
    check,
    listing,
    freeze,
    amend,
    consolidate,
    diff,
    import_,
    new_table,
    normalize,
    schema,
    template,
):
    cli.add_command(command)


def _speak_japanese() -> None:
    """Click's own words (usage, unknown options) in Japanese, through the catalogue that click looks for."""
    os.environ["LANGUAGE"] = "ja"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


def main() -> NoReturn:
    """Runs the command line and exits: 0 done, 1 problems in sources or templates, 2 wrong command line, 3 our bug."""
    _speak_japanese()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks 髙 shows \\u9ad9 instead of failing
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except Exception:
        traceback.print_exc()
        click.echo("プログラムの不具合です。上の内容を添えて開発者に知らせてください。", err=True)
        sys.exit(BUG)
    sys.exit(0)
