"""renkei check: everything that a build would find wrong, and nothing written."""

from __future__ import annotations

from contextlib import suppress

import click

from pipeline.cli import document_names, status
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import documents as documents_of
from pipeline.project import linting, store
from pipeline.project.plan import Assignment
from pipeline.project.session import Session


@click.command(name="check", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1, shell_complete=document_names.complete)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def check(documents: tuple[str, ...], as_json: bool) -> None:
    """原稿を調べます（文書は作りません）。文書を省略すると、すべて調べます。"""
    session = status.open_session()
    problems = Problems()
    plan = status.make_plan(session, documents, problems)
    for assignment in plan.assignments:
        problems.extend(_check(assignment, session))
    linting.remarks(plan.assignments, session, problems)
    if as_json:
        status.show_json({"documents": [a.name for a in plan.assignments], "failed": list(plan.failed)}, problems.found)
    else:
        status.show(problems)
        if not problems.errors:
            click.echo(f"{len(plan.assignments)}文書を調べました。誤りはありません。")
    status.finish(problems)


def _check(assignment: Assignment, session: Session) -> Problems:
    found = Problems()
    with suppress(Rejected), store.reported(found, assignment.name):  # what was found is in the collector
        ready = documents_of.ready(assignment, session, found)
        documents_of.compiled(ready, session, documents_of.exporter(ready.original, session), found)
    return found
