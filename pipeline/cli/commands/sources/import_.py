"""renkei import: an existing agreement in DOCX or plain text -> a source (YAML) and a list of what to look at."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Place, Problems
from pipeline.importing import agreement
from pipeline.importing.base_text import read_paper
from pipeline.importing.source_text import transcript
from pipeline.project import store
from pipeline.provision.unreadable import UnreadableError


@click.command(name="import", options_metavar="[オプション]")
@click.argument("paper", metavar="ファイル", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="ファイル", type=click.Path(path_type=Path), help="書き出す原稿（YAML）。省略すると表示。"
)
def import_(paper: Path, out: Path | None) -> None:
    """すでにある協約書（DOCX・TXT）を、原稿（YAML）に起こします。

    条・項・号・別表・締結日・記名を読み取ります。字句は一字も直しません。推し量ったところと、どこにも入らない行は、
    すべて「注意」として示します。
    """
    problems = Problems()
    read = read_paper(paper, problems)
    if read is not None:
        place = Place(paper.as_posix())
        try:
            text, notes = transcript(agreement.read(read.lines))
        except UnreadableError as error:
            cure = "条は「第1条　…」、項は「2　…」、号は「(1)　…」のように、一行に一つずつ書いてください"
            problems.error("平文", error.reason, cure, place)
        else:
            for note in (*read.notes, *notes):
                problems.warning("読取り", note, "元の協約書と見比べて、原稿を確かめてください", place)
            if out is None:
                click.echo(text, nl=False)
            else:
                store.save(out.parent, {out.name: text.encode("utf-8")}, problems)
    status.show(problems)
    status.finish(problems)
