"""One of several 附則 is amended by its title, the text's own without one."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.provision.read import read_provision
from tests.examples import examples

MANNER = Manner(House("half"))
BASE = """\
規則
第1条　甲は、行う。
附　則
1　この規則は、公布の日から施行する。
2　旧規則は、廃止する。
附　則（平成30年3月30日規則第15号）
（施行期日）
第1条　この規則は、平成30年4月1日から施行する。
（経過措置）
第2条　この規則の施行前にされた申請は、なお従前の例による。
2　前項の申請は、市長が処理する。
附　則（令和2年規則第3号）
この規則は、公布の日から施行する。
"""


@pytest.mark.parametrize(
    ("old", "new", "amendment"),
    [
        ("旧規則は、廃止する", "旧規則及び旧要綱は、廃止する", "附則第2項中「旧規則」の次に「及び旧要綱」を加える。\n"),
        ("2　旧規則は、廃止する。\n", "2　申請は、することができる。\n3　旧規則は、廃止する。\n",
         "附則第2項を附則第3項とし、附則第1項の次に次の1項を加える。\n2　申請は、することができる。\n"),
        ("平成30年4月1日から", "平成30年10月1日から", "附則（平成30年3月30日規則第15号）第1条中「平成30年4月1日」を「平成30年10月1日」に改める。\n"),
        ("2　前項の申請は、市長が処理する。\n", "", "附則（平成30年3月30日規則第15号）第2条第2項を削る。\n"),
        ("附　則（令和2年規則第3号）\nこの規則は、公布の日から施行する。\n", "", "附則（令和2年規則第3号）を削る。\n"),
        ("公布の日から施行する。\n2　旧", "令和9年4月1日から施行する。\n2　旧", "附則第1項中「公布の日」を「令和9年4月1日」に改める。\n"),
    ],
)  # fmt: skip
def test_each_supplement_is_amended_by_its_title(old: str, new: str, amendment: str):
    before, after = read_provision(BASE)[0], read_provision(BASE.replace(old, new, 1))[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text
    assert 0 == made.restated


@pytest.mark.parametrize("brackets", ["〔〕", "［］", "【】", "()"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("平成30年4月1日から", "平成30年10月1日から"),
        ("2　前項の申請は、市長が処理する。\n", ""),
        ("第2条　この規則の施行前にされた", "第2条　申請は、\n第3条　この規則の施行前にされた"),
        ("（令和2年規則第3号）\nこの規則は、公布の日から施行する。", "（令和2年規則第3号）\n1　この規則は、公布の日から施行する。\n2　旧例による。"),
    ],
)  # fmt: skip
def test_titles_in_the_brackets_of_any_collection_name_their_supplement(brackets: str, old: str, new: str):
    def printed(text: str) -> str:
        return re.sub("(附　則)（(.*)）", rf"\1{brackets[0]}\2{brackets[1]}", text)

    before, after = read_provision(printed(BASE))[0], read_provision(printed(BASE.replace(old, new, 1)))[0]
    assert 3 == len(before.supplement)

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert f"附則{brackets[0]}" in made.text
    assert after == apply(before, made.text, MANNER)
    # Whoever writes the amendment by hand may write the usual brackets.
    usual = made.text.translate(str.maketrans(brackets, "（）"))
    assert after == apply(before, usual, MANNER)


def test_a_new_supplement_is_no_amendment_of_the_text():
    """The 附則 of the amending text itself becomes one of the amended text; no sentence says it."""
    after = read_provision(BASE + "附　則（令和8年規則第9号）\nこの規則は、令和8年4月1日から施行する。\n")[0]

    made = amend(read_provision(BASE)[0], after, MANNER)

    assert isinstance(made, Unproven)
    assert "--supplement" in made.reason


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_edits_of_any_supplement_are_proven_both_ways(seed: int):
    random = Random(seed)
    lines = BASE.splitlines()
    for _ in range(random.randint(1, 4)):
        at = random.randrange(3, len(lines))
        line = lines[at]
        if line.startswith(("附", "（")):
            continue
        words = random.choice(("申請", "規則", "施行", "公布", "市長", "廃止"))
        lines[at] = line.replace(words, random.choice(("届出", words + "等", "")) if words in line else words)
    old, new = read_provision(BASE)[0], read_provision("\n".join(lines))[0]
    if old == new:
        return

    for a, b in ((old, new), (new, old)):
        made = amend(a, b, MANNER)
        assert isinstance(made, Proven), made
        assert b == apply(a, made.text, MANNER)


def test_a_change_is_told_by_the_title_of_its_supplement():
    """The word stood twice: 附則附　則（…）第2条."""
    before = read_provision(BASE)[0]
    after = read_provision(BASE.replace("旧規則は", "旧規程は").replace("平成30年4月1日から", "平成30年10月1日から"))[0]

    places = [entry.place_new for entry in report(align(before, after), MANNER).entries]

    assert ["附則第2項", "附則（平成30年3月30日規則第15号）第1条第1項"] == places
