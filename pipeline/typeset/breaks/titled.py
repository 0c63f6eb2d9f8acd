"""A title or heading of several lines -> where they end: between phrases, in as few lines as it fills, of lengths that match.

Words are cut only where no phrase ends within reach; what is worse than that is told by `tears`.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.typeset.breaks.breaking import TOLERANCE, Cut, break_lines, visible_mem
from pipeline.typeset.breaks.phrases import BEHIND_NO, BESIDE_MARK, BLANKS, DASHES, IN_WORD, tears
from pipeline.typeset.lines.classes import LEAD
from pipeline.typeset.lines.gaps import MAY_BREAK
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.styling.stylesheet import Align, Bracket

# What a line costs that is empty, in proportion to the square of what is; and a last line of less than this part.
_EMPTY, _SHORT_LAST, _LEAST_LAST = 120.0, 60.0, 0.2


def titled_lines(p: Prepared, style: TextStyle, first_mem: float, turn_mem: float, full_mem: float) -> list[Cut]:
    """Cuts of all lines, as `break_lines` gives them; as many as those, or one more of a centred title that parted a word."""
    edges_mem = first_mem, turn_mem, full_mem
    filled = break_lines(p, replace(style, phrases=False), *edges_mem)
    if len(filled) < 2:
        return filled
    torn, count = _every(p), len(filled)
    if not _is_balanced(style):
        return _best(p, style, edges_mem, torn, count, None) or filled
    wanted = _mean_part(p, filled)
    found = _best(p, style, edges_mem, torn, count, wanted) or filled
    if _worst(found, torn) > BEHIND_NO:
        more = _best(p, style, edges_mem, torn, count + 1, wanted * count / (count + 1))
        if more and _worst(more, torn) <= min(BESIDE_MARK, _worst(found, torn) - 1):
            return more
    return found


def phrased_lines(p: Prepared, style: TextStyle, edges_mem: tuple[float, float, float], filled: list[Cut]) -> list[Cut]:
    """As many lines of a few characters as these, that end between phrases where they can; these, if one would part a word.

    In the middle of a column one more, if that spares the word.
    """
    wanted = _mean_part(p, filled) if _is_balanced(style) else None
    torn = _every(p)
    count = len(filled)
    found = _best(p, style, edges_mem, torn, count, wanted)
    if wanted is not None and _worst(found or filled, torn) >= IN_WORD:
        more = _best(p, style, edges_mem, torn, count + 1, wanted * count / (count + 1))
        if more and _worst(more, torn) <= BESIDE_MARK:
            return more
    return found if found and _all(found, torn) < _all(filled, torn) else filled


def _is_balanced(style: TextStyle) -> bool:
    """Whether lines are to be as long as each other."""
    return style.align is not Align.JUSTIFIED and style.align is not Align.LEFT


def _every(p: Prepared) -> dict[int, float]:
    """What each end of a line costs, that of the last with them."""
    n = len(p.letters)
    return {at: tears(p.units, at) for at in range(1, n) if _lawful(p, at)} | {n: 0.0}


def _all(cuts: list[Cut], torn: dict[int, float]) -> float:
    """What all of the line ends cost."""
    return sum([torn.get(cut.end, IN_WORD) for cut in cuts], 0.0)


def _worst(cuts: list[Cut], torn: dict[int, float]) -> float:
    """What the worst of the line ends costs."""
    return max([torn.get(cut.end, IN_WORD) for cut in cuts], default=0.0)


def _best(
    p: Prepared,
    style: TextStyle,
    edges_mem: tuple[float, float, float],
    torn: dict[int, float],
    count: int,
    wanted: float | None,
) -> list[Cut]:
    """The cuts of so many lines that cost least; `wanted`: how full lines are that match. [] where there is no way."""
    first_mem, turn_mem, full_mem = edges_mem
    n = len(p.letters)
    ways: list[dict[int, tuple[float, Cut | None]]] = [{0: (0.0, None)}]
    for k in range(count):
        made: dict[int, tuple[float, Cut | None]] = {}
        for start, (cost, _) in ways[-1].items():
            lead = LEAD.get(p.letters[start], 0.0) if k or style.bracket is Bracket.FLUSH else 0.0
            indent = (turn_mem if k else first_mem) - lead
            width = full_mem - indent
            for end in torn:
                if end <= start or (end == n) != (k == count - 1):
                    continue
                room = width - visible_mem(p, start, end)
                if room < -TOLERANCE:
                    continue
                shape = _shape(
                    1 - room / width, wanted if wanted is not None else 1.0, last=end == n and wanted is None
                )
                total = cost + torn[end] + shape
                if end not in made or total < made[end][0]:
                    made[end] = total, Cut(start, end, indent, hung=False, room_mem=room)
        ways.append(made)
    found: list[Cut] = []
    at = n
    for k in range(count, 0, -1):
        if at not in ways[k]:
            return []
        cut = ways[k][at][1]
        assert cut is not None, "only the beginning has no line before it"
        found.append(cut)
        at = cut.start
    return found[::-1]


def is_rest(p: Prepared, cuts: list[Cut]) -> bool:
    """Whether a last line holds so little that it looks lost (条例 below a full line)."""
    last = cuts[-1]
    width = visible_mem(p, last.start, last.end)
    return len(cuts) > 1 and width < _LEAST_LAST * (width + last.room_mem)


def _lawful(p: Prepared, at: int) -> bool:
    if at in p.free:
        return True
    # A dash behind a blank opens what it encloses: 総合計画　～人がつながるまち～.
    opens = p.units[at] in DASHES and p.units[at - 1] in BLANKS
    return at not in p.bound and (opens or MAY_BREAK[p.letters[at - 1 : at + 1]])


def _mean_part(p: Prepared, filled: list[Cut]) -> float:
    """How full the lines are on the average, as a part of the measure."""
    widths = [visible_mem(p, cut.start, cut.end) for cut in filled]
    full = max(width + cut.room_mem for width, cut in zip(widths, filled, strict=True))
    return sum(widths) / len(widths) / full


def _shape(part: float, wanted: float, *, last: bool) -> float:
    """What the length of a line costs, `part` of the measure; a last line may be short, but no rest."""
    if last:
        return _SHORT_LAST if part < _LEAST_LAST else 0.0
    return _EMPTY * (part - wanted) * (part - wanted)
