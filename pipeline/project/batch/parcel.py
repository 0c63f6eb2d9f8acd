"""Documents for a machine that does not share our disk: sources go as bytes, files come back as bytes.

A worker makes nothing unless it is the same program with the same libraries and fonts as the one that asks: a batch
whose documents come from two of them would not be one edition.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.pictures.read import MOST_BYTES
from pipeline.project.batch.worker import Outcome, rendered
from pipeline.project.binding import foreign
from pipeline.project.export.exporter import Format
from pipeline.project.job import Job
from pipeline.project.plan import Assignment, Task
from pipeline.project.session import Session
from pipeline.version import __version__

_PACKAGE = Path(__file__).resolve().parents[2]
# What the bytes of a document depend on besides our own code: fonts, shaping, packing, templates.
_LIBRARIES = (
    "jinja2",
    "lxml",
    "pydantic",
    "pylopdf-fonts-jp",
    "pyyaml",
    "reportlab",
    "uharfbuzz",
    "openpyxl",
)
# Files of a folder of sources that a document may be made from.
_SUFFIXES = (".yaml", ".yml", ".xlsx", ".json", ".docx")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A group of documents with all they are made from, by the paths of files below the root."""

    tasks: tuple[Task, ...]
    files: Mapping[str, bytes]
    formats: tuple[Format, ...]
    draft: bool
    embed_source: bool
    program: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one document, and its files."""

    outcome: Outcome
    files: Mapping[str, bytes]


def packed(tasks: tuple[Task, ...], job: Job, session: Session) -> Parcel:
    """A group with the sources, facts, workbooks, signed versions, profiles and templates of its folders."""
    root = session.root
    folders = sorted({Path(task.source).parent for task in tasks} | {Path("sources/profiles"), Path("templates")})
    files = {
        path.relative_to(root).as_posix(): session.files.read(path).data
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in _SUFFIXES and path.is_file() and not path.name.startswith("~$")
    }
    files |= _bound(tasks, session)
    files |= _pictures(session, folders)
    return Parcel(tasks, files, job.formats, job.draft, job.embed_source, program())


def _pictures(session: Session, folders: Iterable[Path]) -> dict[str, bytes]:
    """Pictures of these folders; one that is too large is told where a document prints it."""
    found: dict[str, bytes] = {}
    for path in (p for folder in folders for p in sorted((session.root / folder).rglob("*"))):
        if path.suffix.lower() in _PICTURES and path.is_file():
            with suppress(OSError):
                found[session.files.name(path)] = session.files.read(path, MOST_BYTES).data
    return found


def _bound(tasks: tuple[Task, ...], session: Session) -> dict[str, bytes]:
    """The PDFs of others that books among the tasks bind; what is not there is told where the book is made."""
    found: dict[str, bytes] = {}
    for task in tasks:
        original = session.load(session.root / task.source, Problems())
        if original is None:
            continue
        for asked in foreign.files_asked(original.kind.papers_asked(original.model)):
            path = foreign.path_of(original, asked.path)
            with suppress(OSError):
                found[session.files.name(path)] = session.files.read(path, foreign.MOST_BYTES).data
    return found


def unpack(parcel: Parcel) -> tuple[Delivered, ...]:
    """Makes the documents of a parcel; nothing is read from the disk of this machine but the program."""
    differing = differences(parcel.program, program())
    if differing:
        return tuple(_refused(task, differing) for task in parcel.tasks)
    root = Path("renkei-parcel").absolute()
    session = Session(root, {root / name: data for name, data in parcel.files.items()}, sealed=True)
    job = Job(root, root / "build", parcel.formats, parcel.draft, parcel.embed_source)
    return tuple(_made(parcel, job, session))


def differences(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """What is not the same in two programs; "" if nothing is."""
    return "、".join(f"{a}／{b}" for a, b in zip_longest(ours, theirs, fillvalue="-") if a != b)


def _refused(task: Task, differing: str) -> Delivered:
    problems = Problems()
    problems.error(
        "処理",
        f"「{task.name}」を作る機械の版が、この機械と違います（{differing}）",
        "すべての機械に同じ版の renkei を入れてください",
        Place(task.source),
    )
    return Delivered(Outcome(task.name, None, problems), {})


def _made(parcel: Parcel, job: Job, session: Session) -> Iterator[Delivered]:
    for task in parcel.tasks:
        found = Problems()
        original = session.load(session.root / task.source, found)
        if original is None:
            yield Delivered(Outcome(task.name, None, found), {})
            continue
        outcome, files = rendered(Assignment(original, task.partner, task.name), job, session)
        yield Delivered(outcome, files)


@cache
def program() -> tuple[str, ...]:
    """What must be the same on all machines of a batch."""
    code = hashlib.sha256()
    for path in sorted(p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".j2")):
        code.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return (
        f"renkei {__version__} {code.hexdigest()[:16]}",
        f"python {sys.version_info[0]}.{sys.version_info[1]}",
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
        *(f"{name} {_version(name)}" for name in _LIBRARIES),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
