"""A provision as amended, and its history -> the galley of the 溶け込み後 as a whole paper: what holds now, signed by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.galley import Block, Galley, Para, Part, Run
from pipeline.labels.amendment_style import Manner
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.unit import Provision

_NOTE = "この文は、変更の内容を溶け込ませたもので、署名したものではありません。"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: 締結 or 変更, and its day (None: not yet known)."""

    name: str
    day: date | None


def consolidated_paper(text: Provision, history: Iterable[Event], manner: Manner, day: date | None) -> Galley:
    """Title, history, 前文, 条, 末文, 附則 and 別表, each in the style of what it is; in the place of signatures a note."""
    setter, house = UnitBlocks(manner), manner.house
    events = [
        f"{house.date(e.day) if e.day is not None else house.text('　　年　　月　　日')}{e.name}" for e in history
    ]
    main: list[Block] = [Para("題名", (Run(text.title),), heading=1, outline=text.title)]
    main += [Para("公布行", (Run(line),)) for line in events]
    main += [Para("前文", (Run(line),)) for line in text.preamble]
    main += setter.units(text.articles)
    main += [Para("末文", (Run(line),)) for line in text.closing]
    main += setter.supplement(text.supplement) if text.supplement else ()
    main.append(Para("末文", (Run(_NOTE),)))
    parts = [Part("本文", tuple(main))]
    if text.schedules:
        parts.append(Part("別表", setter.units(text.schedules)))
    return Galley(text.title, text.title, "", day, tuple(parts), (("題名", text.title),))
