"""The folder at which the desk stands: its session, its plan, what is saved, what others changed meanwhile.

One thread works at a time (`lock`). Paths of a browser are never used: only those that the plan has named.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.crosscheck.reading import title_of
from pipeline.desk.preview import Pictures, Preview, preview
from pipeline.desk.spoken import at_desk
from pipeline.diagnostics import Diagnostic, Problems
from pipeline.late.dataclass import dataclass
from pipeline.project import store
from pipeline.project.export.exporter import USUAL
from pipeline.project.incremental.fresh import Judge
from pipeline.project.incremental.program import program
from pipeline.project.job import Job
from pipeline.project.load import AREA_FILE, SourceDocument, discover
from pipeline.project.plan import Assignment, Plan, plan
from pipeline.project.session import Session
from pipeline.source.files import Seen
from pipeline.source.rewriting.scalars import UnwritableError


class StaleError(Exception):
    """The file is no longer what the browser read; `now` is what it is."""

    def __init__(self, now: bytes) -> None:
        super().__init__()
        self.now = now


class UnknownError(LookupError):
    """A name that no document or file of the folder has."""


class LedOutError(UnknownError):
    """A link that leads out of the folder of sources: nothing is shown or written there, whoever has put it into the folder."""


class NotSavedError(Exception):
    """The disk refused; `problems` say why."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the list. `state`: 新しい, 変更あり, 未作成; `why` it is to be made again, as a build says it."""

    id: str
    kind: str
    partner: str | None
    title: str
    state: str
    source: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of a document and what they were made from; `lines` None: it cannot be made, for the reasons in `errors`."""

    sources_sha256: str
    seen: Seen
    lines: tuple[str, ...] | None
    errors: tuple[Diagnostic, ...]


class Room:
    """What all requests share."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out = root, out
        self.session = Session(root)
        self.pictures = Pictures()
        self.lock = threading.RLock()
        self.printed: dict[str, Printed] = {}  # by the names of documents (answers/touching.py)
        self._planned: tuple[int, Plan, Problems] | None = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Alone at the folder, with the files as they are now."""
        with self.lock:
            self.session.files.refresh()
            yield

    def plan(self) -> tuple[Plan, Problems]:
        """All documents, and what is wrong with sources that yield none."""
        version = self.session.files.version
        if self._planned is None or self._planned[0] != version:
            problems = Problems()
            made = plan(self.session, (), problems)
            self._planned = version, made, problems
        return self._planned[1], self._planned[2]

    def version(self) -> int:
        """Counts the changes of the folder; what is only looked at before it is saved is none."""
        self.plan()
        return self.session.files.moves

    def is_empty(self) -> bool:
        """Whether there is no source at all, not even one with errors."""
        return next(discover(self.session.files), None) is None

    def assignment(self, name: str) -> Assignment:
        """A document by its name. Raises UnknownError."""
        found = next((a for a in self.plan()[0].assignments if a.name == name), None)
        if found is None:
            raise UnknownError(name)
        return found

    def listed(self) -> list[Listed]:
        """All documents with their state."""
        judge = Judge(self.session, Job(self.root, self.out, USUAL), program())
        made, _ = self.plan()
        return [self._listed(a, judge) for a in made.assignments]

    def _listed(self, assignment: Assignment, judge: Judge) -> Listed:
        original, record = assignment.original, judge.records.get(assignment.name)
        why = judge.judge(assignment).reason
        state = "未作成" if record is None else "新しい" if why is None else "変更あり"
        title = record.title if record is not None else _title_written(original)
        source = self.session.files.name(original.path)
        return Listed(assignment.name, original.kind.name, assignment.partner, title, state, source, at_desk(why or ""))

    def preview(self, name: str, unsaved: Mapping[str, str]) -> Preview:
        """The document with these texts in place of those on disk. Raises UnknownError."""
        with self.session.files.standing({self.editable(f): text.encode("utf-8") for f, text in unsaved.items()}):
            try:
                assignment = self.assignment(name)
            except UnknownError:
                self.sources_of(name)  # none: what is wrong with others says nothing of this one
                broken = tuple(self.plan()[1].found)
                if not broken:
                    raise
                return Preview(None, None, broken)
            return preview(assignment, self.session, self.pictures)

    def editable(self, name: str) -> Path:
        """The path of a source or of the facts of an area. Raises UnknownError for anything else."""
        for folder in sorted(p for p in (self.root / "sources").glob("*") if p.is_dir()):
            for path in folder.glob("*.y*ml"):
                if self.session.files.name(path) == name and path.is_file():
                    if path.is_symlink() and not path.resolve().is_relative_to((self.root / "sources").resolve()):
                        raise LedOutError(name)
                    return path
        raise UnknownError(name)

    def text(self, name: str) -> tuple[str, str]:
        """A file and its hash. Raises UnknownError."""
        data = self.editable(name).read_bytes()
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n"), hashlib.sha256(data).hexdigest()

    def sources_of(self, name: str) -> list[str]:
        """The files that a clerk edits for a document: its source and the facts of its area."""
        found = self.plan()[0]
        path = next((a.original.path for a in found.assignments if a.name == name), None)
        if path is None:
            area, _, stem = name.partition("/")
            own = (p for p in discover(self.session.files) if p.parent.name == area)
            path = max((p for p in own if f"{stem}-".startswith(f"{p.stem}-")), key=lambda p: len(p.stem), default=None)
        if path is None:
            raise UnknownError(name)
        return [self.session.files.name(p) for p in (path, path.with_name(AREA_FILE)) if p.is_file()]

    def as_read(self, name: str, read: str) -> bytes:
        """The bytes of a file, if they are still what was read (their SHA-256). Raises StaleError."""
        now = self.editable(name).read_bytes()
        if hashlib.sha256(now).hexdigest() != read:
            raise StaleError(now)
        return now

    def save(self, name: str, data: bytes, read: str) -> str:
        """Writes a file if it is still what was read (its SHA-256); the new hash. Raises StaleError, NotSavedError."""
        path = self.editable(name)
        now = path.read_bytes()
        try:
            now.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnwritableError(
                f"{name} が UTF-8 でないので、机では書けません。メモ帳などで UTF-8 で保存し直してください"
            ) from error
        if hashlib.sha256(now).hexdigest() != read:
            raise StaleError(now)
        problems = Problems()
        if not store.rewrite(path, data, problems, instead_of=now):
            raise NotSavedError(tuple(problems.found))
        self.session.files.refresh()
        return hashlib.sha256(data).hexdigest()

    def bytes_of(self, name: str, text: str) -> bytes:
        """A text as the bytes of its file: byte order mark and line ends as the file has them."""
        data = self.editable(name).read_bytes()
        text = text.replace("\r\n", "\n")
        if data.count(b"\r\n") > data.count(b"\n") / 2:
            text = text.replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + text.encode("utf-8")


def _title_written(original: SourceDocument) -> str:
    """The 題名 of a source; "" where something is put into it, or where it has none."""
    title = title_of(original.model).strip()
    return title if "{{" not in title else ""
