"""renkei init: an empty folder -> one that builds: facts of an area, a short agreement, house style, editor settings."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.cli.commands.sources.import_ import folder_name
from pipeline.diagnostics import Place, Problems
from pipeline.project import store
from pipeline.project.intake.beginning import STARTER, first_files
from pipeline.project.intake.schemas import NAMES


@click.command(name="init", options_metavar="[オプション]")
@click.option(
    "--area", metavar="名", default="kenniki", callback=folder_name, show_default=True, help="圏域のフォルダの名前。"
)
def init(area: str) -> None:
    """始めるためのファイルを、今いるフォルダに用意します。

    圏域の事実（area.yaml）、短い協約書の見本（kyoyaku.yaml）、流儀、原稿の書き方（schemas/）、エディタの設定を書きます。
    すでにあるファイルは書き換えません。
    """
    root = Path.cwd()
    problems = Problems()
    wanted = first_files(area, root)
    there = [name for name in wanted if (root / name).exists()]
    sources = [f"sources/{area}/{name}" for name in STARTER]
    if set(sources) <= set(there):
        problems.error(
            "上書き",
            f"sources/{area} には、もう原稿があります",
            "別の圏域を始めるなら「renkei init --area 別の名前」、続けるなら「renkei build」を実行してください",
            Place(f"sources/{area}"),
        )
        status.show(problems)
        status.finish(problems)
    fresh = {name: data for name, data in wanted.items() if name not in there}
    if store.save(root, fresh, problems):
        for name in fresh:
            if not name.startswith("schemas/"):
                click.echo(f"{name} を書きました。")
        click.echo(f"schemas/ に、原稿の書き方（{'、'.join(NAMES)}）を書きました。")
        for name in there:
            if not name.startswith("schemas/"):
                click.echo(f"{name} は、すでにあるので、そのままにしました。")
        click.echo(
            f"次にすること: sources/{area}/area.yaml と kyoyaku.yaml の名前と文を直し、「renkei build」を実行してください。\n"
            f"すでにある協約書（Word・テキスト）から始めるときは「renkei import ファイル --area {area}」です。"
        )
    status.show(problems)
    status.finish(problems)
