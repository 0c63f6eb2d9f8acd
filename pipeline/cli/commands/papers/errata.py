"""renkei errata: the issued PDF of a paper and its source as it is now -> 正誤表 and the pages to be replaced, or why there is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from pipeline.cli import document_names, status
from pipeline.cli.days import read_day
from pipeline.cli.out_folder import force_option, out_option
from pipeline.cli.ranges import Between
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import store
from pipeline.project.council.correcting import Order, corrected
from pipeline.project.council.slips import Refused
from pipeline.project.incremental.delivery import deliver

_LONGEST = 60


@click.command(name="errata", options_metavar="[オプション]")
@click.argument("issued", metavar="配布したもの.pdf", type=click.Path(path_type=Path))
@click.argument("document", metavar="文書", shell_complete=document_names.complete)
@click.option("--number", metavar="数", type=Between(1, 99), help="何回目の正誤表か。「（その1）」のように印刷します。")
@click.option("--on", "day", metavar="日付", callback=read_day, help="正誤表の日付。省略すると空欄にします。")
@out_option()
@force_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def errata(
    issued: Path, document: str, number: int | None, day: date | None, out: str, *, force: bool, as_json: bool
) -> None:
    """配布した議案などのPDFと、今の原稿から作るものとを比べ、正誤表と差替え頁の一覧を作ります。

    だれが見ても誤りと分かるもの（誤字、脱字、助詞、番号、計算）だけの正誤表を作ります。それ以外の違いがあれば作らず、
    訂正（議会の承認）か差替えが要るところを示します。
    """
    session, problems = status.open_session(), Problems()
    plan = status.make_plan(session, (document,), problems)
    if len(plan.assignments) != 1 and not problems.errors:
        names = "、".join(a.name for a in plan.assignments)
        raise click.UsageError(f"「{document}」は一つの文書ではありません。{names} のどれかを指定してください。")
    written: list[str] = []
    refused: tuple[Refused, ...] = ()
    pages = ""
    for assignment in plan.assignments:
        with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
            made = corrected(issued, assignment, Order(number, day), session, problems)
            refused, pages = made.refused, made.pages
            if made.files and deliver(session.root / out, made.files, problems, force=force):
                written = list(made.files)
    if as_json:
        told = [{"page": r.page, "old": r.old, "new": r.new, "why": r.why} for r in refused]
        status.show_json({"files": written, "pages": pages, "refused": told}, problems.found)
    else:
        for name in written:
            click.echo(f"{out}/{name}")
        for each in refused:
            click.echo(f"{each.page}頁「{_cut(each.old)}」→「{_cut(each.new)}」: {each.why}")
        if pages:
            click.echo(f"差替え頁: {pages}")
        status.show(problems)
    status.finish(problems)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
