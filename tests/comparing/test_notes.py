"""Notes of a Word file are compared without what calls them, and with every word of their own."""

from __future__ import annotations

import pytest

from pipeline.comparing.node import Node
from pipeline.comparing.notes import called, with_others


def left(own: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    (heading,) = with_others(Node("文書"), own, others).children
    return [node.words for node in heading.children]


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


BODY = Node("文書", children=(Node("文", "(1)\u3000", "日時"), Node("文", words="暮らし(1)を支える。")))


@pytest.mark.parametrize("sign", ["(1)\u3000", "1\u3000", "①\u3000", "ア ", "\u200da\u3000"])
def test_notes_that_a_house_calls_by_a_number_are_known_by_those_of_the_word_file(sign: str):
    """They were told as moved: nothing in a plain text says that (1) calls a note."""
    notes = [f"{sign}通勤をいう。", f"{sign}二十人以上の事業所は、毎月見直す。"]
    lines = [*notes[:1], f"{sign}二十人以上の事業所は、毎年見直す。", f"{sign}別の箇条"]
    root = Node("文書", children=(*BODY.children, *(Node("文", words=line) for line in lines)))

    found = called(root, notes, BODY)

    assert {id(node) for node in root.children[2:4]} == found


def test_a_paragraph_of_the_body_is_no_note():
    assert frozenset() == called(BODY, ["(1)\u3000日時"], BODY)
