"""What the browser asks of councils: the board of dates with what is due, late and missing, sessions with their papers, 正誤表."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.desk.answers.dropped import Dropped, lying, renamed
from pipeline.desk.answers.making import day_of
from pipeline.desk.answers.outputs import put
from pipeline.desk.answers.review.reviewing import has_approvals
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.desk.spoken import at_desk
from pipeline.diagnostics import Problems, Rejected, Span
from pipeline.kinds.book.model import Book
from pipeline.kinds.copies.model import KIND as COPIES
from pipeline.kinds.council.board import Line, Step, heads
from pipeline.notation.dates import wareki
from pipeline.papers.council.dates_sheet import Told, told
from pipeline.project import store
from pipeline.project.council.board import NAME, Named, boards, sheets
from pipeline.project.council.correcting import Corrected, Order, corrected
from pipeline.project.council.gather import Folder, Sitting, folder_of

if TYPE_CHECKING:
    from datetime import date

    from pipeline.desk.at_desk import Desk
    from pipeline.desk.room import Listed
    from pipeline.project.export.exporter import Format
    from pipeline.project.load import SourceDocument

Json = dict[str, object]
_SHEETS: tuple[Format, ...] = ("pdf", "docx", "html")
_PDF_NAME = "配布したもの.pdf"


def board(desk: Desk, _given: Json) -> Json:
    """All boards as they stand today."""
    problems, today = Problems(), desk.clock().date()
    found = boards(desk.room.session, (), problems)
    all_of_them = desk.room.listed()
    return {
        "today": wareki.format(today),
        "boards": [_board(desk, each, all_of_them, today) for each in found],
        "problems": listed(problems.found),
    }


def dates(desk: Desk, given: Json) -> Json:
    """The board of a folder as sheets, written into the output folder."""
    folder, problems = words(given, "folder"), Problems()
    answer: Json = {"files": []}
    for each in boards(desk.room.session, (), problems):
        if each.folder == folder:
            with suppress(Rejected), store.reported(problems, NAME):
                files = sheets(each, _SHEETS, desk.room.session, problems)
                answer = put(desk, files, given, problems)
    return answer | {"problems": listed(problems.found)}


def errata(desk: Desk, given: Json) -> Json:
    """The 正誤表 of a document against the PDF that was handed out, or what forbids one."""
    data, count = given.get("data"), str(given.get("number") or "")
    if not isinstance(data, bytes) or not data.startswith(b"%PDF"):
        raise BadRequestError("配布したPDFを選んでください")
    if count and not (count.isascii() and count.isdecimal() and 1 <= int(count) <= 99):
        raise BadRequestError("「その何」は、1から99までの数です")
    assignment = desk.room.assignment(words(given, "name"))
    order = Order(int(count) if count else None, day_of(given, "on"))
    issued = Dropped(str(given.get("file") or _PDF_NAME), data)
    problems, session, answer = Problems(), desk.room.session, Json()
    with lying(issued, problems) as path:
        made = Corrected()
        with suppress(Rejected), store.reported(problems, issued.shown):
            made = corrected(path, assignment, order, session, problems)
            answer = put(desk, made.files, given, problems)
        refused = [{"page": r.page, "old": r.old, "new": r.new, "why": r.why} for r in made.refused]
        answer = {"files": []} | answer | {"refused": refused, "pages": made.pages}
        return answer | {"problems": renamed(listed(problems.found), path, issued.shown)}


def _board(desk: Desk, named: Named, documents: Iterable[Listed], today: date) -> Json:
    folder = folder_of(named.original, desk.room.session)
    own = [d for d in documents if d.id.startswith(f"{named.folder}/")]
    originals = {
        a.original.id: a.original for a in desk.room.plan()[0].assignments if a.original.path.parent == folder.path
    }
    sittings = [_sitting(desk, folder, s, own, originals.values(), today) for s in folder.sittings]
    return {
        "folder": named.folder,
        "area": named.area,
        "heads": heads(named.board.lines),
        "lines": [_line(desk, line, folder, today) for line in named.board.lines],
        "told": [_told(each) for each in told(named.board)],
        "missing": [*_missing(named, sittings)],
        "sessions": sittings,
        "others": [_paper(desk, d) for d in own if d.kind == COPIES],
    }


def _line(desk: Desk, line: Line, folder: Folder, today: date) -> Json:
    late = line.late(today)
    steps = [
        {
            "name": line.word(s.name),
            "state": _state(s, late, today),
            "day": _short(s.day),
            "since": _waiting(line, s, today),
        }
        for s in line.steps
    ]
    path = next((s.path for s in folder.sittings if s.id == line.session), None)
    return {
        "document": line.document,
        "act": line.act,
        "party": line.party,
        "steps": steps,
        "state": line.state,
        "file": desk.room.session.files.name(path) if path is not None else None,
        "session": line.session,
    }


def _state(step: Step, late: tuple[str, ...], today: date) -> str:
    if step.state == "済" and step.day is not None and step.day > today:
        return "予定"
    return "遅れ" if step.name in late else step.state


def _short(day: date | None) -> str:
    return wareki.format(day, "wareki_abbr") if day is not None else ""


def _waiting(line: Line, step: Step, today: date) -> int | None:
    """For how many days a step has been due."""
    since = line.due_since(step.name) if step.state == "次" else None
    return (today - since).days if since is not None and since <= today else None


def _told(each: Told) -> Json:
    place = each.place
    spot: Json = {"file": None, "from": None, "where": None}
    if isinstance(place, Span):
        spot = {"file": place.file.name, "from": place.start, "where": f"{place.line}行"}
    return {"check": each.check, "severity": each.severity, "message": each.message, "cure": at_desk(each.cure), **spot}


def _sitting(
    desk: Desk,
    folder: Folder,
    sitting: Sitting,
    documents: Iterable[Listed],
    originals: Iterable[SourceDocument],
    today: date,
) -> Json:
    model = sitting.model
    file = desk.room.session.files.name(sitting.path)
    days = model.sitting
    books = {o.id for o in originals if isinstance(o.model, Book) and _binds(o.model, sitting)}
    return {
        "id": sitting.id,
        "file": file,
        "meeting": model.meeting.text,
        "body": model.body.text,
        "period": days.written.text.strip() if days is not None else "",
        "phase": ("前" if today < days.first else "会期中" if today <= days.last else "閉会")
        if days is not None
        else "",
        "unnumbered": [*_unnumbered(folder, sitting)],
        "papers": [_paper(desk, d, d.id.removeprefix(f"{sitting.id}-")) for d in documents if d.source == file],
        "books": [_paper(desk, d) for d in documents if any(d.id == b or d.id.startswith(f"{b}-") for b in books)],
    }


def _binds(book: Book, sitting: Sitting) -> bool:
    """Whether a book has papers of a session."""
    stem = sitting.path.stem
    return any(
        inner.document is not None and inner.document.text == stem
        for line in book.lines
        for inner in (line, *line.attached)
    )


def _unnumbered(folder: Folder, sitting: Sitting) -> Iterator[str]:
    """Agreements whose bill has no number yet."""
    for case in folder.cases(sitting, Problems()):
        if case.matter.urgent is None and case.matter.of(folder.partner(case)).bill is None:
            yield case.pact.document


def _paper(desk: Desk, document: Listed, called: str = "") -> Json:
    return {
        "id": document.id,
        "called": called or document.id.split("/")[1],
        "title": document.title,
        "state": document.state,
        "approved": has_approvals(desk, document.id),
    }


def _missing(named: Named, sittings: Iterable[Json]) -> Iterator[str]:
    for line in named.board.lines:
        if not line.session and not any(d.check == "C5" for d in line.doubts):
            yield f"{line.party}の議会の原稿がありません（{line.document.split('/')[1]}の{line.act}）"
    for sitting in sittings:
        numberless = sitting["unnumbered"]
        if isinstance(numberless, list) and numberless:
            yield f"{sitting['meeting']}の議案番号が、まだありません（{len(numberless)}件）"
        if not sitting["books"]:
            yield f"{sitting['meeting']}の議案書（種別: 冊子）がありません"
        absent = [p for p in _papers(sitting) if p["state"] == "未作成"]
        if absent:
            yield f"{sitting['meeting']}の文書{len(absent)}件が、まだ作られていません"


def _papers(sitting: Json) -> list[Json]:
    found = sitting["papers"]
    assert isinstance(found, list)
    return found
