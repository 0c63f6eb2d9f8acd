"""Tables from Excel: 「!表 {ファイル: 別表.xlsx}」 in a source -> the rows of a sheet, as nodes. `blank.py` writes sheets to fill in."""

from pipeline.source.sheets.fill import Filled, fill
from pipeline.source.sheets.folder import Folder

__all__ = ["Filled", "Folder", "fill"]
