"""What the browser asks of reviews: comments, proposals, approvals that hold for the pages as they are."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.room import NotSavedError
from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.provenance.reviews import Event, EventKind, approvals, events, path_of, with_event
from pipeline.project.provenance.seen import seen as seen_pages

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk

Json = dict[str, object]


def seen(desk: Desk, name: str) -> str:
    """The hash of the pages of a document as they are now; "" if it cannot be made. Raises UnknownError."""
    made = desk.room.preview(name, {})
    if made.pages is None:
        return ""
    return seen_pages(page.key for page in made.pages)


def reviews(desk: Desk, given: Json) -> Json:
    """All that was said of a document, and which approvals hold."""
    name = words(given, "name")
    now = seen(desk, name)
    found = events(path_of(desk.room.root, name))
    hold, void = approvals(found, now)
    return {
        "seen": now,
        "events": [asdict(e) for e in found],
        "holding": [e.number for e in hold],
        "void": [e.number for e in void],
    }


def has_approvals(desk: Desk, name: str) -> bool:
    """Whether anybody ever approved the document; whether it holds is asked by `standing`, which has to print it."""
    return any(e.kind == "承認" for e in events(path_of(desk.room.root, name)))


def standing(desk: Desk, given: Json) -> Json:
    """Who approved the document as it is now, and whose approval other words have voided."""
    name = words(given, "name")
    desk.room.assignment(name)
    hold, void = approvals(events(path_of(desk.room.root, name)), seen(desk, name))
    return {"holding": [e.who for e in hold], "void": [e.who for e in void]}


def add(desk: Desk, given: Json) -> Json:
    """Says something of a document. An approval names the pages that were before its giver, else it is refused."""
    name, kind, who = words(given, "name"), words(given, "kind"), words(given, "who").strip()
    if kind not in get_args(EventKind):
        raise BadRequestError("意見・提案・回答・採用・不採用・承認・取消しのどれかです")
    if not who:
        raise BadRequestError("名前を書いてください")
    desk.room.assignment(name)
    now = seen(desk, name)
    if kind == "承認" and (not now or given.get("seen") != now):
        raise BadRequestError("見ていた頁が、もう今の頁ではありません。頁を新しくして、見直してから承認してください")
    path = path_of(desk.room.root, name)
    event = Event(
        number=len(events(path)) + 1,
        kind=next(k for k in get_args(EventKind) if k == kind),
        who=who,
        when=desk.clock().isoformat(timespec="seconds"),
        seen=now,
        words=str(given.get("words") or ""),
        quote=str(given.get("quote") or ""),
        file=str(given.get("file") or ""),
        start=_whole(given, "start"),
        end=_whole(given, "end"),
        after=str(given.get("after") or ""),
        to=_whole(given, "to"),
    )
    problems = Problems()
    with store.reported(problems, path.as_posix()):
        store.save(path.parent, {path.name: with_event(path, event)}, problems)
    if problems.errors:
        raise NotSavedError(tuple(problems.found))
    return asdict(event)


def _whole(given: Json, name: str) -> int:
    value = given.get(name)
    return value if isinstance(value, int) else 0
