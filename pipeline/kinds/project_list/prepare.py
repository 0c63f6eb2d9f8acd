"""The source of a project list -> what its wording prints: 再掲 set by the structure, pages checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pipeline.diagnostics import Problems
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.project_list.model import Division, Entry, Group, Measure, Pages, Pillar, ProjectList
from pipeline.kinds.project_list.pages import Part, part_pages
from pipeline.kinds.shared.fields import area_values, check_once
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import Inlines, Text

_AGAIN = "再掲"
# A division of a pillar begins a page (sample 001), unless it would leave that page nearly empty: one of few rows goes on
# where the page of those before it has room (house).
_FEW_ROWS, _ROWS_OF_A_PAGE = 5, 15


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
    """A pillar or a division with its blocks. `division` None: the pillar has none; `first` of its pillar; `turns`: it begins a page."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "柱": "pillar", "分野": "division", "頁": "pages", "塊": "blocks", "初め": "first", "改頁": "turns",
    }  # fmt: skip

    pillar: Pillar
    division: Division | None
    pages: Inlines | None
    blocks: tuple[Block, ...]
    first: bool
    turns: bool


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, ProjectList)
    before, facts = problems.failed, setting.area
    homes = _homes(model, problems)
    parts = list(_parts(model))
    pages = part_pages(model, parts, homes, setting.pages, problems)
    if problems.failed > before:
        return None
    return Edition(
        names={"題名": model.title, "章番号": model.chapter, "表": tuple(_listings(parts, pages, homes))},
        values={**area_values(facts), "事業数": len(homes)},
        title=model.title,
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
        yield from measure.every_entry


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
        check_once((entry.name for entry in measure.every_entry), measure.name, "一つを消してください", problems)


def _listings(parts: list[Part], pages: list[Pages | None], homes: Mapping[str, Entry]) -> Iterator[Listing]:
    standing = 0
    for (pillar, division), known in zip(parts, pages, strict=True):
        blocks = tuple(b for m in (division or pillar).measures for b in _blocks(m, homes))
        rows, first = sum(block.count for block in blocks), division is None or division is pillar.divisions[0]
        turns = not first and (rows > _FEW_ROWS or standing + rows > _ROWS_OF_A_PAGE)
        standing = rows if turns else standing + rows
        at = None if known is None else (Text(str(known), known.written.origin()),)
        yield Listing(pillar, division, at, blocks, first, turns)


def _blocks(measure: Measure, homes: Mapping[str, Entry]) -> Iterator[Block]:
    def listed(entries: list[Entry]) -> tuple[Listed, ...]:
        return tuple(Listed(e.name, again=homes[e.name.text] is not e) for e in entries)

    yield Block(measure, None, listed(measure.entries))
    yield from (Block(measure, group, listed(group.entries)) for group in measure.groups)
