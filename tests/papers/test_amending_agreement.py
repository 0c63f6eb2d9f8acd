"""The 変更協約書: new text stands in it as units, in the styles of what they are, and says what the 改め文 says."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.galley import Block, Grid, Para, Run, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import agreement
from pipeline.papers.amendment_frame import Frame
from pipeline.provision.read import read_provision
from tests.amending.agreements import pair
from tests.examples import examples

MANNER = Manner(House("half"))
FRAME = Frame("変更協約", "", (), ())
seeds = st.integers(0, 2**32)
some = settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
OLD = "協約\n（目的）\n第1条　連携する。\n第2条　協議する。\n"
SCHEDULE = """\
別表（第1条関係）
3　圏域の生活
(1)　医療
連携施策\t甲の役割\t乙の役割
救急\t運営する。\t協力する。
介護\t調整する。\t参加する。
備考
1　毎年度見直す。
"""


def blocks(old: str, new: str) -> tuple[Block, ...]:
    made = amend(read_provision(old)[0], read_provision(new)[0], MANNER)
    assert isinstance(made, Proven), made
    return agreement(made, FRAME, MANNER, date(2026, 4, 1)).parts[0].blocks


def styled(made: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(b.style, plain((*b.label, *b.runs))) for b in made if isinstance(b, Para)]


def words(made: tuple[Block, ...]) -> str:
    said = []
    for block in made:
        if isinstance(block, Grid):
            cells = (cell for row in (*block.head, *block.rows) for cell in row.cells)
            said += [plain(para.runs) for cell in cells for para in cell.paras]
        elif isinstance(block, Para):
            said.append(plain((*block.label, *block.runs)))
    return re.sub(r"[\s　]", "", "".join(said))


def test_a_schedule_that_is_added_looks_like_any_other():
    """Heading, headings of its divisions, a head row that repeats: none of it is told from the words."""
    made = blocks(OLD, OLD + SCHEDULE)

    assert [
        ("改め文", "本則の次に次の1表を加える。"),
        ("別表見出し", "別表（第1条関係）"),
        ("別表項目1", "3　圏域の生活"),
        ("別表項目2", "(1)　医療"),
        ("備考", "備考"),
        ("備考", "1　毎年度見直す。"),
    ] == styled(made)
    (grid,) = [b for b in made if isinstance(b, Grid)]
    assert [["連携施策", "甲の役割", "乙の役割"]] == [[plain(c.paras[0].runs) for c in r.cells] for r in grid.head]
    assert 2 == len(grid.rows)
    assert "別表（第1条関係） 3　圏域の生活 (1)　医療" == grid.title


def test_a_row_that_looks_like_a_clause_stays_a_row_and_a_caption_a_caption():
    """（１）in a cell is no 号, and a 項 whose words begin with a bracket has no 見出し."""
    old = OLD + SCHEDULE
    new = old.replace("介護\t", "(1)　第3条　福祉\ta\tb\n介護\t").replace(
        "第2条　協議する。", "第2条　協議する。\n2　（略）"
    )

    made = blocks(old, new)

    assert ("項", "2　（略）") in styled(made)
    assert [["(1)　第3条　福祉", "a", "b"]] == [
        [plain(c.paras[0].runs) for c in row.cells] for b in made if isinstance(b, Grid) for row in b.rows
    ]


@some
@given(seeds)
def test_the_agreement_says_what_was_proven(seed: int):
    """Word by word the 改め文, whatever is amended."""
    old, new = pair(Random(seed))
    made = amend(old, new, MANNER)
    if not isinstance(made, Proven):
        return

    printed = agreement(made, FRAME, MANNER, None).parts[0].blocks

    assert re.sub(r"[\s　]", "", made.text) == words(printed)
    assert Run("") not in [r for b in printed if isinstance(b, Para) for r in b.label]
