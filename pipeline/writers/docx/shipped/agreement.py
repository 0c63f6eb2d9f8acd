"""The template that the program ships (templates/docx/agreement.docx), written from nothing.

A4, 30 mm on the left for binding, 37 characters of 12 pt by 30 lines; cover, body and schedule in sections of their
own; pages counted from the body.
"""

from __future__ import annotations

from pipeline.writers.docx.parts import pack
from pipeline.writers.docx.parts.ooxml import DECLARATION, R_NS, RELATIONSHIPS_NS, TINY, TYPES_NS, W_NS
from pipeline.writers.docx.parts.package import ROOT_RELATIONSHIPS, TYPES_PART
from pipeline.writers.docx.parts.properties import APPLICATION_PART, APPLICATION_TYPE, application
from pipeline.writers.docx.shipped import clauses
from pipeline.writers.docx.shipped.styles import GOTHIC, LINE_TWIPS, MINCHO, styles_xml, with_styles
from pipeline.writers.docx.shipped.theme import theme_xml
from pipeline.writers.docx.template import footnotes

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
    "word/header1.xml": f"{_WORD_TYPE}.header+xml",
    "word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
    "word/footer2.xml": f"{_WORD_TYPE}.footer+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    APPLICATION_PART: APPLICATION_TYPE,
}
_RELATED = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("theme", "theme/theme1.xml"),
    "rId5": ("header", "header1.xml"),
    "rId6": ("footer", "footer1.xml"),
    "rId7": ("footer", "footer2.xml"),
}

# A4 is 11906 x 16838 twips. 30 mm left, 32 mm above; the rest is what 37 characters and 30 lines leave.
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1814" w:right="1325" w:bottom="1824" w:left="1701"'
    ' w:header="850" w:footer="794" w:gutter="0"/>'
)
_STYLES_PART, _NOTES_PART, _COVER_HEADER = "word/styles.xml", "word/footnotes.xml", "word/header2.xml"
_GRID = f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE_TWIPS}"/>'
# Fixed-pitch Japanese fonts by both their names.
ALTERNATIVE_FONT_NAMES = {MINCHO: "MS Mincho", GOTHIC: "MS Gothic"}
_HEADER, _RUNNING = "<w:r><w:t>{{ 案 }}</w:t></w:r>", '<w:r><w:t xml:space="preserve">{{ 柱 }}</w:t></w:r>'
_NAMESPACES = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}"'


def new_template() -> bytes:
    """The bytes of a fresh template."""
    parts = new_parts()
    parts[_STYLES_PART] = with_styles(parts[_STYLES_PART], clauses.PARAGRAPHS, clauses.TABLES)
    return pack.archive(pack.entry(name, xml.encode()) for name, xml in parts.items())


def new_parts(*, notes: bool = False) -> dict[str, str]:
    """Its parts by name, without the styles that only papers of clauses use; `notes`: with room for footnotes and running heads."""
    types, related, settings = _TYPES, _RELATED, settings_xml()
    more: dict[str, str] = {}
    if notes:
        types = {**_TYPES, _NOTES_PART: f"{_WORD_TYPE}.footnotes+xml", _COVER_HEADER: f"{_WORD_TYPE}.header+xml"}
        related = {**_RELATED, "rId8": ("footnotes", "footnotes.xml"), "rId9": ("header", "header2.xml")}
        more = {_NOTES_PART: footnotes.new_part(), _COVER_HEADER: _furniture("hdr", "Header", _HEADER)}
        settings = settings.replace("<w:compat>", footnotes.settings() + "<w:compat>")
    return more | {
        TYPES_PART: _types(types),
        ROOT_RELATIONSHIPS: _relationships(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("extended-properties", APPLICATION_PART)}
        ),
        "word/_rels/document.xml.rels": _relationships(related),
        "word/document.xml": _document("rId9" if notes else "rId5"),
        _STYLES_PART: styles_xml(),
        "word/settings.xml": settings,
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme_xml(MINCHO, GOTHIC),
        "word/header1.xml": _furniture("hdr", "Header", _HEADER + (_RUNNING if notes else "")),
        "word/footer1.xml": _furniture("ftr", "Footer", ""),
        "word/footer2.xml": _furniture("ftr", "Footer", _page_number()),
        APPLICATION_PART: application(),
    }


def _types(types: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in sorted(types.items()))
    return (
        f'{DECLARATION}<Types xmlns="{TYPES_NS}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{R_NS}/{kind}" Target="{target}"/>' for key, (kind, target) in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}">{items}</Relationships>'


def _document(cover_header: str) -> str:
    """Three slots, three sections. The cover has no page number, the body begins with page 1, the schedule goes on."""
    cover = _section("rId6", "", cover_header)
    body = _section("rId7", '<w:pgNumType w:start="1"/>')
    schedule = _section("rId7", "")
    return (
        f"{DECLARATION}<w:document {_NAMESPACES}><w:body>"
        f"{_slot('表紙')}{_break(cover)}{_slot('本文')}{_break(body)}{_slot('別表')}{schedule}</w:body></w:document>"
    )


def _slot(name: str) -> str:
    return f"<w:p><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:p>"


def _break(section: str) -> str:
    return f"<w:p><w:pPr>{TINY}{section}</w:pPr></w:p>"


def _section(footer: str, numbering: str, header: str = "rId5") -> str:
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:type w:val="nextPage"/>{_PAGE}{numbering}{_GRID}</w:sectPr>'
    )


def _furniture(tag: str, style: str, runs: str) -> str:
    return f'{DECLARATION}<w:{tag} {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p></w:{tag}>'


def _page_number() -> str:
    return (
        '<w:r><w:t xml:space="preserve">－ </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t xml:space="preserve"> －</w:t></w:r>'
    )


def settings_xml() -> str:
    """word/settings.xml: what Japanese Word writes, with 禁則処理 高レベル; nothing that asks the reader anything on opening."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings {_NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:proofState w:spelling="clean" w:grammar="clean"/>'
        '<w:defaultTabStop w:val="840"/><w:drawingGridHorizontalSpacing w:val="120"/>'
        f'<w:drawingGridVerticalSpacing w:val="{LINE_TWIPS // 2}"/><w:displayHorizontalDrawingGridEvery w:val="0"/>'
        '<w:displayVerticalDrawingGridEvery w:val="2"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:strictFirstAndLastChars/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
        f"<w:useFELayout/>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2"'
        ' w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4"'
        ' w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    """word/fontTable.xml."""
    fonts = (
        (MINCHO, "02020609040205080304", "roman"),
        (GOTHIC, "020B0609070205080204", "modern"),
    )
    items = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{ALTERNATIVE_FONT_NAMES[name]}"/><w:panose1 w:val="{panose}"/><w:charset w:val="80"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="fixed"/></w:font>'
        for name, panose, family in fonts
    )
    return f"{DECLARATION}<w:fonts {_NAMESPACES}>{items}</w:fonts>"
