"""An item that is indented too far below 「|」 is no words of the text, and is told."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Problems
from pipeline.kinds.agreement import Agreement
from pipeline.source import reader
from pipeline.source.grammar import swallowed
from tests.workshop import SMALL


def told(text: str) -> list[tuple[str, str, str]]:
    problems = Problems()
    node = reader.parse(text.encode(), "a.yaml", problems)
    assert node is not None
    swallowed.check(node, Agreement, problems)
    return [(d.message, d.cure, str(d.place)) for d in problems.found]


@pytest.mark.parametrize("line", ["別表:", "別表: []", "- 別表: []", "末文: 乙"])
def test_a_line_that_is_an_item_is_told_once_with_its_column(line: str):
    """The 別表 was printed as words of the text above it."""
    [(message, cure, place)] = told(
        SMALL.replace("    本文: 甲及び乙は、協力する。", f"    本文: |\n      甲は、\n      {line}\n      - 関係: 甲")
    )

    assert f"「{line.removeprefix('- ').partition(':')[0]}:」で始まる行" in message
    assert "行頭の空白を0に" in cure
    assert place.startswith("a.yaml:11:")


def test_of_two_places_that_know_a_key_the_nearest_is_named():
    [(_, cure, _)] = told(SMALL.replace("    本文: 甲及び乙は、協力する。", "    本文: |\n      甲は、\n      号:\n"))

    assert "行頭の空白を4に" in cure


@pytest.mark.parametrize("line", ["日時: 4月1日", "条：", "https://example.jp", "条のとおり: 甲", "甲は、別表:乙"])
def test_words_are_not_told(line: str):
    assert [] == told(SMALL.replace("    本文: 甲及び乙は、協力する。", f"    本文: |\n      甲は、\n      {line}\n"))
