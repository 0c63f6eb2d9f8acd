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

# 氏名 is set in a field of fixed width (均等割付); 下線 underlines.
CHARACTER_STYLES: tuple[str, ...] = ("氏名", "下線")

TABLE_STYLES: tuple[str, ...] = ("役割分担表",)

# Slots of a DOCX template, pages of a PDF template, in this order.
PARTS: tuple[str, ...] = ("表紙", "本文", "別表")
