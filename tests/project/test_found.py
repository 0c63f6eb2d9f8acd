"""What is searched for in a finished PDF is found: articles, dates, names, headings, by a reader that knows no ActualText."""

from __future__ import annotations

import re
from functools import cache

import pypdfium2
import pytest

from pipeline.diagnostics import Problems
from pipeline.galley.blocks import LEADER, LEADING_STYLE, Grid, Para, paras, plain
from pipeline.galley.contents import outlined
from pipeline.project import compiling
from pipeline.writers.pdf import write
from tests import workshop
from tests.typeset.kit import design
from tests.writers.pdf.kit import FONTS

SOURCES = [
    workshop.AGREEMENT,
    "sources/kitaalps/gaiyo.yaml",
    "sources/kitakyushu/jigyo.yaml",
    "sources/yamagata/shiryo.yaml",
]


def bare(words: str) -> str:
    return re.sub(r"[\s\ufffe]", "", words)


def apart(para: Para) -> list[str]:
    """The words of a paragraph; dots part the name and the amount to which they lead."""
    at = next((n for n, run in enumerate(para.runs) if run.style == LEADING_STYLE), None)
    return [plain(para.runs)] if at is None else [plain(para.runs[:at]), plain(para.runs[at + 1 :])]


@cache
def made(source: str) -> tuple[str, tuple[str, ...]]:
    """The text of the file, lines joined, and what is to be found in it: its headings, its short paragraphs, its cells."""
    loaded, problems = workshop.original(workshop.ROOT, source)
    assert loaded is not None
    galley = compiling.set_galley(loaded, workshop.SAMPLE if source == workshop.AGREEMENT else None, problems)
    data = write(galley, design(), FONTS, Problems())
    assert b"ActualText" not in data
    with pypdfium2.PdfDocument(data) as file:
        text = "".join(page.get_textpage().get_text_range() for page in file)
    wanted = [words for para in outlined(galley) for words in apart(para)]
    for part in galley.parts:
        grids = [block for block in part.blocks if isinstance(block, Grid)]
        # A cell over several rows may go on over pages.
        tall = {id(p) for g in grids for row in g.rows for cell in row.cells if cell.rows > 1 for p in cell.paras}
        every = [para for para in paras(part.blocks) if all(run.text != LEADER for run in para.runs)]
        short = [words for para in every if id(para) not in tall for words in apart(para)]
        wanted += [words for words in short if 1 < len(words) < 30]
    return re.sub(r"[\r\n]", "", text), tuple(dict.fromkeys(wanted))


@pytest.mark.parametrize("source", SOURCES)
def test_headings_dates_and_names_are_found_whole(source: str):
    """Blanks that the author typed apart, none stands within what is searched for."""
    text, wanted = made(source)

    assert len(wanted) >= 20
    assert [] == [words for words in wanted if " " not in words and "　" not in words and words not in text]
    assert [] == [words for words in wanted if bare(words) not in bare(text)]


@pytest.mark.parametrize(
    "words",
    ["第4条", "令和元年12月25日", "小野寺晃彦", "久慈修一", "第252条の2第1項", "集積・強化", "連携施策", "甲の役割"],
)
def test_the_words_that_every_clerk_searches_for(words: str):
    assert words in made(workshop.AGREEMENT)[0]
