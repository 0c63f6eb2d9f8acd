"""What a 改め文 quotes stands where it says, and is not cut: judged by the printed papers alone, not by our reader."""

from __future__ import annotations

import copy
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.provision.write import shown_lines
from tests.amending.deep_papers import PAPERS, RULES, loaded, places, put, revised, written
from tests.amending.printed import faults, paper
from tests.amending.test_deep_papers import amended, frozen
from tests.whole_papers import whole_papers

# Where a clerk begins and ends a change: behind a particle or a 読点, before what begins a word.
_SEAM = re.compile("(?<=[、はをにが])(?=[一-龠ァ-ヶ])")
_NEW = ("必要な", "令和8年4月1日に", "協議して", "特に", "")


def reworded(data: object, random: Random) -> object:
    """The paper with words put in, exchanged or left out between two seams of one of its texts."""
    data = copy.deepcopy(data)
    path, text = random.choice([(p, t) for p, t in places(data) if len(list(_SEAM.finditer(t))) > 1])
    seams = [m.start() for m in _SEAM.finditer(text)]
    at = random.randrange(len(seams) - 1)
    start, end = seams[at], seams[random.choice((at, at + 1))]
    said = text[:start] + random.choice(_NEW) + text[end:]
    balanced = all(said.count(a) == said.count(b) for a, b in (("（", "）"), ("(", ")"), ("「", "」")))
    return put(data, path, said if balanced else text)


@settings(whole_papers(60), derandomize=True, database=None)
@given(st.sampled_from(sorted(PAPERS)), st.integers(0, 10**6))
def test_what_is_quoted_stands_whole_in_the_unit_that_is_named(kind: str, seed: int):
    """Two or three texts are reworded, and now and then a unit comes or goes besides."""
    random = Random(seed)
    old = loaded(PAPERS[kind])
    new = old
    for _ in range(random.randint(1, 3)):
        new = reworded(new, random)
    other = revised(new, random) if random.random() < 0.7 else new
    before, after = frozen(written(old)), frozen(written(other)) or frozen(written(new))
    if before is None or after is None:
        return
    made = amend(before.provision, after.provision, before.manner)
    if not isinstance(made, Proven):
        return

    assert not faults(shown_lines(before.provision, before.manner), made.text), made.text


def test_no_line_of_a_cell_is_quoted_with_the_next():
    """「大人300円(2)　」を削り was said of the second of two 号 in a cell that became the first."""
    new = RULES.replace("号: [大人300円, 子供100円]", "号: [子供100円]")

    text = amended(RULES, new)

    assert text == "別表第1の2(2)の表午前の項額の欄を次のように改める。\n次の額(1)　子供100円"


def test_no_line_of_a_cell_is_added_by_a_quotation():
    """「200円」の次に「・学生300円」を加え did not say that it is a line of its own."""
    new = RULES.replace("箇条: [大人400円, 子供200円]", "箇条: [大人400円, 子供200円, 学生300円]")

    assert amended(RULES, new).startswith("別表第1の2(2)の表午後の項額の欄を次のように改める。\n")


def test_no_label_is_cut_at_its_bracket():
    """「2)　取消し」を「2)　取下げ」に was said of a sheet in which 取消し stands twice."""
    new = PAPERS["協定"].replace("見出し: 取消し", "見出し: 取下げ")

    assert amended(PAPERS["協定"], new) == "別記2中「(2)　取消し」を「(2)　取下げ」に改める。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("第1条中「甲」を「丙」に改める。", ""),
        ("第1条中「乙」を「丙」に改める。", "「乙」 does not stand in a line of 第1条"),
        ("第2条第2号中「5月」を「6月」に改める。", "「5月」 of 第2条第2号 is cut"),
        ("第1条中「甲」の次に「（丙）」を加え、同条第2項中「昭和22年法律第67」を「昭和23年法律第6」に改める。",
         "「昭和22年法律第67」 of 第1条第2項 is cut"),
        ("第1条第2項中「67号）」を「68号）」に改める。", "「67号）」 of 第1条第2項 is cut"),
        ("別表第1甲の項中「300円」を「400円」に改める。", "「300円」 of 別表第1甲の項 is cut"),
        ("第2条第3号中「丁」を削る。", "「丁」 does not stand in a line of 第2条第3号"),
    ],
)  # fmt: skip
def test_the_reader_of_printed_papers_finds_faults(text: str, wrong: str):
    """The judge itself: each kind of fault that it is there for."""
    old = [
        "第1条　甲は、置く。",
        "2　法（昭和22年法律第67号）による。",
        "第2条　次のとおり。",
        "　(1)　丁",
        "　(2)　15月",
        "別表第1",
        "甲\t1,300円",
    ]

    assert [wrong] * bool(wrong) == faults(old, text)
    assert "第2条第2号" in paper(old).units
