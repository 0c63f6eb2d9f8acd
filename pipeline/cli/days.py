"""A day on the command line, in any way of writing a Japanese date."""

from __future__ import annotations

from datetime import date

import click

from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError


def read_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The day; None if the option is not given."""
    if value is None:
        return None
    try:
        return wareki.parse_date(value)
    except NotationError as error:
        raise click.BadParameter(
            f"「{value}」は日付として読めません。令和8年4月1日 のように書いてください。"
        ) from error
