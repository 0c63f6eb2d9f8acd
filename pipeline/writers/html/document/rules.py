"""Design of the PDF -> rules of CSS: a page sets its paragraphs as paper does, in em, so that they grow with the reader's type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.galley import Galley, Para, leads, plain
from pipeline.galley.blocks import paras
from pipeline.notation.text.char_width import width_em
from pipeline.typeset.styling.design import Design, TextStyle
from pipeline.typeset.styling.stylesheet import Align

# An indent of more em than this takes no larger part of a narrow screen than of paper.
_EASY_EM = 4.0
# Paper that stays empty above and below a title is scrolled over on a screen.
_MOST_SPACE_REM = 3.0
# Smaller type than this part of the body's is hard to read on a screen.
_LEAST_REM = 0.8
# What stays free at the right to fill a measure of whole characters is no indent.
_LEAST_RIGHT_EM = 0.9
_ALIGNED = {Align.CENTRED: "center", Align.SPREAD: "center", Align.RIGHT: "right"}
_SANS = ("ゴシック", "Gothic", "Sans")


def rules(galley: Galley, design: Design) -> str:
    """A rule for each style of a paragraph that the document uses and the design knows, in the order of the design."""
    every = [*(p for part in galley.parts for p in paras(part.blocks)), *galley.notes]
    used, led = {p.style for p in every}, {p.style for p in every if any(leads(run) for run in p.runs)}
    base_pt = _base_pt(galley, design)
    made = [] if design.colour is None else [f":root {{ --house: rgb({_rgb(design)}); }}"]
    for name, style in design.texts.items():
        if name in used:
            made.append(f".{name} {{ {'; '.join((*_set(style, design), *_spaced(style, base_pt)))}; }}")
        if name in led:
            made.append(f".{name}:has(> .leader) {{ padding-left: {_indent(style.start_pt, style, design)}; }}")
    return "\n".join(made)


def hang_em(para: Para, style: TextStyle) -> float | None:
    """How far its words hang behind its label where this is not what its style says, in em."""
    if style.turn_pt is not None:
        return None
    said = style.label_pt / style.size_pt
    own = max(width_em(plain(para.label)), said) if para.label else 0.0
    return None if abs(own - said) < 0.01 else own


def _base_pt(galley: Galley, design: Design) -> float:
    """The size in which most words beside tables and headings are set: 1 rem of the page."""
    sizes = Counter[float]()
    for part in galley.parts:
        for block in part.blocks:
            if isinstance(block, Para) and block.heading is None and block.style in design.texts:
                sizes[design.texts[block.style].size_pt] += len(plain(block.runs))
    return max(sizes, key=lambda size: (sizes[size], size), default=12.0)


def _set(style: TextStyle, design: Design) -> Iterator[str]:
    """Font, edges, indents."""
    yield f"font-family: var(--{'sans' if _is_sans(style.font, design) else 'serif'})"
    yield f"text-align: {_ALIGNED.get(style.align, 'left')}"
    if style.turn_pt is None:
        label = f"var(--label, {_em(style.label_pt / style.size_pt)})"
        yield f"padding-left: calc({_indent(style.start_pt, style, design)} + {label})"
        yield f"text-indent: calc(0em - {label})"
    else:
        yield f"padding-left: {_indent(style.turn_pt, style, design)}"
        yield f"text-indent: {_em((style.start_pt - style.turn_pt) / style.size_pt)}"
    if style.right_pt / style.size_pt >= _LEAST_RIGHT_EM:
        yield f"padding-right: {_indent(style.right_pt, style, design)}"
    if style.label_pt:
        yield f"--box: {_em(style.label_pt / style.size_pt)}"
    if style.shade:
        yield f"background: rgb(0 0 0 / {100 * style.shade:g}%)"
    if style.under_pt:
        yield f"border-bottom: {style.under_pt:g}pt solid var(--house, var(--ink))"
    if style.bar_pt:
        yield f"border-left: {style.bar_pt:g}pt solid var(--house, var(--ink))"


def _spaced(style: TextStyle, base_pt: float) -> Iterator[str]:
    """Size and spaces; cells have their own, which document.css says."""
    yield f"font-size: {max(style.size_pt / base_pt, _LEAST_REM):.3g}rem"
    yield f"line-height: {style.leading_pt / style.size_pt:.3g}"
    above, below = (min(pt / base_pt, _MOST_SPACE_REM) for pt in (style.before_pt, style.after_pt))
    yield f"margin: {above:.3g}rem 0 {below:.3g}rem"


def _indent(length_pt: float, style: TextStyle, design: Design) -> str:
    em = length_pt / style.size_pt
    if em <= _EASY_EM:
        return _em(em)
    return f"min({_em(em)}, {100 * length_pt / design.upright.frame.width_pt:.3g}%)"


def _em(number: float) -> str:
    return f"{number:.3g}em"


def _rgb(design: Design) -> str:
    return " ".join(f"{100 * part:.3g}%" for part in design.colour or ())


def _is_sans(font: str, design: Design) -> bool:
    names = (font, *design.fonts.get(font, ())[:1])
    return any(word in name for word in _SANS for name in names)
