"""What was asked of the files while a document was made -> what the next build compares."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.project import store
from pipeline.project.asking import asker
from pipeline.project.incremental.state import ABSENT, STAT, FactState, FileState, FolderState, Made
from pipeline.project.job import Job
from pipeline.project.manifest import Record
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.source import facts
from pipeline.source.files import Files, Seen


def traced(
    assignment: Assignment,
    record: Record,
    seen: Seen,
    job: Job,
    session: Session,
    warnings: int,
) -> Made:
    """A document whose files are about to be written, with all that it was made from.

    Of the facts of its area those count that were asked, unless the file goes into the PDF or another document was asked.
    """
    files, original = session.files, assignment.original
    area = original.inputs[1].name
    by_facts = not job.embed_source and asker(original) is None
    asked = sorted({"", *facts.asked(original.area)}) if by_facts else []
    outputs = {o.path: o.sha256 for o in record.outputs}
    return Made(
        assignment.name,
        job.options,
        warnings,
        (*_files(seen, files), *(_by_stat(p) for p in session.templates.fonts_used)),
        tuple(
            FolderState(files.name(p), pattern, names, (store.stat(p) or (0, -1))[1])
            for (p, pattern), names in sorted(seen.folders.items())
        ),
        tuple(FactState(area, name, original.facts.of(name)) for name in asked),
        tuple(FileState(path, -1, -1, sha256) for path, sha256 in outputs.items()),
    )


def _files(seen: Seen, files: Files) -> tuple[FileState, ...]:
    found = []
    for path, sha256 in sorted(seen.files.items(), key=lambda each: str(each[0])):
        size, changed_ns = seen.states.get(path, (-1, -1))
        name = _name(path, files.root)
        found.append(FileState(name, size, changed_ns, ABSENT if sha256 is None else sha256))
    return tuple(found)


@lru_cache(maxsize=1024)
def _name(path: Path, root: Path) -> str:
    """From where the clerk stands; of what the program brings, where it lies."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _by_stat(path: Path) -> FileState:
    """A font: ten megabytes that are not read to see whether they changed."""
    size, changed_ns = store.stat(path) or (-1, -1)
    return FileState(path.as_posix(), size, changed_ns, STAT)
