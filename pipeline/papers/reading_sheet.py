"""A change report -> the galley of a 読み合わせ票: old and new sentence by sentence, numbered, for two people reading aloud."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.amending.differences.word_diff import differences
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.labels.marks import GAP
from pipeline.notation import sentences as reading
from pipeline.notation.house_style import House
from pipeline.papers.changes import Entry, Report

_SHARES = (4, 8, 20, 20, 3)
_BOX = "□"
_READERS = "読み手　　　　　　　　　　聞き手　　　　　　　　　　確認した日　　　年　　月　　日"


def reading_sheet(found: Report, title: str, house: House, day: date | None) -> Galley:
    """Every sentence of what changes, in the order of the text, with a box for each; what follows from other changes too."""
    rows = [row for entry in found.entries for row in _rows(entry)]
    numbered = tuple(
        Row((_cell("表中央", (Run(house.text(str(n))),)), *cells, _cell("表中央", (Run(_BOX),))))
        for n, cells in enumerate(rows, 1)
    )
    names = ("番号", "場所", house.sides.old, house.sides.new, "確認")
    head = Row(tuple(_cell("表見出し", (Run(name),)) for name in names))
    blocks: tuple[Block, ...] = (
        Para("題名", (Run(title),), heading=1, outline=title),
        Para("添え書き", (Run(_READERS),)),
        Grid("一覧表", (head,), numbered, title, _SHARES),
    )
    return Galley(title, title, "", day, (Part("本文", blocks, landscape=True),), (("題名", title),))


def _rows(entry: Entry) -> Iterator[tuple[Cell, Cell, Cell]]:
    """One entry, a row for each pair of sentences; its place stands beside the first."""
    place = entry.place_new or entry.place_old
    moved = entry.place_old and entry.place_new and entry.place_old != entry.place_new
    shown = f"{entry.place_old}→{entry.place_new}" if moved else place
    # The number by which 変更一覧 knows it, the place, the 欄.
    named = GAP.join(filter(None, (entry.cited, shown, entry.column)))
    for n, (old, new) in enumerate(_pairs(entry.old, entry.new)):
        left, right = _marked(old, new)
        yield _cell("表本文", (Run(named if n == 0 else "同"),)), _cell("表本文", left), _cell("表本文", right)


def _marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both sides with what differs underlined; of a sentence that one side has alone, all."""
    if not old or not new:
        return (_run(old, differ=True) if old else (Run("―"),)), (_run(new, differ=True) if new else (Run("―"),))
    found = differences(old, new)
    left = tuple(run for a, _, differ in found for run in _run(a, differ=differ))
    right = tuple(run for _, b, differ in found for run in _run(b, differ=differ))
    return left, right


def _run(words: str, *, differ: bool) -> tuple[Run, ...]:
    return (Run(words, "下線" if differ else None),) if words else ()


def _pairs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Sentences that belong together; "" where one side has none."""
    a, b = list(sentences(old)), list(sentences(new))
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal" or a1 - a0 == b1 - b0:
            yield from zip(a[a0:a1], b[b0:b1], strict=True)
            continue
        for n in range(max(a1 - a0, b1 - b0)):
            yield (a[a0 + n] if a0 + n < a1 else ""), (b[b0 + n] if b0 + n < b1 else "")


def sentences(text: str) -> Iterable[str]:
    """The sentences of a text; 「。」 in brackets ends none, a line and a cell of a row always do."""
    lines = text.replace("\t", "\n").split("\n")
    made = [line[start:end] for line in lines for start, end in reading.sentences(line)]
    return [words for each in made if (words := each.strip(" 　\t"))]


def _cell(style: str, runs: tuple[Run, ...]) -> Cell:
    return Cell((Para(style, runs),))
