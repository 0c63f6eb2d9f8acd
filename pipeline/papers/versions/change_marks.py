"""What changed since a version -> the galley with marks on it: changed words underlined, rows 新規, 拡充, 縮小 or 終了.

Where the words did not change nothing is marked. What is gone leaves no mark: it stands in the 新旧対照表.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.comparing import figures
from pipeline.comparing.changes import Compared
from pipeline.comparing.long_diff import differing
from pipeline.comparing.merged import Merged, merged
from pipeline.comparing.node import PARTED, Node
from pipeline.comparing.pairing import columns
from pipeline.galley import Cell, Galley, Para, Row, Run, plain
from pipeline.galley.blocks import each_para
from pipeline.galley.styles import TOTAL_STYLE
from pipeline.labels import versions as labels
from pipeline.late.dataclass import dataclass

_UNDERLINED = "下線"
# Names that share so many of their pairs of letters are one name that was reworded.
_SAME_NAME = 0.3
Ranges = list[tuple[int, int]]


@dataclass(slots=True)
class _Marks:
    """Changed stretches of paragraphs, and words to stand before them, by the identity of the paragraph."""

    ranges: dict[int, Ranges] = field(default_factory=dict)
    leads: dict[int, str] = field(default_factory=dict)


def with_marks(galley: Galley, compared: Compared, *, underlined: bool, column: str | None) -> Galley:
    """The galley with the marks of its changes; `compared` is its tree beside that of the version."""
    marks = _Marks()
    for part in merged(compared).walk():
        if part.node.listed or part.new is None:
            continue
        if underlined:
            _underline(part, marks)
        if column is not None and part.node.kind == "表":
            _rows(part, column, marks)

    def marked(para: Para) -> Para:
        ranges, lead = marks.ranges.get(id(para)), marks.leads.get(id(para))
        runs = para.runs if ranges is None else tuple(_cut(para.runs, ranges))
        return para if ranges is None and lead is None else replace(para, runs=(*((Run(lead),) if lead else ()), *runs))

    return each_para(galley, marked)


def _underline(part: Merged, marks: _Marks) -> None:
    """The words of one node that the version did not have."""
    new = part.new
    assert new is not None
    if part.old is None:
        found: Ranges = [(0, len(new.words))]
    elif part.old.words != new.words:
        found = [(d.b0, d.b1) for d in differing(part.old.words, new.words) if d.b1 > d.b0]
    else:
        return
    if isinstance(new.source, Para):
        marks.ranges[id(new.source)] = found
    elif isinstance(new.source, Cell) and not new.is_joined:
        _in_cell(new.source.paras, found, marks)


def _in_cell(paras: Sequence[Para], found: Ranges, marks: _Marks) -> None:
    """Ranges of the words of a cell as those of its paragraphs, whose labels are among them."""
    at = 0
    for para in paras:
        begin = at + len(plain(para.label))
        end = begin + len(plain(para.runs))
        own = [(max(a, begin) - begin, min(b, end) - begin) for a, b in found if a < end and b > begin]
        if own:
            marks.ranges[id(para)] = own
        at = end + len(PARTED)


def _cut(runs: Iterable[Run], ranges: Ranges) -> Iterator[Run]:
    """Runs with those stretches underlined; a run of another style keeps it."""
    at = 0
    for run in runs:
        end = at + len(run.text)
        if run.style is not None or run.ruby is not None or run.page_of is not None:
            yield run
            at = end
            continue
        edges = sorted({at, end, *(e for r in ranges for e in r if at < e < end)})
        for a, b in pairwise(edges):
            inside = any(s <= a and b <= e for s, e in ranges)
            origin = run.origin
            if origin is not None and len(edges) > 2:
                origin = replace(origin, start=origin.start + a - at, end=origin.start + b - at)
            yield replace(run, text=run.text[a - at : b - at], style=_UNDERLINED if inside else None, origin=origin)
        at = end


def _rows(table: Merged, column: str, marks: _Marks) -> None:
    """The marks of the rows of a table that has such a column."""
    assert table.new is not None
    heads = columns.heads(table.new)
    place = next((n for n, name in enumerate(heads) if name.replace(PARTED, "").startswith(column)), None)
    if place is None:
        return
    before = columns.heads(table.old) if table.old is not None else ()
    for row in table.below:
        if row.new is None or row.new.kind != "行":
            continue
        said = _said(row, place, before, heads)
        first = _key_para(row.new)
        if said is not None and first is not None and first.style != TOTAL_STYLE:
            marks.leads[id(first)] = labels.row_mark(said)


def _said(row: Merged, place: int, before: tuple[str, ...], heads: tuple[str, ...]) -> labels.RowMark | None:
    """新規 for a row that the version did not have; else by the amount in the column, where both rows have one."""
    new = _amount(row.new, place)
    if row.old is None or _is_another(row.old, row.new):
        return "新規" if new is not None else None
    pairs = columns.paired(before, heads) if before else {}
    was = next((old for old, at in pairs.items() if at == place), place)
    old = _amount(row.old, was)
    if old is None or new is None or old == new:
        return None
    if not new:
        return "終了"
    if not old:
        return "新規"
    return "拡充" if new > old else "縮小"


def _is_another(old: Node, new: Node | None) -> bool:
    """Whether a row stands where one of another name stood: what was done ended, and something else began."""
    names = [next((cell.words for cell in row.children if not cell.is_joined), "") if row else "" for row in (old, new)]
    shared = sum((Counter(pairwise(names[0])) & Counter(pairwise(names[1]))).values())
    return names[0] != names[1] and 2 * shared < _SAME_NAME * sum(max(len(name) - 1, 0) for name in names)


def _amount(row: Node | None, place: int) -> Decimal | None:
    """The first figure of a cell; None where it says none."""
    cell = next((c for c in row.children if c.column == place and not c.is_joined), None) if row is not None else None
    return figures.first(cell.words) if cell is not None else None


def _key_para(row: Node) -> Para | None:
    """The first paragraph of the cell that names a row."""
    if not isinstance(row.source, Row):
        return None
    own = next((c for c in row.children if not c.is_joined and c.words), None)
    cell = own.source if own is not None else None
    return cell.paras[0] if isinstance(cell, Cell) else None
