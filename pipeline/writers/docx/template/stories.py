"""Texts of a template (body, headers, footers, notes): placeholders are checked and turned into marks.

A mark is a processing instruction, which no text and no attribute can imitate; those of the template were removed by
the parser. `{{ 題名 }}` becomes <?renkei field 題名?> inside its w:t, a slot paragraph becomes <?renkei slot 本文?>.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding import likeness
from pipeline.writers.docx.parts.ooxml import TINY, W14, W_NS, XML_SPACE, Element, W

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MARK = "renkei"

_PLACEHOLDER = regex(r"\{\{(.*?)\}\}", re.DOTALL)
_FULL_WIDTH = regex(r"｛[｛{]|[｛{]｛|｝[｝}]|[｝}]｝")
_STATEMENT = regex(r"\{[%#]|[%#]\}")


@dataclass(frozen=True, slots=True)
class Names:
    """What `{{ }}` may hold in a template."""

    slots: tuple[str, ...]
    fields: Collection[str]


def mark(root: Element, story: str, names: Names, name: str, problems: Problems) -> None:
    """Turns the placeholders of one story into marks; reports those that cannot be."""
    for number, paragraph in enumerate(list(root.iter(W + "p")), 1):
        texts = list(_texts(paragraph))
        whole = "".join(t.text or "" for t in texts)
        if not any(sign in whole for sign in "{}｛｝"):
            continue
        place = Place(name, f"{story} 第{number}段落「{whole.strip()[:20]}」")
        if not _sound(whole, place, problems):
            continue
        found = [match[1].strip() for match in _PLACEHOLDER.finditer(whole)]
        if any(word in names.slots for word in found):
            _mark_slot(paragraph, whole, found, place, problems)
        elif found:
            unknown = [word for word in found if not _known(word, names, place, problems)]
            if not unknown:
                _mark_fields(texts, whole)


def slots_of(root: Element) -> list[str]:
    """Names of the slots that were marked, in order."""
    return [str(pi.text).split(" ", 1)[1] for pi in root.iter(etree.PI) if str(pi.text).startswith("slot ")]


def tidy(root: Element) -> int:
    """Drops traces of editing: revision ids, spelling marks, page breaks of the last print. Returns their number."""
    dropped = 0
    for element in root.iter(etree.Element):
        for key in [k for k in element.attrib if _is_trace(str(k))]:
            del element.attrib[key]
            dropped += 1
    for element in list(root.iter(W + "rsids", W + "rsid", W + "proofErr", W + "lastRenderedPageBreak")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
            dropped += 1
    return dropped


def _is_trace(key: str) -> bool:
    # LibreOffice 7.4 names character sets in fontTable.xml (utf-8, windows-1252) that the schema does not allow.
    return key.startswith(W + "rsid") or key in (W14 + "paraId", W14 + "textId", W + "characterSet")


def _texts(paragraph: Element) -> Iterator[Element]:
    """The w:t of a paragraph, without those of paragraphs in its text boxes."""
    for text in paragraph.iter(W + "t"):
        if next(text.iterancestors(W + "p")) is paragraph:
            yield text


def _sound(whole: str, place: Place, problems: Problems) -> bool:
    """Whether braces can be read at all."""
    if _FULL_WIDTH.search(whole):
        problems.error("ひな形波括弧", "波括弧が全角です", "半角の {{ }} で書き直してください", place)
        return False
    if _STATEMENT.search(whole):
        problems.error(
            "ひな形制御文",
            "「{%」「{#」は使えません",
            "{{ 項目名 }} だけが使えます。繰り返しや条件は文言の側で決まります",
            place,
        )
        return False
    rest = _PLACEHOLDER.sub("", whole)
    if "{{" in rest or "}}" in rest or any(c in m[1] for m in _PLACEHOLDER.finditer(whole) for c in "{}"):
        problems.error("ひな形波括弧", "「{{」と「}}」の対が合いません", "{{ 項目名 }} の形に直してください", place)
        return False
    return True


def _known(word: str, names: Names, place: Place, problems: Problems) -> bool:
    if word in names.fields:
        return True
    if word.isidentifier():
        near = likeness.alike(word, [*names.fields, *names.slots])
        known = "、".join(sorted(names.fields)) or "なし"
        cure = likeness.meant(near) if near else f"使える項目: {known}"
        problems.error("ひな形項目", f"「{word}」という項目はありません", cure, place)
    else:
        problems.error(
            "ひな形項目",
            f"「{word}」は項目名ではありません（属性・呼び出し・フィルターなど、データの外に届く書き方は使えません）",
            "{{ 題名 }} のように項目名だけを書いてください",
            place,
        )
    return False


def _mark_slot(paragraph: Element, whole: str, found: list[str], place: Place, problems: Problems) -> None:
    parent = paragraph.getparent()
    if len(found) > 1 or not _PLACEHOLDER.fullmatch(whole.strip()):
        problems.error(
            "ひな形差込位置", f"「{{{{ {found[0]} }}}}」に他の文字が並んでいます", "単独の段落に置いてください", place
        )
        return
    if parent is not None and parent.tag == W + "sdtContent":
        problems.error(
            "ひな形差込位置",
            f"「{{{{ {found[0]} }}}}」がコンテンツ コントロールの中にあります",
            "その段落を右クリックし、「コンテンツ コントロールの削除」で枠だけを外してください",
            place,
        )
        return
    if parent is None or parent.tag != W + "body":
        problems.error(
            "ひな形差込位置",
            f"「{{{{ {found[0]} }}}}」が表、テキストボックス、ヘッダーなどの中にあります",
            "本文の単独の段落に置いてください",
            place,
        )
        return
    for bookmark in list(paragraph.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        paragraph.addprevious(bookmark)  # its other end may stand elsewhere
    paragraph.addprevious(etree.ProcessingInstruction(MARK, f"slot {found[0]}"))
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    for child in list(paragraph):
        paragraph.remove(child)
    if section is None:
        parent.remove(paragraph)
    else:  # Word keeps a section break in the paragraph before it: the slot goes, the break stays
        properties = etree.fromstring(f'<w:pPr xmlns:w="{W_NS}">{TINY}</w:pPr>')
        properties.append(section)
        paragraph.append(properties)


@dataclass(frozen=True, slots=True)
class _Word:
    """A field name between the characters of a w:t."""

    name: str


def _mark_fields(texts: list[Element], whole: str) -> None:
    """Each placeholder goes whole into the w:t of its first brace, whose run's format it takes."""
    pieces: list[list[str | _Word]] = [[] for _ in texts]
    owners = [n for n, text in enumerate(texts) for _ in text.text or ""]
    at = 0
    for match in _PLACEHOLDER.finditer(whole):
        _share(whole, at, match.start(), owners, pieces)
        pieces[owners[match.start()]].append(_Word(match[1].strip()))
        at = match.end()
    _share(whole, at, len(whole), owners, pieces)
    for text, own in zip(texts, pieces, strict=True):
        _rewrite(text, own)


def _share(whole: str, start: int, stop: int, owners: list[int], pieces: list[list[str | _Word]]) -> None:
    """Gives the characters between two placeholders back to the w:t that held them."""
    for at in range(start, stop):
        pieces[owners[at]].append(whole[at])


def _rewrite(text: Element, pieces: list[str | _Word]) -> None:
    text.text = ""
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, _Word):
            last = etree.ProcessingInstruction(MARK, f"field {piece.name}")
            text.append(last)
        elif last is None:
            text.text += piece
        else:
            last.tail = (last.tail or "") + piece
    text.set(XML_SPACE, "preserve")
