"""Tables in 条 (名称及び位置, 読替え): amended by their 項 like those of a 別表, never with the whole 条."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend, ways
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from tests.amending.agreements import Maker, Reviser, numbered
from tests.examples import examples

MANNERS = (Manner(House("half")), Manner(House("full", behind="下に", numerals="kanji", subitems="iroha")))
PAPER = """\
設置条例
第1条　次のとおりとする。
名称	位置
{0}
第2条　館長を置く。
2　次のとおりとする。
(1)　本館
(2)　別館
3　{1}
区分	額
大	10円
中	20円
小	30円
"""
ROWS = "中央館	本町\n南館	南町\n北館	北町\n東館	東町"


def said(rows: str, last: str = "次の表のとおりとする。", *, amounts: str = "10円") -> str:
    """The amendment that gives the first table other rows, the last 項 other words and its first amount another."""
    old, manner = read_provision(PAPER.format(ROWS, "次の表のとおりとする。"))
    new, _ = read_provision(PAPER.format(rows, last).replace("10円", amounts))
    made = amend(old, new, manner)
    assert isinstance(made, Proven), made.reason
    return made.text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ROWS.replace("北館	北町\n", ""), "第1条の表北館の項を削る。\n"),
        (ROWS.replace("北町", "新北町"), "第1条の表北館の項中「北町」を「新北町」に改める。\n"),
        ("西館	西町\n" + ROWS, "第1条の表中央館の項の前に次のように加える。\n西館	西町\n"),
        (
            "西館	川町\n森館	森町\n沢館	沢町\n空館	空町",
            "第1条の表を次のように改める。\n名称	位置\n西館	川町\n森館	森町\n沢館	沢町\n空館	空町\n",
        ),
    ],
)
def test_a_table_of_an_article_is_amended_where_it_stands(rows: str, expected: str):
    assert expected == said(rows)


def test_words_and_table_of_one_paragraph_are_said_in_one_sentence():
    assert "第2条第3項中「次の表」を「次表」に改め、同項の表大の項中「10円」を「15円」に改める。\n" == said(
        ROWS, "次表のとおりとする。", amounts="15円"
    )


def test_a_table_of_the_article_said_before_lies_in_that_article():
    """第2条第1項中…改め、第2条第3項の表…: the 条 was named twice in one sentence."""
    old, manner = read_provision(PAPER.format(ROWS, "次の表のとおりとする。"))
    changed = (
        PAPER.replace("館長を", "館長1人を").replace("小	30円", "小	35円").format(ROWS, "次の表のとおりとする。")
    )

    made = amend(old, read_provision(changed)[0], manner)

    assert isinstance(made, Proven), made.reason
    assert "第2条第1項中「館長」の次に「1人」を加え、同条第3項の表小の項中「30円」を「35円」に改める。\n" == made.text


def test_a_table_whose_row_was_said_before_is_that_table():
    """別表第1アリーナの項中…改め、別表第1に次のように加える: the table was named twice in one sentence."""
    paper = "条例\n第1条　額は、別表第1による。\n別表第1（第1条関係）\n区分\t額\n広場\t500円\n部屋\t200円\n別表第2（第1条関係）\n区分\t割合\n学校\t5割\n"
    old, manner = read_provision(paper)
    new, _ = read_provision(paper.replace("500円", "600円").replace("部屋\t200円\n", "部屋\t200円\n庭\t100円\n"))

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made.reason
    assert "別表第1広場の項中「500円」を「600円」に改め、同表に次のように加える。\n庭\t100円\n" == made.text


def test_an_amendment_that_was_signed_with_the_whole_article_is_found_among_the_ways():
    paper = PAPER + "第3条　休館日は、月曜日とする。\n"
    old, manner = read_provision(paper.format(ROWS, "次の表のとおりとする。"))
    changed = paper.replace("月曜日", "火曜日").format(ROWS.replace("北町", "新北町"), "次の表のとおりとする。")

    made = [way.text for way in ways(old, read_provision(changed)[0], manner)]

    words = "第3条中「月曜日」を「火曜日」に改める。\n"
    assert f"第1条の表北館の項中「北町」を「新北町」に改める。\n{words}" == made[0]
    assert any(text.startswith("第1条を次のように改める。\n") and text.endswith(words) for text in made)


def test_what_cannot_be_said_of_one_paragraph_leaves_its_article_alone():
    """A text behind the 号 came: the whole 条, with 見出し and the 項 before it, was restated."""
    old, manner = read_provision(PAPER.format(ROWS, "次の表のとおりとする。"))
    second = old.articles[1]
    changed = replace(
        second.children[1], children=(*second.children[1].children, Unit("後文", text="ただし、別に定める。"))
    )
    new = replace(
        old,
        articles=(old.articles[0], replace(second, children=(second.children[0], changed, second.children[2]))),
    )

    made = amend(old, new, manner)

    assert isinstance(made, Proven), made.reason
    assert made.text.startswith("第2条第2項を次のように改める。\n2　次のとおりとする。\n")


def test_the_same_row_is_the_row_though_its_table_stands_in_a_paragraph():
    """同項の次に behind 第1条の表南館の項 was the 項 of 第1条."""
    old, manner = read_provision(PAPER.format(ROWS, "次の表のとおりとする。"))
    new, _ = read_provision(PAPER.format(ROWS.replace("南町", "南町一丁目\n西館\t西町"), "次の表のとおりとする。"))
    text = "第1条の表南館の項中「南町」を「南町一丁目」に改め、同項の次に次のように加える。\n西館\t西町\n"

    assert new == apply(old, text, manner)


def with_tables(provision: Provision, maker: Maker) -> Provision:
    """Tables below 項 that hold nothing else."""

    def given_one(unit: Unit) -> Unit:
        if unit.level == "項" and not unit.children and maker.random.random() < 0.5:
            return replace(unit, children=(maker.table(),))
        return replace(unit, children=tuple(map(given_one, unit.children)))

    return replace(provision, articles=tuple(map(given_one, provision.articles)), schedules=())


def _has_one_each(provision: Provision) -> bool:
    units = (u for top in provision.articles for u in top.walk())
    return all(sum(c.level == "表" for c in u.children) <= 1 for u in units)


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from(MANNERS))
def test_any_amendment_of_papers_with_tables_in_articles_is_proven(seed: int, manner: Manner):
    random = Random(seed)
    maker = Maker(random)
    plain = with_tables(maker.provision(), maker)
    revised = Reviser(random, maker).revise(plain, 4)
    assume(_has_one_each(revised) and not revised.schedules)
    old, new = numbered(plain), numbered(revised)
    for before, after in ((old, new), (new, old)):
        if before == after:
            continue
        made = amend(before, after, manner)

        assert isinstance(made, Proven), made.reason
        assert after == apply(before, made.text, manner)
