"""Styles of the agreement template beyond those that every template has: 章, deeper 細分, tables of own columns."""

from __future__ import annotations

from functools import partial

from pipeline.writers.docx.shipped.styles import (
    GOTHIC,
    LINE_PT,
    REMARK_LINE_PT,
    REMARK_PT,
    TABLE_LINE_PT,
    TABLE_PT,
    Style,
)

_NEXT = "keepNext"
# A style of table cells.
_cell = partial(Style, on_grid=False, line_pt=TABLE_LINE_PT, size_pt=TABLE_PT)

PARAGRAPHS = (
    Style("PublicationLine", "公布行", align="right"),
    Style("Member", "前文一覧", left=3),
    Style("AmendingText", "改め文", first=1),
    Style("DateLine", "日付", before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, left=2),
    Style("ParticularsHead", "記", keeps=(_NEXT,), before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, align="center"),
    Style("ParticularsEnd", "以上", right=1, align="right"),
    Style("ChapterListTitle", "章目次見出し", keeps=(_NEXT,), before_pt=LINE_PT / 2),
    Style("ChapterList1", "章目次1", left=6, hanging=4),
    Style("ChapterList2", "章目次2", left=7, hanging=4),
    Style("ChapterList3", "章目次3", left=8, hanging=4),
    Style("Chapter1", "章見出し", "Heading3", "Article", before_pt=LINE_PT, left=7, hanging=4, font=GOTHIC),
    Style("Chapter2", "節見出し", "Heading4", "Article", before_pt=LINE_PT / 2, left=8, hanging=4, font=GOTHIC),
    Style("Chapter3", "款見出し", "Heading4", "Article", before_pt=LINE_PT / 2, left=9, hanging=4, font=GOTHIC),
    Style("AfterItems", "後文", left=1, first=1),
    Style("Subitem2", "号細分2", left=5, hanging=2),
    Style("Subitem3", "号細分3", left=5, hanging=1),
    Style("Subitem4", "号細分4", left=7, hanging=2),
    Style("BelowItem", "号後文", left=2, first=1),
    Style("BelowSubitem", "細分後文", left=3, first=1),
    Style("BelowSubitem2", "細分後文2", left=4, first=1),
    Style("BelowSubitem3", "細分後文3", left=5, first=1),
    Style("BelowSubitem4", "細分後文4", left=6, first=1),
    Style("SignatureLine", "記名行", keeps=(_NEXT, "keepLines"), left=18, align="left"),
    Style("SignatureNext", "記名続き", keeps=(_NEXT, "keepLines"), left=20, align="left"),
    Style("ScheduleNext", "別表次見出し", "Heading2", "ScheduleItem1", before_pt=LINE_PT, left=1, hanging=1, align="left"),
    Style("ScheduleTitle", "別表題", keeps=(_NEXT,), before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, align="center"),
    Style("ScheduleLead", "別表前書き", left=1, first=1),
    Style("ScheduleItem3", "別表項目3", "Heading4", before_pt=LINE_PT / 2, after_pt=LINE_PT / 2, left=4, hanging=2, font=GOTHIC),
    Style("TableTitle", "表題", keeps=(_NEXT,), before_pt=LINE_PT / 2, on_grid=False, line_pt=REMARK_LINE_PT, size_pt=REMARK_PT, font=GOTHIC),
    _cell("TableBand", "表小見出し", keeps=(_NEXT,), align="left", font=GOTHIC),
    _cell("TableMark", "表中央", align="center"),
    _cell("TablePoint", "表箇条", align="left", left=1, hanging=1),
    _cell("TableItemText", "表番号箇条", align="left", left=2, hanging=2),
    _cell("TableItemText2", "表番号箇条2", align="left", left=3, hanging=2),
)  # fmt: skip

# A table of own columns looks as 役割分担表 does; its widths follow its words.
TABLES = (("ScheduleTable", "別表の表"),)
