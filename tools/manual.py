"""The commands and their help -> docs/man/renkei.1, the page that `man renkei` shows.

usage: python -m tools.manual [--check]        (in an environment where the project is installed)

With --check nothing is written; the exit status is 1 if the page is not what the commands say now.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.layout import joined
from pipeline.cli.main import cli, speak_japanese

PAGE = Path(__file__).resolve().parents[1] / "docs/man/renkei.1"


def page() -> str:
    """The whole page in the macros of man(7)."""
    context = click.Context(cli, info_name="renkei")
    lines = [
        '.TH RENKEI 1 "" "" "renkei"',
        ".ad l",
        ".SH 名前",
        "renkei \\- 原稿から公文書を作る",
        ".SH 書式",
        ".B renkei",
        "命令 [オプション] …",
        ".SH 説明",
        *_words(cli.help or ""),
        ".SH 命令",
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        lines += _command(command, click.Context(command, info_name=name, parent=context))
    lines += [
        ".SH 終了の状態",
        *_words("0 できた、1 原稿かひな形に誤りがある、2 命令の書き方が違う、3 プログラムの不具合。"),
        ".SH ファイル",
        *_words("sources/ 原稿と圏域の事実、templates/ 自庁のひな形、build/ できた文書。"),
    ]
    return "\n".join(lines) + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f".SS {_safe(context.command_path)} {_safe(' '.join(command.collect_usage_pieces(context)))}"
    yield from _words(command.help or command.short_help or "")
    for parameter in command.get_params(context):
        told = parameter.get_help_record(context)
        if told is not None and told[1]:
            yield from (".TP", f".B {_safe(told[0])}", *_words(told[1]))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            own = command.get_command(context, name)
            assert own is not None
            yield from _command(own, click.Context(own, info_name=name, parent=context))


def _words(text: str) -> list[str]:
    """Paragraphs; the lines of one are joined as Japanese is."""
    made: list[str] = []
    for block in text.replace("\b", "").strip().split("\n\n"):
        made += [".PP"] if made else []
        made.append(_safe(joined(block.splitlines())))
    return made


def _safe(words: str) -> str:
    """No word is taken for a macro or an escape."""
    words = words.replace("\\", "\\e").replace("-", "\\-")
    for mark in "、。）":  # where a line of Japanese may end, for a typesetter that looks for spaces
        words = words.replace(mark, f"{mark}\\:")
    return f"\\&{words}" if words.startswith((".", "'")) else words


def main() -> int:
    """Writes the page, or compares it."""
    speak_japanese()
    made = page()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
