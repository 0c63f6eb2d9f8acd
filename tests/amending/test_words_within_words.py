"""Words that one sentence amends where they stand alone, behind longer words that hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision

BASE = "（採用）\n第１条　条件附採用期間中の者の条件附採用期間は、六月とする。\n"


def _applied(base: str, sentence: str) -> Provision:
    old, manner = read_provision(base)
    return apply(old, sentence, manner)


def _words(provision: Provision) -> str:
    (article,) = provision.articles
    return article.children[0].text


@pytest.mark.parametrize("between", ["に、", "に改め、同条中"])
def test_the_shorter_words_are_amended_where_they_stand_alone(between: str):
    after = _applied(
        BASE, f"第１条中「条件附採用期間中」を「試用中」{between}「条件附採用期間」を「試用期間」に改める。\n"
    )

    assert _words(after) == "試用中の者の試用期間は、六月とする。"


@pytest.mark.parametrize(
    "edits",
    [
        "「条件附採用期間中」を「条件附採用期間内」に、「条件附採用期間」を「試用期間」に改める。",
        "「条件附採用期間」を「試用期間」に、「条件附採用期間中」を「試用中」に改める。",
        "「条件附採用期間中の者」を「試用者」に、「期間中」を「期間内」に改める。",
    ],
)
def test_what_the_order_would_decide_is_refused(edits: str):
    with pytest.raises(Refusal) as caught:
        _applied(BASE, f"第１条中{edits}\n")

    assert caught.value.code == "重なり"


_FEW = st.text("甲乙丙", min_size=1, max_size=4)


@given(text=st.text("甲乙丙丁", min_size=6, max_size=14), first=_FEW, second=_FEW, data=st.data())
def test_all_at_once_is_what_one_after_the_other_makes(text: str, first: str, second: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 2))
    long = text[start : data.draw(st.integers(start + 2, min(start + 5, len(text))))]
    short = long[: data.draw(st.integers(1, len(long) - 1))]

    sentence = f"第１条中「{long}」を「{first}」に、「{short}」を「{second}」に改める。\n"
    try:
        after = _applied(f"第１条　{text}。\n", sentence)
    except Refusal:
        return

    assert _words(after) == text.replace(long, first).replace(short, second) + "。"
