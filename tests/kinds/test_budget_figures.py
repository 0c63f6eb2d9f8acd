"""Sixty tables of figures: those that can be right are printed as they are written, and all others are refused.

A row is 名称 当初 [前年度当初] [増減 …] as flow YAML; the sheet's amount is the total.
"""

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
from tests.workshop import original, small_project

AREA_LESS = """\
種別: 予算概要
題名: 予算の概要
事業:
  - 事業名: 広域事業
    単位: {unit}
    額: {amount}
    目的: 圏域の予算
    予算額:
      見出し: 予算額
{table}
"""


def built(folder: Path, unit: str, amount: str, table: str) -> tuple[str, Problems]:
    """What a table prints ("" if it is refused), and what is said."""
    lines = "\n".join(f"      {line}" for line in table.strip().split("\n"))
    root = small_project(folder, AREA_LESS.format(unit=unit, amount=amount, table=lines))
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


HOLDS = [
    # exact
    ("千円", "3,000千円", rows("2,000千円", "1,000千円")),
    ("千円", "3,000千円", rows("2,000千円", "1,000千円") + "\n計: 3,000千円"),
    ("円", "300円", rows("200円", "100円")),
    ("万円", "300万円", rows("200万円", "100万円")),
    ("百万円", "103百万円", rows("51百万円", "52百万円")),
    ("千円", "0千円", rows("0千円", "0千円")),
    ("千円", "△500千円", rows("△300千円", "△200千円")),
    ("千円", "2,500千円", rows("3,000千円", "△500千円")),
    # several units
    ("千円", "3,000千円", rows("200万円", "1,000千円")),
    ("千円", "1億2,328万7千円", rows("123,287千円")),
    ("千円", "123,287千円", rows("1億2,000万円", "3,287千円")),
    ("億万円", "1億2,328万7千円", rows("1億円", "2,328万7千円")),
    ("億万円", "103百万円", rows("1億円", "3百万円")),
    ("百万円", "171百万円", rows("2百万円", "10百万円", "152百万円", "7,329千円")),
    ("百万円", "1億円", rows("100百万円")),
    ("千円", "1億0,305万2千円", rows("103,052千円")),
    # rounding
    ("百万円", "103百万円", rows("51百万円", "51百万円")),
    ("百万円", "103百万円", rows("51百万円", "51百万円") + "\n計: 103百万円"),
    ("百万円", "10百万円", rows("3百万円", "3百万円", "3百万円")),
    ("千円", "1,000千円", rows("333千円", "333千円", "333千円")),
    ("百万円", "2.1百万円".replace("2.1", "2"), rows("1百万円", "1百万円", "1百万円")),
    # うち, 内数 and 再掲 are not added
    ("千円", "3,000千円", rows("3,000千円", "1,000千円 内数: はい")),
    ("千円", "3,000千円", rows("2,000千円", "1,000千円", "500千円 再掲: はい")),
    ("千円", "3,000千円", rows("3,000千円", "3,000千円 再掲: はい", "9,000千円 内数: はい")),
    # funding
    ("千円", "3,000千円", rows('3,000千円 財源: { 国庫支出金: "1,000千円", 一般財源: "2,000千円" }')),
    ("百万円", "3百万円", rows('3百万円 財源: { 国庫支出金: "1百万円", 一般財源: "1百万円" }')),
    # no amount
    ("千円", "3,000千円", rows("3,000千円", "－")),
    ("千円", "3,000千円", last("3,000千円", "－")),
    # changes and rates as stated
    ("千円", "1,100千円", last("1,100千円", "1,000千円", "増減: 100千円, 増減率: 10.0%")),
    ("千円", "1,000千円", last("1,000千円", "3,000千円", "増減率: △66.7%")),
    ("百万円", "103百万円", last("103百万円", "100百万円", "増減: 4百万円")),
    ("百万円", "2百万円", last("2百万円", "1百万円", "増減率: 66.7%")),
    ("千円", "1,000千円", last("1,000千円", "0千円", "増減率: 皆増")),
    ("千円", "0千円", last("0千円", "1,000千円", "増減率: 皆減")),
    ("百万円", "0百万円", last("0百万円", "3百万円", "増減率: △90.0%")),
    ("千円", "0千円", last("0千円", "0千円", "増減率: －")),
    ("千円", "1,234千円", last("1,234千円", "1,000千円", "増減率: 23%")),
    # totals as stated, tier by tier
    ("百万円", "103百万円", last("103百万円", "100百万円") + "\n計: { 当初: 103百万円, 前年度当初: 100百万円 }"),
    ("百万円", "103百万円", rows("51百万円 前年度当初: 50百万円", "51百万円 前年度当初: 50百万円") + "\n計: { 当初: 103百万円, 前年度当初: 101百万円, 増減: 2百万円, 増減率: 2.0% }"),
    ("千円", "3,000千円", "部門:\n  - 名称: 甲\n    行: [ { 名称: い, 当初: \"1,000千円\" }, { 名称: ろ, 当初: \"2,000千円\" } ]\n    小計: 3,000千円"),
    ("千円", "3,000千円", "部門:\n  - 名称: 甲\n    行: [ { 名称: い, 当初: \"1,000千円\" } ]\n  - 名称: 乙\n    行: [ { 名称: ろ, 当初: \"2,000千円\" } ]\n計: 3,000千円"),
    ("千円", "300千円", rows("300千円") + '\n継続費: [ { 事業名: 庁舎, 総額: 300千円, 年割額: { 令和8年度: 100千円, 令和9年度: 200千円 } } ]'),
]  # fmt: skip
FAILS = [
    ("千円", "3,100千円", rows("2,000千円", "1,000千円")),
    ("千円", "3,000千円", rows("2,000千円", "1,000千円") + "\n計: 3,002千円"),
    ("円", "301円", rows("200円", "100円")),
    ("百万円", "104百万円", rows("51百万円", "51百万円")),
    ("百万円", "103百万円", rows("51百万円", "51百万円") + "\n計: 104百万円"),
    ("千円", "1億2,328万7千円", rows("123,288千円", "1千円")),
    ("千円", "3,000千円", rows("200万円", "900千円")),
    ("千円", "3,000千円", rows("2,000千円", "500千円", "500千円 再掲: はい")),
    ("千円", "3,000千円", rows("2,000千円", "1,000千円 内数: はい")),
    ("千円", "3,000千円", rows('3,000千円 財源: { 国庫支出金: "1,000千円", 一般財源: "1,000千円" }')),
    ("千円", "1,100千円", last("1,100千円", "1,000千円", "増減: 200千円")),
    ("千円", "1,100千円", last("1,100千円", "1,000千円", "増減率: 11.0%")),
    ("千円", "1,000千円", last("1,000千円", "3,000千円", "増減率: 66.7%")),
    ("千円", "1,000千円", last("1,000千円", "500千円", "増減率: 皆増")),
    ("千円", "1,000千円", last("1,000千円", "500千円", "増減率: 皆減")),
    ("千円", "1,000千円", last("1,000千円", "500千円", "増減率: －")),
    ("千円", "1,000千円", last("1,000千円", "500千円", "増減率: 倍増")),
    ("百万円", "103百万円", last("103百万円", "100百万円", "増減: 5百万円")),
    ("百万円", "103百万円", last("103百万円", "100百万円") + "\n計: { 当初: 103百万円, 前年度当初: 105百万円 }".replace("105", "105")),
    ("千円", "3,000千円", "部門:\n  - 名称: 甲\n    行: [ { 名称: い, 当初: \"1,000千円\" }, { 名称: ろ, 当初: \"2,000千円\" } ]\n    小計: 3,500千円"),
    ("千円", "300千円", rows("300千円") + '\n継続費: [ { 事業名: 庁舎, 総額: 300千円, 年割額: { 令和8年度: 100千円, 令和9年度: 300千円 } } ]'),
    ("千円", "300百万円", rows("300,000千円")),
    ("千円", "1億12,000万円", rows("220,000千円")),
]  # fmt: skip


def test_there_are_sixty_of_them():
    assert len(HOLDS) + len(FAILS) >= 60


@pytest.mark.parametrize(("unit", "amount", "table"), HOLDS)
def test_figures_that_fit_are_printed(unit: str, amount: str, table: str, tmp_path: Path):
    printed, problems = built(tmp_path, unit, amount, table)

    assert () == problems.errors
    assert printed


@pytest.mark.parametrize(("unit", "amount", "table"), FAILS)
def test_figures_that_do_not_fit_are_refused(unit: str, amount: str, table: str, tmp_path: Path):
    _, problems = built(tmp_path, unit, amount, table)

    assert problems.errors
    assert all(d.cure and d.place is not None for d in problems.errors)


def test_a_stated_total_is_printed_as_it_is_stated_and_told(tmp_path: Path):
    """clerk.md A3: 103 was stated, 102 was printed."""
    table = rows("51百万円 前年度当初: 50百万円", "51百万円 前年度当初: 50百万円")
    table += "\n計: { 当初: 103百万円, 前年度当初: 101百万円, 増減率: 1.9% }"

    printed, problems = built(tmp_path, "百万円", "103百万円", table)

    assert "計\t103 （101）\t2\t1.9%" in printed
    assert any("端数の範囲" in d.message for d in problems.warnings)


def test_the_amount_of_a_sheet_is_its_total(tmp_path: Path):
    printed, _ = built(tmp_path, "百万円", "103百万円", rows("51百万円", "51百万円"))

    assert "計\t103" in printed


def test_funds_stand_in_the_order_of_budgets(tmp_path: Path):
    funds = '財源: { 一般財源: "1千円", その他: "1千円", 寄附金: "1千円", 市債: "1千円", 県支出金: "1千円", 国庫支出金: "1千円" }'

    printed, _ = built(tmp_path, "千円", "6千円", rows(f"6千円 {funds}"))

    assert "国庫支出金\t県支出金\t市債\t寄附金\tその他\t一般財源" in printed


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
