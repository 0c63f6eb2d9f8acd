"""What is set beside the text of a page is told and left out, and cells that go on in the next line stay in their columns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pdfdiff import Box
from pipeline.project.intake.printed.asides import parted
from pipeline.project.intake.printed.lines import Glyph, rows
from pipeline.project.intake.printed.unruled import Aligned, unruled
from tests.examples import examples
from tests.importing.glyphs import EM, WORDS, printed

SIZE = (595.0, 842.0)
LINE = Box(60 / 595, 745 / 842, 200 / 595, 745 / 842)


def texts(found: Sequence[Glyph]) -> list[str]:
    return [row.text for row in rows(found)]


@pytest.mark.parametrize(
    ("last", "em", "strokes"),
    [(WORDS[:30], 8.0, [LINE]), ("（目的）。", EM, [LINE]), (WORDS[:30], 8.0, [])],
    ids=["below a line", "as large as the text", "below half a sentence"],
)
def test_a_note_at_the_foot_is_no_line_of_the_text(last: str, em: float, strokes: list[Box]):
    """It went into the middle of the sentence that runs on to the next page, and its number behind the word that it explains."""
    raised = Glyph("1", 60 + EM * len(last), 700, 64 + EM * len(last), 705)
    page = [*printed([last], 60, 700), raised, *printed(["1\u3000圏域をいう。", "次の行。"], 60, 750, em)]

    found = parted(page, strokes, SIZE, EM)

    assert [last] == texts(found.text)
    assert [("脚注", "1\u3000圏域をいう。"), ("脚注", "次の行。"), ("脚注の番号", "1")] == found.asides


def test_items_at_the_foot_of_a_page_are_no_notes():
    """Small or not, nothing parts them from a sentence that is at its end."""
    page = [*printed(["次のとおりとする。"], 60, 700), *printed(["1\u3000圏域", "2\u3000取組"], 60, 716, 8.0)]

    assert ["次のとおりとする。", "1\u3000圏域", "2\u3000取組"] == texts(parted(page, [], SIZE, EM).text)


def test_a_word_that_is_underlined_begins_no_notes():
    """別紙 with a line below it, and a list under that."""
    page = [*printed(["海山市協約別紙一覧"], 60, 735), *printed(["1\u3000圏域", "2\u3000取組"], 60, 750)]

    assert ["海山市協約別紙一覧", "1\u3000圏域", "2\u3000取組"] == texts(parted(page, [LINE], SIZE, EM).text)


def test_kana_above_a_word_are_told_and_figures_raised_without_a_note_stay():
    page = [*printed(["かいざん"], 70, 95, 4.0), *printed(["市海山"], 60, 100), Glyph("2", 90, 100, 94, 105)]

    found = parted(page, [], SIZE, EM)

    assert ["市海山2"] == texts(found.text)
    assert [("ふりがな", "かいざん")] == found.asides
    assert ["2"] == found.raised


@settings(max_examples=examples(40), deadline=None)
@given(
    cells=st.lists(st.lists(st.integers(1, 20), min_size=2, max_size=4), min_size=1, max_size=4).filter(
        lambda rows_: len({len(r) for r in rows_}) == 1 and any(n > 8 for r in rows_ for n in r)
    )
)
def test_a_cell_without_rules_keeps_the_lines_that_it_runs_over(cells: list[list[int]]):
    """を確保する。 of the second column was taken for a name in the first."""
    words = [["区分", *((WORDS * 2)[n : n + length] for n, length in enumerate(row))] for row in cells]
    page, y = [], 100.0
    for row in [["分野", *("欄" * len(cells[0]))], *words]:
        for column, text in enumerate(row):
            page += printed([text[at : at + 8] for at in range(0, len(text), 8)], 60 + 110 * column, y)
        y += 16.0 * max(-(-len(text) // 8) for text in row)

    (table,) = unruled(page)

    assert isinstance(table, Aligned)
    assert words == [["".join(paras) for paras in row] for row in table.rows[1:]]


def test_names_beside_each_other_are_lines():
    page = [*printed(["甲海山市", "海山市長"], 60, 100), *printed(["乙川田町", "川田町長", "印"], 300, 100)]

    (lines,) = unruled(page)

    assert not isinstance(lines, Aligned)


def numbered(lines: list[str], numbers: dict[int, int]) -> list[Glyph]:
    """Lines of text with numbers in the margin before some of them, flush right."""
    made = printed(lines, 90, 100)
    for at, number in numbers.items():
        digits = str(number)
        made += [Glyph(d, 70 - 5 * (len(digits) - n), 100 + 16 * at, 75 - 5 * (len(digits) - n), 110 + 16 * at) for n, d in enumerate(digits)]  # fmt: skip
    return made


@given(st.integers(6, 30), st.sampled_from([2, 3, 5, 10]), st.integers(0, 100))
def test_numbers_of_lines_are_no_words_of_them(count: int, step: int, before: int):
    """5 and 10 in the margin went into the middle of the sentences that run past them."""
    lines = [*[WORDS[:30]] * (count - 1), "２\u3000" + WORDS[:20]]  # a 項 bears a number, too
    numbers = {n: n + 1 + before for n in range(count) if (n + 1 + before) % step == 0}

    found = parted(numbered(lines, numbers), [], SIZE, EM)
    known = parted(numbered(lines, numbers), [], SIZE, EM, 70.0)

    told = [("行番号", str(number)) for number in numbers.values()]
    assert (lines, told) == (texts(known.text), known.asides)
    if len(numbers) > 1:
        assert (lines, told) == (texts(found.text), found.asides)


@given(st.integers(2, 20))
def test_numbers_of_a_list_are_kept(count: int):
    page = numbered([WORDS[:30]] * count, {n: n + 1 for n in range(count)})

    assert [] == parted(page, [], SIZE, EM).asides
