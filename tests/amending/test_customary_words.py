"""What a legal officer would write: 第2章中同条の前に, 同条の次に, a range of 削除, the 見出し of a 項 of a 附則 (note amendment, R3, R5, R17, R18)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.prove import Proven, amend, in_words
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from tests.whole_papers import whole_papers

MANNER = Manner(House("half"))
WORDS = ("置く", "行う", "定める", "負担する", "報告する", "準用する", "招く", "保つ", "派する", "用いる", "供する")
SUPPLEMENT = "附　則\n（施行期日）\n1　この条例は、公布の日から施行する。\n（経過措置）\n2　旧条例は、廃止する。\n"


def paper(*chapters: str, supplement: str = SUPPLEMENT) -> str:
    """条 by the letters of their words, one string for each 章."""
    made, number = "条例\n", 0
    for at, letters in enumerate(chapters, 1):
        made += f"第{at}章　章{at}\n"
        for letter in letters:
            number += 1
            made += f"第{number}条　{'削除' if letter == 'x' else letter + WORDS[ord(letter) - 97] + '。'}\n"
    return made + supplement


def amended(old: str, new: str) -> str:
    made = amend(read_provision(old)[0], read_provision(new)[0], MANNER)
    assert isinstance(made, Proven), made
    return made.text


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (paper("ab", "cd"), paper("ab", "ecd"),
         "第4条を第5条とし、第3条を第4条とし、第2章中同条の前に次の1条を加える。\n第3条　e報告する。\n"),
        (paper("ab", "cd"), paper("abe", "cd"),
         "第4条を第5条とし、第3条を第4条とし、第2条の次に次の1条を加える。\n第3条　e報告する。\n"),
        (paper("ab", "cdf"), paper("eab", "cdf"),
         "第5条を第6条とし、第2条から第4条までを1条ずつ繰り下げ、第1条を第2条とし、第1章中同条の前に次の1条を加える。\n第1条　e報告する。\n"),
        (paper("abcdf"), paper("acdbf"),
         "第2条を削り、第3条を第2条とし、第4条を第3条とし、同条の次に次の1条を加える。\n第4条　b行う。\n"),
        (paper("abc", "d"), paper("abcf", "x"),
         "第4条を削り、第3条の次に次の1条を加える。\n第4条　f準用する。\n第2章に次の1条を加える。\n第5条　削除\n"),
    ],
)  # fmt: skip
def test_articles_come_and_go_in_customary_words(old: str, new: str, text: str):
    """A 条 at the head of a 章 took a sentence of its own that did not name the 章; each 削除 took one, too."""
    assert text == amended(old, new)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("（施行期日）", "（効力）", "附則第1項の見出しを「（効力）」に改める。\n"),
        ("（経過措置）\n", "", "附則第2項の見出しを削る。\n"),
        ("（施行期日）\n1　この条例は、公布の日から", "（効力）\n1　この条例は、令和8年4月1日から",
         "附則第1項の見出しを「（効力）」に改め、同項中「公布の日」を「令和8年4月1日」に改める。\n"),
        ("（経過措置）\n2　", "（見直し）\n2　見直しをする。\n（廃止）\n3　",
         "附則第2項の見出しを「（廃止）」に改め、同項を附則第3項とし、附則第1項の次に次の1項を加える。\n（見直し）\n2　見直しをする。\n"),
        ("（施行期日）\n1　この条例は、公布の日から施行する。\n（経過措置）\n2　旧条例は、廃止する。\n", "この条例は、公布の日から施行する。\n",
         "附則第1項の見出し及び項番号を削り、附則第2項を削る。\n"),
    ],
)  # fmt: skip
def test_the_heading_of_a_paragraph_of_a_supplement_is_amended_alone(old: str, new: str, text: str):
    """附則第1項を次のように改める restated the whole 項 for its 見出し."""
    before = paper("ab")

    assert text == amended(before, before.replace(old, new))
    if "章" not in text and "項番号" not in text:
        assert amended(before.replace(old, new), before)  # the other way about proves, too


@settings(whole_papers(12))
@given(st.data())
def test_whatever_comes_goes_or_changes_places_below_headings_is_amended(data: st.DataObject):
    """第4条 of one 章 was restated for 第4条 of another, and one of fifty amendments of papers with 章 did not prove."""
    letters = data.draw(st.permutations("abcdefghijk"))
    ends = sorted(data.draw(st.lists(st.integers(1, 7), min_size=1, max_size=3, unique=True)))
    old = ["".join(letters[a:b]) for a, b in pairwise([0, *ends])]
    free, new = letters[ends[-1] :], []
    for held in old:
        kept = data.draw(st.permutations(held))[: data.draw(st.integers(1, len(held)))]
        at = data.draw(st.integers(0, len(kept)))
        come, free = (free[:1], free[1:]) if data.draw(st.booleans()) else ([], free)
        new.append("".join([*kept[:at], *come, *kept[at:]]).replace(data.draw(st.sampled_from("abc!")), "x"))
    before, after = (read_provision(paper(*each))[0] for each in (old, new))

    assert before == after or isinstance(amend(before, after, MANNER), Proven)


def test_the_article_meant_by_the_same_lies_below_the_heading_that_is_named():
    base, _ = read_provision(paper("ab", "cd"))

    with pytest.raises(Refusal) as told:
        apply(base, "第4条を第5条とし、第1章中同条の前に次の1条を加える。\n第4条　加える。\n", MANNER)

    assert told.value.code == "不存在"


def test_what_was_signed_in_coarser_words_is_the_same_amendment():
    """Before, the 項 was restated for its 見出し: bills of such papers are still made."""
    before, after = (
        read_provision(paper("ab", supplement=s))[0] for s in (SUPPLEMENT, SUPPLEMENT.replace("施行期日", "効力"))
    )
    made = amend(before, after, MANNER)
    assert isinstance(made, Proven)
    signed = "附則第1項を次のように改める。\n（効力）\n1　この条例は、公布の日から施行する。\n"

    again = in_words(made, signed, MANNER)

    assert again is not None
    assert signed == again.text
    assert made.edits == again.edits


def test_what_is_added_to_the_main_part_lies_below_its_last_heading():
    """Of a 章 from which all 条 were removed: the new one was put into the 章 before."""
    base, _ = read_provision(paper("ab", "c"))

    made = apply(base, "第3条を削り、本則に次の1条を加える。\n第3条　加える。\n", MANNER)

    assert ["章", "条", "条", "章", "条"] == [unit.level for unit in made.articles]
