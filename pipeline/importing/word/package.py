"""Bytes of a .docx from a stranger -> its parts as XML, bounded; nothing outside the file is ever read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.late.dataclass import dataclass
from pipeline.notation.file_form import instead_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# An agreement with the emblem of a city is below 1 MB; its largest part is the text.
MAX_UNPACKED_BYTES = 40_000_000
MAX_XML_BYTES = 20_000_000
MAX_PARTS = 1_000

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"


class PackageError(ValueError):
    """A file that is not read: why, and what helps."""

    def __init__(self, reason: str, cure: str = "Wordで開き、「Word 文書（*.docx）」で保存し直してください") -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts by name, and which of them is the text; `media` are pictures and the like with the sum (CRC-32) of each."""

    parts: dict[str, _Element]
    main: str
    media: dict[str, int]

    def beside(self, name: str) -> _Element | None:
        """A part in the folder of the text: styles.xml, numbering.xml."""
        return self.parts.get(posixpath.join(posixpath.dirname(self.main), name))

    def target(self, key: str) -> str:
        """The part that a relationship of the text leads to; "" where there is none of that name."""
        folder, name = posixpath.split(self.main)
        related = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for each in related.iter(_RELATIONSHIPS) if related is not None else ():
            if each.get("Id") == key:
                return posixpath.normpath(posixpath.join("/", folder, str(each.get("Target", "")))).lstrip("/")
        return ""

    def stories(self, stem: str) -> list[_Element]:
        """Parts such as header1.xml, header2.xml, in the order of their names."""
        folder = posixpath.dirname(self.main)
        return [
            root
            for name, root in sorted(self.parts.items())
            if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(stem)
        ]


def open_package(data: bytes) -> Package:
    """The parts of a .docx. Raises PackageError."""
    other = instead_of("docx", data)
    if other is not None:
        raise PackageError(f"中身は、Word文書（DOCX）でなく、{other[0]}です", other[1])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            blobs = _unpack(archive)
            media = {i.filename: i.CRC for i in archive.infolist() if "/media/" in i.filename}
        parts = {name: _root(blob) for name, blob in blobs.items()}
    except PackageError:
        raise
    except Exception as error:  # a broken archive makes its readers throw whatever comes to them
        raise PackageError("Word文書（DOCX）として読めません") from error
    main = _main(parts)
    if main not in parts or parts[main].tag.rpartition("}")[2] != "document":
        raise PackageError("Word文書（DOCX）として読めません（本文がありません）")
    if _STRICT in blobs[main][:4000]:
        raise PackageError(
            "「厳密な Open XML」形式のWord文書です", "Wordでふつうの「Word 文書（*.docx）」として保存し直してください"
        )
    return Package(parts, main, media)


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [i for i in archive.infolist() if i.filename and not i.filename.endswith("/")]
    size = sum(i.file_size for i in infos)
    wanted = [i for i in infos if i.filename.endswith((".xml", ".rels"))]
    if len(infos) > MAX_PARTS or size > MAX_UNPACKED_BYTES or sum(i.file_size for i in wanted) > MAX_XML_BYTES:
        raise PackageError(
            f"ファイルが大きすぎます（{len(infos):,}部品、展開後{size:,}バイト。"
            f"上限は{MAX_PARTS:,}部品、{MAX_UNPACKED_BYTES:,}バイト、うち文{MAX_XML_BYTES:,}バイト）",
            "大きな画像や不要な部分を除き、Wordで保存し直してください",
        )
    names = [i.filename for i in infos]
    if len(set(names)) < len(names) or any(i.flag_bits & 1 for i in infos):
        raise PackageError("部品の名前が重なっているか、暗号化されたファイルです")
    read = {i.filename: archive.read(i) for i in wanted}
    return read | {name: b"" for name in names if "/media/" in name}


def _root(blob: bytes) -> _Element:
    if not blob:
        return etree.Element("nothing")
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _main(parts: dict[str, _Element]) -> str:
    """The part that the package calls its document; word/document.xml in practice."""
    top = parts.get("_rels/.rels")
    for relationship in top.iter(_RELATIONSHIPS) if top is not None else ():
        if relationship.get("Type", "").endswith("/officeDocument"):
            return str(relationship.get("Target", "")).lstrip("/")
    return "word/document.xml"
