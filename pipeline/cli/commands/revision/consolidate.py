"""renkei consolidate: the text before, and a 改め文 -> the text as amended (溶け込み), or the reason why not."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.cli.out_folder import force_option
from pipeline.diagnostics import Problems
from pipeline.project.incremental.delivery import deliver_file
from pipeline.project.revision.consolidating import consolidated


@click.command(name="consolidate", options_metavar="[オプション]")
@click.argument("base", metavar="元の文", type=click.Path(path_type=Path))
@click.argument("amendment", metavar="改め文", type=click.Path(path_type=Path))
@click.option(
    "--part",
    metavar="条",
    help="改め文が「第1条　…の一部を次のように改正する。」のように条や附則の項ごとにいくつもの文を改めるとき、当てる条か項（第2条、附則第3項、本則）。省略すると題名が元の文と同じもの。",
)
@click.option(
    "-o", "--out", metavar="ファイル", type=click.Path(path_type=Path), help="書き出すファイル。省略すると表示。"
)
@force_option()
def consolidate(base: Path, amendment: Path, part: str | None, out: Path | None, *, force: bool) -> None:
    """改め文を元の文に当て、溶け込ませた文を作ります。

    元の文は平文（TXT、条・項・号を一行ずつ）、Word文書（DOCX）、ウェブページ（HTML）又は署名版（JSON）、改め文は平文、
    Word文書又はウェブページで、変更協約書や一部改正条例の全体でもかまいません。改め文の字句だけを読み、
    少しでも合わないところがあれば、その文と理由を示して何も書きません。
    """
    problems = Problems()
    made = consolidated(base, amendment, problems, part)
    if made is not None:
        if out is None:
            click.echo(made, nl=False)
        else:
            deliver_file(out, made.encode("utf-8"), problems, force=force)
    status.show(problems)
    status.finish(problems)
