"""renkei check: everything that a build would find wrong, and nothing written."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import page_references
from pipeline.project.plan import Assignment
from pipeline.project.revision import signed


@click.command(name="check", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def check(documents: tuple[str, ...], as_json: bool) -> None:
    """原稿を調べます（文書は作りません）。文書を省略すると、すべて調べます。"""
    root = status.find_root()
    problems = Problems()
    plan = status.make_plan(root, documents, problems)
    for assignment in plan.assignments:
        problems.extend(_check(assignment, root))
    if as_json:
        status.show_json({"documents": [a.name for a in plan.assignments], "failed": list(plan.failed)}, problems.found)
    else:
        status.show(problems)
        if not problems.errors:
            click.echo(f"{len(plan.assignments)}文書を調べました。誤りはありません。")
    status.finish(problems)


def _check(assignment: Assignment, root: Path) -> Problems:
    found = Problems()
    with suppress(Rejected):  # what was found is in the collector
        signed.set_galley(page_references.with_pages(assignment, root, found), root, found)
    return found
