"""Two provisions and their edits -> citations that somebody left as they were while what they cite moved or went.

第3条 that was written by hand is 第3条 still after an article came before it, and cites another one now. Where words say
引用(), the number follows and nothing strays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.amending.differences.edits import Added, Change, Changed, Edits, Kept, Removed
from pipeline.amending.differences.moved import moved
from pipeline.labels.amendment_style import Manner, Number
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation import find
from pipeline.provision.unit import SUBITEMS, Provision, Unit

_TARGETS = regex("〔([^〕]*)〕")
# Its words, and the ways of keys to what it cites.
_Citation = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Strayed:
    """Words of a citation; where it stands now; what it cited, what that is now ("" if it went), and what it cites now."""

    words: str
    place: str
    cited: str
    becomes: str
    cites: str


@dataclass(frozen=True, slots=True)
class _Side:
    """The units of a provision by the way of their keys, what each lies in, and the ways by 条, 項 and 号."""

    by_way: Mapping[str, Unit]
    above: Mapping[int, Unit]
    numbered: Mapping[tuple[Number, int | None, Number], str]

    def name(self, unit: Unit, manner: Manner) -> str:
        """第2条第2項第1号ア."""
        over = self.above.get(id(unit))
        before = self.name(over, manner) if over is not None else ""
        match unit.level:
            case "条":
                return manner.article(unit.number)
            case "項":
                alone = over is not None and sum(c.level == "項" for c in over.children) == 1
                return before if alone else before + manner.paragraph(unit.number)
            case "号":
                return before + manner.item(unit.number)
            case level if level in SUBITEMS:
                return before + manner.subitem_mark(unit.number, SUBITEMS.index(level) + 1)
            case "別表":
                return unit.caption or manner.schedule(unit.number)
            case _:
                return before


def strayed(old: Provision, new: Provision, edits: Edits, manner: Manner) -> tuple[Strayed, ...]:
    """All of them in reading order. What a base without the targets of its citations cites is not known."""
    before, after = _side(old), _side(new)
    pairs = {id(a): b for a, b in _pairs((*edits.articles, *edits.supplement, *edits.schedules))}
    pairs |= {id(m.old): m.new for m in moved(edits, (None, None), (Unit("備考"), Unit("備考")))}
    found = []
    for unit in _units(old):
        now = pairs.get(id(unit))
        if now is None:
            continue
        for words, was, way in _left(_citations(unit, before), _citations(now, after)):
            cited, cites = before.by_way.get(was), after.by_way.get(way)
            becomes = pairs.get(id(cited))
            if cited is not None and cites is not None and becomes is not cites:
                named = after.name(becomes, manner) if becomes is not None else ""
                place = after.name(now, manner)
                found.append(Strayed(words, place, before.name(cited, manner), named, after.name(cites, manner)))
    return tuple(dict.fromkeys(found))


def _left(were: list[_Citation], are: list[_Citation]) -> Iterator[tuple[str, str, str]]:
    """Citations that both texts say as often, with the way to what each cites before and after."""
    for words in dict.fromkeys(words for words, _ in are):
        old, new = ([ways for said, ways in side if said == words] for side in (were, are))
        if len(old) == len(new):
            for a, b in zip(old, new, strict=True):
                yield from ((words, was, way) for was, way in zip(a, b, strict=False))


def _citations(unit: Unit, side: _Side) -> list[_Citation]:
    """The citations of a unit's own words, each with the ways to what it cites."""
    if not unit.skeleton:
        return list(_by_number((unit.text, *unit.cells), side))
    words = "\t".join((unit.text, *unit.cells)) if unit.cells else unit.text
    skeleton = "\t" + unit.skeleton if unit.cells else unit.skeleton
    fixed = _TARGETS.split(skeleton)
    if len(fixed) == 1:
        return []
    shape = "(.+?)".join(map(re.escape, fixed[::2]))
    held = re.fullmatch(shape, words, re.DOTALL)
    if held is None:
        return []
    return [(said, tuple(ways.split("・"))) for said, ways in zip(held.groups(), fixed[1::2], strict=True)]


def _by_number(texts: tuple[str, ...], side: _Side) -> Iterator[_Citation]:
    """Citations of a text of which nothing but its words is known: those that name their 条."""
    for text in texts:
        for found in find(text):
            cited = found.citation
            plain = cited is not None and found.until is None and found.relative is None and not found.external
            if cited is None or not plain or cited.sub or cited.supplementary or cited.schedule is not None:
                continue
            way = side.numbered.get((cited.article, cited.paragraph, cited.item))
            if way is not None:
                yield text[found.start : found.end], (way,)


def _side(provision: Provision) -> _Side:
    by_way: dict[str, Unit] = {}
    above: dict[int, Unit] = {}
    numbered: dict[tuple[Number, int | None, Number], str] = {}

    def enter(unit: Unit, way: str) -> None:
        by_way.setdefault(way, unit)
        for child in unit.children:
            above[id(child)] = unit
            enter(child, f"{way}/{child.key or _place(child)}")

    def number(article: Unit, way: str) -> None:
        numbered[article.number, None, ()] = way
        paragraphs = [child for child in article.children if child.level == "項"]
        for paragraph in paragraphs:
            below = f"{way}/{paragraph.key or _place(paragraph)}"
            numbered[article.number, paragraph.number[0], ()] = below
            for item in (child for child in paragraph.children if child.level == "号"):
                to = f"{below}/{item.key or _place(item)}"
                numbered[article.number, paragraph.number[0], item.number] = to
                if len(paragraphs) == 1:
                    numbered[article.number, None, item.number] = to

    for unit in (*provision.articles, *provision.schedules):
        way = unit.key or _place(unit)
        enter(unit, way)
        if unit.level == "条":
            number(unit, way)
    return _Side(by_way, above, numbered)


def _place(unit: Unit) -> str:
    return f"@{unit.level}{unit.number}"


def _units(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()


def _pairs(changes: tuple[Change, ...]) -> Iterator[tuple[Unit, Unit]]:
    for change in changes:
        match change:
            case Kept(old=old, new=new):
                yield from zip(old.walk(), new.walk(), strict=True)
            case Changed(old=old, new=new, below=below):
                yield old, new
                yield from _pairs(below)
            case Added() | Removed():
                pass
