"""Budgets of true amounts, each figure rounded by itself as offices do: none is called an error; one that is off is."""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.notation.numbers import money
from tests.examples import examples
from tests.kinds.test_budget_figures import sheet
from tests.workshop import messages

FUNDS = ("国庫支出金", "県支出金", "地方債", "その他", "一般財源")
Exact = dict[str, int]


def shown(yen: int, unit: str) -> str:
    """As a table prints it."""
    rounded = money.rounded_to(yen, unit)
    return f"{'△' if rounded < 0 else ''}{abs(rounded):,}{unit}"


def rate(now: int, before: int) -> str:
    """増減率 of the exact yen, as an office reckons it."""
    if before == 0:
        return "皆増" if now else "－"
    if now == 0:
        return "皆減"
    tenths = abs(Fraction(now - before, before)) * 1000
    rounded = Decimal(int(tenths + Fraction(1, 2))).scaleb(-1)
    return f"{'△' if now < before else ''}{rounded:,}%"


class Budget:
    """A department's budget in exact yen, and what its table says of it."""

    def __init__(self, seed: int) -> None:
        self.random, self.unit = Random(seed), Random(seed).choice(("千円", "百万円"))
        self.total: Exact = {}
        groups = [self._group(f"部門{n}") for n in range(self.random.randint(1, 3))]
        self.table = {"見出し": "予算額", "部門": groups, "計": self._stated(self.total)}

    def _group(self, name: str) -> dict[str, object]:
        size, total = money.UNITS[self.unit], Exact()
        rows = []
        for n in range(self.random.randint(1, 5)):
            parts = {fund: self.random.randint(0, 300 * size) for fund in FUNDS if self.random.random() < 0.6}
            parts = parts or {"一般財源": self.random.randint(1, 300 * size)}
            exact = {"当初": sum(parts.values()), "前年度当初": self.random.randint(0, 900 * size), **parts}
            rows.append({"名称": f"{name}事業{n}", **self._stated(exact)})
            for whole in (total, self.total):
                for key, yen in exact.items():
                    whole[key] = whole.get(key, 0) + yen
        return {"名称": name, "行": rows, "小計": self._stated(total)}

    def _stated(self, exact: Exact) -> dict[str, object]:
        now, before = exact["当初"], exact["前年度当初"]
        made: dict[str, object] = {key: shown(exact[key], self.unit) for key in ("当初", "前年度当初")}
        made["増減"] = shown(now - before, self.unit)
        made["増減率"] = rate(now, before)
        made["財源"] = {fund: shown(exact[fund], self.unit) for fund in FUNDS if fund in exact}
        return made

    def judged(self) -> tuple[str, list[str]]:
        """What is printed, and the errors."""
        with tempfile.TemporaryDirectory() as folder:
            below = f"端数処理: はい\n予算額: {json.dumps(self.table, ensure_ascii=False)}"
            text, problems = sheet(Path(folder), self.unit, shown(self.total["当初"], self.unit), below)
        return text, [d.message for d in problems.errors] or ([] if text else messages(problems))


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_figures_of_true_amounts_are_never_called_errors(seed: int):
    budget = Budget(seed)
    text, errors = budget.judged()

    assert [] == errors
    assert text


@settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from(["当初", "前年度当初", "増減", "財源"]))
def test_a_total_that_no_rounding_explains_is_always_found(seed: int, where: str):
    """Off by more than the roundings of all that it is held against together."""
    budget = Budget(seed)
    total = budget.table["計"]
    assert isinstance(total, dict)
    off = 40 * money.UNITS[budget.unit]
    if where == "財源":
        fund = next(iter(total["財源"]))
        total["財源"][fund] = shown(budget.total[fund] + off, budget.unit)
    else:
        now, before = budget.total["当初"], budget.total["前年度当初"]
        exact = {"当初": now, "前年度当初": before, "増減": now - before}[where]
        total[where] = shown(exact + off, budget.unit)

    text, errors = budget.judged()

    assert "" == text
    assert errors
