"""The words of OOXML that the other modules share: namespaces, escapes, and a parser for XML from strangers."""

from __future__ import annotations

import hashlib
from typing import TypeAlias

from lxml import etree

from pipeline.late.regex import regex

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name lxml has for it

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"

W, W14, R = f"{{{W_NS}}}", f"{{{W14_NS}}}", f"{{{R_NS}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_OPEN, TEXT_CLOSE = '<w:t xml:space="preserve">', "</w:t>"

# Everything but the Char production of XML 1.0 (section 2.2); and CR, which XML readers turn into LF.
UNHOLDABLE = regex("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What cannot stand in a w:t as it is.
SPECIAL = regex("[&<>\n\t]")

# Attributes of strangers: Python refuses to read numbers of more than 4,300 digits, Word those beyond 32 bits.
_WHOLE = regex(r"-?[0-9]{1,9}")

# Encodings in which a document type declaration cannot hide from a search for its bytes.
_PLAIN_ENCODINGS = frozenset({"UTF-8", "ASCII", "US-ASCII"})

# One paragraph, 1/20 of a line high: Word joins adjacent tables and wants a paragraph between a table and a section end.
TINY = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
# Between two tables, so that they are seen to be two.
GAP_PARAGRAPH = f"<w:p><w:pPr>{TINY.replace('20', '160')}</w:pPr></w:p>"
# Between a heading and a drawing, which stay together.
KEPT_GAP_PARAGRAPH = f"<w:p><w:pPr><w:keepNext/>{TINY.replace('20', '120')}</w:pPr></w:p>"
TINY_PARAGRAPH = f"<w:p><w:pPr>{TINY}</w:pPr></w:p>"
TINY_PARAGRAPH_ON_NEW_PAGE = f"<w:p><w:pPr><w:pageBreakBefore/>{TINY}</w:pPr></w:p>"


class UnsafeXmlError(ValueError):
    """XML that brings its own entities or hides behind another encoding."""


def parse(data: bytes) -> Element:
    """The root element, without comments and processing instructions.

    Raises UnsafeXmlError, or etree.XMLSyntaxError if the text is not well-formed.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        raise UnsafeXmlError
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or (tree.docinfo.encoding or "UTF-8").upper() not in _PLAIN_ENCODINGS:
        raise UnsafeXmlError
    return root


def serialise(root: Element) -> str:
    """A whole part as text, with the declaration that Word writes."""
    return DECLARATION + str(etree.tostring(root, encoding="unicode"))


def escaped(text: str) -> str:
    """Characters between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Characters between double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def inside_text(text: str) -> str:
    """Characters inside a w:t; line ends and tabs leave it and return."""
    if SPECIAL.search(text) is None:  # nearly every text
        return text
    xml = escaped(text)
    return xml.replace("\n", f"{TEXT_CLOSE}<w:br/>{TEXT_OPEN}").replace("\t", f"{TEXT_CLOSE}<w:tab/>{TEXT_OPEN}")


def bookmark_name(anchor: str) -> str:
    """Name of the bookmark of an anchor: 17 characters (Word takes 40), the same in every document.

    Word hides bookmarks whose name begins with an underscore from its list.
    """
    return "_" + hashlib.blake2b(anchor.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def whole_number(text: str | None) -> int | None:
    """The value of an attribute that should be a whole number; None if it is none."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def twips(points: float) -> int:
    """Twentieths of a point, the unit of Word."""
    return round(points * 20)
