"""Tables that a plain text draws with characters: drawn at random and read back; no word goes with the strokes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.paper import Line
from pipeline.importing.plain_paper import read_lines
from pipeline.importing.readings import of_plain_text
from tests.examples import examples

WORDS = "区分人口医療介護円年度。、0123"
# The joint where strokes go up, down, left and right, by which of them there are.
JOINTS = {
    (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐", (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘", (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤",
    (0, 1, 1, 1): "┬", (1, 0, 1, 1): "┴", (1, 1, 1, 1): "┼", (1, 1, 0, 0): "│", (0, 0, 1, 1): "─",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A cell of a drawing: its first column and row, how many it takes, and its words."""

    column: int
    row: int
    columns: int
    rows: int
    words: str


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[int], int, list[Box]]:
    """Widths of columns in em, how many rows, and cells, some of which run over several columns or rows."""
    widths = draw(st.lists(st.integers(2, 6), min_size=2, max_size=4))
    height = draw(st.integers(3, 5))
    taken: set[tuple[int, int]] = set()
    boxes = []
    for row in range(height):
        for column in range(len(widths)):
            if (column, row) in taken:
                continue
            # The first row is plain, so that all strokes stand in one line.
            way = draw(st.sampled_from(["plain", "plain", "right", "down"])) if row else "plain"
            columns, rows = 1, 1
            if way == "right" and column + 1 < len(widths) and (column + 1, row) not in taken:
                columns = 2
            if way == "down" and row + 1 < height and column + 1 < len(widths):  # some stroke parts two rows
                rows = 2
            taken |= {(column + c, row + r) for c in range(columns) for r in range(rows)}
            words = draw(st.text(WORDS, min_size=1, max_size=8).filter(lambda w: w[0] not in "0123。、"))
            boxes.append(Box(column, row, columns, rows, words))
    return widths, height, boxes


def wide(text: str) -> int:
    """In half widths."""
    return sum(1 if c.isascii() else 2 for c in text)


def wrapped(words: str, room: int) -> list[str]:
    """Words cut at so many half widths."""
    lines = [""]
    for char in words:
        if wide(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines


def drawn(widths: list[int], height: int, boxes: list[Box], stroke: int) -> str:
    """A grid as strokes and words; `stroke`: half widths that a stroke takes."""
    at = {(b.column + c, b.row + r): b for b in boxes for c in range(b.columns) for r in range(b.rows)}
    rooms = {b: 2 * sum(widths[b.column : b.column + b.columns]) + stroke * (b.columns - 1) for b in boxes}
    held = {b: wrapped(b.words, rooms[b]) for b in boxes}
    lines = [rule(widths, at, 0, stroke)]
    for row in range(height):
        here = [b for b in boxes if b.row == row]
        deep = max(len(held[at[c, row]]) for c in range(len(widths))) if here else 1
        for n in range(deep):
            line, column = "│", 0
            while column < len(widths):
                box = at[column, row]
                words = held[box][n] if box.row == row and n < len(held[box]) else ""
                line += words + " " * (rooms[box] - wide(words)) + "│"
                column += box.columns
            lines.append(line)
        lines.append(rule(widths, at, row + 1, stroke))
    return "\n".join(lines)


def rule(widths: list[int], at: dict[tuple[int, int], Box], row: int, stroke: int) -> str:
    """The strokes above a row."""

    def level(column: int) -> bool:
        return 0 <= column < len(widths) and at.get((column, row - 1)) is not at.get((column, row))

    def upright(column: int, of: int) -> bool:
        return ((0, of) in at) and at.get((column - 1, of)) is not at.get((column, of))

    made = ""
    for column in range(len(widths) + 1):
        key = (upright(column, row - 1), upright(column, row), level(column - 1), level(column))
        made += next(sign for arms, sign in JOINTS.items() if arms == key)
        if column < len(widths):
            made += ("─" if level(column) else " " * stroke) * (2 * widths[column] // stroke)
    return made


def tables(text: str) -> list[Line]:
    paper = read_lines(f"題名\n\n{text}\n\n後の文\n", "paper.txt")
    assert ["題名", "後の文"] == [paper.lines[0].text, paper.lines[-1].text]
    return list(paper.lines[1:-1])


@settings(max_examples=examples(200), deadline=None)
@given(grids(), st.sampled_from([1, 2]))
def test_a_table_is_read_as_it_was_drawn(grid: tuple[list[int], int, list[Box]], stroke: int):
    widths, height, boxes = grid
    rows = tables(drawn(widths, height, boxes, stroke))

    want = [[("", False, 1)] * len(widths) for _ in range(height)]
    for box in boxes:
        for r in range(box.rows):
            want[box.row + r][box.column] = ("" if r else box.words, r > 0, box.columns)
    assert want == [[("".join(c.paras), c.goes_on, c.columns) for c in row.cells] for row in rows]
    assert {1} == {row.table for row in rows}


# Lines as they stand in tables, in any order: some close to a table, most do not.
PIECES = [
    "┌──┬──┐",
    "├──┼──┤",
    "└──┴──┘",
    "│区分│3 3 │",
    "│区  ├──┤",
    "├──┤  3 │",
    "│区分    │",
    "├──┬──┤",
    "|区|3|",
    "|--|--|",
    "+--+--+",
    "区│分",
]
strokes = st.one_of(
    st.text("│┃─━┌┐├┤┬┼┴└┘|｜+-=: 区分3\t\n", max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join),
)


@settings(max_examples=examples(500), deadline=None)
@given(strokes)
def test_no_word_goes_with_the_strokes(text: str):
    paper = read_lines(text, "paper.txt")

    said = Counter(
        c for line in paper.lines for c in (line.text if not line.cells else "".join(c.text for c in line.cells))
    )
    assert {c: text.count(c) for c in "区分3"} == {c: said[c] for c in "区分3"}


@pytest.mark.parametrize(
    ("text", "rows", "heads"),
    [
        ("| 区分 | 金額 |\n|---|---:|\n| 負担金 | 3円 |\n|  | 4円 |", ["区分/金額", "負担金/3円", "/4円"], 1),
        ("+----+----+\n| 区 | 年 |\n+====+====+\n| 夜 | 3 |\n+----+----+", ["区/年", "夜/3"], 1),
        ("区分　│金額\n────┼────\n負担金│1,000円\n委託料│2,000円", ["区分/金額", "負担金/1,000円", "委託料/2,000円"], 0),
        ("｜区分｜令和5年度｜\n｜夜間人口｜203人｜", ["区分/令和5年度", "夜間人口/203人"], 0),
        ("┌──┬──┐\n│区分│備考欄│\n├──┼──┤\n│─│なし│\n└──┴──┘", ["区分/備考欄", "─/なし"], 0),
    ],
    ids=["Markdown", "plus and minus", "open sides", "no level strokes", "of another pitch"],
)  # fmt: skip
def test_tables_of_other_looks(text: str, rows: list[str], heads: int):
    """What stands in the cells, row by row, and how many rows are known to name the columns."""
    found = tables(text)

    assert rows == ["/".join(c.text for c in line.cells) for line in found]
    assert heads == sum(line.is_head for line in found)


def test_words_in_a_frame_are_told():
    paper = read_lines("題名\n┌────┐\n│枠の中の│\n│文です。│\n└────┘\n後の文\n", "paper.txt")

    assert ["題名", "枠の中の文です。", "後の文"] == [line.text for line in paper.lines]
    assert ["枠の線を除いて、中の文を読みました: 「枠の中の文です。」"] == [n.message for n in paper.notes]


@pytest.mark.parametrize(
    "text", ["前の文\n────────\n次の文", "住所｜氏名\n甲｜乙", "│枠だけの一行│", "a|b\n-----\nc|d"]
)
def test_strokes_that_draw_no_table_stay(text: str):
    paper = read_lines(text, "paper.txt")

    assert text.split("\n") == [line.text for line in paper.lines]
    assert not paper.notes


def test_a_table_that_cannot_be_read_stays_and_is_told():
    text = "┌──┬──┐\n│区分│年度│\n├──┼──┤\n│夜│間│人口│\n└──┴──┘"
    paper = read_lines(text, "paper.txt")

    assert text.split("\n") == [line.text for line in paper.lines]
    assert ["線で書かれた表は、縦の線が行ごとに違うところにあるので、行のまま読みました"] == [
        n.message for n in paper.notes
    ]


def test_a_drawn_table_is_compared_as_the_table_that_it_draws():
    drawn_text = "題名\n┌──┬────┐\n│区分│備考　　│\n├──┼────┤\n│在宅│訪問看護│\n│　　│を行う。│\n└──┴────┘\n"
    old = of_plain_text(drawn_text, "drawn.txt").root
    new = of_plain_text("題名\n区分\t備考\n在宅\t訪問看護を行う。\n", "tabs.txt").root

    assert new == old
