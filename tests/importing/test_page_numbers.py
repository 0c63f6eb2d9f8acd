"""Numbers of pages within a text: no words of a sentence, and no 項, 号 or 後文; each is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.page_numbers import without_page_numbers
from pipeline.importing.paper import Paper, characters
from pipeline.importing.plain_paper import read_lines

BODY = (
    "第1条　甲及び乙は、連携する。",
    "２　前項の連携は、別に定める。",
    "(1)　観光の振興",
    "(2)　医療の連携",
    "附　則",
)
FORMS = (
    "－{n}－", "- {n} -", "ー {n} ー", "─{n}─", "{n}ページ", "{n}頁", "ページ {n}", "P. {n}", "p{n}", "{n} / {last} ページ", "{n}/{last}", "{n} of {last}",
    "～ {n} ～", "・{n}・", "〈{n}〉", "{n}\n\f",
)  # fmt: skip
_WIDE = str.maketrans("0123456789/", "０１２３４５６７８９／")


def read(text: str) -> Paper:
    """The lines of a text without the numbers of its pages."""
    return without_page_numbers(read_lines(text, "a.txt"))


@given(st.sampled_from(FORMS), st.integers(2, 5), st.sampled_from(["{}", "　　　{}", "{}  "]), st.booleans())
def test_pages_that_count_on_are_taken_out_and_told(form: str, count: int, place: str, wide: bool):
    """「３/１２」 and 「- 3 -」 stood as 後文 of a 項, 「1 / 3」 as its heading."""
    pages = [form.format(n=n, last=count) for n in range(1, count + 1)]
    pages = [page.translate(_WIDE) for page in pages] if wide else pages
    text = "\n".join(f"{line}\n{place.format(page)}" for line, page in zip(BODY, pages, strict=False)) + "\n" + BODY[-1]
    kept = [*BODY[:count], BODY[-1]]

    paper = read(text)

    assert kept == [line.text for line in paper.lines]
    assert [page.strip() for page in pages] == [note.words for note in paper.notes]
    assert characters([text]) == characters([*kept, *(note.words for note in paper.notes)])


@given(
    st.lists(
        st.one_of(st.sampled_from(BODY), st.sampled_from(["1", "２", "1/3", "2/3", "～ 2 ～", "- 1 -", "3頁", "(3)"]))
    )
)
def test_no_character_goes_without_a_word(lines: list[str]):
    """Whatever numbers stand alone: what is no line of the paper is told."""
    paper = read("\n".join(lines))

    assert characters(lines) == characters(
        [*(line.text for line in paper.lines), *(note.words for note in paper.notes)]
    )


@pytest.mark.parametrize("numbers", [["1/3", "2/3"], ["1/2"], ["1", "2", "3"], ["～ 2 ～", "～ 4 ～"]])
def test_numbers_that_may_be_words_stay_and_are_told(numbers: list[str]):
    """1/3 and 2/3 are rates of who pays; a bare number may be the label of a 項."""
    paper = read("\n".join(f"{a}\n{b}" for a, b in zip(BODY, numbers, strict=False)))

    assert numbers == [line.text for line in paper.lines if line.text not in BODY]
    assert [
        f"数だけの行が{len(numbers)}行あり、頁の番号か分からないので、文として読みました。初めは「{numbers[0]}」です"
    ] == [note.message for note in paper.notes]
