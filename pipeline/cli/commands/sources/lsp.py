"""renkei lsp: a language server for editors, over standard input and output."""

from __future__ import annotations

import click

from pipeline.cli.extras import needs


@click.command(name="lsp", options_metavar="")
def lsp() -> None:
    """エディタ（VS Code など）のための言語サーバーです。エディタが起動します。

    書いている間の誤りと所見、項目名の補完と説明、引用や定義語の場所、確かな直し方を示します。
    """
    with needs("lsp", "言語サーバー"):
        from pipeline.editor.server import create  # noqa: PLC0415
    create().start_io()
