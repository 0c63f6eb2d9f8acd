"""Citations that stand literally in the words -> references bound to their nodes.

The whole stretch is read at once, so that a law named before {{ … }} is still seen; the words are never changed.
"""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.late.regex import regex
from pipeline.notation import citation
from pipeline.notation.citation import Citation, Found
from pipeline.tree.address import AddressBook, NowhereError
from pipeline.tree.nodes import Inline, Inlines, Path, Reference, Text, span_in, text_of
from pipeline.tree.position import Position, is_left_out
from pipeline.tree.walk import Spot

# Every citation holds one of these; most words hold none.
_UNIT = regex("(?:[第前次同本]|この)[^。]{0,24}?[条項号]|別表|[附付]則|[ァ-ヶ][)）]?に[掲規定該]")


_SCHEDULE = "別表"
_ANY = regex("(?:次の|次に掲げる|以下の|各|それぞれの|いずれかの|すべての|全ての|これらの|当該各?)$")


def bind(inlines: Inlines, words: str, spot: Spot, book: AddressBook, problems: Problems) -> Inlines:
    """The inlines (`words` is what they say) with every literal citation of this document made a reference.

    Reports those that name nothing.
    """
    if not _UNIT.search(words):
        return inlines
    found = [f for f in citation.find(words) if not f.external]
    if not found:
        return inlines
    here = book.position(spot.path)
    antecedent: Position | None = None
    bound: list[tuple[int, int, tuple[Path, ...]]] = []
    for each in found:
        if book.has_schedules and _is_of_any(words, each):
            continue
        try:
            within = antecedent if each.joined and each.relative is None and antecedent is not None else here
            if _is_label(each) and not book.counts_labels(within):
                continue  # no 号 here is divided: the letter is not one of ours
            targets = _targets(each, within, antecedent, book)
        except NowhereError as error:
            if not _is_ready(inlines, each):
                place = span_in(inlines, each.start, each.end)
                problems.error("引用", f"「{words[each.start : each.end]}」: {error.message}", error.cure, place)
            continue
        antecedent = book.positions[targets[-1]]
        if any(is_left_out(target) for target in targets):
            continue  # its words are right, and stand nowhere here
        bound.append((each.start, each.end, targets))
    return _split(inlines, bound)


def _is_of_any(words: str, found: Found) -> bool:
    """Whether 別表 means any of several, which the words before it tell apart: 次に掲げる別表, 各別表."""
    return words[found.start : found.end] == _SCHEDULE and _ANY.search(words[: found.start]) is not None


def _is_label(found: Found) -> bool:
    cited = found.citation
    return found.relative is None and cited is not None and Citation(sub=cited.sub) == cited


def _targets(found: Found, here: Position | None, antecedent: Position | None, book: AddressBook) -> tuple[Path, ...]:
    targets = book.resolve(found.citation, found.relative, here, antecedent)
    if found.until is None:
        return targets
    first = book.positions[targets[-1]]
    # What the other end leaves out is that of the first: 第4条第2項から第4項まで.
    within = here if found.until.relative is not None else first
    last = book.resolve(found.until.citation, found.until.relative, within, first)
    ends = (first, book.positions[last[-1]])
    if ends[0].orders >= ends[1].orders:
        raise NowhereError("範囲の初めと終わりが逆です", "番号の小さい方から書いてください")
    return targets + last


def _is_ready(inlines: Inlines, found: Found) -> bool:
    """Whether a find lies wholly in words that 引用() printed: those were bound by their key."""
    at = 0
    for inline in inlines:
        end = at + len(text_of((inline,)))
        if at <= found.start and found.end <= end:
            return isinstance(inline, Reference)
        at = end
    return False


def _split(inlines: Inlines, bound: list[tuple[int, int, tuple[Path, ...]]]) -> Inlines:
    """Cuts texts at the bounds of the citations in them."""
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        if isinstance(inline, Text):
            made += _cut(inline, [(s - at, e - at, t) for s, e, t in bound if s < at + length and e > at])
        else:
            made.append(inline)
        at += length
    return tuple(made)


def _cut(text: Text, bound: list[tuple[int, int, tuple[Path, ...]]]) -> list[Inline]:
    made: list[Inline] = []
    at = 0
    for start, end, targets in bound:
        first, last = max(start, 0), min(end, len(text.text))
        if first > at:
            made.append(_piece(text, at, first))
        piece = _piece(text, first, last)
        made.append(Reference(None, "文言", targets, piece.text, piece.origin, text.emphasis))
        at = last
    if at < len(text.text):
        made.append(_piece(text, at, len(text.text)))
    return made


def _piece(text: Text, start: int, end: int) -> Text:
    origin = text.origin
    if origin is not None and origin.end - origin.start == len(text.text):
        origin = origin.written.origin(origin.start + start, origin.start + end)
    return Text(text.text[start:end], origin, text.emphasis)
