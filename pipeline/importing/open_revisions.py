"""A Word document -> what is open in it: tracked changes, struck and hidden words, comments; and the document without them.

A paper with open revisions has two texts. Which of them is meant only its reader knows.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from pipeline.importing.word.package import open_package
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Parts beside the text whose words are printed too.
_BESIDE = regex(r"(?:header|footer|footnotes|endnotes)[0-9]*\.xml")
_MOST_BYTES = 100_000_000
Choice = Literal["accept", "reject"]
Kind = Literal["挿入", "削除", "取消線", "隠し文字", "コメント"]
# Elements of a change: those that hold what comes, and those that hold what goes.
_COMES, _GOES = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
_CELL_COMES, _CELL_GOES = f"{_W}cellIns", f"{_W}cellDel"


@dataclass(frozen=True, slots=True)
class Open:
    """One of them: who made it when ("" if the document does not say), its words, and those of its paragraph before it."""

    kind: Kind
    author: str
    date: str
    words: str
    where: str

    @property
    def changes_text(self) -> bool:
        """Whether it makes two texts of one; a comment does not."""
        return self.kind != "コメント"


def open_revisions(data: bytes) -> tuple[Open, ...]:
    """All of a document in reading order, comments last. Raises ValueError if it is no Word document."""
    main = _main(data)
    beside = posixpath.join(posixpath.dirname(main), "comments.xml")
    with _opened(data) as package:
        parts = [_tree(package, name) for name in _stories(package, main)]
        comments = _tree(package, beside) if beside in package.namelist() else None
    found = [each for part in parts for each in _revisions(part)]
    if comments is not None:
        found += [
            Open("コメント", c.get(f"{_W}author", ""), c.get(f"{_W}date", "")[:10], _text(c), "")
            for c in comments.iter(f"{_W}comment")
        ]
    return tuple(found)


def resolved(data: bytes, choice: Choice) -> bytes:
    """The document with every change accepted or rejected; hidden words, which no paper shows, are gone in both."""
    out = io.BytesIO()
    main = _main(data)
    with _opened(data) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        stories = _stories(package, main)
        for info in package.infolist():
            content = package.read(info.filename)
            if info.filename in stories:
                part = _tree(package, info.filename)
                _resolve(part, choice)
                content = etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(zipfile.ZipInfo(info.filename), content)
    return out.getvalue()


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        if sum(i.file_size for i in package.infolist()) > _MOST_BYTES:
            raise ValueError("no Word document of a bounded size")
    except (zipfile.BadZipFile, OSError) as error:
        raise ValueError("no package") from error
    return package


def _main(data: bytes) -> str:
    """The part that holds the text, whatever it is called. Raises PackageError, a ValueError."""
    return open_package(data).main


def _stories(package: zipfile.ZipFile, main: str) -> list[str]:
    folder = posixpath.dirname(main)
    names = [posixpath.split(name) for name in package.namelist()]
    return [main, *sorted(posixpath.join(*n) for n in names if n[0] == folder and _BESIDE.fullmatch(n[1]))]


def _tree(package: zipfile.ZipFile, part: str) -> etree._Element:
    try:
        return etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise ValueError(f"{part} cannot be read") from error


def _revisions(body: etree._Element) -> Iterator[Open]:
    for element in body.iter():
        kind: Kind | None = None
        held = element
        if element.tag in (*_COMES, *_GOES):
            kind = "挿入" if element.tag in _COMES else "削除"
            parent = element.getparent()
            if parent is not None and parent.tag == f"{_W}trPr":
                held = next(element.iterancestors(f"{_W}tr"), element)
            elif parent is not None and parent.tag == f"{_W}rPr":
                held = element  # the mark of a paragraph: no word of its own
        elif element.tag in (_CELL_COMES, _CELL_GOES):
            kind = "挿入" if element.tag == _CELL_COMES else "削除"
            held = next(element.iterancestors(f"{_W}tc"), element)
        elif element.tag == f"{_W}r" and not any(True for _ in element.iterancestors(*_GOES)):
            kind = "隠し文字" if _is_on(element, "vanish") else "取消線" if _is_struck(element) else None
        if kind is None or (element.tag == f"{_W}r" and not _text(element)):
            continue
        paragraph = next(element.iterancestors(f"{_W}p"), None)
        where = _text(paragraph)[:12] if paragraph is not None else ""
        yield Open(kind, element.get(f"{_W}author", ""), element.get(f"{_W}date", "")[:10], _text(held), where)


def _is_struck(run: etree._Element) -> bool:
    return _is_on(run, "strike") or _is_on(run, "dstrike")


def _is_on(run: etree._Element, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t", f"{_W}delText"))


def _resolve(body: etree._Element, choice: Choice) -> None:
    gone, kept = (_GOES, _COMES) if choice == "accept" else (_COMES, _GOES)
    gone_cell = _CELL_GOES if choice == "accept" else _CELL_COMES
    for row in list(body.iter(f"{_W}tr")):
        if any(row.find(f"{_W}trPr/{tag}") is not None for tag in gone):
            _remove(row)
    for cell in list(body.iter(f"{_W}tc")):
        if cell.find(f"{_W}tcPr/{gone_cell}") is not None:
            _remove(cell)
    joined = [p for p in body.iter(f"{_W}p") if any(p.find(f"{_W}pPr/{_W}rPr/{tag}") is not None for tag in gone)]
    for tag in gone:
        for element in list(body.iter(tag)):
            _remove(element)
    for tag in kept:
        for element in list(body.iter(tag)):
            _unwrap(element)
    for text in body.iter(f"{_W}delText"):
        text.tag = f"{_W}t"
    for run in list(body.iter(f"{_W}r")):
        if _is_on(run, "vanish") or (choice == "accept" and _is_struck(run)):
            _remove(run)
    for paragraph in reversed(joined):
        _join_next(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    children = list(element)
    parent.remove(element)
    for n, child in enumerate(children):
        parent.insert(at + n, child)


def _join_next(paragraph: etree._Element) -> None:
    """A paragraph whose mark is gone goes on in the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{_W}p":
        if not _text(paragraph):
            _remove(paragraph)
        return
    for child in list(following):
        if child.tag != f"{_W}pPr":
            paragraph.append(child)
    _remove(following)
