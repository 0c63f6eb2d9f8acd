"""What the browser asks of a Word document that came back: what others propose in it, proposals taken into the source, the reply."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.desk.answers.dropped import Dropped, lying, renamed
from pipeline.desk.answers.making import day_of
from pipeline.desk.answers.outputs import put
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.diagnostics import Problems, Rejected
from pipeline.project.checking.returned import read_back, write
from pipeline.project.export.exporter import Exporter, Format, complete
from pipeline.project.export.templates import BASE
from pipeline.review.decisions import Decision
from pipeline.review.proposals import Proposal, record
from pipeline.review.reply import reply as reply_galley

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.desk.at_desk import Desk

Json = dict[str, object]
_WORD = (".docx", ".docm")
_PAPERS: tuple[Format, ...] = ("docx", "pdf")


def returned(desk: Desk, given: Json) -> Json:
    """All proposals of a dropped document that stand open; those that are taken, by their marks, are written into the source before.

    All or none are written, and only if the document then prints what was proposed.
    """
    file, name = _file(desk, given), words(given, "name")
    own = (words(given, "file"), name)
    sent, session, problems = given.get("accept"), desk.room.session, Problems()
    answer: Json = {"proposals": None, "written": []}
    with lying(file, problems) as path:
        came = read_back(path, name, session, problems) if not problems.errors else None
        if came is not None and isinstance(sent, list) and sent:
            chosen = _chosen(came.review.proposals, sent)
            written = write(came, chosen, session, problems)
            if written is not None and written.numbers:
                done = tuple(one for one in chosen if one.number in written.numbers)
                desk.drawer.taken[own] = (*desk.drawer.taken.get(own, ()), *done)
                answer |= {"written": written.numbers, "elsewhere": list(dict.fromkeys(written.elsewhere))}
                problems = Problems()
                came = read_back(path, name, session, problems)
        if came is not None:
            answer |= {"proposals": [_shown(p) for p in came.review.proposals], "others": len(came.sisters)}
            answer |= {"untouched": came.review.untouched}
            answer |= {"taken": [_shown(p) for p in _taken(desk, own, came.review.proposals)]}
        made = renamed(answer | {"problems": listed(problems.found)}, path, file.shown)
        assert isinstance(made, dict)
        return made


def reply(desk: Desk, given: Json) -> Json:
    """The reply paper (意見・対応・理由) on all proposals of a dropped document, those that were taken among them."""
    file, name = _file(desk, given), words(given, "name")
    said, day, problems = given.get("decisions"), day_of(given, "on"), Problems()
    if not isinstance(said, dict):
        raise BadRequestError("「decisions」は、提案の印ごとの対応です")
    answer: Json = {"files": []}
    with lying(file, problems) as path:
        came = read_back(path, name, desk.room.session, problems) if not problems.errors else None
        if came is not None:
            taken = _taken(desk, (words(given, "file"), name), came.review.proposals)
            every = _in_order((*taken, *came.review.proposals))
            kept = {one.fingerprint for one in taken}
            made = {one.number: _decision(one, said, taken=one.fingerprint in kept) for one in every}
            paper = reply_galley(came.answer_title, every, made, came.compiled.house, day)
            printer = Exporter(BASE, desk.room.session.templates)
            with suppress(Rejected):
                papers = {f"{name}-回答.{f}": printer.print(paper, f, problems) for f in _PAPERS}
                answer = put(desk, complete((papers,), problems), given, problems)
        told = renamed(answer | {"problems": listed(problems.errors)}, path, file.shown)
        assert isinstance(told, dict)
        return told


def _taken(desk: Desk, own: tuple[str, str], stand_open: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """What was taken of a document; what was put back in the source since is proposed again."""
    again = {one.fingerprint for one in stand_open}
    return tuple(one for one in desk.drawer.taken.get(own, ()) if one.fingerprint not in again)


def _in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """As they stand in the document, numbered from 1; what stands nowhere in it comes last."""
    ordered = sorted(proposals, key=lambda p: (p.paragraph is None, p.paragraph or 0, p.start))
    return tuple(replace(one, number=n) for n, one in enumerate(ordered, 1))


def _decision(one: Proposal, said: Mapping[str, object], *, taken: bool) -> Decision:
    """What was taken is 採用, whatever is said; nothing else is."""
    own = said.get(one.fingerprint)
    told = own if isinstance(own, dict) else {}
    refused = told.get("verdict") == "不採用"
    return Decision("採用" if taken else "不採用" if refused else "保留", str(told.get("reason") or "").strip())


def _file(desk: Desk, given: Json) -> Dropped:
    file = desk.drawer.get(words(given, "file"))
    if file is None:
        raise BadRequestError("そのファイルは、もう机にありません。もう一度置いてください")
    if file.suffix not in _WORD:
        raise BadRequestError("読めるのは、直されて戻ってきた Word（.docx）です")
    desk.room.assignment(words(given, "name"))  # an unknown one is no paper to compare with
    return file


def _chosen(proposals: Iterable[Proposal], marks: Iterable[object]) -> list[Proposal]:
    known = {p.fingerprint: p for p in proposals}
    try:
        return [known[str(mark)] for mark in marks]
    except KeyError:
        raise BadRequestError(
            "原稿がその間に変わり、その提案は前と同じではありません。もう一度読んでください"
        ) from None


def _shown(one: Proposal) -> Json:
    place = one.place
    own: Json = {"who": one.who, "context": list(one.context), "from": place.start if place is not None else None}
    return {**record(one), **own}
