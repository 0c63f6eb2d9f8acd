"""renkei export: documents -> files that other systems read (法令標準XML), and what of the paper they do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import click

from pipeline.cli import document_names, status
from pipeline.cli.out_folder import force_option, out_option
from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.late.dataclass import dataclass
from pipeline.project import documents as documents_of
from pipeline.project import store
from pipeline.project.incremental.delivery import deliver
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.writers import lawxml
from pipeline.writers.lawxml import Flavour, Law

_FORMATS = ("lawxml",)


@dataclass(frozen=True, slots=True)
class _Exported:
    """A file that was written, below the folder."""

    name: str
    law: Law


@click.command(name="export", options_metavar="[オプション]")
@click.argument("documents", metavar="文書...", nargs=-1, required=True, shell_complete=document_names.complete)
@click.option(
    "--format",
    "format_",
    metavar="形式",
    type=click.Choice(_FORMATS),
    required=True,
    help="書き出す形式。lawxml は法令標準XML（第3版）です。",
)
@out_option("-o", "--out", default="export", told="書き出すフォルダ。")
@force_option()
@click.option(
    "--strict",
    is_flag=True,
    help="横書きであること、条の番号の後の見出しも書きます（Lawtext で読み書きするなら付けません）。",
)
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def export(documents: tuple[str, ...], format_: str, out: str, *, force: bool, strict: bool, as_json: bool) -> None:
    """協約、協定、規約、例規などを、例規のシステムが読む法令標準XMLに書き出します。

    字句は DOCX・PDF・TXT と同じです。XMLに書く所のないもの（表紙、頁の体裁など）は「写さなかったもの」として示します。
    """
    del format_
    session, problems = status.open_session(), Problems()
    plan = status.make_plan(session, documents, problems)
    made = [
        e for a in plan.assignments if (e := _export(a, "厳密" if strict else "標準", session, problems)) is not None
    ]
    files = {exported.name: exported.law.data for exported in made}
    written = made if made and deliver(session.root / out, files, problems, force=force) else []
    if as_json:
        status.show_json({"documents": [_record(e) for e in written], "failed": list(plan.failed)}, problems.found)
    else:
        _show(written, out)
        status.show(problems)
    status.finish(problems)


def _export(assignment: Assignment, flavour: Flavour, session: Session, problems: Problems) -> _Exported | None:
    """The file of one document; None after an error."""
    found = Problems()
    try:
        with suppress(Rejected), store.reported(found, assignment.name):  # what was found is in the collector
            made, _ = documents_of.whole(assignment, session, found)
            law = lawxml.write(made, flavour)
            return _Exported(f"{assignment.name}.xml", law)
    except lawxml.UnheldError as error:
        found.error(
            "法令XML",
            f"「{assignment.name}」: {error.reason}",
            error.cure,
            Place(f"sources/{assignment.original.id}.yaml"),
        )
    finally:
        problems.extend(found)
    return None


def _show(written: Sequence[_Exported], out: str) -> None:
    for exported in written:
        click.echo(f"{out}/{exported.name}")
        for omission in exported.law.omitted:
            click.echo(f"  写さなかったもの: {omission.what}" + (f"「{omission.words}」" if omission.words else ""))
    click.echo(f"{len(written)}文書を書き出しました。")


def _record(exported: _Exported) -> dict[str, object]:
    """A file for machines."""
    omitted = [{"what": o.what, "words": o.words} for o in exported.law.omitted]
    return {"file": exported.name, "omitted": omitted}
