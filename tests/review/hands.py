"""A reviewer's hands on our DOCX: words exchanged in its XML as Word and LibreOffice do it, tracked or not."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NS = {"w": W[1:-1]}
_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"
AUTHOR, DAY = "相手太郎", "2026-03-01"


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters `start` up to `end` of a paragraph (counted with words) become `new`."""

    paragraph: int
    start: int
    end: int
    new: str
    tracked: bool = True


def changed(data: bytes, change: Callable[[etree._Element], None], comments: str | None = None) -> bytes:
    """The package with its document changed, and a part of comments beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            content = package.read(name)
            if name == _DOCUMENT:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(name, content)
        if comments is not None:
            made.writestr(_COMMENTS, comments)
    return out.getvalue()


def part_changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with words of another part exchanged, untracked."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert 1 == content.decode().count(old)
                content = content.decode().replace(old, new).encode()
            made.writestr(name, content)
    return out.getvalue()


def slipped(data: bytes, slips: Sequence[Slip]) -> bytes:
    """The document with all slips; at most one in a paragraph."""

    def change(root: etree._Element) -> None:
        paragraphs = list(worded(root))
        for slip in slips:
            _slip(paragraphs[slip.paragraph], slip)

    return changed(data, change)


def worded(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs that hold words, in the order of the document."""
    return (p for p in root.iter(f"{W}p") if "".join(t.text or "" for t in p.iter(f"{W}t")))


def find(root: etree._Element, words: str) -> etree._Element:
    """The one paragraph that says these words."""
    return next(p for p in worded(root) if words in "".join(t.text or "" for t in p.iter(f"{W}t")))


def mark(kind: str) -> etree._Element:
    """w:ins or w:del by the reviewer."""
    made = etree.Element(f"{W}{kind}")
    for name, value in (("id", "900"), ("author", AUTHOR), ("date", f"{DAY}T09:00:00Z")):
        made.set(f"{W}{name}", value)
    return made


def run(words: str, tag: str = "t") -> etree._Element:
    """A run of plain words."""
    made = etree.Element(f"{W}r")
    text = etree.SubElement(made, f"{W}{tag}")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _slip(paragraph: etree._Element, slip: Slip) -> None:
    at = 0
    written = False
    for text in list(paragraph.iter(f"{W}t")):
        words = text.text or ""
        start, end = max(slip.start - at, 0), min(slip.end - at, len(words))
        inside = start < end or (slip.start == slip.end and not written and 0 <= slip.start - at <= len(words))
        at += len(words)
        if not inside or (slip.start == slip.end and written):
            continue
        _cut(text, start, max(start, end), slip, first=not written)
        written = True
    assert written


def _cut(text: etree._Element, start: int, end: int, slip: Slip, *, first: bool) -> None:
    words = text.text or ""
    own = text.getparent()
    assert own is not None
    above = own.getparent()
    assert above is not None
    place = above.index(own)
    pieces: list[etree._Element] = []

    def like(part: str, tag: str = "t") -> etree._Element:
        made = copy.deepcopy(own)
        for child in list(made):
            if child.tag != f"{W}rPr":
                made.remove(child)
        made.extend(run(part, tag))
        return made

    if words[:start]:
        pieces.append(like(words[:start]))
    if slip.tracked and start < end:
        gone = mark("del")
        gone.append(like(words[start:end], "delText"))
        pieces.append(gone)
    if first and slip.new:
        comes = like(slip.new)
        if slip.tracked:
            holder = mark("ins")
            holder.append(comes)
            comes = holder
        pieces.append(comes)
    if words[end:]:
        pieces.append(like(words[end:]))
    above.remove(own)
    for n, piece in enumerate(pieces):
        above.insert(place + n, piece)


def comments(*said: tuple[str, str]) -> str:
    """comments.xml with comments by number and words."""
    inner = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:date="{DAY}T09:00:00Z"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'
        for n, words in said
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{W[1:-1]}">{inner}</w:comments>'


def commented(paragraph: etree._Element, number: str) -> None:
    """Hangs a comment on all words of a paragraph."""
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference").set(f"{W}id", number)
    for each in (start, end):
        each.set(f"{W}id", number)
    properties = paragraph.find("w:pPr", _NS)
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.extend([end, reference])
