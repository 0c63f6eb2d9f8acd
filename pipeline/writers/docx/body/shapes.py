"""Arrows and bars of drawings -> inline DrawingML. They hold no words: what they mean is said by the words beside them.

Words stay out of shapes on purpose: text boxes do not grow with their words inside a group, and screen readers,
extractors and comparisons of DOCX pass them over; so boxes are cells (drawings.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.galley.blocks import Arrow, Bar, Tone

if TYPE_CHECKING:
    from pipeline.tree.nodes import ArrowPoints

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Word 2019 and later tell screen readers to pass a decorative shape over ([MS-ODRAWXML] 2.27).
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EMU_PER_PT = 12_700
# Preset shapes (ECMA-376 part 1, 20.1.10.56).
_ARROWS: Mapping[ArrowPoints, str] = {
    "上": "upArrow", "下": "downArrow", "上下": "upDownArrow",
    "左": "leftArrow", "右": "rightArrow", "左右": "leftRightArrow",
}  # fmt: skip
# The same greys as in the PDF; hatchings are Word's own patterns (20.1.10.33).
GREYS: Mapping[Tone, str] = {
    Tone.PAPER: "FFFFFF", Tone.PALE: "E6E6E6", Tone.MIDDLE: "999999", Tone.DARK: "595959",
}  # fmt: skip
_ARROW_GREY = "666666"
_PATTERNS: Mapping[Tone, str] = {
    Tone.RISING: "ltUpDiag", Tone.FALLING: "ltDnDiag", Tone.ACROSS: "ltHorz", Tone.GRID: "smGrid",
}  # fmt: skip


def arrow(drawn: Arrow, em_pt: float, number: int) -> str:
    """The w:r of a block arrow; `number` tells the drawings of a file apart."""
    size = _extent(drawn.width_em * em_pt), _extent(drawn.height_em * em_pt)
    shape = _shape((0, 0, *size), _ARROWS[drawn.points], _solid(_ARROW_GREY), "<a:ln><a:noFill/></a:ln>")
    return _inline(size, number, f'<a:graphicData uri="{_WPS}">{shape}</a:graphicData>')


def bars(drawn: Sequence[Bar], width_pt: float, height_pt: float, number: int) -> str:
    """The w:r of the bars of one tile, from where the first of them begins."""
    first, last = drawn[0].start, drawn[-1].end
    size = _extent((last - first) * width_pt), _extent(height_pt)
    line = f'<a:ln w="{round(0.75 * _EMU_PER_PT)}">{_solid("000000")}</a:ln>'
    shapes = []
    for bar in drawn:
        left, right = _extent((bar.start - first) * width_pt), _extent((bar.end - first) * width_pt)
        shapes.append(_shape((left, 0, right - left, size[1]), "rect", _toned(bar.tone), line))
    inner = f'<a:ext cx="{size[0]}" cy="{size[1]}"/>'
    child = inner.replace("a:ext ", "a:chExt ")
    group = (
        f'<wpg:wgp xmlns:wpg="{_WPG}"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>{inner}'
        f'<a:chOff x="0" y="0"/>{child}</a:xfrm></wpg:grpSpPr>{"".join(shapes)}</wpg:wgp>'
    )
    return _inline(size, number, f'<a:graphicData uri="{_WPG}">{group}</a:graphicData>')


def _inline(size: tuple[int, int], number: int, data: str) -> str:
    requires = "wpg" if "<wpg:" in data else "wps"
    return (
        f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:wps="{_WPS}" xmlns:wpg="{_WPG}" Requires="{requires}">'
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="{number}" name="図形 {number}">{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}">{data}</a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    )


def _shape(box: tuple[int, int, int, int], preset: str, fill: str, line: str) -> str:
    x, y, width, height = box
    return (
        f'<wps:wsp xmlns:wps="{_WPS}"><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{fill}{line}'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _toned(tone: Tone) -> str:
    if tone in GREYS:
        return _solid(GREYS[tone])
    return (
        f'<a:pattFill prst="{_PATTERNS[tone]}"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _extent(pt: float) -> int:
    return max(1, round(pt * _EMU_PER_PT))
