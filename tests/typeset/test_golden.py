"""Where the lines of the shipped documents stand: the pages that are hardest to set, as text that a person can read.

`--accept` writes them anew. Each line: x and y of its beginning, the space added behind each character in 1/1000 em
if there is any, its words. Places where a gap differs from nothing are shown as «+250» or «-500».
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley.contents import wanting
from pipeline.project import compiling
from pipeline.project.export.contents_pages import paged
from pipeline.typeset import Layout, lay_out
from pipeline.typeset.layout import ARTIFACT, Line
from pipeline.writers.pdf import FontProvider
from tests import workshop
from tests.typeset.kit import design

GOLDEN = Path(__file__).parent / "golden"
# Of each sample the pages that are hardest to set, from 0.
AGREEMENT, VISION, PLAN, PROJECTS, POLICY = (
    workshop.AGREEMENT,
    "sources/kitaalps/gaiyo.yaml",
    "sources/aomori-shi/keikaku.yaml",
    "sources/kitakyushu/jigyo.yaml",
    "sources/yamagata/shiryo.yaml",
)
PAGES = {
    "articles": (AGREEMENT, 1),  # brackets, dates and law names in a full measure
    "signatures": (AGREEMENT, 2),  # 均等割付 of names
    "schedule": (AGREEMENT, 3),  # narrow columns
    "fields": (VISION, 1),  # 均等割付, underlines and figures in a table
    "contents": (PLAN, 0),  # leaders
    "indicators": (PLAN, 4),  # items that hang, labels and values in cells
    "projects": (PROJECTS, 2),  # cells over many rows that go on from the page before
    "framework": (POLICY, 5),  # lists in cells, rows that split
}


@cache
def layout(source: str) -> Layout:
    """A shipped document in the packaged fonts, with the pages that it names."""
    loaded, problems = workshop.original(workshop.ROOT, source)
    assert loaded is not None
    made = compiling.set_galley(loaded, workshop.SAMPLE if source == AGREEMENT else None, problems)
    fonts = FontProvider(folders=())
    made = paged(made, design(), fonts, loaded.profile.house, problems)[0] if wanting(made) else made
    chains = fonts.chains(design(), Problems())
    assert chains is not None
    return lay_out(made, design(), {name: chain.metrics for name, chain in chains.items()})


def described(line: Line) -> str:
    """The words of a line, with its gaps."""
    out = []
    for span in line.spans:
        for part, shift in zip(span.texts, span.shifts_mem, strict=True):
            out.append("".join(part) + (f"«{shift:+.0f}»" if round(shift) else ""))
    spacing = f" [{line.spacing_mem:+.1f}]" if round(line.spacing_mem, 1) else ""
    return spacing + " " + "".join(out)


def page_as_text(layout: Layout, number: int) -> str:
    lines = []
    for text in layout.pages[number].texts:
        mark = "*" if text.element == ARTIFACT else " "
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            x, y = text.x_pt + line.x_pt, text.y_pt - k * text.text.style.leading_pt
            lines.append(f"{mark}{x:7.2f} {y:7.2f}{described(line)}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", PAGES)
def test_lines_stand_where_they_stood(name: str, golden: Callable[[Path, str], None]):
    source, number = PAGES[name]

    golden(GOLDEN / f"{name}.txt", page_as_text(layout(source), number))
