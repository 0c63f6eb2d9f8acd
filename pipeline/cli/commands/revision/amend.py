"""renkei amend: a signed version and the source as it is now -> 変更協約書, 新旧対照表, 見え消し, change report."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from pipeline.cli import document_names, status
from pipeline.cli.days import read_day
from pipeline.cli.out_folder import force_option, out_option
from pipeline.diagnostics import Problems, Rejected
from pipeline.importing.open_revisions import Choice
from pipeline.papers.amendment_frame import Occasion
from pipeline.project import store
from pipeline.project.incremental.delivery import deliver
from pipeline.project.revision.amendment import Amendment, Order, amendment, law_of, tell_older
from pipeline.project.revision.partner_matrix import Unmade, matrix_files
from pipeline.project.revision.together import together_files
from pipeline.writers.docx.redline import Reviser

_AUTHOR = "変更案"


@click.command(name="amend", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True, shell_complete=document_names.complete)
@click.option(
    "--from",
    "base",
    metavar="ファイル",
    type=click.Path(path_type=Path),
    help="改める前の文（署名版、TXT、DOCX又はWebページ）。",
)
@click.option("--on", "day", metavar="日付", callback=read_day, help="変更協約の締結日。省略すると空欄にします。")
@click.option(
    "--effective", metavar="日付", callback=read_day, help="施行期日。附則の文言の {{ 施行期日 }} に入ります。"
)
@click.option("--supplement", metavar="文", multiple=True, help="附則に加える項（経過措置など）。何度でも書けます。")
@click.option(
    "--author", metavar="名前", default=_AUTHOR, show_default=True, help="見え消しに記す、直した者（課名など）。"
)
@click.option("--marked", metavar="日付", callback=read_day, help="見え消しに記す、直した日。省略すると記しません。")
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    help="--from のWord文書に変更履歴や取消線があるとき、承諾した文（accept）か元に戻した文（reject）か。",
)
@click.option(
    "--together",
    is_flag=True,
    help="全部の文書を一つの改め文で改めるもの（一括変更）も作ります。どの文書についても、当てて新しい文になることを確かめます。",
)
@click.option(
    "--lawxml", is_flag=True, help="変更協約書を法令標準XML（AmendProvision）でも書きます（--on が要ります）。"
)
@out_option()
@force_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def amend(  # noqa: PLR0913, PLR0917 - click hands over every option by its name
    documents: tuple[str, ...],
    base: Path | None,
    day: date | None,
    effective: date | None,
    supplement: tuple[str, ...],
    author: str,
    marked: date | None,
    revisions: Choice | None,
    together: bool,
    lawxml: bool,
    out: str,
    force: bool,
    as_json: bool,
) -> None:
    """署名版と今の原稿とを比べ、変更協約書、新旧対照表、見え消し、変更一覧、溶け込み後の文を作ります。

    改め文は、実際に署名版に当てて今の文になることを確かめてから書きます。確かめられなければ、理由を示して何も
    書きません。
    """
    session = status.open_session()
    problems = Problems()
    order = Order(base, Occasion(day, effective, supplement), Reviser(author, marked), revisions)
    assignments = status.make_plan(session, documents, problems).assignments
    law = law_of if lawxml else _no_law
    done: dict[str, Amendment] = {}
    made: dict[str, Mapping[str, bytes]] = {}
    failed: list[Unmade] = []
    for assignment in assignments:
        found = Problems()
        with suppress(Rejected), store.reported(found, assignment.name):  # what was found is in the collector
            result = amendment(assignment, order, session, found)
            made[assignment.name] = {**result.files, **law(result, order, found)}
            done[assignment.name] = result
        if assignment.name not in done:
            why = found.errors[0].message if found.errors else ""
            failed.append(Unmade(assignment.name, assignment.partner, why))
        problems.extend(found)
    files = {name: data for own in made.values() for name, data in own.items()} | matrix_files(done, failed)
    if together:
        with suppress(Rejected):  # what was found is in the collector
            files |= together_files(done, len(assignments), day, session.templates, problems)
    # Those of all documents at once: whoever is stopped has the papers of one day, and no mixture of two.
    written = list(files) if deliver(session.root / out, files, problems, force=force) else []
    for own in made.values() if written else ():
        tell_older(session.root / out, own, problems)
    if as_json:
        status.show_json({"files": written}, problems.found)
    else:
        for name in written:
            click.echo(f"{out}/{name}")
        status.show(problems)
    status.finish(problems)


def _no_law(_result: Amendment, _order: Order, _problems: Problems) -> Mapping[str, bytes]:
    return {}
