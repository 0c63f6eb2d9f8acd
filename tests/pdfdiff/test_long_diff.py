"""Long runs of characters compared: the same is the same, and whole words differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.long_diff import Differing, differing
from tests.effort import calls

WORDS = st.lists(st.sampled_from(["甲及び乙は、", "協力する。", "介護", "第3条", "役割", "を担う。", "12月25日", "A"]))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲は、毎年度会議を開く。", "甲は、毎年度会議を開く。", []),
        ("", "", []),
        ("", "甲", [("", "甲")]),
        ("甲及び乙は協力する。", "甲、乙及び丙は協力する。", [("", "、乙"), ("乙", "丙")]),
        ("令和元年12月25日に締結する。", "令和2年1月5日に締結する。", [("令和元年12月25日", "令和2年1月5日")]),
        ("関係町村と連携する。", "構成市町村と連携する。", [("関係町村", "構成市町村")]),
    ],
)
def test_whole_words_differ(old: str, new: str, expected: list[tuple[str, str]]):
    assert expected == [(old[d.a0 : d.a1], new[d.b0 : d.b1]) for d in differing(old, new)]


@given(WORDS.map("".join), WORDS.map("".join))
def test_what_is_not_told_is_the_same(old: str, new: str):
    a = b = 0
    for d in differing(old, new):
        assert old[a : d.a0] == new[b : d.b0]
        assert old[d.a0 : d.a1] != new[d.b0 : d.b1]
        a, b = d.a1, d.b1
    assert old[a:] == new[b:]


def test_a_word_among_a_hundred_thousand_is_found_at_once():
    """A table of the same formula in every row is the worst case of a comparison character by character."""
    rows = [f"施策{n}甲と連携して実施する事業について、協力して取り組む。" for n in range(4_000)]
    old, new = "".join(rows), "".join([*rows[:2_000], "新しい施策。", *rows[2_001:3_000], *rows[3_001:]])

    found: list[Differing] = []
    effort = calls(lambda: found.extend(differing(old, new)))

    assert len(found) <= 4
    assert sum(d.a1 - d.a0 for d in found) < 200
    assert effort < 2 * len(old)


def test_text_that_repeats_itself_is_compared_all_the_same():
    """Twenty copies of one chapter, one page of two of them gone: no piece stands once."""
    pages = ["".join(f"第{n}の{k}の取組を、圏域の市町村が連携して実施する。" for k in range(9)) for n in range(20)]
    copies = [page for _ in range(20) for page in pages]

    found = differing("".join(copies), "".join(p for n, p in enumerate(copies) if n not in {67, 227}))

    assert 2 == len(found)
    assert [(len(pages[7]), 0)] * 2 == [(d.a1 - d.a0, d.b1 - d.b0) for d in found]
