"""Which program this is: its version, and of a checkout the state of its files. Imports nothing that takes time."""

import os
import sys

from pipeline.version import __version__

_PACKAGE = os.path.abspath(os.path.join(__file__, *[os.pardir] * 3))  # noqa: PTH100, PTH118 - pathlib takes as long as all else
_SUFFIXES = (".py", ".j2", ".so", ".pyd")


def program() -> str:
    """A name that changes whenever documents might be made otherwise."""
    python = ".".join(map(str, sys.version_info[:3]))
    checkout = os.path.exists(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml"))  # noqa: PTH110, PTH118, PTH120
    newest = _newest(_PACKAGE) if checkout else (os.stat(os.path.join(_PACKAGE, "__init__.py")).st_mtime_ns, 0)  # noqa: PTH116, PTH118
    return f"renkei {__version__}, python {python}, {newest[0]:x}-{newest[1]:x}"


def _newest(folder: str) -> tuple[int, int]:
    """The time of the newest file of the program, and the sum of their sizes."""
    newest = size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SUFFIXES):
                state = entry.stat()
                newest, size = max(newest, state.st_mtime_ns), size + state.st_size
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                inner = _newest(entry.path)
                newest, size = max(newest, inner[0]), size + inner[1]
    return newest, size
