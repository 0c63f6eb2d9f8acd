"""Heads as of a date."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.diagnostics import Problems, SourceFile, Span, Written
from pipeline.source import area, reader
from pipeline.source.area import Area
from pipeline.source.decode import decode

FACTS = """\
種別: 圏域
圏域名: 青森圏域
市町村:
  外ヶ浜町:
    職名: 外ヶ浜町長
    長:
      - {氏名: 前の長, 就任日: 平成28年4月1日, 退任日: 令和2年3月31日}
      - {氏名: 職務の人, 就任日: 令和2年4月1日, 退任日: 令和2年4月20日, 職名: 外ヶ浜町長職務代理者}
      - {氏名: 今の長, 就任日: 令和2年4月21日}
"""
ASKED = Span(SourceFile("doc.yaml", "締結日: x"), 5, 6)


def head(day: date, facts: str = FACTS, name: str = "外ヶ浜町") -> tuple[tuple[str, str] | None, Problems]:
    problems = Problems()
    node = reader.parse(facts.encode(), "area.yaml", problems)
    assert node is not None
    model = decode(node, Area, problems)
    assert model is not None, problems
    signer = area.head(model, Written(name, ASKED.file, 5, 6), day, ASKED, problems)
    return (str(signer.office), str(signer.name)) if signer else None, problems


def test_first_and_last_day_in_office_both_count():
    assert ("外ヶ浜町長", "前の長") == head(date(2016, 4, 1))[0]
    assert ("外ヶ浜町長", "前の長") == head(date(2020, 3, 31))[0]
    assert ("外ヶ浜町長", "今の長") == head(date(2020, 4, 21))[0]


def test_an_acting_head_signs_under_a_title_of_their_own():
    assert ("外ヶ浜町長職務代理者", "職務の人") == head(date(2020, 4, 10))[0]


def test_a_day_without_a_head_is_an_error_where_the_day_is_written():
    signer, problems = head(date(2016, 3, 31))

    assert signer is None
    assert "平成28年3月31日に在任する外ヶ浜町の長がいません" in problems.errors[0].message
    assert problems.errors[0].place == ASKED


def test_two_heads_on_one_day_are_an_error():
    signer, problems = head(date(2020, 3, 31), FACTS.replace("就任日: 令和2年4月1日", "就任日: 令和2年3月31日"))

    assert signer is None
    assert "長が二人います（前の長と職務の人）" in problems.errors[0].message


def test_an_unknown_municipality_is_named_with_the_nearest_one():
    signer, problems = head(date(2020, 1, 1), name="外ケ浜町")

    assert signer is None
    assert "「外ケ浜町」は圏域「青森圏域」の市町村にありません" == problems.errors[0].message
    assert "「外ヶ浜町」の書き誤りではありませんか" == problems.errors[0].cure


def test_a_municipality_that_never_signs_needs_no_head():
    signer, problems = head(date(2020, 4, 21), "種別: 圏域\n圏域名: 北アルプス\n市町村: { 外ヶ浜町: {} }\n")

    assert signer is None
    assert ["圏域の原稿に外ヶ浜町の職名と長がありません"] == [d.message for d in problems.errors]


RENAMED = """\
種別: 圏域
圏域名: 青森圏域
市町村:
  蓬田町:
    名称:
      - {名: 蓬田村, 期間: ～令和8年3月31日, 職名: 蓬田村長}
      - {名: 蓬田町, 期間: 令和8年4月1日～}
    職名: 蓬田町長
    長:
      - {氏名: 長い人, 就任日: 平成28年4月1日}
"""


def test_a_municipality_is_found_by_the_name_it_bore_and_signs_as_it_was_called():
    for name in ("蓬田村", "蓬田町"):
        assert ("蓬田村長", "長い人") == head(date(2026, 3, 31), RENAMED, name)[0]
        assert ("蓬田町長", "長い人") == head(date(2026, 4, 1), RENAMED, name)[0]


def named(day: date, name: str, facts: str = RENAMED) -> list[str]:
    problems = Problems()
    node = reader.parse(facts.encode(), "area.yaml", problems)
    assert node is not None
    model = decode(node, Area, problems)
    assert model is not None, problems
    area.check_name(model, Written(name, ASKED.file, 5, 6), day, problems)
    return [d.message for d in problems.found]


def test_a_name_of_another_time_is_an_error():
    """A paper of 2019 cannot be signed by a town that came to be in 2026."""
    assert [] == named(date(2019, 12, 25), "蓬田村") == named(date(2026, 4, 1), "蓬田町")
    assert ["令和元年12月25日の名称は「蓬田村」で、「蓬田町」ではありません"] == named(date(2019, 12, 25), "蓬田町")
    assert ["令和8年4月1日の名称は「蓬田町」で、「蓬田村」ではありません"] == named(date(2026, 4, 1), "蓬田村")


def test_periods_of_names_that_leave_a_day_open_or_meet_are_errors():
    gap = RENAMED.replace("～令和8年3月31日", "～令和8年2月1日")
    both = RENAMED.replace("～令和8年3月31日", "～令和8年4月2日")

    assert [
        "令和8年3月1日の「蓬田村」の名称がありません（蓬田村（～令和8年2月1日）、蓬田町（令和8年4月1日～））"
    ] == named(date(2026, 3, 1), "蓬田村", gap)
    assert [
        "令和8年4月1日の「蓬田村」の名称が二つあります（蓬田村（～令和8年4月2日）、蓬田町（令和8年4月1日～））"
    ] == named(date(2026, 4, 1), "蓬田村", both)


def test_a_file_of_another_kind_is_no_area():
    """種別 was read by nobody: whatever it said was taken."""
    problems = Problems()
    node = reader.parse(FACTS.replace("種別: 圏域", "種別: 連携協約書").encode(), "area.yaml", problems)
    assert node is not None

    assert decode(node, Area, problems) is None

    [error] = problems.errors
    assert "「種別」: このファイルの種別は「連携協約書」でなく「圏域」です" == error.message
    assert "area.yaml:1:5" == str(error.place)


def test_an_area_without_municipalities_is_where_to_write_one():
    """The cure was to take the party out."""
    _, problems = head(date(2020, 4, 21), "種別: 圏域\n圏域名: 北アルプス\n")

    assert "area.yaml の「市町村:」に「外ヶ浜町:」を書いてください" == problems.errors[0].cure


@pytest.mark.parametrize(
    ("day", "told"), [(date(2068, 4, 21), False), (date(2069, 1, 1), True), (date(2106, 3, 1), True)]
)
def test_a_term_longer_than_anybody_was_in_office_is_told(day: date, told: bool):
    """令和88年 for 令和8年 was signed by the head of today, and nothing was said."""
    signer, problems = head(day)

    assert ("外ヶ浜町長", "今の長") == signer
    assert not problems.errors
    assert told == any("就任から" in p.message for p in problems.found)
    assert {ASKED} >= {p.place for p in problems.found}
