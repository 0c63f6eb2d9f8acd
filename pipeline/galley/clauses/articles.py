"""章, 条, 項, 号 and 附則 -> galley blocks: captions, labels, texts, and what goes on behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.galley.blocks import Block, Para, Run, plain
from pipeline.galley.clauses.tables import Tables
from pipeline.galley.words import Words
from pipeline.labels.marks import CAPTION, DELETED, GAP
from pipeline.late.dataclass import dataclass
from pipeline.tree import nodes

_CHAPTER_STYLES: Mapping[nodes.ChapterLevel, str] = {
    "編": "章見出し", "章": "章見出し", "節": "節見出し", "款": "款見出し", "目": "款見出し",
}  # fmt: skip
# What 号 and its 細分 are set in, by depth; what lies deeper looks like the last.
_ITEMS = ("号", "号細分", "号細分2", "号細分3", "号細分4")
# Text without a label below an item of that depth, or behind its last 細分.
_BELOW_ITEMS = ("号後文", "細分後文", "細分後文2", "細分後文3", "細分後文4")
# PDF and Word know as many levels of headings.
_LAST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Form:
    """How a paper is made up: the level of its title among the headings, the levels of 章 that it has, from the highest.

    `captions_behind` and `numbered_firsts` are those of the document. `title_style`: plans show their title as one.
    """

    title_level: int = 2
    chapters: tuple[nodes.ChapterLevel, ...] = ()
    captions_behind: bool = False
    numbered_firsts: bool = False
    title_style: str = "題名"


class Articles:
    """Sets the articles of one paper."""

    def __init__(self, words: Words, tables: Tables, form: Form) -> None:
        self.form = form
        first_level, chapters = form.title_level + 1, form.chapters
        self.words, self.labels, self.tables = words, words.labels, tables
        self.levels = {level: first_level + depth for depth, level in enumerate(chapters)}
        self.caption_level = min(first_level + len(chapters), _LAST_HEADING)
        self.supplement_level = first_level

    def chapter(self, chapter: nodes.Chapter) -> Para:
        """第1章　総則."""
        label = self.words.label(self.labels.chapter(chapter.level, chapter.number or ()))
        heading = self.words.runs(chapter.heading)
        level = min(self.levels[chapter.level], _LAST_HEADING)
        return Para(
            _CHAPTER_STYLES[chapter.level], heading, label, level, plain((*label, *heading)), "/".join(chapter.path)
        )

    def article(self, article: nodes.Article, above: str = "") -> tuple[Block, ...]:
        """条: its caption, then its paragraphs with what stands below them. `above`: the anchor of its 附則."""
        key = f"{above}/{article.key}" if above else article.key
        if article.bare:
            return tuple(self._bare(article, above or key))
        number, (opening, closing) = self.labels.article(article.number or ()), CAPTION
        label = self.words.label(number)
        made: list[Block] = []
        if article.deleted:
            return (Para("条", (Run(DELETED),), label, anchor=key),)
        if article.caption:
            caption = (Run(opening), *self.words.runs(article.caption), Run(closing))
            if self.form.captions_behind:
                label = (Run(number), *caption, Run(GAP))
            else:
                made.append(Para("条見出し", caption, heading=self.caption_level, outline=number + plain(caption)))
        for paragraph in article.paragraphs:
            made += self._caption(paragraph)
            if paragraph.number == 1:
                first = self._first_mark(article)
                made.append(Para("条", self.words.runs(paragraph.text), (*label, *first), anchor=key))
            else:
                made.append(self._paragraph(paragraph, key))
            made += self._below(paragraph, f"{key}/{paragraph.key}")
        return tuple(made)

    def _first_mark(self, article: nodes.Article) -> tuple[Run, ...]:
        """The number of the first 項, where the house prints it and there are more."""
        if not self.form.numbered_firsts or not article.several:
            return ()
        return self.words.label(self.labels.paragraph_mark((1,)))

    def _caption(self, paragraph: nodes.Paragraph) -> Iterator[Para]:
        if paragraph.caption:
            opening, closing = CAPTION
            yield Para("条見出し", (Run(opening), *self.words.runs(paragraph.caption), Run(closing)))

    def _paragraph(self, paragraph: nodes.Paragraph, above: str) -> Para:
        label = self.words.label(self.labels.paragraph_mark((paragraph.number or 0,)))
        return Para("項", self.words.runs(paragraph.text), label, anchor=f"{above}/{paragraph.key}")

    def _bare(self, article: nodes.Article, above: str) -> Iterator[Block]:
        """項 without a 条: each bears its number, but the only one of a 附則 or of the whole text has none."""
        alone = not article.several
        for paragraph in article.paragraphs:
            yield from self._caption(paragraph)
            if alone:
                yield Para("前文", self.words.runs(paragraph.text))
            else:
                yield self._paragraph(paragraph, above)
            yield from self._below(paragraph, f"{above}/{paragraph.key}")

    def _below(self, paragraph: nodes.Paragraph, anchor: str) -> Iterator[Block]:
        """All that stands below the text of a 項."""
        if paragraph.opening:
            yield Para("記", self.words.runs(paragraph.opening))
        for item in paragraph.items:
            yield from self._item(item, anchor, 0)
        for text in paragraph.after:
            yield Para("後文", self.words.runs(text))
        for table in paragraph.tables:
            yield from self.tables.table(table, "")
        if paragraph.ending:
            yield Para("以上", self.words.runs(paragraph.ending))
        for notes in paragraph.notes:
            yield from self.tables.notes(notes)

    def _item(self, item: nodes.Item, above: str, depth: int) -> Iterator[Block]:
        at = min(depth, len(_ITEMS) - 1)
        number = item.number or ()
        label = self.words.label(
            self.labels.item_mark(number) if depth == 0 else self.labels.subitem_mark(number, depth)
        )
        anchor = f"{above}/{item.key}"
        if item.deleted:
            yield Para(_ITEMS[at], (Run(DELETED),), label, anchor=anchor)
            return
        yield Para(_ITEMS[at], self.words.runs(item.caption or item.text), label, anchor=anchor)
        if item.caption and item.text:
            yield Para(_BELOW_ITEMS[at], self.words.runs(item.text))
        for below in item.items:
            yield from self._item(below, anchor, depth + 1)
        for text in item.after:
            yield Para(_BELOW_ITEMS[at], self.words.runs(text))
        for table in item.tables:
            yield from self.tables.table(table, "")

    def supplement(self, supplement: nodes.Supplement) -> tuple[Block, ...]:
        """附則: its head, then its 項 or 条."""
        title = self.words.runs(supplement.title)
        head = (Run(self.labels.supplement_head(plain(title), supplement.word)), *title)
        words = plain(head).replace(GAP, "")
        made: list[Block] = [
            Para("附則見出し", head, heading=self.supplement_level, outline=words, anchor=supplement.key)
        ]
        for article in supplement.articles:
            made += self.article(article, supplement.key)
        return tuple(made)
