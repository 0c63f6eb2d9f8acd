"""Characters of a galley -> diagnostics for those that no font of their style draws, each with its place in the source."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Galley, Grid, Run, leads
from pipeline.galley.blocks import paras
from pipeline.typeset.lines.classes import units
from pipeline.typeset.lines.leaders import DOT
from pipeline.typeset.styling.design import PAGE_NUMBER_STYLE, Design
from pipeline.typeset.styling.stylesheet import PAGE_NUMBER_MARK
from pipeline.writers.pdf.content.watermark import DRAFT
from pipeline.writers.pdf.fonts.provider import FontChain

_DOTS = Run(DOT)
CURE = "別の文字に改めるか、この文字を持つ書体を体裁の「フォント」に加えてください"


def check_furniture(galley: Galley, design: Design, chains: Mapping[str, FontChain], problems: Problems) -> None:
    """Reports what page numbers and the mark of drafts cannot be printed with, however many pages there will be."""
    style = design.texts[PAGE_NUMBER_STYLE]
    for part in galley.parts:
        form = design.parts[part.name].page_number
        if form is not None:
            words, place = form.replace(PAGE_NUMBER_MARK, "0123456789"), f"ページ「{part.name}」の番号"
            _check_words(words, chains[style.font], Place(design.name, place), problems)
    if galley.draft:
        _check_words(DRAFT, chains[style.font], Place(design.name, "案"), problems)


def check_glyphs(galley: Galley, design: Design, chains: Mapping[str, FontChain], problems: Problems) -> None:
    """Reports every occurrence of every character that cannot be printed, and 「（続き）」 in tables."""
    texts: dict[str, list[str]] = defaultdict(list)
    for font, run in _runs(galley, design):
        texts[font].append(run.text)
        if run.ruby is not None:
            texts[font].append(run.ruby)
    missing = {
        font: {u for u in set(units("".join(found))) if not chains[font].has(u)} for font, found in texts.items()
    }
    for font, run in _runs(galley, design):
        _report(run, missing[font], chains[font], None, problems)
    tables = [block for part in galley.parts for block in part.blocks if isinstance(block, Grid)]
    for font in sorted({design.texts[para.style].font for para in paras(tables)}):
        _check_words(design.continued, chains[font], Place(design.name, "続き"), problems)


def _runs(galley: Galley, design: Design) -> Iterator[tuple[str, Run]]:
    """Every run with the font that it is set in."""
    for para in chain(*(paras(part.blocks) for part in galley.parts), galley.notes):
        own = design.texts[para.style].font
        for run in (*para.label, *para.runs):
            if leads(run):
                yield own, _DOTS
                continue
            font = None if run.style is None else design.runs[run.style].font
            yield font or own, run


def _check_words(words: str, chain: FontChain, place: Place, problems: Problems) -> None:
    """Reports what is missing of words that the stylesheet itself prints."""
    _report(Run(words), {u for u in units(words) if not chain.has(u)}, chain, place, problems)


def _report(run: Run, missing: set[str], chain: FontChain, place: Place | None, problems: Problems) -> None:
    """Reports the missing units of a run; where they stand is known from its origin, else it is `place`."""
    if not missing:
        return
    fonts = "、".join(face.name for face in chain.named)
    at = 0
    for unit in units(run.text):
        if unit in missing:
            found: Span | Place | None = place if run.origin is None else run.origin.span(at, at + len(unit))
            shown = unit if unicodedata.category(unit[0])[0] not in "CZ" else "（見えない文字）"
            points = " ".join(f"U+{ord(char):04X}" for char in unit)
            problems.error("字形", f"「{shown}」（{points}）の字形が書体（{fonts}）にありません", CURE, found)
        at += len(unit)
