"""Exit statuses and the showing of problems, the same for every command."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli.exits import BUG, DONE, PROBLEMS
from pipeline.diagnostics import Diagnostic, Problems
from pipeline.diagnostics.here import told_from_here
from pipeline.diagnostics.render import human, record, summary
from pipeline.project.plan import Plan, UnknownDocumentError, plan
from pipeline.project.session import Session
from pipeline.source.decode import nearest

# Nobody reads more at once.
MOST_SHOWN = 50
# A larger file is no paper.
_MOST_READ = 100_000_000


def open_session() -> Session:
    """The folder where the clerk stands, if there are sources; otherwise the command line is wrong."""
    root = Path.cwd()
    if not (root / "sources").is_dir():
        above = above_here(root)
        if above is not None:
            raise click.UsageError(
                f"原稿（sources）は上のフォルダにあります。「cd {above}」で移ってから実行してください。"
            )
        raise click.UsageError(
            "ここに sources フォルダがありません。原稿のあるフォルダに移ってから実行してください。"
            "これから始めるときは「renkei init」です。"
        )
    return Session(root)


def above_here(folder: Path) -> str | None:
    """The way up (../..) to the folder of sources that a folder lies in; None if it lies in none."""
    for steps, parent in enumerate(folder.parents, 1):
        if any((parent / "sources").glob("*/area.yaml")):
            return "/".join([".."] * steps)
    return None


def refuse_within(folder: Path) -> None:
    """Nobody begins anew among the sources of another folder: two of them would be built apart. Ends the command."""
    above = above_here(folder) if not (folder / "sources").is_dir() else None
    if above is not None:
        raise click.UsageError(
            f"ここは、すでに原稿（sources）のあるフォルダ（{above}）の中です。そこに加えるなら「cd {above}」で移ってから、"
            "別に始めるなら、その外にフォルダを作って実行してください。"
        )


def make_plan(session: Session, names: tuple[str, ...], problems: Problems) -> Plan:
    """The plan for the documents named on the command line; unknown names end the command."""
    try:
        return plan(session, names, problems)
    except UnknownDocumentError as error:
        name = error.names[0]
        _tell_file(name)
        raise click.UsageError(f"「{name}」という文書はありません。{nearest(name, error.known)}。") from error


def _tell_file(name: str) -> None:
    """A file that is there is no misspelt name of a document: what it is and what is wanted. Ends the command."""
    from pipeline.notation.file_form import instead_of  # noqa: PLC0415 - zipfile is loaded where a name is a file

    path = Path(name)
    found = instead_of("docx", path.read_bytes()) if path.is_file() and path.stat().st_size < _MOST_READ else None
    if found is not None:
        raise click.UsageError(f"「{name}」は{found[0]}なので、ここでは読めません。{found[1]}。")


def show(problems: Problems) -> None:
    """The first problems on standard error, errors last, so that they are what the clerk sees; then how many there are."""
    errors = problems.errors[:MOST_SHOWN]
    shown = (*problems.warnings[: MOST_SHOWN - len(errors)], *errors)
    here = _here()
    click.echo("".join(f"{human(told_from_here(one, here))}\n\n" for one in shown), err=True, nl=False)
    if len(shown) < len(problems.found):
        click.echo(f"ほかに{len(problems.found) - len(shown)}件あります（上のものを直すと、続きが出ます）", err=True)
    if problems.found:
        click.echo(summary(problems.found), err=True)
    if problems.silenced:
        click.echo(f"ほかに、原稿に理由を書いて止めた注意が{len(problems.silenced)}件あります", err=True)


def show_json(content: Mapping[str, object], diagnostics: Iterable[Diagnostic]) -> None:
    """One JSON object on standard output: what the command says, and the problems."""
    here = _here()
    echo_json({**content, "diagnostics": [record(told_from_here(d, here)) for d in diagnostics]})


def _here() -> str:
    """Where the clerk stands; "" if that folder is gone."""
    try:
        return Path.cwd().as_posix()
    except OSError:
        return ""


def echo_json(value: object) -> None:
    """JSON on standard output; where that cannot show every character (cp932 has no 𠮷), JSON's own escapes stand for all."""
    encoding = (sys.stdout.encoding or "ascii") if sys.stdout is not None else "utf-8"
    narrow = "utf" not in encoding.lower()
    click.echo(json.dumps(value, ensure_ascii=narrow, indent=1))


def finish(problems: Problems, *, bugs: bool = False, findings: bool = False) -> NoReturn:
    """Ends the command with the status that its problems call for."""
    sys.exit(BUG if bugs else PROBLEMS if problems.errors or findings else DONE)
