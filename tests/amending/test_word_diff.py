"""Quotations: the smallest run of whole words with a meaning of its own (amendment notes R11, R12, R14, R16)."""

from __future__ import annotations

import pytest

from pipeline.amending.differences.tokens import tokens
from pipeline.amending.differences.word_diff import applied, word_edits
from pipeline.amending.language.clauses import Edit
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision

CASES: list[tuple[str, str, tuple[Edit, ...]]] = [
    # a proper noun whole, in whatever letters
    (
        "奥津軽いまべつ駅を生かした誘客を図る。",
        "奥津軽いまべつ駅及び道の駅を生かした誘客を図る。",
        (Edit("加え", "奥津軽いまべつ駅", "及び道の駅"),),
    ),
    ("つくば市と連携する。", "さいたま市と連携する。", (Edit("改め", "つくば市", "さいたま市"),)),
    # an amount with its unit, a whole date
    (
        "負担金は、年額500円とし、平成26年8月25日までに支払う。",
        "負担金は、年額800円とし、令和8年8月25日までに支払う。",
        (Edit("改め", "500円", "800円"), Edit("改め", "平成26年8月25日", "令和8年8月25日")),
    ),
    # a whole citation, not the law name before it
    (
        "地方自治法（昭和22年法律第67号）第252条の2第1項の規定による。",
        "地方自治法（昭和22年法律第67号）第252条の2第4項の規定による。",
        (Edit("改め", "第252条の2第1項", "第252条の2第4項"),),
    ),
    ("前条に規定する取組を行う。", "第3条に規定する取組を行う。", (Edit("改め", "前条", "第3条"),)),
    ("第五条の規定による。", "第五条第一項の規定による。", (Edit("改め", "第五条", "第五条第一項"),)),
    # a compound noun stays whole
    ("関係町村との連携を推進する。", "関係市町村との連携を推進する。", (Edit("改め", "関係町村", "関係市町村"),)),
    # an insertion hangs on the word before it, and begins with what joins it
    ("毎年度、会議を開催する。", "毎年度2回以上、会議を開催する。", (Edit("加え", "毎年度", "2回以上"),)),
    (
        "疑義が生じた場合は、協議する。",
        "疑義が生じた場合又は見直しを要する場合は、協議する。",
        (Edit("加え", "場合", "又は見直しを要する場合"),),
    ),
    # what joins words is quoted with both of them
    ("甲及び乙が記名する。", "甲、乙及び丙が記名する。", (Edit("改め", "甲及び乙", "甲、乙及び丙"),)),
    # the 読点 goes with what is deleted
    ("その都度、甲が定める。", "甲が定める。", (Edit("削り", "その都度、"),)),
    # every one alike is said once
    (
        "甲は町に通知し、町は乙に報告し、町が公表する。",
        "甲は市に通知し、市は乙に報告し、市が公表する。",
        (Edit("改め", "町", "市"),),
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[c[1][:12] for c in CASES])
def test_a_quotation_is_whole_and_small(old: str, new: str, expected: tuple[Edit, ...]):
    assert expected == word_edits(old, new, (old,))
    assert new == applied(old, expected)


def test_a_quotation_that_also_stands_elsewhere_is_lengthened():
    old = "甲は、取組を行う。乙は、取組を支援する。"

    found = word_edits(old, "甲は、取組を行う。乙は、事業を支援する。", (old,))

    assert found is not None
    assert all(old.count(e.old) == 1 for e in found)


def test_words_that_would_hide_the_meaning_are_not_quoted():
    old = "甲及び乙の長は、連携中枢都市圏の取組に関する連絡調整を図るため、毎年度、会議を開催するものとする。"

    assert word_edits(old, "この協約の有効期間は、締結の日から令和11年3月31日までとする。", (old,)) is None


def test_brackets_stay_paired_in_a_quotation():
    old = "甲は、「年次報告書（以下「報告書」という。）」を公表する。"
    found = word_edits(old, "甲は、「年次報告（以下「報告」という。）」を公表する。", (old,))

    assert found is not None
    assert all(e.old.count("「") == e.old.count("」") for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "令和元年12月25日",
        "500円",
        "第4条第2項",
        "前条",
        "毎年度",
        "三分の二",
        "別表第2",
        "40/100",
        "１：２",
        "8:30",
        "第２種",
        "第1期",
    ],
)
def test_an_atom_is_one_token(text: str):
    assert text in tokens(f"甲は、{text}による。")


def test_a_house_with_the_other_comma_joins_with_it():
    """公用文作成の要領 (昭和27年): ， in horizontal writing; a 改め文 of that house has no 、 but in its quotations."""
    manner = Manner(House("full", comma="，"))
    old = read_provision("協約\n第１条　甲は，費用を，乙は，場所を負担する。\n第２条　年額５００円とする。\n")[0]
    new = read_provision(
        "協約\n第１条　丙は，費用を，丁は，場所を負担する。\n第２条　年額８００円とし，別に定める。\n"
    )[0]

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made.reason
    assert "第１条中「甲」を「丙」に，「乙」を「丁」に改める。" == made.text.split("\n")[0]
    assert "、" not in made.text


def test_a_house_says_from_how_many_places_on_a_paragraph_is_restated():
    """R16: 「全部改める箇所」 of the profile."""
    old = read_provision("協約\n第1条　甲は、500円を、乙は、600円を、丙は、700円を、毎年度10月31日までに支払う。\n")[0]
    new = read_provision("協約\n第1条　甲は、550円を、乙は、650円を、丙は、750円を、毎年度10月31日までに支払う。\n")[0]

    texts = [amend(old, new, Manner(House("half", restate_from=n))) for n in (4, 3)]

    assert all(isinstance(made, Proven) for made in texts)
    assert [
        "第1条中「500円」を「550円」に、「600円」を「650円」に、「700円」を「750円」に改める。",
        "第1条を次のように改める。",
    ] == [made.text.split("\n")[0] for made in texts if isinstance(made, Proven)]
