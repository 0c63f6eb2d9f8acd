"""A consolidated text keeps all of its paper that the amendment does not touch, letter by letter and in its place."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.project.revision.consolidating import consolidated
from pipeline.provision.carried_over import carried_over
from tests.importing.desk import PAPERS

LINES = st.lists(
    st.sampled_from(["第1条", "（目的）", "2　項", "甲　市長", "備考", "（目的）第1条", "令和2年", "　"]), max_size=9
)


@given(LINES, LINES)
@example(["備考　年額", "甲"], ["備考", "年額"])
@example(["第1条（目的）文", "乙"], ["（目的）", "第1条文"])
def test_a_paper_that_nothing_amends_stays_as_it_is(paper: list[str], text: list[str]):
    """However its text was read."""
    assert (tuple(paper), ()) == ((made := carried_over(paper, [text], [text])).lines, made.doubtful)


@given(st.data())
def test_what_stands_around_the_text_stays_in_its_order(data: st.DataObject):
    """Lines of neither the text before nor that after are printed once each; all others are those of the text after."""
    old = data.draw(st.lists(st.integers(0, 9).map(str), unique=True))
    new = data.draw(st.lists(st.integers(0, 14).map(str), unique=True))
    paper = list(old)
    around = [f"甲{n}" for n in range(data.draw(st.integers(0, 4)))]
    for place, line in zip(sorted(data.draw(st.integers(0, len(old))) for _ in around), reversed(around), strict=True):
        paper.insert(place, line)

    made = carried_over(paper, [old], [new])

    own = [line for line in made.lines if line not in around]
    assert own == new
    assert [x for x in made.lines if x in around] == [x for x in paper if x in around]


@given(st.data())
def test_what_is_added_at_the_end_of_a_part_stays_with_it(data: st.DataObject):
    """A 項 added to a 附則 stood below the names of those who signed, which stand between it and the 別表."""
    parts = [[f"{part}{n}" for n in range(data.draw(st.integers(1, 3)))] for part in "題本末附表"]
    front, main, closing, supplement, annex = parts
    paper = [*front, *main, *supplement, *closing, "甲　市長", *annex]
    new = [[*part, *(f"{part[0]}新{n}" for n in range(data.draw(st.integers(0, 2))))] for part in parts]

    made = carried_over(paper, parts, new)

    front, main, closing, supplement, annex = new
    assert [*front, *main, *supplement, *closing, "甲　市長", *annex] == list(made.lines)
    assert () == made.doubtful


def test_the_first_annex_stands_behind_who_signed_and_the_first_supplement_behind_the_main_part():
    """別表 stood between the 附則 and the 末文."""
    text = [["題"], ["第1条"], ["末文"], [], []]

    made = carried_over(["題", "第1条", "末文", "甲　市長"], text, [*text[:3], ["附則", "1　項"], ["別表", "表"]])

    assert ("題", "第1条", "附則", "1　項", "末文", "甲　市長", "別表", "表") == made.lines


def amended(paper: Path, tmp_path: Path) -> tuple[str, str] | None:
    """The paper with one word of its first 条 amended by hand, and as `renkei consolidate` makes it."""
    text = paper.read_text(encoding="utf-8")
    first = re.search(r"(?m)^第[1１一]条.*$", text)
    words = re.findall(r"[\u4e00-\u9fffぁ-ん]{3,9}", first[0][6:]) if first is not None else []
    word = next((w for w in words if text.count(w) == 1), None)
    if first is None or word is None:
        return None
    place = first[0][:3] + ("第1項" if re.match(r"\s*(?:[^第]*\n)*?[2２][ 　]", text[first.end() :]) else "")
    amendment = tmp_path / "改め文.txt"
    amendment.write_text(f"{place}中「{word}」を「（改めた語）」に改める。\n", encoding="utf-8")
    made = consolidated(paper, amendment, Problems())
    return None if made is None else (text.replace(word, "（改めた語）"), made)


def squeezed(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text)


def test_every_other_line_of_a_paper_stays(tmp_path: Path):
    """公布の行, the mark ○, first numbers of 項 and names below the 別表 were lost without a word."""
    found = {paper.stem: amended(paper, tmp_path) for paper in sorted(PAPERS.glob("*.txt"))}
    taken = {name: each for name, each in found.items() if each is not None}

    assert len(taken) >= 37  # the others are refused, or have no word of their own in their first 条
    for name, (by_hand, made) in taken.items():
        lines = made.split("\n")
        untouched = [line.rstrip() for line in by_hand.split("\n") if line.strip() and "（改めた語）" not in line]
        joined = [line for line in untouched if line not in lines]  # parts of the line that is amended
        amended_line = squeezed(next(line for line in lines if "（改めた語）" in line))
        assert all(squeezed(line) in amended_line for line in joined), name
        assert [x for x in untouched if x not in joined] == [x for x in lines if x in set(untouched)], name
        assert sorted(squeezed(by_hand)) == sorted(squeezed(made)), name
