"""Parts of a .docx -> a package: parsed XML, content types, relationships, and only what the document reaches."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.ooxml import RELATIONSHIPS_NS, TYPES_NS, W_NS, Element, UnsafeXmlError, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES_PART = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_SAVE_AGAIN = "Wordで「Word 文書（*.docx）」として保存し直してください"


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the type (styles, header, hyperlink …); `target` a part name, or outside a URL."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What the main document reaches, relationship parts included. `relationships` are by the part that owns them."""

    main: str
    parts: Mapping[str, bytes]
    trees: Mapping[str, Element]
    types: Mapping[str, str]
    relationships: Mapping[str, tuple[Relationship, ...]]

    def related(self, kind: str) -> tuple[str, ...]:
        """Names of the parts of one kind that the main document names, each once, in order of name."""
        return tuple(sorted({r.target for r in self.relationships[self.main] if r.kind == kind and not r.external}))


def relationships_part(part: str) -> str:
    """word/document.xml -> word/_rels/document.xml.rels."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def assemble(parts: Mapping[str, bytes], name: str, problems: Problems) -> Package | None:
    """The package, or None after an error."""
    types = _content_types(parts)
    trees = _trees(parts, types, name, problems)
    if trees is None:
        return None
    mains = [r.target for r in _relationships("", trees) if r.kind == "officeDocument" and not r.external]
    if len(mains) != 1 or mains[0] not in trees:
        problems.error("ひな形形式", "Word文書の本体がありません", _SAVE_AGAIN, Place(name))
        return None
    main = mains[0]
    if trees[main].tag != f"{{{W_NS}}}document" or trees[main].nsmap.get("w") != W_NS:
        problems.error(
            "ひな形形式",
            "「Strict Open XML 文書」か、Word以外の形の文書です",
            _SAVE_AGAIN,
            Place(name),
        )
        return None
    relationships: dict[str, tuple[Relationship, ...]] = {}
    waiting, lost = [main], []
    while waiting:
        part = waiting.pop()
        if part in relationships:
            continue
        relationships[part] = _relationships(part, trees)
        for relationship in relationships[part]:
            if relationship.external or relationship.target.startswith("#"):
                continue
            if relationship.target in parts:
                waiting.append(relationship.target)
            else:
                lost.append(relationship.target)
    if lost:
        problems.error("ひな形形式", f"部品「{lost[0]}」がファイルの中にありません", _SAVE_AGAIN, Place(name))
        return None
    owned = (relationships_part(p) for p in relationships)
    reached = sorted({*relationships, *(p for p in owned if p in parts)})
    return Package(
        main=main,
        parts={p: parts[p] for p in reached},
        trees={p: trees[p] for p in reached if p in trees},
        types={p: types.get(p, "") for p in reached},
        relationships=relationships,
    )


def _trees(
    parts: Mapping[str, bytes], types: Mapping[str, str], name: str, problems: Problems
) -> dict[str, Element] | None:
    trees: dict[str, Element] = {}
    sound = True
    for part, data in sorted(parts.items()):
        if not part.lower().endswith((".xml", ".rels", ".vml")) and not types.get(part, "").endswith(("+xml", "/xml")):
            continue
        try:
            trees[part] = parse(data)
        except UnsafeXmlError:
            sound = False
            problems.error(
                "ひな形XML",
                "XMLに文書型宣言・実体宣言、又はUTF-8でない文字符号があります",
                _SAVE_AGAIN,
                Place(name, part),
            )
        except etree.XMLSyntaxError as error:
            sound = False
            problems.error("ひな形XML", f"XMLが壊れています（{error.lineno or 1}行目）", _SAVE_AGAIN, Place(name, part))
    return trees if sound else None


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Types by part; none if they cannot be read, which _trees reports."""
    try:
        root = parse(parts[TYPES_PART])
    except (KeyError, UnsafeXmlError, etree.XMLSyntaxError):
        return {}
    defaults = {
        (e.get("Extension") or "").lower(): e.get("ContentType") or "" for e in root.iter(f"{{{TYPES_NS}}}Default")
    }
    types = {part: defaults.get(part.rsplit(".", 1)[-1].lower(), "") for part in parts}
    for override in root.iter(f"{{{TYPES_NS}}}Override"):
        types[(override.get("PartName") or "").lstrip("/")] = override.get("ContentType") or ""
    return types


def _relationships(part: str, trees: Mapping[str, Element]) -> tuple[Relationship, ...]:
    root = trees.get(relationships_part(part) if part else ROOT_RELATIONSHIPS)
    if root is None:
        return ()
    folder = posixpath.dirname(part)
    found = []
    for element in root.iter(f"{{{RELATIONSHIPS_NS}}}Relationship"):
        target = element.get("Target") or ""
        external = element.get("TargetMode") == "External"
        if not external and not target.startswith("#"):
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        found.append(Relationship(element.get("Id") or "", kind, target, external))
    return tuple(found)
