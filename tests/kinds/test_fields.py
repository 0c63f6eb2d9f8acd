"""Periods, counts and 再掲 for any source: what holds whatever the clerk writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.project_list import PROJECT_LIST
from pipeline.kinds.shared.fields import check_stated
from pipeline.kinds.vision import VISION
from pipeline.notation.house_style import House
from pipeline.source import reader
from pipeline.source.area import Area
from pipeline.source.decode import decode
from pipeline.tree.nodes import text_of

AREA = "種別: 圏域\n圏域名: 見本圏域\n市町村: { 甲市: {}, 乙町: {}, 丙村: {} }\n"


def facts() -> Area:
    problems = Problems()
    node = reader.parse(AREA.encode(), "area.yaml", problems)
    made = decode(node, Area, problems) if node is not None else None
    assert made is not None
    return made


def edition(kind_source: str) -> Edition:
    """The edition of a source without faults."""
    problems = Problems()
    node = reader.parse(kind_source.encode(), "a.yaml", problems)
    assert node is not None, problems.found
    kind = VISION if "ビジョン概要" in kind_source else PROJECT_LIST
    model = decode(node, kind.model, problems)
    assert model is not None, problems.found
    made = kind.prepare(model, EditionContext(facts(), House()), problems)
    assert made is not None, problems.found
    return made


def printed(value: object) -> str:
    assert isinstance(value, tuple)
    return text_of(value)


@given(st.integers(1, 40), st.integers(0, 20), st.sampled_from(["平成{}年度から{}年度まで", "平成{}年度～平成{}年度"]))
def test_a_period_counts_both_its_ends(first: int, more: int, form: str):
    words = form.format(first, first + more)
    made = edition(f"種別: 連携ビジョン概要\n題名: 題\n期間: {words}\n章: [{{ 見出し: 章 }}]\n")

    assert f"{words}の{more + 1}年間" == printed(made.values["期間"])


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4), min_size=1, max_size=6))
def test_totals_are_those_of_the_fields(fields: list[list[int]]):
    rows = "".join(
        f"          - 名称: 分野{n}\n            事業: [{', '.join(f'{{ 概要: x, 件数: {c} }}' for c in counts)}]\n"
        for n, counts in enumerate(fields)
    )
    made = edition(
        "種別: 連携ビジョン概要\n題名: 題\n期間: 平成28年度から31年度まで\n章:\n  - 見出し: 章\n    項目:\n"
        f"    - 見出し: 項\n      節:\n      - 見出し: 節\n        分野:\n{rows}"
    )

    assert (len(fields), sum(map(sum, fields))) == (made.values["分野数"], made.values["事業数"])
    assert (3, 2) == (made.values["市町村数"], made.values["町村数"])


@given(st.lists(st.sets(st.sampled_from("甲乙丙丁戊己"), min_size=1), min_size=1, max_size=6))
def test_every_project_is_told_in_one_place(measures: list[set[str]]):
    """However often a project is listed: one listing bears no 再掲, all others do."""
    rows = "".join(
        f"      - {{ 名称: 取組{n}, 事業: [{', '.join(sorted(names))}] }}\n" for n, names in enumerate(measures)
    )
    made = edition(f"種別: 事業一覧\n題名: 題\n柱:\n  - 見出し: 柱\n    取組:\n{rows}")

    tables = made.names["表"]
    assert isinstance(tables, tuple)
    listed = [project for table in tables for block in table.blocks for project in block.projects]
    told = sorted(p.name.text for p in listed if not p.again)
    assert sorted(set().union(*measures)) == told
    assert sum(map(len, measures)) == len(listed)
    assert len(told) == made.values["事業数"]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("17", []),
        ("１７", []),
        ("十七", []),
        ("18", ["事業数は18と書かれていますが、数えると17です"]),
        ("多数", ["事業数: 「多数」は数として読めません"]),
    ],
)
def test_a_stated_count_is_read_as_a_number(stated: str, said: list[str]):
    problems = Problems()
    check_stated(Written(stated, SourceFile("a.yaml", stated), 0, len(stated)), 17, "事業数", problems)

    assert said == [d.message for d in problems.found]
