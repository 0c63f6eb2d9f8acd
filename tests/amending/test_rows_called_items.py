"""Rows of a table that bear numbers and that a 条例 calls 号, as 手数料条例 do: 別表中第4号を第6号とし."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Unit
from pipeline.provision.write import shown_lines

HEAD = ["条例", "第１条　別表による。", "別表（第１条関係）", "番号\t区分\t金額"]
ROWS = ["１\t許可申請\t100円", "２\t認定申請\t200円", "３\t変更申請\t300円", "４\t検査申請\t400円"]
OLD, MANNER = read_provision("\n".join([*HEAD, *ROWS]))
NEW = ["３\t新\t1円", "４\t新二\t2円"]
ADDED = "\n" + "\n".join(NEW)


@pytest.mark.parametrize(
    ("amendment", "made"),
    [
        (f"別表中第４号を第６号とし、第３号を第５号とし、第２号の次に次の２号を加える。{ADDED}",
         [*ROWS[:2], *NEW, "５\t変更申請\t300円", "６\t検査申請\t400円"]),
        (f"別表第３号中「変更」を「変換」に改め、同号を同表第５号とし、同表中第４号を第６号とし、第２号の次に次の２号を加える。{ADDED}",
         [*ROWS[:2], *NEW, "５\t変換申請\t300円", "６\t検査申請\t400円"]),
        ("別表中第１号を削り、第２号から第４号までを１号ずつ繰り上げる。", ["１\t認定申請\t200円", "２\t変更申請\t300円", "３\t検査申請\t400円"]),
        ("別表第２号区分の欄中「認定」を「認可」に改め、同号金額の欄中「200」を「250」に改める。",
         [ROWS[0], "２\t認可申請\t250円", *ROWS[2:]]),
        ("別表に次の１号を加える。\n５\t新\t5円", [*ROWS, "５\t新\t5円"]),
        ("別表第４号を次のように改める。\n４\t検査\t450円", [*ROWS[:3], "４\t検査\t450円"]),
        ("別表第２号及び第３号を削り、第４号を第２号とする。", [ROWS[0], "２\t検査申請\t400円"]),
        ("別表第２号から第４号までを削る。", [ROWS[0]]),
        ("別表の２の項を削り、同表の３の項を同表の２の項とし、同表の４の項を同表の３の項とする。",
         [ROWS[0], "２\t変更申請\t300円", "３\t検査申請\t400円"]),
    ],
)  # fmt: skip
def test_rows_are_amended_by_their_numbers(amendment: str, made: list[str]):
    assert made == shown_lines(apply(OLD, f"{amendment}\n", MANNER), MANNER)[len(HEAD) :]


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        ("別表第５号を削る。", "不存在"),
        ("別表中第４号を第３号とする。", "既存"),
        ("別表に次の２号を加える。\n５\t新\t5円", "数"),
        ("別表に次の１号を加える。\n７\t新\t5円", "順序"),
        ("別表中第２号の次に次の１号を加える。\n３\t新\t5円", "順序"),
    ],
)
def test_what_does_not_count_on_is_refused(amendment: str, code: str):
    with pytest.raises(Refusal) as refused:
        apply(OLD, f"{amendment}\n", MANNER)

    assert code == refused.value.code


def test_items_beside_a_table_are_those_that_are_meant():
    """Of a 別表 with 号 of its own and a table with numbers, 第2号 is the 号."""
    (schedule,) = OLD.schedules
    items = (Unit("号", (1,), "申請甲"), Unit("号", (2,), "申請乙"))
    both = replace(OLD, schedules=(replace(schedule, children=(*items, *schedule.children)),))

    made = apply(both, "別表第２号中「申請」を「届出」に改める。\n", MANNER)

    assert ["申請甲", "届出乙"] == [unit.text for unit in made.schedules[0].children[:2]]
    assert schedule.children == made.schedules[0].children[2:]
