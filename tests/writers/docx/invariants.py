"""What must hold in every .docx that the program writes: rules that schemas and validators do not know."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from itertools import pairwise

from lxml import etree

from tests.writers.docx.kit import W, unzipped

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"

# Inside a tag only: a text may say "rsid".
_TRACES = re.compile(rb"<\?renkei|<w:rsid|<w:[^<>]* w:rsid")


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a file; empty if nothing is."""
    parts = unzipped(data)
    trees = {name: etree.fromstring(xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    document = trees["word/document.xml"]
    return [
        *_archive(data),
        *_package(parts, trees),
        *_styles(document, trees["word/styles.xml"]),
        *_bookmarks(document),
        *_tables(document),
        *_body(document),
        *_traces(parts),
    ]


def _archive(data: bytes) -> list[str]:
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    found = [f"{i.filename} is dated {i.date_time}" for i in infos if i.date_time != (1980, 1, 1, 0, 0, 0)]
    found += [f"{i.filename} has extra fields" for i in infos if i.extra]
    if [i.filename for i in infos][:2] != ["[Content_Types].xml", "_rels/.rels"]:
        found.append("content types and root relationships do not come first")
    return found


def _package(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> list[str]:
    declared = {str(e.get("PartName")).lstrip("/") for e in trees["[Content_Types].xml"].iter(_OVERRIDE)}
    present = {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    found = [f"content type without part or part without content type: {n}" for n in declared ^ present]
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = Counter(r.get("Id") for r in root.iter(_RELATIONSHIP))
        found += [f"{name}: {i} occurs {n} times" for i, n in ids.items() if n > 1]
        for relationship in root.iter(_RELATIONSHIP):
            target = posixpath.normpath(posixpath.join(folder, relationship.get("Target") or ""))
            if relationship.get("TargetMode") != "External" and target not in parts:
                found.append(f"{name}: {target} is missing")
    return found


def _styles(document: etree._Element, sheet: etree._Element) -> list[str]:
    kinds = {s.get(W + "styleId"): s.get(W + "type") for s in sheet.iter(W + "style")}
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    used = [(e.get(W + "val"), kind) for tag, kind in wanted.items() for e in document.iter(W + tag)]
    return [f"{kind} style {i} does not exist" for i, kind in used if kinds.get(i) != kind]


def _bookmarks(document: etree._Element) -> list[str]:
    starts = Counter(e.get(W + "id") for e in document.iter(W + "bookmarkStart"))
    ends = Counter(e.get(W + "id") for e in document.iter(W + "bookmarkEnd"))
    names = Counter(e.get(W + "name") or "" for e in document.iter(W + "bookmarkStart"))
    found = [f"bookmark {i} is not paired" for i in starts.keys() | ends.keys() if (starts[i], ends[i]) != (1, 1)]
    return found + [f"bookmark name {n!r}" for n, count in names.items() if count > 1 or not 0 < len(n) <= 40]


def _tables(document: etree._Element) -> list[str]:
    found = []
    for table in document.iter(W + "tbl"):
        grid = [_width(c) for c in table.iter(W + "gridCol")]
        if _width(table.find(f"{W}tblPr/{W}tblW")) != sum(grid):
            found.append("tblW is not the sum of the columns")
        above: set[tuple[int, int]] = set()
        for row in table.iter(W + "tr"):
            column, merged = 0, set()
            for cell in row.iter(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = int(span.get(W + "val") or 1) if span is not None else 1
                if _width(cell.find(f"{W}tcPr/{W}tcW")) != sum(grid[column : column + count]):
                    found.append("tcW is not the sum of its columns")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    merged.add((column, count))
                    if merge.get(W + "val") != "restart" and (column, count) not in above:
                        found.append("vMerge continues nothing")
                if cell[-1].tag != W + "p":
                    found.append("a cell does not end with a paragraph")
                column += count
            if column != len(grid):
                found.append(f"a row has {column} columns of {len(grid)}")
            above = merged
    return found


def _body(document: etree._Element) -> list[str]:
    tags = [str(e.tag).removeprefix(W) for e in document[0]]
    found = ["the body does not end with section properties"] if tags[-1] != "sectPr" else []
    found += [f"{a} before {b}" for a, b in pairwise(tags) if a == "tbl" and b in ("tbl", "sectPr")]
    kinds = [e.get(W + "fldCharType") for e in document.iter(W + "fldChar")]
    found += ["a field is not closed"] if kinds.count("begin") != kinds.count("end") else []
    names = {e.get(W + "name") for e in document.iter(W + "bookmarkStart")}
    codes = [(e.text or "").split() for e in document.iter(W + "instrText")]
    return found + [f"REF to nothing: {code}" for code in codes if code[:1] == ["REF"] and code[1] not in names]


def _traces(parts: dict[str, bytes]) -> list[str]:
    return [f"{name}: traces of editing" for name, xml in parts.items() if _TRACES.search(xml)]


def _width(element: etree._Element | None) -> int:
    return int(element.get(W + "w") or 0) if element is not None else 0
