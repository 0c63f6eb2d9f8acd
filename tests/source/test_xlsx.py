"""Tables as municipal offices write them in Excel -> rows (notes on real sheets: merged heads, 〃, △, units, totals)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Span
from pipeline.diagnostics.render import human, record
from pipeline.kinds.agreement.model import Division
from pipeline.source.decode import decode
from tests.source.books import (
    HEADS,
    MONEY_HEADS,
    ROW,
    amount_errors,
    amounts,
    book,
    errors,
    fill,
    rows,
    said,
)

MEASURE = {"連携施策": "地域医療", "取組内容": "研修に取り組む。", "役割": {"甲": "担う。", "乙": "協力する。"}}


def test_heads_are_keys_and_the_role_of_a_party_is_a_key_below_one(tmp_path: Path):
    assert [MEASURE] == rows(tmp_path, book([HEADS, ROW]))


@pytest.mark.parametrize(
    "heads",
    [
        ("連携施策", "取組内容", "役割.甲", "役割.乙"),
        ("連　携　施　策", "取組\n内容", "甲の役割", "乙の役割"),
        ("連携施策", "取組内容", "役割．甲", "役割．乙"),
    ],
)
def test_heads_may_be_dotted_spaced_or_broken(heads: tuple[str, ...], tmp_path: Path):
    assert [MEASURE] == rows(tmp_path, book([heads, ROW]))


def _merge_heads(sheet: Worksheet) -> None:
    for area in ("A1:D1", "A3:A4", "B3:B4", "C3:D3"):
        sheet.merge_cells(area)


@pytest.mark.parametrize("lower", [("甲", "乙"), ("甲の役割", "乙の役割")])
@pytest.mark.parametrize("group", ["役割分担", "役割"])
def test_heads_may_stand_in_two_rows_below_a_title(lower: tuple[str, str], group: str, tmp_path: Path):
    data = book(
        [
            ("別表（第３条関係）",),
            (),
            ("連携施策", "取組内容", group, None),
            (None, None, *lower),
            ROW,
        ],
        _merge_heads,
    )

    assert [MEASURE] == rows(tmp_path, data)


def test_a_group_of_heads_need_not_be_merged(tmp_path: Path):
    data = book([("連携施策", "取組内容", "役割分担", None), (None, None, "甲", "乙"), ROW])

    assert [MEASURE] == rows(tmp_path, data)


def test_other_heads_are_mapped_or_left_out_by_the_source(tmp_path: Path):
    data = book([("事業の名", "概要", "市", "町村", "備考"), (*ROW, "要確認")])

    options = ", 列: {事業の名: 連携施策, 概要: 取組内容, 市: 役割.甲, 町村: 乙の役割, 備考: 除く}"

    assert [MEASURE] == rows(tmp_path, data, options)


def test_merged_cells_hold_for_all_their_rows_and_one_sheet_serves_several_tables(tmp_path: Path):
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("D2:D3")

    data = book(
        [
            ("政策分野", *HEADS),
            ("(1) 生活", "医療", "あ", "担う。", "協力する。"),
            (None, "介　護", "い", None, "〃"),
            ("(2) 移住", "交流", "う", "同上", "〃"),
        ],
        merge,
    )

    found = rows(tmp_path, data, ", 絞り込み: {政策分野: （１）生活}")

    assert [
        {"連携施策": "医療", "取組内容": "あ", "役割": {"甲": "担う。", "乙": "協力する。"}},
        {"連携施策": "介護", "取組内容": "い", "役割": {"甲": "担う。", "乙": "協力する。"}},
    ] == found
    assert [{"連携施策": "交流", "取組内容": "う", "役割": {"甲": "担う。", "乙": "協力する。"}}] == rows(
        tmp_path, data, ", 絞り込み: {政策分野: (2) 移住}"
    )


def test_a_blank_in_a_column_that_chooses_rows_is_an_error_not_a_loss(tmp_path: Path):
    data = book([("政策分野", *HEADS), ("生活", *ROW), (None, *ROW)])

    assert ["表: 絞り込みに使う「政策分野」の欄が空です @別表.xlsx: 別表!A3"] == errors(
        tmp_path, data, ", 絞り込み: {政策分野: 生活}"
    )


def test_totals_notes_and_repeated_heads_are_left_out_and_listed(tmp_path: Path):
    data = book(
        [HEADS, ROW, ("小計", None, "2"), HEADS, ROW, (None, "合　計"), ("※ 令和元年度の取組",), ("（注）速報",)]
    )

    node, problems = fill(tmp_path, data)

    assert node is not None
    assert 2 == len(rows(tmp_path, data))
    assert (
        "合計や注とみて取り込まなかった行があります: 3行目「小計」、4行目「連携施策」、6行目「合 計」、"
        "7行目「※ 令和元年度の取組」、8行目「（注）速報」"
    ) == problems.warnings[0].message
    assert "別表.xlsx: 別表" == str(problems.warnings[0].place)


def test_a_project_whose_name_holds_a_total_word_stays(tmp_path: Path):
    data = book([HEADS, ("計画の策定", *ROW[1:]), ("※新規　地域医療", *ROW[1:])])

    assert 2 == len(rows(tmp_path, data))


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path):
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    data = book([("連携施策", "担当者", *HEADS[1:]), (ROW[0], "山田", *ROW[1:]), ("隠す", "鈴木", *ROW[1:])], hide)

    node, problems = fill(tmp_path, data)

    assert node is not None
    assert [MEASURE] == rows(tmp_path, data)
    assert ["非表示のため取り込まなかった行と列があります: 3行目、B列"] == [w.message for w in problems.warnings]


def test_blank_rows_are_passed_over_and_lines_of_a_cell_are_closed_up(tmp_path: Path):
    data = book([HEADS, (), ("地域医療", "研修に\n　取り組む。", "担う。", "協力する。 "), ("　", " ")])

    assert [MEASURE] == rows(tmp_path, data)


def test_a_list_within_a_cell_is_warned_of(tmp_path: Path):
    node, problems = fill(tmp_path, book([HEADS, ("地域医療", "・研修\n・会議", *ROW[2:])]))

    assert node is not None
    assert ["箇条書きのように改行したセルの行を、詰めてつなぎました"] == [w.message for w in problems.warnings]
    assert "別表.xlsx: 別表!B2" == str(problems.warnings[0].place)


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("国補助1/2\n県補助1/4", True),
        ("public\nprivate", True),
        ("DX\n推進", False),
        ("研修に\n取り組む。", False),
        ("研修\n（二期）", False),
    ],
)
def test_lines_of_a_cell_that_run_into_one_another_are_warned_of(tmp_path: Path, words: str, warned: bool):
    """「国補助1/2」 above 「県補助1/4」 was printed as 「国補助1/2県補助1/4」 without a word."""
    data = book([HEADS, ("地域医療", words, *ROW[2:])])
    _, problems = fill(tmp_path, data)
    [row] = rows(tmp_path, data)
    joined = words.replace("\n", "")

    assert {"取組内容": joined}.items() <= row.items()  # type: ignore[attr-defined]
    told = [w.message for w in problems.warnings]
    assert [
        f"「{words.replace(chr(10), '｜')}」と改行したセルの行を、「{joined}」と詰めてつなぎました"
    ] * warned == told


def test_spaced_letters_of_other_columns_stay(tmp_path: Path):
    """A name such as 「髙 木」 is never closed up."""
    [row] = rows(tmp_path, book([HEADS, ("介　護", "髙 木", *ROW[2:])]))

    assert {"連携施策": "介護", "取組内容": "髙 木"}.items() <= row.items()  # type: ignore[attr-defined]


def test_an_empty_cell_is_absent_and_what_is_missing_is_told_at_its_row(tmp_path: Path):
    node, problems = fill(tmp_path, book([HEADS, ROW, ("介護", None, "担う。", "－")]))
    assert node is not None

    assert decode(node, Division, problems) is None
    assert ["「取組内容」がありません"] == [d.message for d in problems.errors]
    assert "--> 別表.xlsx 別表!A3" in human(problems.errors[0])


def test_every_word_knows_its_cell(tmp_path: Path):
    node, problems = fill(tmp_path, book([HEADS, ('"地域"', "'研'", *ROW[2:])]))
    assert node is not None
    model = decode(node, Division, problems)
    assert model is not None

    measure = model.measures[0]
    part = measure.name.span(1, 3)
    assert ("別表!A2", 1, 3) == (part.file.cell, part.start, part.end)
    assert "別表.xlsx 別表!D2" == str(measure.roles["乙"].origin().span())
    problems.error("試", "試し", "なし", measure.roles["甲"].span(0, 1))
    assert human(problems.errors[0]).splitlines()[1:5] == [
        " --> 別表.xlsx 別表!C2",
        "  |",
        "1 | 担う。",
        "  | ^^",
    ]
    assert {"file": "別表.xlsx", "where": "別表!C2", "column": 1}.items() <= record(problems.errors[0]).items()
    assert isinstance(measure.name.span(), Span)


def test_unknown_columns_are_all_told_at_once(tmp_path: Path):
    data = book([(*HEADS, "備考", "担当課"), (*ROW, "", "", "余り")])

    [message] = errors(tmp_path, data)

    assert (
        "表: どの項目かわからない列があります: 「備考」（別表!E1）、「担当課」（別表!F1）、G列（見出しなし） @別表.xlsx: 別表"
        == message
    )


def test_partners_may_differ_by_a_column(tmp_path: Path):
    data = book([(*HEADS, "相手方別.平内町", "相手方別.今別町.役割.乙"), (*ROW, "除く", "別の文。")])

    [row] = rows(tmp_path, data)

    assert {"平内町": "除く", "今別町": {"役割": {"乙": "別の文。"}}} == row["相手方別"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (12345, "12,345千円"),
        (12345.678, "12,345.678千円"),
        (0.1 + 0.2, "0.3千円"),
        (-500, "△500千円"),
        (0, "0千円"),
        ("１，２３４", "1,234千円"),
        ("△500", "△500千円"),
        ("▲ 500", "△500千円"),
        ("3百万円", "3百万円"),
    ],
)
@pytest.mark.parametrize("above", [("（単位：千円）",), ("", "", "単位:千円")])
def test_amounts_are_exact_and_in_the_unit_of_the_sheet(
    typed: str | float, expected: str, above: tuple[str, ...], tmp_path: Path
):
    assert [{"名称": "合併", "当初": expected}] == amounts(tmp_path, book([above, MONEY_HEADS, ("合併", typed)]))


@pytest.mark.parametrize("typed", ["－", "-", "―", "‐"])
def test_a_dash_is_no_amount_and_not_0(typed: str, tmp_path: Path):
    """It says that there is none, which a blank does not: the first year of a project is 皆増."""
    assert [{"名称": "合併", "当初": "－"}] == amounts(
        tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", typed)])
    )


@pytest.mark.parametrize("typed", [None, "　"])
def test_a_blank_is_left_out(typed: str | None, tmp_path: Path):
    assert [{"名称": "合併"}] == amounts(tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", typed)]))


def test_heads_may_be_those_that_the_paper_prints(tmp_path: Path):
    data = book([("（単位：千円）",), ("事業名", "担当課", "当初予算額", "事業内容"), ("合併", "企画課", 500, "調査")])

    assert [{"名称": "合併", "所管": "企画課", "当初": "500千円", "内容": "調査"}] == amounts(tmp_path, data)


@pytest.mark.parametrize("typed", ["約500", "皆減", "1 234", "12,34", "(500)", "五百", "調整中", "#N/A"])
def test_money_that_cannot_be_read_names_sheet_and_cell(typed: str, tmp_path: Path):
    if typed == "五百":
        assert [{"名称": "合併", "当初": "500千円"}] == amounts(
            tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", typed)])
        )
        return
    [message] = amount_errors(tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", typed)]))

    assert message.endswith("@別表.xlsx: 別表!B3")


def test_an_amount_without_a_unit_is_not_guessed(tmp_path: Path):
    assert ["金額: 「500」の単位がわかりません @別表.xlsx: 別表!B2"] == amount_errors(
        tmp_path, book([MONEY_HEADS, ("合併", 500)])
    )


def test_a_unit_may_stand_in_the_head_or_in_the_source_and_large_units_stay_exact(tmp_path: Path):
    assert [{"名称": "合併", "当初": "5百万円", "前年度当初": "123,450,000円"}] == amounts(
        tmp_path, book([("名称", "当初（百万円）", "前年度当初(万円)"), ("合併", 5, 12345)])
    )
    assert [{"名称": "合併", "当初": "5千円"}] == amounts(tmp_path, book([MONEY_HEADS, ("合併", 5)]), ", 単位: 千円")


def test_units_that_differ_are_refused(tmp_path: Path):
    both = book([("（単位：千円）", "（単位：百万円）"), MONEY_HEADS, ("合併", 5)])
    midway = book([("（単位：千円）",), MONEY_HEADS, ("合併", 5), ("（単位：百万円）",), ("分割", 5)])

    assert ["金額: 単位が千円と百万円の二つ以上あります @別表.xlsx: 別表!B1"] == amount_errors(tmp_path, both)
    assert ["金額: 表の途中で単位が百万円に変わっています @別表.xlsx: 別表!A4"] == amount_errors(tmp_path, midway)


def test_free_keys_of_amounts_stand_below_a_group(tmp_path: Path):
    data = book(
        [
            ("（単位：千円）",),
            ("名称", "当初", "財源内訳", None),
            (None, None, "国庫支出金", "一般財源"),
            ("合併", 5, 3, 2),
        ]
    )

    assert [{"名称": "合併", "当初": "5千円", "財源": {"国庫支出金": "3千円", "一般財源": "2千円"}}] == amounts(
        tmp_path, data
    )


@pytest.mark.parametrize(
    ("typed", "shape", "expected"),
    [
        (2019, "General", "2019"),
        (12345, "#,##0", "12,345"),
        (0.35, "0%", "35%"),
        (-500, '#,##0;"△ "#,##0', "△500"),
        (1e20, "0", "100000000000000000000"),
        (date(2019, 12, 25), "yyyy/m/d", "令和元年12月25日"),
        (datetime(2019, 12, 25), "yyyy/m/d", "令和元年12月25日"),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_numbers_and_days_in_a_column_of_words(typed: float | date, shape: str, expected: str, tmp_path: Path):
    def dress(sheet: Worksheet) -> None:
        sheet["B2"].number_format = shape

    [row] = rows(tmp_path, book([HEADS, ("地域医療", typed, *ROW[2:])], dress))

    assert expected == row["取組内容"]  # type: ignore[index]


def test_what_is_said_of_a_sheet_is_said_once(tmp_path: Path):
    _, problems = fill(tmp_path, book([HEADS, ROW, ("合計",)]))

    assert 1 == said(problems).count("合計や注")
