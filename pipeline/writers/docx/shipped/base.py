"""The template of all kinds that have none of their own (templates/docx/base.docx): that of agreements and more styles.

The styles are those of plain documents (galley.styles.PROSE_…), set as in the stylesheet of the PDF: 11 pt, 40 characters
a line, on lines of 19 pt.
"""

from __future__ import annotations

from functools import partial

from pipeline.writers.docx.parts import pack
from pipeline.writers.docx.shipped.agreement import new_parts
from pipeline.writers.docx.shipped.styles import GOTHIC, TABLE_LINE_PT, TABLE_PT, Style, with_styles

PLAIN_PT, LINE_PT = 11.0, 19.0
NOTE_PT, NOTE_LINE_PT = 9.5, 14.5
FOOTNOTE_PT, FOOTNOTE_LINE_PT = 9.0, 13.5
# The mark that calls a note: raised.
_MARK = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="FootnoteMark"><w:name w:val="脚注番号"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
_STYLES_PART = "word/styles.xml"
_NEXT = "keepNext"


# A style of running text: exact lines, off the grid of the agreement; two lines stay together at the end of a page, as in the PDF.
_WIDOWS, _WHOLE = "widowControl", "keepLines"
_plain = partial(Style, keeps=(_WIDOWS,), on_grid=False, line_pt=LINE_PT, size_pt=PLAIN_PT)
# A style of table cells.
_cell = partial(Style, on_grid=False, line_pt=TABLE_LINE_PT, size_pt=TABLE_PT)

# Strokes of 0.75 pt and 3 pt, in eighths of a point.
_RULE_BELOW = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
_BAR_AT_LEFT = '<w:left w:val="single" w:sz="24" w:space="4" w:color="auto"/>'

# Outline: 題名 and 本文見出し1 stand at level 2, as in the template of agreements; what is deeper than 4 stands at 4.
PARAGRAPHS = (
    Style("CoverTitleAbove", "表紙図題名", "Heading1", before_pt=44, after_pt=33, on_grid=False, line_pt=33, align="center", size_pt=18),
    Style("CoverDateBelow", "表紙図日付", before_pt=44, after_pt=44, on_grid=False, line_pt=22, align="center", size_pt=14),
    _plain("PlainTitle", "文書題名", base="Heading1", follow="PlainText", after_pt=22, line_pt=27, align="center", size_pt=16, font=GOTHIC),
    _plain("Chapter", "本文見出し1", base="Heading2", follow="PlainText", before_pt=22, after_pt=8, line_pt=27, left=2, hanging=2, size_pt=15, font=GOTHIC, borders=_RULE_BELOW),
    _plain("Section", "本文見出し2", base="Heading3", follow="PlainText", before_pt=16.5, after_pt=4, line_pt=20, left=2, hanging=2, size_pt=13, font=GOTHIC, shade="EDEDED"),
    _plain("Subsection", "本文見出し3", base="Heading4", follow="PlainText", before_pt=11, after_pt=4, line_pt=21, left=2.6, hanging=2, size_pt=12, font=GOTHIC, borders=_BAR_AT_LEFT),
    _plain("Division", "本文見出し4", base="Heading4", follow="PlainText", before_pt=11, after_pt=4, left=2, hanging=2, font=GOTHIC),
    _plain("Subdivision", "本文見出し5", base="Heading4", follow="PlainText", before_pt=5.5, after_pt=4, left=3, hanging=2, font=GOTHIC),
    _plain("SideHeading", "小見出し", follow="PlainText", keeps=(_NEXT, _WIDOWS), before_pt=11, left=1, font=GOTHIC),
    _plain("PlainText", "本文段落", left=1, first=1),
    _plain("Aside", "添え書き", keeps=(_NEXT, _WIDOWS), after_pt=4, align="right"),
    _plain("ClosingAside", "末尾書き", after_pt=4, align="right"),
    _plain("Motto", "標語", keeps=(_NEXT, _WIDOWS), align="center", font=GOTHIC),
    _plain("Bullet1", "箇条1", left=2, hanging=1),
    _plain("Bullet2", "箇条2", left=3, hanging=1),
    _plain("Bullet3", "箇条3", left=4, hanging=1),
    _plain("Bullet4", "箇条4", left=5, hanging=1),
    _plain("Bullet5", "箇条5", left=6, hanging=1),
    _plain("Numbered1", "番号箇条1", left=3, hanging=2),
    _plain("Numbered2", "番号箇条2", left=4, hanging=2),
    _plain("Numbered3", "番号箇条3", left=5, hanging=2),
    _plain("Numbered4", "番号箇条4", left=6, hanging=2),
    _plain("Numbered5", "番号箇条5", left=7, hanging=2),
    _plain("Note", "注", before_pt=5.5, after_pt=4, line_pt=NOTE_LINE_PT, left=3, hanging=2, size_pt=NOTE_PT),
    _plain("FootnoteBody", "脚注", line_pt=FOOTNOTE_LINE_PT, left=2.5, hanging=2.5, size_pt=FOOTNOTE_PT),
    _plain("PictureTitle", "図版題", before_pt=2, line_pt=15, align="center", size_pt=9.5, font=GOTHIC),
    _plain("PictureSource", "図版出典", after_pt=5.5, line_pt=13.5, align="right", size_pt=9),
    _plain("TableTitleAbove", "表の題", keeps=(_NEXT, _WIDOWS), before_pt=11, after_pt=2, line_pt=15, align="center", size_pt=9.5, font=GOTHIC),
    _plain("ContentsHeading", "目次見出し", keeps=(_NEXT, _WIDOWS), before_pt=33, after_pt=11, line_pt=22, align="center", size_pt=13, font=GOTHIC),
    _plain("Contents1", "目次1", keeps=(_NEXT, _WHOLE), before_pt=11, left=2, hanging=2, font=GOTHIC),
    _plain("Contents2", "目次2", keeps=(_NEXT, _WHOLE), left=4, hanging=3),
    _plain("Contents3", "目次3", keeps=(_WHOLE,), left=6, hanging=4),
    _plain("Contents4", "目次4", keeps=(_WHOLE,), left=7, hanging=4),
    _plain("Contents5", "目次5", keeps=(_WHOLE,), left=8, hanging=4),
    _cell("TableBullet", "表箇条", align="left", left=1, hanging=1),
    _cell("TableNumbered", "表番号箇条", align="left", left=2, hanging=2),
    _cell("TableCaption", "表条見出し", left=2, hanging=1),
    _cell("TableArticle", "表条", left=1, hanging=1),
    _cell("TableParagraph", "表項", left=1, hanging=1),
    _cell("TableClause", "表号", left=3, hanging=2),
    _cell("TableSubclause", "表号細分", left=4, hanging=2),
    _cell("TableItem", "表項目", align="left", font=GOTHIC),
    _cell("TableItemBullet", "表項目箇条", align="left", left=1, hanging=1, font=GOTHIC),
    _cell("TableItemNumbered", "表番号項目", align="left", left=2, hanging=2, font=GOTHIC),
    _cell("TableSpread", "表均等", align="distribute"),
    _cell("TableCentre", "表中央", align="center"),
    _cell("TableBar", "表帯", align="center", font=GOTHIC, shade="D9D9D9"),
    _cell("TableTotal", "表計", align="center", font=GOTHIC),
    _cell("FigureHead", "図見出し", align="left", font=GOTHIC),
    _cell("FigureText", "図本文", align="left"),
    _cell("FigureItem", "図箇条", align="left", left=1, hanging=1),
    _cell("FigureCentre", "図中央", align="center", font=GOTHIC),
    _cell("FigureNumber", "図数値", align="right"),
)  # fmt: skip

# Tables of plain documents look as 役割分担表 does; a name of their own lets clerks change one of them alone.
TABLES = (
    ("ListTable", "一覧表"),
    ("RoadmapTable", "工程表"),
    ("AmountTable", "予算額表"),
    ("FieldTable", "分野表"),
    ("ProjectTable", "事業表"),
    ("IndicatorTable", "指標表"),
    ("FrameFigure", "枠図"),
    ("ColophonTable", "奥付表"),
    ("ComparisonTable", "新旧対照表"),
)


def new_base_template() -> bytes:
    """The bytes of a fresh template."""
    return pack.archive(pack.entry(name, xml.encode()) for name, xml in new_base_parts().items())


def new_base_parts() -> dict[str, str]:
    """Its parts by name."""
    parts = new_parts(notes=True)
    return parts | {_STYLES_PART: with_styles(parts[_STYLES_PART], PARAGRAPHS, TABLES, _MARK)}
