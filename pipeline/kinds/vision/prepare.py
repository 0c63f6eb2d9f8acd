"""The source of a vision summary and the facts of its area -> what its wording prints; counts computed and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.shared import table_sums, works_checked
from pipeline.kinds.shared.blocks import Block
from pipeline.kinds.shared.fields import area_values, check_stated
from pipeline.kinds.vision.model import Chapter, Item, ProjectField, Section, Vision, Way
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import enumeration, number
from pipeline.source.fields import SourceModel

# Counts typed in a text instead of {{ 分野数 }} and {{ 事業数 }}.
_TYPED_COUNTS = regex(r"([0-9０-９]+)\s*分野・([0-9０-９]+)\s*事業")


@dataclass(frozen=True, slots=True)
class NumberedWay:
    """A 型 with the number that its place gives it."""

    wording_names: ClassVar[Mapping[str, str]] = {"番号": "number", "型": "way"}

    number: str
    way: Way


@dataclass(frozen=True, slots=True)
class ItemNames:
    """An item, and how the sheet lies that begins with it (縦, 横; "": it goes on)."""

    wording_names: ClassVar[Mapping[str, str]] = {"項目": "item", "紙": "sheet"}

    item: Item
    sheet: str


@dataclass(frozen=True, slots=True)
class ChapterNames:
    """A chapter with its 型 numbered, and how the sheets lie that begin with it and with its 型."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "章": "chapter", "紙": "sheet", "各項目": "items", "型": "ways", "型の紙": "ways_sheet",
    }  # fmt: skip

    chapter: Chapter
    sheet: str
    items: tuple[ItemNames, ...]
    ways: tuple[NumberedWay, ...]
    ways_sheet: str


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, Vision)
    before, facts = problems.failed, setting.area
    fields = list(_fields(model))
    tables = [block.works for block in _blocks(model) if block.works is not None]
    total = sum(f.total for f in fields)
    for each in fields:
        check_stated(each.stated, each.total, f"「{each.name}」の事業数", problems)
    for table in tables:
        works_checked.check(table, setting.house.rounding, problems)
    for own in (block.table for block in _blocks(model) if block.table is not None):
        table_sums.check(own, problems)
    listed = sum(len(table.counted) for table in tables)
    areas = len(fields) or len({row.field.text for table in tables for row in table.rows if row.field is not None})
    for text in _texts(model):
        _check_asked(text, total, listed, problems)
        if areas and (total or listed):
            _check_typed(text, areas, total or listed, problems)
    for text in _texts(model):
        _check_municipalities(text, list(facts.municipalities), problems)
    if problems.failed > before:
        return None
    return Edition(
        names={
            "題名": model.title,
            "各章": tuple(_chapters(model)),
        },
        values={**area_values(facts), "期間": model.years.printed, "分野数": areas, "事業数": total or listed},
        title=model.title,
        subject=facts.name.text,
        author=facts.name.text,
        day=None,
    )


def _chapters(model: Vision) -> Iterator[ChapterNames]:
    """A sheet begins where it is to lie otherwise than the one before; the first chapter stands on that of the title."""
    lies = model.chapters[0].landscape

    def sheet(landscape: bool) -> str:
        nonlocal lies
        before, lies = lies, landscape
        return "" if landscape == before else "横" if landscape else "縦"

    for chapter in model.chapters:
        begins = sheet(chapter.landscape)
        items = tuple([ItemNames(item, sheet(item.landscape or chapter.landscape)) for item in chapter.items])
        ways = sheet(chapter.landscape) if chapter.ways else ""
        yield ChapterNames(chapter, begins, items, _numbered(chapter.ways), ways)


def _numbered(ways: list[Way]) -> tuple[NumberedWay, ...]:
    return tuple(NumberedWay(enumeration.roman_character(n), way) for n, way in enumerate(ways, 1))


def _sections(model: Vision) -> Iterator[Section]:
    return (s for chapter in model.chapters for item in chapter.items for s in item.sections)


def _fields(model: Vision) -> Iterator[ProjectField]:
    return (f for section in _sections(model) for f in section.fields)


def _blocks(model: Vision) -> Iterator[Block]:
    for chapter in model.chapters:
        yield from chapter.blocks
        for item in chapter.items:
            yield from item.blocks
    for section in _sections(model):
        yield from section.blocks


# The computed number of projects.
_ASKED = re.compile(r"\{\{\s*事業数\s*\}\}")
# 3市2町1村: how many municipalities of each kind.
_MUNICIPALITIES = regex(r"(?:[0-9０-９]+[市町村]){2,3}")


def _check_municipalities(text: Written, names: list[str], problems: Problems) -> None:
    """Points out counts of municipalities that are not those of the area; other areas may be spoken of."""
    for found in _MUNICIPALITIES.finditer(text.text):
        counts = {kind: int(number.parse(n).value) for n, kind in re.findall(r"([0-9０-９]+)([市町村])", found[0])}
        known = {kind: sum(name.endswith(kind) for name in names) for kind in counts}
        if names and counts != known:
            said = "".join(f"{n}{kind}" for kind in "市町村" if (n := sum(name.endswith(kind) for name in names)))
            problems.warning(
                "件数",
                f"「{found[0]}」とありますが、圏域の市町村は{said}です",
                "圏域の市町村のことなら、数を直してください（ほかの市町村のことなら、このままでかまいません）",
                text.span(found.start(), found.end()),
            )


def _texts(model: Vision) -> Iterator[Written]:
    """Texts that may speak of the number of fields and projects."""
    for block in _blocks(model):
        yield from block.paragraphs or ()
    for chapter in model.chapters:
        yield from chapter.texts
        for item in chapter.items:
            yield from item.texts
    for section in _sections(model):
        yield from (section.heading, *section.texts)


def _check_asked(text: Written, fields: int, works: int, problems: Problems) -> None:
    """{{ 事業数 }} has no answer where the fields name one number of projects and the tables another."""
    found = _ASKED.search(text.text)
    if found is not None and fields and works and fields != works:
        problems.error(
            "件数",
            f"「{{{{ 事業数 }}}}」が決まりません。分野の表では{fields}事業、事業表では{works}事業です",
            "どちらの数か分かるように、数をそのまま書くか、表の一方を直してください",
            text.span(found.start(), found.end()),
        )


def _check_typed(text: Written, fields: int, projects: int, problems: Problems) -> None:
    for found in _TYPED_COUNTS.finditer(text.text):
        if [number.parse(g).value for g in found.groups()] != [fields, projects]:
            problems.error(
                "件数",
                f"「{found[0]}」とありますが、数えると{fields}分野・{projects}事業です",
                "「{{ 分野数 }}分野・{{ 事業数 }}事業」と書いてください（数えた数が入ります）",
                text.span(found.start(), found.end()),
            )
