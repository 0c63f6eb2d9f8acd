"""Set drawing -> figures on pages: each part of it whole, the head repeated, cut only where the drawing lets a page end."""

from __future__ import annotations

import math
from collections import defaultdict

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Drawing, Galley, Run, plain
from pipeline.galley.blocks import Break, described
from pipeline.galley.figures.raster_layout import BAR_EM
from pipeline.galley.styles import DRAWING_STYLE
from pipeline.typeset.elements import Elements, Owners
from pipeline.typeset.figures.raster import TEXT_STYLE, Chunk, SetDrawing, SetTile, set_drawing
from pipeline.typeset.figures.shapes import GUIDE_PT, GUIDE_SHADE, arrow, filled
from pipeline.typeset.layout import ARTIFACT, Fill, Picture, Polygon, Rule
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.page_builder import SLACK_PT, Sheets
from pipeline.typeset.styling.design import Design, GridStyle
from pipeline.typeset.tables.borders import Interval, merged

_REPEATED = Owners(ARTIFACT, ARTIFACT)
# A drawing that takes no more of a page than this is not parted (house).
WHOLE_DRAWING = 0.5
# Chances to end a page where a branch is higher than one.
_ANY = (Break.WELCOME, Break.IF_NEEDED)


class DrawingFlow:
    """Places the drawings of one document."""

    def __init__(self, design: Design, setter: Setter, sheets: Sheets, elements: Elements) -> None:
        self._design, self._setter, self._sheets, self._elements = design, setter, sheets, elements
        # By identity: the galley outlives the flow.
        self._set: dict[int, SetDrawing] = {}

    def place(self, drawing: Drawing, tail_pt: float = 0.0, *, whole: bool = True) -> None:
        """The drawing, a low one on one page if it is to be `whole`, its last part with the title below it (`tail_pt`).

        What follows begins on the page's grid of half lines, if the style says so.
        """
        sheets, ready, style = self._sheets, self._ready(drawing), self._style
        if not sheets.at_top:
            sheets.y_pt -= sheets.space(style.before_pt, style)
        part: list[Chunk] = []
        taken = ready.head_pt
        for chunk in fitting(ready, sheets.frame.height_pt, whole=whole):
            height = ready.height_pt(chunk)
            below = tail_pt if chunk.last == len(ready.bands) else 0.0
            if taken + height + below > sheets.left_pt:
                if part:
                    self._draw(ready, part)
                if part or not sheets.at_top:
                    sheets.new_page()
                part, taken = [], ready.head_pt
            part.append(chunk)
            taken += height
        self._draw(ready, part)
        if style.on_grid:
            half = self._design.pitch_pt / 2
            steps = math.ceil((sheets.frame.top_pt - sheets.y_pt - SLACK_PT) / half)
            sheets.y_pt = sheets.frame.top_pt - steps * half
        sheets.y_pt -= sheets.space(style.after_pt, style)

    def least_pt(self, drawing: Drawing, tail_pt: float = 0.0, *, whole: bool = True) -> float:
        """Height of the head and of what must stand with it, and the room before them; below all of it, its title."""
        ready = self._ready(drawing)
        first = next(iter(fitting(ready, self._sheets.frame.height_pt, whole=whole)), None)
        return (
            self._sheets.space(self._style.before_pt, self._style)
            + ready.head_pt
            + (0.0 if first is None else ready.height_pt(first))
            + (tail_pt if first is None or first.last == len(ready.bands) else 0.0)
        )

    @property
    def _style(self) -> GridStyle:
        return self._design.grids[DRAWING_STYLE]

    def _ready(self, drawing: Drawing) -> SetDrawing:
        ready = self._set.get(id(drawing))
        if ready is None:
            width = self._sheets.frame.width_pt - self._style.right_pt
            ready = set_drawing(drawing, self._setter, self._design, self._style.padding_pt, width)
            self._set[id(drawing)] = ready
        return ready

    def _draw(self, ready: SetDrawing, chunks: list[Chunk]) -> None:
        """A part on this page, under the head."""
        bands = [*range(ready.head), *(n for chunk in chunks for n in range(chunk.first, chunk.last))]
        again = bool(chunks) and chunks[0].first > ready.head
        figure = self._elements.figure(described(ready.drawing.title, [ready.bands[n] for n in bands]))
        em = self._design.texts[TEXT_STYLE].size_pt
        pen = _Pen(self._sheets, em, self._style, figure)
        top = 0.0
        for n in bands:
            for tile in ready.tiles[n]:
                height = sum(ready.heights_pt[n : n + tile.tile.rows])
                pen.tile(tile, top, height)
                repeated = again and n < ready.head
                owners = [_REPEATED if repeated else self._elements.words(figure, para) for para in tile.tile.paras]
                pen.words(tile, owners, top, height)
            top += ready.heights_pt[n]
        self._elements.drawn(figure, pen.finish(ready.width_pt, top))


def fitting(ready: SetDrawing, page_pt: float, *, whole: bool = True) -> tuple[Chunk, ...]:
    """The parts between which pages may end: branches; one that is too high for a page in parts of its own.

    `whole`: a low drawing is one part.
    """
    every = Chunk(ready.head, len(ready.bands), Break.WELCOME)
    if whole and ready.head_pt + ready.height_pt(every) <= WHOLE_DRAWING * page_pt:
        return (every,)
    made: list[Chunk] = []
    for chunk in ready.chunks(Break.WELCOME):
        if ready.head_pt + ready.height_pt(chunk) <= page_pt + SLACK_PT:
            made.append(chunk)
        else:
            made += [c for c in ready.chunks(*_ANY) if chunk.first <= c.first < chunk.last]
    return tuple(made)


def check_drawings(galley: Galley, design: Design, setter: Setter, problems: Problems) -> None:
    """Reports what of a drawing no page can hold, at its first words: nothing is ever cut off or shrunk."""
    for part in galley.parts:
        for drawing in [block for block in part.blocks if isinstance(block, Drawing)]:
            frame = (design.turned if part.landscape else design.upright).frame
            style = design.grids[DRAWING_STYLE]
            ready = set_drawing(drawing, setter, design, style.padding_pt, frame.width_pt - style.right_pt)
            _check_heights(ready, frame.height_pt, design, problems)
            _check_widths(ready, setter, design, problems)


def _check_heights(ready: SetDrawing, page_pt: float, design: Design, problems: Problems) -> None:
    for chunk in ready.chunks(*_ANY):
        height = ready.head_pt + ready.height_pt(chunk)
        if height <= page_pt + SLACK_PT:
            continue
        runs = [run for row in ready.tiles[chunk.first : chunk.last] for tile in row for run in _runs(tile)]
        problems.error(
            "図",
            f"図「{ready.drawing.title}」の「{plain(runs[:1])}」から始まる部分が1頁に収まりません"
            f"（高さ{height:.0f}ポイント、頁は{page_pt:.0f}ポイント）",
            "文を短くするか、箱を分けてください",
            _place(runs, design),
        )


def _check_widths(ready: SetDrawing, setter: Setter, design: Design, problems: Problems) -> None:
    """A tile must hold a character at least, and each of its numbers whole; others go on below."""
    for tile in (tile for row in ready.tiles for tile in row if _runs(tile)):
        room = tile.right_pt - tile.left_pt - 2 * tile.side_pt
        numbers = max([setter.box_pt(p, s.style) for p, s in zip(tile.tile.paras, tile.paras, strict=True)])
        one = max(para.style.size_pt for para in tile.paras)
        if room < max(one, numbers):
            runs = _runs(tile)
            held = "1字も" if room < one else "数字が"
            problems.error(
                "図",
                f"図「{ready.drawing.title}」の「{plain(runs)}」の箱は、{held}入らないほど狭くなります",
                "横に並ぶ箱や段を減らすか、版面の字数を増やしてください",
                _place(runs, design),
            )


def _runs(tile: SetTile) -> list[Run]:
    return [run for para in tile.tile.paras for run in para.runs if run.text]


def _place(runs: list[Run], design: Design) -> Place | Span:
    origin = next((run.origin for run in runs if run.origin is not None), None)
    return Place(design.name, DRAWING_STYLE) if origin is None else origin.span()


class _Pen:
    """Draws one part of a drawing from the current place on downwards."""

    def __init__(self, sheets: Sheets, em_pt: float, style: GridStyle, figure: int) -> None:
        self._sheets, self._em, self._style, self._figure = sheets, em_pt, style, figure
        self._left_pt, self._top_pt = sheets.frame.left_pt, sheets.y_pt
        self._fills: list[Fill] = []
        self._hatches: list[Rule] = []
        self._outlines: list[Rule] = []
        self._polygons: list[Polygon] = []
        self._edges: dict[tuple[bool, bool, float], list[Interval]] = defaultdict(list)

    def tile(self, set_tile: SetTile, top_pt: float, height_pt: float) -> None:
        """What is drawn of a tile; distances count from the top of this part."""
        tile, left, right = set_tile.tile, self._left_pt + set_tile.left_pt, self._left_pt + set_tile.right_pt
        top = self._top_pt - top_pt
        bottom = top - height_pt
        if tile.tone is not None:
            self._fill(filled(tile.tone, left, bottom, right, top))
        for faint, edges in ((False, tile.strokes), (True, tile.guides)):
            for edge in edges:
                if edge not in "上下左右":
                    continue
                across = edge in "上下"
                at = {"上": top, "下": bottom, "左": left, "右": right}[edge]
                self._edges[(faint, across, round(at, 2))].append((left, right) if across else (bottom, top))
        middle, half = (top + bottom) / 2, BAR_EM / 2 * self._em
        for edge_pt in set_tile.inner_pt:  # broken off by the bar, which stands before them
            held = self._edges[(True, False, round(self._left_pt + edge_pt, 2))]
            held += [(bottom, middle - half), (middle + half, top)] if tile.bars else [(bottom, top)]
        for bar in tile.bars:
            x0, x1 = left + bar.start * (right - left), left + bar.end * (right - left)
            y0, y1 = middle - BAR_EM / 2 * self._em, middle + BAR_EM / 2 * self._em
            self._fill(filled(bar.tone, x0, y0, x1, y1))
            for a, b in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
                self._outlines.append(Rule(*a, *b, self._style.rule_pt))
        if tile.arrow is not None:
            self._polygons.append(arrow(tile.arrow, (left + right) / 2, middle, self._em))

    def words(self, set_tile: SetTile, owners: list[Owners], top_pt: float, height_pt: float) -> None:
        """The words of a tile."""
        x = self._left_pt + set_tile.left_pt + set_tile.side_pt
        room = self._style.padding_pt if set_tile.tile.high else (height_pt - set_tile.text_pt) / 2
        y = self._top_pt - top_pt - room
        for owner, para in zip(owners, set_tile.paras, strict=True):
            if para.label is not None:
                self._sheets.put((owner.label, ()), x + para.style.start_pt, y, para.label, 0, 1)
            self._sheets.put((owner.text, owner.inlines), x, y, para.text, 0, len(para.text.lines))
            y -= para.lines * para.style.leading_pt

    def finish(self, width_pt: float, height_pt: float) -> tuple[float, float, float, float]:
        """Hands the part over; what follows goes below it. Where it stands."""
        box = (self._left_pt, self._top_pt - height_pt, self._left_pt + width_pt, self._top_pt)
        rules = [*self._hatches]
        for (faint, across, at), intervals in sorted(self._edges.items(), reverse=True):
            width, shade = (GUIDE_PT, GUIDE_SHADE) if faint else (self._style.rule_pt, 1.0)
            # Corners are closed: strokes across reach over those that go down.
            half = 0.0 if faint else width / 2
            for start, end in merged(intervals):
                if across:
                    rules.append(Rule(start - half, at, end + half, at, width, shade))
                else:
                    rules.append(Rule(at, start, at, end, width, shade))
        rules += self._outlines
        self._sheets.picture(Picture(self._figure, box, tuple(self._fills), tuple(rules), tuple(self._polygons)))
        self._sheets.y_pt -= height_pt
        return box

    def _fill(self, made: tuple[Fill, tuple[Rule, ...]]) -> None:
        self._fills.append(made[0])
        self._hatches += made[1]
