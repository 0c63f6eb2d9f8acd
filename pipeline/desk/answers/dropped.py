"""A file that a clerk dropped on the desk -> a path that readers of papers take, gone when it was read.

Its name never becomes a path: it is told in answers alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import store

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file of somebody: its name as he calls it, and its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """.docx, in small letters; "" if the name has none."""
        return Path(self.shown).suffix.lower()

    @property
    def shown(self) -> str:
        """The name without folders and signs that no file name has."""
        last = self.name.replace("\\", "/").rpartition("/")[2]
        return "".join(c for c in last if c.isprintable())[-_LONGEST_NAME:]


@contextmanager
def lying(file: Dropped, problems: Problems) -> Iterator[Path]:
    """Where the file lies for as long as it is read. Problems of the disk are told."""
    with tempfile.TemporaryDirectory(prefix="renkei-") as folder:
        path = Path(folder) / f"file{file.suffix if file.suffix.isascii() else ''}"
        store.save(path.parent, {path.name: file.data}, problems, synced=False)
        yield path


def renamed(answer: object, path: Path, shown: str) -> object:
    """An answer in which a file is called by its own name, not by where it lay."""
    match answer:
        case str():
            return answer.replace(path.as_posix(), shown).replace(path.name, shown)
        case dict():
            return {key: renamed(value, path, shown) for key, value in answer.items()}
        case list() | tuple():
            return [renamed(value, path, shown) for value in answer]
        case _:
            return answer
