"""Paragraphs that came back in another place: one proposal, which moves them."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml import etree

from pipeline.review.decisions import opinion
from pipeline.review.proposals import Elsewhere
from tests.review import hands
from tests.review.hands import W
from tests.review.kit import back, folder, sent

NAME = "aomori/kyoyaku-蓬田村"
MOVED, GOAL = "疑義が生じた場合", "会議を開催するものとする"


def moved(document: etree._Element, *, tracked: bool, before: str) -> None:
    """The paragraph about doubts goes before another one, as Word moves it with recording on or off."""
    paragraph, goal = hands.find(document, MOVED), hands.find(document, before)
    copied = copy.deepcopy(paragraph)
    goal.addprevious(copied)
    if not tracked:
        copied.getparent().remove(paragraph)  # type: ignore[union-attr]
        return
    for each, mark in ((paragraph, "moveFrom"), (copied, "moveTo")):
        held = hands.mark(mark)
        held.extend(each.findall(f"{W}r"))
        each.append(held)
        end = each.find(f"{W}pPr/{W}rPr")
        if end is None:
            end = etree.SubElement(next(each.iter(f"{W}pPr")), f"{W}rPr")
        end.insert(0, hands.mark(mark))


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_that_was_moved_is_one_proposal(tmp_path: Path, tracked: bool):
    """Two proposals, to take it away and to add it, could be decided apart, and the words be lost or doubled."""
    root = folder(tmp_path, "aomori")

    came, _, _ = back(root, hands.changed(sent(root, NAME), lambda d: moved(d, tracked=tracked, before=GOAL)))

    assert came is not None
    [one] = came.review.proposals
    assert ("移動", tracked) == (one.kind, one.tracked)
    assert MOVED in one.before
    assert one.after in ("「第5条（定期的な協議）」の次", "「第5条」の前")
    assert isinstance(one.to, Elsewhere)
    assert one.place is not None
    assert f"「{one.before}」を{one.after}に移す" == opinion(one)


def test_a_paragraph_that_comes_twice_was_not_moved(tmp_path: Path):
    root = folder(tmp_path, "aomori")

    def twice(document: etree._Element) -> None:
        paragraph, goal = hands.find(document, MOVED), hands.find(document, GOAL)
        for _ in range(2):
            goal.addprevious(copy.deepcopy(paragraph))
        goal.getparent().remove(paragraph)  # type: ignore[union-attr]

    came, _, _ = back(root, hands.changed(sent(root, NAME), twice))

    assert came is not None
    assert "移動" not in {p.kind for p in came.review.proposals}
    assert 3 == sum(MOVED in p.before + p.after for p in came.review.proposals)
