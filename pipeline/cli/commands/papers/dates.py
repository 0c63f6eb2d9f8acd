"""renkei dates: agreements and sessions -> the board of dates, on the terminal, as JSON, as a page and as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import click

from pipeline.cli import document_names, status
from pipeline.cli.out_folder import force_option, out_option
from pipeline.diagnostics import Problems, Rejected
from pipeline.kinds.council.board import heads
from pipeline.notation.text.char_width import width_em
from pipeline.papers.council.dates_sheet import row, told
from pipeline.project import store
from pipeline.project.council.board import NAME, Named, boards, record, sheets, title, unknown
from pipeline.project.export.exporter import Format
from pipeline.project.incremental.delivery import deliver
from pipeline.source.decode import nearest


@click.command(name="dates", options_metavar="[オプション]")
@click.argument("documents", metavar="[文書か圏域]...", nargs=-1, shell_complete=document_names.complete)
@click.option("--html", "as_html", is_flag=True, help="ウェブの頁（日程表.html）を書きます。")
@click.option("--sheet", "as_sheet", is_flag=True, help="印刷する表（日程表.pdf と 日程表.docx）を書きます。")
@out_option()
@force_option()
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def dates(documents: tuple[str, ...], as_html: bool, as_sheet: bool, out: str, *, force: bool, as_json: bool) -> None:
    """協約と当事者ごとに、提出、議決、締結、告示、施行、届出の、済んだもの、次にすること、矛盾を一覧にします。

    日は、種別が「議会」の原稿、協約の原稿、署名版から集めます。矛盾（C1～C14）は、関係する文書を作るときにもエラーか注意になります。
    """
    session, problems = status.open_session(), Problems()
    lost, known = unknown(session, documents)
    if lost:
        raise click.UsageError(f"「{lost[0]}」という文書も圏域もありません。{nearest(lost[0], known)}。")
    found: tuple[Named, ...] = ()
    with suppress(Rejected), store.reported(problems, NAME):  # what was found is in the collector
        found = boards(session, documents, problems)
    formats: tuple[Format, ...] = (*(("html",) if as_html else ()), *(("pdf", "docx") if as_sheet else ()))
    files: dict[str, bytes] = {}
    for each in found:
        with suppress(Rejected):
            files |= sheets(each, formats, session, problems)
    written = list(files) if files and deliver(session.root / out, files, problems, force=force) else []
    if as_json:
        status.show_json({"boards": [record(each) for each in found], "files": written}, problems.found)
    else:
        _show(found, problems)
        for name in written:
            click.echo(f"{out}/{name}")
        status.show(problems)
    wrong = any(t.severity == "エラー" for each in found for t in told(each.board))
    status.finish(problems, findings=wrong)


def _show(found: Sequence[Named], problems: Problems) -> None:
    if not found and not problems.errors:
        click.echo("議会の原稿（種別: 議会）も、名前に当たる協約もありません。")
    for named in found:
        click.echo(title(named))
        house = named.original.profile.house
        rows = [heads(named.board.lines), *(row(line, house) for line in named.board.lines)]
        widths = [max(_cells(cells[n]) for cells in rows) for n in range(len(rows[0]))]
        for cells in rows:
            click.echo(
                "  ".join(words + " " * (w - _cells(words)) for words, w in zip(cells, widths, strict=True)).rstrip()
            )
        for each in told(named.board):
            # The code is what `renkei explain` knows.
            place = each.place or named.source
            click.echo(
                f"{each.severity}[{each.code}] {each.check}: {each.message}\n --> {place}\n  = 直し方: {each.cure}"
            )
        click.echo("")


def _cells(words: str) -> int:
    """How many cells of a terminal words take."""
    return round(2 * sum(width_em(char) for char in words))
