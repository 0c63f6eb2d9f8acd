"""Documents and the state of the last build -> which are to be made again, and why: the reason is always told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.late.dataclass import dataclass
from pipeline.project import journal, manifest, store
from pipeline.project.incremental import delivery
from pipeline.project.incremental.state import ABSENT, PRESENT, STAT, FileState, Made, State, read
from pipeline.project.job import Job
from pipeline.project.load import AREA_FILE
from pipeline.project.manifest import digest
from pipeline.project.plan import Assignment
from pipeline.project.session import Session

_FONTS = (".ttf", ".otf", ".ttc", ".otc")
NEW = "前に作った記録がありません"
FORCED = "--force が付いています"


@dataclass(frozen=True, slots=True)
class Judged:
    """A document, why it is to be made (None: it is as it would be made), and its files that somebody altered since.

    `strangers` lie where its files belong, and no build has written them.
    """

    assignment: Assignment
    reason: str | None
    altered: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


class Judge:
    """Compares documents with what they were made from; every file is looked at once."""

    def __init__(self, session: Session, job: Job, program: str) -> None:
        self.session, self.job, self.program = session, job, program
        self.state = read(job.out) or State("")
        self.records = {record.id: record for record in manifest.read(job.out)}
        # Files, with their hashes, that builds may have left which were killed, or are at work.
        self._ours: set[tuple[str, str]] = set()
        self._asked: tuple[object, ...] = ()
        self._current: dict[FileState, FileState] = {}
        self._exact: set[FileState] = set()
        self._out = str(job.out)
        self._same: dict[FileState, bool] = {}

    def judge(self, assignment: Assignment) -> Judged:
        """Whether a document is to be made, and why."""
        made, record = self.state.made.get(assignment.name), self.records.get(assignment.name)
        lost = record.outputs if record is not None else ()
        told = {o.path for o in lost}
        wanted = (f"{assignment.name}.{form}" for form in self.job.formats)
        there = (p for p in wanted if p not in told and store.stat(f"{self._out}/{p}") is not None)
        strangers = tuple(path for path in there if self._is_foreign(path, ""))
        if made is None or record is None:
            return Judged(assignment, NEW, tuple(o.path for o in lost if self._is_foreign(o.path, o.sha256)), strangers)
        touched = [o for o in made.outputs if not self._same_output(o)]
        missing = [o for o in touched if store.stat(self.job.out / o.path) is None]
        altered = tuple(o.path for o in touched if self._is_foreign(o.path, o.sha256))
        reason = self._reason(assignment, made)
        if reason is None and missing:
            reason = f"{missing[0].path} がありません"
        if reason is None and len(touched) > len(missing) + len(altered):
            reason = "前の作成が途中で止まりました"
        return Judged(assignment, reason, altered, strangers)

    def _reason(self, assignment: Assignment, made: Made) -> str | None:
        if self.state.program != self.program:
            return "プログラムの版が変わりました"
        if made.options != self.job.options:
            return "--draft か --embed-source の指定が前と違います"
        known = {o.path for o in made.outputs}
        wanted = [f"{made.name}.{f}" for f in self.job.formats]
        if lacking := [path for path in wanted if path not in known]:
            return f"{lacking[0]} はまだ作っていません"
        return self.changed_source(assignment, made)

    def changed_source(self, assignment: Assignment, made: Made) -> str | None:
        """What of that which a document was made from has changed since; None if nothing has."""
        changed = [f for f in made.files if not self._is_same(f)]
        by_facts = {fact.area for fact in made.facts}
        for file in changed:
            if file.path not in by_facts:
                return f"{_called(file.path)} が{self._how(file)}"
        for fact in made.facts if changed else ():
            if assignment.original.facts.of(fact.name) != fact.sha256:
                line = assignment.original.facts.line(fact.name)
                what = f"「{fact.name}」" if fact.name not in ("", "#", "*") else "圏域全体のこと"
                return f"{fact.area} の{what}が変わりました{f'（{line}行）' if line else ''}"
        for folder in made.folders:
            names = self.session.files.listing(self._path(folder.path), folder.pattern)
            if names != folder.names:
                return f"フォルダ {folder.path} で {_come_and_gone(folder.names, names)}"
        return None

    def _how(self, file: FileState) -> str:
        if file.sha256 == ABSENT:
            return "加わりました"
        return "なくなりました" if store.stat(self._path(file.path)) is None else "変わりました"

    def _is_same(self, file: FileState) -> bool:
        known = self._same.get(file)
        if known is None:
            known = self._same[file] = _unchanged(self._path(file.path), file)
        return known

    def _same_output(self, file: FileState) -> bool:
        if store.stat(f"{self._out}/{file.path}") == (file.size, file.changed_ns) and file.changed_ns >= 0:
            self._exact.add(file)
            return True
        return _unchanged(self.job.out / file.path, file)

    def _is_foreign(self, path: str, sha256: str) -> bool:
        """Whether a file is there that neither the last build wrote nor one that was killed."""
        found = digest(self.job.out / path)
        if found is None or found == sha256:
            return False
        if (path, found) not in self._ours:
            self._ask_others()
        return (path, found) not in self._ours

    def _ask_others(self) -> None:
        """What other builds have written since this one began: it stands in their journals until the manifest has it.

        And what earlier builds have written that no manifest tells any more, or whose manifest was lost.
        """
        journals, out = journal.of_all(self.job.out), self.job.out
        files = (*journals, out / manifest.FILE, out / delivery.FILE)
        now = tuple((path, store.stat(path)) for path in files)
        if now != self._asked:
            self._asked = now
            records = [*journal.read(journals), *manifest.read(self.job.out)]  # in this order
            self._ours = {(o.path, o.sha256) for record in records for o in record.outputs}
            self._ours |= {(o.path, o.sha256) for made in self.state.made.values() for o in made.outputs}
            self._ours |= {*delivery.known(out).items()}

    def refreshed(self, made: Made) -> Made:
        """What an unchanged document was made from, as it lies there now: the next build need not read it."""
        known = {fact.area for fact in made.facts}
        return replace(
            made,
            files=tuple(self._now(f, by_facts=f.path in known) for f in made.files),
            folders=tuple(replace(f, changed_ns=(store.stat(self._path(f.path)) or (0, -1))[1]) for f in made.folders),
            outputs=tuple(o if o in self._exact else self._output_now(o) for o in made.outputs),
        )

    def _output_now(self, file: FileState) -> FileState:
        state = store.stat(self.job.out / file.path)
        return replace(file, size=state[0], changed_ns=state[1]) if state and self._same_output(file) else file

    def _now(self, file: FileState, *, by_facts: bool) -> FileState:
        known = self._current.get(file)
        if known is None:
            known = self._current[file] = self._looked_at(file, by_facts=by_facts)
        return known

    def _looked_at(self, file: FileState, *, by_facts: bool) -> FileState:
        if file.sha256 in (ABSENT, PRESENT, STAT):
            return file
        path = self._path(file.path)
        if not by_facts and store.stat(path) == (file.size, file.changed_ns):
            return file
        with self.session.files.recording() as seen:
            sha256 = self.session.files.read(path).sha256
        size, changed_ns = seen.states.get(path, (-1, -1))
        return FileState(file.path, size, changed_ns, sha256)

    def _path(self, name: str) -> Path:
        return self.session.root / name  # an absolute name stays as it is


def _unchanged(path: Path, file: FileState) -> bool:
    state = store.stat(path)
    if file.sha256 == ABSENT or state is None:
        return file.sha256 == ABSENT and state is None
    if file.sha256 == PRESENT or (state == (file.size, file.changed_ns) and file.changed_ns >= 0):
        return True
    return file.sha256 != STAT and digest(path) == file.sha256


def _called(path: str) -> str:
    """What a clerk calls a file: of what the program brings, not where it happens to lie."""
    match path.split("/"):
        case ["templates", *_]:
            return f"ひな形 {path}"
        case ["sources", "profiles", _]:
            return f"流儀 {path}"
        case ["sources", _, "signed", _]:
            return f"署名版 {path}"
        case ["sources", _, name] if name == AREA_FILE:
            return f"圏域の原稿 {path}"
        case ["sources", *_] if path.lower().endswith(".pdf"):
            return f"綴じるPDF {path}"
        case ["sources", *_]:
            return f"原稿 {path}"
        case [*_, "templates", _, name]:
            return f"付属のひな形 {name}"
        case [*_, "profiles", name]:
            return f"付属の流儀 {name}"
        case [*_, name] if name.lower().endswith(_FONTS):
            return f"書体 {name}"
        case _:
            return f"ファイル {path}"


def _come_and_gone(before: Iterable[str], now: Iterable[str]) -> str:
    """memo.yaml が加わり、kyoyaku.yaml がなくなりました."""
    moves = ((sorted({*now} - {*before}), "加わり"), (sorted({*before} - {*now}), "なくなり"))
    return f"{'、'.join(f'{_few(names)} が{what}' for names, what in moves if names)}ました"


def _few(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} など{len(names)}件"
