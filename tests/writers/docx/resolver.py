"""Tracked changes of a .docx -> the file with all of them accepted or rejected, by ECMA-376 part 1, 17.13.5, and nothing else."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


_GOES, _COMES = ("del", "moveFrom"), ("ins", "moveTo")


def resolved(data: bytes, way: Literal["accept", "reject"]) -> bytes:
    """The document after the one or the other."""
    goes, stays = (_GOES, _COMES) if way == "accept" else (_COMES, _GOES)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                _resolve(root, goes, stays)
                content = etree.tostring(root)
            made.writestr(name, content)
    return out.getvalue()


def _resolve(root: etree._Element, goes: tuple[str, str], stays: tuple[str, str]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{each}") is not None for each in goes):
            _drop(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _drop(table)
    for mark in list(root.iter(*(f"{W}{each}" for each in goes))):
        parent = mark.getparent()
        assert parent is not None
        above = parent.getparent()
        if parent.tag == f"{W}rPr" and above is not None and above.tag == f"{W}pPr":
            continue
        _drop(mark)
    for mark in list(root.iter(*(f"{W}{each}" for each in stays))):
        parent = mark.getparent()
        assert parent is not None
        if parent.tag in (f"{W}rPr", f"{W}trPr"):
            parent.remove(mark)
            continue
        for child in list(mark):
            mark.addprevious(child)
        parent.remove(mark)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for para in list(root.iter(f"{W}p")):
        if any(para.find(f"{W}pPr/{W}rPr/{W}{each}") is not None for each in goes):
            _join(para)


def _join(para: etree._Element) -> None:
    """The end of a paragraph goes: its words stand at the head of the next."""
    following = para.getnext()
    while following is not None and following.tag != f"{W}p":
        assert not [r for r in para if r.tag == f"{W}r"], "words whose paragraph ends before a table must not be joined"
        break
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for child in [deepcopy(c) for c in para if c.tag != f"{W}pPr"]:
            following.insert(at, child)
            at += 1
    _drop(para)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
