"""Labels: every scheme there and back, and nothing outside it."""

from __future__ import annotations

import pytest

from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.enumeration import Label
from pipeline.notation.problem import NotationError

RANGES = {
    "circled": (0, 50),
    "aiueo": (1, 44),
    "iroha": (1, 47),
    "roman_ascii": (1, 3999),
    "roman_unicode": (1, 12),
    "paren": (1, 999),
    "paren_full": (1, 999),
    "dai": (1, 999),
}
KINDS = {"roman_ascii": "roman", "roman_unicode": "roman", "paren_full": "paren"}


@pytest.mark.parametrize("scheme", RANGES)
def test_every_label_of_a_scheme_is_read_back(scheme):
    first, last = RANGES[scheme]
    for value in range(first, last + 1):
        label = enumeration.format(value, scheme)

        read = enumeration.parse(label, "iroha" if scheme == "iroha" else "auto")

        assert Label(KINDS.get(scheme, scheme), value) == read


@pytest.mark.parametrize(
    ("value", "scheme"),
    [(51, "circled"), (-1, "circled"), (45, "aiueo"), (48, "iroha"), (13, "roman_unicode"), (4000, "roman_ascii"),
     (0, "aiueo"), (0, "iroha"), (0, "paren"), (0, "roman_ascii"), (27, "alphabet"), (0, "dai")],
)  # fmt: skip
def test_a_number_outside_a_scheme_is_refused(value, scheme):
    with pytest.raises(NotationError):
        enumeration.format(value, scheme)


@pytest.mark.parametrize(
    "label", ["", "(0)", "(01)", "第0", "IIII", "iV", "IM", "ヲ", "ガ", "ァ", "1", "(1", "①②", "あ", "(1)(2)"]
)
def test_what_is_no_label_is_refused(label):
    with pytest.raises(NotationError):
        enumeration.parse(label)


def test_one_katakana_counts_by_the_scheme():
    """ハ is 26 in アイウ and 3 in イロハ."""
    assert Label("aiueo", 26) == enumeration.parse("ハ")
    assert Label("iroha", 3) == enumeration.parse("ハ", "iroha")


def test_the_levels_below_an_item():
    """(1), ア, (ア), a, (a) (公用文作成の考え方, 左横書き)."""
    assert [
        enumeration.format(2, scheme) for scheme in ("paren", "aiueo", "paren_aiueo", "alphabet", "paren_alphabet")
    ] == ["(2)", "イ", "(イ)", "b", "(b)"]
