"""Blocks of a galley -> WordprocessingML text: paragraphs with named styles, labels with bookmarks, tables."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.galley import Block, Drawing, Grid, Image, PageBreak, Para, Run, leads, plain
from pipeline.galley.outline import Outline, stands_alone
from pipeline.galley.styles import BELOW_TABLE, CONTENTS_STYLES, PICTURE_SOURCE_STYLE, PICTURE_STYLE
from pipeline.galley.tables.sisters import sisters
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx.body import amounts, columns, contents, signers, tables
from pipeline.writers.docx.body.drawings import DrawingWriter
from pipeline.writers.docx.body.filled import phrased, ragged, titles, whole_names, whole_numbers
from pipeline.writers.docx.body.filled.spread import spread
from pipeline.writers.docx.body.pictures import PictureWriter
from pipeline.writers.docx.body.runs import RunWriter, run_xml
from pipeline.writers.docx.parts.ooxml import (
    GAP_PARAGRAPH,
    KEPT_GAP_PARAGRAPH,
    SPECIAL,
    TEXT_CLOSE,
    TINY_PARAGRAPH,
    TINY_PARAGRAPH_ON_NEW_PAGE,
    bookmark_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.writers.docx.template.compiled import Template

# Twips between a table and a paragraph whose style has no space of its own.
_OFF_TABLE = 80
# And those above a picture.
_OFF_PICTURE = 220
_NO_LEVEL = 9
# A page may end here, whatever the style says.
_PARTED = '<w:keepNext w:val="0"/>'
# The head of a run without properties, and of one with them up to where its size stands.
_BARE_RUN = regex("<w:r>(?!<w:rPr>)")
_RUN_PROPERTIES = regex("(<w:r><w:rPr>(?:<w:rStyle [^>]*/>)?+(?:<w:spacing [^>]*/>)?+)(?!<w:sz )")
_PLAIN_CLOSE = f"{TEXT_CLOSE}</w:r></w:p>"


def cited_words(para: Para) -> str:
    """What the bookmark of a paragraph holds and a citation of it may repeat: 第3条 of a label, 別表 of a heading.

    The space behind a label and the brackets behind 別表 (（第3条関係）) stay outside.
    """
    if para.label:
        return plain(para.label).rstrip()
    words = plain(para.runs)
    head, bracket, _ = words.partition("（")
    return head if head and bracket else words


class BlockWriter:
    """Writes the blocks of one document; counts its bookmarks. `chars` is the width of the sheet at hand.

    `narrow` are the tables in which a number would be parted.
    """

    def __init__(self, template: Template, paras: Iterable[Para], notes: Sequence[Para] = ()) -> None:
        fields = template.contract.references == "フィールド"
        self.template = template
        self.narrow: list[Grid] = []
        self._openings = template.openings
        self._plain_openings = template.plain_openings
        cited: dict[str | None, str] = {p.anchor: cited_words(p) for p in paras if p.anchor} if fields else {}
        first = template.footnotes.first if template.footnotes is not None else 0
        self._notes = {note.anchor: number for number, note in enumerate(notes, first)}
        self._runs = RunWriter(template, cited, self._notes)
        self._cited = cited
        self._next_bookmark = template.first_bookmark
        self._anchors: set[str] = set()
        self._chars = 0
        self._outline = Outline()
        self._sisters: dict[int, tuple[Grid, ...]] = {}
        # By the identity of tables with the same columns; those of the stretch at hand.
        self._fits: dict[int, columns.Fit] = {}
        # By their identity, the tables of the stretch at hand with notes right below them.
        self._noted: frozenset[int] = frozenset()
        # Of those who sign, by the identity of their lines: how many letters further to the left they begin.
        self._moved: dict[int, int] = {}
        self._drawings = DrawingWriter(template, self._para)
        self.pictures = PictureWriter()

    def blocks(self, blocks: Iterable[Block], chars: int) -> str:
        """The content of a slot, or of as much of it as stands on one kind of sheet."""
        xml: list[str] = []
        self._chars = chars
        new_page, after_table = False, False
        every = tuple(blocks)
        styles, contract = self.template.styles, self.template.contract
        signed = signers.ends(every, styles, self.template.page_lines, self.template.pitch)
        self._moved = signers.moved(every, styles, chars * contract.size_pt, contract.fit_chars)
        self._sisters, self._fits = sisters(every), {}
        self._noted = frozenset(id(block) for block, below in itertools.pairwise(every) if _is_note(below))
        for block, following in itertools.zip_longest(every, every[1:]):
            match block:
                case PageBreak():
                    new_page = bool(xml)  # a part begins a page anyway
                    continue
                case Para():
                    apart = self._apart(block, after_table and not new_page, isinstance(following, Grid))
                    kept = "<w:keepNext/>" if _leads_to_source(block, following) else ""
                    kept = _PARTED if id(block) in signed or stands_alone(block, following) else kept
                    properties = kept + ("<w:pageBreakBefore/>" if new_page else "") + apart + self._flush(block)
                    properties += self._whole_names(block) + self._titled(block) + self._whole_numbers(block)
                    level = ragged.of_text(block, self.template.styles.justified) + self._level(block)
                    xml.append(self._in_body(block, properties, level))
                case Image():
                    xml.append(self._image(block, chars, "<w:pageBreakBefore/>" if new_page else ""))
                case Grid() | Drawing():
                    if new_page:
                        xml.append(TINY_PARAGRAPH_ON_NEW_PAGE)
                    elif after_table or (xml and isinstance(block, Drawing)):
                        xml.append(GAP_PARAGRAPH if after_table else KEPT_GAP_PARAGRAPH)
                    xml.append(
                        self.grid(block, chars)
                        if isinstance(block, Grid)
                        else self._drawings.table(block, chars, captioned=_is_title(following))
                    )
            new_page, after_table = False, isinstance(block, Grid | Drawing)
        if after_table:
            xml.append(TINY_PARAGRAPH)
        return "".join(xml)

    def _in_body(self, para: Para, properties: str, level: str) -> str:
        """A w:p that stands in no table; one that says the same of this document as it said of another is written once."""
        # What a note is numbered by is not told by its paragraph.
        seen = self.template.seen.get(id(para)) if self._own_hand and not self._notes else None
        if seen is None or seen.counted:
            return self._para(para, properties, level) if properties or level else self.para(para)
        number = self._next_bookmark if para.anchor is not None else 0
        way = (properties, level, self._chars, number, *[self._cited.get(target) for target in seen.cites])
        xml = seen.xml.get(way)
        if xml is None:
            return seen.keep(way, self._para(para, properties, level) if properties or level else self.para(para))
        if para.anchor is not None:
            self._place(para.anchor)
        return xml

    def para(self, para: Para) -> str:
        """A w:p. Nearly every cell holds one run of plain characters, which take the short way."""
        runs = para.runs
        if len(runs) == 1 and para.anchor is None and not para.label:
            run = runs[0]
            if run.text and run.style is run.target is run.ruby is None and SPECIAL.search(run.text) is None:
                return f"{self._plain_openings[para.style]}{run.text}{_PLAIN_CLOSE}"
        return self._para(para, "")

    def _image(self, image: Image, chars: int, properties: str) -> str:
        """A line as high as the picture, on the page of what is printed below it."""
        run = self.pictures.run(image, chars * self.template.contract.size_pt)
        spacing = f'<w:spacing w:before="{_OFF_PICTURE}" w:after="0" w:line="240" w:lineRule="auto"/>'
        opening = self._openings[PICTURE_STYLE]
        return f'{opening}<w:keepNext/>{properties}{spacing}<w:jc w:val="center"/></w:pPr>{run}</w:p>'

    def footnotes(self, notes: Iterable[Para]) -> str:
        """The w:footnote of each note."""
        return "".join(
            f'<w:footnote w:id="{self._notes[note.anchor]}">{self._note(note)}</w:footnote>' for note in notes
        )

    def _note(self, note: Para) -> str:
        """The words of a note; the mark leads to them, so that they are no place of their own."""
        aligned = ragged.of_text(note, self.template.styles.justified)
        return self._para(replace(note, anchor=None), self._whole_numbers(note), aligned)

    def grid(self, grid: Grid, chars: int) -> str:
        """A w:tbl as wide as a sheet of so many characters; one that holds no places and no citations is written once."""
        sisters = self._sisters.get(id(grid), ())
        if self._own_hand:
            kept = self.template.tables.get(grid, chars, sisters, noted=id(grid) in self._noted)
            if kept is not None:
                return kept
        xml, narrow = self._grid(grid, chars)
        if narrow:
            self.narrow.append(grid)
        elif self._own_hand and _stands_alone(grid):
            self.template.tables.keep(grid, chars, sisters, xml, noted=id(grid) in self._noted)
        return xml

    @property
    def _own_hand(self) -> bool:
        """Whether paragraphs are written as here: not by a writer of changes."""
        return type(self) is BlockWriter

    def _fit(self, grid: Grid, chars: int) -> columns.Fit:
        """That of tables with the same columns is found once, for all of them are looked at for it."""
        group = self._sisters.get(id(grid))
        if group is None:
            return columns.fit(grid, self.template.contract, chars)
        fit = self._fits.get(id(group))
        if fit is None:
            fit = self._fits[id(group)] = columns.fit(grid, self.template.contract, chars, group)
        return fit

    def _grid(self, grid: Grid, chars: int) -> tuple[str, bool]:
        fit = self._fit(grid, chars)
        half_points = self.template.styles.paragraph_half_points
        if fit.half_points is not None:
            half_points = dict.fromkeys(half_points, fit.half_points)
        moved = ragged.of_cells(grid, self.template.styles.justified, fit.widths, half_points)
        moved |= amounts.moved(grid, fit.widths, half_points) | spread(grid, fit.widths, half_points)
        moved |= phrased.in_cells(grid, fit.widths, half_points, self.template.styles)

        def para(para: Para) -> str:
            properties = moved.get(id(para))
            return self.para(para) if properties is None else self._para(para, properties)

        def kept(para: Para) -> str:
            """On the page of the next."""
            return self._para(para, f"<w:keepNext/>{moved.get(id(para), '')}")

        noted = id(grid) in self._noted
        xml = tables.table(grid, self.template, fit.widths, para if moved else self.para, kept, noted=noted)
        return xml if fit.half_points is None else _in_type(xml, fit.half_points), fit.narrow

    def _apart(self, para: Para, below: bool, above: bool) -> str:
        """Space that keeps a paragraph off the table above or below it, where its style has none."""
        if not (below or above) or para.style in CONTENTS_STYLES:
            return ""
        before, after = self.template.styles.spaces[para.style]
        sides = (
            f'w:before="{_OFF_TABLE}"' if below and not before else "",
            f'w:after="{_OFF_TABLE}"' if above and not after else "",
        )
        said = " ".join(filter(None, sides))
        return f"<w:spacing {said}/>" if said and not any(run.ruby for run in para.runs) else ""

    def _flush(self, para: Para) -> str:
        """The indent of a heading without number that takes more than one line: there is no label behind which they hang."""
        indent = self.template.styles.flush.get(para.style, "")
        if not indent or para.label or para.heading is None:
            return ""
        size_pt = self.template.styles.paragraph_half_points[para.style] / 2
        room = self._chars * self.template.contract.size_pt - 2 * size_pt
        return indent if width_em(plain(para.runs)) * size_pt > room else ""

    def _whole_names(self, para: Para) -> str:
        """The indents of a line of one who signs that begins elsewhere, or would end within a name."""
        fields = self.template.contract.fit_chars
        moved = self._moved.get(id(para), 0)
        if not moved and not any(run.style in fields for run in para.runs):
            return ""
        room = round(self._chars * self.template.contract.size_pt * 20)
        em = self.template.styles.paragraph_half_points[para.style] * 10
        indent = self.template.styles.indents[para.style]
        indent = replace(indent, left=indent.left - moved * em)
        change = whole_names.narrowed(para, indent, room, em, fields)
        left = indent.left + min(change, 0)
        sides = f' w:leftChars="{round(left * 100 / em)}" w:left="{left}"' if moved or change < 0 else ""
        sides += f' w:right="{change}"' if change > 0 else ""
        return f"<w:ind{sides}/>" if sides else ""

    def _titled(self, para: Para) -> str:
        """The indents of a title or heading that would be parted within a word."""
        em = self.template.styles.paragraph_half_points[para.style] * 10
        room_em = self._chars * self.template.contract.size_pt * 20 / em
        if para.style in titles.HEADINGS:
            return titles.of_heading(para, self.template.styles.indents[para.style], room_em, em)
        if para.style not in titles.TITLES or para.label:
            return ""
        return titles.indents(titles.narrowed(plain(para.runs), room_em), em)

    def _whole_numbers(self, para: Para) -> str:
        """The indent of a note that would part a number."""
        if para.style not in whole_numbers.NOTES:
            return ""
        room = round(self._chars * self.template.contract.size_pt * 20)
        em = self.template.styles.paragraph_half_points[para.style] * 10
        less = whole_numbers.shorter(para, self.template.styles.indents[para.style], room, em)
        return f'<w:ind w:right="{less}"/>' if less else ""

    def _level(self, para: Para) -> str:
        """The level in the outline, where it is not that of the style; 9 is none (ECMA-376 part 1, 17.3.1.20)."""
        level, of_style = self._outline.level(para), self.template.styles.outline_levels.get(para.style, _NO_LEVEL)
        wanted = _NO_LEVEL if level is None else level - 1
        return "" if wanted == of_style else f'<w:outlineLvl w:val="{wanted}"/>'

    def _para(self, para: Para, properties: str, level: str = "") -> str:
        write, runs, style = self._runs.write, para.runs, para.style
        inner = write(runs, style)
        if para.anchor is not None:
            inner = self._anchored(para, para.anchor, inner)
        elif para.label:
            inner = write(para.label, style) + inner
        properties += self._leader(para)
        if style in CONTENTS_STYLES:
            inner = _linked(para, inner)
        if "<w:ruby>" in inner:
            properties += self._room_for_readings(para)
        return f"{self._openings[style]}{properties}{level}</w:pPr>{inner}</w:p>"

    def _leader(self, para: Para) -> str:
        """Where dots lead to: the right edge of the sheet at hand, whatever the template's style says."""
        char_pt = self.template.contract.size_pt
        if para.style in CONTENTS_STYLES:
            half_points = self.template.styles.paragraph_half_points[para.style]
            return contents.entry_tab(para, self._chars, char_pt, half_points)
        return contents.right_tab(round(self._chars * char_pt * 20)) if any(map(leads, para.runs)) else ""

    def _room_for_readings(self, para: Para) -> str:
        """Word doubles the pitch of a line with readings unless its height is set; the grid has room for them."""
        return self.template.ruby_spacing[para.style] if any(run.ruby for run in para.runs) else ""

    def _anchored(self, para: Para, anchor: str, inner: str) -> str:
        """The bookmark holds the cited words alone: a field that refers to it prints 第3条."""
        number, words = self._place(anchor), cited_words(para)
        inside, outside = self._parted(para.label or para.runs, len(words), para.style)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{inside}'
            f'<w:bookmarkEnd w:id="{number}"/>{outside}{inner if para.label else ""}'
        )

    def _place(self, anchor: str) -> int:
        """The number of the bookmark of an anchor, which stands here."""
        if anchor in self._anchors:
            raise ValueError(f"anchor {anchor!r} stands twice in the galley")
        self._anchors.add(anchor)
        self._next_bookmark += 1
        return self._next_bookmark - 1

    def _parted(self, runs: Sequence[Run], at: int, style: str) -> tuple[str, str]:
        if len(runs) == 1 and runs[0].style is runs[0].target is runs[0].ruby is None:  # nearly every label
            return run_xml(runs[0].text[:at], ""), run_xml(runs[0].text[at:], "")
        inside, outside = _cut(runs, at)
        return self._runs.write(inside, style), self._runs.write(outside, style)


def _is_note(block: Block) -> bool:
    return isinstance(block, Para) and block.style in BELOW_TABLE


def _is_title(block: Block | None) -> bool:
    """Whether this is the title of the picture or drawing above it."""
    return isinstance(block, Para) and block.style == PICTURE_STYLE


def _leads_to_source(title: Block, below: Block | None) -> bool:
    """Whether the title of a picture has its source below it."""
    return (
        isinstance(title, Para) and _is_title(title) and isinstance(below, Para) and below.style == PICTURE_SOURCE_STYLE
    )


def _stands_alone(grid: Grid) -> bool:
    """Whether nothing in a table counts bookmarks or fields, or repeats the words of another place."""
    paras = [para for row in (*grid.head, *grid.rows) for cell in row.cells for para in cell.paras]
    runs = [run for para in paras for run in (*para.label, *para.runs)]
    return not any(para.anchor for para in paras) and not any(run.style or run.target or run.ruby for run in runs)


def _linked(para: Para, inner: str) -> str:
    """An entry of 目次 is a link as a whole, as in Word's own."""
    target = next((run.target for run in para.runs if run.target is not None), None)
    if target is None:
        return inner
    return f'<w:hyperlink w:anchor="{bookmark_name(target)}" w:history="1">{inner}</w:hyperlink>'


def _in_type(xml: str, half_points: int) -> str:
    """The same with every run in type of this size. In w:rPr the size stands behind the style and the spacing."""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return _RUN_PROPERTIES.sub(rf"\1{size}", _BARE_RUN.sub("<w:r><w:rPr></w:rPr>", xml))


def _cut(runs: Sequence[Run], at: int) -> tuple[list[Run], list[Run]]:
    """The runs up to a character, and those behind it. A run with a reading is not cut."""
    before: list[Run] = []
    behind: list[Run] = []
    for run in runs:
        if at >= len(run.text) or (run.ruby and at > 0):
            before.append(run)
        elif at <= 0:
            behind.append(run)
        else:
            before.append(replace(run, text=run.text[:at]))
            behind.append(replace(run, text=run.text[at:]))
        at = max(0, at - len(run.text))
    return before, behind
