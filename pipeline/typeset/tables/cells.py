"""The text of a table cell, and how much of it has been placed: a cell may go on over pages and span rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate, pairwise

from pipeline.galley import Para, Run
from pipeline.late.dataclass import dataclass
from pipeline.typeset.elements import Owners
from pipeline.typeset.layout import ARTIFACT, Fill
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.page_builder import SLACK_PT, Sheets
from pipeline.typeset.styling.design import Design, TextStyle
from pipeline.typeset.tables.columns import Columns, Slot

_REPEATED = Owners(ARTIFACT, ARTIFACT)


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its text set. Edges count from the left of the frame.

    Lines count through all paragraphs; `tops_pt[k]` is the distance of line k from the first.
    """

    slot: Slot
    paras: tuple[SetPara, ...]
    left_pt: float
    right_pt: float
    text_pt: float
    padding_pt: float
    tops_pt: tuple[float, ...]

    @property
    def lines(self) -> int:
        """Lines in all."""
        return len(self.tops_pt) - 1

    @property
    def height_pt(self) -> float:
        """The text and its padding."""
        return self.tops_pt[-1] + 2 * self.padding_pt


SetRow = tuple[SetCell, ...]


class _Scaled(dict[str, TextStyle]):
    """The paragraph styles of a design in smaller type, made when asked for."""

    __slots__ = ("_design", "_scale")

    def __init__(self, design: Design, scale: float) -> None:
        super().__init__()
        self._design, self._scale = design, scale

    def __missing__(self, name: str) -> TextStyle:
        style, scale = self._design.texts[name], self._scale
        made = self[name] = replace(
            style,
            size_pt=style.size_pt * scale,
            leading_pt=style.leading_pt * scale,
            start_pt=style.start_pt * scale,
            turn_pt=None if style.turn_pt is None else style.turn_pt * scale,
            right_pt=style.right_pt * scale,
            label_pt=style.label_pt * scale,
        )
        return made


# What becomes of the style of a paragraph in so much room.
Styled = Callable[[Para, TextStyle, float], TextStyle]


def _as_it_is(_: Para, style: TextStyle, _width_pt: float) -> TextStyle:
    return style


class CellSetter:
    """Sets the cells of one table."""

    def __init__(self, setter: Setter, design: Design, columns: Columns, padding_pt: float) -> None:
        self._setter, self._design, self._columns, self._padding_pt = setter, design, columns, padding_pt
        self._texts: Mapping[str, TextStyle] = design.texts if columns.scale == 1 else _Scaled(design, columns.scale)
        # Whether a cell was set whose figures stand under those of its column.
        self.figures = False

    def set(self, slot: Slot, styled: Styled = _as_it_is) -> SetCell:
        """The cell with its text set to the width of its columns; `styled` may change the styles of its paragraphs."""
        return self._set(slot, slot.cell.paras, styled)

    def continued(self, slot: Slot) -> SetCell:
        """The same cell as it is repeated where its row goes on: its words and 「（続き）」."""
        *before, last = slot.cell.paras
        marked = Para(last.style, (*last.runs, Run(self._design.continued)), last.label)
        return self._set(slot, (*before, marked))

    def _set(self, slot: Slot, paras: tuple[Para, ...], styled: Styled = _as_it_is) -> SetCell:
        edges, padding, texts = self._columns.edges_pt, self._columns.padding_pt, self._texts
        left, right = edges[slot.column], edges[slot.column + slot.cell.columns]
        width = right - left - 2 * padding
        ready = tuple([set_para(self._setter, p, styled(p, texts[p.style], width), width) for p in paras])
        self.figures = self.figures or ready[0].style.even_figures
        leadings = [para.style.leading_pt for para in ready for _ in range(para.lines)]
        tops = tuple(accumulate(leadings, initial=0.0))
        return SetCell(slot, ready, left, right, left + padding, self._padding_pt, tops)


class OpenCell:
    """A cell from the row where it begins to the row where it ends.

    `owners` are the elements of its paragraphs, `done` the lines placed on earlier pages, `top_pt` its upper edge on
    this page; `resumed`: it began on an earlier page.
    """

    __slots__ = ("done", "owners", "resumed", "text", "top_pt")

    def __init__(self, text: SetCell, owners: tuple[Owners, ...], top_pt: float) -> None:
        self.text, self.owners, self.top_pt = text, owners, top_pt
        self.done, self.resumed = 0, False

    @property
    def complete(self) -> bool:
        """All its text is placed."""
        return self.done >= self.text.lines

    def resume(self, top_pt: float) -> None:
        """The cell goes on here on a new page."""
        self.resumed, self.top_pt = self.done > 0, top_pt

    def need_pt(self, bottom_pt: float) -> float:
        """How much further down than `bottom_pt` the cell must reach for what is left of its text."""
        tops = self.text.tops_pt
        rest = tops[-1] - tops[min(self.done, self.text.lines - 1)]
        return rest + 2 * self.text.padding_pt - (self.top_pt - bottom_pt)

    def reach(self, bottom_pt: float) -> int:
        """How many lines are done if the cell is cut at `bottom_pt`."""
        tops = self.text.tops_pt
        room = self.top_pt - bottom_pt - 2 * self.text.padding_pt + SLACK_PT
        return max(self.done, bisect_right(tops, tops[self.done] + room) - 1)

    def cut_pt(self, end: int) -> float:
        """Where the cell is cut after line `end`."""
        tops = self.text.tops_pt
        return self.top_pt - (tops[end] - tops[self.done]) - 2 * self.text.padding_pt

    def marks(self, sheets: Sheets, end: int) -> list[tuple[str, int]]:
        """The notes that lines call which are still to be placed, up to line `end`, each with the words that bear its mark."""
        if not any(para.text.dressed for para in self.text.paras):
            return []
        found, begin = [], 0
        for para, owner in zip(self.text.paras, self.owners, strict=True):
            if owner.text != ARTIFACT:
                marks = sheets.foot.marks(para.text)
                found += [(anchor, owner.text) for line, anchor in marks if self.done <= begin + line < end]
            begin += para.lines
        return found

    def put(self, sheets: Sheets, bottom_pt: float) -> list[tuple[str, int]]:
        """Places what fits between the upper edge and `bottom_pt`; the notes that it calls."""
        end = self.reach(bottom_pt)
        called = self.marks(sheets, end)
        self._put_lines(sheets, end, self.top_pt - self.text.padding_pt)
        self.done = end
        return called

    def put_centred(self, sheets: Sheets, bottom_pt: float) -> None:
        """Places all in the middle between the upper edge and `bottom_pt`."""
        self._put_lines(sheets, self.text.lines, (self.top_pt + bottom_pt + self.text.tops_pt[-1]) / 2)
        self.done = self.text.lines

    def _put_lines(self, sheets: Sheets, end: int, top_pt: float) -> None:
        x, tops = sheets.frame.left_pt + self.text.text_pt, self.text.tops_pt
        if not self.done and len(self.text.paras) == 1:  # nearly every cell
            (para,), (owner,) = self.text.paras, self.owners
            if end and para.label is None and para.anchor is None and not para.style.shade:
                sheets.put((owner.text, owner.inlines), x, top_pt, para.text, 0, min(end, len(para.text.lines)))
                return
        bounds = accumulate([para.lines for para in self.text.paras], initial=0)
        for (begin, stop), para, owner in zip(pairwise(bounds), self.text.paras, self.owners, strict=True):
            first, last = max(begin, self.done), min(stop, end)
            if first >= last:
                continue
            y = top_pt - (tops[first] - tops[self.done])
            if first == begin and para.anchor is not None and owner.text != ARTIFACT:
                sheets.anchor_at(para.anchor, y)
            if para.style.shade:
                bottom = y - (last - first) * para.style.leading_pt
                right = sheets.frame.left_pt + self.text.left_pt + self.text.right_pt - self.text.text_pt
                sheets.fill(Fill(x, bottom, right, y, para.style.shade))
            if para.label is not None and first == begin:
                sheets.put((owner.label, ()), x + para.style.start_pt, y, para.label, 0, 1)
            inside = owner.text, owner.inlines
            sheets.put(inside, x, y, para.text, first - begin, min(last - begin, len(para.text.lines)))


def repeated(text: SetCell, top_pt: float) -> OpenCell:
    """A cell that is printed once more, as an artifact."""
    return OpenCell(text, (_REPEATED,) * len(text.paras), top_pt)
