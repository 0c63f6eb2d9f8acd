"""Tables from Excel: 「!表 {ファイル: 別表.xlsx}」 in a source -> the rows of a sheet, as nodes; and blank sheets to fill in."""

from pipeline.source.sheets.blank import blank_book, tables
from pipeline.source.sheets.fill import Filled, Folder, fill

__all__ = ["Filled", "Folder", "blank_book", "fill", "tables"]
