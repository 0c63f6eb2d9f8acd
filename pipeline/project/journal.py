"""What a build is about to put in place, line by line: the truth about files that a killed build left.

Before the files of a document are renamed, its record is written here. A build that ends removes its journal; one that
was killed leaves it, and the next knows which files are its own work, whole or half done, and which a person altered.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.project import store
from pipeline.project.manifest import Record, digest, parse_record, told

NAME = ".renkei-journal"


def begin(out: Path, run: str, record: Record) -> None:
    """Notes a document whose files are written and about to be renamed. Raises OSError."""
    line = json.dumps(told(record), ensure_ascii=False) + "\n"
    store.append(out / f"{NAME}.{run}.{store.here()}", line.encode())


def read(out: Path, *, run: str = "", without: Container[str] = ()) -> Iterator[Record]:
    """The records of a run, or those of all runs that are over, but of some documents: of each the last one counts."""
    for path in _files(out, run):
        for line in path.read_bytes().split(b"\n")[:-1]:  # a line without end was cut off by the kill
            if not without or _id(line) not in without:
                record = parse_record(line)
                if record is not None:
                    yield record


def _id(line: bytes) -> str:
    """Of which document a line tells, without judging the rest of it."""
    with suppress(ValueError):
        said = json.loads(line)
        if isinstance(said, dict) and isinstance(said.get("id"), str):
            return str(said["id"])
    return ""


def whole(record: Record, out: Path) -> bool:
    """Whether all files of a record lie there as it says."""
    return all(digest(out / output.path) == output.sha256 for output in record.outputs)


def forget(out: Path, *, run: str = "") -> None:
    """Removes the journals of a run, or of all runs that are over."""
    for path in _files(out, run):
        store.remove(path)


def _files(out: Path, run: str) -> list[Path]:
    found = sorted(out.glob(f"{NAME}.{run or '*'}.*"), key=lambda p: p.stat().st_mtime_ns)
    return [p for p in found if run or not store.is_at_work(p.name.split(".")[2], p)]
