"""renkei lsp: a language server for editors, over standard input and output."""

from __future__ import annotations

import click


@click.command(name="lsp", options_metavar="")
def lsp() -> None:
    """エディタ（VS Code など）のための言語サーバーです。エディタが起動します。

    書いている間の誤りと所見、項目名の補完と説明、引用や定義語の場所、確かな直し方を示します。
    """
    try:
        from pipeline.editor.server import create  # noqa: PLC0415
    except ImportError as error:
        raise click.ClickException(
            '言語サーバーに要る部品がありません。「pip install "renkei[lsp]"」で入れてください。'
        ) from error
    create().start_io()
