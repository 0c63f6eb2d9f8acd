"""記 and 以上: lines of their own around the whole body, or around what stands below one 項."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.galley.blocks import Para, plain
from tests.workshop import SMALL, galley, messages, original, small_project

SOURCE = "sources/aomori/small.yaml"
HEAD, TAIL = SMALL.split("条:\n")
END = "末文" + TAIL.split("末文")[1]


def lines(folder: Path, body: str) -> list[tuple[str, str]]:
    """Style and words of what a paper with this body prints."""
    made = galley(small_project(folder, HEAD + body + END), SOURCE, None)
    return [
        (b.style, plain((*b.label, *b.runs)))
        for part in made.parts
        for b in part.blocks
        if isinstance(b, Para) and b.style in ("条", "項", "号", "後文", "記", "以上", "末文")
    ]


def test_the_body_stands_between_them(tmp_path: Path):
    found = lines(tmp_path, "記: はい\n項:\n  - 甲は、協力する。\n  - 乙は、協力する。\n")

    assert ["記", "項", "項", "以上", "末文"] == [style for style, _ in found]
    assert [("記", "記"), ("以上", "以上")] == [found[0], found[3]]


def test_what_a_paragraph_announces_stands_between_them(tmp_path: Path):
    """号 and the words behind them, by the paper's own 以　上; the 条 behind is outside."""
    body = (
        "条:\n  - 本文: 下記のとおりとする。\n    記: { 終わり: 以　上 }\n    号: [図書館, 体育館]\n    後文: 場所は、別に示す。\n"
        "  - 本文: 甲乙協議する。\n"
    )
    found = lines(tmp_path, body)

    assert ["条", "記", "号", "号", "後文", "以上", "条", "末文"] == [style for style, _ in found]
    assert "以　上" == found[5][1]


def test_a_paper_may_leave_out_the_end(tmp_path: Path):
    found = lines(tmp_path, "記: { 初め: 記　, 終わり: なし }\n項: [甲は、協力する。, 乙は、協力する。]\n")

    assert ["記", "項", "項", "末文"] == [style for style, _ in found]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("条: [{ 本文: 甲が負担する。, 記: はい }]\n", "「記」の下に何もありません"),
        ("条: [{ 項: [甲が負担する。, 乙が払う。], 記: はい }]\n", "「記」を条の下に置けません"),
        ("記: 以上\n条: [{ 本文: 甲が負担する。 }]\n", "「以上」とは書けません"),
    ],
)
def test_one_that_encloses_nothing_is_refused(tmp_path: Path, body: str, message: str):
    _, problems = original(small_project(tmp_path, HEAD + body + END), SOURCE)

    assert [m for m in messages(problems) if message in m]
