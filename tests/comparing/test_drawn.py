"""Plain text beside a paper that tells its drawings: their lines are their parts, the tables around them stay tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.drawn import loosened
from pipeline.comparing.node import Node, lines_of
from pipeline.comparing.reading import of_text

_WORD = st.text("甲乙丙丁春夏秋冬", min_size=2, max_size=5)
_ROWS = st.lists(st.lists(_WORD, min_size=2, max_size=4), min_size=1, max_size=4)


def drawing(words: list[str]) -> Node:
    return Node("文書", children=(Node("図", children=tuple(Node("文", words=w) for w in words)),))


@given(before=_ROWS, drawn=_ROWS, after=_ROWS)
def test_the_lines_of_a_drawing_are_its_parts_and_the_rows_around_it_stay(
    before: list[list[str]], drawn: list[list[str]], after: list[list[str]]
):
    drawn = [[f"図{word}" for word in row] for row in drawn]
    root = of_text("\n".join("\t".join(row) for row in (*before, *drawn, *after)))
    words = [word for row in drawn for word in row]
    made = loosened(root, drawing(words))

    assert ["表", *["文"] * len(words), "表"] == [child.kind for child in made.children]
    assert words == [child.words for child in made.children[1:-1]]
    assert [len(before), len(after)] == [len(made.children[0].children), len(made.children[-1].children)]


@given(rows=_ROWS, words=st.lists(st.text("線面点", min_size=2, max_size=5), min_size=1, max_size=6))
def test_without_its_words_nothing_is_taken_for_a_drawing(rows: list[list[str]], words: list[str]):
    root = of_text("\n".join("\t".join(row) for row in rows))

    assert list(lines_of(root)) == list(lines_of(loosened(root, drawing(words))))


def test_a_figure_that_was_changed_is_a_part_of_its_drawing():
    root = of_text("見出し\n前年度\t148,200千円\n今年度\t184,700千円\t増減率　24.6%\n")
    made = loosened(root, drawing(["前年度", "148,200千円", "今年度", "184,600千円", "増減率　24.6%"]))

    assert ["見出し", "前年度", "148,200千円", "今年度", "184,700千円", "増減率　24.6%"] == [
        c.text for c in made.children
    ]
