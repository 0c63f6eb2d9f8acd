"""renkei list: the documents of a folder, their sources and where they go."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

import click

from pipeline.cli import document_names, status
from pipeline.cli.out_folder import out_option
from pipeline.diagnostics import Problems, Rejected
from pipeline.late.dataclass import dataclass
from pipeline.project import documents as compiling
from pipeline.project import store
from pipeline.project.export.exporter import USUAL
from pipeline.project.plan import Assignment
from pipeline.project.session import Session


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list shows it; `title` None if its source has errors."""

    id: str
    kind: str
    title: str | None
    partner: str | None
    sources: tuple[str, ...]
    outputs: tuple[str, ...]


@click.command(name="list", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1, shell_complete=document_names.complete)
@out_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def listing(documents: tuple[str, ...], out: str, as_json: bool) -> None:
    """文書の一覧（名前、種別、題名、原稿、出力先）を表示します。"""
    session = status.open_session()
    problems = Problems()
    plan = status.make_plan(session, documents, problems)
    rows = [_listed(a, session, out, problems) for a in plan.assignments]
    if as_json:
        status.show_json({"documents": [asdict(r) for r in rows], "failed": list(plan.failed)}, problems.found)
    else:
        for row in rows:
            click.echo(f"{row.id}\n  種別 {row.kind}\n  題名 {row.title or '（原稿に誤りがあり、決まりません）'}")
            click.echo(f"  原稿 {'、'.join(row.sources)}\n  出力 {'、'.join(row.outputs)}")
        status.show(problems)
    status.finish(problems)


def _listed(assignment: Assignment, session: Session, out: str, problems: Problems) -> Listed:
    found = Problems()
    title = None
    with suppress(Rejected), store.reported(found, assignment.name):  # what was found is in the collector
        title = compiling.particulars(assignment, session, found).title
    problems.extend(found)
    original = assignment.original
    return Listed(
        id=assignment.name,
        kind=original.kind.name,
        title=title,
        partner=assignment.partner,
        sources=tuple(i.name for i in original.inputs),
        outputs=tuple(f"{out}/{assignment.name}.{name}" for name in USUAL),
    )
