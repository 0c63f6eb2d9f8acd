"""Entry of the command: subcommands, and the last stand where a fault of ours becomes exit status 3."""

from __future__ import annotations

import errno
import gettext
import io
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli.exits import BUG, DONE, PROBLEMS
from pipeline.cli.help_lines import HELP_LINES
from pipeline.cli.layout import JapaneseContext, told_in_japanese
from pipeline.version import __version__

# Command -> its function in the module of that name: imported when it is called for, since the writers that some of
# them need take longer to load than others take to run.
_COMMANDS = {
    "init": "sources.init:init",
    "build": "papers.build:build",
    "watch": "papers.watch:watch",
    "verify": "papers.verify:verify",
    "check": "papers.check:check",
    "list": "papers.listing:listing",
    "dates": "papers.dates:dates",
    "errata": "papers.errata:errata",
    "freeze": "revision.freeze:freeze",
    "compare": "revision.compare:compare",
    "amend": "revision.amend:amend",
    "consolidate": "revision.consolidate:consolidate",
    "export": "papers.export:export",
    "sign": "papers.sign:sign",
    "provenance": "papers.provenance:provenance",
    "diff": "revision.diff:diff",
    "review": "revision.review:review",
    "import": "sources.import_:import_",
    "new-table": "sources.new_table:new_table",
    "lint": "papers.lint:lint",
    "lsp": "sources.lsp:lsp",
    "normalize": "sources.normalize:normalize",
    "explain": "sources.explain:explain",
    "schema": "sources.schema:schema",
    "serve": "papers.serve:serve",
    "template": "sources.template:template",
    "doctor": "program.doctor:doctor",
    "completion": "program.completion:completion",
}
# They end by themselves, as their libraries do.
_SERVERS = ("serve", "lsp")
# A key may have an empty password.
_MAY_BE_EMPTY = ("--password",)
# They ask no file for its name.
_WITHOUT_FILES = ("doctor", "explain", "schema", "completion")
# How the system refuses what is printed; files have names, standard output has none.
_OUTPUT_LOST = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL}


class _Commands(click.Group):
    """A group that loads a command when it is named."""

    context_class = JapaneseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        del ctx
        return list(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each command; a command that has none there is loaded for its own."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        rows = []
        for name in names:
            line = HELP_LINES.get(name)
            if line is None:
                command = self.get_command(ctx, name)
                line = command.get_short_help_str(room) if command is not None else ""
            rows.append((name, line))
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command = getattr(import_module(f"pipeline.cli.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return told_in_japanese(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; an empty value is most often a variable of the shell that nobody set."""
        for before, value in zip(["", *args], args, strict=False):
            name, _, given = value.partition("=")
            if value == "" and before not in _MAY_BE_EMPTY:
                told = f"「{before}」の値" if before.startswith("-") else "引数の一つ"
                ctx.fail(f"{told}が空です。値を書くか、消してください（シェルの変数が空でないか確かめてください）。")
            if value.startswith("--") and value.endswith("=") and not given and name not in _MAY_BE_EMPTY:
                ctx.fail(
                    f"「{name}」の値が空です。値を書くか、消してください（シェルの変数が空でないか確かめてください）。"
                )
        named, command, rest = super().resolve_command(ctx, args)
        if command is not None and not all(map(str.isascii, rest)):
            self._refuse_wide(ctx, command, rest)
        return named, command, rest

    @staticmethod
    def _refuse_wide(ctx: click.Context, command: click.Command, rest: list[str]) -> None:
        from pipeline.cli.usage import wide_option  # noqa: PLC0415 - few command lines hold more than ASCII

        own = command.commands.get(rest[0], command) if isinstance(command, click.Group) else command
        wide = wide_option(rest, own)
        if wide is not None:
            raise click.UsageError(wide, command.make_context(command.name, [], ctx, resilient_parsing=True))


@click.group(
    cls=_Commands,
    options_metavar="[オプション]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="renkei", message="%(prog)s %(version)s", help="版を表示する。"
)
@click.pass_context
def cli(context: click.Context) -> None:
    """原稿（sources/）から、連携協約書などの公文書を DOCX・PDF・TXT で作ります。"""
    if context.invoked_subcommand not in _SERVERS:
        _stop_as_ctrl_c_does()
    if context.invoked_subcommand not in _WITHOUT_FILES and not _can_name_files():
        raise click.UsageError(
            f"この端末の設定（{sys.getfilesystemencoding()}）では、日本語の名前のファイルを読み書きできません。"
            "環境変数 PYTHONUTF8=1 を設定してから実行してください。"
        )
    _settle(Path())


def _can_name_files() -> bool:
    """Whether names of files can be Japanese: not in the locale C, where Python is told not to take it for UTF-8."""
    try:
        os.fsencode("半角")
    except UnicodeEncodeError:
        return False
    return True


def _settle(folder: Path) -> None:
    """What a killed command left half done among the sources is as before, whatever the next one reads of it."""
    from pipeline.project.placing.left import left_among_sources  # noqa: PLC0415 - it imports next to nothing

    found = left_among_sources(folder)
    if found:
        from pipeline.cli.status import show  # noqa: PLC0415
        from pipeline.diagnostics import Problems  # noqa: PLC0415
        from pipeline.project.store import settle  # noqa: PLC0415

        problems = Problems()
        settle(problems, *found)
        show(problems)


def _stop_as_ctrl_c_does() -> None:
    """Whoever ends the command or closes its window leaves the files of a paper all new or all as before."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            with suppress(ValueError):  # in another thread than the first
                signal.signal(number, signal.default_int_handler)


def speak_japanese() -> None:
    """Click's own words (usage, unknown options) in Japanese, through the catalogue that click looks for."""
    os.environ["LANGUAGE"] = "ja"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


def main() -> NoReturn:
    """Runs the command line and exits: 0 done, 1 problems in sources, templates or on the disk, 2 wrong command line, 3 our bug."""
    speak_japanese()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks 髙 shows \\u9ad9 instead of failing
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_ended())


def _ended() -> int | str | None:
    """The status; what the disk refused is told in the same words whichever command met it."""
    try:
        status = _run()
        if sys.stdout is not None and not sys.stdout.closed:  # an editor's server closes it when it ends
            sys.stdout.flush()
    except BrokenPipeError:  # the reader had enough: renkei list | head
        _let_go_of_output()
        return PROBLEMS
    except OSError as error:
        lost = error.filename is None and error.errno in _OUTPUT_LOST
        if lost:
            _let_go_of_output()
        _tell(error, "画面の出力先（標準出力）" if lost else _where())
        return PROBLEMS
    except Exception:
        import traceback  # noqa: PLC0415 - as all that only a failure needs

        traceback.print_exc()
        click.echo("プログラムの不具合です。上の内容を添えて開発者に知らせてください。", err=True)
        return BUG
    else:
        return status


def _where() -> str:
    """What an error is of whose system names no file: the folder in which the command runs, if that has gone."""
    try:
        os.getcwd()  # noqa: PTH109 - Path would do the same
    except OSError:
        return "今いるフォルダ"
    return "renkei"


def _tell(error: OSError, where: str) -> None:
    from pipeline.cli.status import show  # noqa: PLC0415
    from pipeline.diagnostics import Problems  # noqa: PLC0415
    from pipeline.diagnostics.system import report  # noqa: PLC0415

    problems = Problems()
    report(error, where, problems)
    with suppress(OSError):  # of a standard error that is full too
        show(problems)


def _run() -> int | str | None:
    try:
        done = cli(standalone_mode=False)
    except SystemExit as end:
        return end.code
    except click.ClickException as error:
        from pipeline.cli import usage  # noqa: PLC0415

        usage.show(error)
        return error.exit_code
    except click.Abort:
        click.echo("中止しました。", err=True)
        return PROBLEMS
    return done if isinstance(done, int) else DONE


def _let_go_of_output() -> None:
    """Standard output takes nothing more; Python would fail on it once more at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
