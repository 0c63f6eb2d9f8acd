"""Notes of a Word file are compared without what calls them, and with every word of their own."""

from __future__ import annotations

import pytest

from pipeline.comparing.node import Node
from pipeline.comparing.notes import with_others


def left(own: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    return [node.words for node in with_others(Node("文書"), own, others).children]


@pytest.mark.parametrize(
    "sign", ["※1　", "※１", "注1　", "脚注1 ", "*1 ", "＊(1)　", "1　", "(1) ", "\u200d　※1　", " "]
)
def test_what_calls_a_note_is_no_word_of_it(sign: str):
    """Houses choose the sign; LibreOffice writes the mark that nobody sees; Word's own number is no text."""
    assert [] == left((f"{sign}毎年見直す。",), ("毎年見直す。",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10人以上の事業所をいう。", "20人以上の事業所をいう。"),
        ("10 人以上の事業所をいう。", "20 人以上の事業所をいう。"),
        ("※1　2024年の調査", "※1　2025年の調査"),
        ("注意を要する。", "意を要する。"),
        ("1　延長18km", "1　延長19km"),
    ],
)
def test_a_number_at_the_head_of_a_note_is_compared(old: str, new: str):
    """10人以上 and 20人以上 were one and the same note, and the papers did not differ."""
    assert 1 == len(left((old,), (new,)))
    assert [] == left((old,), (old,))
