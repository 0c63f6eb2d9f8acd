"""Every printed character leads to the characters of the source that say it."""

from __future__ import annotations

import pytest

from pipeline.desk.places import printed_words
from pipeline.diagnostics import Problems
from pipeline.galley.blocks import paras, plain
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests.workshop import ROOT


@pytest.mark.parametrize("name", ["aomori/kyoyaku-蓬田村", "aomori-shi/keikaku", "kitaalps/gaiyo", "yamagata/shiryo"])
def test_printed_characters_lead_to_their_source(name: str):
    session, problems = Session(ROOT), Problems()
    [assignment] = plan(session, [name], problems).assignments
    printer = documents.exporter(assignment.original, session)
    compiled = documents.compiled(documents.ready(assignment, session, problems), session, printer, problems)
    layout, _ = printer.pages(compiled.galley, problems)

    lines = [line for page in printed_words(compiled.galley, layout) for line in page]
    house = compiled.house
    found = 0
    for line in lines:
        for piece in line.pieces:
            if piece.literal:
                source = piece.origin.written.text[piece.origin.start : piece.origin.end]
                assert house.text(source) == line.text[piece.start : piece.end]
                found += piece.end - piece.start
    runs = [r for part in compiled.galley.parts for p in paras(part.blocks) for r in (*p.label, *p.runs) if r.origin]
    literal = [r for r in runs if r.origin is not None and r.origin.end - r.origin.start == len(r.text)]
    assert sum(len("".join(plain([r]).split())) for r in literal) == found
    assert all(0 <= line.x <= 1 and 0 <= line.y <= 1 and line.x + line.width < 1.05 for line in lines)
