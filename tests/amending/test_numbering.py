"""加えるもの and 削るもの of the profile: numbers are those of the source, and a source that departs from the house is told."""

from __future__ import annotations

import pytest

from pipeline.amending.differences.align import align
from pipeline.amending.differences.numbering import departures
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Insertion, Removal
from pipeline.provision.read import read_provision

BASE = """\
協約
第1条　甲は、会議を開催する。
第2条　乙は、成果を公表する。
　(1)　計画
　(2)　報告
　(3)　その他の書類
第3条　有効期間は、5年間とする。
第4条　疑義は、協議して定める。
"""
SHIFTED = (
    BASE.replace("第4条", "第5条")
    .replace("第3条", "第4条")
    .replace("第4条　有", "第3条　費用は、折半する。\n第4条　有")
)
BRANCHED = BASE.replace("第3条", "第2条の2　費用は、折半する。\n第3条")
CLOSED = BASE.replace("第3条　有効期間は、5年間とする。\n", "").replace("第4条", "第3条")
STRUCK = BASE.replace("第3条　有効期間は、5年間とする。", "第3条　削除")
APPENDED = BASE + "第5条　費用は、折半する。\n"
ITEM = BASE.replace("(3)", "(4)").replace("(2)　報告", "(2)　予算\n　(3)　報告")
ENDED = BASE.replace("第4条　疑義は、協議して定める。\n", "")


@pytest.mark.parametrize(
    ("new", "insertion", "removal", "told"),
    [
        (SHIFTED, "枝番", None, ["第3条"]),
        (SHIFTED, "繰下げ", None, []),
        (SHIFTED, None, None, []),
        (BRANCHED, "枝番", None, []),
        (BRANCHED, "繰下げ", None, ["第2条の2"]),
        (APPENDED, "枝番", None, []),
        (ITEM, "枝番", None, ["第2条第2号"]),
        (ITEM, "繰下げ", None, []),
        (CLOSED, None, "削除", ["第3条"]),
        (CLOSED, None, "繰上げ", []),
        (STRUCK, None, "削除", []),
        (STRUCK, None, "繰上げ", ["第3条"]),
        (ENDED, None, "削除", []),
    ],
)
def test_what_comes_and_goes_is_numbered_as_the_house_does(
    new: str, insertion: Insertion | None, removal: Removal | None, told: list[str]
):
    manner = Manner(House("half", insertion=insertion, removal=removal))

    found = departures(align(read_provision(BASE)[0], read_provision(new)[0]), manner)

    assert told == [d.message.split("を", 1)[0] for d in found]
    assert all("原稿" in d.cure for d in found)
