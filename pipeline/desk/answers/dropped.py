"""A file that a clerk dropped on the desk -> a path that readers of papers take, gone when it was read.

Its name never becomes a path: it is told in answers alone.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import store
from pipeline.review.proposals import Proposal

_LONGEST_NAME = 200
# What lies on the desk at once: enough for two papers of a council and those before them.
_MOST_FILES, _MOST_BYTES = 8, 80_000_000


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


class Drawer:
    """Files that were dropped to be read soon; the oldest go when there are too many.

    `taken` are the proposals of a file (by its id and the document) that were written into the source: it has them no longer.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, Dropped] = OrderedDict()
        self.taken: dict[tuple[str, str], tuple[Proposal, ...]] = {}

    def put(self, file: Dropped) -> str:
        """Keeps a file; the id by which it is asked for."""
        own = hashlib.sha256(file.shown.encode() + b"\0" + file.data).hexdigest()[:24]
        self._held[own] = file
        self._held.move_to_end(own)
        while len(self._held) > _MOST_FILES or sum(len(f.data) for f in self._held.values()) > _MOST_BYTES:
            gone, _ = self._held.popitem(last=False)
            self.taken = {key: held for key, held in self.taken.items() if key[0] != gone}
        return own

    def get(self, own: str) -> Dropped | None:
        """The file; None for one that never lay there, or that has gone."""
        return self._held.get(own)


@contextmanager
def lying(file: Dropped, problems: Problems) -> Iterator[Path]:
    """Where the file lies for as long as it is read. Problems of the disk are told."""
    with tempfile.TemporaryDirectory(prefix="renkei-") as folder:
        digest = hashlib.sha256(file.data).hexdigest()[:12]
        path = Path(folder) / f"file-{digest}{file.suffix if file.suffix.isascii() else ''}"
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
