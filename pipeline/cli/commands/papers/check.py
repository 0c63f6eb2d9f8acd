"""renkei check: everything that a build would find wrong, and nothing written."""

from __future__ import annotations

import click

from pipeline.cli import document_names, status
from pipeline.crosscheck import report as cross_report
from pipeline.crosscheck.facts import Checked
from pipeline.diagnostics import Problems
from pipeline.project import linting
from pipeline.project.checking import areas, making
from pipeline.project.plan import Plan
from pipeline.project.session import Session


@click.command(name="check", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書]...", nargs=-1, shell_complete=document_names.complete)
@click.option("--all", "compare", is_flag=True, help="圏域の文書どうしを照らし合わせ、食い違いも調べます。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def check(documents: tuple[str, ...], compare: bool, as_json: bool) -> None:
    """原稿を調べます（文書は作りません）。文書を省略すると、すべて調べます。

    --all を付けると、名前、日付、市町村や事業の数、事業費、指標、法令の番号、別表と事業を、圏域の文書どうしで照らし合わせます。
    """
    session = status.open_session()
    problems = Problems()
    plan = status.make_plan(session, documents, problems)
    for assignment in plan.assignments:
        problems.extend(making.found(assignment, session))
    checked = _compared(plan, session, problems) if compare else ()
    linting.remarks(plan.assignments, session, problems)
    if as_json:
        content = {"documents": [a.name for a in plan.assignments], "failed": list(plan.failed)}
        more = {"crosscheck": [cross_report.record(c) for c in checked]} if compare else {}
        status.show_json({**content, **more}, problems.found)
    else:
        status.show(problems)
        if not problems.errors:
            click.echo(f"{len(plan.assignments)}文書を調べました。誤りはありません。")
        for line in (line for each in checked for line in cross_report.lines(each)):
            click.echo(line)
    status.finish(problems, findings=any(c.contradictions for c in checked))


def _compared(plan: Plan, session: Session, problems: Problems) -> tuple[Checked, ...]:
    """The areas of the documents, each compared as a whole; contradictions are among the problems."""
    failed = {name.partition("/")[0] for name in plan.failed}
    names = {a.original.path.parent.name for a in plan.assignments} | failed
    checked = areas.check_areas(names, session)
    for each in checked:
        problems.extend(each.problems)
        areas.tell(each.contradictions, problems)
    return checked
