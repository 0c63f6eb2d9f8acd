"""第4条から第6条まで　削除: one line for several 条. What we cannot say of it is refused by name; what others say is read."""

from __future__ import annotations

import pytest

from pipeline.amending.prove import Proven, Unproven, amend, doubt
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision

MANNER = Manner(House("half"))
OLD = "条例\n第1条　置く。\n第2条　行う。\n第3条　準用する。\n第4条から第6条まで　削除\n第7条　定める。\n"
WIDER = OLD.replace("第3条　準用する。\n第4条から", "第3条から")
LESS = OLD.replace("第4条から第6条まで　削除", "第4条及び第5条　削除\n第6条　市が管理する。")
NONE = OLD.replace("第4条から第6条まで　削除", "第4条　甲。\n第5条　乙。\n第6条　丙。")


@pytest.mark.parametrize("new", [WIDER, LESS, NONE])
def test_another_range_is_refused_by_name(new: str):
    """「第4条から第6条までを第3条とし」を読むことができません said nothing to a clerk."""
    made = amend(read_provision(OLD)[0], read_provision(new)[0], MANNER)

    assert isinstance(made, Unproven)
    assert made.reason.startswith("「第4条から第6条まで　削除」のように、まとめて削除とした条の範囲が変わるので、")


def test_other_articles_are_amended_beside_it():
    new = OLD.replace("定める。", "別に定める。")

    assert isinstance(amend(read_provision(OLD)[0], read_provision(new)[0], MANNER), Proven)


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (WIDER, "第3条から第6条までを次のように改める。\n第3条から第6条まで　削除\n"),
        (LESS, "第4条から第6条までを次のように改める。\n第4条及び第5条　削除\n第6条　市が管理する。\n"),
    ],
)
def test_what_the_refusal_proposes_is_read(new: str, text: str):
    assert doubt(read_provision(OLD)[0], read_provision(new)[0], text, MANNER) is None
