"""What the browser asks of reviews: comments, proposals, approvals that hold for the pages as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        raise BadRequestError("意見、提案、回答、採用、不採用、承認、確認、取消しのどれかです")
    if not who:
        raise BadRequestError("名前を書いてください")
    desk.room.assignment(name)
    now = seen(desk, name)
    path = path_of(desk.room.root, name)
    was = path.read_bytes() if path.is_file() else None
    said = events(path)
    _must_answer(kind, _whole(given, "to"), said)
    if kind == "承認" and (not now or given.get("seen") != now):
        raise BadRequestError("見ていた頁が、もう今の頁ではありません。頁を新しくして、見直してから承認してください")
    event = Event(
        number=len(said) + 1,
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
        change=str(given.get("change") or ""),
    )
    problems = Problems()
    with store.reported(problems, path.as_posix()):
        store.rewrite(path, with_event(was or b"", event), problems, instead_of=was)
    if problems.errors:
        raise NotSavedError(tuple(problems.found))
    return asdict(event)


# What may be said to what; the others stand for themselves.
_ANSWERS: Mapping[str, frozenset[str]] = {
    "回答": frozenset({"意見", "提案", "回答"}),
    "採用": frozenset({"提案"}),
    "不採用": frozenset({"提案"}),
    "取消し": frozenset({"承認", "確認"}),
}


def _must_answer(kind: str, to: int, said: Sequence[Event]) -> None:
    """Raises BadRequestError if an answer is to nothing that it can answer."""
    wanted = _ANSWERS.get(kind)
    if wanted is None:
        return
    found = next((e for e in said if e.number == to), None)
    if found is None or found.kind not in wanted:
        raise BadRequestError(f"{kind}は、{'、'.join(sorted(wanted))}のどれかに対するものです")


def _whole(given: Json, name: str) -> int:
    value = given.get(name)
    return value if isinstance(value, int) else 0
