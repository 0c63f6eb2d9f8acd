"""Labels of plans are printed of themselves: one that is typed, too, is refused where it stands, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.notation.numbers.scheme import scheme
from pipeline.tree.headings import check_label, check_sign
from pipeline.tree.inlines import Text
from tests.workshop import build, messages, small_project

WORDS = st.text("総論目的の推進ア一", min_size=1, max_size=8)


def said(words: str) -> tuple[Text, ...]:
    """Words of a source."""
    file = SourceFile("a.yaml", words)
    return (Text(words, Written(words, file, 0, len(words)).origin()),)


def refusals(problems: Problems) -> list[str]:
    return [error.message for error in problems.errors]


@given(
    st.sampled_from(["第1章", "第1節", "1", "(1)", "①", "ア", "Ⅰ", "施策1", "資料1"]),
    st.integers(1, 12),
    st.sampled_from([" ", "　"]),
    WORDS,
)
def test_a_label_of_the_scheme_before_a_blank_is_refused(sample: str, number: int, blank: str, words: str):
    problems, label = Problems(), scheme(sample).label(number)
    check_label(scheme(sample), said(f"{label}{blank}{words}"), problems)

    assert [f"文に番号「{label}」が書かれています"] == refusals(problems)


@given(st.sampled_from(["第1章", "1", "①", "ア", "Ⅰ"]), st.integers(1, 12), WORDS)
def test_words_that_begin_like_a_label_are_left_alone(sample: str, number: int, words: str):
    problems = Problems()
    check_label(scheme(sample), said(f"{scheme(sample).label(number)}{words}"), problems)
    check_label(scheme(sample), said(words), problems)
    check_sign("○", said(f"○○{words}"), problems)
    check_sign("", said(f"・{words}"), problems)

    assert [] == refusals(problems)


@pytest.mark.parametrize(
    "counted",
    ["年間の総括", "か年計画の見直し", "ヵ所の拠点", "つの基本目標", "年目の評価", "回目の会議", "周年記念事業"],
)
@pytest.mark.parametrize("digits", ["3", "１０"])
def test_a_number_that_counts_something_is_no_number_of_a_heading(digits: str, counted: str):
    """3 年間の総括, as word processors that part digits from words leave it; behind the wide blank of a label it is one."""
    problems = Problems()
    check_label(scheme("1"), said(f"{digits} {counted}"), problems)
    assert [] == refusals(problems)

    check_label(scheme("1"), said(f"{digits}　{counted}"), problems)
    assert 1 == len(refusals(problems))


@pytest.mark.parametrize("words", ["人の流れをつくる", "年度別計画", "市町村の役割", "年目標", "時間外勤務の縮減"])
def test_words_that_may_begin_a_heading_are_not_what_a_number_counts(words: str):
    problems = Problems()
    check_label(scheme("1"), said(f"2 {words}"), problems)
    assert 1 == len(refusals(problems))


@pytest.mark.parametrize(
    ("sign", "words"), [("○", "○　目的"), ("②", "② 目的"), ("(2)", "（２）目的"), ("・", "・目的"), ("※", "※1　目的")]
)
def test_a_sign_typed_once_more_is_refused(sign: str, words: str):
    problems = Problems()
    check_sign(sign, said(words), problems)

    assert 1 == len(refusals(problems))


def test_what_would_be_printed_twice_is_told_at_its_place(tmp_path: Path):
    """第1章　第1章　総論, ○　○　目的 and ※　※　注 were printed without a word."""
    plan = """\
種別: 計画
題名: 計画
部の番号: 第1章
部:
  - 見出し: 第1章　総論
    番号: [第1節]
    節:
      - 見出し: 第１節　背景
        内容:
          - 箇条: { 記号: ○, 項: [○　目的] }
          - 注: [※　注]
"""
    told = messages(build(small_project(tmp_path, plan), formats=("txt",)).problems)

    assert 4 == len(told)
    assert all(any(label in message for message in told) for label in ("第1章", "第１節", "○", "※"))
