"""The element Law -> the lines of the paper that it says, each as it would be printed; what no line holds is told."""

from __future__ import annotations

from typing import Literal

from lxml.etree import _Element

from pipeline.diagnostics import Span
from pipeline.importing.lawxml.parse import parse
from pipeline.importing.lawxml.publication import published
from pipeline.importing.lawxml.rows import cell_words, rows
from pipeline.importing.paper import BLANKS, Line, Note, Paper, Role, characters, spot
from pipeline.labels.marks import EXTRACT, GAP, captioned

_LOOK = "元の法令と見比べて、要るものは原稿に書き足してください"
# Elements that hold others, and print nothing of their own.
_HOLDERS = frozenset({
    "LawBody", "Preamble", "MainProvision", "Part", "Chapter", "Section", "Subsection", "Division", "AppdxNote", "NoteStruct",
    "AppdxStyle", "StyleStruct", "AppdxFormat", "FormatStruct", "Appdx", "AppdxFig", "FigStruct", "Sublist1", "Sublist2", "Sublist3", "List",
    "Style", "Format", "NewProvision", "AmendProvision", "SupplProvisionAppdxTable", "SupplProvisionAppdxStyle", "SupplProvisionAppdx",
})  # fmt: skip
# Elements whose words are a line.
_LINES = frozenset({
    "LawTitle", "EnactStatement", "PartTitle", "ChapterTitle", "SectionTitle", "SubsectionTitle", "DivisionTitle", "ArticleCaption",
    "ParagraphCaption", "SupplNote", "TableStructTitle", "NoteStructTitle", "StyleStructTitle", "FormatStructTitle", "FigStructTitle",
    "AppdxNoteTitle", "AppdxStyleTitle", "AppdxFormatTitle", "AppdxFigTitle", "ArithFormulaNum", "RelatedArticleNum", "ListSentence",
    "Sublist1Sentence", "Sublist2Sentence", "Sublist3Sentence", "AmendProvisionSentence", "SupplProvisionAppdxTableTitle",
    "SupplProvisionAppdxStyleTitle", "Sentence", "ArithFormula",
})  # fmt: skip
_NOTE: Literal["注"] = "注"
_INLINES = frozenset({"Ruby", "Rt", "Sup", "Sub", "Line", "QuoteStruct", "ArithFormula", "Sentence", "Column"})
# What the parts of an element are called that print words: ItemTitle, ListSentence, ParagraphNum.
_ENDS = ("Title", "Sentence", "Num", "Label", "Caption")
_ITEMS = ("Item", *(f"Subitem{n}" for n in range(1, 11)), "Class")


def read_law(data: bytes, name: str) -> Paper:
    """The paper. Raises NoLawError for what is none."""
    law = parse(data)
    reader = _Reader(name)
    reader.law(law)
    said = characters([line.text for line in reader.lines]) + characters(note.words for note in reader.notes)
    held = characters(map(str, law.itertext())) + characters(reader.told)
    assert said == held, f"lost {dict(held - said)}, added {dict(said - held)}"
    return Paper(tuple(reader.lines), tuple(reader.notes))


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        # Words of attributes that are printed.
        self.told: list[str] = []
        self._tables = 0
        self._published: tuple[str, ...] = ()

    def law(self, law: _Element) -> None:
        """The whole law."""
        self._published = published(law)
        self._loose(law)
        self._blocks(law)

    def block(self, element: _Element) -> None:
        """An element that stands on lines of its own."""
        self._loose(element)
        match element.tag:
            case "LawNum" if self._published:
                self._note("法令番号は、題名の後の公布の行にしました", element)
            case "LawNum":
                self._note("法令番号は、原稿のどこにも入りません", element)
            case "LawTitle":
                self._line(self._words(element), element)
                for words in self._published:
                    self.told.append(words)
                    self._line(words, element)
            case "TOC":
                self._contents(element)
            case "Article":
                self._article(element)
            case "Paragraph":
                self._paragraph(element, "")
            case "SupplProvision":
                self._supplement(element)
            case "AppdxTable":
                self._schedule(element)
            case "Table":
                self._table(element)
            case "TableStruct":
                self._blocks(element)
            case "Remarks":
                self._remarks(element)
            case "Note":
                self._note_lines(element)
            case "Fig":
                self._note(f"図（{element.get('src', '')}）は取り込めません", element)
            case tag if tag in _ITEMS:
                self._item(element, str(tag))
            case "ListSentence" if _is_note(element):
                self._note_list(element)
            case tag if tag in _LINES:
                self._line(self._words(element), element, _role(element))
            case tag if tag in _HOLDERS:
                self._blocks(element)
            case tag:
                words = self._words(element)
                self.notes.append(
                    Note(f"知らない要素「{tag}」の文を、そのまま行にしました", _LOOK, self._spot(words, element))
                )
                self._line(words, element)

    def _blocks(self, element: _Element) -> None:
        for child in element:
            self.block(child)

    def _loose(self, element: _Element) -> None:
        """Words where the schema has none: between the parts of an element that holds parts."""
        if element.tag in _LINES or not (element.tag in _HOLDERS or element.tag in _ITEMS or element.tag in _PARTED):
            return
        for words in (element.text, *(child.tail for child in element)):
            if words and words.strip(BLANKS):
                self._line(words.strip(BLANKS), element)

    def _contents(self, element: _Element) -> None:
        """目次: a line for each heading with its articles, those below it behind it."""
        line = ""
        for child in element:
            if str(child.tag).startswith("TOC") and len(child):
                self._line(line, element)
                line = ""
                self._loose(child)
                self._contents(child)
            elif child.tag == "ArticleRange":
                self._line(line + self._words(child), child)
                line = ""
            else:
                self._line(line, element)
                line = self._words(child)
        self._line(line, element)

    def _article(self, article: _Element) -> None:
        number = ""
        for child in article:
            if child.tag == "ArticleTitle":
                number = _gapped(number, self._words(child))
            elif child.tag == "Paragraph":
                self._loose(child)
                self._paragraph(child, number)
                number = ""
            else:
                self.block(child)
        if number:
            self._line(number, article)

    def _paragraph(self, paragraph: _Element, number: str) -> None:
        """項; `number` is that of the 条 that begins with it."""
        for child in paragraph:
            match child.tag:
                case "ParagraphNum":
                    number = _gapped(number, self._words(child))
                case "ParagraphSentence":
                    self._noted(number, child)
                    number = ""
                case _:
                    self.block(child)
        if number:
            self._line(number, paragraph)

    def _noted(self, number: str, sentence: _Element) -> None:
        """The words of a 項; 注 behind them stands on lines of its own: a Sentence 注 that is not counted among the others."""
        parts = list(sentence)
        at = next(
            (n for n, part in enumerate(parts) if n and _is_label(part) and self._words(part) == _NOTE), len(parts)
        )
        if at == len(parts):
            self._line(_gapped(number, self._words(sentence)), sentence)
            return
        self._line(_gapped(number, "".join(self._words(part) for part in parts[:at])), sentence)
        line = ""
        for part in parts[at:]:
            if _is_label(part):
                self._line(line, sentence, _NOTE)
                line = self._words(part)
            else:
                line = line + self._words(part) if GAP in line else _gapped(line, self._words(part))
        self._line(line, sentence, _NOTE)

    def _note_list(self, element: _Element) -> None:
        """注 behind the 号 of a 項: a Column for each part of a line, and the first of a line says so."""
        lines: list[list[str]] = []
        for column in element:
            if column.get("LineBreak") == "true" or not lines:
                lines.append([])
            lines[-1].append(self._words(column))
        for line in lines:
            self._line(GAP.join(line), element, _NOTE)

    def _item(self, item: _Element, tag: str) -> None:
        label = ""
        for child in item:
            if child.tag == f"{tag}Title":
                label = _gapped(label, self._words(child))
            elif child.tag == f"{tag}Sentence":
                if len(child) == 1 and child[0].tag == "Table":
                    self._line(label, child)
                    self._table(child[0])
                else:
                    self._headed(label, child)
                label = ""
            else:
                self.block(child)
        if label:
            self._line(label, item)

    def _headed(self, label: str, sentence: _Element) -> None:
        """The words of a 号; Columns behind a break of the line are the words below its heading."""
        columns = list(sentence)
        breaks = [n for n, c in enumerate(columns) if n and c.tag == "Column" and c.get("LineBreak") == "true"]
        if len(breaks) != 1 or any(c.tag != "Column" for c in columns):
            self._line(_gapped(label, self._words(sentence)), sentence)
            return
        heading, below = (GAP.join(map(self._words, part)) for part in (columns[: breaks[0]], columns[breaks[0] :]))
        self._line(_gapped(label, heading), sentence)
        self._line(below, sentence, "見出しの文")

    def _supplement(self, supplement: _Element) -> None:
        amending = supplement.get("AmendLawNum")
        label = supplement.find("SupplProvisionLabel")
        if amending:
            self.told.append(captioned(amending))
        head = self._words(label) if label is not None else ""
        head += captioned(amending) if amending else ""
        if supplement.get("Extract") == "true" and not head.endswith(EXTRACT):
            self.told.append(EXTRACT)
            head = _gapped(head, EXTRACT)
        self._line(head, supplement)
        for child in supplement:
            if child is not label:
                self.block(child)

    def _schedule(self, schedule: _Element) -> None:
        """別表第1　取組（第3条関係）: the element does not tell on which lines its parts stand."""
        head = ""
        rest: list[_Element] = []
        for child in schedule:
            if child.tag == "AppdxTableTitle":
                head = _gapped(head, self._words(child))
            elif child.tag == "RelatedArticleNum":
                head += self._words(child)
            else:
                rest.append(child)
        self._line(head, schedule)
        for child in rest:
            self.block(child)

    def _remarks(self, remarks: _Element) -> None:
        label = remarks.find("RemarksLabel")
        head = self._words(label) if label is not None else ""
        sentences = [child for child in remarks if child.tag == "Sentence"]
        self._line(_gapped(head, "".join(self._words(s) for s in sentences)), remarks)
        for child in remarks:
            if child is not label and child.tag != "Sentence":
                self.block(child)

    def _note_lines(self, note: _Element) -> None:
        """A Note: Sentences are lines, Columns that stand together one line."""
        columns: list[str] = []
        for child in note:
            if child.tag == "Column":
                columns.append(self._words(child))
                continue
            self._line(GAP.join(columns), note)
            columns = []
            self.block(child)
        self._line(GAP.join(columns), note)

    def _table(self, table: _Element) -> None:
        self._tables += 1
        for child in table:
            self._loose(child)
        for row in rows(table, self._words):
            text = "\t".join(cell.text for cell in row.cells)
            if text.strip(BLANKS):
                self.lines.append(Line(text, self._spot(text, row.element), row.cells, self._tables, row.is_head))
        for child in table:
            if child.tag not in ("TableRow", "TableHeaderRow"):
                self.block(child)

    def _words(self, element: _Element) -> str:
        """Words of an element in one line; Columns are parted by an ideographic space, readings are told."""
        for child in element.iterdescendants():
            if any(above.tag == "Rt" and above is not element for above in child.iterancestors()):
                continue
            if child.tag == "Rt":
                words = "".join(map(str, child.itertext()))
                message = f"ふりがな「{words}」は取り込めません: 「{cell_words(element)[:20]}」"
                self.notes.append(Note(message, _LOOK, self._spot(words, child), words))
            elif child.tag not in _INLINES and not str(child.tag).endswith(_ENDS):
                self.notes.append(
                    Note(f"要素「{child.tag}」の文を、前後の文に続けました", _LOOK, self._spot("", child))
                )
        return cell_words(element)

    def _line(self, words: str, element: _Element, role: Role = "") -> None:
        words = words.strip(BLANKS)
        if words:
            self.lines.append(Line(words, self._spot(words, element), role=role))

    def _note(self, message: str, element: _Element) -> None:
        words = "".join(map(str, element.itertext()))
        if words.strip(BLANKS) or element.tag == "Fig":
            self.notes.append(Note(message, _LOOK, self._spot(words, element), words))

    def _spot(self, words: str, element: _Element) -> Span:
        where = f"{element.sourceline}行目" if element.sourceline else str(element.tag)
        return spot(self.name, words, where)


def _gapped(*parts: str) -> str:
    """What stands in one line, an ideographic space between; what says nothing needs none."""
    return GAP.join(filter(None, parts))


def _is_label(element: _Element) -> bool:
    return element.tag == "Sentence" and element.get("Num") is None


def _is_note(element: _Element) -> bool:
    held = element.getparent()
    above = held.getparent() if held is not None else None
    first = element[0] if len(element) else None
    return (
        above is not None
        and above.tag == "Paragraph"
        and first is not None
        and first.tag == "Column"
        and cell_words(first).strip(BLANKS) == _NOTE
    )


def _role(element: _Element) -> Role:
    """What a line of a List is: it stands in the 号 that it is behind."""
    held = element.getparent()
    if element.tag != "ListSentence" or held is None:
        return ""
    above = held.getparent()
    return "号の後文" if above is not None and above.tag in _ITEMS else "後文"


# Elements that hold parts and print some of them together.
_PARTED = frozenset(
    {
        "TOC",
        "TOCPart",
        "TOCChapter",
        "TOCSection",
        "TOCSubsection",
        "TOCDivision",
        "TOCArticle",
        "TOCSupplProvision",
        "Article",
        "Paragraph",
        "SupplProvision",
        "AppdxTable",
        "TableStruct",
        "Remarks",
        "Note",
        "Table",
        "TableRow",
        "TableHeaderRow",
        "Law",
    }
)
