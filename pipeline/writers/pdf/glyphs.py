"""Characters of a galley -> diagnostics for those that no font of their style draws, each with its place in the source."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Galley, Run
from pipeline.galley.blocks import paras
from pipeline.typeset.classes import units
from pipeline.typeset.design import Design
from pipeline.writers.pdf.fonts import FontChain

CURE = "別の文字に改めるか、この文字を持つ書体を体裁の「フォント」に加えてください"


def check_glyphs(galley: Galley, design: Design, chains: Mapping[str, FontChain], problems: Problems) -> None:
    """Reports every occurrence of every character that cannot be printed."""
    used: dict[str, set[str]] = defaultdict(set)
    for font, run in _runs(galley, design):
        used[font].update(units(run.text))
    missing = {font: {u for u in found if not chains[font].has(u)} for font, found in used.items()}
    if not any(missing.values()):
        return
    for font, run in _runs(galley, design):
        if missing[font]:
            _report(run, missing[font], chains[font], problems)


def _runs(galley: Galley, design: Design) -> Iterator[tuple[str, Run]]:
    """Every run with the font that it is set in."""
    for part in galley.parts:
        for para in paras(part.blocks):
            own = design.texts[para.style].font
            for run in (*para.label, *para.runs):
                font = None if run.style is None else design.runs[run.style].font
                yield font or own, run


def _report(run: Run, missing: Iterable[str], chain: FontChain, problems: Problems) -> None:
    fonts = "、".join(face.name for face in chain.faces)
    at = 0
    for unit in units(run.text):
        if unit in missing:
            place: Span | Place | None = None
            if run.origin is not None:
                place = run.origin.span(at, at + len(unit))
            shown = unit if unicodedata.category(unit[0])[0] not in "CZ" else "（見えない文字）"
            points = " ".join(f"U+{ord(char):04X}" for char in unit)
            problems.error("字形", f"「{shown}」（{points}）の字形が書体（{fonts}）にありません", CURE, place)
        at += len(unit)
