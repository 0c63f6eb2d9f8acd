"""What a memory knows of blocks is what setting them plainly gives: pages, structure, bookmarks, places of links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Block, Cell, Galley, Grid, PageBreak, Para, Part, Row
from pipeline.typeset import Design, Layout, Setter
from pipeline.typeset.engine import lay_out_by
from pipeline.typeset.replay import Memory
from tests.examples import examples
from tests.typeset.kit import METRICS, cell, design, grid, para, row

PLAIN = design()
# With running heads, which name the chapter of their page.
HEADED = replace(PLAIN, parts={**PLAIN.parts, "本文": replace(PLAIN.parts["本文"], running="{題名}　{見出し}")})


def heading(words: str, level: int) -> Para:
    """A heading that is a bookmark."""
    return replace(para(words, f"本文見出し{level}"), heading=level + 1, outline=words)


def placed(block: Block, name: str) -> Block:
    """A heading is a place to go to; no two in a document have one name."""
    return replace(block, anchor=name) if isinstance(block, Para) and block.heading else block


@st.composite
def block(draw: st.DrawFn) -> Block:
    """A paragraph, a heading, an item, a table or the end of a page."""
    text = "連携を推進する。" * draw(st.sampled_from((1, 1, 2, 9, 60)))
    match draw(st.sampled_from(("段落", "段落", "見出し", "見出し", "箇条", "細目", "記名", "記名", "表", "大表"))):
        case "段落":
            return para(text, "本文段落")
        case "見出し":
            return heading(f"章{draw(st.integers(0, 99))}{text[:8]}", draw(st.integers(1, 3)))
        case "箇条":
            return para(text, "箇条1", "・")
        case "細目":
            return para(text, "箇条2", "ア")
        case "記名":  # where it begins depends on those who sign beside it
            return para("市長" * draw(st.sampled_from((1, 1, 6, 11, 20))), "記名", "甲　")
        case kind:
            rows = [row("区分" * draw(st.integers(1, 9)), text) for _ in range(draw(st.integers(1, 4)))]
            return grid(("区分", "内容"), *rows * (9 if kind == "大表" else 1))


def changed(draw: st.DrawFn, old: Block) -> Block:
    """The block of another partner in this place: a name more or less, a row less, or something else."""
    match old:
        case Para() if draw(st.integers(0, 3)):
            lines = draw(st.sampled_from(("", "", "長い名の市町村と", "長い名の市町村と" * 9)))
            style = draw(st.sampled_from((old.style, old.style, "本文見出し1", "本文段落", "箇条2")))
            return replace(old, style=style, runs=para(old.runs[0].text[:-1] + lines + "市").runs)
        case Grid() if draw(st.booleans()):
            return replace(old, rows=(*old.rows[:-1], Row((cell("別の区分"), Cell((para("別の内容"),))))))
        case _:
            return draw(block())


@st.composite
def partners(draw: st.DrawFn) -> list[list[Block]]:
    """Documents that share most of their blocks."""
    full: list[Block] = [para("一行。", "本文段落")] * draw(st.sampled_from((0, 0, *range(26, 35))))
    first = full + [placed(b, f"0-{n}") for n, b in enumerate(draw(st.lists(block(), min_size=1, max_size=9)))]
    made = [first]
    for d in range(1, draw(st.integers(2, 4))):
        now = [
            placed(changed(draw, b), f"{d}-{n}") if draw(st.integers(0, 3)) == 0 else b
            for n, b in enumerate(first[len(full) :])
        ]
        made.append(full + now[: len(now) - draw(st.sampled_from((0, 0, 0, 1, 2)))])
    return made


def laid_out(setter: Setter, blocks: Sequence[Block], wanted: Design, memory: Memory | None) -> Layout:
    """The pages of these blocks."""
    galley = Galley("題", "", "", None, (Part("本文", tuple(blocks)),))
    return lay_out_by(setter, galley, wanted, memory)


@settings(max_examples=examples(300))
@given(partners(), st.booleans())
def test_pages_with_a_memory_are_those_without(documents: list[list[Block]], running: bool):
    wanted = HEADED if running else PLAIN
    setter, memory = Setter(wanted.runs, {"明朝": METRICS, "ゴシック": METRICS}), Memory()
    for blocks in documents * 3:
        assert laid_out(setter, blocks, wanted, None) == laid_out(setter, blocks, wanted, memory)


def test_a_page_bears_the_heading_that_it_bore_when_it_was_finished():
    """And not that of a chapter which turned to the next page."""
    full = [para("一行。", "本文段落")] * 30
    blocks = (heading("第1節", 2), *full, heading("第1章", 1), para("段落", "本文段落"))
    setter, memory = Setter(HEADED.runs, {"明朝": METRICS, "ゴシック": METRICS}), Memory()
    plain = laid_out(setter, (para("題", "文書題名"), PageBreak(), *blocks), HEADED, None)
    for _ in range(2):
        assert plain == laid_out(setter, (para("題", "文書題名"), PageBreak(), *blocks), HEADED, memory)


def test_what_nothing_followed_is_not_known_before_something():
    """An item that leads to others stands on their page."""
    setter, memory = Setter(PLAIN.runs, {"明朝": METRICS, "ゴシック": METRICS}), Memory()
    blocks = [*[para("一行。", "本文段落")] * 33, para("項目", "箇条1", "・")]
    below = [para("細目" * 60, "箇条2", "ア")]
    laid_out(setter, blocks, PLAIN, memory)
    assert laid_out(setter, blocks + below, PLAIN, None) == laid_out(setter, blocks + below, PLAIN, memory)


def compare(documents: Sequence[Sequence[Block]]) -> None:
    """Sets documents one after another with one memory, and each without."""
    setter, memory = Setter(PLAIN.runs, {"明朝": METRICS, "ゴシック": METRICS}), Memory()
    for blocks in documents:
        assert laid_out(setter, blocks, PLAIN, None) == laid_out(setter, blocks, PLAIN, memory)


def test_a_row_of_blocks_is_known_again_only_before_what_is_as_high():
    """A heading at its end looks at what comes then."""
    row = [*[para("一行。", "本文段落")] * 30, heading("第1章", 1)]
    compare([[*row, para(words, "本文段落")] for words in ("甲", "乙", "長い段落" * 60, "丙")])


def test_a_row_of_blocks_is_known_again_only_before_what_its_last_does_not_lead_to():
    """The style of the very next block decides whether an item begins on the page of its own items."""
    row = [*[para("一行。", "本文段落")] * 33, para("項目", "箇条1", "・")]
    after = [para("甲", "本文段落"), para("乙", "本文段落"), para("細目" * 60, "箇条2", "ア"), para("丙", "本文段落")]
    compare([[*row, one, para("末", "本文段落")] for one in after])


def test_a_row_of_blocks_is_known_again_only_with_the_sisters_of_its_tables():
    """Tables with the same heads have the same columns, wherever they stand in their part."""

    def table(*texts: str) -> Grid:
        return replace(grid(("区分", "内容"), row(*texts)), style="一覧表")

    start: list[Block] = [para("段落", "本文段落"), para("段落", "本文段落"), table("一", "二"), PageBreak()]
    others = [table(words, "三") for words in ("四", "長い区分の名" * 8)]
    compare([[*start, other] for other in (others[0], others[0], others[0], others[1], others[0])])


def test_a_heading_is_known_again_before_another_paragraph_that_is_as_high():
    """Only its height decides where the heading before it stands."""
    title, other = heading("第1章", 1), para("末の段落", "本文段落")
    setter, memory = Setter(PLAIN.runs, {"明朝": METRICS, "ゴシック": METRICS}), Memory()
    first = laid_out(setter, (title, para("甲市の段落", "本文段落"), other), PLAIN, memory)
    second = laid_out(setter, (title, para("乙町の段落", "本文段落"), other), PLAIN, memory)

    def texts(layout: Layout) -> list[int]:
        return [id(text) for text in layout.pages[0].texts]

    assert [0, 2] == [k for k, (a, b) in enumerate(zip(texts(first), texts(second), strict=True)) if a == b]
