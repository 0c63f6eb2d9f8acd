"""Notes at the foot of a page: on the page of their marks, whole or going on; nothing is lost and nothing overlaps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Block, Cell, Galley, Grid, PageBreak, Para, Part, Row, Run, plain
from pipeline.galley.footnotes import numbered
from pipeline.galley.styles import MARK_STYLE, NOTE_STYLE
from pipeline.notation.house_style import House
from pipeline.typeset import Layout, lay_out
from pipeline.typeset.layout import Role
from tests.typeset.kit import METRICS, design, placed, set_text, style, text_by_structure, words

FRAME = design().upright.frame


class Paper:
    """A paper under construction: paragraphs and tables with marks, and their notes."""

    def __init__(self) -> None:
        self.notes: dict[str, Para] = {}
        self.blocks: list[Block] = []

    def marked(self, words_before: str, note: str | None, name: str = "本文段落") -> Para:
        """A paragraph with a mark in its middle."""
        if note is None:
            return Para(name, (Run(words_before),))
        target = f"注{len(self.notes)}"
        self.notes[target] = Para(NOTE_STYLE, (Run(note),), anchor=target)
        return Para(name, (Run(words_before), Run("", MARK_STYLE, None, target), Run("をいう。")))

    def galley(self) -> Galley:
        """The paper with its notes numbered."""
        parts, notes = numbered([Part("本文", tuple(self.blocks))], self.notes, House())
        return Galley("題", "", "", None, parts, notes=notes)

    def laid_out(self) -> Layout:
        """Its pages."""
        return lay_out(self.galley(), design(), {"明朝": METRICS, "ゴシック": METRICS})


_NOTES = st.one_of(st.none(), st.integers(1, 8).map(lambda n: "注の説明。" * n), st.just("長い注の説明である。" * 60))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Paragraphs, items, headings and tables with few, many and very long notes."""
    paper = Paper()
    for _ in range(draw(st.integers(1, 12))):
        shape = draw(st.sampled_from(["本文段落", "箇条1", "本文見出し2", "表", "改頁"]))
        text = "連携を推進する。" * draw(st.integers(1, 25))
        match shape:
            case "表":
                rows = [
                    Row(
                        tuple(
                            Cell((paper.marked("区分" * draw(st.integers(1, 60)), draw(_NOTES), "表本文"),))
                            for _ in range(2)
                        )
                    )
                    for _ in range(draw(st.integers(1, 12)))
                ]
                paper.blocks.append(Grid("一覧表", (), tuple(rows), "表"))
            case "改頁":
                paper.blocks.append(PageBreak())
            case "箇条1":
                paper.blocks.append(replace(paper.marked(text, draw(_NOTES), shape), label=(Run("・"),)))
            case _:
                paper.blocks.append(paper.marked(text, draw(_NOTES), shape))
    return paper


@given(papers())
def test_every_note_begins_on_the_page_of_its_mark(paper: Paper):
    """Unless notes that were called before it fill the foot of that page: then it follows them."""
    layout = paper.laid_out()
    marks = {
        link.target: n
        for n, page in enumerate(layout.pages)
        for text in page.texts
        if text.element >= 0
        for line in text.text.lines[text.first : text.last]
        for link in line.links
    }
    behind = False
    for note in paper.galley().notes:
        at = layout.anchors[note.anchor or ""].page
        assert at >= marks[note.anchor or ""]
        if not behind:
            assert at <= marks[note.anchor or ""] + 1
        behind = at != marks[note.anchor or ""]


def test_a_short_note_stands_on_the_page_of_its_mark():
    paper = Paper()
    paper.blocks += [paper.marked("連携を推進する。" * 8, "注の説明。") for _ in range(40)]
    layout = paper.laid_out()
    marks = {
        link.target: n
        for n, p in enumerate(layout.pages)
        for t in p.texts
        for line in t.text.lines
        for link in line.links
    }

    assert len(layout.pages) > 2
    assert marks == {anchor: place.page for anchor, place in layout.anchors.items()}


@given(papers())
def test_every_word_is_placed_once(paper: Paper):
    """Marks and notes included; heads that are printed again are artifacts."""
    galley = paper.galley()
    blocks = [p for part in galley.parts for b in part.blocks for p in _paras(b)]
    wanted = sorted([plain((*p.label, *p.runs)) for p in (*blocks, *galley.notes)])
    said: dict[int, str] = defaultdict(str)
    layout = paper.laid_out()
    for page in layout.pages:
        for text in page.texts:
            if text.element >= 0:
                owner = text.element
                said[owner] += "".join(words(line) for line in text.text.lines[text.first : text.last])

    assert sorted("".join(wanted)) == sorted("".join(said.values()))


def _paras(block: Block) -> list[Para]:
    if isinstance(block, Grid):
        return [p for row in block.rows for cell in row.cells for p in cell.paras]
    return [block] if isinstance(block, Para) else []


@given(papers())
def test_notes_stand_below_the_text_and_above_the_edge(paper: Paper):
    layout = paper.laid_out()
    for page in layout.pages:
        texts = [t for t in page.texts if t.element >= 0]
        within = [t for t in texts if _note_of(layout, t.element)]
        body = [t for t in texts if not _note_of(layout, t.element)]
        lows = [t.y_pt - (t.last - t.first - 1) * t.text.style.leading_pt for t in texts]
        assert min(lows, default=FRAME.top_pt) >= FRAME.bottom_pt
        if body and within:
            above = min(t.y_pt - (t.last - t.first - 1) * t.text.style.leading_pt for t in body)
            assert max(t.y_pt for t in within) < above


def _note_of(layout: Layout, element: int) -> bool:
    while element >= 0:
        if layout.elements[element].role is Role.NOTE:
            return True
        element = layout.elements[element].parent
    return False


def test_a_note_of_more_than_a_page_goes_on_and_ends():
    """60 lines on a frame of 660 pt hold no note of 200 lines: it goes on over pages that bear nothing else."""
    paper = Paper()
    paper.blocks.append(paper.marked("前の文", "長い注の説明である。" * 900))
    paper.blocks.append(paper.marked("後の文", "短い注"))
    layout = paper.laid_out()

    assert len(layout.pages) > 3
    assert "短い注" in "".join(text_by_structure(layout))


def test_a_mark_stays_with_its_word_and_begins_no_line():
    """※1 after the 20th character of a line of 20 moves its word to the next line."""
    runs = (Run("あ" * 20), Run("※1", MARK_STYLE, None, "注"), Run("い"))
    lines = [words(line) for line in set_text(runs, 200, style()).lines]

    assert ["あ" * 19, "あ※1い"] == lines


def test_a_mark_is_small_and_raised():
    """65 % of the text, 0.35 em higher: ※1 is 0.975 em wide (0.65 for ※, 0.325 for 1)."""
    (line,) = set_text((Run("字"), Run("※1", MARK_STYLE, None, "注"), Run("字")), 400, style()).lines
    _, mark, _ = line.spans

    assert (0.65, 0.35) == (mark.scale, mark.raised_em)
    assert (10.0, 19.75) == (line.links[0].x0_pt, line.links[0].x1_pt)
    assert placed(line, 10)[0].x1 == 10


def test_the_mark_is_a_reference_with_a_link_and_its_note_has_a_label():
    paper = Paper()
    paper.blocks.append(paper.marked("市民", "市内に住む人"))
    roles = [element.role for element in paper.laid_out().elements]

    assert [
        Role.DOCUMENT, Role.PARAGRAPH, Role.REFERENCE, Role.LINK, Role.NOTE, Role.LABEL, Role.PARAGRAPH,
    ] == roles  # fmt: skip
