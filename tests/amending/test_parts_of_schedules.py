"""A 欄 restated below its own head, and a 別表 restated without its 備考: as collections of published amendments have them."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.provision.read import read_provision
from pipeline.provision.write import shown_lines

BASE = "規則\n第1条　別表による。\n別表（第1条関係）\n区分\t支給額\n1級\t100円\n2級\t200円\n備考\n1　1級は、職員とする。\n2　端数は、切り捨てる。\n"
OLD, MANNER = read_provision(BASE)
BODY = shown_lines(OLD, MANNER)[3:]


@pytest.mark.parametrize(
    ("amendment", "made"),
    [
        ("別表支給額の欄を次のように改める。\n支給額\n110円\n220円\n", ["区分\t支給額", "1級\t110円", "2級\t220円", *BODY[3:]]),
        ("別表支給額の欄を次のように改める。\n110円\n220円\n", ["区分\t支給額", "1級\t110円", "2級\t220円", *BODY[3:]]),
        ("別表中備考以外の部分を次のように改める。\n別表（第1条関係）\n区分\t額\n甲\t10円\n", ["区分\t額", "甲\t10円", *BODY[3:]]),
        ("別表中備考以外の部分中「級」を「等級」に改める。\n", ["区分\t支給額", "1等級\t100円", "2等級\t200円", *BODY[3:]]),
    ],
)  # fmt: skip
def test_the_rest_of_the_schedule_stays(amendment: str, made: list[str]):
    new = apply(OLD, amendment, MANNER)

    assert made == shown_lines(new, MANNER)[3:]
    assert amendment == amending_text(listen(amendment), MANNER)


@pytest.mark.parametrize(
    "amendment",
    [
        "別表支給額の欄を次のように改める。\n区分\n110円\n220円\n",
        "別表中備考以外の部分を次のように改める。\n別表（第1条関係）\n区分\t額\n甲\t10円\n備考　新\n",
        "別表中備考以外の部分を削る。\n",
    ],
)
def test_what_would_take_the_place_of_more_is_refused(amendment: str):
    with pytest.raises(Refusal):
        apply(OLD, amendment, MANNER)
