"""Proposals and what was decided on them -> the galley of a reply paper (意見・対応・理由)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.labels.marks import GAP
from pipeline.notation.house_style import House
from pipeline.review.decisions import Decision, Decisions, opinion
from pipeline.review.proposals import Proposal

_HEADS = ("番号", "提案者", "場所", "意見", "対応", "理由")
_SHARES = (3, 7, 9, 20, 5, 12)


def reply(title: str, proposals: Iterable[Proposal], decisions: Decisions, house: House, day: date | None) -> Galley:
    """One row for each proposal; what is not decided yet says 保留."""
    head = Row(tuple(_cell("表見出し", name) for name in _HEADS))
    rows = tuple(_row(one, decisions.get(one.number, Decision()), house) for one in proposals)
    dated = (Para("添え書き", (Run(house.date(day)),)),) if day is not None else ()
    blocks: tuple[Block, ...] = (
        Para("題名", (Run(title),), heading=1, outline=title),
        *dated,
        Grid("一覧表", (head,), rows, title, _SHARES),
    )
    if not rows:
        blocks = (*blocks[:-1], Para("本文段落", (Run("提案はありません。"),)))
    return Galley(title, title, "", day, (Part("本文", blocks, landscape=True),), (("題名", title),))


def _row(one: Proposal, decision: Decision, house: House) -> Row:
    cells = (_who(one, house), one.where, opinion(one), decision.verdict, decision.reason or "―")
    return Row((_cell("表中央", house.text(str(one.number))), *(_cell("表本文", words) for words in cells)))


def _who(one: Proposal, house: House) -> str:
    """The name and the day in the era of the house; a day that is none stays as the document says it."""
    try:
        day = house.date(date.fromisoformat(one.day)) if one.day else ""
    except ValueError:
        day = one.day
    return GAP.join(filter(None, (one.author, day))) if one.tracked and (one.author or day) else one.who


def _cell(style: str, words: str) -> Cell:
    return Cell((Para(style, (Run(words.replace("\t", " ").replace("\v", " ")),)),))
