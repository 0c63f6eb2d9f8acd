"""What tests of typesetting share: a font of easy widths, the shipped design, strategies, and readers of layouts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run, plain
from pipeline.typeset import Design, Layout, Metrics, lay_out, read
from pipeline.typeset.layout import ARTIFACT, Line, SetText
from pipeline.typeset.lines.paragraph import Measure, Setter
from pipeline.typeset.styling.design import TextStyle

SHEET = Path(__file__).parents[2] / "templates" / "pdf" / "base.yaml"


def advance(unit: str) -> int:
    """A font in which full-width characters are 1 em, all others 1/2 em wide."""
    return 500 if unicodedata.east_asian_width(unit[0]) in "NNaH" and unit[0] not in "…―‥" else 1000


METRICS = Metrics(advance)


@cache
def design() -> Design:
    """The shipped stylesheet."""
    problems = Problems()
    made = read(SHEET, problems, "base.yaml")
    assert made is not None, problems.found
    return made


def style(name: str = "本文", **changes) -> TextStyle:
    """A style of the shipped stylesheet, 10 pt on 16 pt for easy sums."""
    return replace(design().texts[name], **({"size_pt": 10.0, "leading_pt": 16.0} | changes))


def set_text(
    text: str | tuple[Run, ...], width_pt: float, wanted: TextStyle | None = None, first_pt: float = 0
) -> SetText:
    """The text in a box of this width."""
    runs = (Run(text),) if isinstance(text, str) else text
    setter = Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS})
    return setter.set(runs, wanted or style(), Measure(first_pt, 0, width_pt))


def words(line: Line) -> str:
    """The characters of a line."""
    return "".join("".join(part) for span in line.spans for part in span.texts)


class Placed(NamedTuple):
    """A unit and where it stands, in points."""

    unit: str
    x0: float
    x1: float


def placed(line: Line, size_pt: float) -> list[Placed]:
    """Every unit of a line, as a viewer would put it."""
    x, em, out = line.x_pt, size_pt / 1000, []
    for span in line.spans:
        for part, shift in zip(span.texts, span.shifts_mem, strict=True):
            for unit in part:
                out.append(Placed(unit, x, x + advance(unit) * em))
                x += (advance(unit) + line.spacing_mem) * em
            x += shift * em
    return out


def laid_out(*blocks: Block, part: str = "本文", wanted: Design | None = None) -> Layout:
    """A document of one part."""
    galley = Galley("題", "", "", None, (Part(part, blocks),))
    return lay_out(galley, wanted or design(), {"明朝": METRICS, "ゴシック": METRICS})


def text_by_structure(layout: Layout) -> list[str]:
    """Characters of each element that has any, in document order: what a screen reader says."""
    said: dict[int, list[str]] = defaultdict(list)
    for page in layout.pages:
        for text in page.texts:
            if text.element != ARTIFACT:
                said[text.element] += [words(line) for line in text.text.lines[text.first : text.last]]
    return ["".join(said[k]) for k in sorted(said)]


def text_of(blocks: tuple[Block, ...]) -> str:
    """All characters of the blocks in reading order."""
    out = []
    for block in blocks:
        if isinstance(block, Para):
            out.append(plain(block.label) + plain(block.runs))
        elif isinstance(block, Grid):
            cells = [cell for row in (*block.head, *block.rows) for cell in row.cells]
            out += [plain(p.label) + plain(p.runs) for cell in cells for p in cell.paras]
    return "".join(out)


def para(text: str, name: str = "前文", label: str = "") -> Para:
    """A paragraph of one run."""
    return Para(name, (Run(text),), (Run(label),) if label else ())


def cell(text: str, columns: int = 1, rows: int = 1, name: str = "表本文") -> Cell:
    """A cell of one paragraph."""
    return Cell((para(text, name),), columns, rows)


def row(*texts: str, name: str = "表本文") -> Row:
    """A row of plain cells."""
    return Row(tuple(cell(text, name=name) for text in texts))


def grid(head: tuple[str, ...], *rows: Row) -> Grid:
    """A table with one head row."""
    return Grid("役割分担表", (row(*head, name="表見出し"),) if head else (), rows, "表")


JAPANESE = "あいうかがきくしたてなのはまをんっゃょァィッュー々〜日本国連携協約書市町村甲乙第条項号年月別表一二三四五"
MARKS = "、。，．「」（）『』【】・：；！？……――％℃￥　"
WESTERN = "0123456789０１２３abcxyzABC .,()-/:%"
texts = st.text(alphabet=JAPANESE * 3 + MARKS * 2 + WESTERN * 2, min_size=1, max_size=120).filter(
    lambda t: t.strip(" \u3000") != ""
)
plain_texts = st.text(alphabet=JAPANESE + "、。（）", min_size=1, max_size=60)
