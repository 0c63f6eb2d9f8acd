"""編 … 目, 条, 項, 号, 細分 and 附則 -> Part … Division, Article, Paragraph, Item, Subitem, SupplProvision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.galley.blocks import plain
from pipeline.labels.marks import CAPTION, DELETED, EXTRACT, GAP
from pipeline.tree import nodes
from pipeline.writers.lawxml.elements import AMENDING, ONLY_PART, Element, numbered
from pipeline.writers.lawxml.sentences import Piece, Sentences
from pipeline.writers.lawxml.tables import Tables
from pipeline.writers.lawxml.unheld import UnheldError

Placed = nodes.Chapter | nodes.Article

# The elements of headings above 条.
DIVISIONS: Mapping[nodes.ChapterLevel, str] = {
    "編": "Part", "章": "Chapter", "節": "Section", "款": "Subsection", "目": "Division",
}  # fmt: skip
# Schema v3: which headings may stand right below which; "" is the 本則 as a whole.
_BELOW: Mapping[str, str] = {"": "編章節", "編": "章", "章": "節", "節": "款目", "款": "目", "目": ""}
# Headings below which articles may stand before the next heading; below a 節 no 目 may follow them.
_MIXED = "編章款節"
_DEEPEST = 10


class Provisions:
    """Makes the clauses of one document."""

    def __init__(self, sentences: Sentences, tables: Tables, document: nodes.Document) -> None:
        self.sentences, self.tables, self.document = sentences, tables, document
        self.words, self.labels = sentences.words, sentences.words.labels

    def main(self, placed: Sequence[Placed]) -> Element:
        """MainProvision of the headings and articles in reading order. Raises UnheldError."""
        return Element("MainProvision", tuple(self._below(placed, "")))

    def _below(self, placed: Sequence[Placed], above: nodes.ChapterLevel | str) -> Iterator[Element]:
        at = 0
        while at < len(placed) and isinstance(node := placed[at], nodes.Article):
            yield from self.bare(node) if node.bare else (self.article(node),)
            at += 1
        if 0 < at < len(placed) and above not in _MIXED:
            raise UnheldError(
                f"{above or '本則'}の中に、見出しの外の条と中の条とが並んでいます（法令標準XMLにはその形がありません）",
                "条を、すべて見出しの下に置いてください",
            )
        while at < len(placed):
            head = placed[at]
            assert isinstance(head, nodes.Chapter)
            end = next((n for n in range(at + 1, len(placed)) if _ends(placed[n], head)), len(placed))
            yield self._chapter(head, placed[at + 1 : end], above)
            at = end

    def _chapter(self, chapter: nodes.Chapter, below: Sequence[Placed], above: str) -> Element:
        label = self.labels.chapter(chapter.level, chapter.number or ())
        if chapter.level not in _BELOW[above] or not below:
            where = f"{above}のすぐ下" if above else "本則のすぐ下"
            reason = f"「{label}」が{where}にあります" if below else f"「{label}」に条がありません"
            raise UnheldError(f"{reason}（法令標準XMLにはその形がありません）", "章立てを確かめてください")
        name = DIVISIONS[chapter.level]
        title = Element(f"{name}Title", (self.words.house.text(label) + GAP, *self.sentences.mixed(chapter.heading)))
        return numbered(name, _num(chapter.number), title, *self._below(below, chapter.level))

    def article(self, article: nodes.Article) -> Element:
        """条."""
        title = Element("ArticleTitle", (self.words.house.text(self.labels.article(article.number or ())),))
        number = _num(article.number)
        if article.deleted:
            return numbered("Article", number, title, self._deleted_paragraph())
        head: tuple[Element, ...] = (title,)
        if article.caption:
            caption = self._caption("ArticleCaption", article.caption)
            behind = self.document.captions_behind and self.sentences.flavour == "厳密"
            head = (title, caption) if behind else (caption, title)
        marked_first = self.document.numbered_firsts and article.several
        paragraphs = (self._paragraph(p, printed=p.number != 1 or marked_first) for p in article.paragraphs)
        return numbered("Article", number, *head, *paragraphs)

    def bare(self, article: nodes.Article) -> tuple[Element, ...]:
        """項 without a 条; the only one prints no number."""
        return tuple(self._paragraph(p, printed=article.several) for p in article.paragraphs)

    def supplement(self, supplement: nodes.Supplement) -> Element:
        """附則."""
        made: list[Element] = []
        for article in supplement.articles:
            if article.bare:
                made += self.bare(article)
            else:
                made.append(self.article(article))
        title = plain(self.words.runs(supplement.title))
        head = self.labels.supplement_head("", supplement.word)
        whole = title.removesuffix(EXTRACT).rstrip(GAP)
        part = (ONLY_PART,) * (whole != title)
        opening, closing = CAPTION
        if whole.startswith(opening) and whole.endswith(closing):
            # What amended the text: the schema has a place for it.
            told = (("Type", "Amend"), (AMENDING, whole.removeprefix(opening).removesuffix(closing)), *part)
            return Element("SupplProvision", (Element("SupplProvisionLabel", (head,)), *made), told)
        if not whole:
            label = Element("SupplProvisionLabel", (head,))
            return Element("SupplProvision", (label, *made), (("Type", "New"), *part))
        head = self.labels.supplement_head(title, supplement.word)
        label = Element("SupplProvisionLabel", (head, *self.sentences.mixed(supplement.title)))
        return Element("SupplProvision", (label, *made), (("Type", "New"),))

    def _caption(self, name: str, words: nodes.Inlines) -> Element:
        opening, closing = CAPTION
        return Element(name, (opening, *self.sentences.mixed(words), closing))

    def _deleted_paragraph(self) -> Element:
        sentence = self.sentences.sentence((Piece(DELETED),))
        return numbered("Paragraph", "1", Element("ParagraphNum"), Element("ParagraphSentence", (sentence,)))

    def _paragraph(self, paragraph: nodes.Paragraph, *, printed: bool) -> Element:
        if paragraph.opening:
            raise UnheldError(
                f"項の下の「{plain(self.words.runs(paragraph.opening))}」は、号の前に置けません（法令標準XMLにはその形がありません）",
                "本則の全体を囲む「記:」なら書き出せます",
            )
        number = paragraph.number or 1
        mark = (self.words.house.text(self.labels.paragraph_mark((number,))),) if printed else ()
        caption = (self._caption("ParagraphCaption", paragraph.caption),) if paragraph.caption else ()
        sentences = list(self.sentences.sentences(paragraph.text))
        below: list[Element] = [self._item(item, 0) for item in paragraph.items]
        lines = list(paragraph.after)
        if not below:  # a List stands behind Items only: the text goes on in the same 項
            for text in lines:
                sentences += self.sentences.sentences(text)
            lines = []
        below += [self._list(text) for text in lines]
        *tables, last = paragraph.tables or (None,)
        below += [each for table in tables if table is not None for each in self._table(table)]
        if last is not None:
            below += self._table(last, tuple(self.tables.remarks(n) for n in paragraph.notes))
        elif paragraph.items:
            below += [self.noted(notes) for notes in paragraph.notes]
        else:
            sentences += [s for notes in paragraph.notes for s in self._noted_sentences(notes)]
        parts = (Element("ParagraphNum", mark), Element("ParagraphSentence", tuple(sentences)))
        return numbered("Paragraph", str(number), *caption, *parts, *below)

    def _table(self, table: nodes.Table, after: tuple[Element, ...] = ()) -> Iterator[Element]:
        """A table, and the words that go on below it."""
        yield self.tables.struct(table, after=after)
        yield from map(self._list, table.after)

    def _list(self, text: nodes.Inlines) -> Element:
        return Element("List", (Element("ListSentence", self.sentences.flow(text)),))

    def noted(self, notes: nodes.Notes) -> Element:
        """備考 where no table stands by: a List of Columns."""
        lines = [(Piece(notes.kind + GAP * (len(notes.texts) == 1)), *self.sentences.pieces(notes.texts[0]))]
        if len(notes.texts) > 1:
            marks = (self.words.house.text(self.labels.remark_mark((n,))) for n in range(1, len(notes.texts) + 1))
            numbered_lines = zip(marks, notes.texts, strict=True)
            lines = [(Piece(notes.kind),)]
            lines += [(Piece(mark + GAP), *self.sentences.pieces(text)) for mark, text in numbered_lines]
        return Element("List", (Element("ListSentence", self.sentences.columns(lines)),))

    def _noted_sentences(self, notes: nodes.Notes) -> Iterator[Element]:
        yield self.sentences.sentence((Piece(notes.kind),), None)
        for n, text in enumerate(notes.texts, 1):
            if len(notes.texts) > 1:
                yield self.sentences.sentence((Piece(self.words.house.text(self.labels.remark_mark((n,)))),), None)
            yield from self.sentences.sentences(text)

    def _item(self, item: nodes.Item, depth: int) -> Element:
        """号, or a 細分 of this depth. Raises UnheldError below what the schema holds."""
        if depth > _DEEPEST:
            raise UnheldError(
                f"号の細分が{depth}段あります（法令標準XMLは{_DEEPEST}段までです）", "段を減らしてください"
            )
        name = f"Subitem{depth}" if depth else "Item"
        number = item.number or ()
        mark = self.labels.subitem_mark(number, depth) if depth else self.labels.item_mark(number)
        title = Element(f"{name}Title", (self.words.house.text(mark),))
        if item.deleted:
            sentence: tuple[Element, ...] = (self.sentences.sentence((Piece(DELETED),)),)
        elif item.caption and item.text:
            sentence = self.sentences.columns((self.sentences.pieces(item.caption), self.sentences.pieces(item.text)))
        else:
            sentence = self.sentences.flow(item.caption or item.text)
        below = (
            *(self._item(child, depth + 1) for child in item.items),
            *(self._list(text) for text in item.after),
            *(each for table in item.tables for each in self._table(table)),
        )
        return numbered(
            name, _num(number), title, Element(f"{name}Sentence", sentence), *(() if item.deleted else below)
        )


def _num(number: nodes.Number | None) -> str:
    """3_2 for 第3条の2."""
    return "_".join(str(n) for n in number or (1,))


def _ends(node: Placed, head: nodes.Chapter) -> bool:
    """Whether the division of a heading ends here."""
    order = list(DIVISIONS)
    return isinstance(node, nodes.Chapter) and order.index(node.level) <= order.index(head.level)
