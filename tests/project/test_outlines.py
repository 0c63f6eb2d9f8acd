"""The outline of a document: Word's navigation and the bookmarks and tags of the PDF are one, decided by the galley."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests import workshop

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The bookmarks of a book stand its papers below their 区分; Word knows the headings of each paper alone.
SOURCES = sorted(
    p
    for p in (workshop.ROOT / "sources").glob("*/*.yaml")
    if p.name != "area.yaml" and p.parent.name != "profiles" and "種別: 冊子\n" not in p.read_text(encoding="utf-8")
)
Entry = tuple[int, str]


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def outline_of_word(data: bytes) -> list[Entry]:
    """Level (from 1) and words of each heading, as Word finds them: the paragraph's own level, or that of its style."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        styles = etree.fromstring(file.read("word/styles.xml"))
        body = etree.fromstring(file.read("word/document.xml"))
    by_id = {s.get(W + "styleId"): s for s in styles.iter(W + "style")}

    def of_style(name: str | None) -> int:
        style = by_id.get(name)
        if style is None:
            return 9
        own, base = style.find(f"{W}pPr/{W}outlineLvl"), style.find(W + "basedOn")
        return (
            int(own.get(W + "val") or 9)
            if own is not None
            else of_style(base.get(W + "val"))
            if base is not None
            else 9
        )

    found = []
    for para in body.iter(W + "p"):
        style, own = para.find(f"{W}pPr/{W}pStyle"), para.find(f"{W}pPr/{W}outlineLvl")
        level = (
            int(own.get(W + "val") or 9)
            if own is not None
            else of_style(None if style is None else style.get(W + "val"))
        )
        if level < 9:
            found.append((level + 1, bare("".join(str(t.text) for t in para.iter(W + "t")))))
    return found


def outline_of_pdf(data: bytes) -> list[Entry]:
    """Depth and words of each bookmark."""

    def walk(items: Any, depth: int) -> Iterator[Entry]:
        for item in items:
            yield depth, bare(item.title)
            yield from walk(item.children, depth + 1)

    with pikepdf.open(io.BytesIO(data)) as file, file.open_outline() as outline:
        return list(walk(outline.root, 1))


def outline_of_page(data: bytes) -> list[Entry]:
    """Levels and words of the headings of a web page."""
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", data.decode("utf-8"), re.DOTALL)
    return [(int(level), bare(html.unescape(re.sub("<[^>]*>", "", words)))) for level, words in found]


def headings_of_pdf(data: bytes) -> list[int]:
    """The levels of H1 to H6, in the order of the tree."""

    def walk(element: Any) -> Iterator[int]:
        if not isinstance(element, pikepdf.Dictionary):
            return
        kind = str(element.get("/S", ""))
        if re.fullmatch("/H[1-6]", kind):
            yield int(kind[2])
        kids: Any = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from walk(kid)

    with pikepdf.open(io.BytesIO(data)) as file:
        return list(walk(file.Root.StructTreeRoot.K))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_outline_is_one(source: Path):
    session, problems = Session(workshop.ROOT), Problems()
    *_, assignment = plan(session, (f"{source.parent.name}/{source.stem}",), problems).assignments
    ready = documents.ready(assignment, session, problems)
    exporter = documents.exporter(ready.original, session)
    galley = documents.compiled(ready, session, exporter, problems).galley
    word, pdf, page = (exporter.print(galley, form, Problems()) for form in ("docx", "pdf", "html"))
    assert word is not None
    assert pdf is not None
    assert page is not None

    in_word, in_pdf, in_page = outline_of_word(word), outline_of_pdf(pdf), outline_of_page(page)

    assert [level for level, _ in in_pdf] == [level for level, _ in in_word] == headings_of_pdf(pdf)
    assert all(
        entry.endswith(words) or words.startswith(entry) for (_, words), (_, entry) in zip(in_word, in_pdf, strict=True)
    )
    assert in_pdf[0][0] == 1
    assert in_word == in_page
