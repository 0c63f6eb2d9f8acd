"""What the browser asks of a Word document that came back: what others propose in it, and proposals taken into the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.desk.answers.dropped import lying, renamed
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.diagnostics import Problems
from pipeline.project.checking.returned import read_back, write
from pipeline.review.proposals import Proposal, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.desk.at_desk import Desk

Json = dict[str, object]
_WORD = (".docx", ".docm")


def returned(desk: Desk, given: Json) -> Json:
    """All proposals of a dropped document; those that are taken, by their marks, are written into the source before.

    All or none are written, and only if the document then prints what was proposed.
    """
    file, name = desk.drawer.get(words(given, "file")), words(given, "name")
    if file is None:
        raise BadRequestError("そのファイルは、もう机にありません。もう一度置いてください")
    if file.suffix not in _WORD:
        raise BadRequestError("読めるのは、直されて戻ってきた Word（.docx）です")
    desk.room.assignment(name)
    sent = given.get("accept")
    taken = [str(mark) for mark in sent] if isinstance(sent, list) else []
    problems = Problems()
    with lying(file, problems) as path:
        answer: Json = {"proposals": None, "written": []}
        came = read_back(path, name, desk.room.session, problems) if not problems.errors else None
        if came is not None and taken:
            chosen = _chosen(came.review.proposals, taken)
            written = write(came, chosen, desk.room.session, problems)
            answer["written"] = list(written.numbers) if written is not None else []
            answer["elsewhere"] = list(dict.fromkeys(written.elsewhere)) if written is not None else []
        if came is not None:
            own = came.assignment
            others = [n for n in own.original.partners if n != own.partner]
            answer |= {"proposals": [_shown(p) for p in came.review.proposals], "others": len(others)}
            answer |= {"untouched": came.review.untouched, "document": own.name}
        made = renamed(answer | {"problems": listed(problems.found)}, path, file.shown)
        assert isinstance(made, dict)
        return made


def _chosen(proposals: Iterable[Proposal], marks: Iterable[str]) -> list[Proposal]:
    known = {p.fingerprint: p for p in proposals}
    wanted = list(marks)
    if any(mark not in known for mark in wanted):
        raise BadRequestError("原稿がその間に変わり、その提案は前と同じではありません。もう一度読んでください")
    return [known[mark] for mark in wanted]


def _shown(one: Proposal) -> Json:
    place = one.place
    own: Json = {"who": one.who, "context": list(one.context), "from": place.start if place is not None else None}
    return {**record(one), **own}
