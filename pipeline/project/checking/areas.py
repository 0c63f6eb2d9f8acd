"""The sources of an area -> its papers compared with each other: what `check --all` tells, and remarks of builds.

Nothing is compiled: what papers state is read from their models and words. A source that cannot be read is left out
(its errors are told where it is asked for).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from pipeline.crosscheck.compare import against_area, compared
from pipeline.crosscheck.facts import Checked, Contradiction, Paper, Papers, Register, Signed
from pipeline.crosscheck.reading import texts
from pipeline.crosscheck.suppressed import silence
from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.project.load import SourceDocument, discover, document_id
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.provision import signed_version
from pipeline.provision.unreadable import UnreadableError
from pipeline.source import reader


def check_areas(areas: Collection[str], session: Session) -> tuple[Checked, ...]:
    """Each area by the name of its folder, in the order of their names."""
    return tuple(made for area in sorted(areas) if (made := _check(area, session, compared)) is not None)


def _check(area: str, session: Session, ask: Callable[[Papers], Register]) -> Checked | None:
    read = [(document_id(p), session.load(p, Problems())) for p in discover(session.files) if p.parent.name == area]
    originals = [original for _, original in read if original is not None]
    if not originals:
        return None
    facts = originals[0].area
    papers = Papers(facts, tuple(map(_paper, originals)), tuple(_signed(originals[0].path.parent, session)))
    register = ask(papers)
    problems = Problems()
    files: dict[str, SourceFile] = {facts.name.file.name: facts.name.file}
    files |= {o.node.place.file.name: o.node.place.file for o in originals}
    stand, silenced = silence(register.contradictions, files.values(), problems)
    ids, unread = tuple(o.id for o in originals), tuple(name for name, original in read if original is None)
    return Checked(
        area, ids, unread, tuple(register.facts), tuple(stand), tuple(silenced), tuple(register.legal), problems
    )


def _paper(original: SourceDocument) -> Paper:
    kind = original.kind
    return Paper(
        original.id,
        kind.name,
        original.model,
        original.node,
        tuple(texts(original.node)),
        kind.revision is not None,
        original.profile.house.rounding,
    )


def _signed(folder: Path, session: Session) -> Iterator[Signed]:
    """The dated events of the signed versions of an area; one that cannot be read is told by whoever needs it."""
    place = folder / signed_version.FOLDER
    for name in session.files.listing(place, f"*{signed_version.SUFFIX}"):
        path, problems = place / name, Problems()
        shown = session.files.name(path)
        data = reader.read_bytes(path, problems, shown, session.files)
        text = reader.decode_text(data, shown, problems) if data is not None else None
        if text is None:
            continue
        try:
            frozen = signed_version.read(text)
        except UnreadableError:
            continue
        file = SourceFile(shown, text)
        for event in frozen.history:
            if event.day is not None:
                at = text.find(event.day.isoformat())
                span = Span(file, at, at + 10) if at >= 0 else Span(file, 0, 1)
                yield Signed(path.stem, event.name, event.day, span)


def tell(contradictions: Iterable[Contradiction], problems: Problems) -> None:
    """Contradictions as remarks, each at the place that a person would look at first."""
    for one in contradictions:
        problems.warning(one.code, one.message, one.cure, one.facts[-1].place)


# A build of one paper reads no more others than this to compare it with.
_MOST_READ = 20


def remarks(assignments: Iterable[Assignment], session: Session, problems: Problems) -> None:
    """What concerns the documents that were made: contradictions one side of which stands in their sources.

    Where many sources of the area were not read yet, nothing is compared: that is the business of `check --all`. The only
    source of an area is compared with its facts.
    """
    made: dict[str, set[str]] = {}
    read: dict[str, set[Path]] = {}
    for assignment in assignments:
        original = assignment.original
        area = original.path.parent.name
        made.setdefault(area, set()).update(i.name for n, i in enumerate(original.inputs) if n != 1)
        read.setdefault(area, set()).add(original.path)
    sources = Counter(path.parent.name for path in discover(session.files))
    for area, names in sorted(made.items()):
        if sources[area] - len(read[area]) > _MOST_READ:
            continue
        checked = _check(area, session, compared if sources[area] > 1 else against_area)
        if checked is None:
            continue
        tell((c for c in checked.contradictions if any(f.place.file.name in names for f in c.facts)), problems)
