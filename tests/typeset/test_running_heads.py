"""Running heads (柱): what a stylesheet asks for, on all pages of a part but the first, as artifacts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Block, Galley, Grid, PageBreak, Para, Part
from pipeline.typeset import lay_out
from pipeline.typeset.layout import ARTIFACT
from pipeline.typeset.styling.design import RUNNING_STYLE
from tests.typeset.kit import METRICS, design, para, row, words


def heads(form: str | None) -> list[str]:
    """The running head of each page of a plan of three pages in two chapters."""
    wanted = design()
    parts = {**wanted.parts, "本文": replace(wanted.parts["本文"], running=form)}
    title = Para("文書題名", para("計画").runs, heading=1, outline="計画")
    chapters = [Para("本文見出し1", para(f"第{n}章").runs, heading=2, outline=f"第{n}章") for n in (1, 2)]
    blocks = (title, chapters[0], PageBreak(), para("文", "本文段落"), PageBreak(), chapters[1])
    galley = Galley("計画", "", "", None, (Part("本文", blocks),))
    layout = lay_out(galley, replace(wanted, parts=parts), {"明朝": METRICS, "ゴシック": METRICS})
    found = []
    for page in layout.pages:
        marks = [t for t in page.texts if t.element == ARTIFACT and t.text.style.name == RUNNING_STYLE]
        found.append("".join(words(line) for t in marks for line in t.text.lines))
    return found


def test_title_and_chapter_stand_above_every_page_but_the_first():
    assert ["", "計画　第1章", "計画　第2章"] == heads("{題名}　{見出し}")


def running_lines(title: str, *blocks: Block) -> list[tuple[str, ...]]:
    """Of each page the lines of its running head."""
    wanted = design()
    parts = {**wanted.parts, "本文": replace(wanted.parts["本文"], running="{題名}　{見出し}")}
    named = Para("文書題名", para(title).runs, heading=1, outline=title)
    galley = Galley(title, "", "", None, (Part("本文", (named, *blocks)),))
    layout = lay_out(galley, replace(wanted, parts=parts), {"明朝": METRICS, "ゴシック": METRICS})
    found = []
    for page in layout.pages:
        marks = [t for t in page.texts if t.element == ARTIFACT and t.text.style.name == RUNNING_STYLE]
        assert [m.y_pt for m in marks] == sorted({m.y_pt for m in marks}, reverse=True)
        found.append(tuple(words(line) for t in marks for line in t.text.lines[t.first : t.last]))
    return found


def chapter(words_: str) -> Para:
    return Para("本文見出し1", para(words_).runs, heading=2, outline=words_)


def test_of_several_chapters_on_a_page_the_first_that_begins_there_is_named():
    """資料3 stood above a page that began with 資料1."""
    short = [chapter(f"資料{n}") for n in (1, 2, 3)]

    assert [(), ("計画　資料1",), ("計画　資料3",)] == running_lines(
        "計画", PageBreak(), *short, PageBreak(), para("文", "本文段落")
    )


def test_a_chapter_that_has_no_room_beside_the_title_stands_below_it():
    """「…一体改訂版　第1章　計画の策／定に当たって」 was parted within a word."""
    title, name = "公共施設等総合管理計画・" * 3, "第1章　計画の策定に当たって"

    assert [(), (title, name)] == running_lines(title, chapter(name), PageBreak(), para("文", "本文段落"))


def test_a_colophon_belongs_to_no_chapter():
    colophon = Grid("奥付表", (), (row("発行", "令和8年3月"),), "奥付")
    blocks = (chapter("第1章"), PageBreak(), para("文", "本文段落"), PageBreak(), para("計画", "標語"), colophon)

    assert [(), ("計画　第1章",), ("計画",)] == running_lines("計画", *blocks)


def test_none_stand_where_none_are_asked_for():
    assert ["", "", ""] == heads(None)


def test_they_end_where_the_text_does():
    """Text of whole characters leaves a little of the frame free, and so does the head."""
    found = []
    for right in (0.0, 4.0):
        wanted = design()
        style = replace(wanted.texts[RUNNING_STYLE], right_pt=right)
        parts = {**wanted.parts, "本文": replace(wanted.parts["本文"], running="{題名}")}
        texts = {**wanted.texts, RUNNING_STYLE: style}
        blocks = (para("文", "本文段落"), PageBreak(), para("文", "本文段落"))
        galley = Galley("計画", "", "", None, (Part("本文", blocks),))
        page = lay_out(galley, replace(wanted, parts=parts, texts=texts), {"明朝": METRICS, "ゴシック": METRICS}).pages[
            1
        ]
        [mark] = [t for t in page.texts if t.element == ARTIFACT and t.text.style.name == RUNNING_STYLE]
        found.append(mark.x_pt + mark.text.lines[0].x_pt)

    assert 4.0 == found[0] - found[1]


@given(st.integers(1, 120))
def test_a_long_head_is_printed_whole_above_the_text(length: int):
    title = "総合的な計画の題" * (length // 8 + 1)
    wanted = design()
    parts = {**wanted.parts, "本文": replace(wanted.parts["本文"], running="{題名}")}
    blocks = (para("文", "本文段落"), PageBreak(), para("文", "本文段落"))
    galley = Galley(title, "", "", None, (Part("本文", blocks),))
    page = lay_out(galley, replace(wanted, parts=parts), {"明朝": METRICS, "ゴシック": METRICS}).pages[1]
    [mark] = [t for t in page.texts if t.element == ARTIFACT and t.text.style.name == RUNNING_STYLE]

    assert title == "".join(words(line) for line in mark.text.lines[mark.first : mark.last])
    assert page.height_pt > mark.y_pt
    assert mark.y_pt - (mark.last - 1) * mark.text.style.leading_pt >= page.height_pt - wanted.running_pt - 14
