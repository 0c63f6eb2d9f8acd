"""The list of changes of two trees: complete, nothing invented, moves are moves."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.comparing.changes import apply, compare, turned
from pipeline.comparing.merged import merged, new_of, old_of
from pipeline.comparing.node import Node
from tests.comparing.strategies import PAPERS, edited
from tests.examples import examples


@settings(max_examples=examples(300), deadline=None)
@given(st.data())
def test_the_changes_make_the_new_of_the_old_and_the_old_of_the_new(data: st.DataObject):
    """Nothing lost, nothing invented: whatever was edited, in both directions."""
    old = data.draw(PAPERS)
    new = data.draw(edited(old) if data.draw(st.booleans()) else PAPERS)

    found = compare(old, new).changes

    assert new == apply(old, found)
    assert old == apply(new, turned(found))


@given(PAPERS)
def test_a_paper_does_not_differ_from_itself(paper: Node):
    assert () == compare(paper, paper).changes


def row(*cells: str) -> Node:
    return Node("行", children=tuple(Node("欄", words=w, column=n) for n, w in enumerate(cells)))


def table(head: tuple[str, ...], *rows: Node) -> Node:
    return Node("表", children=(Node("欄名", children=row(*head).children), *rows))


def section(name: str, *below: Node, label: str = "") -> Node:
    return Node("節", label, name, form="1", children=below)


def told(old: Node, new: Node) -> list[tuple[str, str, str]]:
    return [(c.what, c.old, c.new) for c in compare(old, new).changes]


HEAD = ("事業名", "予算額")


def bare_table(*rows: tuple[str, ...]) -> Node:
    """A table of which nobody tells the heads."""
    return Node("表", children=tuple(row(*words) for words in rows))


def test_a_row_that_moved_and_was_edited_is_a_move_with_its_edit():
    a, b, c = row("観光の振興", "1,000"), row("防災の連携", "2,000"), row("図書館の利用", "3,000")
    old = Node("文書", children=(table(HEAD, a, b, c),))
    new = Node("文書", children=(table(HEAD, b, c, row("観光の振興", "1,200")),))

    assert [("移動", "", ""), ("字句", "1,000", "1,200")] == told(old, new)


def test_a_row_that_went_to_another_section_is_a_move():
    a, b = row("広域観光の推進", "1,000"), row("防災の連携", "2,000")
    old = Node("文書", children=(section("経済", table(HEAD, a, b)), section("生活", table(HEAD, row("福祉", "5")))))
    new = Node("文書", children=(section("経済", table(HEAD, b)), section("生活", table(HEAD, row("福祉", "5"), a))))

    assert [("移動", "", "")] == told(old, new)


def test_a_new_column_is_one_cell_more_in_each_row_and_no_other_change():
    old = Node("文書", children=(table(HEAD, row("観光", "1"), row("防災", "2")),))
    new = Node("文書", children=(table((*HEAD, "備考"), row("観光", "1", ""), row("防災", "2", "新規")),))

    found = compare(old, new).changes

    assert ["備考", "", "新規"] == [c.node.words for c in found if c.node is not None]
    assert {"追加"} == {c.what for c in found}


def test_a_new_column_of_a_table_without_heads_stands_where_it_came():
    """Cells were compared by their places: 「増減 △8,800（15,000 → 6,200）」 was told of two funds that did not change."""
    old = Node("文書", children=(bare_table(("観光", "－", "6,200", "15,000"), ("防災", "－", "1,200", "16,800")),))
    new = Node(
        "文書", children=(bare_table(("観光", "－", "0", "6,200", "15,000"), ("防災", "－", "5", "1,200", "16,800")),)
    )

    found = compare(old, new).changes

    assert [("追加", "0"), ("追加", "5")] == [(c.what, c.node.words) for c in found if c.node is not None]
    assert 2 == len(found)
    assert {"削除"} == {c.what for c in compare(new, old).changes}


def test_renumbered_sections_are_told_apart_from_their_words():
    old = Node("文書", children=(section("目的", label="1　"), section("期間", label="2　")))
    new = Node(
        "文書", children=(section("目的", label="1　"), section("背景", label="2　"), section("期間", label="3　"))
    )

    assert [("追加", "", ""), ("番号", "2　", "3　")] == told(old, new)


def test_a_renamed_section_with_the_same_matter_is_renamed():
    below = Node("文", words="圏域全体の経済成長をけん引する取組を進める。")
    old = Node("文書", children=(section("経済の成長", below),))
    new = Node("文書", children=(section("経済のけん引", below),))

    assert [("字句", "経済の成長", "経済のけん引")] == told(old, new)


@settings(max_examples=examples(300), deadline=None)
@given(st.data())
def test_the_merged_tree_holds_both_papers(data: st.DataObject):
    """Read without what comes it is the old paper, without what goes the new one."""
    old = data.draw(PAPERS)
    new = data.draw(edited(old) if data.draw(st.booleans()) else PAPERS)

    tree = merged(compare(old, new))

    assert (old, new) == (old_of(tree), new_of(tree))
