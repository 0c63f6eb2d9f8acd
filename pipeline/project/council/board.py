"""The sources of folders -> the board of dates of their agreements, with all that contradicts (renkei dates)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Problems, Rejected
from pipeline.kinds.council.board import Board, Line, lines, untold
from pipeline.kinds.council.dossier import Affair, Side
from pipeline.kinds.council.order import Doubt
from pipeline.late.dataclass import dataclass
from pipeline.papers.council.dates_sheet import Told, dates_sheet, told
from pipeline.project.council import checks
from pipeline.project.council.asker import wording
from pipeline.project.council.gather import Case, Folder, folder_of
from pipeline.project.council.pacts import Pact
from pipeline.project.export.exporter import Exporter, Format, complete
from pipeline.project.export.templates import BASE
from pipeline.project.load import SourceDocument, discover, document_id
from pipeline.project.session import Session
from pipeline.source.profile import CouncilManner

NAME = "日程表"


@dataclass(frozen=True, slots=True)
class Named:
    """The board of one folder: its name and that of its 圏域."""

    folder: str
    area: str
    board: Board
    original: SourceDocument
    # The file of `original`: where to look for what stands nowhere.
    source: str


def boards(session: Session, names: Collection[str], problems: Problems) -> tuple[Named, ...]:
    """A board for each folder that `names` select (none: all that have sessions). What cannot be read is in `problems`.

    A name is that of an area, a source, or a document of an agreement.
    """
    made = []
    by_folder: dict[Path, list[SourceDocument]] = {}
    for path in discover(session.files):
        found = Problems()
        original = session.load(path, found)
        if _may_be(path, names) or not names:
            problems.extend(found)
        if original is not None:
            by_folder.setdefault(path.parent, []).append(original)
    for originals in by_folder.values():
        folder = folder_of(originals[0], session)
        if not folder.sittings and not names:
            continue
        board = _board(folder, originals[0], session, names, problems)
        if board.lines or board.doubts:
            area = originals[0].area.name.text
            made.append(
                Named(originals[0].path.parent.name, area, board, originals[0], session.files.name(originals[0].path))
            )
    return tuple(made)


def unknown(session: Session, names: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the names that no source can answer to, and the names of sources."""
    paths = discover(session.files)
    return tuple(n for n in names if not any(_may_be(p, (n,)) for p in paths)), tuple(document_id(p) for p in paths)


def _may_be(path: Path, names: Collection[str]) -> bool:
    own = document_id(path)
    return any(n in (path.parent.name, own, path.stem) or n.startswith((f"{own}-", f"{path.stem}-")) for n in names)


def _is_wanted(pact: Pact, case: Case | None, names: Collection[str]) -> bool:
    folder, key = pact.document.split("/", 1)
    source = pact.assignment.original.path.stem
    asked = {folder, pact.document, key, source, f"{folder}/{source}"}
    if case is not None:
        asked |= {case.sitting.id, case.sitting.id.split("/", 1)[1]}
    return not names or not asked.isdisjoint(names)


def _board(
    folder: Folder, original: SourceDocument, session: Session, names: Collection[str], problems: Problems
) -> Board:
    words, _ = wording(session, problems)
    manner: CouncilManner = original.profile.council
    told: dict[tuple[str, str, int], tuple[date, Affair]] = {}
    whole: list[Doubt] = []
    for sitting in folder.sittings:
        wanted = False
        for case in folder.cases(sitting, problems):
            if not _is_wanted(case.pact, case, names):
                continue
            wanted = True
            found = Problems()
            try:
                affair, event, _ = folder.affair(case, found)
            except Rejected:
                problems.extend(found)
                continue
            # Of an act that was brought again the last session tells how it stands: of every other party it asks the latest, too.
            key, day = (affair.document, affair.act, event.at), _brought(affair, case.sitting.id)
            if key not in told or told[key][0] < day:
                told[key] = day, affair
        if wanted:
            whole += (d for d in checks.of_sitting(folder, sitting, together=manner.together) if d not in whole)
    made: list[Line] = []
    for _, affair in told.values():
        made += lines(affair, checks.of_affair(affair, words, original.area))
    known = {line.document for line in made}
    for pact in _pacts(folder):
        if pact.document not in known and pact.expected_basis is not None and _is_wanted(pact, None, names):
            with suppress(Rejected):  # what is wrong with it is told when it is made
                made += untold(pact.document, (name for _, name in pact.parties), pact.first_day)
    order = {pact.document: n for n, pact in enumerate(_pacts(folder))}
    made.sort(key=lambda line: order.get(line.document, len(order)))
    return Board(tuple(made), tuple(whole))


def _brought(affair: Affair, session: str) -> date:
    """When the session of an act has it before it, as far as its facts tell."""
    side = next((s for s in affair.sides if s.session == session), Side(""))
    days = (side.submitted, side.voted, side.facts.reference if side.facts is not None else None)
    return max((d.day for d in days if d is not None), default=date.min)


def _pacts(folder: Folder) -> Iterator[Pact]:
    return (pact for held in folder.pacts.known.values() for pact in held)


def title(named: Named) -> str:
    """What the board is called."""
    return f"{named.area}　議会と締結の{NAME}"


def sheets(named: Named, formats: Sequence[Format], session: Session, problems: Problems) -> dict[str, bytes]:
    """The board as files, by their names below the output folder. Raises Rejected."""
    house = named.original.profile.house
    galley = dates_sheet(named.board, title(named), house)
    printer = Exporter(BASE, session.templates)
    made = {f"{named.folder}/{NAME}.{name}": printer.print(galley, name, problems) for name in formats}
    return complete((made,), problems)


def record(named: Named) -> dict[str, object]:
    """The board of a folder as JSON has it."""
    return {
        "folder": named.folder,
        "area": named.area,
        "lines": [_line(line) for line in named.board.lines],
        "contradictions": [_told(each, named.source) for each in told(named.board)],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "document": line.document,
        "act": line.act,
        "party": line.party,
        "steps": {
            step.name: {"state": step.state, "day": step.day.isoformat() if step.day is not None else None}
            for step in line.steps
        },
        "state": line.state,
        "checks": sorted({doubt.check for doubt in line.doubts}),
    }


def _told(each: Told, elsewhere: str) -> dict[str, str | int | None]:
    where: dict[str, str | int | None] = {"file": elsewhere, "line": None}
    if each.place is not None:
        where = {"file": each.place.file.name, "line": each.place.line}
    return {"check": each.check, "severity": each.severity, "message": each.message, "cure": each.cure, **where}
