"""What the browser asks to read aloud (読み合わせ): the sentences of a document with their numbers, places and ways to the source."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.desk.answers.work import words
from pipeline.desk.preview import galley_of, listed
from pipeline.diagnostics import Problems, Rejected
from pipeline.lint.rule import sentences
from pipeline.project import store
from pipeline.review.origins import place_of
from pipeline.review.paragraphs import Named, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.desk.at_desk import Desk

Json = dict[str, object]


def reading(desk: Desk, given: Json) -> Json:
    """All sentences in reading order. Cells of tables and headings are sentences of their own."""
    assignment, problems = desk.room.assignment(words(given, "name")), Problems()
    made: list[Json] = []
    with suppress(Rejected), store.reported(problems, assignment.name):
        galley, _ = galley_of(assignment, desk.room.session, problems)
        for paragraph in named(galley):
            made += _of(paragraph)
    return {"sentences": [{"number": n, **one} for n, one in enumerate(made, 1)], "problems": listed(problems.found)}


def _of(paragraph: Named) -> Iterator[Json]:
    text = paragraph.words
    for start, end in sentences(text):
        said = text[start:end].strip("\t\n 　")
        if not said:
            continue
        first = start + text[start:end].index(said)
        place = place_of(paragraph.para, first, first + len(said))
        spot: Json = {"file": None, "from": None, "cell": None}
        if place is not None:
            spot = {"file": place.file.name, "from": place.start, "cell": place.file.cell or None}
        yield {"where": paragraph.where, "words": said.replace("\t", "　"), **spot}
