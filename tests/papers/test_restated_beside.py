"""新旧対照表: a 条 of 号 alone keeps its number, and what is restated under its number stands beside what it was."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.amending.differences.align import align
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.restated import Restated, with_restated
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Unit
from tests.amending.agreements import pair

MANNER = Manner(House("half"))
OLD = """\
連携協約
第1条　甲及び乙は、連携する。
第2条
　(1)　甲は、事務局を置く。
　(2)　削除
　(3)　乙は、事務局に協力する。
"""


def lines(old: str, new: str) -> list[tuple[str, str]]:
    """Both sides of the comparison, line by line."""
    edits = align(read_provision(old)[0], read_provision(new)[0])
    return [
        (p.old.text.strip("　 "), p.new.text.strip("　 ")) for b in compare(edits, MANNER, Marks()) for p in b.pairs
    ]


def test_an_article_of_items_alone_keeps_its_number():
    """Its line was empty: of which 条 the 号 are was not said."""
    assert ("第2条", "第2条") == lines(OLD, OLD.replace("協力する", "参加する"))[0]


def test_an_article_of_items_alone_that_moves_says_both_numbers():
    new = OLD.replace("第2条\n", "第2条　丙を加える。\n第3条\n").replace("協力する", "参加する")

    assert ("第2条", "第3条") in lines(OLD, new)


def test_what_is_said_anew_under_a_number_stands_beside_what_it_was():
    """(2)　削除 was gone in one row, and (2) was new in the row above."""
    assert ("(2)　削除", "(2)　乙は、会計を行う。") in lines(OLD, OLD.replace("(2)　削除", "(2)　乙は、会計を行う。"))


@pytest.mark.parametrize("seed", range(60))
def test_each_change_is_told_once_in_the_order_of_both_texts(seed: int):
    """Read by one side, the changes with restated units are the changes as they were."""
    old, new = pair(Random(seed))
    changes = align(old, new).articles
    made = list(with_restated(changes))

    def side(name: str, held: object) -> list[Unit]:
        return [getattr(each, name) for each in held if hasattr(each, name)]  # type: ignore[attr-defined]

    assert side("old", made) == side("old", changes)
    assert side("new", made) == side("new", changes)
    assert all(each.old.number == each.new.number for each in made if isinstance(each, Restated))
