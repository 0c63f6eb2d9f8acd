"""Lines below open lists of 号: whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.importing.paper import Line
from pipeline.importing.structure.draft import Clause, Draft, Particulars
from pipeline.importing.structure.marks import Label
from pipeline.importing.structure.sentences import (
    begins_behind,
    ends_particulars,
    opens_particulars,
    reads_as_heading,
)


def heads_text(item: Clause, before: Sequence[Clause]) -> bool:
    """Whether an item is the heading of the words below it: so those before it in its list are, if there are any."""
    if any(not s.children and s.caption is None for s in before):
        return False
    return item.caption is None and not item.children and reads_as_heading(item.text)


def opens(paragraph: Clause | None, items: Sequence[Clause], text: str) -> bool:
    """Takes 記 right below the text of a 項: what follows are its particulars."""
    if paragraph is None or items or paragraph.after or paragraph.grids or not opens_particulars(text):
        return False
    if not paragraph.text or paragraph.particulars is not None:
        return False
    paragraph.particulars = Particulars(text)
    return True


def ends(paragraph: Clause | None, text: str) -> bool:
    """Takes 以上 below the particulars of a 項."""
    if paragraph is None or not ends_particulars(text):
        return False
    opened = paragraph.particulars
    if opened is None or opened.ending:
        return False
    opened.ending = text
    return True


def nearest(items: Sequence[Clause], draft: Draft, lists: list[tuple[int, Label]], line: Line) -> tuple[int, Label]:
    """Of several open lists that a label may go on, that which stands as far from the edge; else the deepest, which is told."""
    if len({depth for depth, _ in lists}) == 1:
        return lists[0]
    column = line.span.column
    apart = {depth: abs(items[depth].line.span.column - column) for depth, _ in lists}
    if len(set(apart.values())) == 1:
        message = f"「{lists[0][1].mark}」が、どの並びの続きか分からないので、いちばん下の段の続きとしました"
        draft.guess(message, line)
        return lists[0]
    return min(lists, key=lambda one: apart[one[0]])


def tell_again(label: Label, text: str, line: Line, draft: Draft) -> None:
    """Tells of a label that begins a list right within a list that counts alike."""
    draft.guess(f"「{label.mark}」が続けて二度始まるので、下の段の並びとしました: 「{text[:20]}」", line)


def settle(lines: list[str], paragraph: Clause, items: Sequence[Clause], depth: int | None, draft: Draft) -> None:
    """Puts lines below the open items or behind them. `depth`: at which the next item goes on; None if the list ends here."""
    holders = (paragraph, *items)
    highest = 0 if depth is None else min(depth + 1, len(items))
    rest = lines
    for at in range(len(items), highest, -1):
        above, item = holders[at - 1], holders[at]
        own = _of(item, above.children[:-1], rest)
        item.after += rest[:own]
        if own and len(above.children) == 1:
            draft.guess(f"「{rest[0][:20]}」からの文を、{item.mark}の文としました", item.line)
        rest = rest[own:]
        if rest and _may_hold(item, above.children[:-1]):
            message = f"「{rest[0][:20]}」からの文を、{item.mark}の文でなく、その並びの後に続く文としました"
            draft.guess(message, item.line)
    holders[highest].after += rest


def _may_hold(item: Clause, before: Sequence[Clause]) -> bool:
    """Whether lines below the last item of a list may be its own."""
    return item.caption is not None or any(s.after for s in before)


def _of(item: Clause, before: Sequence[Clause], lines: Sequence[str]) -> int:
    """How many of the lines below the last item of a list are its own: as many as others have, up to what goes on behind the list."""
    if not _may_hold(item, before):
        return 0
    most = max((len(s.after) for s in before), default=len(lines))
    for n, text in enumerate(lines):
        begins = begins_behind(text)
        usual = any(len(s.after) > n and begins_behind(s.after[n]) == begins for s in before)
        if n >= most or (begins and not usual):
            return n
    return len(lines)
