"""What an edit reaches, and the words that tell it in an amending sentence."""

from __future__ import annotations

from pipeline.amending.applying.working_tree import Node
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

# A number in an amending sentence; a 号; what stands between two of a list.
NUMBER = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
ITEM = regex(f"第({NUMBER})号")
JOINT = regex("[、，]|及び")
# A label that is kept as a part of a title or of the words of a cell.
LABEL = regex(f"([(（]?(?:{NUMBER}|[ァ-ヶｱ-ﾝ]|[a-zａ-ｚ])[)）]?)[ 　]+")
BLANK = regex("[ 　]")
BAND = "の部"
# 別表中備考以外の部分.
BUT_REMARKS = "備考以外の部分"


@dataclass(frozen=True, slots=True)
class Target:
    """What an edit reaches: a node; a part of its words (見出し, ただし書 …); one column of a row or table.

    `run`: the rows of a 部, of which `node` is the first, where one value of the left 欄 stands for them.
    """

    node: Node
    part: str = ""
    column: int | None = None
    run: tuple[Node, ...] = ()
