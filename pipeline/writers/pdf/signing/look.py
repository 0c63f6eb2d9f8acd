"""What a signed box shows -> a PDF of one page as large as the box, with its font, to be put into the signed file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.galley import Run
from pipeline.typeset import Design, Setter
from pipeline.typeset.layout import ARTIFACT, Page, SetText, Text
from pipeline.typeset.lines.paragraph import Measure
from pipeline.typeset.page_builder import ASCENT_EM
from pipeline.writers.pdf.content.lines import LineWriter
from pipeline.writers.pdf.content.pages import ContentWriter, PageWriter
from pipeline.writers.pdf.fonts.embedding import embed
from pipeline.writers.pdf.fonts.provider import FontProvider
from pipeline.writers.pdf.pdf_file import Shell

_STYLE = "本文"
# From the largest on, in pt: the first at which no line is parted, down to what is read well; else the first that has room.
_SIZES, _WHOLE = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0), 5.5
_LEADING, _PADDING = 1.3, 2.0


class NoRoomError(Exception):
    """The box is too small for its words."""


def signature_look(
    lines: Sequence[str], width_pt: float, height_pt: float, design: Design, fonts: FontProvider
) -> bytes:
    """The page. Raises NoRoomError, and MissingGlyphError if the fonts lack a character."""
    chains = fonts.chains(design, Problems())
    assert chains is not None, "the shipped design names shipped fonts"
    setter = Setter(design.runs, {name: chain.metrics for name, chain in chains.items()})
    size, texts = _fitting(lines, width_pt, height_pt, design, setter)
    leading = size * _LEADING
    free = height_pt - leading * sum([len(text.lines) for text in texts])
    top, placed = height_pt - free / 2, []
    for text in texts:
        baseline = top - (leading - size) / 2 - ASCENT_EM * size
        placed.append(Text(ARTIFACT, _PADDING, baseline, text, 0, len(text.lines)))
        top -= leading * len(text.lines)
    shell, writer = Shell(), ContentWriter(PageWriter(LineWriter(chains)), ())
    writer.page(Page("", None, width_pt, height_pt, tuple(placed), (), ()))
    used = writer.used()
    for operators in writer.coded(used):
        shell.page(width_pt, height_pt, operators)
    for name, face, units, codes in used:
        shell.font(name, embed(shell, face, units, codes))
    return shell.finish({})


def _fitting(
    lines: Sequence[str], width_pt: float, height_pt: float, design: Design, setter: Setter
) -> tuple[float, list[SetText]]:
    """The size at which all lines have room, and the lines as they are set."""
    measure = Measure(0.0, 0.0, width_pt - 2 * _PADDING)
    fitting = []
    for size in _SIZES:
        style = replace(
            design.texts[_STYLE], size_pt=size, leading_pt=size * _LEADING, hanging=False, start_pt=0.0, lone=True
        )
        texts = [setter.set((Run(line),), style, measure) for line in lines if line]
        if size * _LEADING * sum([len(text.lines) for text in texts]) <= height_pt - _PADDING:
            fitting.append((size, texts))
    whole = (made for made in fitting if made[0] >= _WHOLE and all(len(text.lines) == 1 for text in made[1]))
    found = next(whole, None) or next(iter(fitting), None)
    if found is None:
        raise NoRoomError
    return found
