"""renkei verify: a folder of outputs -> whether every file in it is as it was made, and from the sources as they are."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli import status
from pipeline.diagnostics import Place, Problems
from pipeline.project.batch.worker import TOOL
from pipeline.project.export.exporter import FORMATS
from pipeline.project.incremental.program import program
from pipeline.project.incremental.state import read
from pipeline.project.incremental.verify import verify as verified
from pipeline.project.job import Job
from pipeline.project.plan import plan
from pipeline.project.session import Session


@click.command(name="verify", options_metavar="[オプション]")
@click.argument("folder", metavar="[フォルダ]", default="build", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで標準出力に書きます。")
def verify(folder: Path, as_json: bool) -> None:
    """出力先のファイルが、作ったときのままかを確かめます。

    ない・書き換えられた・記録にないファイルと、別の版で作ったものを知らせます。原稿のあるフォルダで実行すると、原稿が
    その後で変わった文書も知らせます。原稿がなくても（USBメモリーの写しでも）使えます。
    """
    problems = Problems()
    found = verified(folder, TOOL, _says_the_same, problems)
    if found is not None and (Path.cwd() / "sources").is_dir():
        _tell_older(folder, problems)
    if as_json:
        status.show_json(asdict(found) if found is not None else {}, problems.found)
    else:
        status.show(problems)
        if found is not None:
            words = f"（ほかに{found.same_words}ファイルは、字句だけが同じです）" if found.same_words else ""
            click.echo(f"{found.same}ファイルは作ったときのままです{words}。")
    status.finish(problems)


def _says_the_same(paper: Path, other: Path) -> bool:
    """Whether two files of one document differ in no word."""
    from pipeline.project.revision.by_words import differs_in_no_word  # noqa: PLC0415 - loaded only for altered files

    return differs_in_no_word(paper, other)


def _tell_older(folder: Path, problems: Problems) -> None:
    """Documents whose sources have changed since they were made."""
    from pipeline.project.incremental.fresh import Judge  # noqa: PLC0415

    session = Session(Path.cwd())
    known = read(folder)
    if known is None:
        return
    judge = Judge(session, Job(session.root, session.root / folder, FORMATS), program())
    for assignment in plan(session, (), Problems()).assignments:
        made = known.made.get(assignment.name)
        reason = judge.changed_source(assignment, made) if made is not None else None
        if reason is not None:
            problems.error(
                "検証",
                f"「{assignment.name}」は、今の原稿から作ったものではありません（{reason}）",
                "renkei build で作り直してください",
                Place(made.outputs[0].path if made is not None and made.outputs else assignment.name),
            )
