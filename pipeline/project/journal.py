"""What a build is about to put in place, line by line: the truth about files that a killed build left.

Before the files of a document are renamed, its record is written here. A build that ends removes its journal; one that
was killed leaves it, and the next knows which files are its own work, whole or half done, and which a person altered.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.project import store
from pipeline.project.manifest import Record, digest, parse_record, told

NAME = ".renkei-journal"


def begin(out: Path, run: str, record: Record) -> None:
    """Notes a document whose files are written and about to be renamed. Raises UnwrittenError."""
    line = json.dumps(told(record), ensure_ascii=False) + "\n"
    store.append(out / f"{NAME}.{run}.{store.here()}", line.encode())


def of(out: Path, run: str) -> tuple[Path, ...]:
    """The journals of all runs that are over, and of this one, which comes last."""
    found = _files(out)
    own = [p for p in found if _run(p) == run]
    return (*(p for p in found if p not in own and not store.is_at_work(_run(p), p)), *own)


def of_all(out: Path) -> tuple[Path, ...]:
    """Those of runs that are at work, too."""
    return tuple(_files(out))


def read(journals: Iterable[Path], *, without: Container[str] = ()) -> Iterator[Record]:
    """The records of these journals, but of some documents: of each the last one counts."""
    for path in journals:
        for line in _bytes(path).split(b"\n")[:-1]:  # a line without end was cut off by the kill
            record = None if without and _id(line) in without else parse_record(line)
            if record is not None:
                yield record


def _id(line: bytes) -> str:
    """Of which document a line tells, without judging the rest of it."""
    with suppress(ValueError, RecursionError):
        said = json.loads(line)
        if isinstance(said, dict) and isinstance(said.get("id"), str):
            return str(said["id"])
    return ""


def whole(record: Record, out: Path) -> bool:
    """Whether all files of a record lie there as it says."""
    return all(digest(out / output.path) == output.sha256 for output in record.outputs)


def forget(journals: Iterable[Path]) -> None:
    """Removes journals that have been read and written down."""
    for path in journals:
        store.remove(path)


def _files(out: Path) -> list[Path]:
    return sorted(out.glob(f"{NAME}.*.*"), key=lambda p: (store.stat(p) or (0, 0))[1])


def _run(journal: Path) -> str:
    return journal.name.split(".")[2]


def _bytes(journal: Path) -> bytes:
    """Nothing of a journal whose run has ended meanwhile: what it said stands in the manifest."""
    try:
        return journal.read_bytes()
    except FileNotFoundError:
        return b""
