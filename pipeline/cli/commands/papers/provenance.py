"""renkei provenance: what stands behind a document, as a page (履歴書) and as a statement for machines (in-toto)."""

from __future__ import annotations

from contextlib import suppress

import click

from pipeline.cli import document_names, status
from pipeline.cli.out_folder import force_option, out_option
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.papers.provenance_sheet import provenance_sheet
from pipeline.project import manifest, store
from pipeline.project.export.exporter import USUAL, Exporter, complete
from pipeline.project.export.templates import BASE
from pipeline.project.incremental.delivery import deliver
from pipeline.project.manifest import Record
from pipeline.project.plan import Assignment
from pipeline.project.provenance.gather import origins
from pipeline.project.provenance.statement import statement
from pipeline.project.session import Session


@click.command(name="provenance", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True, shell_complete=document_names.complete)
@click.option("--of", "out", metavar="フォルダ", default="build", show_default=True, help="renkei build の出力先。")
@out_option("-o", "--out", "goal", default="provenance", told="履歴書を書くフォルダ。")
@force_option()
@click.option("--in-toto", "in_toto", is_flag=True, help="機械のための記録（in-toto Statement v1）も書きます。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def provenance(documents: tuple[str, ...], out: str, goal: str, *, force: bool, in_toto: bool, as_json: bool) -> None:
    """文書の履歴書（原稿、事実、ひな形、締結と変更、版、承認、ファイルと、その SHA-256）を、DOCX・PDF・TXT で書きます。

    原稿のフォルダと、作ったものの記録（manifest.json）にあることだけを書きます。先に renkei build を実行してください。
    """
    session, problems = status.open_session(), Problems()
    made: list[str] = []
    records = {record.id: record for record in manifest.read(session.root / out)}
    assignments = status.make_plan(session, documents, problems).assignments
    if not records and manifest.is_unreadable(session.root / out):
        _tell_unreadable(out, problems)
        assignments = ()
    for assignment in assignments:
        found = Problems()
        with suppress(Rejected), store.reported(found, assignment.name):  # what was found is in the collector
            record = records.get(assignment.name)
            if record is None:
                _tell_unmade(assignment.name, out, found)
            files = _files(assignment, session, record, in_toto, found)
            if deliver(session.root / goal, files, found, force=force):
                made += files
        problems.extend(found)
    if as_json:
        status.show_json({"files": made}, problems.found)
    else:
        for name in made:
            click.echo(f"{goal}/{name}")
        status.show(problems)
    status.finish(problems)


def _tell_unreadable(out: str, problems: Problems) -> None:
    problems.error(
        "履歴書",
        f"{out}/{manifest.FILE} を読めない（途中で切れているか、新しい版の renkei が書いたものか、読取りの権限がない）ので、書きません",
        "控えから元に戻すか、新しい版の renkei を使ってください",
        Place(f"{out}/{manifest.FILE}"),
    )


def _tell_unmade(name: str, out: str, problems: Problems) -> None:
    problems.warning(
        "履歴書",
        f"「{name}」は、まだ作っていません。できたファイルとひな形のことは書けません",
        "renkei build で作ってから、もう一度実行してください",
        Place(f"{out}/{manifest.FILE}"),
    )


def _files(
    assignment: Assignment, session: Session, record: Record | None, in_toto: bool, problems: Problems
) -> dict[str, bytes]:
    told = origins(assignment, session, record, problems)
    sheet = provenance_sheet(told, assignment.original.profile.house, None)
    printer = Exporter(BASE, session.templates)
    files = complete(({f"{assignment.name}-履歴書.{f}": printer.print(sheet, f, problems)} for f in USUAL), problems)
    if in_toto and record is not None:
        files[f"{assignment.name}.intoto.json"] = statement(record)
    return files
