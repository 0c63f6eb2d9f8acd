"""見え消し: lines with what goes, comes and moves -> a .docx whose changes Word accepts and rejects.

w:ins and w:del; a clause that moves is w:moveFrom at its old place and w:moveTo at the new one, each whole paragraphs between
the marks of a range that bear one name. What was changed on the way is w:del at the old and w:ins at the new place, so
that accepting all gives the new text and rejecting all the old one (I11). Runs keep the styles of their paragraphs, and
numbers are words, so that renumbering is seen.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pipeline.galley import Block, Cell, Drawing, Galley, Grid, Para, Part, Row, Run
from pipeline.galley.blocks import Image
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.papers.redline import Fate, RedLine, Stretch
from pipeline.provision.alike.particulars import style_of
from pipeline.provision.unit import readable
from pipeline.writers.docx.body.blocks import BlockWriter
from pipeline.writers.docx.body.drawings import DrawingWriter, KeptWriter
from pipeline.writers.docx.body.runs import as_tab, run_xml
from pipeline.writers.docx.parts.ooxml import TEXT_CLOSE, TEXT_OPEN, attribute, bookmark_name
from pipeline.writers.docx.write import write_with

if TYPE_CHECKING:
    from pipeline.diagnostics import Problems
    from pipeline.writers.docx.template.compiled import Template

_STYLES = {
    "題名": "題名", "前文": "前文", "末文": "末文", "附則": "附則見出し", "見出し": "条見出し",
    "条": "条", "項": "項", "号": "号", "細分": "号細分", "小細分": "号細分2", "細分3": "号細分3", "細分4": "号細分4",
    "編": "章見出し", "章": "章見出し", "章節": "節見出し", "款": "款見出し", "目": "款見出し", "後文": "後文", "各附則": "附則見出し",
    "別表": "別表見出し", "様式": "別表見出し", "節": "別表項目1", "小節": "別表項目2", "備考": "備考",
}  # fmt: skip
_TABLE = ("表", "部", "行")
_TABLE_STYLE = "役割分担表"
_ARTICLE = regex("第[^　]+条[^　]*　")
_DELETED_OPEN, _DELETED_CLOSE = '<w:delText xml:space="preserve">', "</w:delText>"
# Numbers of tracked changes; those of bookmarks and the template's own lie far below.
_FIRST_ID = 100_000

_ELEMENTS: dict[Fate, str] = {"加": "ins", "削": "del", "移元": "moveFrom", "移先": "moveTo"}

T = TypeVar("T", Para, Run, Row)
_RUN = regex("<w:r>.*?</w:r>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reviser:
    """Who made the changes and when, as Word shows it. `day` None: no date."""

    author: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Unmarked:
    """What is no part of the amended text and bears no marks: the cover, and 締結日 with 記名 in front of the 別表."""

    cover: tuple[Block, ...] = ()
    signature: tuple[Block, ...] = ()


def write(
    title: str, lines: Sequence[RedLine], unmarked: Unmarked, reviser: Reviser, template: Template, problems: Problems
) -> bytes:
    """The document. Raises Rejected as the writer of clean copies does."""
    at = next((n for n, line in enumerate(lines) if line.level in ("別表", "様式")), len(lines))
    marked = _Marked(lines)
    body = (*marked.blocks(lines[:at]), *unmarked.signature)
    held = (("表紙", unmarked.cover), ("本文", body), ("別表", tuple(marked.blocks(lines[at:]))))
    parts = tuple(Part(name, blocks) for name, blocks in held if blocks)
    galley = Galley(title, title, reviser.author, reviser.day, parts, (("題名", title),))
    return write_with(
        partial(_Writer, reviser=reviser, fates=marked.fates, ranges=marked.ranges), galley, template, problems
    )


def write_marked(
    galley: Galley, fates: Mapping[int, Fate], reviser: Reviser, template: Template, problems: Problems
) -> bytes:
    """A paper of any kind with the fates of its paragraphs, runs, rows and drawings. Raises Rejected as above."""
    galley = replace(galley, author=reviser.author, day=reviser.day)
    return write_with(partial(_Writer, reviser=reviser, fates=fates), galley, template, problems)


@dataclass(frozen=True, slots=True)
class _Range:
    """One paragraph of a move: the number of the move, which side of it, and whether it begins or ends there."""

    move: int
    element: str
    begins: bool
    ends: bool


class _Marked:
    """Lines -> blocks; `fates` holds those of their paragraphs, runs and rows by identity, for as long as they live."""

    def __init__(self, lines: Sequence[RedLine]) -> None:
        self.fates: dict[int, Fate] = {}
        # The moves that begin and end at a paragraph.
        self.ranges: dict[int, _Range] = {}
        held: dict[tuple[int, bool], list[RedLine]] = {}
        for line in lines:
            if line.move:
                held.setdefault((line.move, line.fate in ("移先", "加")), []).append(line)
        self._ends = {
            id(line): _Range(move, "moveTo" if comes else "moveFrom", line is every[0], line is every[-1])
            for (move, comes), every in held.items()
            for line in every
        }

    def blocks(self, lines: Sequence[RedLine]) -> Iterator[Block]:
        for in_table, group in itertools.groupby(lines, key=lambda line: line.level in _TABLE):
            if in_table:
                for table in _tables(list(group)):
                    yield from self._grids(table)
            else:
                yield from (self._line(line) for line in group)

    def _grids(self, lines: list[RedLine]) -> Iterator[Grid]:
        """Columns that come or go cannot be tracked: the table of the old columns goes, that of the new ones comes."""
        wide = max(len(line.cells) for line in lines)
        counts = dict.fromkeys(len(line.cells) for line in lines if line.level != "部")
        for count in counts or (wide,):
            held = [line for line in lines if len(line.cells) == count or (line.level == "部" and count == wide)]
            named = [line for line in held if line.level == "表" and any(line.cells)]
            head = tuple(self._row(line, "表見出し", count) for line in named)
            rows = tuple(self._row(line, "表本文", count) for line in held if line.level != "表")
            yield Grid(_TABLE_STYLE, head, rows, "役割分担")

    def _row(self, line: RedLine, style: str, count: int) -> Row:
        span = count if len(line.cells) == 1 else 1
        cells = (Cell((self._para(style, words, line.fate),), columns=span) for words in line.cells)
        return self._of(line.fate, Row(tuple(cells)))

    def _line(self, line: RedLine) -> Para:
        words = [stretch for stretch in line.cells[0] if stretch.text]
        style = _STYLES[line.level]
        if style == "後文":
            style = style_of("".join(stretch.text for stretch in words), style)
        if style.startswith("号") and words:  # plain text sets these in by blanks, a document by its style
            words[0] = Stretch(words[0].text.lstrip("　"), words[0].fate)
        if style == "項" and _ARTICLE.match("".join(stretch.text for stretch in words)):
            style = "条"
        para = self._para(style, words, line.fate)
        if (found := self._ends.get(id(line))) is not None:
            self.ranges[id(para)] = found
        return para

    def _para(self, style: str, words: Iterable[Stretch], fate: Fate) -> Para:
        runs = tuple(self._of(stretch.fate, Run(readable(stretch.text))) for stretch in words if stretch.text)
        return self._of(fate, Para(style, runs))

    def _of(self, fate: Fate, node: T) -> T:
        self.fates[id(node)] = fate
        return node


def _tables(lines: list[RedLine]) -> Iterator[list[RedLine]]:
    """One table after another; an old head with the new one right behind it heads the same."""
    table: list[RedLine] = []
    for before, line in zip([None, *lines], lines, strict=False):
        paired = before is not None and before.level == "表" and (before.fate, line.fate) == ("削", "加")
        if line.level == "表" and table and not paired:
            yield table
            table = []
        table.append(line)
    yield table


class _Writer(BlockWriter):
    """Writes the blocks of one document and numbers its changes."""

    def __init__(
        self,
        template: Template,
        paras: Iterable[Para],
        notes: Sequence[Para],
        reviser: Reviser,
        fates: Mapping[int, Fate],
        ranges: Mapping[int, _Range] | None = None,
    ) -> None:
        super().__init__(template, paras, notes)
        self._fates = fates
        self._ranges = ranges or {}
        self._range_ids: dict[tuple[int, str], int] = {}
        self._ids = itertools.count(_FIRST_ID)
        self._drawings = _MarkedDrawings(template, self._para, self._fates, self._tracked)
        when = f' w:date="{reviser.day.isoformat()}T00:00:00Z"' if reviser.day is not None else ""
        self._by = f'w:author="{attribute(reviser.author)}"{when}'

    def para(self, para: Para) -> str:
        return self._para(para, "") if id(para) in self._fates else super().para(para)

    def _between(self, found: _Range, xml: str) -> str:
        """A paragraph with the marks of the move that begins or ends at it."""
        key = found.move, found.element
        if found.begins:
            self._range_ids[key] = next(self._ids)
            name = f"move{found.move}"
            xml = f'<w:{found.element}RangeStart w:id="{self._range_ids[key]}" {self._by} w:name="{name}"/>{xml}'
        if found.ends:
            xml += f'<w:{found.element}RangeEnd w:id="{self._range_ids[key]}"/>'
        return xml

    def grid(self, grid: Grid, chars: int) -> str:
        lead, *rows = super().grid(grid, chars).split("<w:tr>")
        written = zip((*grid.head, *grid.rows), rows, strict=True)
        return lead + "".join("<w:tr>" + self._marked(row, xml) for row, xml in written)

    def _para(self, para: Para, properties: str, level: str = "") -> str:
        fate = self._fates.get(id(para))
        if fate is None:
            return super()._para(para, properties, level)
        mark = self._mark(fate)
        inner = self._named(para) + "".join(self._run(run) for run in para.runs)
        properties += self._leader(para)
        end = f"<w:rPr>{mark}</w:rPr>" if mark else ""
        xml = f"{self.template.openings[para.style]}{properties}{level}{end}</w:pPr>{inner}</w:p>"
        found = self._ranges.get(id(para))
        return xml if found is None else self._between(found, xml)

    def _image(self, image: Image, chars: int, properties: str) -> str:
        xml = super()._image(image, chars, properties)
        fate = self._fates.get(id(image), "同")
        if fate == "同":
            return xml
        marked = _RUN.sub(lambda run: self._tracked(run[0], fate), xml)
        return marked.replace("</w:pPr>", f"<w:rPr>{self._mark(fate)}</w:rPr></w:pPr>", 1)

    def _named(self, para: Para) -> str:
        """A bookmark at the head of a paragraph that others name by its page; its words are no field of theirs."""
        if para.anchor is None or para.anchor in self._anchors:
            return ""
        number = self._place(para.anchor)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(para.anchor)}"/><w:bookmarkEnd w:id="{number}"/>'
        )

    def _marked(self, row: Row, xml: str) -> str:
        """The mark of a row stands behind its other properties (ECMA-376 part 1, CT_TrPr)."""
        mark = self._mark(self._fates.get(id(row), "同"))
        if not mark:
            return xml
        if xml.startswith("<w:trPr>"):
            return xml.replace("</w:trPr>", f"{mark}</w:trPr>", 1)
        return f"<w:trPr>{mark}</w:trPr>{xml}"

    def _run(self, each: Run) -> str:
        run = as_tab(each)
        style = f'<w:rStyle w:val="{self.template.styles.characters[run.style]}"/>' if run.style is not None else ""
        return self._tracked(run_xml(run.text, style), self._fates.get(id(each), "同"))

    def _tracked(self, xml: str, fate: Fate) -> str:
        """A run that comes or goes."""
        match fate:
            case "加":
                return f'<w:ins w:id="{next(self._ids)}" {self._by}>{xml}</w:ins>'
            case "削":
                gone = xml.replace(TEXT_OPEN, _DELETED_OPEN).replace(TEXT_CLOSE, _DELETED_CLOSE)
                return f'<w:del w:id="{next(self._ids)}" {self._by}>{gone}</w:del>'
            case "移元":
                return f'<w:moveFrom w:id="{next(self._ids)}" {self._by}>{xml}</w:moveFrom>'
            case "移先":
                return f'<w:moveTo w:id="{next(self._ids)}" {self._by}>{xml}</w:moveTo>'
            case _:
                return xml

    def _mark(self, fate: Fate) -> str:
        if fate == "同":
            return ""
        return f'<w:{_ELEMENTS[fate]} w:id="{next(self._ids)}" {self._by}/>'


class _MarkedDrawings(DrawingWriter):
    """Drawings that come or go as a whole: their rows and runs bear the marks."""

    def __init__(
        self, template: Template, write_para: KeptWriter, fates: Mapping[int, Fate], tracked: Callable[[str, Fate], str]
    ) -> None:
        super().__init__(template, write_para)
        self._fates, self._tracked = fates, tracked

    def table(self, drawing: Drawing, chars: int, *, captioned: bool = False) -> str:
        xml = super().table(drawing, chars, captioned=captioned)
        fate = self._fates.get(id(drawing), "同")
        if fate == "同":
            return xml

        def marked(_: re.Match[str]) -> str:
            made = self._tracked("", fate)
            return f"{made[: made.index('>')]}/></w:trPr>"

        return _RUN.sub(lambda run: self._tracked(run[0], fate), re.sub("</w:trPr>", marked, xml))
