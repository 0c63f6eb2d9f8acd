"""Tables of figures as offices print them: those that can be right are printed as they are written, all others are refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pipeline.diagnostics import Problems, Rejected, SourceFile, Written
from pipeline.kinds.budget.rates import can_be
from pipeline.kinds.shared.amounts import Amount, Yen, exact_range
from pipeline.notation.numbers import money
from pipeline.notation.numbers.money import Rounding
from pipeline.project import compiling
from pipeline.writers import text as writer
from tests.kinds.strategies.figure_cases import CASES, Case, source
from tests.workshop import messages, original, small_project

AREA_LESS = """\
種別: 予算概要
題名: 予算の概要
事業:
  - 事業名: 広域事業
    単位: {unit}
    額: {amount}
    目的: 圏域の予算
{lines}
"""


def built(folder: Path, unit: str, amount: str, table: str) -> tuple[str, Problems]:
    """What a table prints ("" if it is refused), and what is said."""
    lines = "\n".join(f"  {line}" for line in table.strip().split("\n"))
    return sheet(folder, unit, amount, f"予算額:\n  見出し: 予算額\n{lines}")


def sheet(folder: Path, unit: str, amount: str, below: str) -> tuple[str, Problems]:
    """The same of a sheet with these lines."""
    lines = "\n".join(f"    {line}" for line in below.split("\n"))
    root = small_project(folder, AREA_LESS.format(unit=unit, amount=amount, lines=lines))
    loaded, problems = original(root, "sources/aomori/small.yaml")
    if loaded is None:
        return "", problems
    try:
        return writer.write(compiling.set_galley(loaded, None, problems)).decode(), problems
    except Rejected as rejected:
        return "", rejected.problems


def rows(*given: str) -> str:
    """行: of 名称 and 当初, one a word of `given`; the rest of a row behind its first blank."""
    made = ["行:"]
    for n, row in enumerate(given):
        now, _, rest = row.partition(" ")
        made.append(f'  - {{ 名称: 事業{n}, 当初: "{now}"{", " + rest if rest else ""} }}')
    return "\n".join(made)


def last(now: str, before: str, more: str = "") -> str:
    """One row with last year's amount."""
    return rows(f'{now} 前年度当初: "{before}"{", " + more if more else ""}')


def judged(folder: Path, case: Case) -> tuple[str, Problems]:
    """What the sheet of a case prints, and what is said of it."""
    amount = case.amount if case.amount.endswith("円") else f"{case.amount}{case.unit}"
    return sheet(folder, case.unit, amount, source(case))


def test_there_are_more_than_sixty_and_no_two_are_called_alike():
    assert len(CASES) >= 60
    assert len(CASES) == len({case.name for case in CASES})


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_figures_that_fit_are_printed(case: Case, tmp_path: Path):
    printed, problems = judged(tmp_path, case)

    assert () == problems.errors, messages(problems)
    assert printed


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_same_figures_with_one_slip_are_refused_where_they_stand(case: Case, tmp_path: Path):
    old, new = case.slip
    whole = f"{case.amount}\n{case.table}"
    assert 1 == whole.count(old), f"the slip of {case.name} fits {whole.count(old)} places"
    amount, _, table = whole.replace(old, new).partition("\n")

    printed, problems = judged(tmp_path, case._replace(amount=amount, table=table))

    assert "" == printed
    assert {"合計", "増減", "増減率", "単位", "金額"} >= {d.code for d in problems.errors} != set()
    assert all(d.cure and d.place is not None for d in problems.errors)


def test_a_stated_total_is_printed_as_it_is_stated_and_told(tmp_path: Path):
    """clerk.md A3: 103 was stated, 102 was printed."""
    table = rows("51百万円 前年度当初: 50百万円", "51百万円 前年度当初: 50百万円")
    table += "\n計: { 当初: 103百万円, 前年度当初: 101百万円, 増減率: 1.9% }"

    printed, problems = built(tmp_path, "百万円", "103百万円", table)

    assert "計\t103 （101）\t2\t1.9%" in printed
    assert any("端数の範囲" in d.message for d in problems.warnings)


@pytest.mark.parametrize("mark", "△▲−－-")
def test_a_stated_rate_has_the_signs_of_the_computed_ones(mark: str, tmp_path: Path):
    """「△5,433万円」 and 「▲2.3％」 stood in one row, 「△0.6%」 below them."""
    table = rows(
        f'977千円 前年度当初: "1,000千円", 増減: "{mark}23千円", 増減率: {mark}2.3％', "994千円 前年度当初: 1000千円"
    )

    printed, _ = built(tmp_path, "千円", "1971千円", table)

    assert "977 （1,000）\t△23\t△2.3%" in printed
    assert "994 （1,000）\t△6\t△0.6%" in printed


def test_the_amount_of_a_sheet_is_its_total(tmp_path: Path):
    printed, _ = built(tmp_path, "百万円", "103百万円", rows("51百万円", "51百万円"))

    assert "計\t103" in printed


def test_funds_stand_in_the_order_of_budgets(tmp_path: Path):
    funds = '財源: { 一般財源: "1千円", その他: "1千円", 寄附金: "1千円", 市債: "1千円", 県支出金: "1千円", 国庫支出金: "1千円" }'

    printed, _ = built(tmp_path, "千円", "6千円", rows(f"6千円 {funds}"))

    assert "国庫支出金\t県支出金\t市債\t寄附金\tその他\t一般財源" in printed


def test_funds_are_drawn_in_the_order_of_budgets_whatever_row_names_them_first(tmp_path: Path):
    """一般財源 stood first in the bar of 計, since 議会費 has no other."""
    table = rows('1千円 財源: { 一般財源: "1千円" }', '2千円 財源: { 一般財源: "1千円", 国庫支出金: "1千円" }')

    printed, _ = built(tmp_path, "千円", "3千円", f"図: 財源内訳\n{table}")

    drawn = [line.strip().split("\t")[0] for line in printed.partition("\n財源内訳\n")[2].splitlines() if line.strip()]
    assert ["国庫支出金", "一般財源"] * 2 == [name for name in drawn[3:] if name in ("国庫支出金", "一般財源")]


@given(
    st.integers(0, 10**10),
    st.integers(1, 10**10),
    st.sampled_from(["千円", "百万円", "円"]),
    st.sampled_from(["floor", "half_up", "ceil"]),
    st.booleans(),
    st.integers(0, 2),
)
def test_rates_of_true_amounts_never_raise_an_alarm(
    now: int, before: int, unit: str, rounding: Rounding, from_printed: bool, places: int
):
    """Whether an office takes them from the exact yen or from what it prints, and however it rounds them."""
    size = money.UNITS[unit]
    shown_now, shown_before = (money.rounded_to(yen, unit, rounding) * size for yen in (now, before))
    a, b = (shown_now, shown_before) if from_printed else (now, before)
    if b == 0 or shown_before == 0:
        return
    exact = Fraction(a - b, b) * 100
    for cut in (Decimal(0), Decimal("0.5")):  # cut off, or rounded half up
        scaled = abs(exact) * 10**places
        figure = int(scaled + Fraction(cut))
        text = f"{'△' if exact < 0 and figure else ''}{Decimal(figure).scaleb(-places):f}%"
        ranges = [exact_range(parsed(f"{yen // size:,}{unit}"), rounding) for yen in (shown_now, shown_before)]
        assert can_be(text, ranges[0], ranges[1])


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.decimals(-500, 500, places=1))
def test_a_rate_that_is_off_by_more_than_its_last_place_is_found(now: int, before: int, stated: Decimal):
    exact = Fraction(now - before, before) * 100
    text = f"{'△' if stated < 0 else ''}{abs(stated)}%"
    ranges = [exact_range(parsed(f"{yen:,}円"), "half_up") for yen in (now, before)]

    assert can_be(text, ranges[0], ranges[1]) == (abs(Fraction(stated) - exact) < Fraction(1, 10))


def parsed(text: str) -> Amount:
    made: Amount = TypeAdapter(Yen).validate_python(Written(text, SourceFile("a.yaml", text), 0, len(text)))
    return made
