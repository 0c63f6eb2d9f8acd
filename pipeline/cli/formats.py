"""Formats on the command line: names parted by commas, in the order in which they were named."""

from __future__ import annotations

import click

from pipeline.cli.usage import half_width
from pipeline.project.export.exporter import FORMATS, Format


def read_formats(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Format, ...]:
    """The values of --format, which may stand more than once. Raises BadParameter for a name that is no format."""
    named = tuple(
        dict.fromkeys(
            part.strip().lower() for part in half_width(",".join(values)).replace("、", ",").split(",") if part.strip()
        )
    )
    chosen = tuple(format_ for name in named for format_ in FORMATS if format_ == name)
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not chosen:
        raise click.BadParameter(
            f"「{'、'.join(unknown) or ','.join(values)}」という形式はありません。{'、'.join(FORMATS)} から選んでください。"
        )
    return chosen
