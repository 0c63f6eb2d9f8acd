"""Where the words end by which a 附則 amends another paper: at the label that the paper itself counts next."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.citation.other_paper import amends_another, end_of_amendment


def number(line: str) -> int | None:
    m = re.match("([0-9]+)　", line)
    return int(m[1]) if m else None


def article(line: str) -> int | None:
    m = re.match("第([0-9]+)条　", line)
    return int(m[1]) if m else None


def begins_part(line: str) -> bool:
    return re.fullmatch("(附　則|別表)(（.*）)?", line) is not None


# What a 項 of a 附則 may say of another rule, line by line.
AMENDMENTS = (
    ("第3条中「甲」を「乙」に改める。",),
    ("題名を次のように改める。", "新町規則"),
    ("第5条を次のように改める。", "（専決）", "第5条　課長は、専決することができるものとする。"),
    ("第3条に次の1項を加える。", "4　前3項のほか、別に定めることとする。"),
    ("第5条の次に次の2条を加える。", "（様式）", "第5条の2　様式は、市長が別に定めることとする。", "（細則）", "第5条の3　別に定める。"),
    ("第6条を次のように改める。", "第6条　次に掲げる者とする。", "(1)　市長", "2　前項の者は、3人とする。", "3　任期は、2年とする。"),
    ("附則に次の2項を加える。", "2　当分の間、行わない。", "3　前項の期間は、市長が定めることとする。"),
    ("第2条ただし書を削る。",),
    ("別表第1を次のように改める。", "別表", "区分　甲"),
    ("第2条に次のただし書を加える。", "ただし、休日は、この限りでない。"),
)  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(AMENDMENTS), max_size=3), min_size=1, max_size=4), st.booleans(), st.booleans()
)
def test_each_clause_of_a_supplement_ends_where_the_next_begins(
    clauses: list[list[tuple[str, ...]]], captioned: bool, annexed: bool
):
    lines = [*["（施行期日）"] * captioned, "1　この規則は、令和8年4月1日から施行する。"]
    expected: list[tuple[int, int]] = []
    for n, amended in enumerate(clauses, 2):
        lines += [f"（規則{n}の一部改正）"] * captioned
        lines.append(f"{n}　規則{n}（平成20年規則第{n}号）の一部を次のように改正する。")
        at = len(lines) - 1
        lines += [line for group in amended for line in group]
        expected.append((at, len(lines)))
    lines += ["別表（第9条関係）"] * annexed

    assert expected == [(at, end_of_amendment(lines, at, number, begins_part)) for at, _ in expected]


@pytest.mark.parametrize("named", [False, True])
def test_articles_of_a_supplement_end_at_the_next_one(named: bool):
    lines = [
        *["（規則の一部改正）"] * named,
        "第2条　規則（平成20年規則第1号）の一部を次のように改正する。",
        "第3条を次のように改める。",
        "（専決）",
        "第3条　課長が専決する。",
        "2　前項の課長は、企画課長とする。",
        *["（経過措置）"] * named,
        "第3条　なお従前の例による。",
    ]

    assert len(lines) - 1 - named == end_of_amendment(lines, int(named), article, begins_part)


def test_a_clause_without_amending_words_below_has_none():
    """A consequence may be said elsewhere; what follows is no amendment then."""
    lines = ["3　規則の一部を次のように改正する。", "別表（第2条関係）", "区分　甲"]

    assert 1 == end_of_amendment(lines, 0, number, begins_part)


@pytest.mark.parametrize("words", ["規則の一部を改正する規則は、廃止する。", "次のように改正する。"])
def test_what_only_speaks_of_an_amendment_amends_nothing(words: str):
    assert not amends_another(words)
