"""Where the lines of the shipped agreement stand: the pages that are hardest to set, as text that a person can read.

`--accept` writes them anew. Each line: x and y of its beginning, the space added behind each character in 1/1000 em
if there is any, its words. Places where a gap differs from nothing are shown as «+250» or «-500».
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.typeset import Layout, lay_out
from pipeline.typeset.layout import ARTIFACT, Line
from pipeline.writers.pdf import FontProvider
from tests import workshop
from tests.typeset.kit import design

GOLDEN = Path(__file__).parent / "golden"
# Brackets, dates and law names in a full measure; signatures with 均等割付; narrow columns of a schedule.
PAGES = {"articles": 1, "signatures": 2, "schedule": 3}


@pytest.fixture(scope="module")
def layout(tmp_path_factory) -> Layout:
    """The agreement of the sample in the packaged fonts."""
    galley = workshop.galley(workshop.project(tmp_path_factory.mktemp("clerk")))
    chains = FontProvider(folders=()).chains(design(), Problems())
    assert chains is not None
    return lay_out(galley, design(), {name: chain.metrics for name, chain in chains.items()})


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
def test_lines_stand_where_they_stood(layout, name, request):
    path, found = GOLDEN / f"{name}.txt", page_as_text(layout, PAGES[name])
    if request.config.getoption("--accept", default=False):
        path.write_text(found, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == found
