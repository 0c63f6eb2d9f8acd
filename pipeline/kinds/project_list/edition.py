"""The source of a project list -> what its wording prints: 再掲 set by the structure, pages checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from pipeline.diagnostics import Problems
from pipeline.kinds.fields import area_values
from pipeline.kinds.kind import Edition, Setting
from pipeline.kinds.project_list.model import Division, Entry, Group, Measure, Pages, Pillar, ProjectList
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import Inlines, Text

_AGAIN = "再掲"


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in its place; `again`: it is told elsewhere."""

    wording_names: ClassVar[Mapping[str, str]] = {"名称": "name", "再掲": "again"}

    name: object
    again: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A measure (`group` None) or a group of it, with its projects."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "取組": "measure",
        "区分": "group",
        "事業": "projects",
        "行数": "count",
    }

    measure: Measure
    group: Group | None
    projects: tuple[Listed, ...]

    @property
    def count(self) -> int:
        """Rows that the block takes."""
        return len(self.projects)


@dataclass(frozen=True, slots=True)
class Listing:
    """A pillar or a division with its blocks. `division` None: the pillar has none; `first` of its pillar."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "柱": "pillar", "分野": "division", "頁": "pages", "塊": "blocks", "初め": "first",
    }  # fmt: skip

    pillar: Pillar
    division: Division | None
    pages: Inlines | None
    blocks: tuple[Block, ...]
    first: bool


def prepare(model: SourceModel, setting: Setting, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, ProjectList)
    before, facts = len(problems.errors), setting.area
    homes = _homes(model, problems)
    _check_pages(model, problems)
    if len(problems.errors) > before:
        return None
    return Edition(
        names={"題名": model.title, "章番号": model.chapter, "表": tuple(_listings(model, homes))},
        values={**area_values(facts), "事業数": len(homes)},
        title=model.title.text,
        subject=facts.name.text,
        author=facts.name.text,
        day=None,
    )


def _parts(model: ProjectList) -> Iterator[tuple[Pillar, Division | None]]:
    for pillar in model.pillars:
        if pillar.measures:
            yield pillar, None
        yield from ((pillar, division) for division in pillar.divisions)


def _measures(model: ProjectList) -> Iterator[Measure]:
    for pillar, division in _parts(model):
        yield from (division or pillar).measures


def _entries(model: ProjectList) -> Iterator[Entry]:
    for measure in _measures(model):
        yield from measure.entries
        for group in measure.groups:
            yield from group.entries


def _homes(model: ProjectList, problems: Problems) -> Mapping[str, Entry]:
    """Where each project is told, by its name. Reports what cannot be decided or was typed."""
    homes: dict[str, Entry] = {}
    alike: dict[str, str] = {}
    for entry in _entries(model):
        name = entry.name.text
        if _AGAIN in name:
            problems.error(
                "再掲",
                f"「{name}」に「{_AGAIN}」と書かれています",
                "事業名だけを書いてください（二度目からは【再掲】が付きます。本来の場所には「本掲載: はい」と書きます）",
                entry.name.span(),
            )
        known = homes.setdefault(name, entry)
        if entry.home and known is not entry:
            if known.home:
                problems.error(
                    "再掲", f"「{name}」の本掲載が二か所あります", "どちらか一つにしてください", entry.name.span()
                )
            homes[name] = entry
        near = alike.setdefault(_folded(name), name)
        if near != name:
            problems.warning(
                "再掲",
                f"「{name}」は「{near}」と字の幅か空白だけが違います",
                "同じ事業なら同じ字で書いてください（【再掲】は同じ名前に付きます）",
                entry.name.span(),
            )
    _check_twice(model, problems)
    return homes


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _check_twice(model: ProjectList, problems: Problems) -> None:
    for measure in _measures(model):
        seen: set[str] = set()
        for entry in (*measure.entries, *(e for group in measure.groups for e in group.entries)):
            if entry.name.text in seen:
                problems.error(
                    "重複",
                    f"「{measure.name}」に「{entry.name}」が二度あります",
                    "一つを消してください",
                    entry.name.span(),
                )
            seen.add(entry.name.text)


def _check_pages(model: ProjectList, problems: Problems) -> None:
    """The projects are told in the order of the list, so their pages follow one another."""
    known = [p for pillar, division in _parts(model) if (p := _pages_of(pillar, division)) is not None]
    for before, after in pairwise(known):
        if after.first <= before.last:
            problems.error(
                "頁",
                f"「{after.written}」は、前の「{before.written}」と重なるか、それより前です",
                "頁を確かめてください",
                after.written.span(),
            )


def _pages_of(pillar: Pillar, division: Division | None) -> Pages | None:
    return pillar.pages if division is None else division.pages


def _listings(model: ProjectList, homes: Mapping[str, Entry]) -> Iterator[Listing]:
    for pillar, division in _parts(model):
        pages = _pages_of(pillar, division)
        yield Listing(
            pillar,
            division,
            None if pages is None else _printed(pages),
            tuple(b for m in (division or pillar).measures for b in _blocks(m, homes)),
            division is None or division is pillar.divisions[0],
        )


def _printed(pages: Pages) -> Inlines:
    words = str(pages.first) if pages.first == pages.last else f"{pages.first}～{pages.last}"
    return (Text(words, pages.written.origin()),)


def _blocks(measure: Measure, homes: Mapping[str, Entry]) -> Iterator[Block]:
    def listed(entries: list[Entry]) -> tuple[Listed, ...]:
        return tuple(Listed(e.name, again=homes[e.name.text] is not e) for e in entries)

    yield Block(measure, None, listed(measure.entries))
    yield from (Block(measure, group, listed(group.entries)) for group in measure.groups)
