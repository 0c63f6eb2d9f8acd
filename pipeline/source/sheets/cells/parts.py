"""The bytes of an .xlsx file -> its parts by name, and XML by local names: of either namespace of Office Open XML.

Everything that a damaged or hostile file can raise comes out as BrokenError or TooLargeError.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.late.regex import regex

MAX_UNPACKED_BYTES = 60_000_000
_MAX_PARTS = 10_000
# Every cell of a merged range is remembered.
_MERGED = regex(rb"mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")
_MAX_MERGED = 200_000
# Workbooks of exporters without a part that says where the others are keep them here.
_USUAL_BOOK = "xl/workbook.xml"


class BrokenError(Exception):
    """Not a workbook, or one whose parts contradict each other."""


class TooLargeError(Exception):
    """Unpacked, or in rows and columns, beyond what a table of a document can be."""


class Package:
    """The parts of a workbook, read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        except Exception as error:  # zipfile and what it calls raise what they like
            raise BrokenError from error
        if sum(info.file_size for info in self._infos.values()) > MAX_UNPACKED_BYTES or len(self._infos) > _MAX_PARTS:
            raise TooLargeError

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None if there is none of this name."""
        info = self._infos.get(name.lower())
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_UNPACKED_BYTES + 1)
        except Exception as error:  # a member that is encrypted, cut off, or packed in a way that nobody knows
            raise BrokenError from error
        if len(data) > MAX_UNPACKED_BYTES:
            raise TooLargeError
        return data

    def check(self) -> None:
        """Reads every part once: a part that says DOCTYPE can blow up or reach outside, and UTF-16 would hide it."""
        for name in self._infos:
            data = self.part(name) or b""
            if b"<!DOCTYPE" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise BrokenError
            if sum(map(_area, _MERGED.findall(data))) > _MAX_MERGED:
                raise TooLargeError

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id -> (the last word of its type, name of the part)."""
        folder, base = posixpath.split(name)
        data = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for node in elements(data, "Relationship") if data is not None else ():
            target = node.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], path)
        return found

    @property
    def book(self) -> str:
        """The name of the part that lists the sheets."""
        root = next((name for kind, name in self.related("").values() if kind == "officeDocument"), _USUAL_BOOK)
        return root if self.part(root) is not None else _USUAL_BOOK


def _area(ref: bytes) -> int:
    numbers = [int(n) for n in re.findall(rb"[0-9]{1,7}", ref)]
    return max(numbers) - min(numbers) + 1 if len(numbers) == 2 else 1


def elements(data: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of these local names, as each ends; what came before is let go. Raises BrokenError."""
    try:
        wanted = [f"{{*}}{name}" for name in names]
        for _, node in etree.iterparse(
            io.BytesIO(data), events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield node
            node.clear(keep_tail=False)
            while (before := node.getprevious()) is not None and node.getparent() is not None:
                node.getparent().remove(before)
    except etree.Error as error:
        raise BrokenError from error


def local(node: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: etree._Element, name: str) -> list[etree._Element]:
    """Its children of this local name."""
    return [child for child in node if local(child) == name]


def child(node: etree._Element, name: str) -> etree._Element | None:
    """Its first child of this local name."""
    return next(iter(children(node, name)), None)


def attribute(node: etree._Element, name: str) -> str:
    """An attribute by its local name, in whatever namespace; "" if it is not there."""
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def is_on(node: etree._Element | None) -> bool:
    """Whether a property that is on by being there is not switched off."""
    return node is not None and node.get("val", "1").lower() not in ("0", "false", "off")


def truth(text: str | None) -> bool:
    """An attribute of type boolean."""
    return (text or "0").lower() in ("1", "true", "on")


_INTEGER = regex(r"\s*([+-]?[0-9]{1,18})\s*")


def integer(text: str | None, otherwise: int = 0) -> int:
    """An attribute of type integer; `otherwise` if it is none."""
    match = _INTEGER.fullmatch(text or "")
    return int(match[1]) if match is not None else otherwise
