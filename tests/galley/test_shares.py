"""How a line is shared among columns that no template knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley.blocks import Cell, Para, Run
from pipeline.galley.tables.column_widths import head_em, shared, shares


def cell(words: str, style: str = "表本文", columns: int = 1) -> Cell:
    return Cell((Para(style, (Run(words),)),), columns)


def test_years_under_a_bar_are_alike():
    """工程表 of sample 004: what stands in one year alone does not widen it."""
    head = [(0, cell("取組")), (1, cell("H29年度")), (2, cell("H30年度")), (3, cell("H31年度"))]
    body = [(0, cell("協" * 40)), (1, cell("検討", columns=3)), (0, cell("協")), (1, cell("策定" * 20))]

    weights = shares(head, body, 4).weights

    assert weights[1] == weights[2] == weights[3]


def test_a_cell_over_all_columns_says_nothing_of_them():
    body = [(0, cell("全体", columns=2)), (0, cell("字")), (1, cell("字" * 50))]

    first, second = shares((), body, 2).weights

    assert second > 3 * first


def test_heads_and_amounts_stay_in_one_line_where_there_is_room():
    found = shares([(0, cell("事業名")), (1, cell("増減"))], [(1, cell("△1,234,567", "表数値"))], 2)

    assert [3, 6] == found.least(37, 1)  # △ and nine half-width characters
    assert [3, 5] == found.least(37, 2, 9.5 / 12, 6 / 12)  # in characters of 12 pt, with 3 pt at each side


def test_figures_that_stand_units_under_units_ask_for_what_is_on_both_sides():
    figures = [(1, cell(figure, "表数値")) for figure in ("78,342", "△2.5")]

    assert (0.0, 4.0) == shares((), figures, 2).unbroken_em  # 78,342 and .5
    assert (0.0, 3.0) == shares((), figures[:1], 2).unbroken_em


def test_long_heads_break_before_the_words_below_lose_their_room():
    heads = [(0, cell("字" * 20)), *((column, cell("H29年度")) for column in (1, 2, 3))]

    assert [20, 4, 4, 4] == shares(heads, (), 4).least(60, 1)
    assert [10, 4, 4, 4] == shares(heads, (), 4).least(40, 1)
    assert [5, 4, 4, 4] == shares(heads, (), 4).least(24, 1)
    assert [1, 4, 4, 4] == shares(heads, (), 4).least(12, 1)  # H29年度 is never parted


def test_eras_stand_above_their_years_before_words_lose_their_room():
    """「令和8年度」 in one line beside 「令和／10年度」 in two, and the names of projects in four characters a line."""
    head = [(0, cell("事業名")), *((n, cell(f"令和{n + 6}年度")) for n in range(1, 6))]
    body = [(0, cell("字" * 15)), *((n, cell("12,345", "表数値")) for n in range(1, 6))]
    found = shares(head, body, 6)

    assert [10, 6, 6, 6, 6, 6] == found.least(40, 1)  # 令和11年度 and a quarter of an em at both sides of 11
    assert [10, 4, 4, 4, 4, 4] == found.least(39, 1)  # 11年度 and a quarter of an em
    assert [6, 6, 6, 6, 6, 6] == found.unparted().least(39, 1)
    assert (0.0,) * 5 == found.growing([10, 4, 4, 4, 4, 4])[1:]
    assert found.weights == found.growing([10, 6, 6, 6, 6, 6])


@given(st.lists(st.tuples(st.floats(1, 50), st.integers(1, 4)), min_size=1, max_size=12), st.integers(0, 60))
def test_a_line_is_shared_whole_and_no_column_gets_less_than_its_least(columns: list[tuple[float, int]], more: int):
    weights, least = zip(*columns, strict=True)
    total = sum(least) + more

    found = shared(weights, total, least)

    assert total == sum(found)
    assert all(got >= low for got, low in zip(found, least, strict=True))


def test_years_between_bars_are_alike_though_none_spans_two():
    body = [(1, cell("検討", "表帯")), (4, cell("実施" * 9, "表帯")), (0, cell("取組" * 9)), (5, cell("成果" * 20))]

    weights = shares((), body, 6).weights

    assert 1 == len(set(weights[1:5]))
    assert weights[5] > weights[1]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.sampled_from(["令和{}年度", "H{}", "第{}期", "{}年"]))
def test_columns_whose_heads_differ_in_figures_alone_are_alike(lengths: list[int], form: str):
    """Whatever stands below them: years of targets, terms."""
    heads = [(0, cell("指標")), *((n, cell(form.format(7 + 5 * n))) for n in range(1, len(lengths) + 1))]
    body = [(0, cell("字" * 9)), *((n, cell("9" * length, "表中央")) for n, length in enumerate(lengths, 1) if length)]
    found = shares(heads, body, len(lengths) + 1)

    for each in (found.weights, found.boxes_em, found.words_em, found.unbroken_em):
        assert 1 == len(set(each[1:]))


def test_neighbours_with_other_heads_are_not_alike():
    heads = [(0, cell("令和7年度")), (1, cell("令和8年度見込み")), (2, cell("備考"))]

    assert 3 == len(set(shares(heads, [(1, cell("字" * 30)), (2, cell("字" * 90))], 3).weights))


def test_columns_alike_are_as_wide_as_each_other():
    """What cannot be shared among the years goes to the widest of the others."""
    assert [12, 4, 4, 4, 13] == shared([10.0, 3.5, 3.5, 3.5, 11.0], 37, [2] * 5)


def test_no_column_gets_more_than_its_longest_line_while_another_lacks():
    """Years at the left of 76 rows took half of the table, and the amounts beside them stood rule by rule."""
    head = [(0, cell("年")), (1, cell("総人口")), (2, cell("説明"))]
    body = [(0, cell("1950年")), (1, cell("12,345", "表数値")), (2, cell("字" * 40))] * 76
    found = shares(head, body, 3)

    assert (4, 4, 41) == found.most()  # a character of air beside the longest line
    assert [4, 3, 33] == shared(found.weights, 40, found.least(40, 1), found.most())


@given(
    st.lists(st.tuples(st.floats(1, 50), st.integers(1, 4), st.floats(1, 60)), min_size=1, max_size=12),
    st.integers(0, 60),
)
def test_what_columns_can_use_changes_no_sum_and_no_least(columns: list[tuple[float, int, float]], more: int):
    weights, least, most = zip(*columns, strict=True)
    total = sum(least) + more

    found = shared(weights, total, least, most)

    assert total == sum(found)
    assert all(got >= low for got, low in zip(found, least, strict=True))


@given(st.integers(1, 99), st.integers(1, 12), st.integers(1, 31), st.integers(20, 90))
def test_a_day_stays_in_one_line_beside_long_words(year: int, month: int, day: int, length: int):
    """「令和10年／10月1日」 stood beside a column of twenty characters."""
    words = f"令和{year}年{month}月{day}日"
    found = shares((), [(0, cell(words)), (1, cell("文" * length)), (0, cell("小計"))], 2)

    assert found.unbroken_em[0] >= head_em(cell(words).paras[0])
    assert found.least(37, 1)[0] >= found.unbroken_em[0]


def test_words_that_hold_a_day_break_as_others_do():
    assert (0.0, 0.0) == shares((), [(0, cell("令和10年4月1日から施行する。")), (1, cell("文"))], 2).unbroken_em
