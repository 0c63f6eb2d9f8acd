"""Lines of those who sign -> boxes for electronic signatures beside them, all at one side of the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.galley import Block, Para
from pipeline.typeset.elements import Elements
from pipeline.typeset.layout import PlacedBox, Rule
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.page_builder import SLACK_PT, Sheets
from pipeline.typeset.signers import moved_styles
from pipeline.typeset.styling.design import Design, TextStyle

# A box holds 電子署名, a name of ten characters and a day in small type (house), in em of the lines beside it.
_WIDTH_EM, _HEIGHT_EM, _APART_EM = 6.0, 3.0, 1.0
_RULE_PT, _SHADE = 0.5, 0.6


class SignatureBoxes:
    """The boxes of one document. They stand at the right edge if no line reaches there, else before the lines, else in their way."""

    def __init__(self, design: Design, setter: Setter, sheets: Sheets, elements: Elements) -> None:
        self._design, self._setter, self._sheets, self._elements = design, setter, sheets, elements
        self._at_left = self._in_the_way = False
        self._narrow: dict[str, TextStyle] = {}
        self._moved: Mapping[int, TextStyle] = {}

    @property
    def moves(self) -> bool:
        """Whether lines of the part begin elsewhere than their styles say: where one does, the others tell."""
        return bool(self._moved)

    def begin_part(self, blocks: Sequence[Block]) -> None:
        """Decides where the lines of a part begin, and where its boxes stand."""
        self._moved = moved_styles(blocks, self._design.texts, self._setter, self._sheets.frame.width_pt)
        signing = [block for block in blocks if isinstance(block, Para) and block.box is not None]
        self._at_left = self._in_the_way = False
        self._narrow = {}
        if not signing:
            return
        width = self._sheets.frame.width_pt
        set_ = [set_para(self._setter, para, self._design.texts[para.style], width) for para in signing]
        if all(self._end_pt(ready) <= self._edge_pt(ready.style) for ready in set_):
            return
        starts = [ready.style.start_pt / ready.style.size_pt for ready in set_]
        self._at_left = min(starts) >= _WIDTH_EM + _APART_EM
        self._in_the_way = not self._at_left

    def style(self, para: Para) -> TextStyle:
        """The style of a paragraph: begun further to the left, or narrower where a box stands in the way of its lines."""
        if (moved := self._moved.get(id(para))) is not None:
            return moved
        style = self._design.texts[para.style]
        if para.box is None or not self._in_the_way:
            return style
        if style.name not in self._narrow:
            right = style.right_pt + (_WIDTH_EM + _APART_EM) * style.size_pt
            self._narrow[style.name] = replace(style, right_pt=right)
        return self._narrow[style.name]

    def lack_pt(self, lines: Sequence[SetPara]) -> float:
        """What a box wants below the lines beside it."""
        return max(0.0, _HEIGHT_EM * lines[0].style.size_pt - height_pt(lines))

    def place(self, para: Para, lines: Sequence[SetPara]) -> None:
        """The box of the lines that were just placed, the last of which is `para`."""
        assert para.box is not None, "only lines of those who sign have a box"
        sheets, style = self._sheets, lines[0].style
        high = height_pt(lines)
        # Space behind the last line stands below the box.
        bottom = sheets.y_pt + lines[-1].style.after_pt
        top = min(bottom + high, sheets.frame.top_pt)
        lack = max(0.0, _HEIGHT_EM * style.size_pt - (top - bottom))
        if lack > sheets.left_pt + SLACK_PT:  # lines that are longer than a page
            sheets.new_page()
            top = bottom = sheets.y_pt
            lack = _HEIGHT_EM * style.size_pt
        sheets.y_pt -= lack
        bottom -= lack
        width = _WIDTH_EM * style.size_pt
        first = min(ready.style.start_pt for ready in lines) - _APART_EM * style.size_pt
        right = (
            sheets.frame.left_pt + first
            if self._at_left
            else sheets.frame.right_pt - self._design.texts[para.style].right_pt
        )
        edges = (right - width, bottom, right, top)
        left, below, right, above = edges
        for rule in (
            (left, above, right, above),
            (right, above, right, below),
            (left, below, right, below),
            (left, above, left, below),
        ):
            sheets.rule(Rule(*rule, _RULE_PT, _SHADE))
        sheets.box(PlacedBox(self._elements.box(para.box.spoken), edges, para.box))

    def _end_pt(self, ready: SetPara) -> float:
        if len(ready.text.lines) > 1:
            return self._sheets.frame.width_pt
        return max([line.x_pt + self._setter.width_pt(line, ready.style) for line in ready.text.lines], default=0.0)

    def _edge_pt(self, style: TextStyle) -> float:
        """Where lines must end that a box at the right edge leaves alone."""
        return self._sheets.frame.width_pt - style.right_pt - (_WIDTH_EM + _APART_EM) * style.size_pt


def height_pt(lines: Sequence[SetPara]) -> float:
    """From the top of the first line to the bottom of the last."""
    inner = sum([lines[n - 1].style.after_pt + lines[n].style.before_pt for n in range(1, len(lines))], 0.0)
    return inner + sum([ready.lines * ready.style.leading_pt for ready in lines], 0.0)


def beside(blocks: Sequence[Block], n: int) -> tuple[int, int]:
    """The first block, and the one behind the last, of those in a row that have the box of block n."""
    first = last = n
    while first and _shares(blocks[first - 1], blocks[n]):
        first -= 1
    while last + 1 < len(blocks) and _shares(blocks[last + 1], blocks[n]):
        last += 1
    return first, last + 1


def _shares(one: Block, other: Block) -> bool:
    return isinstance(one, Para) and isinstance(other, Para) and one.box is not None and one.box == other.box


def has_boxes(blocks: Sequence[Block]) -> bool:
    """Whether somebody is to sign electronically beside some of these blocks."""
    return any(isinstance(block, Para) and block.box is not None for block in blocks)
