"""Body of a template -> sections that can be left out one by one, and pieces that the writer fills.

Word hangs the properties of a section on its last paragraph, those of the last section on the body. A part that a
document does not have takes its section away, so any section may become the last: its properties are kept apart.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.writers.docx.ooxml import Element, W, serialise, whole_number
from pipeline.writers.docx.stories import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(rf"<\?{MARK} (\S+)(?: (.*?))?\?>")
_SAVE_AGAIN = "Wordで開き、［表示］タブの「下書き」で区切りを確かめて保存し直してください"

# Right margins are set in whole millimetres or twips; LibreOffice rounds them on save.
_TOLERANCE_TWIPS = 12
_TWIPS_A_MM = 1440 / 25.4


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
class Section:
    """`content`, then `properties` (w:sectPr), then `rest` (what closes the paragraph that bears them)."""

    content: tuple[Piece, ...]
    properties: str
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


def split(root: Element, name: str, problems: Problems) -> Body | None:
    """The body of a marked document (which is marked further), or None after an error."""
    body = root.find(W + "body")
    properties = _own_properties(body) if body is not None else []
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
    _inherit_furniture(properties)
    for element in properties:
        element.addprevious(etree.ProcessingInstruction(MARK, "open"))
        element.addnext(etree.ProcessingInstruction(MARK, "close"))
        holder = element.getparent()
        bearer = holder.getparent() if holder is not None and holder is not body else element.getnext()
        if bearer is not None:
            bearer.addnext(etree.ProcessingInstruction(MARK, "end"))
    body.insert(0, etree.ProcessingInstruction(MARK, "start"))
    head, rest = _cut(serialise(root), "start")
    sections = []
    for _ in properties:
        section, rest = _cut(rest, "end")
        before, after = _cut(section, "open")
        inner, closing = _cut(after, "close")
        sections.append(Section(pieces(before), inner, pieces(closing)))
    return Body(head, tuple(sections), rest)


def check_width(root: Element, wanted_twips: int, chars: int, name: str, problems: Problems) -> None:
    """Reports sections with a slot whose text is not as wide as the contract says."""
    slots: list[str] = []
    for element in root.iter(W + "sectPr", etree.PI):
        if element.tag != W + "sectPr":
            words = str(element.text).split(" ")
            slots += words[1:] if words[0] == "slot" else []
            continue
        excess = text_twips(element) - wanted_twips
        if slots and abs(excess) > _TOLERANCE_TWIPS:
            margins = element.find(W + "pgMar")
            right = _number(margins, "right") if margins is not None else 0
            problems.error(
                "ひな形紙面",
                f"本文の幅が{(excess + wanted_twips) / 20:g}ポイントで、{chars}字分の{wanted_twips / 20:g}ポイントと合いません",
                f"［レイアウト］タブの「余白」で、右の余白を{(right + excess) / _TWIPS_A_MM:.1f}mmにしてください",
                Place(name, f"「{slots[0]}」のセクション"),
            )
        slots = []


def text_twips(section: Element) -> int:
    """Width between the margins."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return 0
    return _number(size, "w") - sum(_number(margins, side) for side in ("left", "right", "gutter"))


def _number(element: Element, key: str) -> int:
    return whole_number(element.get(W + key)) or 0


def _own_properties(body: Element) -> list[Element]:
    """At most one of each paragraph of the body, and the one that ends the body."""
    ends = [p.find(f"{W}pPr/{W}sectPr") for p in body.findall(W + "p")]
    last = [body[-1]] if len(body) and body[-1].tag == W + "sectPr" else []
    return [*(e for e in ends if e is not None), *last]


def _inherit_furniture(properties: Iterable[Element]) -> None:
    """Writes out the headers and footers that a section takes from the one before, which may be left out."""
    current: dict[tuple[str, str | None], Element] = {}
    for section in properties:
        own = {(str(r.tag), r.get(W + "type")): r for r in section.iter(W + "headerReference", W + "footerReference")}
        for key in sorted(set(current) - set(own), key=str, reverse=True):
            section.insert(0, copy.deepcopy(current[key]))
        current.update(own)


def _cut(xml: str, mark: str) -> tuple[str, str]:
    before, _, after = xml.partition(f"<?{MARK} {mark}?>")
    return before, after
