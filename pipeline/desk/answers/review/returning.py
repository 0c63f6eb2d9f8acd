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
    """All proposals of a dropped document that stand open; those that are taken, by their marks, are written into the source before.

    All or none are written, and only if the document then prints what was proposed.
    """
    file, name = desk.drawer.get(words(given, "file")), words(given, "name")
    if file is None:
        raise BadRequestError("そのファイルは、もう机にありません。もう一度置いてください")
    if file.suffix not in _WORD:
        raise BadRequestError("読めるのは、直されて戻ってきた Word（.docx）です")
    desk.room.assignment(name)  # an unknown one is no paper to compare with
    sent, session, problems = given.get("accept"), desk.room.session, Problems()
    answer: Json = {"proposals": None, "written": []}
    with lying(file, problems) as path:
        came = read_back(path, name, session, problems) if not problems.errors else None
        if came is not None and isinstance(sent, list) and sent:
            written = write(came, _chosen(came.review.proposals, sent), session, problems)
            if written is not None and written.numbers:
                answer |= {"written": written.numbers, "elsewhere": list(dict.fromkeys(written.elsewhere))}
                problems = Problems()
                came = read_back(path, name, session, problems)
        if came is not None:
            answer |= {"proposals": [_shown(p) for p in came.review.proposals], "others": len(came.sisters)}
            answer |= {"untouched": came.review.untouched}
        made = renamed(answer | {"problems": listed(problems.found)}, path, file.shown)
        assert isinstance(made, dict)
        return made


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
