"""What was built from what -> build/manifest.json: the same sources give the same file, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pipeline.late.dataclass import dataclass
from pipeline.project.load import InputFile

FILE = "manifest.json"
# The same hashes for whoever has no renkei: sha256sum -c SHA256SUMS.
SUMS = "SHA256SUMS"


# What another version has written down and this one does not know would be gone when it writes anew.
_STRICT: ConfigDict = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that was made; `path` is relative to the output folder."""

    __pydantic_config__ = _STRICT
    format: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """One document of the manifest."""

    __pydantic_config__ = _STRICT
    id: str
    kind: str
    title: str
    partner: str | None
    tool: str
    sources: tuple[InputFile, ...]
    templates: tuple[InputFile, ...]
    outputs: tuple[OutputFile, ...]


_INPUT, _OUTPUT = (tuple(f.name for f in fields(kind)) for kind in (InputFile, OutputFile))
_LISTED = {"sources": _INPUT, "templates": _INPUT, "outputs": _OUTPUT}
_NAMES = tuple(f.name for f in fields(Record))
_Manifest = dict[Literal["documents"], tuple[Record, ...]]


# Made when a manifest or a journal is read, which a first build does not.
@cache
def _record() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


@cache
def _manifest() -> TypeAdapter[_Manifest]:
    return TypeAdapter(_Manifest)


def parse_record(line: bytes) -> Record | None:
    """One record as JSON; None if it is none."""
    try:
        return _record().validate_json(line)
    except ValidationError:
        return None


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def told(record: Record) -> dict[str, object]:
    """As `asdict` has it, which copies every word of thousands of records."""
    return {name: getattr(record, name) for name in _NAMES} | {
        name: [{part: getattr(file, part) for part in parts} for file in getattr(record, name)]
        for name, parts in _LISTED.items()
    }


def render(records: Iterable[Record]) -> bytes:
    """The manifest of these records, in the order of their ids.

    As `json.dumps` indents it, which takes ten times as long: what thousands of documents were made from is written once.
    """
    entries = ",\n".join(_entry(r) for r in sorted(records, key=lambda r: r.id))
    documents = f"[\n{entries}\n ]" if entries else "[]"
    return f'{{\n "documents": {documents}\n}}\n'.encode()


def _entry(record: Record) -> str:
    joined = ",\n".join(
        f'   "{name}": {_list(getattr(record, name)) if name in _LISTED else _json(getattr(record, name))}'
        for name in _NAMES
    )
    return f"  {{\n{joined}\n  }}"


@lru_cache(maxsize=256)
def _list(files: tuple[InputFile | OutputFile, ...]) -> str:
    texts = ",\n".join(_file(f) for f in files)
    return f"[\n{texts}\n   ]" if files else "[]"


def _file(file: InputFile | OutputFile) -> str:
    parts = _INPUT if isinstance(file, InputFile) else _OUTPUT
    members = ",\n".join(f'     "{part}": {_json(getattr(file, part))}' for part in parts)
    return f"    {{\n{members}\n    }}"


def _json(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def sums(records: Iterable[Record]) -> bytes:
    """The hashes of all files as coreutils write them."""
    outputs = sorted((o.path, o.sha256) for record in records for o in record.outputs)
    return "".join(f"{sha256}  {path}\n" for path, sha256 in outputs).encode()


def read(out: Path) -> tuple[Record, ...]:
    """The records of an earlier build; () if there is no manifest that this version can read."""
    try:
        return _manifest().validate_json((out / FILE).read_bytes()).get("documents", ())
    except (OSError, ValidationError):
        return ()


def is_unreadable(out: Path) -> bool:
    """Whether there is a manifest that says nothing: cut off, of a newer version, or kept from us by the disk."""
    try:
        _manifest().validate_json((out / FILE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValidationError):
        return True
    return False
