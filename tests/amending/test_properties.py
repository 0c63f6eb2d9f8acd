"""Random agreements and revisions: the invariants I1 to I12 of the amendment notes (section 4).

RENKEI_REVISIONS sets how many are tried; benchmarks/amendments.py tries thousands and prints figures.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed
from pipeline.amending.drafting.draft import draft
from pipeline.amending.language.clauses import Words
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.amending.prove import Proven, Unproven, amend, doubt
from pipeline.labels.amendment_style import Manner
from pipeline.notation.citation import find
from pipeline.notation.house_style import House
from pipeline.provision.each_word import with_words
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.write import provision_lines
from tests.amending.agreements import Maker, Reviser, numbered, pair
from tests.amending.faults import layout, with_fault

COUNT = int(os.environ.get("RENKEI_REVISIONS", "120"))
MANNERS = (
    Manner(House("half")),
    Manner(House("single_full")),
    Manner(House("full", behind="下に", comma="，", supplement="付則")),
    Manner(House("full", behind="下に", numerals="kanji", subitems="iroha")),
)
seeds = st.integers(0, 2**32)
some = settings(max_examples=COUNT, deadline=None, derandomize=True, database=None)
few = settings(max_examples=max(COUNT // 3, 20), deadline=None, derandomize=True, database=None)


def proven(old: Provision, new: Provision, manner: Manner) -> Proven:
    made = amend(old, new, manner)
    assert isinstance(made, Proven), made.reason
    return made


@some
@given(seeds, st.sampled_from(MANNERS))
def test_an_amendment_leads_from_old_to_new_and_back(seed: int, manner: Manner):
    """I1, I2, I9: applied it gives the new text; read and said again it is the same; both directions."""
    old, new = pair(Random(seed))
    if old == new:
        return
    for before, after in ((old, new), (new, old)):
        made = proven(before, after, manner)

        assert after == apply(before, made.text, manner)
        assert made.text == amending_text(listen(made.text), manner)


HALF = str.maketrans("（）", "()")


def in_half(provision: Provision) -> Provision:
    """The same words with half-width brackets."""
    return with_words(provision, lambda text: text.translate(HALF), lambda text: text.translate(HALF))


@some
@given(seeds)
def test_brackets_of_half_width_are_amended_as_others_are(seed: int):
    """A 「。」 in them ends no sentence, and what they hold goes with them."""
    old, new = pair(Random(seed))
    if old == new:
        return
    wide, half = (proven(a, b, MANNERS[0]).text for a, b in ((old, new), (in_half(old), in_half(new))))

    assert wide.translate(HALF) == half.translate(HALF)


@few
@given(seeds)
def test_numbers_count_up_and_are_unique_after_an_amendment(seed: int):
    """I3."""
    old, new = pair(Random(seed))
    if old == new:
        return
    made = apply(old, proven(old, new, MANNERS[0]).text, MANNERS[0])

    for unit in (u for top in (*made.articles, *made.schedules) for u in top.walk()):
        numbers = [c.number for c in unit.children if c.number]
        assert numbers == sorted(set(numbers)) or len({c.level for c in unit.children}) > 1
        if unit.level == "条":
            assert [(n,) for n in range(1, len(unit.children) + 1)] == numbers


@few
@given(seeds)
def test_every_quotation_stands_in_the_text_it_speaks_of(seed: int):
    """I4 (R11): each is found where it is looked for, and taken out it makes the whole amendment fail."""
    old, new = pair(Random(seed), 3)
    if old == new:
        return
    made = proven(old, new, MANNERS[0])

    sentences = [each.sentence(MANNERS[0]) for each in made.drafted]
    for n, sentence in enumerate(sentences):
        for m, clause in enumerate(sentence.clauses):
            if isinstance(clause, Words):
                edits = tuple(replace(e, old=e.old + "㍻") for e in clause.edits)
                other = replace(
                    sentence, clauses=(*sentence.clauses[:m], replace(clause, edits=edits), *sentence.clauses[m + 1 :])
                )
                text = amending_text((*sentences[:n], other, *sentences[n + 1 :]), MANNERS[0])
                reason = doubt(old, new, text, MANNERS[0])
                assert reason is not None
                assert "ありません" in reason


@few
@given(seeds)
def test_nothing_changed_is_no_amendment(seed: int):
    """I5."""
    old = numbered(Maker(Random(seed)).provision())

    assert isinstance(amend(old, old, MANNERS[0]), Unproven)
    assert draft(old, old, MANNERS[0]).edits.is_empty()
    assert () == draft(old, old, MANNERS[0]).drafted


@few
@given(seeds)
def test_every_sentence_changes_something(seed: int):
    """I6: without any one of its sentences the amendment does not lead to the new text."""
    old, new = pair(Random(seed), 3)
    if old == new:
        return
    made = proven(old, new, MANNERS[0])

    sentences = [each.sentence(MANNERS[0]) for each in made.drafted]
    for n in range(len(sentences)):
        rest = (*sentences[:n], *sentences[n + 1 :])
        assert doubt(old, new, amending_text(rest, MANNERS[0]), MANNERS[0]) is not None


@few
@given(seeds)
def test_every_article_that_a_schedule_cites_is_there_after_the_amendment(seed: int):
    """I7; references inside the articles are those of the new text by I1, and bound in its tree."""
    random = Random(seed)
    maker = Maker(random)
    plain = maker.provision()
    old, new = numbered(plain), numbered(Reviser(random, maker).revise(plain, 3))
    if old == new:
        return
    made = apply(old, proven(old, new, MANNERS[0]).text, MANNERS[0])

    related = [f.citation for top in made.schedules for f in find(top.text) if not f.external]
    assert all(c is None or c.article in {a.number for a in made.articles} for c in related)


@few
@given(seeds)
def test_the_same_revision_gives_the_same_words(seed: int):
    """I8."""
    old, new = pair(Random(seed))
    again_old, again_new = pair(Random(seed))

    assert amend(old, new, MANNERS[1]) == amend(again_old, again_new, MANNERS[1])


@few
@given(seeds)
def test_the_edits_hold_all_old_and_all_new_units(seed: int):
    """I10 for data: read alone, one side of the edits is the old text and the other the new."""
    old, new = pair(Random(seed))
    edits = draft(old, new, MANNERS[0]).edits

    assert list(old.articles) == [c.old for c in edits.articles if not isinstance(c, Added)]
    assert list(new.articles) == [c.new for c in edits.articles if not isinstance(c, Removed)]
    assert all(_is_whole(c) for c in (*edits.articles, *edits.schedules, *edits.supplement))


def _is_whole(change: Change) -> bool:
    match change:
        case Changed(old=old, new=new, below=below):
            sides: tuple[list[Unit], list[Unit]] = (
                [c.old for c in below if not isinstance(c, Added)],
                [c.new for c in below if not isinstance(c, Removed)],
            )
            return sides == (list(old.children), list(new.children)) and all(_is_whole(c) for c in below)
        case Kept(old=old, new=new):
            return replace(old, number=()) == replace(new, number=())
        case _:
            return True


@few
@given(seeds)
def test_two_amendments_one_after_the_other_compose(seed: int):
    """I12."""
    random = Random(seed)
    maker = Maker(random)
    plain = [maker.provision()]
    for _ in range(2):
        plain.append(Reviser(random, maker).revise(plain[-1], 4))
    versions = [numbered(p) for p in plain]
    text = versions[0]
    for before, after in pairwise(versions):
        if before != after:
            text = apply(text, proven(before, after, MANNERS[0]).text, MANNERS[0])

    assert versions[-1] == text


@few
@given(seeds, st.sampled_from(MANNERS[:3]))
def test_plain_text_says_all_of_a_provision(seed: int, manner: Manner):
    provision = numbered(Maker(Random(seed)).provision())

    assert provision == read_provision("\n".join(provision_lines(provision, manner)))[0]


def test_faults_of_one_character_are_refused():
    """Of a thousand at most five may pass, and those are another way to say the same (amendment notes 9.4)."""
    passed = []
    for seed in range(3 * COUNT):
        random = Random(seed)
        old, new = pair(random, 4)
        if old == new:
            continue
        text = proven(old, new, MANNERS[0]).text
        faulty = with_fault(text, random)
        if layout(faulty) != layout(text) and doubt(old, new, faulty, MANNERS[0]) is None:
            passed.append((text, faulty))

    assert len(passed) <= 3 * COUNT * 0.005, passed
