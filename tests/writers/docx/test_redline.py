"""見え消し: a resolver that knows OOXML alone accepts and rejects the changes; what remains are the two texts (I11)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.amending.differences.align import align
from pipeline.diagnostics import Problems
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.redline import redline
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines
from pipeline.writers.docx import Template
from pipeline.writers.docx.redline import Reviser, Unmarked, write
from tests.amending.agreements import pair
from tests.examples import examples
from tests.writers.docx.kit import shipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MANNER = Manner(House("half"))
# What goes when all is accepted, and when all is rejected.
_GOES = {"del": ("del", "moveFrom"), "ins": ("ins", "moveTo"), "none": ("none",)}
REVISER = Reviser("企画課 <担当>", date(2026, 4, 1))
OLD = """\
協約
（負担）
第1条　費用は、年額500円とする。
2　負担の時期は、別に定める。
別表（第1条関係）
1　観光
連携施策\t取組内容
宣伝\t宣伝を行う。
案内\t案内を行う。
"""


@cache
def template() -> Template:
    return shipped()


def tracked(old: Provision, new: Provision) -> etree._Element:
    problems = Problems()
    made = write("見え消し", redline(align(old, new), MANNER), Unmarked(), REVISER, template(), problems)
    assert [] == problems.found
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def resolved(body: etree._Element, goes: str) -> list[str]:
    """Lines of the text after accepting (`goes` del) or rejecting (ins) everything, by the rules of ECMA-376 17.13.5."""
    lines = []
    for block in body.iter(f"{W}tr", f"{W}p"):
        if block.tag == f"{W}tr":
            if not any(block.find(f"{W}trPr/{W}{each}") is not None for each in _GOES[goes]):
                lines.append("\t".join(words(cell, goes) for cell in block.iter(f"{W}tc")))
        elif next(block.iterancestors(f"{W}tbl"), None) is None:
            if any(block.find(f"{W}pPr/{W}rPr/{W}{each}") is not None for each in _GOES[goes]):
                assert "" == words(block, goes), "a mark that goes leaves no words behind"
            else:
                lines.append(words(block, goes))
    return [line for line in lines if line]


def words(element: etree._Element, goes: str) -> str:
    return "".join(
        text.text or ""
        for text in element.iter(f"{W}t", f"{W}delText")
        if next(text.iterancestors(*(f"{W}{each}" for each in _GOES[goes])), None) is None
    )


def lines_of(provision: Provision) -> list[str]:
    """As a document prints them: blanks before a number are the work of its style."""
    return [
        line.lstrip("　") if "\t" not in line else line
        for line in provision_lines(provision, MANNER)
        if line.strip("\t")
    ]


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_accepting_gives_the_new_text_and_rejecting_the_old(seed: int):
    old, new = pair(Random(seed))
    document = tracked(old, new)

    assert lines_of(new) == resolved(document, "del")
    assert lines_of(old) == resolved(document, "ins")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("500円", "800円"),
        ("2　負担の時期は、別に定める。\n", ""),
        ("案内\t案内を行う。\n", ""),
        ("案内\t案内を行う。\n", "案内\t案内を行う。\n調査\t調査を行う。\n"),
        ("（負担）\n", "（目的）\n第1条　協力する。\n（負担）\n"),
        ("連携施策\t取組内容\n宣伝\t宣伝を行う。\n案内\t案内を行う。\n", "連携施策\t内容\t役割\n宣伝\t行う。\t甲\n"),
    ],
)
def test_both_texts_stand_in_their_order(before: str, after: str):
    changed = OLD.replace(before, after)
    if "（目的）" in changed:
        changed = changed.replace("第1条　費用", "第2条　費用")
    old, new = read_provision(OLD)[0], read_provision(changed)[0]
    document = tracked(old, new)

    assert lines_of(new) == resolved(document, "del")
    assert lines_of(old) == resolved(document, "ins")


def test_changes_bear_author_day_and_a_number_of_their_own():
    document = tracked(read_provision(OLD)[0], read_provision(OLD.replace("500円", "800円"))[0])
    [taken], [put] = document.findall(f".//{W}del"), document.findall(f".//{W}ins")

    assert ("500円", "800円") == (words(taken, "none"), words(put, "none"))
    assert {"企画課 <担当>"} == {e.get(f"{W}author") for e in (taken, put)}
    assert {"2026-04-01T00:00:00Z"} == {e.get(f"{W}date") for e in (taken, put)}
    assert taken.get(f"{W}id") != put.get(f"{W}id")


def test_a_day_that_is_not_given_is_not_made_up():
    problems = Problems()
    old, new = read_provision(OLD)[0], read_provision(OLD.replace("500円", "800円"))[0]
    made = write(
        "見え消し", redline(align(old, new), MANNER), Unmarked(), Reviser("企画課", None), template(), problems
    )
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        document = etree.fromstring(package.read("word/document.xml"))

    assert {None} == {e.get(f"{W}date") for e in document.iter(f"{W}ins", f"{W}del")}


MOVING = """\
協約
（負担）
第1条　費用は、甲及び乙が協議して定める割合により負担する。
2　負担の時期は、別に定める。
（会議）
第2条　甲及び乙の長は、毎年度、会議を開催する。
（期間）
第3条　有効期間は、締結の日から5年間とする。
"""
MOVED_ON = """\
協約
（会議）
第1条　甲及び乙の長は、毎年度、会議を開催する。
（期間）
第2条　有効期間は、締結の日から5年間とする。
（負担）
第3条　費用は、甲及び乙が協議して定めた割合により、毎年度負担する。
2　負担の時期は、別に定める。
"""


def test_an_article_that_crosses_others_moves_with_its_edits_marked():
    old, new = read_provision(MOVING)[0], read_provision(MOVED_ON)[0]
    document = tracked(old, new)

    assert lines_of(new) == resolved(document, "del")
    assert lines_of(old) == resolved(document, "ins")
    goes, comes = ("".join(words(e, "none") for e in document.iter(f"{W}{name}")) for name in ("moveFrom", "moveTo"))
    assert "費用は、甲及び乙が協議して" in goes
    assert "費用は、甲及び乙が協議して" in comes
    assert "毎年度" in "".join(words(e, "none") for e in document.iter(f"{W}ins"))
    assert "毎年度" not in comes


def test_every_move_has_both_its_ends_and_its_ranges_close():
    """ECMA-376 17.13.5.21 to 28: the two ranges of a move bear one name, each mark of an end the id of its start."""
    document = tracked(read_provision(MOVING)[0], read_provision(MOVED_ON)[0])

    names = []
    for kind in ("moveFrom", "moveTo"):
        starts, ends = (list(document.iter(f"{W}{kind}Range{end}")) for end in ("Start", "End"))
        assert [s.get(f"{W}id") for s in starts] == [e.get(f"{W}id") for e in ends]
        names.append(sorted(s.get(f"{W}name") or "" for s in starts))
    assert names[0] == names[1] == ["move1"]
    ids = [
        e.get(f"{W}id")
        for e in document.iter(
            *(f"{W}{t}" for t in ("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"))
        )
    ]
    assert len(set(ids)) == len(ids)


def shuffled(provision: Provision, random: Random) -> Provision:
    """The same 条 in another order, with other numbers."""
    articles = [a for a in provision.articles if a.level == "条"]
    random.shuffle(articles)
    numbered = tuple(replace(a, number=(n,)) for n, a in enumerate(articles, 1))
    return replace(provision, articles=numbered)


@settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
@example(866276516)  # the 項 of a 附則 change places: the first of several bears its number
def test_articles_in_any_order_are_accepted_and_rejected_exactly(seed: int):
    random = Random(seed)
    old, new = pair(random)
    new = shuffled(new, random)
    document = tracked(old, new)

    assert lines_of(new) == resolved(document, "del")
    assert lines_of(old) == resolved(document, "ins")
