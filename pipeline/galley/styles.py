"""The closed list of style names: what a galley may use and what a template must define.

Names follow what the parts of an agreement are called in 法制執務 (題名, 前文, 条見出し, 条, 項, 号, 号の細分, 別表).
"""

from __future__ import annotations

PARAGRAPH_STYLES: tuple[str, ...] = (
    "表紙題名",
    "表紙日付",
    "表紙当事者",
    "題名",
    "前文",
    "条見出し",
    "条",
    "項",
    "号",
    "号細分",
    "附則見出し",
    "末文",
    "締結日",
    "記名",
    "記名者",
    "別表見出し",
    "別表項目1",
    "別表項目2",
    "備考",
    "表見出し",
    "表本文",
    "表数値",
)

# What papers of clauses use besides: 章, deeper 細分, text without a label, tables of own columns. A template needs those of
# them that its papers use.
CLAUSE_PARAGRAPH_STYLES: tuple[str, ...] = (
    "改め文",
    "公布行",
    "前文一覧",
    "日付",
    "記",
    "以上",
    "章目次見出し",
    "章目次1",
    "章目次2",
    "章目次3",
    "章見出し",
    "節見出し",
    "款見出し",
    "後文",
    "号細分2",
    "号細分3",
    "号細分4",
    "号後文",
    "細分後文",
    "細分後文2",
    "細分後文3",
    "細分後文4",
    "別表次見出し",
    "別表題",
    "別表前書き",
    "別表項目3",
    "記名行",
    "記名続き",
    "表題",
    "表小見出し",
    "表中央",
    "表箇条",
    "表番号箇条",
    "表番号箇条2",
)

CLAUSE_TABLE_STYLES: tuple[str, ...] = ("別表の表",)

# What stands below a picture; its paragraph in Word is of the first of these styles, too.
PICTURE_STYLE, PICTURE_SOURCE_STYLE = "図版題", "図版出典"
# 脚注 stands at the foot of a page, 脚注番号 is the mark that calls it.
NOTE_STYLE, MARK_STYLE = "脚注", "脚注番号"
# What notes below a table are set in.
TABLE_NOTE_STYLE = "注"
# Lines right above a table that belong to it (its title, its unit), and lines right below it that do (notes, sources).
ABOVE_TABLE, BELOW_TABLE = frozenset({"表の題", "添え書き"}), frozenset({TABLE_NOTE_STYLE, "末尾書き"})

# 氏名 is set in a field of fixed width (均等割付); 下線 underlines.
CHARACTER_STYLES: tuple[str, ...] = ("氏名", "下線")

TABLE_STYLES: tuple[str, ...] = ("役割分担表",)

# Styles of plain documents (ビジョン概要, 事業一覧, 基本計画): what the base template defines besides those above.
PROSE_PARAGRAPH_STYLES: tuple[str, ...] = (
    "表紙図題名",
    "表紙図日付",
    "文書題名",
    "本文見出し1",
    "本文見出し2",
    "本文見出し3",
    "本文見出し4",
    "本文見出し5",
    "小見出し",
    "本文段落",
    "添え書き",
    "末尾書き",
    "標語",
    "箇条1",
    "箇条2",
    "箇条3",
    "箇条4",
    "箇条5",
    "番号箇条1",
    "番号箇条2",
    "番号箇条3",
    "番号箇条4",
    "番号箇条5",
    "注",
    "脚注",
    "図版題",
    "図版出典",
    "表の題",
    "目次見出し",
    "目次1",
    "目次2",
    "目次3",
    "目次4",
    "目次5",
    "表箇条",
    "表番号箇条",
    "表条見出し",
    "表条",
    "表項",
    "表号",
    "表号細分",
    "表項目",
    "表項目箇条",
    "表番号項目",
    "表均等",
    "表中央",
    "表帯",
    "表計",
    "図見出し",
    "図本文",
    "図箇条",
    "図中央",
    "図数値",
)

# The table of a colophon (奥付), which belongs to no chapter.
COLOPHON_STYLE = "奥付表"

PROSE_TABLE_STYLES: tuple[str, ...] = (
    "一覧表",
    "工程表",
    "予算額表",
    "分野表",
    "事業表",
    "指標表",
    "枠図",
    COLOPHON_STYLE,
    "新旧対照表",
)

# Letters and bills: what the template of papers for a council defines besides all of the above.
LETTER_PARAGRAPH_STYLES: tuple[str, ...] = (
    "議案番号",
    "件名",
    "発信",
    "宛名",
    "中見出し",
    "別紙見出し",
    "記書き",
    "記書き続き",
)

# Entries of a table of contents, by their depth from 1: what is deeper looks like the last.
CONTENTS_STYLES: tuple[str, ...] = ("目次1", "目次2", "目次3", "目次4", "目次5")

# The day of signing and the lines of who signs.
SIGNATURE_STYLES = frozenset({"締結日", "記名", "記名者", "記名行", "記名続き"})
# What figures are set in, at the right or in the middle: those of a column stand with their units under each other.
FIGURE_STYLE, CENTRED_STYLE = "表数値", "表中央"

# Headings of plain documents by their rank: what is deeper looks like the last.
PROSE_HEADING_STYLES: tuple[str, ...] = ("本文見出し1", "本文見出し2", "本文見出し3", "本文見出し4", "本文見出し5")

# What a cell of a table is set in if it names what stands beside or below it.
HEAD_STYLES = frozenset({"表見出し", "表小見出し", "表項目", "表項目箇条", "表番号項目", "図見出し"})

# What the name of a total is set in (小計, 計).
TOTAL_STYLE = "表計"

# The table in which no cell is the key of its row: what was stands beside what is.
COMPARISON_STYLE = "新旧対照表"

# What stylesheets of the PDF call drawings among their tables: strokes, padding, room before and behind.
DRAWING_STYLE = "図"
# Words of drawings alone bear these.
DRAWN_STYLES = frozenset({"図見出し", "図本文", "図箇条", "図中央", "図数値"})

# Slots of a DOCX template, pages of a PDF template, in this order.
COVER = "表紙"
PARTS: tuple[str, ...] = (COVER, "本文", "別表")
