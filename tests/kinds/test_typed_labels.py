"""Numbers are given by the house: one that a clerk typed would be printed twice, and is refused with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import SourceFile, Written
from pipeline.kinds.shared.clauses.typed_labels import check_caption, check_item, check_paragraph
from pipeline.labels import amendment_style
from pipeline.notation.house_style import House
from pipeline.source.fields import FieldError
from tests.workshop import SMALL, build, messages, small_project


def written(words: str) -> Written:
    return Written(words, SourceFile("a.yaml", words), 0, len(words))


MANNERS = [amendment_style.Manner(House(width)) for width in ("half", "full")]
numbers = st.integers(1, 99)


@given(numbers, st.sampled_from(MANNERS), st.sampled_from(["　", " "]))
def test_every_label_that_the_house_prints_is_known(number: int, manner: amendment_style.Manner, gap: str):
    for label in (manner.article((number,)), manner.article((number, 2)), manner.paragraph_mark((number,)).strip()):
        with pytest.raises(FieldError):
            check_paragraph(written(f"{label}{gap}甲は、協力する。"))
    for label in (manner.item_mark((number,)), manner.subitem_mark((min(number, 9),), 1)):
        with pytest.raises(FieldError):
            check_item(written(f"{label}{gap}一般"))


@pytest.mark.parametrize(
    "words",
    [
        "第3条の規定にかかわらず、甲が負担する。",
        "2以上の市町村に係る事務は、甲が行う。",
        "（1）及び（2）に掲げるもの",
        "①から③までに掲げる経費",
        "1人",
        "アレルギー　対応",
        "会長　1人",
        "三重県",
    ],
)
def test_words_that_begin_like_a_label_are_left_alone(words: str):
    check_paragraph(written(words))
    check_item(written(words))


@pytest.mark.parametrize(
    "words", ["目的", "（仮称）北渡市の名称", "名称（通称を含む。）", "第3条の特例", "甲（乙を含む。）の負担（特例）"]
)
def test_a_caption_may_hold_brackets(words: str):
    check_caption(written(words))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("見出し: 目的", "見出し: （目的）", "見出し「（目的）」に、括弧が書かれています"),
        ("見出し: 目的", "見出し: 第1条（目的）", "見出し「第1条（目的）」に、番号が書かれています"),
        ("本文: 甲及び", "本文: 第1条　甲及び", "文の初めに、番号「第1条」が書かれています"),
        (
            "    本文: 甲及び乙は、協力する。",
            "    項: [甲は協力する。, 2　乙は協力する。]",
            "番号「2」が書かれています",
        ),
        ("協力する。", "次のとおりとする。\n    号: [一般, （2）特別]", "番号「（2）」が書かれています"),
    ],
)
def test_what_would_be_printed_twice_is_refused(tmp_path: Path, old: str, new: str, said: str):
    """（（目的）） and 第1条　第1条　 were printed without a word."""
    report = build(small_project(tmp_path, SMALL.replace(old, new)), formats=("txt",))

    assert any(said in message for message in messages(report.problems)), messages(report.problems)


def test_one_municipality_is_one_party(tmp_path: Path):
    report = build(small_project(tmp_path, SMALL.replace("乙: 蓬田村", "乙: 青森市")), formats=("txt",))

    assert any("「青森市」が二度あります" in message for message in messages(report.problems))


def test_headings_of_a_schedule_may_bear_what_no_ladder_counts(tmp_path: Path):
    table = "別表:\n  - 関係: 目的\n    項目: [{ 見出し: 1　分野, 前書き: 次のとおり }]\n"
    typed = build(small_project(tmp_path / "a", SMALL + table), formats=("txt",))
    plain = build(
        small_project(tmp_path / "b", SMALL + table.replace("    項目:", "    項目の記号: [なし]\n    項目:")),
        formats=("txt",),
    )

    assert any("番号「1」が書かれています" in message for message in messages(typed.problems))
    assert [] == messages(plain.problems)
