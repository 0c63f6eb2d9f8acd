"""What changes -> HTML: one file each, no script, no font or picture from elsewhere, every value escaped.

Tables carry a caption and scoped heads, changed words are del and ins, so that a reader that speaks the page tells them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import lcm
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.amending.differences.word_diff import differences
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.papers.change_list import Side, groups
from pipeline.papers.changes import Entry, Report
from pipeline.papers.side_by_side.comparison import Block, at_one_height
from pipeline.papers.side_by_side.placing import placed

# So many equal changes are shown together.
_MANY = 3


@dataclass(frozen=True, slots=True)
class Owned:
    """One change and the documents that make it."""

    entry: Entry
    documents: frozenset[str]


@cache
def environment() -> Environment:
    """The templates of all pages; values are escaped."""
    return Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def comparison_page(title: str, blocks: Sequence[Block], house: House) -> str:
    """新旧対照表 as a page, with the columns, their names and the marks of the house; rows of tables in cells."""
    rows = []
    raster = lcm(*(len(line.cells) or 1 for b in blocks for p in b.pairs for line in (p.old, p.new)))
    for block in blocks:
        for pairs in at_one_height(block):
            old, new = [p.old for p in pairs], [p.new for p in pairs]
            sides = (new, old) if house.sides.new_first else (old, new)
            rows.append([placed([side], raster) for side in sides] if house.sides.stacked else placed(sides, raster))
    marks = ("ins", "del") if house.sides.new_first else ("del", "ins")
    page = environment().get_template("stacked.html.j2" if house.sides.stacked else "comparison.html.j2")
    return page.render(
        title=title, names=house.sides.names, remark=house.marks.remark, rows=rows, marks=marks, raster=raster
    )


def report_page(title: str, found: Report, sides: tuple[Side, Side] | None = None) -> str:
    """変更一覧 as a page: what is equal in several places, what somebody wrote, then what follows from it.

    `sides`: the two papers, told above the list. Rows are shown and hidden by kind without a script.
    """
    lists = (
        ("内容の変更", [e for e in found.entries if not e.automatic and e.kind != "引用のみ"]),
        ("引用だけの変更", [e for e in found.entries if e.kind == "引用のみ"]),
        ("番号だけの変更", [e for e in found.entries if e.kind == "番号のみ"]),
    )
    page = environment().get_template("report.html.j2")
    cited = {e.id: e for e in found.entries}
    return page.render(
        title=title,
        sides=[(side, _said(side.day)) for side in sides or ()],
        lists=lists,
        kinds=dict.fromkeys(e.kind for e in found.entries),
        groups=[g for g in groups(found.entries) if len(g.entries) >= _MANY or g.others],
        cited=cited,
        guesses=found.guesses,
        differing=_differing,
    )


def matrix_page(
    title: str,
    documents: Sequence[tuple[str, str]],
    changes: Sequence[Owned],
    unmade: Sequence[tuple[str, str, str]] = (),
) -> str:
    """Which change stands in which document; those of all documents last.

    `documents`: name, and what heads its column; `unmade`: the same of those that could not be made, with the reason.
    """
    some = [c for c in changes if len(c.documents) < len(documents)]
    every = [c for c in changes if len(c.documents) == len(documents)]
    page = environment().get_template("matrix.html.j2")
    return page.render(title=title, documents=documents, some=some, every=every, unmade=unmade, differing=_differing)


def _said(day: str) -> str:
    """An ISO date as a paper says it; "" stays."""
    return wareki.format(date.fromisoformat(day)) if day else ""


def _differing(entry: Entry) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Old and new words in pieces that stay or differ."""
    found = differences(entry.old, entry.new)
    return [(a, differ) for a, _, differ in found if a], [(b, differ) for _, b, differ in found if b]
