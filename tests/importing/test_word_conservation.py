"""Every character that Word shows stands in a line once, in its order; what a file holds besides is told."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, note, settings

from pipeline.importing.paper import BLANKS
from tests.examples import examples
from tests.importing.test_word import paper
from tests.importing.word_files import BODY, Made


def bare(text: str) -> str:
    return "".join(c for c in text if c not in BLANKS)


@settings(max_examples=examples(150), deadline=None)
@given(BODY)
def test_what_word_shows_is_read_in_its_order_and_the_rest_is_told(body: Made):
    read = paper(body.markup)

    note("\n".join((body.markup, *read.lines, *read.notes)))
    assert bare(body.seen) == bare("".join(read.lines))
    assert not Counter(bare(body.told)) - Counter(bare("".join(n.words for n in read.paper.notes)))
    assert not [message for message in read.notes if "読み取れなかった" in message]
