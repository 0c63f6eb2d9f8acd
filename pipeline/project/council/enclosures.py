"""An act about an agreement -> the papers that bills and notices hold: the agreement, its amendment, 新旧対照表, the new text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.amending.differences.align import align
from pipeline.diagnostics import Problems, Span
from pipeline.galley import Block, Galley, Para, Part, Run, plain
from pipeline.galley.compose import compose
from pipeline.galley.enclosing import enclosed
from pipeline.galley.styles import SIGNATURE_STYLES
from pipeline.labels.marks import RELATED, enclosure
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import agreement as amending_agreement
from pipeline.papers.consolidated_paper import Event as PastEvent
from pipeline.papers.consolidated_paper import consolidated_paper, published_lines
from pipeline.papers.council.points import anchored
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.papers.together import NotTogetherError, One, together
from pipeline.papers.unit_blocks import whole
from pipeline.project.council.events import Amending, Event
from pipeline.provision.added_supplement import with_added
from pipeline.provision.signed_version import Printed
from pipeline.provision.unit import Provision
from pipeline.source.profile import CouncilManner

_DAY_STYLES = frozenset({"締結日", "日付"})
_SIGNATURE = SIGNATURE_STYLES | {"日付"}
# The bill is heading 1; a 別紙 with a head of its own 2.
_BILL = 1


def act_paper(event: Event, changed: Amending | None, day: date | None, place: Span, problems: Problems) -> Galley:
    """The paper that is concluded: the agreement, or the one that amends it. Raises Rejected."""
    if changed is not None:
        return amending_agreement(changed.made, changed.frame, event.pact.manner, day)
    pact, text = event.pact, event.text(problems, place)
    bound, particulars = pact.bound
    if text == pact.words:
        return compose(bound, pact.assignment.original.profile.house, particulars)
    # The source says a later text by now: what was signed stands in the signed version.
    assert pact.signed is not None, "a text that is not the source's was signed"
    parts = whole(text, pact.manner, at_end=_signature(pact.signed.history[event.at].printed))
    return Galley(text.title, text.title, "", day, parts, (("題名", text.title),))


def act_of_all(several: Iterable[tuple[Event, Amending]], place: Span, problems: Problems) -> Galley:
    """The one 条例 that amends several, each in a 条 of its own. Raises Rejected where they cannot be one."""
    held = list(several)
    try:
        made = together([One(a.made, a.frame) for _, a in held], held[0][0].pact.manner)
    except NotTogetherError as error:
        cure = "改正附則などを同じにするか、条例ごとに案件を分け、議案番号をそれぞれに書いてください"
        problems.error("一括", f"一つの案件の条例を、一つの改正条例にできません（{error.reason}）", cure, place)
        problems.stop_if_errors()
        raise
    return made.galley(None)


def _signature(printed: Printed) -> tuple[Block, ...]:
    return tuple(
        Para(style, (Run(words, "氏名" if style == "記名者" else None),), (Run(label),) if label else ())
        for style, label, words in printed
        if style in _SIGNATURE
    )


def undated(galley: Galley, day: date | None, blank: str, house: House) -> Galley:
    """The paper before it is signed: its day left to be filled in. A council votes before that."""
    if day is None:
        return galley
    shown = house.date(day)

    def opened(block: Block) -> Block:
        if isinstance(block, Para) and block.style in _DAY_STYLES and plain(block.runs) == shown:
            return replace(block, runs=(Run(blank),))
        return block

    return replace(galley, parts=tuple(replace(p, blocks=tuple(map(opened, p.blocks))) for p in galley.parts))


def unpublished(galley: Galley) -> Galley:
    """A 条例 as a council is asked for it: without the lines of a publication that has not been."""
    kept = (replace(p, blocks=tuple(b for b in p.blocks if not _is_published(b))) for p in galley.parts)
    return replace(galley, parts=tuple(kept))


def _is_published(block: Block) -> bool:
    return isinstance(block, Para) and block.style == "公布行"


def as_enclosure(galley: Galley, name: str, number: int | None, manner: CouncilManner) -> tuple[Part, ...]:
    """A paper as 別紙, under its head and with the mark of a draft where the office prints them."""
    head = enclosure(number) if manner.enclosure_heading or number is not None else ""
    parts = enclosed(galley, name, _BILL + bool(head))
    if manner.draft_mark:
        parts = _marked(parts, manner.draft_mark)
    if not head or not parts:
        return parts
    first = Para("別紙見出し", (Run(head),), heading=_BILL + 1, outline=head)
    return (replace(parts[0], blocks=(first, *parts[0].blocks)), *parts[1:])


def as_body(galley: Galley, name: str, number: str = "") -> tuple[Part, ...]:
    """A paper that is made known, under its number if it has one."""
    first, *rest = enclosed(galley, name, _BILL)
    above = (Para("議案番号", (Run(number),)),) if number else ()
    return (replace(first, blocks=(*above, *first.blocks)), *rest)


def _marked(parts: Iterable[Part], mark: str) -> tuple[Part, ...]:
    """The mark behind the title."""

    def marked(block: Block) -> Block:
        if isinstance(block, Para) and block.style == "題名":
            return replace(block, runs=(*block.runs, Run(mark)))
        return block

    return tuple(replace(p, blocks=tuple(map(marked, p.blocks))) for p in parts)


def comparison_parts(
    event: Event, changed: Amending, act: str, article: int | None, name: str
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """新旧対照表, and the anchors in it of all changes; `act` is what amends, `article` its 条 where it amends several."""
    pact = event.pact
    blocks = compare(changed.made.edits, pact.manner, pact.house.marks)
    related = RELATED[0] + pact.manner.article((article,)) + RELATED[1] if article is not None else ""
    table = comparison(blocks, f"{act}新旧対照表{related}", pact.house, None)
    marked, places = anchored(table, changed.entries)
    return enclosed(marked, name, _BILL), tuple(f"{name}/{place}" if place else "" for place in places)


def whole_comparison_parts(
    event: Event, old: Provision, name: str, place: Span, problems: Problems
) -> tuple[Part, ...]:
    """新旧対照表 of an agreement and of the one of which it takes the place: no 改め文 leads from the one to the other."""
    pact, new = event.pact, event.text(problems, place)
    blocks = compare(align(old, new), pact.manner, pact.house.marks)
    return enclosed(comparison(blocks, f"{new.title}新旧対照表", pact.house, None), name, _BILL)


def consolidated_parts(
    event: Event, changed: Amending, day: date | None, name: str, near: date | None
) -> tuple[Part, ...]:
    """The whole text as it will be; `near` is a day near its own, if that is not known."""
    pact = event.pact
    history = (*(PastEvent(*past) for past in event.before), PastEvent(pact.house.revising, day))
    text, published = with_added(changed.made.new, changed.added), published_lines(pact.bound[0], pact.house)
    return enclosed(consolidated_paper(text, history, pact.manner, day, near, published), name, _BILL)
