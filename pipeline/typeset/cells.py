"""The text of a table cell, and how much of it has been placed: a cell may go on over pages and span rows."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise

from pipeline.galley import Para, Run
from pipeline.typeset.columns import Columns, Slot
from pipeline.typeset.design import Design, GridStyle
from pipeline.typeset.hanging import SetPara, set_para
from pipeline.typeset.layout import ARTIFACT
from pipeline.typeset.paragraph import Setter
from pipeline.typeset.sheets import SLACK_PT, Sheets


class OpenCell:
    """A cell from the row where it begins to the row where it ends.

    `top_pt` is its upper edge on this page; `owners` are the elements of its paragraphs. Lines count through all
    paragraphs; `tops[k]` is the distance of line k from the first.
    """

    __slots__ = (
        "done",
        "left_pt",
        "owners",
        "padding_pt",
        "paras",
        "resumed",
        "right_pt",
        "slot",
        "text_pt",
        "top_pt",
        "tops",
    )

    def __init__(
        self,
        slot: Slot,
        paras: tuple[SetPara, ...],
        owners: tuple[int, ...],
        columns: Columns,
        style: GridStyle,
        frame_pt: float,
    ) -> None:
        self.slot, self.paras, self.owners = slot, paras, owners
        self.left_pt = frame_pt + columns.edges_pt[slot.column]
        self.right_pt = frame_pt + columns.edges_pt[slot.column + slot.cell.columns]
        self.text_pt = self.left_pt + columns.padding_pt
        self.padding_pt = style.padding_pt
        self.tops = list(accumulate((p.style.leading_pt for p in paras for _ in range(p.lines)), initial=0.0))
        self.done, self.resumed, self.top_pt = 0, False, 0.0

    @property
    def lines(self) -> int:
        """Lines in all."""
        return len(self.tops) - 1

    def begin_at(self, top_pt: float) -> None:
        """The cell begins here, or goes on here on a new page."""
        self.resumed, self.top_pt = self.done > 0, top_pt

    def need_pt(self, bottom_pt: float) -> float:
        """How much further down than `bottom_pt` the cell must reach for what is left of its text."""
        rest = self.tops[-1] - self.tops[min(self.done, self.lines - 1)]
        return rest + 2 * self.padding_pt - (self.top_pt - bottom_pt)

    def reach(self, bottom_pt: float) -> int:
        """How many lines are done if the cell is cut at `bottom_pt`."""
        room = self.top_pt - bottom_pt - 2 * self.padding_pt + SLACK_PT
        return max(self.done, bisect_right(self.tops, self.tops[self.done] + room) - 1)

    def put(self, sheets: Sheets, bottom_pt: float) -> None:
        """Places what fits between the upper edge and `bottom_pt`."""
        end = self.reach(bottom_pt)
        self._put_lines(sheets, end, self.top_pt - self.padding_pt)
        self.done = end

    def put_centred(self, sheets: Sheets, bottom_pt: float) -> None:
        """Places all in the middle between the upper edge and `bottom_pt`."""
        self._put_lines(sheets, self.lines, (self.top_pt + bottom_pt + self.tops[-1]) / 2)
        self.done = self.lines

    def _put_lines(self, sheets: Sheets, end: int, top_pt: float) -> None:
        bounds = accumulate((p.lines for p in self.paras), initial=0)
        for (begin, stop), para, owner in zip(pairwise(bounds), self.paras, self.owners, strict=True):
            first, last = max(begin, self.done), min(stop, end)
            if first >= last:
                continue
            y = top_pt - (self.tops[first] - self.tops[self.done])
            if para.label is not None and first == begin:
                sheets.put(owner, self.text_pt + para.style.start_pt, y, para.label, 0, 1)
            sheets.put(owner, self.text_pt, y, para.text, first - begin, min(last - begin, len(para.text.lines)))


def open_cell(
    slot: Slot, owners: tuple[int, ...], columns: Columns, style: GridStyle, setter: Setter, sheets: Sheets
) -> OpenCell:
    """The cell with its text set to the width of its columns."""
    width = columns.measure_pt(slot)
    paras = tuple(set_para(setter, p, sheets.design.texts[p.style], width) for p in slot.cell.paras)
    return OpenCell(slot, paras, owners, columns, style, sheets.frame.left_pt)


def continued(slot: Slot, columns: Columns, style: GridStyle, setter: Setter, sheets: Sheets) -> OpenCell:
    """The same cell as it is repeated, as an artifact, where its row goes on: its words and 「（続き）」."""
    design: Design = sheets.design
    *before, last = slot.cell.paras
    marked = Para(last.style, (*last.runs, Run(design.continued)), last.label)
    width = columns.measure_pt(slot)
    paras = tuple(set_para(setter, p, design.texts[p.style], width) for p in (*before, marked))
    return OpenCell(slot, paras, (ARTIFACT,) * len(paras), columns, style, sheets.frame.left_pt)
