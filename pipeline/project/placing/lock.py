"""A folder -> one process at a time in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

LOCK = ".renkei-lock"
# While several files are put in their places: two commands at once leave those of one of them, and no mixture.
PLACING = ".renkei-placing"


@contextmanager
def locked(out: Path, name: str = LOCK) -> Iterator[bool]:
    """One process at a time within, of those that use this name; False where the disk knows no locks: all at once."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / name).open("ab") as stream:
        yield _lock(stream)


@contextmanager
def placing(out: Path) -> Iterator[bool]:
    """As `locked`, by a file that goes with whoever made it: it would lie among the sources of a clerk."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / PLACING
    while True:
        with path.open("ab") as stream:
            sure = _lock(stream)
            if sure and not _is_there(stream, path):
                continue  # the one before took the file away while this one waited for it
            try:
                yield sure
            finally:
                with suppress(OSError):
                    path.unlink()
            return


def is_free(out: Path, name: str = LOCK) -> bool:
    """Whether nobody holds the lock of a folder; True where there is none, or the disk knows no locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        with (out / name).open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        pass
    return True


def _lock(stream: IO[bytes]) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(stream, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return False
    return True


def _is_there(stream: IO[bytes], path: Path) -> bool:
    try:
        there = path.stat()
    except OSError:
        return False
    return os.path.samestat(there, os.fstat(stream.fileno()))
