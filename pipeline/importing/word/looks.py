"""A run of Word -> how its words look: raised, in capitals, of a symbol font, and whether anybody sees them on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.word.styles import OFF, W
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.looks.raised import MOVED, Raised

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.importing.word.styles import Styles

# Letters of at most so many half points are dots.
_SMALLEST = 4
# The size of a text that names none (ECMA-376 part 1, 17.3.2.38).
_USUAL = 20
_PAPER = ("", "auto", "FFFFFF", "ffffff")
# What Word draws around words in two lines (割注): ECMA-376 part 1, 17.18.8.
_BRACKETS = {"round": "（）", "square": "［］", "angle": "〈〉", "curly": "｛｝"}
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# Marks of notes are raised in every paper, and are no words.
_MARKS = tuple(f"{W}{kind}{what}" for kind in ("footnote", "endnote") for what in ("Reference", "Ref"))
# Styles of such marks, in Word, in LibreOffice and ours.
_OF_NOTES = regex("(?i)脚注|footnote|endnote")


@dataclass(frozen=True, slots=True)
class Look:
    """`faint`: why words that are printed are hardly seen; "" if they are."""

    font: str = ""
    is_capital: bool = False
    raised: Raised = ""
    faint: str = ""


def font_of(run: _Element, paragraph: _Element, styles: Styles) -> str:
    """The font of the Latin letters of a run, which is that of symbols; "" if none is named."""
    for properties in styles.layers(run, paragraph):
        fonts = properties.find(f"{W}rFonts")
        if fonts is not None and (fonts.get(f"{W}ascii") or fonts.get(f"{W}asciiTheme")):
            return "" if fonts.get(f"{W}asciiTheme") else str(fonts.get(f"{W}ascii"))
    return ""


def look(run: _Element, paragraph: _Element, styles: Styles) -> Look:
    """The look of a run."""
    layers = styles.layers(run, paragraph)
    behind = _neighbour(run, forward=True)
    is_mark = _is_reference(run) or (behind is not None and _is_reference(behind))
    is_mark = is_mark or _OF_NOTES.search(styles.name_of_run(run)) is not None
    return Look(
        font_of(run, paragraph, styles),
        styles.is_capital(run, paragraph),
        "" if is_mark else _raised(run, layers),
        _faint(run, paragraph, layers, styles),
    )


def _raised(run: _Element, layers: list[_Element]) -> Raised:
    """Also what LibreOffice makes of it: smaller letters that are moved up or down."""
    own, moved = run.find(f"{W}rPr"), _said(layers[:1], "position")
    size, usual = (_said(held, "sz") for held in (layers[:1], layers[1:]))
    is_own = own is not None and layers[0] is own and bool(moved.lstrip("-").isdecimal() and size.isdecimal())
    if is_own and int(moved) and int(size) < (int(usual) if usual.isdecimal() else _USUAL):
        return "上付き" if int(moved) > 0 else "下付き"
    return MOVED.get(_said(layers, "vertAlign"), "")


def _is_reference(run: _Element) -> bool:
    return any(run.find(tag) is not None for tag in _MARKS)


def _faint(run: _Element, paragraph: _Element, layers: list[_Element], styles: Styles) -> str:
    size = _said(layers, "sz")
    if size.isdecimal() and int(size) <= _SMALLEST:
        return "ごく小さい字"
    if _said(layers, "color").upper() == "FFFFFF" and not _has_ground(run, paragraph, layers, styles):
        return "白い字"
    return ""


def _has_ground(run: _Element, paragraph: _Element, layers: list[_Element], styles: Styles) -> bool:
    """Whether white words stand on something: a colour of theirs, of their paragraph, cell, table or box, or of the page."""
    if _said(layers, "highlight") not in ("", "none"):
        return True
    around = [e for e in (run, *run.iterancestors()) if isinstance(e.tag, str)]
    names = {e.tag.rpartition("}")[2] for e in around}
    root = around[-1]
    if names & {"txbxContent", "hdr", "ftr"} or root.find(f"{W}background") is not None:
        return True
    tables = [style for e in around if e.tag == f"{W}tbl" for style in styles.of_table(e)]
    own = [e.find(f"{W}{e.tag.rpartition('}')[2]}Pr") for e in around]
    held = [*layers, *styles.of_paragraph(paragraph), *(e for e in own if e is not None), *tables]
    return any(_is_coloured(shade) for each in held for shade in each.iter(f"{W}shd"))


def _is_coloured(shade: _Element) -> bool:
    return shade.get(f"{W}fill", "") not in _PAPER or shade.get(f"{W}val", "clear") not in ("clear", "nil")


def _said(layers: list[_Element], name: str) -> str:
    found = next((e for p in layers if (e := p.find(f"{W}{name}")) is not None), None)
    return str(found.get(f"{W}val", "")) if found is not None else ""


def brackets(run: _Element) -> tuple[str, str]:
    """What Word draws before and behind words that it sets in two lines; several runs may be one such group."""
    own = _combined(run)
    if own is None:
        return "", ""
    pair = _BRACKETS.get(own.get(f"{W}combineBrackets", ""), "")
    known = own.get(f"{W}id")
    beside = (_neighbour(run, forward=forward) for forward in (False, True))
    goes_on = [
        known is not None
        and other is not None
        and (held := _combined(other)) is not None
        and held.get(f"{W}id") == known
        for other in beside
    ]
    return ("" if goes_on[0] else pair[:1]), ("" if goes_on[1] else pair[1:])


def _neighbour(run: _Element, *, forward: bool) -> _Element | None:
    return next(run.itersiblings(f"{W}r", preceding=not forward), None)


def _combined(run: _Element) -> _Element | None:
    layout = run.find(f"{W}rPr/{W}eastAsianLayout")
    return layout if layout is not None and layout.get(f"{W}combine", "0") not in OFF else None


def is_unseen_box(box: _Element) -> bool:
    """Whether a text box hangs on a drawing that is not shown."""
    for above in box.iterancestors():
        if above.tag in (f"{_WP}anchor", f"{_WP}inline"):
            shown = above.find(f"{_WP}docPr")
            return shown is not None and shown.get("hidden", "0") not in OFF
        if "visibility:hidden" in (above.get("style") or "").replace(" ", ""):
            return True
    return False
