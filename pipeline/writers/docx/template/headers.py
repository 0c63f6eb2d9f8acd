"""Sections of a template -> sections with a header on every page, and headers that bear the mark of a draft (案).

Word shows 「透かし」 that hang in headers; a page without a header would bear none.
"""

from __future__ import annotations

import copy
import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.writers.docx.parts.ooxml import (
    DECLARATION,
    R_NS,
    RELATIONSHIPS_NS,
    TINY_PARAGRAPH,
    W_NS,
    Element,
    R,
    W,
    serialise,
)
from pipeline.writers.docx.parts.package import Package, Relationship, relationships_part

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_OFF = frozenset({"0", "false", "off"})
# Where Word begins to number shapes in headers.
FIRST_SHAPE = 2049


def inherit(properties: Iterable[Element]) -> None:
    """Writes out the headers and footers that a section takes from the one before, which may be left out."""
    current: dict[tuple[str, str | None], Element] = {}
    for section in properties:
        own = {(str(r.tag), r.get(W + "type")): r for r in section.iter(W + "headerReference", W + "footerReference")}
        for key in sorted(set(current) - set(own), key=str, reverse=True):
            section.insert(0, copy.deepcopy(current[key]))
        current.update(own)


def complete(package: Package, properties: Iterable[Element]) -> Package:
    """The package with an empty header wherever a page had none."""
    settings = [package.trees[p] for p in package.related("settings") if p in package.trees]
    even = any(_is_on(s.find(W + "evenAndOddHeaders")) for s in settings)
    lacking = []
    for section in properties:
        wanted = (
            {"default"} | ({"first"} if _is_on(section.find(W + "titlePg")) else set()) | ({"even"} if even else set())
        )
        had = {r.get(W + "type") for r in section.iter(W + "headerReference")}
        lacking += [(section, kind) for kind in sorted(wanted - had)]
    if not lacking:
        return package
    package, key = _with_blank_header(package)
    for section, kind in lacking:
        reference = etree.Element(W + "headerReference")
        reference.set(W + "type", kind)
        reference.set(R + "id", key)
        section.insert(0, reference)
    return package


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(W + "val", "1") not in _OFF


def _with_blank_header(package: Package) -> tuple[Package, str]:
    part = posixpath.join(posixpath.dirname(package.main), "header-blank.xml")
    while part in package.parts:
        part = part.replace(".xml", "0.xml")
    related = package.relationships[package.main]
    key = "rIdBlankHeader"
    while any(r.id == key for r in related):
        key += "0"
    blank = f'{DECLARATION}<w:hdr xmlns:w="{W_NS}">{TINY_PARAGRAPH}</w:hdr>'.encode()
    owner = relationships_part(package.main)
    relationships = package.trees.get(owner)
    if relationships is None:
        relationships = etree.Element(f"{{{RELATIONSHIPS_NS}}}Relationships")
    etree.SubElement(
        relationships,
        f"{{{RELATIONSHIPS_NS}}}Relationship",
        {"Id": key, "Type": f"{R_NS}/header", "Target": posixpath.basename(part)},
    )
    return replace(
        package,
        parts={**package.parts, part: blank, owner: serialise(relationships).encode()},
        trees={**package.trees, part: etree.fromstring(blank), owner: relationships},
        types={**package.types, part: _HEADER_TYPE},
        relationships={
            **package.relationships,
            package.main: (*related, Relationship(key, "header", part, external=False)),
            part: (),
        },
    ), key


def marked_as_draft(header: Element, number: int) -> Element:
    """A copy of a header with 案 behind the text. Not a word of the document: Word calls it 透かし and can remove it.

    `number` tells the shapes of a file apart.
    """
    draft = copy.deepcopy(header)
    paragraph = draft.find(W + "p")
    if paragraph is None:
        paragraph = etree.SubElement(draft, W + "p")
    paragraph.append(etree.fromstring(_WATERMARK.replace("%", str(number))))
    return draft


# WordArt as Word 2013 writes it under ［デザイン］ > 「透かし」; Word finds it by the beginning of its id.
_WATERMARK = (
    f'<w:r xmlns:w="{W_NS}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"><w:rPr><w:noProof/></w:rPr><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject%" o:spid="_x0000_s%" type="#_x0000_t136" alt="案"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:240pt;height:240pt;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
    '<v:textpath style="font-family:&quot;ＭＳ 明朝&quot;;font-size:1pt" string="案"/>'
    '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
)
