"""Named styles of the shipped template: what a 法規 clerk would set in Word, written down once.

Sizes in points; indents in full-width characters of the style's own size, written in characters (Word) and twips
(LibreOffice reads no others). Line grid: 30 lines of 22 pt, as in the stylesheet of the PDF, so that pages break alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.ooxml import DECLARATION, W_NS, twips

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"
BODY_PT, TABLE_PT, REMARK_PT = 12.0, 9.5, 10.5
LINE_PT, TABLE_LINE_PT, REMARK_LINE_PT = 22.0, 14.5, 16.5
LINE_TWIPS = 440

# Word multiplies lines by whole grid rows; these paragraphs keep their own height.
_OFF_GRID = '<w:snapToGrid w:val="0"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `keeps` are w:keepNext and the like, in their order; `line_pt` an exact line height off the grid.

    `shade` is the colour behind the paragraph, in hexadecimal; `borders` are the strokes at its sides, as XML.
    """

    id: str
    name: str
    base: str = "Normal"
    follow: str = ""
    keeps: tuple[str, ...] = ()
    before_pt: float = 0
    after_pt: float = 0
    line_pt: float | None = None
    on_grid: bool = True
    left: float = 0
    hanging: float = 0
    first: float = 0
    right: float = 0
    align: str = ""
    size_pt: float = BODY_PT
    font: str = MINCHO
    shade: str = ""
    borders: str = ""

    def xml(self) -> str:
        """The w:style, its children in the order that the schema wants."""
        follow = f'<w:next w:val="{self.follow}"/>' if self.follow else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.base}"/>{follow}<w:qFormat/>{self._paragraph()}{self._characters()}</w:style>'
        )

    def _paragraph(self) -> str:
        keeps = "".join(f"<w:{keep}/>" for keep in self.keeps)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>' if self.shade else ""
        grid = "" if self.on_grid else _OFF_GRID
        align = f'<w:jc w:val="{self.align}"/>' if self.align else ""
        borders = f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else ""
        inner = f"{keeps}{borders}{shade}{grid}{self._spacing()}{self._indent()}{align}"
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def _spacing(self) -> str:
        parts = []
        if self.before_pt or self.after_pt:
            parts.append(f'w:before="{twips(self.before_pt)}" w:after="{twips(self.after_pt)}"')
        if self.line_pt is not None:
            parts.append(f'w:line="{twips(self.line_pt)}" w:lineRule="exact"')
        return f"<w:spacing {' '.join(parts)}/>" if parts else ""

    def _indent(self) -> str:
        sides = (
            ("left", self.left),
            ("right", self.right),
            ("hanging", self.hanging),
            ("firstLine", self.first),
        )
        written = [
            f'w:{side}Chars="{round(chars * 100)}" w:{side}="{twips(chars * self.size_pt)}"'
            for side, chars in sides
            if chars
        ]
        return f"<w:ind {' '.join(written)}/>" if written else ""

    def _characters(self) -> str:
        parts = []
        if self.font != MINCHO:
            parts.append(f'<w:rFonts w:ascii="{self.font}" w:eastAsia="{self.font}" w:hAnsi="{self.font}"/>')
        if self.size_pt != BODY_PT:
            half = round(self.size_pt * 2)
            parts.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
        return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


_NEXT, _WHOLE = "keepNext", "keepLines"

# The chain 末文 - 締結日 - 記名 - 記名者 is kept together, so that no page bears signatures alone.
# Outline: 1 the file (表紙題名), 2 題名 and 別表, 3 条見出し and 別表項目1, 4 別表項目2, as galley headings count.
PARAGRAPHS = (
    Style("CoverTitle", "表紙題名", "Heading1", before_pt=7 * LINE_PT, after_pt=7 * LINE_PT, on_grid=False, line_pt=33, align="center", size_pt=18),
    Style("CoverDate", "表紙日付", after_pt=7 * LINE_PT, on_grid=False, line_pt=LINE_PT, align="center", size_pt=14),
    Style("CoverParty", "表紙当事者", on_grid=False, line_pt=33, align="center", size_pt=14),
    Style("DocumentTitle", "題名", "Heading2", "Preamble", after_pt=LINE_PT, on_grid=False, line_pt=LINE_PT, align="center", size_pt=14),
    Style("Preamble", "前文", after_pt=LINE_PT / 2, first=1),
    Style("ArticleCaption", "条見出し", "Heading3", "Article", left=2, hanging=1),
    Style("Article", "条", left=1, hanging=1),
    Style("ParagraphItem", "項", left=1, hanging=1),
    Style("Item", "号", left=2, hanging=1),
    Style("Subitem", "号細分", left=3, hanging=1),
    Style("SupplementCaption", "附則見出し", "Heading3", "Article", before_pt=LINE_PT, left=3),
    Style("Closing", "末文", keeps=(_NEXT, _WHOLE), before_pt=LINE_PT, first=1),
    Style("SigningDate", "締結日", keeps=(_NEXT,), before_pt=LINE_PT, after_pt=LINE_PT / 2, left=2),
    Style("Signature", "記名", keeps=(_NEXT, _WHOLE), before_pt=LINE_PT, left=20, hanging=2, align="left"),
    Style("Signatory", "記名者", keeps=(_NEXT, _WHOLE), left=23, align="left"),
    Style("Schedule", "別表見出し", "Heading2", "ScheduleItem1", left=1, hanging=1, align="left"),
    Style("ScheduleItem1", "別表項目1", "Heading3", before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, left=2, hanging=2, font=GOTHIC),
    Style("ScheduleItem2", "別表項目2", "Heading4", before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, left=3, hanging=2, font=GOTHIC),
    Style("Remarks", "備考", before_pt=LINE_PT / 2, on_grid=False, line_pt=REMARK_LINE_PT, left=3, hanging=3, size_pt=REMARK_PT),
    Style("TableHead", "表見出し", keeps=(_NEXT,), on_grid=False, line_pt=TABLE_LINE_PT, align="center", size_pt=TABLE_PT, font=GOTHIC),
    Style("TableText", "表本文", on_grid=False, line_pt=TABLE_LINE_PT, size_pt=TABLE_PT),
    Style("TableNumber", "表数値", on_grid=False, line_pt=TABLE_LINE_PT, align="right", size_pt=TABLE_PT),
)  # fmt: skip


def styles_xml() -> str:
    """word/styles.xml."""
    half = round(BODY_PT * 2)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W_NS}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{MINCHO}" w:eastAsia="{MINCHO}" w:hAnsi="{MINCHO}" w:cs="Times New Roman"/>'
        f'<w:kern w:val="2"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        f"{_BUILT_IN}{_headings()}{''.join(style.xml() for style in PARAGRAPHS)}{_CHARACTERS}{_TABLES}</w:styles>"
    )


def with_styles(xml: str, paragraphs: Iterable[Style], tables: Iterable[tuple[str, str]], characters: str = "") -> str:
    """word/styles.xml with more styles at its end; tables (id and name) look as 役割分担表 does."""
    end = "</w:styles>"
    more = "".join(style.xml() for style in paragraphs) + characters
    more += "".join(_like_roles(xml, *names) for names in tables)
    return xml.replace(end, more + end)


def _like_roles(styles: str, style_id: str, name: str) -> str:
    """A table style that says all that 役割分担表 says."""
    start = styles.index('<w:style w:type="table" w:customStyle="1" w:styleId="RoleTable">')
    end = styles.index("</w:style>", start) + len("</w:style>")
    return styles[start:end].replace('"RoleTable"', f'"{style_id}"', 1).replace('"役割分担表"', f'"{name}"', 1)


# Word's own styles keep their English names in the file; Word shows 標準, 見出し 1, ヘッダー …
_BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
    f'<w:uiPriority w:val="99"/><w:pPr>{_OFF_GRID}<w:jc w:val="right"/></w:pPr>'
    '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
    f'<w:uiPriority w:val="99"/><w:pPr>{_OFF_GRID}<w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
)

_CHARACTERS = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="PersonName"><w:name w:val="氏名"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Underlined"><w:name w:val="下線"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
)

# Rules of 0.75 pt around and 0.5 pt inside; 3.5 pt above and below the text, 3 pt beside it: columns hold whole
# characters of 9.5 pt.
_SIDES = (("top", 6), ("left", 6), ("bottom", 6), ("right", 6), ("insideH", 4), ("insideV", 4))
_TABLES = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="RoleTable"><w:name w:val="役割分担表"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>' for side, size in _SIDES)
    + '</w:tblBorders><w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/><w:vAlign w:val="center"/>'
    "</w:tcPr></w:tblStylePr></w:style>"
)


def _headings() -> str:
    """Bases of the outline: Word's navigation and tagged PDF know these by name."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="{n - 1}"/>'
        "</w:pPr></w:style>"
        for n in (1, 2, 3, 4)
    )
