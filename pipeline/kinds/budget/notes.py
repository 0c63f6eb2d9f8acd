"""債務負担行為, 継続費 and 繰越明許費 of a budget table -> its notes: what later years are bound to; parts of a total are checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import sums
from pipeline.kinds.budget.model import Comparison
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import InHouse


@dataclass(frozen=True, slots=True)
class Bound:
    """債務負担行為 with its limit as it prints."""

    wording_names: ClassVar[Mapping[str, str]] = {"事項": "name", "期間": "period", "限度額": "limit"}

    name: Written
    period: Written
    limit: InHouse | Written


@dataclass(frozen=True, slots=True)
class Share:
    """What of 継続費 falls on a year."""

    wording_names: ClassVar[Mapping[str, str]] = {"年度": "year", "額": "amount"}

    year: str
    amount: InHouse


@dataclass(frozen=True, slots=True)
class Spread:
    """継続費 with its total and its years."""

    wording_names: ClassVar[Mapping[str, str]] = {"事業名": "name", "総額": "amount", "各年": "years"}

    name: Written
    amount: InHouse
    years: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """繰越明許費 with its amount as it prints."""

    wording_names: ClassVar[Mapping[str, str]] = {"事業名": "name", "額": "amount"}

    name: Written
    amount: InHouse


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands below the table."""

    wording_names: ClassVar[Mapping[str, str]] = {"債務負担行為": "bound", "継続費": "spread", "繰越明許費": "carried"}

    bound: tuple[Bound, ...]
    spread: tuple[Spread, ...]
    carried: tuple[CarriedOver, ...]


def notes(table: Comparison, unit: str, printed: sums.Printed, problems: Problems) -> Notes:
    """The notes of a table; the years of a 継続費 must make its total."""
    for continued in table.continued:
        parts = tuple(continued.years.values())
        sums.check(f"{continued.name}」の継続費「総額", continued.amount, parts, "すべて", printed, problems)
    return Notes(
        tuple(
            Bound(c.name, c.period, c.limit if isinstance(c.limit, Written) else c.limit.printed(unit))
            for c in table.commitments
        ),
        tuple(
            Spread(
                c.name,
                c.amount.printed(unit),
                tuple(Share(year, amount.printed(unit)) for year, amount in c.years.items()),
            )
            for c in table.continued
        ),
        tuple(CarriedOver(c.name, c.amount.printed(unit)) for c in table.carried),
    )
