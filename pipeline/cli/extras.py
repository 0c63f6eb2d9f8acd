"""What a command needs and this machine does not have: told in one sentence, and never as a wrong command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Around imports of what `pip install "renkei[…]"` brings. Ends the command with 1: it is typed rightly."""
    try:
        yield
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] == "pipeline":
            raise  # a fault of ours
        raise click.ClickException(
            f'{what}に要る部品がありません。「pip install "renkei[{extra}]"」で入れてください。'
        ) from error
