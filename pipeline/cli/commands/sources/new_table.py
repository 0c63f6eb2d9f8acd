"""renkei new-table: a blank workbook to fill in, which a source then takes with 表の元."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unwritten
from pipeline.kinds import KINDS
from pipeline.project import store
from pipeline.source.decode import nearest

SUFFIX = ".xlsx"


@click.command(name="new-table", options_metavar="[オプション]")
@click.argument("kind", metavar="種別")
@click.argument("file", metavar="ファイル.xlsx", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--table", metavar="項目", default=None, help="表の項目（施策、指標など）。省略すると、列の最も多い表。")
@click.option(
    "--owners", metavar="名前", default="", help="○○の役割、○○の財源などの欄の「○○」を「,」で区切って書きます。"
)
@click.option("--force", is_flag=True, help="同じ名前のファイルがあれば上書きします。")
def new_table(kind: str, file: Path, table: str | None, owners: str, force: bool) -> None:
    """記入用の空のExcelブックを書きます。記入したら、原稿に「施策: { 表の元: 別表.xlsx, シート: 施策 }」のように書いて取り込みます。"""
    # openpyxl takes a fifth of a second to load, which no other command should wait for.
    from pipeline.source.sheets.blank import blank_book, tables  # noqa: PLC0415

    if kind not in KINDS:
        raise click.UsageError(f"「{kind}」という種別はありません。{nearest(kind, KINDS)}。")
    known = {t.name: t for t in reversed(tables(KINDS[kind].model))}
    if not known:
        raise click.UsageError(f"「{kind}」には、Excelで書ける表がありません。")
    name = table if table is not None else next(reversed(known))
    if name not in known:
        raise click.UsageError(f"「{kind}」に「{name}」という表はありません。{nearest(name, known)}。")
    if file.suffix.lower() != SUFFIX:
        raise click.UsageError(f"ファイルの名前は「{SUFFIX}」で終わるようにしてください。")
    problems = Problems()
    names = tuple(n.strip() for n in owners.replace("、", ",").split(",") if n.strip())
    _write(file, blank_book(kind, known[name], names), problems, overwrite=force)
    status.show(problems)
    if not problems.errors:
        click.echo(f"{file.name} を書きました（{kind}の「{name}」）。")
        others = [n for n in reversed(known) if n != name]
        if table is None and others:
            click.echo(f"ほかの表は --table で選べます: {'、'.join(others)}")
    status.finish(problems)


def _write(file: Path, data: bytes, problems: Problems, *, overwrite: bool) -> None:
    if file.exists() and not overwrite:
        problems.error(
            "書込み",
            f"{file.name} は、もうあります",
            "別の名前にするか、上書きしてよければ --force を付けてください",
            Place(file.name),
        )
        return
    if not file.parent.is_dir():
        report_unwritten(FileNotFoundError(errno.ENOENT, "", str(file.parent)), file.as_posix(), problems)
        return
    store.save_file(file, data, problems)
