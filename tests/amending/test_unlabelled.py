"""Texts without a label (後文): below the heading of a 号, behind its 細分, behind all 号, in a 別表."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.language.signs import as_meant, for_people
from pipeline.amending.prove import Proven, amend, ways
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from pipeline.provision.unit import SUBITEMS, Provision, Unit
from tests.amending.agreements import SENTENCES, Maker, Reviser, numbered

COUNT = int(os.environ.get("RENKEI_REVISIONS", "120"))
MANNER = Manner(House("half"))
KANJI = Manner(House("full", behind="下に", numerals="kanji", subitems="iroha"))
TEXTS = tuple(s for s in SENTENCES if "〔" not in s)
HEADED = Unit(
    "条",
    (2,),
    children=(
        Unit(
            "項",
            (1,),
            "使用料は、次のとおりとする。",
            children=(
                Unit("号", (1,), "町民", children=(Unit("後文", (), "1時間につき100円"),)),
                Unit("号", (2,), "その他の者", children=(Unit("後文", (), "1時間につき200円"),)),
                Unit("後文", (), "この場合において、端数は、1時間とする。"),
            ),
        ),
        Unit("項", (2,), "使用料は、前納とする。"),
    ),
)


def _with_texts(unit: Unit, chance: Callable[[], float]) -> Unit:
    """The unit with texts below it, the same for the same key; now and then in other words."""
    children = tuple(_with_texts(c, chance) for c in unit.children)
    own = Random(unit.key)
    lists = any(c.level in ("号", *SUBITEMS) for c in children)
    takes = lists if unit.level in ("項", "別表") else unit.level in ("号", "細分")
    if not takes or own.random() < 0.5:
        return replace(unit, children=children)
    texts = own.sample(TEXTS, own.randint(1, 2))
    made = [Unit("後文", (), t.replace("、", "及び", 1) if chance() < 0.3 else t) for t in texts]
    if unit.level == "別表":
        return replace(unit, children=(*made, *children))
    if own.random() < 0.5 and unit.level != "項":
        return replace(unit, children=(made[0], *children, *made[1:]))
    return replace(unit, children=(*children, *made))


def _all(provision: Provision, chance: Callable[[], float]) -> Provision:
    return replace(
        provision,
        articles=tuple(_with_texts(u, chance) for u in provision.articles),
        schedules=tuple(_with_texts(u, chance) for u in provision.schedules),
    )


@settings(max_examples=COUNT, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from((MANNER, KANJI)))
def test_whatever_becomes_of_texts_without_a_label_the_file_of_the_amendment_leads_there(seed: int, manner: Manner):
    random = Random(seed)
    maker = Maker(random)
    reviser = Reviser(random, maker)
    plain = maker.provision()
    old = _all(numbered(plain), lambda: 1.0)
    new = _all(numbered(reviser.revise(plain, 3)), random.random)
    if old == new:
        return
    made = amend(old, new, manner)

    assert isinstance(made, Proven), made.reason
    assert new == apply(old, as_meant(for_people(made.text)), manner)


def test_words_below_the_heading_of_an_item_are_amended_by_the_item():
    old = Provision(articles=(replace(HEADED, number=(1,)),))
    new = replace(old, articles=(_said(old.articles[0], "200円", "300円"),))
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made.reason
    assert "第1条第1項第2号中「200円」を「300円」に改める。\n" == made.text


def test_words_behind_all_items_are_amended_by_the_paragraph():
    old = Provision(articles=(replace(HEADED, number=(1,)),))
    new = replace(old, articles=(_said(old.articles[0], "端数は", "端数の時間は"),))
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made.reason
    assert "第1条第1項中「端数」の次に「の時間」を加える。\n" == made.text


def test_what_was_signed_with_the_whole_paragraph_is_among_the_ways_of_saying_it():
    old = Provision(articles=(replace(HEADED, number=(1,)),))
    new = replace(old, articles=(_said(old.articles[0], "200円", "300円"),))

    assert any(each.text.startswith("第1条第1項を次のように改める。\n") for each in ways(old, new, MANNER))


def _said(unit: Unit, was: str, now: str) -> Unit:
    return replace(unit, text=unit.text.replace(was, now), children=tuple(_said(c, was, now) for c in unit.children))


def test_the_only_words_below_the_heading_of_an_item_are_the_same_however_short():
    """５人 went and ６人 came, and the whole 項 was restated for it."""
    text = (
        "規約\n第1条　定数は、次のとおりとする。\n(1)　事務職員\n\v\v5人\n(2)　技術職員\n\v\v3人\n2　会長が定める。\n"
    )
    old, new = read_provision(text)[0], read_provision(text.replace("5人", "6人"))[0]

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert "第1条第1項第1号中「5人」を「6人」に改める。\n" == made.text
