"""A folder of sources -> where killed commands left something half done: asked before every command, so it imports nothing large."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.project.placing.lock import PLACING


def left_among_sources(root: Path) -> list[Path]:
    """The folder itself, that of its sources and those of its areas, as far as something is left in them."""
    top = root / "sources"
    return [folder for folder in (root, top, *_folders(top)) if _is_left(folder)]


def _folders(top: Path) -> list[Path]:
    try:
        with os.scandir(top) as entries:
            return sorted(Path(e.path) for e in entries if e.is_dir())
    except OSError:
        return []


def _is_left(folder: Path) -> bool:
    try:
        return any(name.startswith(PLACING) for name in os.listdir(folder))  # noqa: PTH208 - asked at every start
    except OSError:
        return False
