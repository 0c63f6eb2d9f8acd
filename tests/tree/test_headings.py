"""Numbers of plain documents: every label follows from the place, and one heading more moves all that follow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.notation.numbers.scheme import Scheme, scheme
from pipeline.notation.problem import NotationError
from pipeline.tree.headings import headings
from pipeline.tree.nodes import (
    Bar,
    Block,
    Box,
    Cell,
    CellRow,
    CellTable,
    CellText,
    Chart,
    ChartRow,
    Document,
    Figure,
    Heading,
    Text,
    underlined,
)
from pipeline.tree.number import number
from pipeline.tree.walk import rewrite
from tests.tree.walks import stretches

SCHEMES = ("Ⅰ", "I", "1", "(1)", "a", "ア", "①", "i)", "政策1", "施策1")


def heading(level: int, numbering: str, words: str, first: int | None = None, continued: bool = False) -> Heading:
    return Heading(words, level, scheme(numbering), (Text(words),), first, continued)


def labels(*body: Block, problems: Problems | None = None) -> list[str]:
    made = number(Document("k", None, body), problems or Problems()).document.body
    return [b.scheme.label(b.number) for b in made if isinstance(b, Heading)]


@pytest.mark.parametrize(
    ("sample", "third"),
    [
        ("Ⅰ", "Ⅲ"), ("I", "III"), ("1", "3"), ("(1)", "(3)"), ("a", "c"), ("ア", "ウ"), ("イ", "ハ"), ("①", "③"),
        ("i)", "iii)"), ("政策1", "政策3"), ("＜タイプⅠ＞", "＜タイプⅢ＞"), ("○", "○"), ("", ""), ("《》", ""),
    ],
)  # fmt: skip
def test_a_scheme_is_written_as_its_first_label(sample: str, third: str):
    assert third == scheme(sample).label(3)


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        (("政策1", "施策1-1", "1-1-1"), ["政策1", "施策1-1", "1-1-1", "1-1-2", "政策2", "施策2-1", "2-1-1"]),
        (("第1章", "1-1", "(1)"), ["第1章", "1-1", "(1)", "(2)", "第2章", "2-1", "(1)"]),
        (("Ⅰ", "Ⅰ-1", "Ⅰ-1-(1)"), ["Ⅰ", "Ⅰ-1", "Ⅰ-1-(1)", "Ⅰ-1-(2)", "Ⅱ", "Ⅱ-1", "Ⅱ-1-(1)"]),
        (("A", "A-1", "A-1-1"), ["A", "A-1", "A-1-1", "A-1-2", "B", "B-1", "B-1-1"]),
        (("1", "1.1", "1.1.1"), ["1", "1.1", "1.1.1", "1.1.2", "2", "2.1", "2.1.1"]),
        (("資料1", "資料1－1", "表1"), ["資料1", "資料1－1", "表1", "表2", "資料2", "資料2－1", "表1"]),
        (("KPI-1", "KPI-1", "KPI-1"), ["KPI-1", "KPI-1", "KPI-1", "KPI-2", "KPI-2", "KPI-1", "KPI-1"]),
    ],
)
def test_a_label_that_repeats_the_numbers_above_it_says_those_above_it(samples: tuple[str, ...], expected: list[str]):
    """総合計画: 政策2 has 施策2-1, and that 2-1-1; nothing of the first 政策 is printed under the second."""
    levels = (1, 2, 3, 3, 1, 2, 3)

    assert expected == labels(*(heading(level, samples[level - 1], f"見出し{n}") for n, level in enumerate(levels)))


def test_a_label_cannot_repeat_numbers_that_are_not_there():
    problems = Problems()

    labels(heading(1, "", "はじめに"), heading(2, "施策1-1", "防災"), problems=problems)

    assert "上に番号の付いた見出しが0段しかありません" in problems.errors[0].message


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30))
def test_composite_labels_are_the_numbers_of_the_way_to_them(levels: list[int]):
    """政策, 施策, 1-1-1, 1-1-1-1 of any plan: each label is that of its parent and its own count."""
    samples = ("1", "1-1", "1-1-1", "1-1-1-1")
    deep = 0
    body = []
    for n, wanted in enumerate(levels):
        deep = min(wanted, deep + 1)
        body.append(heading(deep, samples[deep - 1], f"見出し{n}"))

    counts: list[int] = []
    expected = []
    for block in body:
        at = block.level - 1
        counts = [*counts[:at], (counts[at] if len(counts) > at else 0) + 1]
        expected.append("-".join(map(str, counts)))
    assert expected == labels(*body)


@given(st.sampled_from(SCHEMES), st.integers(1, 10))
def test_the_first_label_of_a_scheme_is_the_scheme_itself(sample: str, n: int):
    assert sample == scheme(sample).label(1)
    assert scheme(sample) == scheme(scheme(sample).label(1))
    assert scheme(sample).label(n) != scheme(sample).label(n + 1)


def test_signs_that_enclose_are_no_label():
    assert scheme("《》").encloses
    assert not scheme("○").encloses


def test_a_heading_begins_the_levels_below_it_anew():
    made = labels(
        heading(1, "Ⅰ", "協約"),
        heading(2, "○", "目的"),
        heading(1, "Ⅰ", "ビジョン"),
        heading(3, "1", "状況"),
        heading(3, "1", "期間"),
        heading(4, "(1)", "初年度"),
        heading(3, "1", "体制"),
        heading(4, "(1)", "会議"),
        heading(1, "Ⅰ", "イメージ"),
        heading(3, "1", "型"),
    )

    assert ["Ⅰ", "○", "Ⅱ", "1", "2", "(1)", "3", "(1)", "Ⅲ", "1"] == made


def test_a_chapter_may_begin_at_a_number_of_its_book():
    """V 連携協約に基づき推進する具体的取組 (sample 003)."""
    assert ["Ⅴ", "1", "Ⅵ"] == labels(heading(1, "Ⅰ", "取組", 5), heading(2, "1", "柱"), heading(1, "Ⅰ", "推進"))


def test_a_continued_heading_bears_its_number_once_more_and_begins_nothing():
    """3 生活関連機能サービスの向上に係る取組, printed again over (2) (sample 003)."""
    body = (
        heading(1, "1", "経済"),
        heading(1, "1", "生活"),
        heading(2, "(1)", "機能"),
        heading(1, "1", "生活", continued=True),
        heading(2, "(1)", "交通"),
    )

    assert ["1", "2", "(1)", "2", "(2)"] == labels(*body)
    assert [("経済",), ("生活",), ("生活", "機能"), ("生活", "交通")] == [path for path, _ in headings(body)]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30), st.data())
def test_numbers_of_siblings_are_one_two_three(levels: list[int], data: st.DataObject):
    """Whatever the order of levels: under one heading numbers run without a gap; a heading more moves what follows."""
    body = tuple(heading(level, "1", f"見出し{n}") for n, level in enumerate(levels))
    made = number(Document("k", None, body), Problems()).document.body

    siblings: dict[tuple[str, ...], list[int | None]] = {}
    for path, each in headings(made):
        siblings.setdefault((*path[:-1], str(each.level)), []).append(each.number)

    for numbers in siblings.values():
        assert numbers == list(range(1, len(numbers) + 1))
    at = data.draw(st.integers(0, len(body)))
    more = (*body[:at], heading(1, "1", "加えた見出し"), *body[at:])
    tops = [b.number for b in number(Document("k", None, more), Problems()).document.body
            if isinstance(b, Heading) and b.level == 1]  # fmt: skip
    assert tops == list(range(1, len(tops) + 1))


def test_a_heading_twice_in_one_place_is_an_error_and_in_two_places_none():
    problems = Problems()
    labels(heading(1, "1", "甲"), heading(2, "", "主な取組"), heading(1, "1", "乙"), heading(2, "", "主な取組"),
           problems=problems)  # fmt: skip
    assert [] == problems.found

    twice = Problems()
    labels(heading(1, "1", "甲"), heading(1, "1", "甲"), problems=twice)
    assert ["見出し「甲」が同じところに二度あります"] == [d.message for d in twice.errors]


def table(*names: str) -> CellTable:
    letter = scheme("a")
    rows = tuple(CellRow((Cell((CellText("項目", (Text(n),), letter if n else Scheme("")),)),)) for n in names)
    return CellTable("事業表", (Text("題"),), (), rows)


def test_cells_are_lettered_within_their_table():
    """a, b … and the row between that bears no letter (sample 003)."""
    problems = Problems()
    made = number(Document("k", None, (table("経済", "", "観光"), table("医療"))), problems).document.body

    assert [[1, None, 2], [1]] == [
        [row.cells[0].texts[0].number for row in t.rows] for t in made if isinstance(t, CellTable)
    ]


def test_more_cells_than_letters_are_an_error():
    problems = Problems()
    number(Document("k", None, (table(*(f"取組{n}" for n in range(27))),)), problems)

    assert ["27番はこの番号の書き方では表せません"] == [d.message for d in problems.errors]
    with pytest.raises(NotationError):
        scheme("a").label(27)


def test_every_stretch_of_a_plain_document_is_walked_and_can_be_rewritten():
    body = (heading(1, "1", "見出し"), table("甲", "乙"))
    document = Document("k", None, body)

    assert ["見出し", "題", "甲", "乙"] == ["".join(i.text for i in inlines if isinstance(i, Text))
                                            for inlines, _ in stretches(document)]  # fmt: skip
    assert rewrite(document, lambda inlines, _: inlines) is document
    changed = rewrite(document, lambda inlines, _: underlined(inlines))
    assert all(i.emphasis == "下線" for inlines, _ in stretches(changed) for i in inlines)


def test_every_stretch_of_figures_and_charts_is_walked_and_can_be_rewritten():
    def said(text: str) -> tuple[Text, ...]:
        return (Text(text),)

    box = Box((said("箱"),), (Box((said("中の箱"),)),), "下", said("矢印"))
    bar = Bar(Fraction(), Fraction(1), 0, (said("棒"),))
    chart = Chart("日程", said("図表"), (said("目盛"),), (ChartRow((said("行"),), (bar,)),))
    document = Document("k", None, (Figure("体制", said("図"), (box,)), chart))

    assert ["図", "箱", "中の箱", "矢印", "図表", "目盛", "行", "棒"] == [
        "".join(i.text for i in inlines if isinstance(i, Text)) for inlines, _ in stretches(document)
    ]
    assert rewrite(document, lambda inlines, _: inlines) is document
    changed = rewrite(document, lambda inlines, _: underlined(inlines))
    assert all(i.emphasis == "下線" for inlines, _ in stretches(changed) for i in inlines)
