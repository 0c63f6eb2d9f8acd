"""Blocks -> pages: paragraphs with widow control, what must stay together, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from pipeline.galley import Block, Drawing, Grid, Image, PageBreak, Para, Part
from pipeline.galley.outline import leads_nowhere
from pipeline.galley.styles import ABOVE_TABLE, BELOW_TABLE, COLOPHON_STYLE, DRAWING_STYLE, PICTURE_STYLE
from pipeline.typeset.elements import Elements, Owners
from pipeline.typeset.entries import entry_styles
from pipeline.typeset.figures.drawings import DrawingFlow
from pipeline.typeset.figures.images import ImageFlow
from pipeline.typeset.kept import are_remarks, ends_at, leads
from pipeline.typeset.layout import Fill, Rule
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.page_builder import SLACK_PT, Sheets
from pipeline.typeset.replay import MOST_IN_ROW, Before, Hit, Memory, Onto, Page, Seen
from pipeline.typeset.signature_boxes import SignatureBoxes, beside
from pipeline.typeset.styling.design import Design, TextStyle
from pipeline.typeset.styling.stylesheet import Keep
from pipeline.typeset.tables.grids import GridFlow
from pipeline.typeset.tables.table import BELOW_TITLE_PT, BLANK, Around

# Lines of a paragraph that stay together at either side of a page break (house; JLReq 4.2 leaves it open).
WIDOW_LINES = 2
_GLADLY, _ALWAYS = (Keep.PREFERRED, Keep.ALWAYS), (Keep.ALWAYS,)
# Notes right below a table ask for no more of a page than this (house).
_MOST_BELOW = 0.2
_CAPTION: frozenset[str] = frozenset({PICTURE_STYLE})
# How far a band reaches above and below the em box of its letters.
_RIM_EM = 0.2
# And how much further down a rule stands.
_BELOW_EM = 0.1
# Level of a bookmark to a paragraph that is no heading.
BELOW_HEADINGS = 7


class Flow:
    """Fills the pages with the blocks of a document."""

    def __init__(
        self, design: Design, setter: Setter, sheets: Sheets, elements: Elements, memory: Memory | None = None
    ) -> None:
        self._memory = memory
        # Known blocks in a row, up to the one at hand.
        self._hits: list[Hit] = []
        # Up to which block of the part this one looked.
        self._looked = 0
        self._design, self._setter, self._sheets, self._elements = design, setter, sheets, elements
        self._grids = GridFlow(design, setter, sheets, elements)
        self._drawings = DrawingFlow(design, setter, sheets, elements)
        self._images = ImageFlow(design, sheets, elements)
        self._boxes = SignatureBoxes(design, setter, sheets, elements)
        self._entries: Mapping[str, TextStyle] = {}
        # By identity: the galley outlives the flow.
        self._ready: dict[int, SetPara] = {}
        # Tables and drawings that begin on a page which does not hold them.
        self._parted: set[int] = set()
        # Space before is kept where the author begins a page, dropped where the text happens to.
        self._fresh = True

    @property
    def narrow(self) -> tuple[Grid, ...]:
        """Tables in which a number would be parted."""
        return self._grids.narrow

    def part(self, part: Part) -> None:
        """A part, on pages of its own."""
        blocks = part.blocks
        if part.opens is not None:
            self._elements.begin_paper(part.opens.title)
        self._sheets.begin_part(part)
        if part.inserted is not None:
            self._sheets.insert(part.inserted)
            return
        self._grids.begin_part(blocks)
        self._boxes.begin_part(blocks)
        self._entries = entry_styles(blocks, self._design.texts, self._setter)
        self._fresh = True
        n = 0
        while n < len(blocks):
            if self._memory is None or self._boxes.moves:
                self._block(blocks, n)
                n += 1
            else:
                n += self._remembered(blocks, n, self._memory)
        self._end_row()

    def _block(self, blocks: Sequence[Block], n: int) -> None:
        block = blocks[n]
        self._sheets.change_spaces()
        match block:
            case PageBreak():
                self._sheets.new_page()
                self._sheets.begin_stretch()
                if any(isinstance(b, Grid) and b.style == COLOPHON_STYLE for b in blocks[n + 1 : n + 3]):
                    self._sheets.end_chapters()
                self._fresh = True
            case Grid():
                self._keep(blocks, n)
                self._grids.place(block, self._around(blocks, n, block.style))
                self._fresh = False
            case Drawing():
                self._keep(blocks, n)
                tail = self._around(blocks, n, DRAWING_STYLE).tail_pt
                self._drawings.place(block, tail, whole=id(block) not in self._parted)
                self._fresh = False
            case Image():
                self._keep(blocks, n)
                self._images.place(block)
                self._fresh = False
            case Para():
                self._keep(blocks, n)
                self._place(block)
                self._fresh = False
                if block.box is not None and beside(blocks, n)[1] == n + 1:
                    self._boxes.place(block, self._beside(blocks, n))
            case _:
                assert_never(block)

    def _remembered(self, blocks: Sequence[Block], n: int, memory: Memory) -> int:
        """Places block n, or a row from it on, as it was placed in another document, if all was the same; how many."""
        sheets, elements, block = self._sheets, self._elements, blocks[n]
        if isinstance(block, PageBreak | Image):
            self._end_row()
            self._block(blocks, n)
            return 1
        made, sheet = len(elements.made), id(sheets.sheet)
        page = Page(sheets.y_pt, self._fresh, len(sheets.pages), sheet)
        inside = self._inside(blocks, n)
        titled = isinstance(block, Grid) and _titled(blocks, n)
        before = Before(id(block), inside, titled, self._is_parted(blocks, n), page, made, elements.open)
        to = Onto(sheets, elements, self._grids.sisters, self._lines)
        row = memory.row(before, blocks, n, self._parted, to)
        if row is not None:
            self._end_row()
            self._fresh = False
            self._parted.update(row[1].seen.parted)
            return row[0]
        came = memory.again(before, blocks, n, to)
        if came is not None:
            self._hits.append(Hit(before, block, came))
            if len(self._hits) == MOST_IN_ROW:
                self._end_row()
            self._fresh = False
            self._parted.update(came.seen.parted)
            return 1
        self._end_row()
        start, self._looked, parted = to.start(), n, len(self._parted)
        self._block(blocks, n)
        if not self._grids.some_narrow:
            seen = blocks[n : self._looked + 2]
            lines = [self._lines(b) if isinstance(b, Para) else 0 for b in seen[1:]]
            new = [id(b) for b in seen if not isinstance(b, Para)][: len(self._parted) - parted]
            memory.keep(before, start, Seen(tuple(seen), tuple(lines), n + len(seen) == len(blocks), tuple(new)), to)
        return 1

    def _end_row(self) -> None:
        """What comes next does not belong to the row of known blocks."""
        if self._memory is not None and self._hits:
            self._memory.keep_row(self._hits)
            self._hits = []

    def _place(self, para: Para) -> None:
        ready, sheets = self._set(para), self._sheets
        style = ready.style
        if self._fresh or not sheets.at_top:
            sheets.y_pt -= sheets.space(style.before_pt, style)
        owners = self._elements.paragraph(para, style)
        done = 0
        while True:
            fit = self._fitting(ready, done)
            if not fit:
                sheets.new_page()
                continue
            if done == 0 and para.outline is not None:
                sheets.bookmark(self._elements.level or BELOW_HEADINGS, para.outline)
            if done == 0 and para.anchor is not None:
                sheets.anchor(para.anchor)
            self._put(ready, owners, done, done + fit)
            if ready.text.dressed:
                for anchor in _between(sheets.foot.marks(ready.text), done, done + fit):
                    sheets.call(anchor, self._elements, owners.text)
            done += fit
            if done >= ready.lines:
                break
            sheets.new_page()
        sheets.y_pt -= sheets.space(style.after_pt, style)

    def _put(self, ready: SetPara, owners: Owners, first: int, last: int) -> None:
        sheets, x = self._sheets, self._sheets.frame.left_pt
        if ready.style.decorated:
            self._decorate(ready.style, last - first, last >= ready.lines)
        if ready.label is not None and first == 0:
            sheets.put((owners.label, ()), x + ready.style.start_pt, sheets.y_pt, ready.label, 0, 1)
        sheets.put((owners.text, owners.inlines), x, sheets.y_pt, ready.text, first, min(last, len(ready.text.lines)))
        sheets.y_pt -= (last - first) * ready.style.leading_pt

    def _decorate(self, style: TextStyle, lines: int, ends: bool) -> None:
        """The band behind so many lines from here on, the bar at their left, the rule below the last of all."""
        sheets, colour = self._sheets, self._design.colour
        left, top = sheets.frame.left_pt, sheets.y_pt
        right, bottom = sheets.frame.right_pt - style.right_pt, top - lines * style.leading_pt
        # As much is free above the letters of a band and below them as beside the line of them.
        rim = (style.leading_pt - style.size_pt) / 2 - _RIM_EM * style.size_pt
        if style.shade:
            sheets.fill(Fill(left, bottom + rim, right, top - rim, style.shade))
        if style.bar_pt:
            sheets.fill(Fill(left, bottom + rim, left + style.bar_pt, top - rim, 1.0, colour))
        if style.under_pt and ends:
            y = bottom + rim - _BELOW_EM * style.size_pt
            sheets.rule(Rule(left, y, right, y, style.under_pt, 1.0, colour))

    def _fitting(self, ready: SetPara, done: int) -> int:
        """How many of the remaining lines go on this page; none if the paragraph had better begin on the next."""
        lines = ready.lines - done
        fit = min(lines, int(self._sheets.left_pt / ready.style.leading_pt))
        if ready.text.dressed:
            fit = self._with_notes(ready, done, fit)
        if fit < lines:
            fit = min(fit, lines - WIDOW_LINES)
            if fit < (1 if done else WIDOW_LINES):
                fit = 1 if self._sheets.at_top else 0
        return fit

    def _with_notes(self, ready: SetPara, done: int, fit: int) -> int:
        """So many of these lines that the notes that they call have room below them."""
        sheets, marks = self._sheets, self._sheets.foot.marks(ready.text)
        if not marks:
            return fit
        for lines in range(fit, 0, -1):
            notes = sheets.foot.least_pt(_between(marks, done, done + lines), sheets.frame.width_pt)
            if lines * ready.style.leading_pt + notes <= sheets.left_pt:
                return lines
        return 0

    def _notes_pt(self, ready: SetPara, lines: int) -> float:
        """What the notes ask for that the first lines of a paragraph call."""
        foot = self._sheets.foot
        return foot.least_pt(_between(foot.marks(ready.text), 0, lines), self._sheets.frame.width_pt)

    def _lines(self, para: Para) -> int:
        return self._set(para).lines

    def _set(self, para: Para) -> SetPara:
        ready = self._ready.get(id(para))
        if ready is None:
            style = self._entries.get(para.style) or self._boxes.style(para)
            ready = self._ready[id(para)] = set_para(self._setter, para, style, self._sheets.frame.width_pt)
        return ready

    def _beside(self, blocks: Sequence[Block], n: int) -> list[SetPara]:
        """The lines that have the box of block n."""
        return [self._set(block) for block in blocks[slice(*beside(blocks, n))] if isinstance(block, Para)]

    def _keep(self, blocks: Sequence[Block], n: int) -> None:
        """Begins a new page if what must stand together with block n does not fit on this one."""
        if self._sheets.at_top or self._fresh:
            return
        frame = self._sheets.frame.height_pt
        left, whole = self._sheets.left_pt, not self._is_parted(blocks, n)
        inside = self._inside(blocks, n)
        together = self._chain_pt(blocks, n, _GLADLY, whole=whole, group=inside)
        if together > frame and not inside:
            together = self._chain_pt(blocks, n, _GLADLY, whole=whole, group=True)
        if together > frame:
            together = self._chain_pt(blocks, n, _ALWAYS, whole=whole)
        if left >= together or together > frame + SLACK_PT:
            return
        # A table or figure is kept whole only if little of the page stays empty for it.
        if whole and left > BLANK * frame and self._chain_pt(blocks, n, _GLADLY, whole=False) <= left:
            self._parted.update([id(block) for block in blocks[n:] if not isinstance(block, Para)][:1])
        else:
            self._sheets.new_page()

    def _inside(self, blocks: Sequence[Block], n: int) -> bool:
        """Whether block n stands in a chain that was found longer than a page, or to have room, where it began."""
        above = blocks[n - 1] if n else None
        if not isinstance(above, Para) or leads_nowhere(above, blocks[n]):
            return False
        return self._design.texts[above.style].keep in _GLADLY

    def _keeps(self, blocks: Sequence[Block], k: int, keeps: tuple[Keep, ...]) -> bool:
        """Whether paragraph k stays with what is behind it: by its style, or since it is an item with items of its own."""
        block, following = blocks[k], blocks[k + 1] if k + 1 < len(blocks) else None
        if not isinstance(block, Para):
            return False
        if self._design.texts[block.style].keep in keeps:
            return not leads_nowhere(block, following)
        return leads(blocks, k, self._design) or (keeps == _GLADLY and self._leaves_one_line(blocks, k))

    def _leaves_one_line(self, blocks: Sequence[Block], k: int) -> bool:
        """Whether behind short remark k stands one line more, the last: a page would hold it alone."""
        if not are_remarks(blocks, k):
            return False
        self._looked = max(self._looked, k + 1)
        lines = [self._set(block).lines for block in blocks[k : k + 2] if isinstance(block, Para)]
        return lines[0] < 2 * WIDOW_LINES and lines[1] == 1 and ends_at(blocks, k + 1)

    def _around(self, blocks: Sequence[Block], n: int, name: str) -> Around:
        """What stands around table or drawing n, of style `name`, and belongs to it; of long notes, the first lines."""
        style, sheets = self._design.grids[name], self._sheets
        belonging = _CAPTION if name == DRAWING_STYLE else BELOW_TABLE
        before = sheets.space(style.before_pt, style)
        before = min(BELOW_TITLE_PT, before) if _titled(blocks, n) else before
        tail, space = 0.0, sheets.space(style.after_pt, style)
        for k in range(n + 1, len(blocks)):
            note = blocks[k]
            self._looked = max(self._looked, k)
            if not isinstance(note, Para) or note.style not in belonging:
                break
            ready = self._set(note)
            lines = ready.lines if ready.lines < 2 * WIDOW_LINES else WIDOW_LINES
            height = space + sheets.space(ready.style.before_pt, ready.style) + lines * ready.style.leading_pt
            if tail and tail + height > _MOST_BELOW * sheets.frame.height_pt:
                break
            tail, space = tail + height, sheets.space(ready.style.after_pt, ready.style)
            if lines < ready.lines:
                break
        return Around(before, tail)

    def _is_parted(self, blocks: Sequence[Block], n: int) -> bool:
        """Whether it was decided that a page ends within block n, or within what it leads to."""
        if not self._parted:
            return False
        k = n
        while k + 1 < len(blocks):
            if not self._keeps(blocks, k, _GLADLY):
                break
            k += 1
        return id(blocks[k]) in self._parted

    def _begins_group(self, blocks: Sequence[Block], k: int) -> bool:
        """Whether a chain that is longer than a page may be parted before block k: where its style leaves space (a signer)."""
        above, block = blocks[k - 1], blocks[k]
        if not (isinstance(above, Para) and isinstance(block, Para)):
            return False
        texts = self._design.texts
        return texts[block.style].before_pt > 0 and texts[above.style].keep is Keep.PREFERRED

    def _chain_pt(
        self, blocks: Sequence[Block], n: int, keeps: tuple[Keep, ...], *, whole: bool = True, group: bool = False
    ) -> float:
        """Height of block n and all that its style keeps with it, and the beginning of what follows them.

        `whole`: of a short table or figure, all. `group`: only up to where a chain may be parted.
        """
        total, space = 0.0, self._sheets.space
        for k in range(n, len(blocks)):
            if total > self._sheets.frame.height_pt or (group and k > n and self._begins_group(blocks, k)):
                break
            self._looked = max(self._looked, k)
            match blocks[k]:
                case Para() as para:
                    ready = self._set(para)
                    total += space(ready.style.before_pt, ready.style)
                    after = space(ready.style.after_pt, ready.style)
                    if para.box is not None:  # lines beside one box stand together
                        end = beside(blocks, k)[1]
                        total += ready.lines * ready.style.leading_pt
                        if k + 1 < end:
                            total += after
                            continue
                        total += self._boxes.lack_pt(self._beside(blocks, k))
                        if ready.style.keep not in keeps:
                            return total
                        total += after
                        continue
                    if not self._keeps(blocks, k, keeps):
                        lines = ready.lines if ready.lines < 2 * WIDOW_LINES else WIDOW_LINES
                        return total + lines * ready.style.leading_pt + self._notes_pt(ready, lines)
                    total += ready.lines * ready.style.leading_pt + after
                    total += self._notes_pt(ready, ready.lines)
                case Grid() as grid:
                    return total + self._grids.least_pt(grid, self._around(blocks, k, grid.style), whole=whole)
                case Drawing() as drawing:
                    tail = self._around(blocks, k, DRAWING_STYLE).tail_pt
                    return total + self._drawings.least_pt(drawing, tail, whole=whole)
                case Image() as image:
                    total += self._images.height_pt(image)
                case PageBreak():
                    return total
                case _ as never:
                    assert_never(never)
        return total


def _titled(blocks: Sequence[Block], n: int) -> bool:
    """Whether the title or the unit of table n stands right above it."""
    above = blocks[n - 1] if n else None
    return isinstance(above, Para) and above.style in ABOVE_TABLE


def _between(marks: Sequence[tuple[int, str]], first: int, last: int) -> list[str]:
    """The anchors of the notes that lines `first` up to `last` call."""
    return [anchor for line, anchor in marks if first <= line < last]
