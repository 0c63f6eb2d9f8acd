"""説明資料 names the page and the line of every change in the very paper that is read (council notes 4)."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.papers.council.points import anchored
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from tests.amending.agreements import pair
from tests.examples import examples
from tests.project.council.kit import said, shipped

HOUSE = House()
MANNER = Manner(HOUSE)


def test_each_change_has_its_page_its_line_and_what_is_said_of_it(tmp_path: Path):
    """Counted on the picture: title, remark, head, 見出し (4); 第5条 of two lines, 別表, 1, 欄名, then the rows of four lines."""
    lines, _ = said(shipped(tmp_path), "gikai-tsukimi-説明資料-kyoyaku-月見町")
    start = next(n for n, (_, _, text) in enumerate(lines) if text.startswith("番号\t頁"))

    assert [
        "1\t2\t4\t第5条第1項\t「一回以上」を加えます。",
        "2\t2\t10\t別表1の表観光の振興の項\t「外国語を含めて」を加えます。",
        "3\t2\t14\t別表1の表移住の促進の項\t新たに加えます。",
    ] == [text for _, _, text in lines[start + 1 : start + 4]]


@given(st.integers(0, 2**32))
@example(270)  # an empty cell of a new 欄
@settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
def test_every_change_that_somebody_wrote_is_found_in_the_table(seed: int):
    """Of any two texts: no note is without its row."""
    old, new = pair(Random(seed))
    edits = align(old, new)
    entries = [e for e in report(edits, MANNER).entries if not e.automatic and e.kind not in ("引用のみ", "移動")]
    table = comparison(compare(edits, MANNER, HOUSE.marks), "新旧対照表", HOUSE, None)

    _, places = anchored(table, entries)

    assert [] == [e.place_new or e.place_old for e, place in zip(entries, places, strict=True) if not place]
