"""読み合わせ票 and the 溶け込み後 as a paper: every sentence of what changes, and the whole text that holds now."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.galley import Galley, Grid, Para, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.papers.consolidated_paper import Event, consolidated_paper
from pipeline.papers.reading_sheet import reading_sheet, sentences
from pipeline.provision.read import read_provision
from pipeline.provision.write import shown_lines
from tests.amending.agreements import pair
from tests.examples import examples

HOUSE = House()
MANNER = Manner(HOUSE)
OLD = "協約\n（目的）\n第1条　甲は、行う。乙は、支える。\n第2条　協議する。\n"
NEW = "協約\n（目的）\n第1条　甲は、行う。乙は、共に支える。丙は、見守る。\n第2条　協議する。\n"


def rows(galley: Galley) -> list[tuple[str, ...]]:
    (grid,) = [b for b in galley.parts[0].blocks if isinstance(b, Grid)]
    return [tuple(plain(p.runs) for cell in row.cells for p in cell.paras) for row in grid.rows]


def test_sentences_stand_beside_one_another_with_a_box():
    found = report(align(read_provision(OLD)[0], read_provision(NEW)[0]), MANNER)

    assert [
        ("1", "変更1　第1条第1項", "甲は、行う。", "甲は、行う。", "□"),
        ("2", "同", "乙は、支える。", "乙は、共に支える。", "□"),
        ("3", "同", "―", "丙は、見守る。", "□"),
    ] == rows(reading_sheet(found, "読み合わせ票", HOUSE, None))


@given(st.integers(0, 2**32))
@settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
def test_everything_that_changes_is_read(seed: int):
    old, new = pair(Random(seed))
    found = report(align(old, new), MANNER)

    made = rows(reading_sheet(found, "読み合わせ票", HOUSE, None))

    for column, words in ((2, "old"), (3, "new")):
        read = [s for entry in found.entries for s in sentences(getattr(entry, words))]
        assert read == [row[column] for row in made if row[column] != "―"]


def test_the_cells_of_a_row_that_comes_are_read_one_by_one():
    """A row is told with its cells parted by tabs, which no font can print."""
    assert ["移住の促進", "相談を受ける。", "窓口を置く。"] == list(
        sentences("移住の促進\t相談を受ける。\t窓口を置く。")
    )


def test_a_bracket_does_not_end_a_sentence():
    assert ["甲は（乙を除く。）、行う。", "丙。"] == list(sentences("甲は（乙を除く。）、行う。丙。"))


@given(st.integers(0, 2**32))
@settings(max_examples=examples(40), deadline=None, derandomize=True, database=None)
def test_the_consolidated_paper_says_the_whole_text(seed: int):
    text, _ = pair(Random(seed))

    made = consolidated_paper(text, (Event("締結", date(2019, 12, 25)), Event("変更", None)), MANNER, None)

    printed = []
    for block in (b for part in made.parts for b in part.blocks):
        if isinstance(block, Grid):
            printed += [plain(p.runs) for row in (*block.head, *block.rows) for c in row.cells for p in c.paras]
        elif isinstance(block, Para) and block.style != "公布行":
            printed.append(plain((*block.label, *block.runs)))
    said = (
        "".join(printed)
        .replace("　", "")
        .replace("この文は、変更の内容を溶け込ませたもので、署名したものではありません。", "")
    )
    assert "".join(shown_lines(text, MANNER)).replace("　", "").replace("\t", "") == said
    history = [plain(b.runs) for b in made.parts[0].blocks if isinstance(b, Para) and b.style == "公布行"]
    assert ["令和元年12月25日締結", "令和　　年　　月　　日変更"] == history
