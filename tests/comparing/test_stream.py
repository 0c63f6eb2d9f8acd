"""Papers of which only words are known: order and repetition are no differences, every word is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.node import Node
from pipeline.comparing.stream import Stream, letters, stream, told, without_order

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


def run(text: str, *, listed: bool = False) -> Stream:
    """A paper of one paragraph."""
    return stream(Node("文書", children=(Node("文", words=text, listed=listed),)))


def test_a_repeated_head_and_a_cell_that_goes_on_are_no_differences():
    words = stream(PAPER)
    again = words.text.replace("利用者", "運行本数路線利用者")

    assert () == told(again, words)
    assert () == told("経済の成長観光経済の成長（続き）防災", run("経済の成長観光防災"))


def test_a_head_that_the_pages_lack_is_a_difference():
    words = stream(PAPER)

    assert () != told(words.text.replace("路線運行本数", ""), words)


def test_only_where_no_tag_says_it_is_order_set_apart():
    words, printed = run("路線の表海岸線一日24本"), "路線の表一日24本海岸線"
    found = told(printed, words)

    assert () != found
    assert ((), found) == without_order(printed, words.text, found)


def test_pages_behind_entries_of_a_list_are_no_differences():
    paper = Node("文書", children=tuple(Node("文", words=w, listed=w != "本文") for w in ("施策", "資料編", "本文")))

    assert () == told("施策2頁資料編…………2－3頁本文", stream(paper))
    assert () != told("施策2頁資料編3頁本文4頁", stream(paper))
    assert () != told("施策2個資料編本文", stream(paper))


def test_notes_go_to_the_end_wherever_they_stand():
    words = stream(
        Node("文書", children=(Node("文", words="甲は※1"), Node("文", words="※1注"), Node("文", words="乙")))
    )

    last = words.with_last(["※1注"])
    assert "甲は※1乙※1注" == last.text
    assert [words.place(words.text.index("乙")), words.place(4)] == [last.place(last.text.index("乙")), last.place(5)]
    assert words.text == words.with_last(["ない"]).text


@given(st.text("あいう1", max_size=30), st.text("あいう1", min_size=1, max_size=30))
def test_texts_that_differ_never_pass_for_equal(printed: str, words: str):
    """Not even by order: 甲及び乙 is not 乙及び甲, and 12日 not 21日."""
    assert bool(told(printed, run(words))) == (printed != words)


@given(st.text("甲乙12", min_size=1, max_size=20), st.data())
def test_stretches_at_the_end_lose_nothing(text: str, data: st.DataObject):
    stretches = data.draw(st.lists(st.text("甲乙12", min_size=1, max_size=4), max_size=4))

    last = run(text).with_last(stretches)
    assert letters(text) == letters(last.text)
