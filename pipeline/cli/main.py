"""Entry of the command: subcommands, and the last stand where a fault of ours becomes exit status 3."""

from __future__ import annotations

import gettext
import io
import os
import sys
import traceback
from pathlib import Path
from pkgutil import resolve_name
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.cli.status import BUG

# Command -> its function in the module of that name: imported when it is called for, since the writers that some of
# them need take longer to load than others take to run.
_COMMANDS = {
    "build": "build:build",
    "check": "check:check",
    "list": "listing:listing",
    "freeze": "freeze:freeze",
    "amend": "amend:amend",
    "consolidate": "consolidate:consolidate",
    "diff": "diff:diff",
    "import": "import_:import_",
    "new-table": "new_table:new_table",
    "normalize": "normalize:normalize",
    "schema": "schema:schema",
    "template": "template:template",
}


class _Commands(click.Group):
    """A group that loads a command when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = resolve_name(f"pipeline.cli.commands.{_COMMANDS[cmd_name]}")
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Commands,
    options_metavar="[オプション]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="renkei", message="%(prog)s %(version)s", help="版を表示する。"
)
def cli() -> None:
    """原稿（sources/）から、連携協約書などの公文書を DOCX・PDF・TXT で作ります。"""


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
