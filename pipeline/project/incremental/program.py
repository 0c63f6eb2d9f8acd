"""Which program this is: its version, and of a checkout the state of its files. Imports nothing that takes time."""

import os
import sys

from pipeline.version import __version__

_PACKAGE = os.path.abspath(os.path.join(__file__, *[os.pardir] * 3))  # noqa: PTH100, PTH118 - pathlib takes as long as all else
_SUFFIXES = (".py", ".j2", ".so", ".pyd")


def program() -> str:
    """A name that changes whenever documents might be made otherwise."""
    if not _is_checkout():
        return f"{_version()}, {os.stat(os.path.join(_PACKAGE, '__init__.py')).st_mtime_ns:x}"  # noqa: PTH116, PTH118
    return _named(*_found()[:2])


def listing(name: str) -> str:
    """What `as_listed` compares at the next look: files and folders of a checkout. "" if they are not of that name any more.

    Folders tell that no file came or went; what else changes their time, as bytecode does, is found out by the name.
    """
    if not _is_checkout():
        return ""
    files, states, folders, times = _found()
    rows = ("|".join(map(str, row)) for row in (files, states, folders, times))
    return "\t".join(rows) if name == _named(files, states) else ""


def as_listed(name: bytes, files: bytes, states: bytes, folders: bytes, times: bytes) -> bool:
    """Whether this is the program of that name, of which nothing has changed."""
    look, root = os.stat, f"{_PACKAGE}/".encode()
    if not name.startswith(f"{_version()}, ".encode()) or not _is_checkout():
        return False
    found = [look(root + path) for path in files.split(b"|")]
    if "|".join([f"{state.st_mtime_ns}.{state.st_size}" for state in found]).encode() != states:
        return False
    return "|".join([str(look(root + path).st_mtime_ns) for path in folders.split(b"|")]).encode() == times


def _is_checkout() -> bool:
    return os.path.exists(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml"))  # noqa: PTH110, PTH118, PTH120


def _version() -> str:
    return f"renkei {__version__}, python {'.'.join(map(str, sys.version_info[:3]))}"


def _named(files: list[str], states: list[str]) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - takes as long as a look

    told = "\n".join(f"{path} {state}" for path, state in zip(files, states, strict=True))
    return f"{_version()}, {blake2b(told.encode(), digest_size=16).hexdigest()}"


def _found() -> tuple[list[str], list[str], list[str], list[int]]:
    """Files of the program with time and size, folders with their times; paths are relative to the package."""
    files, folders, waiting = [], [], [""]
    while waiting:
        folder = waiting.pop()
        folders.append((folder, os.stat(os.path.join(_PACKAGE, folder)).st_mtime_ns))  # noqa: PTH116, PTH118
        with os.scandir(os.path.join(_PACKAGE, folder)) as entries:  # noqa: PTH118
            for entry in entries:
                if entry.name.endswith(_SUFFIXES):
                    state = entry.stat()
                    files.append((f"{folder}{entry.name}", f"{state.st_mtime_ns}.{state.st_size}"))
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    waiting.append(f"{folder}{entry.name}/")
    files.sort()
    return *map(list, zip(*files, strict=True)), *map(list, zip(*folders, strict=True))  # type: ignore[return-value]
