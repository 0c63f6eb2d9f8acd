"""Lines of clauses -> 章, 条, 項, 号 and 細分 to any depth, each below the last one of a higher level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.labels.amendment_style import Number, subitem_number
from pipeline.late.regex import regex
from pipeline.notation.house_style import FIRST_ITEM, House
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.scheme import scheme
from pipeline.notation.text.width_policy import apply
from pipeline.provision.read_schedule import add_row, band_name, read_row
from pipeline.provision.unit import CLAUSES, PARTED, SUBITEMS, Level, Unit
from pipeline.provision.unreadable import UnreadableError

N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
ARTICLE = regex(rf"第({N})条((?:の{N})*)(?:[ 　](.*)|$)")
PARAGRAPH = regex(r"([0-9０-９]+)[ 　](.*)")
ITEM = regex(
    rf"(?:([{KANJI_NUMERALS}]+)((?:の[{KANJI_NUMERALS}]+)*)"
    r"|(?:[(（](?=[0-9０-９]+[)）])|(?=[⑴-⒇]))([0-9０-９]+|[⑴-⒇])[)）]?((?:の[0-9０-９]+)*))[ 　](.*)"
)
CAPTION = regex("[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
# Labels with no blank behind them; only where they go on counting. What follows tells 第3条に and 2年 from a label.
_TIGHT_ARTICLE = regex(rf"(第({N})条((?:の{N})*))(?![ 　の中第にをはがでとへや、，。）」・及並又若かま])(.+)")
_TIGHT_PARAGRAPH = regex(
    r"([0-9０-９]+)(?![0-9０-９ 　.．,，、年月日週人円回条項号個件か箇時分名千万億％%つ割倍以の部種級])(.+)"
)
_TIGHT_ITEM = regex(r"([(（]([0-9０-９]+)[)）]|([⑴-⒇]))(?![ 　]|(?:及び|から)[(（⑴-⒇])(.+)")
# 第2条及び第3条　削除
_STRUCK = regex(rf"(第({N})条((?:の{N})*)((?:及び|から|[、，])第{N}条(?:の{N})*(?:まで)?)[ 　]+)(削除)")
_CHAPTER = regex(rf"第({N})([編章節款目])((?:の{N})*)[ 　](.*)")
_CHAPTERS: Mapping[str, Level] = {"編": "編", "章": "章", "節": "章節", "款": "款", "目": "目"}
_LABEL = regex(rf"([^ 　\t]{{1,8}}?)((?:の{N})*)[ 　](.*)")
_BRACKETS = str.maketrans("（）", "()")
_ITEM_RANK = CLAUSES.index("号")


def number_of(first: str, branches: str = "") -> Number:
    """(3, 2) for 三 and の二."""
    values = [whole_number(apply(n, "half")) for n in (first, *branches.split("の")[1:])]
    if not all(values):
        raise UnreadableError(first + branches, f"「{first}{branches}」は番号として読めません")
    return tuple(v for v in values if v is not None)


def begins_article(line: str) -> bool:
    """Whether a line can be the first 条 of a text, with or without a blank behind its number."""
    if ARTICLE.match(line):
        return True
    m = _TIGHT_ARTICLE.match(line)
    return m is not None and number_of(m[2], m[3]) == (1,)


def _bare(number: str) -> str:
    """⑵ as 2."""
    return unicodedata.normalize("NFKC", number).strip("()")


# How deep a unit lies among clauses, and the unit.
_Placed = tuple[int, Unit]


class Reader:
    """Lines -> clauses, by the labels that a house gives to 号 and 細分."""

    def __init__(self, house: House, *, lenient: bool = False) -> None:
        """`lenient` reads labels with no blank behind them: in papers of others, never in what an amendment adds."""
        self.house, self.lenient = house, lenient
        # The last number at each depth of the unit that is being read, and how deep the last line lies.
        self.last: dict[int, int] = {}
        self.depth = 0

    def clauses(self, lines: Sequence[str], level: Level) -> tuple[tuple[Unit, ...], list[str]]:
        """Units of a level and all below them; and the lines from the first that has no mark."""
        if level not in CLAUSES:
            raise UnreadableError("", f"{level}は行の並びからは読めません")
        self.depth = CLAUSES.index(level) - 1
        flat: list[_Placed] = []
        caption: str | None = None
        for n, line in enumerate(lines):
            bracketed = CAPTION.fullmatch(line)
            if bracketed and n + 1 < len(lines) and (self._begins(lines[n + 1]) or level == "項"):
                caption = bracketed[1]
                continue
            if line.startswith(PARTED) and flat:
                self._unmarked(line, flat)
                continue
            made = self._marked(line) or self._tight(line)
            if made is None and flat and self._belongs(line, lines[n + 1 :]):
                self._unmarked(PARTED * self._holder(lines[n + 1 :]) + line, flat)
                continue
            if made is None and level == "項" and not flat:
                made = [(1, Unit("項", (1,), line))]
            if made is None:
                return _nested(flat, level), list(lines[n:])
            if caption is not None and made[0][1].level in ("条", "項"):
                made[0], caption = (made[0][0], replace(made[0][1], caption=caption)), None
            self._enter(made)
            flat += made
        return _nested(flat, level), []

    def _begins(self, line: str) -> bool:
        """Whether a line begins a 条 here."""
        return ARTICLE.match(line) is not None or (
            _TIGHT_ARTICLE.match(line) is not None and self._tight(line) is not None
        )

    def _belongs(self, line: str, following: Sequence[str]) -> bool:
        """Whether a line without a label is a row of a table, or text behind 号: clauses go on after it."""
        if "\t" in line:
            return self.depth >= 1
        patterns = (ARTICLE, _CHAPTER, PARAGRAPH)
        return self.depth >= _ITEM_RANK and any(p.match(each) for each in following for p in patterns)

    def _holder(self, following: Sequence[str]) -> int:
        """How deep the clause lies below which a line without a label stands: where the list goes on after it, its last entry."""
        after = next((made for line in following if (made := self._marked(line) or self._tight(line))), None)
        rank = after[0][0] if after is not None else 0
        return rank if _ITEM_RANK <= rank <= self.depth else 1

    def _tight(self, line: str) -> list[_Placed] | None:
        """A label with no blank behind it, if it is the next that counting asks for."""
        if not self.lenient:
            return None
        if (m := _TIGHT_ARTICLE.match(line)) and number_of(m[2], m[3]) in self._next_articles():
            return [(0, Unit("条", number_of(m[2], m[3]), mark=m[1])), (1, Unit("項", (1,), m[4]))]
        if (m := _TIGHT_PARAGRAPH.match(line)) and number_of(m[1]) == (self.last.get(1, 0) + 1,) and self.depth >= 1:
            return [(1, Unit("項", number_of(m[1]), m[2], mark=m[1]))]
        if (m := _TIGHT_ITEM.match(line)) and self.depth >= 1:
            number = number_of(m[2] or _bare(m[3]))
            if number == (self.last.get(_ITEM_RANK, 0) + 1,):
                return [(_ITEM_RANK, Unit("号", number, m[4], mark=m[1]))]
        return None

    def _next_articles(self) -> tuple[Number, ...]:
        before = self.last.get(0, 0)
        return ((before + 1,), (before, 2))

    def _enter(self, made: list[_Placed]) -> None:
        for rank, unit in made:
            self.last = {at: number for at, number in self.last.items() if at < rank}
            self.last[rank] = unit.number[0] if unit.number else 0
            self.depth = rank

    def _unmarked(self, line: str, flat: list[_Placed]) -> None:
        """Text without a label, or a row of a table, below the clause that its signs tell."""
        words = line.lstrip(PARTED)
        rank = len(line) - len(words) + 1
        if "\t" not in words:
            flat.append((rank, Unit("後文", (), words)))
            return
        row = read_row(words)
        at, before = flat[-1]
        goes_on = before.level == "表" and at == rank
        if goes_on and (len(before.cells) == len(row.cells) or band_name(words, len(before.cells))):
            flat[-1] = (at, add_row(before, words))
        else:
            flat.append((rank, Unit("表", cells=row.cells)))

    def _marked(self, line: str) -> list[_Placed] | None:
        if m := _STRUCK.fullmatch(line):
            return [(0, Unit("条", number_of(m[2], m[3]), m[4], mark=m[1])), (1, Unit("項", (1,), m[5]))]
        if m := ARTICLE.match(line):
            mark = line[: m.start(3)] if m[3] is not None else line
            return [(0, Unit("条", number_of(m[1], m[2]), mark=mark)), (1, Unit("項", (1,), m[3] or ""))]
        if m := _CHAPTER.match(line):
            return [(0, Unit(_CHAPTERS[m[2]], number_of(m[1], m[3]), m[4], mark=line[: m.start(4)]))]
        found = list(self._labelled(line))
        expected = [each for each in found if self._is_next(*each)]
        if PARAGRAPH.match(line) and not expected:
            m = PARAGRAPH.match(line)
            assert m is not None
            return [(1, Unit("項", number_of(m[1]), m[2], mark=line[: m.start(2)]))]
        if expected:
            return [max(expected, key=lambda each: each[0])]
        if own := self._own_paragraph(line):
            return [own]
        return [found[0]] if found else None

    def _own_paragraph(self, line: str) -> _Placed | None:
        """A 項 by the label that a paper of its own gives to it: ②, 2．."""
        m = _LABEL.match(line) if self.house.paragraphs else None
        if m is None or m[2]:
            return None
        place = scheme(self.house.paragraphs).number(apply(m[1], "half").translate(_BRACKETS))
        return (1, Unit("項", (place,), m[3], mark=line[: m.start(3)])) if place else None

    def _labelled(self, line: str) -> Iterator[_Placed]:
        """All that the label of a line may be: a 号, or a 細分 of some depth."""
        # Where 号 bear 一, 二, a (1) is rather a level below イ.
        m = ITEM.match(line) if self.house.items == FIRST_ITEM else None
        last = m is not None and not m[1] and self.house.numerals == "kanji"
        items = []
        if m is not None:
            number = number_of(m[1], m[2]) if m[1] else number_of(_bare(m[3]), m[4])
            items.append((_ITEM_RANK, Unit("号", number, m[5], mark=line[: m.start(5)])))
        yield from () if last else items
        if m := _LABEL.match(line):
            yield from self._by_label(m)
        yield from items if last else ()

    def _by_label(self, m: re.Match[str]) -> Iterator[_Placed]:
        mark = m.string[: m.start(3)]
        label = apply(m[1], "half").translate(_BRACKETS)
        branches = number_of("1", m[2])[1:] if m[2] else ()
        if self.house.items != FIRST_ITEM and (place := scheme(self.house.items).number(label)):
            yield _ITEM_RANK, Unit("号", (place, *branches), m[3], mark=mark)
        for depth, level in enumerate(SUBITEMS, 1):
            if number := subitem_number(label, self.house.subitems, depth):
                yield _ITEM_RANK + depth, Unit(level, (*number, *branches), m[3], mark=mark)

    def _is_next(self, rank: int, unit: Unit) -> bool:
        """Whether a unit goes on counting where reading stands: the next of an open level, or the first one deeper."""
        if rank > self.depth + 1:
            return False
        before = self.last.get(rank, 0)
        return unit.number[0] in ((before, before + 1) if len(unit.number) > 1 else (before + 1,))


def _nested(flat: list[_Placed], level: Level) -> tuple[Unit, ...]:
    """A flat run of units, each put below the nearest before it of a higher level."""
    made, at = _below(flat, 0, CLAUSES.index(level), level)
    if at < len(flat):
        raise UnreadableError(flat[at][1].text, f"{level}があるはずのところに{flat[at][1].level}があります")
    return made


def _below(flat: list[_Placed], at: int, rank: int, level: str) -> tuple[tuple[Unit, ...], int]:
    """The units of one depth from a place on with all below them, and the place behind them."""
    made: list[Unit] = []
    while at < len(flat) and flat[at][0] >= rank:
        own, unit = flat[at]
        if own != rank:
            raise UnreadableError(unit.text, f"{level}があるはずのところに{unit.level}があります")
        at += 1
        below: tuple[Unit, ...] = ()
        if at < len(flat) and flat[at][0] > rank:
            below, at = _below(flat, at, flat[at][0], flat[at][1].level)
        # A table has its rows already.
        made.append(replace(unit, children=(*unit.children, *below)))
    return tuple(made), at
