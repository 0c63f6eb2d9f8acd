"""Two versions of a text -> rows whose empty left cells stand below another value than before: a value of several rows stands once in a plain text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.provision.unit import Provision, Unit

Leads = tuple[str, ...]
# A row that says the sum of all above it goes on nothing.
TOTALS = ("計", "合計", "小計", "総計")


def changed_leads(old: Provision, new: Provision) -> list[tuple[str, Leads, Leads]]:
    """The first words of each such row, and what its empty cells stood and now stand below ("" for nothing)."""
    before: dict[Leads, list[Leads]] = {}
    for cells, lead in _leads(old):
        before.setdefault(cells, []).append(lead)
    return [
        (_shown(cells), before[cells][0], lead) for cells, lead in _leads(new) if lead not in before.get(cells, [lead])
    ]


def _leads(text: Provision) -> Iterator[tuple[Leads, Leads]]:
    """Every row that begins with empty cells, and for each of these what stands nearest above it in its table."""
    for table in (
        u for top in (*text.articles, *text.supplement, *text.schedules) for u in top.walk() if u.level == "表"
    ):
        above: dict[int, str] = {}
        for row in _rows(table):
            empty = next((n for n, cell in enumerate(row.cells) if cell), 0)
            if empty and row.cells[empty] not in TOTALS:
                yield row.cells, tuple(above.get(n, "") for n in range(empty))
            above |= {n: cell for n, cell in enumerate(row.cells) if cell}


def _rows(table: Unit) -> Iterator[Unit]:
    return (unit for unit in table.walk() if unit.level == "行")


def _shown(cells: Leads) -> str:
    return next(filter(None, cells), "")
