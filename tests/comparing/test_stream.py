"""Papers of which only words are known: order and repetition are no differences, every word is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.node import Node
from pipeline.comparing.stream import letters, stream, told

TABLE = Node(
    "表",
    children=(
        Node("欄名", children=(Node("欄", words="路線"), Node("欄", words="運行本数", column=1))),
        Node("行", children=(Node("欄", words="海岸線"), Node("欄", words="一日24本", column=1))),
    ),
    key="路線",
)
PAPER = Node(
    "文書", children=(Node("節", "第1章　", "現状", form="2", children=(TABLE, Node("文", words="利用者は減る。"))),)
)


def test_words_know_their_places():
    words = stream(PAPER)

    assert "第1章現状路線運行本数海岸線一日24本利用者は減る。" == words.text
    assert ("第1章 現状 ＞ 路線の表 ＞ 海岸線の項", "運行本数") == words.place(words.text.index("24"))


def test_a_repeated_head_another_order_and_a_cell_that_goes_on_are_no_differences():
    words = stream(PAPER)
    again = words.text.replace("利用者", "運行本数路線利用者")
    turned = "路線の表海岸線一日24本".replace("海岸線一日24本", "一日24本海岸線")
    goes_on = "経済の成長観光経済の成長（続き）防災"

    assert () == told(again, words.text, words.heads)
    assert () == told(turned, "路線の表海岸線一日24本", frozenset())
    assert () == told(goes_on, "経済の成長観光防災", frozenset())


@given(st.text("あいう1", max_size=30), st.text("あいう1", max_size=30))
def test_texts_with_other_letters_never_pass_for_equal(old: str, new: str):
    assert bool(told(old, new, frozenset())) or letters(old) == letters(new)
