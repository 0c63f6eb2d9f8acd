"""The galley of a paper -> parts that stand within another paper (別紙): the same words under that paper's headings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.galley.blocks import Block, Cell, Drawing, Galley, Grid, Para, Part, Row, Run

# A cover is no part of what is enclosed.
_COVER, _BODY = "表紙", "本文"
_DEEPEST = 6


def enclosed(galley: Galley, name: str, below: int) -> tuple[Part, ...]:
    """All parts but the cover, each on sheets of its own, in their order.

    `name` parts its anchors from those of the paper around it; its highest heading stands at level `below` + 1. Nobody
    signs it there.
    """
    bodies = [part for part in galley.parts if part.name != _COVER and part.blocks]
    levels = [b.heading for part in bodies for b in part.blocks if isinstance(b, Para) and b.heading is not None]
    deeper = below + 1 - min(levels, default=1)

    def moved(para: Para) -> Para:
        heading = None if para.heading is None else min(para.heading + deeper, _DEEPEST)
        anchor = None if para.anchor is None else f"{name}/{para.anchor}"
        runs, label = (tuple(_moved(run, name) for run in held) for held in (para.runs, para.label))
        return replace(para, heading=heading, anchor=anchor, runs=runs, label=label, box=None)

    return tuple(Part(_BODY, tuple(changed(b, moved) for b in part.blocks), part.landscape) for part in bodies)


def _moved(run: Run, name: str) -> Run:
    target = None if run.target is None else f"{name}/{run.target}"
    page_of = None if run.page_of is None else f"{name}/{run.page_of}"
    return replace(run, target=target, page_of=page_of) if target is not None or page_of is not None else run


def changed(block: Block, change: Callable[[Para], Para]) -> Block:
    """A block with `change` applied to every paragraph in it."""
    match block:
        case Para():
            return change(block)
        case Grid(head=head, rows=rows):
            return replace(block, head=tuple(_row(r, change) for r in head), rows=tuple(_row(r, change) for r in rows))
        case Drawing(head=head, bands=bands):
            made = [
                tuple(
                    replace(b, tiles=tuple(replace(t, paras=tuple(map(change, t.paras))) for t in b.tiles))
                    for b in held
                )
                for held in (head, bands)
            ]
            return replace(block, head=made[0], bands=made[1])
        case _:
            return block


def _row(row: Row, change: Callable[[Para], Para]) -> Row:
    return Row(tuple(Cell(tuple(map(change, cell.paras)), cell.columns, cell.rows) for cell in row.cells))
