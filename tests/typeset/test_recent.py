"""A memo that forgets what was not asked for lately."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.lines.memo import Recent

MOST = 5


@given(st.lists(st.integers(0, 30), max_size=200))
def test_a_memo_answers_what_was_kept_or_nothing_and_stays_small(asked: list[int]):
    memo: Recent[int, str] = Recent(MOST)
    kept = set()

    for key in asked:
        found = memo.get(key)
        if found is None:
            assert str(key) == memo.keep(key, str(key))
        else:
            assert str(key) == found
            assert key in kept
        kept.add(key)

    assert 2 * MOST >= sum(memo.get(key) is not None for key in range(31))


def test_what_every_document_says_stays_and_what_one_says_goes():
    memo: Recent[str, int] = Recent(MOST)
    made = []

    for document in range(100):
        for words in ("題名", "前文", f"相手方{document}"):
            if memo.get(words) is None:
                made.append(words)
                memo.keep(words, document)

    assert ["題名", "前文"] == [words for words in made if not words.startswith("相手方")]
    assert memo.get("相手方0") is None
