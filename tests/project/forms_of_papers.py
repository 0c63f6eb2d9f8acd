"""Random papers as blocks, each written as a Word file, a web page and plain text by others than we, and one visible change."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from docx import Document
from hypothesis import strategies as st

from pipeline.late.dataclass import dataclass

LABELS = st.sampled_from(
    ["", "", "", "1　", "(1)　", "ア　", "・", "○", "第1章　", "第2条　", "※", "注1　", "①　", "２．"]
)
PIECES = st.sampled_from(
    [
        "連携",
        "協定",
        "市",
        "町",
        "事業",
        "令和6年度",
        "予算",
        "1,200千円",
        "観光",
        "防災",
        "の",
        "を",
        "に",
        "図書館",
        "△50",
        "※",
        "(1)",
        "ア",
        "第1条",
        "別表",
        "及び",
        "、",
        "。",
        "一",
        "二",
        "髙橋",
        "①",
    ]
)
SENTENCE = st.lists(PIECES, min_size=2, max_size=8).map("".join)
WORDS = st.builds("{}{}".format, LABELS, SENTENCE)
CELL = st.one_of(st.just(""), SENTENCE, SENTENCE, st.builds("{}\v{}".format, SENTENCE, SENTENCE))
PARTED = "\v"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph (of several lines where it is ended by hand), a frame, or rows of a table. `cells` row by row."""

    kind: str
    cells: tuple[str, ...]
    columns: int = 1


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(["見出し", "文", "文", "文", "表", "囲み"]))
    if kind == "表":
        wide, high = draw(st.integers(2, 4)), draw(st.integers(1, 3))
        return Block(kind, tuple(draw(st.lists(CELL, min_size=wide * high, max_size=wide * high))), wide)
    most = 1 if kind == "見出し" else 3
    return Block(kind, tuple(draw(st.lists(WORDS, min_size=1, max_size=most))))


LINE = st.builds(lambda words: Block("文", (words,)), WORDS)
CLAUSES = st.lists(SENTENCE, min_size=2, max_size=4).map(
    lambda texts: [Block("文", (f"第{n}条　{text}定める。",)) for n, text in enumerate(texts, 1)]
)
AGREEMENT = st.builds(
    lambda clauses, names, rest: [
        Block("文", ("山川市と海辺町との連携に関する協定書",)),
        Block("文", ("山川市（以下「甲」という。）及び海辺町（以下「乙」という。）は、次のとおり締結する。",)),
        *clauses,
        Block("文", ("令和6年3月28日",)),
        *(Block("文", (name,)) for name in names),
        *rest,
    ],
    CLAUSES,
    st.sampled_from([("甲　山川市長　山川　太郎", "乙　海辺町長　海辺　花子"), ("甲", "山川市長　山川太郎", "乙", "海辺町長　海辺花子")]),
    st.sampled_from([[], [Block("文", ("別表（第1条関係）",)), Block("表", ("区分", "役割", "観光", "連携して行う。"), 2)]]),
)  # fmt: skip
PAPER = st.one_of(st.lists(blocks(), min_size=2, max_size=7), AGREEMENT)


@st.composite
def changed(draw: st.DrawFn, paper: list[Block]) -> tuple[list[Block], str, str]:
    """The paper with one visible character put in, taken out or exchanged, and the words before and after."""
    at = draw(st.integers(0, len(paper) - 1))
    n = draw(st.integers(0, len(paper[at].cells) - 1))
    old = paper[at].cells[n]
    place = draw(st.integers(0, len(old)))
    new, rest = draw(st.sampled_from("あい７7、）議髙")), old[place:]
    if rest and not rest[0].isspace() and rest[0] != new:
        new = draw(st.sampled_from([new, ""]))
        rest = rest[1:] if len(old) > 1 else rest
    words = old[:place] + (new or ("" if len(old) > 1 else "別")) + rest
    made = replace(paper[at], cells=(*paper[at].cells[:n], words, *paper[at].cells[n + 1 :]))
    return [*paper[:at], made, *paper[at + 1 :]], old, words


def _rows(block: Block) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(block.cells), block.columns):
        yield block.cells[start : start + block.columns]


def as_word(paper: list[Block]) -> bytes:
    document = Document()
    for block in paper:
        if block.kind in ("表", "囲み"):
            table = document.add_table(0, block.columns)
            rows = _rows(block) if block.kind == "表" else [(PARTED.join(block.cells),)]
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text, *rest = words.split(PARTED)
                    for more in rest:
                        cell.add_paragraph(more)
        elif block.kind == "見出し":
            document.add_heading(block.cells[0], 2)
        else:
            run = document.add_paragraph().add_run(block.cells[0])
            for line in block.cells[1:]:
                run.add_break()
                run.add_text(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_page(paper: list[Block]) -> bytes:
    made = ['<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>頁</title></head><body>']
    for block in paper:
        if block.kind in ("表", "囲み"):
            rows = _rows(block) if block.kind == "表" else [(PARTED.join(block.cells),)]
            cells = ["".join(f"<td>{''.join(map(_paragraph, c.split(PARTED)))}</td>" for c in row) for row in rows]
            made.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        elif block.kind == "見出し":
            made.append(f"<h2>{escape(block.cells[0])}</h2>")
        else:
            made.append(f"<p>{'<br>'.join(map(escape, block.cells))}</p>")
    return "\n".join(made).encode()


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def as_text(paper: list[Block]) -> bytes:
    made: list[str] = []
    for block in paper:
        made += (
            ["\t".join(c.replace(PARTED, " ") for c in row) for row in _rows(block)]
            if block.kind == "表"
            else block.cells
        )
    return ("\n".join(made) + "\n").encode()


FORMS: dict[str, Callable[[list[Block]], bytes]] = {"docx": as_word, "html": as_page, "txt": as_text}
