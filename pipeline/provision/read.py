"""Plain text, one unit a line -> provision or single units. Leading blanks do not count.

What a line is, its mark tells (第十一条　, ２　, 一　, (1)　, イ　, 別表第１, a tab); a line that fits nowhere is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.labels.amendment_style import Manner, Number, subitem_number
from pipeline.notation.house_style import House
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import DigitWidth, apply
from pipeline.provision.read_schedule import SCHEDULE, read_schedule
from pipeline.provision.unit import Level, Provision, Unit
from pipeline.provision.unreadable import UnreadableError

_BLANKS = " 　\t"
_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_ARTICLE = re.compile(rf"第({_N})条((?:の{_N})*)(?:[ 　](.*)|$)")
_PARAGRAPH = re.compile(r"([0-9０-９]+)[ 　](.*)")
_ITEM = re.compile(
    rf"(?:([{KANJI_NUMERALS}]+)((?:の[{KANJI_NUMERALS}]+)*)|[(（]([0-9０-９]+)[)）]((?:の[0-9０-９]+)*))[ 　](.*)"
)
_SUBITEM = re.compile(r"([ァ-ヶ])[ 　](.*)")
_SMALL = re.compile(r"[(（]([ァ-ヶ])[)）][ 　](.*)")
_CAPTION = re.compile("（((?:[^（）]|（[^（）]*）)*)）")
_SUPPLEMENT = re.compile(r"附[ 　]*則")


def is_article(line: str) -> bool:
    """Whether a line begins a 条."""
    return _ARTICLE.match(line.lstrip(_BLANKS)) is not None


def number_of(first: str, branches: str = "") -> Number:
    """(3, 2) for 三 and の二."""
    values = [whole_number(apply(n, "half")) for n in (first, *branches.split("の")[1:])]
    if not all(values):
        raise UnreadableError(first + branches, f"「{first}{branches}」は番号として読めません")
    return tuple(v for v in values if v is not None)


def read_provision(text: str) -> tuple[Provision, Manner]:
    """The provision of a text, and the manner in which its numbers are written. Raises UnreadableError."""
    lines = [line for raw in text.split("\n") if (line := raw.strip("\r").lstrip(" 　").rstrip(" 　\r"))]
    manner = sniff(lines)
    first = next((n for n, line in enumerate(lines) if SCHEDULE.fullmatch(line)), len(lines))
    body, annex = lines[:first], lines[first:]
    cut = next((n for n, line in enumerate(body) if _SUPPLEMENT.fullmatch(line)), len(body))
    main, extra = body[:cut], body[cut + 1 :]
    start = next((n for n, line in enumerate(main) if _ARTICLE.match(line)), len(main))
    if start < len(main) and start and _CAPTION.fullmatch(main[start - 1]):
        start -= 1
    reader = _Reader(manner.subitems)
    articles, rest = reader.clauses(main[start:], "条")
    if stray := next((line for line in rest if _is_marked(line)), None):
        raise UnreadableError(stray, "末文の後に条・項・号があります")
    supplement = read_units(extra, "条" if any(map(_ARTICLE.match, extra)) else "項", manner) if extra else ()
    return (
        Provision(
            title=main[0] if start else "",
            preamble=tuple(main[1:start]),
            articles=articles,
            closing=tuple(rest),
            supplement=supplement,
            schedules=_schedules(annex),
            supplement_mark=body[cut] if cut < len(body) else "",
        ),
        manner,
    )


def _schedules(lines: list[str]) -> tuple[Unit, ...]:
    starts = [n for n, line in enumerate(lines) if SCHEDULE.fullmatch(line)]
    return tuple(read_schedule(lines[a:b]) for a, b in pairwise((*starts, len(lines))))


def read_units(lines: Sequence[str], level: Level, manner: Manner) -> tuple[Unit, ...]:
    """Units of one level as they stand below an amending sentence. Raises UnreadableError."""
    bare = [line.lstrip(" 　").rstrip(" 　") for line in lines]
    if level == "別表":
        return _schedules(bare)
    # Below a 号 the first label tells ア from イ; a 細分 alone may be any of its series.
    alone = level in ("細分", "小細分")
    reader = _Reader(manner.subitems if alone else _subitems(bare, manner.subitems))
    units, rest = reader.clauses(bare, level)
    if rest:
        raise UnreadableError(rest[0], f"「{rest[0]}」を{level}として読めません")
    return units


def sniff(lines: Iterable[str]) -> Manner:
    """The manner of a text: kanji or digits by its first 条, their width by all labels, イロハ or アイウ by the first."""
    held = list(lines)
    numerals = [m[1] for line in held if (m := _ARTICLE.match(line))]
    subitems = _subitems(held, "aiueo")
    if numerals and numerals[0][0] in KANJI_NUMERALS:
        return Manner(House("full", behind="下に", numerals="kanji", subitems=_subitems(held, "iroha")))
    shown = numerals + [m[1] for line in held if (m := _PARAGRAPH.match(line))]
    if all(n.isascii() for n in shown):
        return Manner(House("half", subitems=subitems))
    mixed = any(n.isascii() for n in shown)
    digits: DigitWidth = "single_full" if mixed or all(len(n) == 1 for n in shown) else "full"
    return Manner(House(digits, subitems=subitems))


def _subitems(lines: Iterable[str], default: Subitems) -> Subitems:
    first = next((m[1] for line in lines if (m := _SUBITEM.match(line))), "")
    return "aiueo" if first == "ア" else "iroha" if first == "イ" else default


def _is_marked(line: str) -> bool:
    return any(p.match(line) for p in (_ARTICLE, _PARAGRAPH, _ITEM))


class _Reader:
    """Lines -> clauses, each below the last one of a higher level."""

    def __init__(self, subitems: Subitems) -> None:
        self.subitems = subitems

    def clauses(self, lines: Sequence[str], level: Level) -> tuple[tuple[Unit, ...], list[str]]:
        """Units of a level and all below them; and the lines from the first that has no mark."""
        flat: list[Unit] = []
        caption: str | None = None
        for n, line in enumerate(lines):
            bracketed = _CAPTION.fullmatch(line)
            if bracketed and n + 1 < len(lines) and (_ARTICLE.match(lines[n + 1]) or level == "項"):
                caption = bracketed[1]
                continue
            made = self._marked(line)
            if made is None and level == "項" and not flat:
                made = [Unit("項", (1,), line)]
            if made is None:
                return _nest(flat, level), list(lines[n:])
            if caption is not None and made[0].level in ("条", "項"):
                made[0], caption = replace(made[0], caption=caption), None
            flat += made
        return _nest(flat, level), []

    def _marked(self, line: str) -> list[Unit] | None:
        if m := _ARTICLE.match(line):
            mark = line[: m.start(3)] if m[3] is not None else line
            return [Unit("条", number_of(m[1], m[2]), mark=mark), Unit("項", (1,), m[3] or "")]
        if m := _PARAGRAPH.match(line):
            return [Unit("項", number_of(m[1]), m[2], mark=line[: m.start(2)])]
        if m := _ITEM.match(line):
            number = number_of(m[1], m[2]) if m[1] else number_of(m[3], m[4])
            return [Unit("号", number, m[5], mark=line[: m.start(5)])]
        if (m := _SUBITEM.match(line)) and (place := subitem_number(m[1], self.subitems)):
            return [Unit("細分", place, m[2], mark=line[: m.start(2)])]
        if (m := _SMALL.match(line)) and (place := subitem_number(m[1], "aiueo")):
            return [Unit("小細分", place, m[2], mark=line[: m.start(2)])]
        return None


_RANKS: tuple[Level, ...] = ("条", "項", "号", "細分", "小細分")


def _nest(flat: list[Unit], level: Level) -> tuple[Unit, ...]:
    """A flat run of units, each put below the nearest before it of a higher level."""
    if level not in _RANKS:
        raise UnreadableError("", f"{level}は行の並びからは読めません")
    rank = _RANKS.index(level)
    made: list[Unit] = []
    at = 0
    while at < len(flat):
        if flat[at].level != level:
            raise UnreadableError(flat[at].text, f"{level}があるはずのところに{flat[at].level}があります")
        end = at + 1
        while end < len(flat) and _RANKS.index(flat[end].level) > rank:
            end += 1
        below = _nest(flat[at + 1 : end], flat[at + 1].level) if end > at + 1 else ()
        made.append(replace(flat[at], children=below))
        at = end
    return tuple(made)


__all__ = ["UnreadableError", "is_article", "number_of", "read_provision", "read_units", "sniff"]
