"""renkei diff: two versions of an agreement -> what changes between them, in the terminal and as a page."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.build import store
from pipeline.build.bases import read_base
from pipeline.build.signed import frozen_of
from pipeline.cli import status
from pipeline.diagnostics import Problems, Rejected
from pipeline.revise.align import align
from pipeline.revise.manner import Manner
from pipeline.revise.provision import Provision
from pipeline.revise.report import Entry, Report, report
from pipeline.revise.words import differences
from pipeline.writers import html

_FILES = (".txt", ".json", ".docx")


@click.command(name="diff", options_metavar="[オプション]")
@click.argument("old", metavar="前")
@click.argument("new", metavar="後")
@click.option("--html", "page", metavar="ファイル", type=click.Path(path_type=Path), help="変更一覧を書き出すHTML。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def diff(old: str, new: str, page: Path | None, as_json: bool) -> None:
    """二つの協約の文を比べ、変わるところを示します。

    比べるものは、文書の名前（aomori/kyoyaku-蓬田村）、署名版（JSON）、平文（TXT）、Word文書（DOCX）のどれでも指定できます。
    """
    problems = Problems()
    before, after = _read(old, problems), _read(new, problems)
    found = None
    if before is not None and after is not None:
        found = report(align(before[0], after[0]), after[1])
        if page is not None:
            made = html.report_page(f"{after[0].title}変更一覧", found)
            store.save(page.parent, {page.name: made.encode("utf-8")})
    if as_json:
        status.show_json(asdict(found) if found is not None else {}, problems.found)
    else:
        if found is not None:
            _show(found)
        status.show(problems)
    status.finish(problems)


def _read(name: str, problems: Problems) -> tuple[Provision, Manner] | None:
    """A file by its ending, else a document of the sources; None after an error."""
    if name.lower().endswith(_FILES):
        found = Problems()
        read = read_base(Path(name), found)
        problems.extend(found)
        return read
    plan = status.make_plan(status.find_root(), (name,), problems)
    if len(plan.assignments) > 1:
        names = "、".join(a.name for a in plan.assignments)
        raise click.UsageError(f"「{name}」は一つの文書ではありません。{names} のどれかを指定してください。")
    found = Problems()
    try:
        made = [frozen_of(assignment, found) for assignment in plan.assignments]
    except Rejected:
        made = []
    problems.extend(found)
    return (made[0].provision, made[0].manner) if made else None


def _show(found: Report) -> None:
    for entry in found.entries:
        place = (
            entry.place_old
            if entry.place_old == entry.place_new
            else f"{entry.place_old or '（新設）'} → {entry.place_new or '（削る）'}"
        )
        click.echo(f"{place}  {entry.kind}{'（自動）' if entry.automatic else ''}")
        for line in _words(entry):
            click.echo(f"    {line}")
    for guess in found.guesses:
        click.echo(f"{guess.place_old} と {guess.place_new} は、文が似ているので同じものとして比べました")
    click.echo(f"{len(found.entries)}か所が変わります。" if found.entries else "変わるところはありません。")


def _words(entry: Entry) -> list[str]:
    """Lines of what goes and what comes; of words within a text only those that differ."""
    match entry.kind:
        case "追加":
            return [f"+ {line}" for line in entry.new.split("\n")]
        case "削除":
            return [f"- {line}" for line in entry.old.split("\n")]
        case "番号のみ":
            return []
        case _:
            pairs = [(a, b) for a, b, differ in differences(entry.old, entry.new) if differ]
            return [f"- {a}" if mark else f"+ {b}" for a, b in pairs for mark in (True, False) if (a if mark else b)]
