"""合計 and 小計 of sheets: compared with the rows above, told of where no reading explains them, never adjusted."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Problems
from pipeline.kinds.budget.model import Comparison
from pipeline.kinds.policy.survey import Answers
from tests.source.books import MONEY_HEADS, Cell, book, fill

UNIT = "（単位：千円）"
Rows = list[tuple[Cell, ...]]


@dataclass(frozen=True)
class Sheet:
    """How a table of amounts stands: its title and unit, the rows that are hidden, the areas that are merged."""

    title: str = "予算額"
    unit: str = "（単位：千円）"
    hidden: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()

    def dress(self, sheet: Worksheet) -> None:
        """Hides and merges."""
        for row in self.hidden:
            sheet.row_dimensions[row].hidden = True
        for area in self.merged:
            sheet.merge_cells(area)


def told(folder: Path, rows: Rows, sheet: Sheet) -> Problems:
    data = book([(sheet.title,), (sheet.unit,), MONEY_HEADS, *rows], sheet.dress)
    return fill(folder, data, "", "行", Comparison)[1]


def errors(folder: Path, rows: Rows, sheet: Sheet = Sheet()) -> list[str]:
    return [f"{e.message} @{e.place}" for e in told(folder, rows, sheet).errors if e.code == "合計"]


def warnings(folder: Path, rows: Rows, sheet: Sheet = Sheet()) -> list[str]:
    return [w.message for w in told(folder, rows, sheet).warnings if w.code == "合計"]


def test_a_total_that_its_rows_do_not_make_is_an_error_at_its_cell(tmp_path: Path):
    """2,696 = 2,000 + 696 (sample 004); 2,966 is a slip."""
    rows: Rows = [("支援", 2000), ("検討", 696), ("合計", 2966)]

    assert [
        "「合計」の「当初」は2,966千円ですが、上の行を足すと2,696千円です（差270千円） @別表.xlsx: 別表!B6"
    ] == errors(tmp_path, rows)
    assert [] == errors(tmp_path, [*rows[:2], ("合計", 2696)])


@pytest.mark.parametrize(
    "rows",
    [
        [("一", 10), ("二", 20), ("小計", 30), ("三", 5), ("小計", 5), ("合計", 35)],
        [("一", 10), ("計", 10), ("二", 20), ("三", 1), ("計", 21), ("合　計", 31)],
        [("一", 10), ("合計", 10), ("二", 20), ("合計", 20), ("総計", 30)],
        [("一", 10), ("小計", 10), ("二", 20), ("累計", 30)],
        [("一", 10), ("うち人件費", 4), ("二", 20), ("合計", 30)],
        [("一", 10), ("（うち国費）", 4), ("二", 20), ("（内数）", 3), ("合計", 30)],
        [("うちわの作成", 10), ("二", 20), ("合計", 30)],
        [("一", 10), ("二【再掲】", 20), ("合計", 10)],
        [("一", 10), ("二（再掲）", 20), ("合計", 30)],
        [("一", "△10"), ("二", "２０"), ("三", "－"), ("四", None), ("合計", "10")],
        [("一", 10), ("二", "〃"), ("合計", 20)],
        [("一", 10), ("合計", None)],
        [("一", 10), ("合計", "別紙のとおり")],
        [("合計", 500)],
        [("一", 10), ("小計", 10), ("二", None), ("小計", 0), ("合計", 10)],
        [("一", None), ("小計", 0), ("二", 5), ("合計", 5)],
    ],
)
def test_no_alarm_where_some_reading_makes_the_total(rows: Rows, tmp_path: Path):
    """Sub-totals are not counted twice; うち and 再掲 may or may not be in the total; blanks say nothing."""
    assert [] == errors(tmp_path, rows) == warnings(tmp_path, rows)


@pytest.mark.parametrize(
    "rows",
    [
        [("支援", 2612), ("食", 2609), ("一体的支援", 2030), ("合計", 9575)],
        [("セミナー", 333), ("体験", 6279), ("計", 7329)],
        [("買い物", 2696), ("移住", 9575), ("飛島", 7329), ("合計", 21246)],
    ],
)
def test_rows_that_are_only_the_main_ones_need_not_add_up(rows: Rows, tmp_path: Path):
    """Domain notes, section 0, finding 2: legitimate because the heading says （主なもの）, and an error without."""
    assert [] == errors(tmp_path, rows, Sheet("事業内容（主なもの）"))
    assert 1 == len(errors(tmp_path, rows))


def test_the_main_ones_cannot_exceed_the_whole(tmp_path: Path):
    assert 1 == len(errors(tmp_path, [("一", 80), ("二", 40), ("合計", 100)], Sheet("（主なもの）")))
    assert [] == errors(tmp_path, [("一", 80), ("二", 40), ("三", "△30"), ("合計", 85)], Sheet("（主なもの）"))


def test_what_rounding_may_explain_is_pointed_out_and_more_is_an_error(tmp_path: Path):
    """Three rows in 千円, rounded one by one, are off by less than 3 千円 together; yen are exact."""
    rows: Rows = [("一", 10), ("二", 20), ("三", 30)]

    assert ["「合計」の「当初」は62千円ですが、上の行を足すと60千円です（差2千円は端数の範囲）"] == warnings(
        tmp_path, [*rows, ("合計", 62)]
    )
    assert 1 == len(errors(tmp_path, [*rows, ("合計", 63)]))
    assert 1 == len(errors(tmp_path, [*rows, ("合計", 61)], Sheet(unit="（単位：円）")))


def test_totals_may_count_the_rows_that_are_hidden(tmp_path: Path):
    """SUM counts them, SUBTOTAL(109) does not."""
    rows: Rows = [("一", 10), ("二", 20), ("合計", 30)]

    assert [] == errors(tmp_path, rows, Sheet(hidden=(5,)))
    assert [] == errors(tmp_path, [*rows[:2], ("合計", 10)], Sheet(hidden=(5,)))
    assert 1 == len(errors(tmp_path, [*rows[:2], ("合計", 25)], Sheet(hidden=(5,))))


def test_an_amount_merged_over_rows_counts_once(tmp_path: Path):
    rows: Rows = [("一", 10), ("二", None), ("合計", 10)]

    assert [] == errors(tmp_path, rows, Sheet(merged=("B4:B5",)))


def test_rows_that_are_not_chosen_are_in_the_total(tmp_path: Path):
    data = book([(UNIT,), ("分野", *MONEY_HEADS), ("観光", "一", 10), ("福祉", "二", 20), ("合計", None, 31)])
    _, problems = fill(tmp_path, data, ", 列: { 分野: 除く }, 絞り込み: { 分野: 観光 }", "行", Comparison)

    assert ["「合計」の「当初」は31千円ですが、上の行を足すと30千円です（差1千円は端数の範囲）"] == [
        w.message for w in problems.warnings if w.code == "合計"
    ]


def test_every_column_of_amounts_is_added_up(tmp_path: Path):
    heads = ("名称", "当初", "前年度当初")
    _, problems = fill(
        tmp_path, book([(UNIT,), heads, ("一", 10, 5), ("二", 20, 6), ("合計", 30, 99)]), "", "行", Comparison
    )

    assert ["別表.xlsx: 別表!C5"] == [str(e.place) for e in problems.errors]


def test_counts_are_added_up_too(tmp_path: Path):
    rows: Rows = [("名称", "件数"), ("若者", 17), ("買い物", 8), ("計", 26)]
    _, problems = fill(tmp_path, book(rows), "", "行", Answers)

    assert ["「計」の「件数」は26ですが、上の行を足すと25です（差1）"] == [e.message for e in problems.errors]


groups = st.lists(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=5), min_size=1, max_size=4)
asides = st.sampled_from([None, "うち委託料", "（うち県費）", "広報【再掲】"])


@given(groups, st.lists(asides, min_size=4, max_size=4))
def test_true_totals_never_raise_an_alarm(amounts: list[list[int]], told_apart: list[str | None]):
    """小計 for each group, うち and 再掲 among the rows, 合計 at the end."""
    rows: Rows = []
    for group, aside in zip(amounts, told_apart, strict=False):
        rows += [(f"事業{n}", amount) for n, amount in enumerate(group)]
        rows += [(aside, 1234)] if aside else []
        rows.append(("小計", sum(group)))
    rows.append(("合計", sum(map(sum, amounts))))

    with tempfile.TemporaryDirectory() as folder:
        assert [] == errors(Path(folder), rows) == warnings(Path(folder), rows)


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(7, 10**6), st.booleans())
def test_a_slip_in_a_total_is_always_found(amounts: list[int], slip: int, above: bool):
    """By more than rounding can make: six rows of 千円 are off by less than six."""
    total = sum(amounts) + (slip if above else -slip)
    with tempfile.TemporaryDirectory() as folder:
        [error] = errors(Path(folder), [*[("事業", a) for a in amounts], ("合計", total)])

    assert f"差{slip:,}千円" in error
