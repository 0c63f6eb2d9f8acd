"""A unit that crosses others is one unit: the report tells where it went and where it came from."""

from __future__ import annotations

from pipeline.amending.differences.align import align
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.papers.moved_entries import with_moves
from pipeline.provision.read import read_provision

OLD = """\
協約
（負担）
第1条　費用は、甲及び乙が協議して定める割合により負担する。
（会議）
第2条　甲及び乙の長は、毎年度、会議を開催する。
（期間）
第3条　有効期間は、締結の日から5年間とする。
"""
NEW = """\
協約
（会議）
第1条　甲及び乙の長は、毎年度、会議を開催する。
（期間）
第2条　有効期間は、締結の日から5年間とする。
（負担）
第3条　費用は、甲及び乙が協議して定めた割合により、毎年度負担する。
"""


def test_a_move_is_one_entry():
    found = with_moves(report(align(read_provision(OLD)[0], read_provision(NEW)[0]), Manner(House())))

    assert [("移動", "第1条", "第3条")] == [
        (e.kind, e.place_old, e.place_new) for e in found.entries if e.kind not in ("番号のみ", "引用のみ")
    ]


def test_what_is_really_new_and_what_is_really_gone_are_no_move():
    new = OLD.replace(
        "（会議）\n第2条　甲及び乙の長は、毎年度、会議を開催する。",
        "（公表）\n第2条　乙は、成果を住民に公表しなければならない。",
    )

    found = with_moves(report(align(read_provision(OLD)[0], read_provision(new)[0]), Manner(House())))

    assert not any(e.kind == "移動" for e in found.entries)
