"""renkei import: an existing agreement in DOCX, plain text, a web page -> a source and area facts that build the same words."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.project import store
from pipeline.project.intake import names
from pipeline.project.intake.any_paper import read_any
from pipeline.project.intake.transcribe import Target, Transcript, transcribe
from pipeline.project.load import AREA_FILE


def folder_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a folder below sources/, one that every system bears. Ends the command otherwise."""
    if value is None:
        return None
    name = names.folder(value)
    if name is None:
        raise click.BadParameter(f"「{value}」はフォルダの名前に使えません。「aomori」のような名前にしてください。")
    return name


@click.command(name="import", options_metavar="[オプション]")
@click.argument("paper", metavar="ファイル", type=click.Path(path_type=Path))
@click.option(
    "--area", metavar="名", callback=folder_name, help="取り込む圏域。sources/名/ に原稿と area.yaml を書きます。"
)
@click.option(
    "-o", "--out", metavar="ファイル", type=click.Path(path_type=Path), help="書き出す原稿（YAML）。省略すると表示。"
)
@click.option("--force", is_flag=True, help="同じ名前の原稿があれば、上書きします（area.yaml は上書きしません）。")
def import_(paper: Path, area: str | None, out: Path | None, *, force: bool) -> None:
    """すでにある協約書や例規（DOCX・TXT・Webページ・法令標準XML・文字の入ったPDF）を、原稿（YAML）に起こします。

    題名・前文・章・条・項・号・附則・末文・記名・別表を読み取り、--area で指定した圏域に、原稿と（なければ）area.yaml を書きます。
    字句は一字も直しません。書いた原稿から文書を作って元の文と比べ、推し量ったところ、どこにも入らない行、印刷が違うところは、
    すべて行番号とともに「注意」として示します。一字でも失われれば、誤りとして何も書きません。
    """
    if area is not None and out is not None:
        raise click.UsageError("「--area」と「--out」は、どちらか一方を指定してください。")
    if area is not None:
        status.refuse_within(Path.cwd())
    problems = Problems()
    target, root = _target(paper, area, out)
    goal = target.path(root) if area is not None else out
    if goal is not None and goal.exists() and not force:
        problems.error(
            "上書き",
            f"「{goal.name}」は、すでにあります",
            "上書きしてよければ「--force」を付け、そうでなければ元のファイルの名前を変えて取り込んでください",
            Place(goal.relative_to(root).as_posix() if goal.is_relative_to(root) else goal.as_posix()),
        )
        status.show(problems)
        status.finish(problems)
    was = goal.read_bytes() if goal is not None and goal.is_file() else None
    read = read_any(paper, problems)
    made = transcribe(read, paper.as_posix(), target, root, problems) if read is not None else None
    if made is not None:
        _write(made, target, root, area, out, was, problems)
    status.show(problems)
    status.finish(problems)


def _target(paper: Path, area: str | None, out: Path | None) -> tuple[Target, Path]:
    """Where the source is to stand, and the folder that holds `sources`."""
    stem = names.stem(paper.stem)
    root = Path.cwd()
    if area is not None:
        return Target(area, stem), root
    if out is not None:
        full = out if out.is_absolute() else root / out
        if full.parent.parent.name == "sources":
            return Target(full.parent.name, full.stem, with_area=False), full.parent.parent.parent
    return Target("取込み", stem, with_area=False), root


def _write(
    made: Transcript,
    target: Target,
    root: Path,
    area: str | None,
    out: Path | None,
    was: bytes | None,
    problems: Problems,
) -> None:
    if out is not None:
        if store.rewrite(out, made.source.encode(), problems, instead_of=was):
            click.echo(f"{out.as_posix()} を書きました。")
    elif area is None:
        click.echo(made.source, nl=False)
    else:
        folder = root / "sources" / target.folder
        # The source last: whoever is stopped between the two can run the command again, which writes over no source.
        facts = {} if made.area is None else {AREA_FILE: made.area.encode()}
        files = {**facts, target.path(root).name: made.source.encode()}
        if store.save(folder, files, problems, instead_of={**dict.fromkeys(facts), target.path(root).name: was}):
            for name in reversed(files):
                click.echo(f"sources/{target.folder}/{name} を書きました。")
    if area is not None and not problems.errors:
        if made.same:
            click.echo(
                f"原稿から作った文書の字句は、元の文の{made.letters:,}字と同じです（空白と字の幅を除いて比べました）。"
            )
            if made.off:
                click.echo(
                    f"うち{made.off:,}字は、元の文と幅が違います（数字や括弧の幅は、圏域の流儀のとおりに印刷します）。"
                )
        click.echo(f"「renkei build {typed(target.folder)}」で文書を作ります。")
