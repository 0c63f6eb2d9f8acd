"""Lines of those who sign -> their styles where they begin further to the left than these say: a long 職名 stays whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.galley import Block, Para
from pipeline.galley.clauses.signers import Reach, moved_em, parts, signers
from pipeline.typeset.lines.hanging import set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import TextStyle


def moved_styles(
    blocks: Sequence[Block], texts: Mapping[str, TextStyle], setter: Setter, width_pt: float
) -> dict[int, TextStyle]:
    """The styles of the lines that begin elsewhere, by the identity of their paragraphs. Beside boxes nothing moves."""
    made: dict[int, TextStyle] = {}
    for group in signers(blocks):
        if any(para.box is not None for para in group):
            continue
        if all(set_para(setter, para, texts[para.style], width_pt).lines == 1 for para in group):
            continue
        moved = moved_em([_reach(setter, para, texts[para.style], width_pt) for para in group])
        if moved:
            styles = {name: _moved(texts[name], moved) for name in {para.style for para in group}}
            made.update((id(para), styles[para.style]) for para in group)
    return made


def _reach(setter: Setter, para: Para, style: TextStyle, width_pt: float) -> Reach:
    start = style.start_pt
    if para.label:
        start += max(setter.label(para.label, style).width_pt, style.label_pt)
    whole, *widths = [setter.label(runs, style).width_pt for runs in (para.runs, *parts(para))]
    found = (style.start_pt, start, width_pt - style.right_pt, whole, max(widths, default=0.0))
    return Reach(*[pt / style.size_pt for pt in found])


@lru_cache(maxsize=64)
def _moved(style: TextStyle, moved_em: int) -> TextStyle:
    """One object for each, so that what is set in it is known again."""
    by = moved_em * style.size_pt
    turn = None if style.turn_pt is None else max(0.0, style.turn_pt - by)
    return replace(style, start_pt=style.start_pt - by, turn_pt=turn)
