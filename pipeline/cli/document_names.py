"""What a clerk has typed of a document's name -> the names that begin so, for the shell's completion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click


def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """Areas, sources and what was built of them, by their files alone: a completion must not wait for a build."""
    del context, parameter
    return sorted({name for name in _known(Path.cwd()) if name.startswith(typed)})


def _known(root: Path) -> Iterator[str]:
    for path in root.glob("sources/*/*.yaml"):
        area = path.parent.name
        if path.stem == "area" or area == "profiles":
            continue
        own = f"{area}/{path.stem}"
        yield from (area, own)
        yield from (f"{area}/{made.stem}" for made in root.glob(f"build/{own}-*.txt"))
