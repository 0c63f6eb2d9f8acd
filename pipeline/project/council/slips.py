"""What differs between an issued paper and the new one -> slips for a 正誤表, or why it is none: substance needs the council.

Source: council notes 5. An erratum corrects what anybody sees to be a slip: spelling, particles, numbers, sums, a character
of a name. Whatever else differs is told and refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.papers.council.errata import Slip
from pipeline.pdfdiff import PrintedPage
from pipeline.pdfdiff.compare import Facing, PrintedChange, PrintedReport, Spot

# More characters than these are no misprint of a word.
_SHORT = 4
_AROUND = 8
_FIGURES = regex(r"[0-9０-９〇一二三四五六七八九十百千,，.．年月日号条項第（）()－\-]*")
_PARTICLES = frozenset({"", "の", "を", "に", "へ", "と", "が", "は", "も", "で", "や", "から", "まで", "より", "て", "た", "、", "，", "。", "・"})  # fmt: skip
# Words that decide what is meant: who, whether, both or either, must or may, how much.
_MEANING = regex(
    "[甲乙丙丁戊己庚辛壬癸]|ない|なかった|ず$|及び|又は|若しくは|並びに|かつ|除く|含む|以上|以下|未満|超え|できる|ものと|円|割|倍"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that is no obvious slip."""

    page: int
    old: str
    new: str
    why: str


def judged(found: PrintedReport, pages: Sequence[PrintedPage]) -> tuple[tuple[Slip, ...], tuple[Refused, ...]]:
    """What may stand in an erratum, and what may not. `pages` are those of the issued paper."""
    slips: list[Slip] = []
    refused: list[Refused] = []
    for change in found.changes:
        spot = _spot(change)
        head, old, new, tail = _core(change.old, change.new)
        sort, why = _sort(old, new)
        if sort is None:
            refused.append(Refused(spot.page + 1, change.old, change.new, why))
            continue
        line = _line(pages[spot.page], spot)
        around = (change.before_old + head)[-_AROUND:], (tail + change.after_old)[:_AROUND]
        slips.append(Slip(spot.page + 1, line, around[0], old, new, around[1], sort))
    return tuple(slips), tuple(refused)


def _spot(change: PrintedChange) -> Spot:
    return (change.words_old or change.lines_old)[0]


def _core(old: str, new: str) -> tuple[str, str, str, str]:
    """What both begin with, the words that differ on either side, what both end with. A number stays whole."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    numbers = (old[head : len(old) - tail] + new[head : len(new) - tail])[:1].isdecimal()
    while numbers and head and old[head - 1].isdecimal():
        head -= 1
    while numbers and tail and old[len(old) - tail].isdecimal():
        tail -= 1
    return old[:head], old[head : len(old) - tail], new[head : len(new) - tail], old[len(old) - tail :]


def _sort(old: str, new: str) -> tuple[str | None, str]:
    """What slip a change is (None: no obvious one), and why it is none."""
    if _MEANING.search(old) or _MEANING.search(new):
        return None, "意味を決める語（主体、否定、接続、数量など）が変わります"
    if old in _PARTICLES and new in _PARTICLES:
        return "助詞・句読点", ""
    if old and new and _FIGURES.fullmatch(old) and _FIGURES.fullmatch(new):
        return "番号・計算", ""
    if max(len(old), len(new)) > _SHORT:
        return None, f"{_SHORT}字を超える語句が変わります"
    if not old or not new:
        return ("脱字・余字", "") if len(old or new) == 1 else (None, "語が加わるか、なくなります")
    return "誤字", ""


def _line(page: PrintedPage, spot: Spot) -> int:
    """Which line of a page, from the top."""
    middle = (spot.box.top + spot.box.bottom) / 2
    tops = sorted({round(line.box(0, len(line.text)).bottom, 3) for line in page.lines if line.text})
    return 1 + sum(bottom < middle for bottom in tops)


def replaced_pages(facing: Sequence[Facing]) -> tuple[tuple[int | None, int | None], ...]:
    """差替え頁: the pages of the issued paper whose words change, each with the new page in its place."""
    return tuple(
        (None if f.old is None else f.old + 1, None if f.new is None else f.new + 1)
        for f in facing
        if f.changes or f.old is None or f.new is None
    )
