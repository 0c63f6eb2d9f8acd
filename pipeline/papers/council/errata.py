"""Slips of an issued paper -> the galley of a 正誤表: 頁, 箇所, 誤, 正, and the pages to be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House

HEADS = ("頁", "箇所", "誤", "正")
_SHARES = (3, 5, 15, 15)


@dataclass(frozen=True, slots=True)
class Slip:
    """One correction: the page of the issued file, the line on it, the words with those around them, and what slip it is."""

    page: int
    line: int
    before: str
    wrong: str
    right: str
    after: str
    sort: str


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the house around the table: addressee, title, what stands above, and the day (None: blank)."""

    addressee: str
    title: str
    lead: str
    pages: str
    day: date | None = None


def errata(slips: Sequence[Slip], pages: str, around: Around, house: House) -> Galley:
    """The sheet: 頁, 箇所, 誤, 正, the words that differ underlined; then the pages to be replaced."""
    head = Row(tuple(_cell("表見出し", (Run(name),)) for name in HEADS))
    rows = tuple(
        Row((
            _cell("表中央", (Run(house.text(str(slip.page))),)),
            _cell("表中央", (Run(house.text(f"{slip.line}行目")),)),
            _cell("表本文", _words(slip, slip.wrong)),
            _cell("表本文", _words(slip, slip.right)),
        ))
        for slip in slips
    )  # fmt: skip
    day = house.date(around.day) if around.day is not None else "令和　　年　　月　　日"
    blocks: list[Block] = [
        Para("発信", (Run(day),)),
        Para("宛名", (Run(around.addressee),)),
        Para("件名", (Run(around.title),), heading=1, outline=around.title),
        Para("前文", (Run(around.lead),)),
        Grid("一覧表", (head,), rows, around.title, _SHARES),
    ]
    if pages:
        blocks.append(Para("前文", (Run(around.pages + pages),)))
    return Galley(around.title, around.title, "", around.day, (Part("本文", tuple(blocks)),), (("題名", around.title),))


def _words(slip: Slip, words: str) -> tuple[Run, ...]:
    return tuple(run for run in (Run(slip.before), Run(words, "下線"), Run(slip.after)) if run.text)


def _cell(style: str, runs: tuple[Run, ...]) -> Cell:
    return Cell((Para(style, runs),))
