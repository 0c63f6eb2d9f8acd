"""Many 別表 or 様式 that move together: a run is counted by 表 or 様式, and read so again."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision

SCHEDULE = "別表第{0}（第1条関係）\n{1}\t内容\n{1}の一\t甲\n{1}の二\t乙\n"
FORM = "様式第{0}号（第1条関係）\n{1}に関する申請書\n{1}の所在地\n{1}を営む者の氏名\n"


def paper(sheet: str, *names: str) -> tuple[Provision, Manner]:
    sheets = (sheet.format(n, name) for n, name in enumerate(names, 1))
    return read_provision("協約\n第1条　別表のとおりとする。\n" + "".join(sheets))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (SCHEDULE, "別表第6を別表第7とし、別表第2から別表第5までを1表ずつ繰り下げ、別表第1を別表第2とし、"),
        (FORM, "様式第6号を様式第7号とし、様式第1号から様式第5号までを1様式ずつ繰り下げ"),
    ],
)
def test_a_run_of_schedules_moves_by_schedules(sheet: str, said: str):
    """It was counted by 項, which nobody can read: one more 別表 before five others could not be said at all."""
    names = ("農業", "林業", "漁業", "観光", "医療", "福祉")
    (old, manner), (new, _) = paper(sheet, *names), paper(sheet, "商業", *names)

    made, back = amend(old, new, manner), amend(new, old, manner)

    assert isinstance(made, Proven), made.reason
    assert said in made.text
    assert isinstance(back, Proven), back.reason
    assert new == apply(old, made.text, manner)


def test_forms_may_be_said_to_move_by_numbers():
    (old, manner), (new, _) = paper(FORM, *"甲乙丙丁"), paper(FORM, *"甲丙丁")

    text = "様式第2号を削り、様式第3号から様式第4号までを1号ずつ繰り上げる。\n"
    assert new == apply(old, text, manner)
