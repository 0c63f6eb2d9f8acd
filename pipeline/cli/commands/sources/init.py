"""renkei init: an empty folder -> one that builds: facts of an area, a short agreement, house style, editor settings."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import status
from pipeline.cli.commands.sources.import_ import folder_name
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.project import store
from pipeline.project.intake.beginning import BEGUN, STARTER, first_council_files, first_files, more_files
from pipeline.project.intake.first_paper import COUNCIL
from pipeline.project.intake.schemas import NAMES

_SCHEMAS = f"schemas/ に、原稿の書き方（{'、'.join(NAMES)}）を書きました。"


@click.command(name="init", options_metavar="[オプション]")
@click.option(
    "--area", metavar="名", default="kenniki", callback=folder_name, show_default=True, help="圏域のフォルダの名前。"
)
@click.option(
    "--kind",
    metavar="種別",
    type=click.Choice(BEGUN),
    help="この種別の見本を加える（連携協約書、協定書、規約、例規、計画、議会など。圏域がなければ用意する）。",
)
def init(area: str, kind: str | None) -> None:
    """始めるためのファイルを、今いるフォルダに用意します。

    圏域の事実（area.yaml）、短い協約書の見本（kyoyaku.yaml）、流儀、原稿の書き方（schemas/）、エディタの設定を書きます。
    --kind を付けると、その種別の見本を加えます（議会は、圏域の市町村ごとに一つ）。すでにあるファイルは書き換えません。
    """
    root = Path.cwd()
    status.refuse_within(root)
    problems = Problems()
    if kind is not None:
        _add(kind, area, root, problems)
    else:
        _begin(area, root, problems)
    status.show(problems)
    status.finish(problems)


def _add(kind: str, area: str, root: Path, problems: Problems) -> None:
    """A source of a kind; with the area where it is not there yet."""
    fresh: dict[str, bytes] = {}
    if not (root / f"sources/{area}/{STARTER[0]}").exists():
        wanted = first_council_files(area, root) if kind == COUNCIL else first_files(area, root)
        fresh = {name: data for name, data in wanted.items() if not (root / name).exists()}
    made = more_files(kind, area, root, fresh, problems)
    for name in made:
        if (root / name).exists():
            problems.error(
                "上書き",
                f"{name} は、もうあります",
                "その原稿を直すか、別の名前に変えてから実行してください",
                Place(name),
            )
    if not problems.errors and store.save(root, fresh | made, problems, instead_of=dict.fromkeys(fresh | made)):
        for name in fresh | made:
            if not name.startswith("schemas/"):
                click.echo(f"{name} を書きました。")
        if any(name.startswith("schemas/") for name in fresh):
            click.echo(_SCHEMAS)
        click.echo(f"次にすること: {'、'.join(made)} を直し、「renkei build」を実行してください。")


def _begin(area: str, root: Path, problems: Problems) -> None:
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
    if store.save(root, fresh, problems, instead_of=dict.fromkeys(fresh)):
        for name in fresh:
            if not name.startswith("schemas/"):
                click.echo(f"{name} を書きました。")
        click.echo(_SCHEMAS)
        for name in there:
            if not name.startswith("schemas/"):
                click.echo(f"{name} は、すでにあるので、そのままにしました。")
        click.echo(
            f"次にすること: sources/{area}/area.yaml と kyoyaku.yaml の名前と文を直し、「renkei build」を実行してください。\n"
            f"すでにある協約書（Word・テキスト）から始めるときは「renkei import ファイル --area {typed(area)}」です。"
        )
