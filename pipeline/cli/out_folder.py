"""The folder that --out names: where a command writes what it makes, never among what a clerk writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

# What documents are made from. A workbook that is made would take the place of one that a table is read from.
_OF_CLERKS = ("sources", "templates")
F = TypeVar("F", bound=Callable[..., object])


def read_out(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """The value of --out. Raises BadParameter for a folder of sources or templates, or one below."""
    try:
        folder = Path(value).resolve()
        within = next((name for name in _OF_CLERKS if folder.is_relative_to(Path(name).resolve())), None)
    except (OSError, RuntimeError):  # a loop of links: whoever writes there tells it
        within = None
    if within is not None:
        raise click.BadParameter(f"「{value}」は{within}の中なので、出力先にできません。別のフォルダを書いてください。")
    return value


def force_option() -> Callable[[F], F]:
    """The option of commands that write papers which a person may have altered since."""
    return click.option("--force", is_flag=True, help="人が書き換えたファイルがあっても、書き直します。")


def out_option(*names: str, default: str = "build", told: str = "出力先のフォルダ。") -> Callable[[F], F]:
    """The option; `names` are those of click (--out if none are given)."""
    return click.option(
        *(names or ("--out",)), metavar="フォルダ", default=default, show_default=True, help=told, callback=read_out
    )
