"""What is made of the program alone and takes long to make, kept beside its bytecode for the next command.

How far it is believed: the file lies where Python keeps the bytecode of this module, and whoever may write there may
change the program itself, so it adds nobody whom Python does not trust already. It is one of this very Python, or it is
passed over; so is one that is cut off or damaged, by its sum. An entry is found by the whole text that it was made of, and
can be taken for no other. Nothing else goes into it, and nothing is lost with it. Where Python may write no bytecode,
neither is this written (`project.store` does, as all that reaches the disk).
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import CodeType

# What an entry was made of: its sort, and all that decides how it turns out.
Key = tuple[str | int, ...]
Made = CodeType | tuple[str | int | list[int] | dict[str, int] | tuple[str | None, ...] | None, ...]
_HEAD = f"renkei kept 1, {sys.version}\n".encode()
_SUM = 32


class _Shelf:
    """The entries of this process: those that were found, as they stand in the file, and those that were made."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.entries: dict[Key, bytes] = {}
        self.grown = False


_SHELF = _Shelf()


def begin(file: Path | None = None) -> None:
    """Takes what an earlier command kept. Without it nothing is found, and nothing remembered."""
    if file is None and not (file := _beside()):
        return
    _SHELF.file, _SHELF.entries, _SHELF.grown = file, {}, False
    with suppress(OSError):
        _SHELF.entries = _read(file.read_bytes())


def end() -> None:
    """Nothing is found or remembered any more."""
    _SHELF.file, _SHELF.entries, _SHELF.grown = None, {}, False


def recall(key: Key) -> object:
    """What was remembered under this key; None: nothing."""
    found = _SHELF.entries.get(key)
    return None if found is None else marshal.loads(found)  # noqa: S302 - as far as Python's own bytecode is believed


def remember(key: Key, made: Made) -> None:
    """Keeps what it is given for this command and the next."""
    if _SHELF.file is not None:
        _SHELF.entries[key] = marshal.dumps(made)
        _SHELF.grown = True


def news() -> tuple[Path, bytes] | None:
    """The file and what is to stand in it, if something was remembered that it does not hold."""
    if _SHELF.file is None or not _SHELF.grown or sys.dont_write_bytecode:
        return None
    _SHELF.grown = False
    body = marshal.dumps(_SHELF.entries)
    return _SHELF.file, _HEAD + blake2b(body, digest_size=_SUM).digest() + body


def _beside() -> Path | None:
    cached = __spec__.cached if __spec__ is not None else None
    return Path(cached).with_suffix(".kept") if cached else None


def _read(data: bytes) -> dict[Key, bytes]:
    """The entries of a file; none of one that is not whole, or of another Python."""
    body = data[len(_HEAD) + _SUM :]
    if not data.startswith(_HEAD) or data[len(_HEAD) : -len(body) or None] != blake2b(body, digest_size=_SUM).digest():
        return {}
    found = marshal.loads(body)  # noqa: S302
    return found if isinstance(found, dict) else {}
