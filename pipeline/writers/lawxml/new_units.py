"""Units of an amendable text -> elements of the Standard Law XML: what stands below a sentence that adds or restates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CAPTION, GAP, captioned
from pipeline.provision.unit import CHAPTERS, SUBITEMS, Unit, readable
from pipeline.provision.write import division_mark, label, marked, remarked
from pipeline.writers.lawxml.elements import Element, numbered

_CHAPTERS = dict(zip(CHAPTERS, ("Part", "Chapter", "Section", "Subsection", "Division"), strict=True))
_DIVISIONS = ("節", "小節", "部")


class NewUnits:
    """Sets units with the labels that the 改め文 prints."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner

    def provisions(self, units: Sequence[Unit]) -> Iterator[Element]:
        """NewProvision elements: the schema lets one hold elements of one name alone."""
        held: list[Element] = []
        units = tuple(_in_tables(units))
        for element in (e for unit in units for e in self.elements(unit)):
            if held and (held[-1].name != element.name or element.name in _ALONE):
                yield Element("NewProvision", tuple(held))
                held = []
            held.append(element)
        if held:
            yield Element("NewProvision", tuple(held))

    def elements(self, unit: Unit) -> Iterator[Element]:
        """A unit; a heading of a 章 is a title alone, for what it heads stands beside it."""
        match unit.level:
            case "条":
                yield self._article(unit)
            case "項":
                yield self._paragraph(unit, printed=unit.number != (1,))
            case "号":
                yield self._item(unit, 0)
            case _ if unit.level in SUBITEMS:
                yield self._item(unit, SUBITEMS.index(unit.level) + 1)
            case _ if unit.level in CHAPTERS:
                yield Element(f"{_CHAPTERS[unit.level]}Title", (label(unit, self.manner) + unit.text,))
            case "別表":
                yield self._schedule(unit)
            case "様式":
                title = Element("AppdxStyleTitle", (unit.text,))
                yield Element("AppdxStyle", (title, *(self._list(child) for child in unit.children)))
            case "表":
                yield self._table(unit)
            case "備考":
                yield self._remarks(unit)
            case "後文":
                yield self._list(unit)
            case "節" | "小節" | "部":
                yield from self._division(unit)
            case _:
                for child in unit.children:
                    yield from self.elements(child)

    def _article(self, unit: Unit) -> Element:
        caption = (Element("ArticleCaption", (captioned(unit.caption),)),) if unit.caption else ()
        title = Element("ArticleTitle", (label(unit, self.manner).rstrip(GAP),))
        paragraphs = [self._paragraph(p, printed=p.number != (1,)) for p in unit.children if p.level == "項"]
        return numbered("Article", _num(unit), *caption, title, *(paragraphs or [_empty_paragraph()]))

    def _paragraph(self, unit: Unit, *, printed: bool) -> Element:
        caption = (Element("ParagraphCaption", (captioned(unit.caption),)),) if unit.caption else ()
        number = Element("ParagraphNum", ((marked(unit, self.manner).rstrip(GAP),) if printed else ()))
        sentence = Element("ParagraphSentence", (_sentence(unit.text),))
        return numbered("Paragraph", _num(unit), *caption, number, sentence, *self._below(unit.children, 0))

    def numbered(self, unit: Unit) -> Element:
        """One of several 項 that stand in no 条, with its number."""
        return self._paragraph(unit, printed=True)

    def remark(self, unit: Unit) -> Element:
        """One of several 備考 by itself, with its number."""
        number = Element("ParagraphNum", (remarked(unit, self.manner).rstrip(GAP),))
        return numbered("Paragraph", _num(unit), number, Element("ParagraphSentence", (_sentence(unit.text),)))

    def _item(self, unit: Unit, depth: int) -> Element:
        name = "Item" if depth == 0 else f"Subitem{depth}"
        title = Element(f"{name}Title", (label(unit, self.manner).strip(GAP),))
        words = Element(f"{name}Sentence", (_sentence(unit.text),))
        return numbered(name, _num(unit), title, words, *self._below(unit.children, depth + 1))

    def _below(self, units: Iterable[Unit], depth: int) -> Iterator[Element]:
        for unit in units:
            match unit.level:
                case "号":
                    yield self._item(unit, 0)
                case _ if unit.level in SUBITEMS:
                    yield self._item(unit, depth)
                case "表":
                    yield self._table(unit)
                case _:
                    yield self._list(unit)

    def _list(self, unit: Unit) -> Element:
        words = readable(unit.text) if unit.text else GAP.join(map(readable, unit.cells))
        return Element("List", (Element("ListSentence", (_sentence(words),)),))

    def _schedule(self, unit: Unit) -> Element:
        title = Element("AppdxTableTitle", (label(unit, self.manner).rstrip(GAP),))
        related = (Element("RelatedArticleNum", (unit.text,)),) if unit.text else ()
        below = [e for child in unit.children for e in self._in_schedule(child)]
        return Element("AppdxTable", (title, *related, *below))

    def _in_schedule(self, unit: Unit) -> Iterator[Element]:
        """What a 別表 may hold: tables with their headings, Items for words, 備考 at its end."""
        if unit.level in ("表", "備考", *_DIVISIONS):
            yield from self.elements(unit)
        else:
            words = readable(unit.text)
            yield numbered("Item", "1", Element("ItemTitle"), Element("ItemSentence", (_sentence(words),)))

    def _division(self, unit: Unit) -> Iterator[Element]:
        """A heading with the first of its tables; one without a table is a table of no rows but the words below it."""
        mark = division_mark(unit, self.manner)
        title = Element("TableStructTitle", ((mark + GAP if mark else "") + unit.text,))
        tables = [c for c in unit.children if c.level == "表"]
        rest = [c for c in unit.children if c.level != "表"]
        if tables:
            (first, *_) = self._table(tables[0]).children
            yield Element("TableStruct", (title, first))
        else:
            rows = tuple(self._row(c) for c in rest if c.level == "行") or (_words_row(""),)
            yield Element("TableStruct", (title, Element("Table", rows)))
            rest = [c for c in rest if c.level != "行"]
        for table in tables[1:]:
            yield self._table(table)
        for child in rest:
            yield from self._in_schedule(child)

    def _table(self, unit: Unit) -> Element:
        heads = tuple(Element("TableHeaderColumn", (readable(cell),)) for cell in unit.cells)
        head = (Element("TableHeaderRow", heads),) if heads else ()
        below = [e for child in unit.children for e in self._rows(child)]
        rows = tuple(e for e in below if e.name == "TableRow") or (_words_row(""),)
        remarks = tuple(e for e in below if e.name == "Remarks")
        return Element("TableStruct", (Element("Table", (*head, *rows)), *remarks))

    def _rows(self, unit: Unit) -> Iterator[Element]:
        match unit.level:
            case "行":
                yield self._row(unit)
            case "備考":
                yield self._remarks(unit)
            case "部":
                mark = division_mark(unit, self.manner)
                yield _words_row((mark + GAP if mark else "") + unit.text)
                for child in unit.children:
                    yield from self._rows(child)
            case _:
                yield _words_row(readable(unit.text))

    def _row(self, unit: Unit) -> Element:
        return Element("TableRow", tuple(Element("TableColumn", (_sentence(readable(c)),)) for c in unit.cells))

    def _remarks(self, unit: Unit) -> Element:
        head = Element("RemarksLabel", (label(unit, self.manner).strip(GAP),))
        if len(unit.children) == 1 and not unit.children[0].number:
            return Element("Remarks", (head, _sentence(unit.children[0].text)))
        items = [
            numbered("Item", str(n), Element("ItemTitle", (remarked(note, self.manner).rstrip(GAP) if note.number else "",)), Element("ItemSentence", (_sentence(note.text),)))
            for n, note in enumerate(unit.children, 1)
        ]  # fmt: skip
        return Element("Remarks", (head, *items))


def _in_tables(units: Sequence[Unit]) -> Iterator[Unit]:
    """Rows that stand by themselves as a table without heads, which readers of the schema know."""
    rows: list[Unit] = []
    for unit in (*units, None):
        if unit is not None and unit.level == "行":
            rows.append(unit)
            continue
        if rows:
            yield Unit("表", children=tuple(rows))
        rows = []
        if unit is not None:
            yield unit


_ALONE = frozenset({"TableStruct", "Remarks"})


def _sentence(words: str) -> Element:
    return numbered("Sentence", "1", words)


def _empty_paragraph() -> Element:
    return numbered("Paragraph", "1", Element("ParagraphNum"), Element("ParagraphSentence", (_sentence(""),)))


def _words_row(words: str) -> Element:
    return Element("TableRow", (Element("TableColumn", (_sentence(words),)),))


def _num(unit: Unit) -> str:
    return "_".join(map(str, unit.number)) or "1"


assert CAPTION == ("（", "）"), "captions of the schema hold their brackets"
