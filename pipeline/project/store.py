"""Bytes -> files, all or nothing: a failed or killed build leaves the old copies whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Leftovers of a killed build are known by this ending and swept by the next one.
PART = ".renkei-part"


class OutsideError(Exception):
    """A path that would leave the output folder (through .. or a symbolic link)."""


def inside(out: Path, relative: str) -> Path:
    """out/relative, if it lies inside `out` once every link is followed. Raises OutsideError."""
    path = out / relative
    if not path.resolve().is_relative_to(out.resolve()):
        raise OutsideError(str(path))
    return path


def save(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files of one document: all to temporary names first, then all renamed.

    Raises OutsideError and OSError (disk full, no permission); then none of the old files has changed.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for relative, data in files.items():
            path = inside(out, relative)
            path.parent.mkdir(parents=True, exist_ok=True)
            inside(out, relative)  # the folder may have turned out to be a link
            part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
            waiting.append((part, path))
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        while waiting:
            part, path = waiting[0]
            part.replace(path)
            waiting.pop(0)
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)


def sweep(out: Path) -> None:
    """Removes what killed builds left behind."""
    for part in out.glob(f"**/*{PART}"):
        part.unlink(missing_ok=True)
