"""renkei completion: the lines that make a shell complete commands, options and names of documents."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")


@click.command(name="completion", options_metavar="[オプション]")
@click.argument("shell", metavar="シェル", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """シェルの補完（命令、オプション、文書の名前）を働かせる設定を表示します。

    シェルは bash・zsh・fish。bash なら、~/.bashrc に eval "$(renkei completion bash)" と書きます。
    """
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(context.find_root().command, {}, "renkei", "_RENKEI_COMPLETE").source())
