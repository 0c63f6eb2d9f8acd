"""A paragraph of Word -> its words as every tracked change accepted makes them, and all that was left out or worked out.

Whatever stands inside a paragraph and is neither read nor known to hold no word is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.importing.paper import BLANKS, Sort
from pipeline.importing.word.alternate import chosen, is_copy
from pipeline.importing.word.equation import equation
from pipeline.importing.word.formula import formula
from pipeline.importing.word.looks import Look, brackets, look
from pipeline.importing.word.styles import Styles, W
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.looks import symbol_fonts
from pipeline.notation.looks.raised import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"

_WRAPPERS = {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"}
_WORDLESS = {
    "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "bookmarkStart", "bookmarkEnd", "proofErr",
    "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "footnoteRef",
    "endnoteRef", "separator", "continuationSeparator", "lastRenderedPageBreak", "softHyphen", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "pgNum",
}  # fmt: skip
# Fields whose printed result depends on when or where it is looked at.
_VOLATILE = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "FILENAME", "MERGEFIELD", "DOCPROPERTY", "USERNAME")
# Fields that print nothing where they stand, and those that `ffData` tells of.
_UNSEEN = ("XE", "TC", "TA", "RD", "PRIVATE", "ADVANCE", "SET", "ASK", "COMMENTS", "INDEX", "TOC", "TOA")
_FORMS = ("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN")
# Stands behind the marks of our footnotes, so that Word takes them for words; nobody sees it.
JOINER = "\u200d"
# What prints the day on which a file is opened (ECMA-376 part 1, 17.3.3).
_DAYS = ("dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong")
PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION")


@dataclass(frozen=True, slots=True)
class Told:
    """Something about a paragraph; `words` stand nowhere but here, and of what is `unread` nowhere at all."""

    message: str
    cure: str
    words: str = ""
    sort: Sort = "read"


@dataclass(slots=True)
class Said:
    r"""The words of a paragraph, "\n" where a line ends by hand, and what is to be told of it."""

    words: str = ""
    told: list[Told] = field(default_factory=list)
    page_numbers: str = ""
    # Letters of the words that the file itself does not have: what a symbol font draws, capital letters.
    drawn: str = ""


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False


_OF_NOTE = regex("[※＊*†‡§注]")
# Ends of the lines of the file itself, which Word shows as blanks.
_BREAKS = regex("[\r\n\t]+")
_LOOK = "元の文書と見比べて、原稿を確かめてください"
_WRITE = "要るものなら、原稿に書き足してください"


class Words:
    """Reads the paragraphs of one story in their order: a field may run through several of them."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._fields: list[_Field] = []

    def paragraph(self, paragraph: _Element) -> Said:
        """The words of one paragraph; those of text boxes that hang on it stand elsewhere."""
        return _Walk(self.styles, self._fields, paragraph).said()


class _Walk:
    """One paragraph."""

    def __init__(self, styles: Styles, fields: list[_Field], paragraph: _Element) -> None:
        self.styles = styles
        self.fields = fields
        self.paragraph = paragraph
        self.made = Said()
        self._left_out: list[tuple[str, str]] = []
        self._put_in: list[str] = []
        self._look = Look()

    def said(self) -> Said:
        self._children(self.paragraph, "")
        for why, words in _grouped(self._left_out):
            self.made.told.append(Told(f"{why}の文を除いて読みました: 「{words}」", _WRITE, words))
        if inserted := "".join(self._put_in).strip(BLANKS):
            self.made.told.append(
                Told(f"変更履歴で挿入された文を、承諾した後の文として読みました: 「{inserted}」", _LOOK)
            )
        return self.made

    def _children(self, parent: _Element, gone: str, *, put_in: bool = False) -> None:
        for element in parent:
            self._node(element, gone, put_in=put_in)

    def _node(self, element: _Element, gone: str, *, put_in: bool) -> None:
        space, _, name = str(element.tag).rpartition("}")  # a comment of XML has a function for a tag
        match name:
            case _ if element.tag in (f"{M}oMath", f"{M}oMathPara"):
                self._formula(element, gone)
            case "AlternateContent":
                self._children(chosen(element), gone, put_in=put_in)
            case _ if f"{space}}}" != W:
                self._unread(element, name)
            case "r":
                self._run(element, gone or self.styles.void(element, self.paragraph), put_in=put_in)
            case "del" | "moveFrom":
                self._children(element, "変更履歴で削除された部分", put_in=put_in)
            case "ins" | "moveTo":
                self._children(element, gone, put_in=True)
            case "fldSimple":
                self._simple_field(element, gone, put_in=put_in)
            case _ if name in _WRAPPERS:
                if is_prompt(element):
                    self.made.told.append(prompt(element))
                self._children(element, gone, put_in=put_in)
            case _ if name not in _WORDLESS:
                self._piece(element, name, gone, put_in=put_in)

    def _run(self, run: _Element, gone: str, *, put_in: bool) -> None:
        around, self._look = self._look, look(run, self.paragraph, self.styles)
        opening, closing = ("", "") if gone else brackets(run)
        self._bracket(opening, put_in=put_in)
        self._children(run, gone, put_in=put_in)
        self._bracket(closing, put_in=put_in)
        self._look = around

    def _bracket(self, sign: str, *, put_in: bool) -> None:
        if sign:
            self._say(sign, "", put_in=put_in)
            self._drawn(f"割注のかっこ「{sign}」を書き足して読みました", "", sign)

    def _piece(self, element: _Element, name: str, gone: str, *, put_in: bool) -> None:
        """What a run may hold."""
        match name:
            case "t":
                self._letters("" if is_unseen_mark(element) else str(element.text or ""), gone, put_in=put_in)
            case "delText":
                self._say(str(element.text or ""), gone or "変更履歴で削除された部分", put_in=put_in)
            case "tab" | "ptab":
                self._say("\u3000", gone, put_in=put_in)
            case "br" | "cr":
                self._say("\n", gone, put_in=put_in)
            case "noBreakHyphen":
                self._say("-", gone, put_in=put_in)
            case "sym":
                self._symbol(element, gone, put_in=put_in)
            case "ruby":
                self._ruby(element, gone, put_in=put_in)
            case "fldChar":
                self._field_mark(element, gone, put_in=put_in)
            case "instrText" | "delInstrText":
                if self.fields and not self.fields[-1].in_result:
                    self.fields[-1].code += str(element.text or "")
            case "footnoteReference" | "endnoteReference":
                note = "脚注" if name == "footnoteReference" else "文末脚注"
                self.made.told.append(Told(f"ここに{note}の番号があります", f"{note}の文は別に示します。{_WRITE}"))
            case "drawing" | "pict" | "object":
                self._picture(element)
            case "subDoc" | "contentPart":
                self.made.told.append(
                    Told(f"ここに、別のファイルにある文（{name}）があります。読んでいません", _WRITE, sort="unread")
                )
            case _ if name in _DAYS:
                self.made.told.append(Told(f"ここに、開くたびに変わる日付（{name}）があります", _WRITE))
            case _:
                self._unread(element, name)

    def _letters(self, words: str, gone: str, *, put_in: bool) -> None:
        """Words as the font and the look of their run show them; a line of the file may end within them."""
        words = _BREAKS.sub(" ", words)
        if not gone and words.strip(BLANKS):
            if self._look.faint:
                message = f"{self._look.faint}（紙では読めません）を、ほかの字と同じに読みました: 「{words}」"
                self.made.told.append(Told(message, _LOOK))
            if self._look.raised:
                words = self._raised(words)
        for held, shown in symbol_fonts.stretches(words, self._look.font):
            if gone or shown is None:
                capital = held.upper() if self._look.is_capital and not gone else held
                if capital != held:
                    self._drawn(f"大文字で表示される「{held}」を「{capital}」と読みました", held, capital)
                self._say(capital, gone, put_in=put_in)
            elif shown:
                self._drawn(f"書体「{self._look.font}」の「{_shown(held)}」を「{shown}」と読みました", held, shown)
                self._say(shown, gone, put_in=put_in)
            else:
                self._unknown(f"書体「{self._look.font}」の「{_shown(held)}」", held)

    def _raised(self, words: str) -> str:
        """M² for a raised 2; what no font has raised is told, but for marks of notes, which are raised in every paper."""
        made = raised(words) if self._look.raised == "上付き" else ""
        if made:
            self._drawn(f"上付きの「{words}」を「{made}」と読みました", words, made)
            return made
        if _OF_NOTE.match(words):
            return words
        self.made.told.append(Told(f"{self._look.raised}の「{words}」を、ふつうの字で読みました", _LOOK))
        return words

    def _drawn(self, message: str, words: str, shown: str) -> None:
        self.made.told.append(Told(message, _LOOK, words))
        self.made.drawn += shown

    def _unknown(self, what: str, words: str = "") -> None:
        self.made.told.append(Told(f"記号（{what}）は読めません", "その位置に、記号を書き足してください", words))

    def _say(self, words: str, gone: str, *, put_in: bool) -> None:
        codes = [f.code.split()[0].upper() for f in self.fields if f.code.split()]
        if any(c in PAGE_FIELDS for c in codes):
            self.made.page_numbers += words
        elif gone:
            self._left_out.append((gone, words))
        else:
            self.made.words += words
            if put_in:
                self._put_in.append(words)

    def _field_mark(self, mark: _Element, gone: str, *, put_in: bool) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
            if mark.find(f"{W}ffData") is not None:
                checked = mark.find(f"{W}ffData/{W}checkBox")
                what = "チェックボックス" if checked is not None else "入力欄"
                self.made.told.append(Told(f"ここに{what}（フォームフィールド）があります", _LOOK, sort="unread"))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if not done.in_result:
                self._shown_by_code(done.code, gone, put_in=put_in)
            self._tell_field(done.code)

    def _shown_by_code(self, code: str, gone: str, *, put_in: bool) -> None:
        """A field without a result: one whose code says what it prints is read, any other that prints something is told."""
        name, _, rest = code.strip(BLANKS).partition(" ")
        match name.upper():
            case "EQ":
                shown = equation(rest)
                self._say(shown.words, gone, put_in=put_in)
                if shown.words and not gone:
                    self.made.told.append(Told(f"フィールド（EQ）の字を「{shown.words}」と読みました", _LOOK))
                self._tell_readings("".join(shown.readings))
            case "MACROBUTTON" | "GOTOBUTTON":
                self._say(rest.strip(BLANKS).partition(" ")[2].strip(BLANKS), gone, put_in=put_in)
                self.made.told.append(Told(f"ここに、押すところ（{name.upper()}）があります", _LOOK))
            case known if known and known not in (*_UNSEEN, *_FORMS, *PAGE_FIELDS):
                self.made.told.append(
                    Told(f"ここに、結果のないフィールド（{code.strip(BLANKS)}）があります", _WRITE, sort="unread")
                )

    def _tell_field(self, code: str) -> None:
        name = code.split(maxsplit=1)[0].upper() if code.split() else ""
        if name in _VOLATILE:
            self.made.told.append(Told(f"ここに、開くたびに変わるフィールド（{name}）があります", _LOOK))

    def _simple_field(self, element: _Element, gone: str, *, put_in: bool) -> None:
        code = str(element.get(f"{W}instr", ""))
        self.fields.append(_Field(code, in_result=True))
        self._children(element, gone, put_in=put_in)
        self.fields.pop()
        self._tell_field(code)

    def _symbol(self, element: _Element, gone: str, *, put_in: bool) -> None:
        font, code = str(element.get(f"{W}font", "")), str(element.get(f"{W}char", ""))
        value = int(code, 16) if 0 < len(code) < 6 and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        known = symbol_fonts.drawn(chr(value), font)
        if known is None and 0x20 < value < 0xE000:
            known = chr(value)
        if not known:
            self._unknown(f"書体「{font}」の{code}")
            return
        self._say(known, gone, put_in=put_in)
        if not gone:
            self._drawn(f"記号（書体「{font}」の{code}）を「{known}」と読みました", "", known)

    def _ruby(self, element: _Element, gone: str, *, put_in: bool) -> None:
        for base in element.iterfind(f"{W}rubyBase"):
            self._children(base, gone, put_in=put_in)
        reading = "".join(str(t.text or "") for r in element.iterfind(f"{W}rt") for t in r.iter(f"{W}t"))
        self._tell_readings(reading)

    def _tell_readings(self, reading: str) -> None:
        if reading.strip(BLANKS):
            self.made.told.append(Told(f"ふりがな「{reading}」を除いて読みました", _WRITE, reading))

    def _formula(self, element: _Element, gone: str) -> None:
        words = formula(element)
        self._say(words, gone, put_in=False)
        if words:
            self.made.told.append(Told(f"数式を「{words}」と読みました", _LOOK))
        else:
            self._unread(element, "oMath")

    def _picture(self, element: _Element) -> None:
        """Drawings: text boxes are read where the document is walked; all other words in them are told here."""
        words = "".join(
            str(t.text or "") for t in element.iter(f"{_A}t") if not _is_in_box(t, element) and not is_copy(t)
        )
        paths = [str(p.get("string", "")) for p in element.iter(f"{_V}textpath")]
        for said in filter(None, [words, *paths]):
            self.made.told.append(
                Told(f"図の中の文は読みません: 「{said}」", _WRITE, said if said == words else "", "unread")
            )
        has_box = next(element.iter(f"{W}txbxContent"), None) is not None
        if not words and not paths and not has_box and not _is_line(element):
            self.made.told.append(
                Told("ここに図があります", "図は原稿に取り込みません。公印の印影でないかを確かめてください")
            )

    def _unread(self, element: _Element, name: str) -> None:
        words = "".join(_texts(element))
        if words.strip(BLANKS):
            self.made.told.append(Told(f"読み方の分からない部分（{name}）があります: 「{words}」", _WRITE, words))


def is_prompt(control: _Element) -> bool:
    """Whether a content control was left as it came: what it shows asks for words and is none of the paper."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def prompt(control: _Element) -> Told:
    """What is told of it: it is printed, so that its words stay."""
    words = "".join(_texts(control)).strip(BLANKS)
    return Told(f"記入されていない欄の案内の文を、そのまま読みました: 「{words[:40]}」", "記入する文に直してください")


def _grouped(left_out: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one reason together, blank ones left out."""
    made: list[tuple[str, str]] = []
    for why, words in left_out:
        if made and made[-1][0] == why:
            made[-1] = (why, made[-1][1] + words)
        else:
            made.append((why, words))
    return ((why, words.strip("\n")) for why, words in made if words.strip(BLANKS))


def is_unseen_mark(text: _Element) -> bool:
    """Whether it is the joiner that we write behind the mark of a note."""
    before = text.getprevious()
    return text.text == JOINER and before is not None and before.tag == f"{W}footnoteReference"


def _shown(words: str) -> str:
    """Characters for a message; those of fonts alone by their codes."""
    return "".join(f"U+{ord(c):04X}" if "\ue000" <= c <= "\uf8ff" else c for c in words)


def _texts(element: _Element) -> Iterator[str]:
    for node in element.iter(f"{W}t", f"{W}delText", f"{M}t", f"{_A}t"):
        yield str(node.text or "")


def _is_in_box(node: _Element, top: _Element) -> bool:
    return any(above.tag == f"{W}txbxContent" for above in node.iterancestors() if above is not top)


def _is_line(element: _Element) -> bool:
    """Whether a drawing is a mere rule or frame: VML line, a shape with neither words nor picture."""
    names = {e.tag.rpartition("}")[2] for e in element.iter() if isinstance(e.tag, str)}
    return not names & {"blip", "imagedata", "OLEObject", "chart", "relIds", "blipFill"}
