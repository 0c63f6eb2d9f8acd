"""What the galley says of itself -> the XMP packet that PDF/A-2a and PDF/UA-1 ask for."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.galley import Galley
from pipeline.version import __version__

PRODUCER = f"renkei {__version__}"
# Levels of PDF/A-2, the best first.
_LEVELS = ("A", "B", "")

# PDF/A accepts pdfuaid:part only beside the description of that schema (ISO 19005-2, 6.6.2.3).
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "{entries}"
    "{claims}"
    "</rdf:Description>{schema}</rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="w"?>'
)


def escape(words: str) -> str:
    """Words as they stand between tags. Not by xml.sax, which loads what talks to web servers."""
    return words.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


class Claims(NamedTuple):
    """What a file declares: the level of PDF/A ("A", "B"; "": no PDF/A), and whether PDF/UA-1."""

    level: str
    accessible: bool

    def said(self, part: int) -> str:
        """The same in the packet."""
        archival = f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{self.level}</pdfaid:conformance>"
        return (archival if self.level else "") + ("<pdfuaid:part>1</pdfuaid:part>" if self.accessible else "")


def claims_of(galley: Galley) -> Claims:
    """All of it for what we set ourselves; of a book that binds papers of others, what all of them allow."""
    others = [part.inserted for part in galley.parts if part.inserted is not None]
    level = min([paper.level for paper in others], key=lambda one: -_LEVELS.index(one), default=_LEVELS[0])
    return Claims(level, all(paper.accessible for paper in others))


def xmp(galley: Galley, part: int, claims: Claims) -> bytes:
    """The packet; `part` of ISO 19005 is 3 for a document with attached files, else 2. Undated, it bears no dates."""
    title = escape(galley.title)
    entries = [
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li><rdf:li xml:lang="ja">{title}</rdf:li></rdf:Alt></dc:title>',
        "<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
    ]
    if galley.author:
        entries.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(galley.author)}</rdf:li></rdf:Seq></dc:creator>")
    if galley.subject:
        entries.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(galley.subject)}</rdf:li></rdf:Alt></dc:description>'
        )
    if galley.sources_sha256:
        entries.append(f"<dc:source>sha256:{escape(galley.sources_sha256)}</dc:source>")
    if galley.day is not None:
        moment = f"{galley.day.isoformat()}T00:00:00+09:00"
        entries += [f"<xmp:{name}>{moment}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    return _PACKET.format(entries="".join(entries), schema=_UA_SCHEMA, claims=claims.said(part)).encode()
