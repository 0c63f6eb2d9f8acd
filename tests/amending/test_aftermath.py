"""What an amendment leaves behind: references that lead nowhere any more."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.aftermath import doubts
from pipeline.provision.read import read_provision

BASE = """\
協約
第1条　目的を定める。
第2条　費用は、第4条第2項の規定による。
第3条　第1条及び別表第2に掲げる事項は、民法（明治29年法律第89号）第9条による。
第4条　負担する。
2　支払う。
別表第1
区分\t額
甲\t1円
別表第2
区分\t額
乙\t2円
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第4条第2項を削る。", ["第2条の「第4条第2項」に当たるものが、改めた後の文にありません"]),
        (
            "別表第2を削り、別表第1を別表とする。",
            ["第3条の「別表第2」に当たるものが、改めた後の文にありません"],
        ),
        (
            "第2条中「第4条第2項」を「第4条第3項」に改める。",
            ["第2条の「第4条第3項」に当たるものが、改めた後の文にありません"],
        ),
        ("第3条中「第9条」を「第90条」に改める。", []),
        ("第1条中「目的」を「趣旨」に改める。", []),
    ],
)
def test_a_reference_that_leads_nowhere_any_more_is_told(text: str, expected: list[str]):
    old, manner = read_provision(BASE)

    made = apply(old, text, manner)

    assert expected == [doubt.message for doubt in doubts(old, made)]
