"""A Word document that came back -> its paragraphs as they stood, with what is tracked in them, row by row, and its comments.

The paragraphs are those of the document with every change rejected: what was sent, if nobody changed anything untracked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal

from pipeline.importing.word.alternate import chosen, is_copy
from pipeline.importing.word.package import Package, open_package
from pipeline.importing.word.styles import W
from pipeline.importing.word.words import JOINER, PAGE_FIELDS
from pipeline.late.dataclass import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

# 同: stands in both; 加, 削: in one; 消: put in by one hand and taken out by another, in neither.
Fate = Literal["同", "加", "削", "消"]
BREAK = "\n"
_WRAPPERS = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "ruby"})
_COMES, _GOES = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
# Changes of looks, which have no words: rPrChange, pPrChange, tblPrChange …
_LOOKS = "PrChange"
_VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a change and on which day ("" where the document does not say)."""

    author: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one fate. `comments` are the ids of those that hang on them; a tracked paragraph end is BREAK."""

    text: str
    fate: Fate
    hand: Hand = field(default_factory=Hand)
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, counted through the document; a tracked row comes or goes as a whole."""

    number: int
    fate: Fate = "同"
    hand: Hand = field(default_factory=Hand)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it stood. `ends`: the fate of its end (削: it is to go on in the next one). `row` is None outside tables.

    `continues`: a cell that goes on from the row above. `where` names it for people.
    """

    stretches: tuple[Stretch, ...]
    where: str
    row: Row | None = None
    continues: bool = False
    ends: Fate = "同"
    hand: Hand = field(default_factory=Hand)

    @property
    def before(self) -> str:
        """Its words with every change rejected."""
        return "".join(s.text for s in self.stretches if s.fate in ("同", "削"))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: whose, of which day, what it says."""

    id: str
    hand: Hand
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """All of it, footnotes behind the text. `furniture` are headers and footers; `looks` counts changes of looks; `properties` are those of the file."""

    passages: tuple[Passage, ...]
    furniture: tuple[Passage, ...]
    comments: tuple[Comment, ...]
    looks: int
    title: str
    properties: tuple[tuple[str, str], ...]


def read_returned(data: bytes) -> Returned:
    """Raises PackageError for another file."""
    package = open_package(data)
    root = package.parts[package.main]
    reader = _Reader()
    body = root.find(f"{W}body")
    if body is not None:
        reader.blocks(body, "")
    furniture, notes = _Reader(), _Reader()
    for stem, called in (("header", "ヘッダー"), ("footer", "フッター"), ("endnotes", "文末脚注")):
        for story in package.stories(stem):
            furniture.blocks(story, called)
    for story in package.stories("footnotes"):
        notes.blocks(story, "脚注")
    looks = sum(isinstance(e.tag, str) and e.tag.endswith(_LOOKS) for e in root.iter())
    return Returned(
        (*reader.settled(), *map(_without_tab, notes.settled())),
        tuple(furniture.settled()),
        tuple(_comments(package)),
        looks,
        _title(package),
        tuple(_properties(package)),
    )


def _without_tab(note: Passage) -> Passage:
    """A footnote without the tab that LibreOffice 7.4 puts in front of its mark."""
    first = next(iter(note.stretches), None)
    if first is None or first.fate != "同" or not first.text.startswith("\t"):
        return note
    return replace(note, stretches=(replace(first, text=first.text[1:]), *note.stretches[1:]))


def _comments(package: Package) -> Iterator[Comment]:
    part = package.beside("comments.xml")
    for element in part.iter(f"{W}comment") if part is not None else ():
        text = "\n".join("".join(str(t.text or "") for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))
        yield Comment(str(element.get(f"{W}id", "")), _hand(element), text.strip())


def _title(package: Package) -> str:
    core = package.parts.get("docProps/core.xml")
    found = core.find(f"{_DC}title") if core is not None else None
    return str(found.text or "") if found is not None else ""


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    custom = package.parts.get("docProps/custom.xml")
    for element in custom if custom is not None else ():
        value = element.find(f"{_VT}lpwstr")
        yield str(element.get("name", "")), str(value.text or "") if value is not None else ""


def _hand(element: _Element) -> Hand:
    return Hand(str(element.get(f"{W}author", "")), str(element.get(f"{W}date", ""))[:10])


class _Reader:
    """Walks one story; a paragraph whose end was put in goes on in the next one, as it did before."""

    def __init__(self) -> None:
        self.made: list[Passage] = []
        self._open: list[Stretch] = []  # of paragraphs whose end was put in
        self._comments: list[str] = []
        self._fields: list[str] = []
        self._paragraphs = self._tables = self._rows = 0
        self._cell: tuple[Fate, Hand] = ("同", Hand())

    def settled(self) -> list[Passage]:
        """What was read, with words that wait for a paragraph which does not come."""
        if self._open:
            self.made.append(Passage(tuple(self._open), f"{self._paragraphs}段落目"))
            self._open = []
        return self.made

    def blocks(self, parent: _Element, called: str, row: Row | None = None, *, continues: bool = False) -> None:
        """All paragraphs and tables below an element."""
        for element in parent:
            name = _name(element)
            if name == "p":
                self._paragraph(element, called, row, continues=continues)
            elif name == "tbl":
                self._table(element, called)
            elif name == "AlternateContent":
                self.blocks(chosen(element), called, row, continues=continues)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "footnote", "endnote"):
                self.blocks(element, called, row, continues=continues)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._mark_comment(element, name)

    def _table(self, table: _Element, called: str) -> None:
        self._tables += 1
        number = self._tables
        rows = (r for r in table.iter(f"{W}tr") if next(r.iterancestors(f"{W}tbl"), None) is table)
        for n, element in enumerate(rows, 1):
            self._rows += 1
            row = _row(element, self._rows)
            cells = (c for c in element.iter(f"{W}tc") if next(c.iterancestors(f"{W}tr"), None) is element)
            for k, cell in enumerate(cells, 1):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                around, self._cell = self._cell, _tracked(cell, "tcPr", "cellIns", "cellDel") or self._cell
                self.blocks(cell, f"{called}表{number}の{n}行目の{k}欄目", row, continues=goes_on)
                self._cell = around

    def _paragraph(self, element: _Element, called: str, row: Row | None, *, continues: bool) -> None:
        self._paragraphs += 1
        where = called or f"{self._paragraphs}段落目"
        stretches: list[Stretch] = []
        self._inline(element, *self._cell, stretches)
        mark = _end(element, _COMES)
        if mark is not None:
            self._open += [*stretches, Stretch(BREAK, "加", _hand(mark))]
            return
        gone = _end(element, _GOES)
        ends: Fate = "同" if gone is None else "削"
        hand = Hand() if gone is None else _hand(gone)
        made = tuple(_joined([*self._open, *stretches]))
        self._open = []
        self.made.append(Passage(made, where, row, continues, ends, hand))
        for box in element.iter(f"{W}txbxContent"):
            if not is_copy(box):
                self.blocks(box, called, row)

    def _inline(self, parent: _Element, fate: Fate, hand: Hand, made: list[Stretch]) -> None:
        for element in parent:
            name = _name(element)
            if name in _COMES:
                self._inline(element, "消" if fate == "削" else "加", _hand(element), made)
            elif name in _GOES:
                self._inline(element, "消" if fate == "加" else "削", _hand(element), made)
            elif name == "AlternateContent":
                self._inline(chosen(element), fate, hand, made)
            elif name in _WRAPPERS or name in ("r", "rubyBase"):
                self._inline(element, fate, hand, made)
            elif name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                self._mark_comment(element, name, made)
            elif name == "fldChar":
                self._field(element)
            elif name in ("instrText", "delInstrText"):
                if self._fields:
                    self._fields[-1] += str(element.text or "")
            else:
                text = _words(element, name)
                if text and not self._is_page():
                    made.append(Stretch(text, fate, hand, tuple(self._comments)))

    def _mark_comment(self, element: _Element, name: str, made: list[Stretch] | None = None) -> None:
        known = str(element.get(f"{W}id", ""))
        if name == "commentRangeStart":
            self._comments.append(known)
        elif name == "commentRangeEnd":
            self._comments = [c for c in self._comments if c != known]
        elif made is not None and not any(known in s.comments for s in made):
            made.append(Stretch("", "同", comments=(known,)))

    def _field(self, element: _Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_page(self) -> bool:
        """Whether the words are a page number, which every program counts for itself."""
        return any(code.split()[0].upper() in PAGE_FIELDS for code in self._fields if code.split())


def _end(paragraph: _Element, marks: frozenset[str]) -> _Element | None:
    """The mark by which the end of a paragraph came or is gone; a moved one comes in one place and is gone in another."""
    held = paragraph.find(f"{W}pPr/{W}rPr")
    return next((e for e in held if _name(e) in marks), None) if held is not None else None


def _row(element: _Element, number: int) -> Row:
    return Row(number, *(_tracked(element, "trPr", "ins", "del") or ()))


def _tracked(element: _Element, properties: str, comes: str, goes: str) -> tuple[Fate, Hand] | None:
    """Whether a row or a cell comes or goes as a whole, and by whom."""
    for name, fate in ((comes, "加"), (goes, "削")):
        mark = element.find(f"{W}{properties}/{W}{name}")
        if mark is not None:
            return "加" if fate == "加" else "削", _hand(mark)
    return None


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one fate, hand and comments as one: programs cut runs where nobody sees it."""
    held: Stretch | None = None
    for each in stretches:
        if held is not None and (held.fate, held.hand, held.comments) == (each.fate, each.hand, each.comments):
            held = Stretch(held.text + each.text, held.fate, held.hand, held.comments)
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _words(element: _Element, name: str) -> str:
    match name:
        case "t" | "delText":
            return str(element.text or "").replace(JOINER, "")
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\v" if element.get(f"{W}type") is None else ""
        case "noBreakHyphen":
            return "-"
        case "sym":
            code = str(element.get(f"{W}char", ""))
            return chr(int(code, 16)) if code.isalnum() and len(code) <= 5 and _is_hex(code) else "〓"
        case _:
            return ""


def _is_hex(code: str) -> bool:
    return all(c in "0123456789abcdefABCDEF" for c in code) and 0 < int(code, 16) < 0x110000


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
