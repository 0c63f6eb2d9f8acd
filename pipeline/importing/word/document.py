"""A Word document -> its lines as it reads with every tracked change accepted; numbers that Word counts are computed.

Whatever had to be worked out and whatever was left out (deleted, struck, hidden, notes, headers, pictures) is told at its
place; all characters of the file are counted against those of the lines and those told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.importing.paper import BLANKS, Cell, Line, Note, Paper, Sort, characters, spot
from pipeline.importing.word.alternate import chosen, is_copy
from pipeline.importing.word.grid import Open, Slot, blocks_of, cells_of, count, is_deleted, is_frame, rows_of, slots
from pipeline.importing.word.looks import is_unseen_box
from pipeline.importing.word.numbers import WordNumbers
from pipeline.importing.word.package import Package, open_package
from pipeline.importing.word.styles import OFF, Styles, W
from pipeline.importing.word.words import M, Said, Words, is_prompt, is_unseen_mark, prompt

if TYPE_CHECKING:
    from lxml.etree import _Element

# Word's own wrappers around blocks: content controls, custom XML, tracked insertions of whole blocks.
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_WORDLESS = {
    "sectPr", "tblPr", "tblGrid", "bookmarkStart", "bookmarkEnd", "sdtPr", "sdtEndPr", "proofErr", "permStart", "permEnd",
    "commentRangeStart", "commentRangeEnd", "tblPrEx", "trPr", "tcPr", "customXmlPr",
}  # fmt: skip
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_LOOK = "元の文書と見比べて、原稿を確かめてください"
_WRITE = "要るものなら、原稿に書き足してください"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# Parts whose words are drawn, and what their drawings are called.
_DRAWN = (("/diagrams/data", "SmartArt"), ("/charts/chart", "グラフ"))
_STORIES = (
    ("header", "ヘッダー"), ("footer", "フッター"), ("footnotes", "脚注"), ("endnotes", "文末脚注"), ("comments", "コメント"),
)  # fmt: skip


def read_docx(data: bytes, name: str) -> Paper:
    """The lines of a Word document. Raises PackageError for another file."""
    package = open_package(data)
    body = package.parts[package.main].find(f"{W}body")
    reader = _Reader(package, name)
    if body is not None:
        reader.blocks(body)
    reader.flush()
    reader.stories()
    reader.settle()
    pictures = list(_pictures(body)) if body is not None else []
    images = tuple(_image(picture, package) for _, picture in pictures)
    return Paper(tuple(reader.lines), tuple(reader.notes), tuple(said for said, _ in pictures), images)


class _Reader:
    """Walks one document from top to bottom."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.name = name
        self.styles = Styles(package.beside("styles.xml"))
        self.numbers = WordNumbers(package.beside("numbering.xml"), package.beside("styles.xml"))
        self.words = Words(self.styles)
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        self.labels: list[str] = []
        self.drawn: list[str] = []
        self.page_numbers: list[str] = []
        self._paragraphs = 0
        self._tables = 0
        self._mark = self._label = ""  # the number of the paragraph, as it is read and as Word shows it
        self._carried = ""  # the words of a paragraph whose end a tracked change takes away

    def blocks(self, parent: _Element) -> None:
        """All paragraphs and tables below an element of the text."""
        for element in parent:
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if element.tag == f"{W}p":
                self._paragraphs += 1
                where = f"{self._paragraphs}段落目"
                at = len(self.lines)
                self._place(self._paragraph(element, where), where)
                heading, listed = self.styles.heading(element), self.styles.is_listed(element)
                role = self.styles.role(element)
                self.lines[at:] = [replace(x, heading=heading, listed=listed, role=role) for x in self.lines[at:]]
                if self._mark != self._label and self.lines[at:]:
                    rest = self.lines[at].text.removeprefix(self._mark)
                    self.lines[at] = replace(self.lines[at], shown=self._label + rest)
                self._boxes(element)
            elif element.tag == f"{W}tbl":
                self.flush()
                self._table(element)
            elif name == "AlternateContent":
                self.blocks(chosen(element))
            elif name in _WRAPPERS:
                if is_prompt(element):
                    told = prompt(element)
                    self._note(told.message, told.cure, f"{self._paragraphs}段落目の後", "")
                self.blocks(element)
            elif name not in _WORDLESS and name:
                self._unread(element, name)

    def _place(self, words: str, where: str) -> None:
        """The lines of a paragraph; a tab at their head is an indent."""
        for piece in words.split("\n"):
            text = piece.strip(BLANKS)
            if text:
                self.lines.append(Line(text, spot(self.name, text, where)))

    def flush(self) -> None:
        """The words that wait for a paragraph which does not come."""
        words, self._carried = self._carried, ""
        self._place(words, f"{self._paragraphs}段落目")

    def _paragraph(self, paragraph: _Element, where: str) -> str:
        """The words with the number that Word puts in front of them; "" where they go on in the next paragraph."""
        self._mark = self._label = ""
        said = self.words.paragraph(paragraph)
        self._tell(said, where)
        words, self._carried = self._carried + said.words, ""
        if any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom")):
            self._carried = words
            if words.strip(BLANKS):
                self._note(
                    "段落の終わりが変更履歴で削除されています。次の段落につないで読みました", _LOOK, where, words
                )
            return ""
        return self._numbered(paragraph, words, where)

    def _numbered(self, paragraph: _Element, words: str, where: str) -> str:
        if not words.strip(BLANKS) and self.styles.is_hidden(paragraph):
            return words
        label = self.numbers.label(paragraph)
        if label is None:
            return words
        if not words.strip(BLANKS):
            if label.words and label.words.strip(BLANKS):
                self._note(f"番号「{label.words}」だけで文のない段落を除いて読みました", _WRITE, where, words)
            return words
        shown = words.strip(BLANKS)[:20]
        if label.words is None:
            message = f"Wordの自動番号（{label.form}）は読めません。番号を書き足してください: 「{shown}」"
            self._note(message, _WRITE, where, words)
            return words
        if not label.words:
            return words
        mark = re.sub("[.．、]$", "", label.words)
        as_is = "" if mark == label.words else f"（Wordでは「{label.words}」）"
        self._note(f"Wordの自動番号を数えて「{mark}」としました{as_is}: 「{shown}」", _LOOK, where, words)
        if label.is_behind_gap:
            message = f"自動番号の段を飛ばした後の番号です。「{mark}」から後は、開くプログラムによって一つ違うことがあります: 「{shown}」"
            self._note(message, _LOOK, where, words)
        self.labels.append(mark)
        self._mark, self._label = mark, label.words
        return f"{mark}\u3000{words.lstrip(BLANKS)}"

    def _tell(self, said: Said, where: str) -> None:
        self.page_numbers.append(said.page_numbers)
        self.drawn.append(said.drawn)
        for told in said.told:
            self._note(told.message, told.cure, where, said.words, told.words, told.sort)

    def _note(self, message: str, cure: str, where: str, shown: str, words: str = "", sort: Sort = "read") -> None:
        self.notes.append(Note(message, cure, spot(self.name, shown.strip(BLANKS), where), words, sort))

    def _boxes(self, element: _Element) -> None:
        """What text boxes that hang on a paragraph say, behind it; their copy for older programs is not read again."""
        for box in element.iter(f"{W}txbxContent"):
            if is_copy(box):
                continue
            if next(box.iterancestors(f"{W}txbxContent", f"{W}p"), None) is not element:
                continue  # a box in a box comes with the paragraph that it hangs on
            where = f"{self._paragraphs}段落目"
            if is_unseen_box(box):
                words = "".join(_texts(box))
                self._note(f"表示しない図の中の文を除いて読みました: 「{words}」", _WRITE, where, words, words)
                continue
            at = len(self.lines)
            self.blocks(box)
            self.flush()
            said = "".join(line.text for line in self.lines[at:])
            if said.strip(BLANKS):
                self._note(f"テキストボックスの文を、この位置に置きました: 「{said[:20]}」", _LOOK, where, said)

    def _table(self, table: _Element) -> None:
        self._tables += 1
        number = self._tables
        if is_frame(table) and not self.styles.is_drawing(table):
            self._frame(table, number)
            return
        rows = list(self._rows(table, number))
        if self.styles.is_drawing(table):
            rows = [replace(row, drawn=True) for row in rows]
        self.lines += rows

    def _frame(self, table: _Element, number: int) -> None:
        """A table of a single column is no table: what stands in it stands in the text."""
        for _, where, held in self._held(table, number):
            for slot in held:
                if slot.goes_on or slot.joined:
                    words = self._cell(slot, where)
                    self.lines += [Line(p, spot(self.name, p, where)) for p in words.paras if p]
                else:
                    self.blocks(slot.element)
                    self.flush()

    def _held(self, table: _Element, number: int) -> Iterator[tuple[_Element, str, list[Slot]]]:
        """The rows that a tracked change leaves, with their places and cells."""
        above: Open = {}
        for n, row in enumerate(rows_of(table), 1):
            where = f"表{number}の{n}行目"
            if row.find(f"{W}trPr/{W}del") is not None:
                words = "".join(_texts(row))
                self._note(f"変更履歴で削除された行を除いて読みました: 「{words}」", _WRITE, where, words, words)
                continue
            self._tell_row(row, where)
            held, above = slots(row, above)
            yield row, where, held

    def _rows(self, table: _Element, number: int) -> Iterator[Line]:
        """Rows with their cells; one that goes on from the row above holds no word of its own."""
        for row, where, held in self._held(table, number):
            cells = [Cell()] * count(row.find(f"{W}trPr/{W}gridBefore"))
            for slot in held:
                cells.append(self._cell(slot, where))
                cells += [Cell()] * (cells[-1].columns - 1)
            text = "\t".join(c.text for c in cells)
            if text.strip(BLANKS):
                yield Line(text, spot(self.name, text, where), tuple(cells), number, _is_on(row, "tblHeader"))

    def _tell_row(self, row: _Element, where: str) -> None:
        """What Word does to a row besides its words: tracked changes of its cells, a row that may not be seen."""
        for cell in cells_of(row):
            words = "".join(_texts(cell))
            if is_deleted(cell):
                self._note(f"変更履歴で削除された欄を除いて読みました: 「{words}」", _WRITE, where, words, words)
            for name, done in (("cellIns", "挿入"), ("cellMerge", "結合又は分割")):
                if cell.find(f"{W}tcPr/{W}{name}") is not None:
                    message = f"変更履歴で{done}された欄を、承諾した後の文として読みました: 「{words}」"
                    self._note(message, _LOOK, where, words)
        if _is_on(row, "hidden"):
            words = "".join(_texts(row))
            self._note(f"隠された行を、ほかの行と同じに読みました: 「{words}」", _LOOK, where, words)

    def _cell(self, slot: Slot, where: str) -> Cell:
        paras = self._paras(slot.element, where)
        for beside in slot.joined:
            more = [p for p in self._paras(beside, where) if p]
            if more:
                words = "".join(more)
                self._note(f"左の欄に結合された欄の文を、左の欄に並べました: 「{words}」", _LOOK, where, words)
            paras += more
        if slot.goes_on and paras:
            words = "".join(paras)
            message = f"上の欄に結合されて見えない文を除いて読みました: 「{words}」"
            self._note(message, _WRITE, where, words, words)
            paras = []
        return Cell(tuple(paras) or ("",), slot.goes_on, slot.columns)

    def _paras(self, cell: _Element, where: str) -> list[str]:
        paras: list[str] = []
        held = self.lines
        self.lines = []
        for element in blocks_of(cell):
            if element.tag == f"{W}tbl":
                inner = [p for row in self._rows(element, self._tables) for c in row.cells for p in c.paras if p]
                paras += inner
                self._note(
                    f"表の中の表の文を、その欄に並べました: 「{''.join(inner)[:20]}」", _LOOK, where, "".join(inner)
                )
                continue
            paras += [p for piece in self._paragraph(element, where).split("\n") if (p := piece.strip(BLANKS))]
            self._boxes(element)
            paras += [line.text for line in self.lines]
            self.lines = []
        if carried := self._carried.strip(BLANKS):
            paras.append(carried)
        self._carried, self.lines = "", held
        return paras

    def stories(self) -> None:
        """Headers, footers, notes and comments: told, since no source has a place for them."""
        for stem, called in _STORIES:
            for root in self.package.stories(stem):
                for part in root if stem in ("footnotes", "endnotes", "comments") else (root,):
                    self._story(part, called)
        for name, root in sorted(self.package.parts.items()):
            called = next((said for folder, said in _DRAWN if folder in f"/{name}"), "")
            words = "".join(str(t.text or "") for t in root.iter(f"{_A}t", f"{_C}v")) if called else ""
            if words.strip(BLANKS):
                span = spot(self.name, words.strip(BLANKS), called)
                self.notes.append(Note(f"{called}の中の文は読みません: 「{words[:200]}」", _WRITE, span, sort="unread"))

    def _story(self, root: _Element, called: str) -> None:
        words = Words(self.styles)
        said = [(words.paragraph(p)) for p in root.iter(f"{W}p") if not is_copy(p)]
        text = "".join(s.words for s in said)
        left_out = "".join(t.words for s in said for t in s.told)
        self.page_numbers += [s.page_numbers for s in said]
        if any(c.isalnum() for c in text + left_out):
            span = spot(self.name, text.strip(BLANKS), called)
            self.notes.append(
                Note(f"{called}の文は原稿に入れません: 「{text.strip(BLANKS)}」", _WRITE, span, text + left_out)
            )
        else:
            self.page_numbers.append(text)
        for shown in (t for s in said for t in s.told if "図の中の文" in t.message):
            self.notes.append(
                Note(f"{called}に、{shown.message}", shown.cure, spot(self.name, "", called), "", shown.sort)
            )

    def _unread(self, element: _Element, name: str) -> None:
        words = "".join(_texts(element))
        where = f"{self._paragraphs}段落目の後"
        if words.strip(BLANKS) or name == "altChunk":
            self._note(f"読み方の分からない部分（{name}）があります: 「{words}」", _WRITE, where, words, words)

    def settle(self) -> None:
        """Conservation: each character of the file stands in a line or was told; what does not is told now."""
        written = characters(
            t for root in (self.package.parts[self.package.main], *self._story_roots()) for t in _texts(root)
        )
        read = characters([line.text for line in self.lines]) - characters([*self.labels, *self.drawn])
        rest = written - read - characters(n.words for n in self.notes) - characters(self.page_numbers)
        if rest:
            lost = "".join(sorted(rest.elements()))
            message = f"読み取れなかった字が{rest.total()}字あります: 「{lost[:60]}」"
            self.notes.append(
                Note(message, "元の文書と見比べて、原稿に書き足してください", spot(self.name, "", "全体"), lost)
            )

    def _story_roots(self) -> list[_Element]:
        return [root for stem, _ in _STORIES for root in self.package.stories(stem)]


def _pictures(body: _Element) -> Iterator[tuple[str, _Element]]:
    """Each picture that stands in the text, and what is read out for it."""
    for picture in body.iter(f"{_PIC}pic"):
        holder = next(picture.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
        said = holder.find(f"{_WP}docPr") if holder is not None else None
        if said is not None and not is_copy(picture) and next(picture.iterancestors(f"{W}del"), None) is None:
            yield str(said.get("descr", "")).strip(BLANKS), picture


def _image(picture: _Element, package: Package) -> str:
    """The sum of a picture's bytes; "" of one that is drawn from shapes, or is not in the file."""
    blip = next(picture.iter(f"{_A}blip"), None)
    vector = next((e for e in picture.iter() if str(e.tag).endswith("}svgBlip")), None)
    known = package.media.get(package.target(str(blip.get(f"{_R}embed", "")))) if blip is not None else None
    return f"{known:08x}" if known is not None and vector is None else ""


def _texts(root: _Element) -> Iterator[str]:
    """All words of a part but those that stand in it a second time, for programs that do not know the first."""
    for node in root.iter(f"{W}t", f"{W}delText", f"{M}t"):
        if not is_copy(node) and not is_unseen_mark(node):
            yield str(node.text or "")


def _is_on(row: _Element, name: str) -> bool:
    found = row.find(f"{W}trPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in OFF
