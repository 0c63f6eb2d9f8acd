"""The galley of an agreement that was amended -> its 溶け込み版: the days of all changes, and no signature.

What stands in it was never signed as a whole, so that it bears no names, and says so on its cover and below its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.galley.blocks import Block, Galley, Para, Part, Run
from pipeline.galley.styles import SIGNATURE_STYLES
from pipeline.labels.marks import CONSOLIDATED, GAP
from pipeline.notation.house_style import House

_PUBLICATION = "公布行"
Event = tuple[str, date | None]


def consolidated(galley: Galley, events: tuple[Event, ...], house: House) -> Galley:
    """The paper with its history. `events` is oldest first: 締結, 変更 第1回 …"""
    lines = [_said(name, day, house) for name, day in events]
    parts = tuple(Part(p.name, tuple(_blocks(p, lines)), p.landscape) for p in galley.parts)
    return replace(galley, parts=parts)


def _said(name: str, day: date | None, house: House) -> str:
    return name if day is None else f"{name}{GAP}{house.date(day)}"


def _blocks(part: Part, events: list[str]) -> Iterator[Block]:
    """The history stands below the title and what a publication prints there."""
    waiting = False
    for block in part.blocks:
        style = block.style if isinstance(block, Para) else ""
        if style in SIGNATURE_STYLES:
            continue
        if waiting and style != _PUBLICATION:
            yield from _history(events)
            waiting = False
        yield block
        if style == "表紙日付":
            yield from (Para("表紙日付", (Run(line),)) for line in (*events[1:], CONSOLIDATED))
        waiting = waiting or style == "題名"
    if waiting:
        yield from _history(events)


def _history(events: list[str]) -> Iterator[Block]:
    return (Para("締結日", (Run(line),)) for line in events)
