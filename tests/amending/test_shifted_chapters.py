"""章 that move in a run: counted as 章, not as 項."""

from __future__ import annotations

import pytest

from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision

MANNER = Manner(House("half"))
NAMES = ("総則", "使用", "管理", "運営", "罰則", "雑則")


def paper(names: tuple[str, ...]) -> Provision:
    """One 条 in each 章."""
    lines = [line for n, name in enumerate(names, 1) for line in (f"第{n}章　{name}", f"第{n}条　{name}を定める。")]
    return read_provision("\n".join(["条例", *lines]))[0]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            (NAMES[0], "指定", *NAMES[1:]),
            "第6章を第7章とし、第2章から第5章までを1章ずつ繰り下げ、第1章の次に次の1章を加える。",
        ),
        (("指定", *NAMES), "第6章を第7章とし、第1章から第5章までを1章ずつ繰り下げる。"),
        ((NAMES[0], *NAMES[2:]), "第3章を第2章とし、第4章から第6章までを1章ずつ繰り上げる。"),
        (
            (*NAMES[:1], "指定", "委託", *NAMES[1:]),
            "第6章を第8章とし、第2章から第5章までを2章ずつ繰り下げ、第1章の次に次の2章を加える。",
        ),
    ],
)
def test_chapters_that_move_in_a_run_are_counted_as_chapters(names: tuple[str, ...], expected: str):
    """1項ずつ繰り下げる named nothing that there is: no 条例 of six 章 could get another in front of them."""
    made = amend(paper(NAMES), paper(names), MANNER)

    assert isinstance(made, Proven), made
    assert expected in made.text.splitlines()
