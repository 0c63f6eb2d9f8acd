"""What tests of papers for councils share: the shipped 圏域 of five, smaller ones, and papers as lines."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems, Rejected
from pipeline.galley.printed import PrintedLine, printed_lines
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.workshop import ROOT

AREA = "hoshikawa"
CITY, TOWNS = "星川市", ("月見町", "風早町", "雪野村", "花園村")
SESSIONS = {"星川市": "hoshikawa", "月見町": "tsukimi", "風早町": "kazahaya", "雪野村": "yukino", "花園村": "hanazono"}


def shipped(root: Path) -> Path:
    """A clerk's folder with the shipped 圏域: agreements signed and changed, five sessions; not the books of their papers."""
    shutil.copytree(
        ROOT / "sources" / AREA, root / "sources" / AREA, ignore=shutil.ignore_patterns("gianshu-*", "hikae*")
    )
    return root


def signed(root: Path) -> Path:
    """The same without sessions."""
    shipped(root)
    for path in (root / "sources" / AREA).glob("gikai-*.yaml"):
        path.unlink()
    return root


def unsigned(root: Path) -> Path:
    """The same agreements before anybody signed them: no signed versions, no day."""
    signed(root)
    shutil.rmtree(root / "sources" / AREA / "signed")
    path = root / "sources" / AREA / "kyoyaku.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("締結日: 令和2年3月25日", "締結日:\n基準日: 令和2年3月3日"),
        encoding="utf-8",
    )
    return root


def write(root: Path, name: str, text: str) -> None:
    """A source of the 圏域."""
    (root / "sources" / AREA / f"{name}.yaml").write_text(text, encoding="utf-8")


def sitting(body: str, matters: str, more: str = "") -> str:
    """A session of March of 令和8年; `matters` are lines of 案件."""
    head = f"種別: 議会\n会議名: 令和8年第1回{body}議会定例会\n議会: {body}\n会期: 令和8年3月2日～令和8年3月20日\n提出日: 令和8年3月2日\n"
    lines = "".join(f"    {line}\n" for line in matters.strip().split("\n"))
    return f"{head}{more}案件:\n  - {lines.lstrip()}"


def said(root: Path, name: str) -> tuple[tuple[PrintedLine, ...], Problems]:
    """The printed lines of a document (() if it is refused), and what was said of it."""
    session, problems = Session(root), Problems()
    chosen = [a for a in plan(session, (), problems).assignments if a.name == f"{AREA}/{name}"]
    if not chosen:
        return (), problems
    try:
        ready = documents.ready(chosen[0], session, problems)
        made = documents.compiled(ready, session, documents.exporter(ready.original, session), problems)
    except Rejected:
        return (), problems
    return printed_lines(made.galley), problems


def words(root: Path, name: str) -> str:
    """All words of a document that is made without a complaint."""
    lines, problems = said(root, name)
    assert not problems.errors, problems.errors
    return "\n".join(label + text for _, label, text in lines)


def codes(root: Path, name: str) -> list[str]:
    """The codes of the errors that stop a document."""
    lines, problems = said(root, name)
    assert bool(problems.errors) != bool(lines), "a document is made, or its errors are told"
    return [error.code for error in problems.errors]


def enclosed(root: Path, name: str) -> list[PrintedLine]:
    """The lines of what a bill or a notice encloses, its day left out: a bill is older than the signing."""
    lines, problems = said(root, name)
    assert not problems.errors, problems.errors
    start = next(n for n, (style, _, _) in enumerate(lines) if style == "題名")
    return [line for line in lines[start:] if line[0] != "締結日"]


def run(*arguments: str) -> Result:
    """A command in the folder where the test stands."""
    return CliRunner().invoke(cli, [*arguments], catch_exceptions=False)
