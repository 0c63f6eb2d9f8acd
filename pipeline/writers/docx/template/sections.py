"""Body of a template -> sections that can be left out one by one, and pieces that the writer fills.

Word hangs the properties of a section on its last paragraph, those of the last section on the body. A part that a
document does not have takes its section away, so any section may become the last: its properties are kept apart.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.writers.docx.parts.ooxml import Element, W, serialise
from pipeline.writers.docx.template import page_setup
from pipeline.writers.docx.template.stories import MARK

_MARK = regex(rf"<\?{MARK} (\S+)(?: (.*?))?\?>")
_SAVE_AGAIN = "Wordで開き、［表示］タブの「下書き」で区切りを確かめて保存し直してください"


@dataclass(frozen=True, slots=True)
class Field:
    """Here the value of a field goes, inside a w:t."""

    name: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Here the blocks of a part go, between paragraphs."""

    name: str


Piece: TypeAlias = str | Field | Slot


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a section, lying or standing: its w:sectPr, the same for pages that go on in it, characters a line."""

    first: str
    later: str
    chars: int


@dataclass(frozen=True, slots=True)
class Section:
    """`content`, then the w:sectPr of a sheet, then `rest` (what closes the paragraph that bears it).

    `own` is the sheet as the clerk set it, `across` the same turned on its side.
    """

    content: tuple[Piece, ...]
    own: Sheet
    across: Sheet
    rest: tuple[Piece, ...]

    @property
    def slots(self) -> frozenset[str]:
        """Names of the parts that this section prints."""
        return frozenset(p.name for p in self.content if isinstance(p, Slot))


@dataclass(frozen=True, slots=True)
class Body:
    """document.xml: what stands before the sections, the sections, what stands behind."""

    head: str
    sections: tuple[Section, ...]
    tail: str


def pieces(xml: str) -> tuple[Piece, ...]:
    """Text with marks -> text and what goes between."""
    found: list[Piece] = []
    at = 0
    for match in _MARK.finditer(xml):
        found += [xml[at : match.start()], Slot(match[2]) if match[1] == "slot" else Field(match[2])]
        at = match.end()
    return tuple(p for p in (*found, xml[at:]) if p)


def split(root: Element, char_twips: float, name: str, problems: Problems) -> Body | None:
    """The body of a marked document (which is marked further), or None after an error."""
    body = root.find(W + "body")
    properties = section_properties(root)
    if body is None or not properties or properties[-1].getparent() is not body:
        problems.error("ひな形形式", "文書の最後のセクションがありません", _SAVE_AGAIN, Place(name, "本文"))
        return None
    if len(properties) != len(list(root.iter(W + "sectPr"))):
        problems.error(
            "ひな形形式",
            "セクション区切りが、本文の段落でないところ（表や枠の中など）にあります",
            "区切りを本文の段落に入れ直してください",
            Place(name, "本文"),
        )
        return None
    chars = [
        (page_setup.chars(e, char_twips), page_setup.chars(page_setup.across(e, char_twips), char_twips))
        for e in properties
    ]
    for element in properties:
        _mark_sheets(element, body, char_twips)
    body.insert(0, etree.ProcessingInstruction(MARK, "start"))
    head, rest = _cut(serialise(root), "start")
    sections = []
    for own, across in chars:
        section, rest = _cut(rest, "end")
        before, first, later, first_across, later_across, closing = section.split(f"<?{MARK} sheet?>")
        sheets = Sheet(first, later, own), Sheet(first_across, later_across, across)
        sections.append(Section(pieces(before), *sheets, pieces(closing)))
    return Body(head, tuple(sections), rest)


def _mark_sheets(own: Element, body: Element, char_twips: float) -> None:
    """Sets the four forms of the properties of a section between marks, and a mark behind the section."""
    parent = own.getparent()
    assert parent is not None
    across = page_setup.across(own, char_twips)
    forms = (own, page_setup.continued(own), across, page_setup.continued(across))
    parent.remove(own)  # LibreOffice 7.4 sets it first in the w:pPr; the schema wants it last
    for form in forms:
        parent.append(etree.ProcessingInstruction(MARK, "sheet"))
        parent.append(form)
    parent.append(etree.ProcessingInstruction(MARK, "sheet"))
    bearer = parent.getparent() if parent is not body else None
    if bearer is None:
        parent.append(etree.ProcessingInstruction(MARK, "end"))
    else:
        bearer.addnext(etree.ProcessingInstruction(MARK, "end"))


def section_properties(root: Element) -> list[Element]:
    """At most one of each paragraph of the body, and the one that ends the body."""
    body = root.find(W + "body")
    if body is None:
        return []
    ends = [p.find(f"{W}pPr/{W}sectPr") for p in body.findall(W + "p")]
    last = [body[-1]] if len(body) and body[-1].tag == W + "sectPr" else []
    return [*(e for e in ends if e is not None), *last]


def _cut(xml: str, mark: str) -> tuple[str, str]:
    before, _, after = xml.partition(f"<?{MARK} {mark}?>")
    return before, after
