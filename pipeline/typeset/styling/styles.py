"""Names that a galley uses -> diagnostics for those that the stylesheet does not know."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Block, Drawing, Galley, Grid, Para, Run, leads
from pipeline.galley.blocks import paras
from pipeline.galley.styles import DRAWING_STYLE
from pipeline.source.decode import nearest
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.styling.design import RUNNING_STYLE, Design

# Blocks that are known to have nothing but known styles, of each of two generations.
_KEPT = 400


def check_styles(galley: Galley, design: Design, problems: Problems) -> None:
    """Every part, paragraph, character and table style must be in the stylesheet; all that are not are reported."""
    sound = _sound(design)
    for part in galley.parts:
        if part.name not in design.parts:
            _report("ページ", part.name, design.parts, design, None, problems)
        for block in part.blocks:
            if sound.get(id(block)) is not None:  # of a paper before, of which nothing had to be said
                continue
            before = problems.said
            _check_block(block, design, problems)
            if problems.said == before:
                sound.keep(id(block), block)
    if galley.running and RUNNING_STYLE not in design.texts:
        _report("段落", RUNNING_STYLE, design.texts, design, None, problems)
    for note in galley.notes:
        _check_para(note, design, problems)


@lru_cache(maxsize=4)
def _sound(_design: Design) -> Recent[int, Block]:
    """Blocks by their identity, which they keep as long as they are kept here."""
    return Recent(_KEPT)


def _check_block(block: Block, design: Design, problems: Problems) -> None:
    if isinstance(block, Grid) and block.style not in design.grids:
        _report("表", block.style, design.grids, design, None, problems)
    if isinstance(block, Drawing) and DRAWING_STYLE not in design.grids:
        _report("表", DRAWING_STYLE, design.grids, design, None, problems)
    for para in paras((block,)):
        _check_para(para, design, problems)


def _check_para(para: Para, design: Design, problems: Problems) -> None:
    if para.style not in design.texts:
        _report("段落", para.style, design.texts, design, _place(para), problems)
    for run in (*para.label, *para.runs):
        if run.style is not None and run.style not in design.runs and not leads(run):
            _report("文字", run.style, design.runs, design, _run_place(run), problems)


def _report(
    kind: str, name: str, known: Collection[str], design: Design, used: Span | None, problems: Problems
) -> None:
    where = f"（使っている所: {used}）" if used is not None else ""
    message = f"{kind}の体裁「{name}」がありません{where}"
    problems.error("体裁", message, nearest(name, known), Place(design.name, kind))


def _place(para: Para) -> Span | None:
    return next((place for run in (*para.label, *para.runs) if (place := _run_place(run)) is not None), None)


def _run_place(run: Run) -> Span | None:
    return run.origin.span() if run.origin is not None and run.text else None
