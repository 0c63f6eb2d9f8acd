"""A provision as amended, and its history -> the galley of the 溶け込み後 as a whole paper: what holds now, signed by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.galley import Galley, Para, Run
from pipeline.galley.words import Words
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.papers.unit_blocks import whole
from pipeline.provision.unit import Provision
from pipeline.tree.nodes import DateLine, PublicationLine, Title
from pipeline.tree.refer import BoundDocument

_NOTE = "この文は、変更の内容を溶け込ませたもので、署名したものではありません。"
# 条例 and the like are 改正, whatever the profile calls the change of an agreement.
_AMENDED = "改正"
_OF_RULES = "この文は、{}の内容を溶け込ませたものです。"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: 締結 or 変更, and its day (None: not yet known)."""

    name: str
    day: date | None


def published_lines(bound: BoundDocument, house: House) -> tuple[Para, ...]:
    """What stands below the title of a paper of when and as what it was published."""
    body, words = bound.document.body, Words(house, bound.positions)
    at = next((n for n, block in enumerate(body, 1) if isinstance(block, Title)), len(body))
    made: list[Para] = []
    for block in body[at:]:
        if not isinstance(block, PublicationLine | DateLine):
            break
        made.append(Para("公布行", words.runs(block.text)))
    return tuple(made)


def consolidated_paper(
    text: Provision, history: Iterable[Event], manner: Manner, day: date | None,
    near: date | None = None, published: tuple[Para, ...] = (),
) -> Galley:  # fmt: skip
    """Title, history, 目次, 前文, 条, 末文, 附則 and 別表, each in the style of what it is; in the place of signatures a note.

    Rules are signed by nobody: their history are the lines of their publication (`published`) and the days of 改正 that are
    known, and below it stands the note, which at the end might have the last page before the 別表 to itself. `near` is a day
    near those that are not known, if any is.
    """
    house = manner.house
    rules = house.rules or paper_name.is_rule(text.title)
    amended = house.revising if house.rules else _AMENDED
    held = list(history)
    # The day of the last is still to come; the era of an earlier one that nobody told is not known.
    blanks = [*("　　年　　月　　日" for _ in held[1:]), wareki.open_day(near)]
    events = [
        house.text(f"{house.date(e.day) if e.day is not None else blank}{amended if rules else e.name}")
        for n, (e, blank) in enumerate(zip(held, blanks, strict=True))
        if n or not rules
    ]
    below = tuple(Para("公布行", (Run(line),)) for line in (*events, *([_OF_RULES.format(amended)] if rules else [])))
    below_title = (*published, *below) if rules else below
    parts = whole(text, manner, below_title, () if rules else (Para("末文", (Run(_NOTE),)),))
    return Galley(text.title, text.title, "", day, parts, (("題名", text.title),))
