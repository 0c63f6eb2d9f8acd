"""Agreements that are set as a table: read as the text that they are, or the row is named that does not say how it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.paper import characters
from pipeline.importing.structure.draft import Clause
from pipeline.importing.structure.read import NoClausesError, read
from tests.importing.agreements import headings, nouns, sentences
from tests.importing.test_word import Read, paper, paragraph

TITLE, PREAMBLE = (
    "災害時の協力に関する協定書",
    "北浜市（以下「甲」という。）と東谷町（以下「乙」という。）は、次のとおり協定を締結する。",
)
CLOSING = "この協定の成立を証するため、本書２通を作成し、甲乙記名押印の上、各自その１通を保有する。"
NAMES = ["令和６年４月１日", "甲　北浜市長　見本太郎", "乙　東谷町長　見本花子"]


class Article(NamedTuple):
    """A 条 in words: its number and 見出し as printed, and the lines of its text."""

    mark: str
    caption: str
    paras: list[str]


Cells = list[list[str]]  # the cells of a row, each a list of paragraphs; [] one that the cell above goes on in
Layout = Callable[[Article], list[Cells]]


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """条 with several 項 and 号."""
    made: list[Article] = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        paras: list[str] = []
        for k in range(1, draw(st.integers(1, 3)) + 1):
            paras.append(f"{k}　{draw(sentences)}" if k > 1 else draw(sentences))
            if draw(st.integers(0, 3)) == 0:
                paras += [f"({i})　{draw(nouns)}" for i in range(1, draw(st.integers(2, 3)) + 1)]
        made.append(Article(f"第{n}条", f"（{draw(headings)}）", paras))
    return made


def plain(a: Article) -> list[str]:
    return [a.caption, f"{a.mark}　{a.paras[0]}", *a.paras[1:]]


def parted(para: str) -> tuple[str, str]:
    """The number of a 項 or 号, and its words."""
    label, _, words = para.partition("\u3000")
    return (label, words) if words else ("", label)


LAYOUTS: dict[str, Layout] = {
    "number | caption and text": lambda a: [[[a.mark], [a.caption, *a.paras]]],
    "caption above the number | text": lambda a: [[[a.caption, a.mark], a.paras]],
    "number with its caption | text": lambda a: [[[a.mark + a.caption], a.paras]],
    "caption | number and text": lambda a: [[[a.caption], [f"{a.mark}　{a.paras[0]}", *a.paras[1:]]]],
    "number | caption | text": lambda a: [[[a.mark], [a.caption], a.paras]],
    "one cell": lambda a: [[plain(a)]],
    "a row for each 項 below the number": lambda a: [
        [[a.mark, a.caption], [a.paras[0]]], *[[[], [p]] for p in a.paras[1:]]
    ],
    "numbers of 項 in a column": lambda a: [
        [[a.caption], []], [[a.mark], [a.paras[0]]], *[[[x] for x in parted(p)] for p in a.paras[1:]]
    ],
}  # fmt: skip


def cell(paras: list[str], *, goes_on: bool) -> str:
    merge = '<w:vMerge w:val="restart"/>' if not goes_on else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(map(paragraph, paras or ['']))}</w:tc>"


def table(rows: list[Cells], width: int = 0) -> str:
    """Rows in Word; one of a single cell reaches over all `width` columns."""
    made = ""
    for row in rows:
        if len(row) == 1 and width > 1:
            span = f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{"".join(map(paragraph, row[0]))}</w:tc>'
            made += f"<w:tr>{span}</w:tr>"
        else:
            made += f"<w:tr>{''.join(cell(c, goes_on=n == 0 and not c) for n, c in enumerate(row))}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def texts(*lines: str) -> str:
    return "".join(map(paragraph, lines))


Unit = tuple[str, tuple[int, ...], str | None, str, tuple["Unit", ...]]


def units(clauses: list[Clause]) -> tuple[Unit, ...]:
    return tuple((c.level, c.number, c.caption, c.text, units(c.children)) for c in clauses)


def body(read_: Read) -> tuple[tuple[Unit, ...], list[str]]:
    draft = read(read_.paper)
    assert [] == draft.left_over
    return units(draft.body), draft.closing


@given(articles(), st.sampled_from(sorted(LAYOUTS)), st.data())
def test_the_text_in_a_table_is_that_of_the_same_words_without_one(made: list[Article], way: str, data: st.DataObject):
    """One table for all 条 or one for each; title, preamble, 末文 and names before and behind it, or in rows of it."""
    rows = [LAYOUTS[way](a) for a in made]
    width = max(len(row) for one in rows for row in one)
    front, back = [TITLE, PREAMBLE], [CLOSING, *NAMES]
    match data.draw(st.sampled_from(["one", "each", "whole"])):
        case "one":
            laid = texts(*front) + table([row for one in rows for row in one], width) + texts(*back)
        case "each":
            laid = texts(*front) + "".join(table(one, width) + "<w:p/>" for one in rows) + texts(*back)
        case _:
            laid = table([[[TITLE]], [[PREAMBLE]], *(row for one in rows for row in one), [back]], width)
    expected = paper(texts(*front, *(line for a in made for line in plain(a)), *back))

    found = paper(laid)

    assert body(expected) == body(found)
    assert characters(expected.lines) == characters(found.lines)


@given(st.lists(sentences, min_size=2, max_size=5))
def test_a_memorandum_of_counted_sentences_in_a_table_is_one(said: list[str]):
    """１ in one cell, its sentence in the next; there is no 条."""
    names = [CLOSING, *NAMES]
    expected = paper(texts(TITLE, PREAMBLE, *(f"{n}　{x}" for n, x in enumerate(said, 1)), *names))

    found = paper(texts(TITLE, PREAMBLE) + table([[[f"{n}"], [x]] for n, x in enumerate(said, 1)]) + texts(*names))

    assert body(expected) == body(found)


def test_words_of_the_columns_are_told():
    """No word of the text: 条 and 内容 above the columns."""
    rows = [[["条"], ["内　容"]], [["第１条"], ["（目的）", "甲は、協力する。"]]]

    draft = read(paper(texts(TITLE, PREAMBLE) + table(rows)).paper)

    assert ["甲は、協力する。"] == [c.text for x in draft.body for c in x.children]
    assert "条文を割り付けた表の欄名は、文でないので除きました: 「条」「内　容」" in [n.message for n in draft.notes]
    assert characters(["条内容"]) == characters(n.words for n in draft.notes)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[["第１条"], ["目的"], ["甲は、協力する。"]]], "「目的」は"),
        ([[["第１条", "第２条"], ["甲は、協力する。", "乙は、協力する。"]]], "「第１条 第２条」は"),
        ([[["第１条　甲は、協力する。"], ["第１条　乙は、協力する。"]]], "「第１条　甲は、協力する。」は"),
        ([[["第１条"], ["甲は、協力する。"]], [["第３条"], ["乙は、協力する。"]]], "（第３条）が、前の条から続いていません"),
        ([[["第１条"], ["２　甲は、協力する。", "第２条　乙は、協力する。"]]], "番号がいくつもあります"),
        ([[["第１条"], ["目的"]], [["第２条"], ["乙は、協力する。"]]], "「第１条　目的」の条に、「。」で終わる文がありません"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_say_how_it_reads_is_named(rows: list[Cells], why: str):
    """Columns side by side, numbers without end: nobody guesses which words follow which."""
    with pytest.raises(NoClausesError) as refused:
        read(paper(texts(TITLE, PREAMBLE) + table(rows)).paper)

    assert refused.value.hindrance is not None
    assert why in refused.value.hindrance.message
    assert "表の解除" in refused.value.hindrance.cure
    assert refused.value.hindrance.line.span.file.cell.startswith("表1の")


@given(articles(), st.sampled_from(["before", "behind", "schedule"]))
def test_a_table_about_the_clauses_of_a_text_stays_a_table(made: list[Article], place: str):
    """What explains 条 one by one, compares them, or lists those of a 別表, is none of the text."""
    explained = table([[[a.mark], [f"{a.caption[1:-1]}を定める。"]] for a in made])
    lines = texts(*(line for a in made for line in plain(a)))
    match place:
        case "before":
            laid = texts(TITLE, PREAMBLE) + explained + lines
        case "behind":
            laid = texts(TITLE, PREAMBLE) + lines + explained
        case _:
            laid = texts(TITLE, PREAMBLE) + lines + texts("別表（第１条関係）") + explained

    draft = read(paper(laid).paper)

    assert [a.mark for a in made] == [c.mark for c in draft.body]
    assert not any("割り付けた" in n.message for n in draft.notes)


def test_a_table_in_a_frame_is_one_of_the_text():
    """Its rows were words of the frame's only cell, one below the other."""
    schedule = table([[["項目"], ["甲の役割"]], [["備蓄"], ["備蓄品を整える。"]]])
    within = texts(TITLE, PREAMBLE, "第１条　甲は、協力する。", "別表") + schedule

    found = paper(f"<w:tbl><w:tr><w:tc>{within}{paragraph('備考　毎年度見直す。')}</w:tc></w:tr></w:tbl>")

    assert (TITLE, PREAMBLE, "第１条　甲は、協力する。", "別表", "項目\t甲の役割", "備蓄\t備蓄品を整える。", "備考　毎年度見直す。") == found.lines  # fmt: skip
    assert [0, 0, 0, 0, 2, 2, 0] == [line.table for line in found.paper.lines]
    assert () == found.notes
