"""The source of a budget -> what its wording prints: amounts found, sums judged, changes and rates computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import sums
from pipeline.kinds.budget.comparison import Compared, compared
from pipeline.kinds.budget.model import Budget, Extent, Item, Outline, Sheet, amounts, walk
from pipeline.kinds.budget.supplement import Supplemented, supplemented
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.shared import works_checked
from pipeline.kinds.shared.amounts import Amount, tell_lost
from pipeline.kinds.shared.blocks import Block
from pipeline.kinds.shared.fields import area_values
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.notation.numbers import money
from pipeline.source.decode import nearest
from pipeline.source.fields import InHouse, SourceModel


@dataclass(frozen=True, slots=True)
class PricedItem:
    """An item with its amount as it prints; `scheme` numbers it among its siblings."""

    wording_names: ClassVar[Mapping[str, str]] = {"番号": "scheme", "項": "item", "額": "amount", "下位": "below"}

    scheme: str
    item: Item
    amount: InHouse | None
    below: tuple[PricedItem, ...]


@dataclass(frozen=True, slots=True)
class PricedOutline:
    """An outline with its items priced."""

    wording_names: ClassVar[Mapping[str, str]] = {"概要": "outline", "各項": "items"}

    outline: Outline
    items: tuple[PricedItem, ...]


@dataclass(frozen=True, slots=True)
class PricedSheet:
    """A sheet with all its amounts as they print."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "事業": "sheet", "額": "amount", "各項": "items", "概要": "outlines", "予算額": "comparison", "単位": "unit",
        "補正": "supplement",
    }  # fmt: skip

    sheet: Sheet
    unit: str
    amount: InHouse | None
    items: tuple[PricedItem, ...]
    outlines: tuple[PricedOutline, ...]
    comparison: Compared | None
    supplement: Supplemented | None


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, Budget)
    facts = setting.area
    priced = price(model.sheets, setting.house, problems)
    if priced is None:
        return None
    return Edition(
        names={"題名": model.title, "作成": model.office, "各事業": priced},
        values=area_values(facts),
        title=model.title,
        subject=facts.name.text,
        author=model.office.text if model.office is not None else facts.name.text,
        day=None,
    )


def price(sheets: Sequence[Sheet], house: House, problems: Problems) -> tuple[PricedSheet, ...] | None:
    """The sheets of one paper with their amounts, every sum judged by the rounding of the house. None after an error."""
    before = problems.failed
    known = _Known(sheets, house, problems)
    for sheet in sheets:
        for block in _blocks(sheet):
            if block.works is not None:
                works_checked.check(block.works, house.rounding, problems)
        _check_unit(sheet, problems)
        if not sheet.rounding_told:
            tell_lost((*amounts(sheet), *known.taken(sheet)), sheet.unit, house.rounding, problems)
        _check_items(sheet, known, problems)
    if problems.failed > before:
        return None
    return tuple(_sheet(sheet, known, problems) for sheet in sheets)


class _Known:
    """The amounts that items and sheets of a paper write down, by their keys and names."""

    def __init__(self, sheets: Sequence[Sheet], house: House, problems: Problems) -> None:
        self.problems, self.rounding = problems, house.rounding
        self.amounts: dict[str, Amount] = {}
        for part in (p for sheet in sheets for p in _parts(sheet)):
            if part.amount is None:
                continue
            for name in {n.text for n in (part.key, part.name) if n is not None}:
                self._enter(name, part.amount, part.name)

    def _enter(self, name: str, amount: Amount, written: Written) -> None:
        """Two amounts under one name are told of: one of them may be a slip."""
        first = self.amounts.setdefault(name, amount)
        if sums.judge(first, (amount,), "すべて", self.rounding).verdict is sums.Verdict.WRONG:
            self.problems.warning(
                "金額",
                f"「{written}」は{amount.written}とありますが、ほかのところでは{first.written}です",
                "同じものなら一方を「額の元:」で書いてください。別のものなら「キー:」か名称で区別してください",
                amount.written.span(),
            )

    def printed(self, sheet: Sheet) -> sums.Printed:
        """How a sheet prints its amounts."""
        return sums.Printed(sheet.unit, self.rounding, sheet.rounding_told)

    def taken(self, sheet: Sheet) -> Iterator[Amount]:
        """The amounts that a sheet takes from elsewhere, at the places where that is said."""
        for source in (part.source for part in _parts(sheet) if part.source is not None):
            if source.text in self.amounts:
                yield replace(self.amounts[source.text], written=source)

    def of(self, part: Item | Sheet) -> Amount | None:
        """The amount of a part, where it has one; one taken from elsewhere stands where that is said."""
        if part.source is None:
            return part.amount
        found = self.amounts.get(part.source.text)
        if found is None:
            self.problems.error(
                "金額",
                f"「額の元」の「{part.source}」という額の書かれた事業がありません",
                nearest(part.source.text, self.amounts),
                part.source.span(),
            )
            return None
        return replace(found, written=part.source)


def _parts(sheet: Sheet) -> Iterator[Item | Sheet]:
    yield sheet
    yield from walk(sheet.items)
    for outline in sheet.outlines:
        yield from walk(outline.items)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Every block of a sheet, whatever it stands under."""
    yield from (*sheet.blocks, *sheet.closing, *(b for topic in sheet.topics for b in topic.blocks))
    for item in (*walk(sheet.items), *(i for outline in sheet.outlines for i in walk(outline.items))):
        yield from item.blocks


def _check_unit(sheet: Sheet, problems: Problems) -> None:
    """An amount known to millions only cannot be printed in thousands."""
    if sheet.unit == money.MIXED:
        return
    size = money.UNITS[sheet.unit]
    for amount in amounts(sheet):
        # 万 is a word of counting, not a unit that tables are rounded to: 200万円 is 2,000千円.
        if amount.grain_yen > max(size, money.UNITS["万円"]) and amount.yen != 0:
            exact = money.scale(amount.yen, sheet.unit)
            problems.error(
                "単位",
                f"「{amount.written}」は、この表の単位（{sheet.unit}）までは分かりません",
                f"ちょうどの額なら「{exact}」と書いてください。そうでなければ、額を{sheet.unit}まで書くか、表の「単位」を変えてください",
                amount.written.span(),
            )


def _check_items(sheet: Sheet, known: _Known, problems: Problems) -> None:
    _check_parts(sheet, sheet.items, sheet.extent or "すべて", known, problems, sheet)
    for outline in sheet.outlines:
        for item in outline.items:
            _check_parts(item, item.items, item.extent or "すべて", known, problems, sheet)


def _check_parts(
    whole: Item | Sheet, items: Iterable[Item], extent: Extent, known: _Known, problems: Problems, sheet: Sheet
) -> None:
    """The parts against their whole, then the parts of each. What is said of a list (主なもの) holds within it too.

    再掲 counts elsewhere. A list in which some parts have no amount names only some of the amounts.
    """
    counted = [item for item in items if not item.again]
    priced = [amount for item in counted if (amount := known.of(item)) is not None]
    total = known.of(whole)
    if total is not None and priced:
        named: Extent = extent if len(priced) == len(counted) or extent != "すべて" else "うち"
        sums.check(whole.name.text, total, priced, named, known.printed(sheet), problems)
    for item in items:
        _check_parts(item, item.items, item.extent or extent, known, problems, sheet)


def _sheet(sheet: Sheet, known: _Known, problems: Problems) -> PricedSheet:
    amount, printed, table = known.of(sheet), known.printed(sheet), sheet.supplement
    return PricedSheet(
        sheet,
        sheet.unit,
        None if amount is None else amount.printed(sheet.unit),
        _items(sheet.items, sheet.schemes, sheet.unit, known),
        tuple(PricedOutline(o, _items(o.items, o.schemes, sheet.unit, known)) for o in sheet.outlines),
        None if sheet.comparison is None else compared(sheet.comparison, sheet, amount, printed, problems),
        None if table is None else supplemented(table, sheet.name, amount, printed, problems),
    )


def _items(items: Iterable[Item], schemes: Sequence[str], unit: str, known: _Known) -> tuple[PricedItem, ...]:
    def priced(item: Item) -> PricedItem:
        amount = known.of(item)
        below = _items(item.items, schemes[1:], unit, known)
        return PricedItem((*schemes, "")[0], item, None if amount is None else amount.printed(unit), below)

    return tuple(map(priced, items))
