"""Characters of a galley -> diagnostics for those that no font of their style draws, each with its place in the source."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from pipeline.diagnostics import Place, Problems, Span, elsewhere
from pipeline.galley import Galley, Grid, Run, leads
from pipeline.galley.blocks import paras
from pipeline.typeset.lines.classes import units
from pipeline.typeset.lines.leaders import DOT
from pipeline.typeset.styling.design import PAGE_NUMBER_STYLE, Design
from pipeline.typeset.styling.stylesheet import PAGE_NUMBER_MARK
from pipeline.writers.pdf.content.watermark import DRAFT
from pipeline.writers.pdf.fonts.provider import FontChain

_DOTS = Run(DOT)
# What is told of which file -> the places, each once.
_Found = defaultdict[tuple[str, str], dict[Span | Place | None, None]]
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
    """Reports every character that cannot be printed, once for each file that holds it, and 「（続き）」 in tables."""
    texts: dict[str, list[str]] = defaultdict(list)
    for font, run in _runs(galley, design):
        texts[font].append(run.text)
        if run.ruby is not None:
            texts[font].append(run.ruby)
    missing = {
        font: {u for u in set(units("".join(found))) if not chains[font].has(u)} for font, found in texts.items()
    }
    found: _Found = defaultdict(dict)
    for font, run in _runs(galley, design):
        _find(run, missing[font], chains[font], None, found)
    _tell(found, problems)
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
    found: _Found = defaultdict(dict)
    _find(Run(words), {u for u in units(words) if not chain.has(u)}, chain, place, found)
    _tell(found, problems)


def _find(run: Run, missing: set[str], chain: FontChain, place: Place | None, found: _Found) -> None:
    """Notes the missing units of a run; where they stand is known from its origin, else it is `place`."""
    if not missing:
        return
    fonts = "、".join(face.name for face in chain.named)
    at = 0
    for unit in units(run.text):
        if unit in missing:
            where: Span | Place | None = place if run.origin is None else run.origin.span(at, at + len(unit))
            shown = unit if unicodedata.category(unit[0])[0] not in "CZ" else "（見えない文字）"
            points = " ".join(f"U+{ord(char):04X}" for char in unit)
            message = f"「{shown}」（{points}）の字形が書体（{fonts}）にありません"
            file = where.file.name if isinstance(where, Span) else ""
            # One character of a name may stand in each row of a table: each is told once, with the lines of the others.
            found[message, file][where] = None
        at += len(unit)


def _tell(found: _Found, problems: Problems) -> None:
    for (message, _), places in found.items():
        held = list(places)
        problems.error("字形", message + elsewhere(held), CURE, held[0])
