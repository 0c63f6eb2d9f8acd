"""What stands around words in every house style: the space behind a label, the brackets of a 見出し, the head of 附則."""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.notation.house_style import SupplementWord

# What parts a label from its text: one ideographic space (左横書きの例, domain notes 2.5).
GAP = "　"
# The heads of 附則 and 備考 stand on lines of their own; what a paper of any house may have there is read.
SUPPLEMENT_LIKE = "[附付][ 　]*則"
REMARKS = "備考"
# What stands behind the head of an 附則 of which only a part is shown.
EXTRACT = "抄"
# The title of an 附則 that an amending act brought, in the brackets of the collection.
BRACKETED = "[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]|〔[^〔〕]*〕|［[^［］]*］|【[^【】]*】"
BRACKETS = "（）()〔〕［］【】"
_COLLECTION_MARK = regex("[○◯〇●◎](?:(?![○◯〇●◎])|(?=[○◯〇●◎]{2}(?![○◯〇●◎])))[ 　]*")
_OPENED = (*"（(〔［【", GAP, " ")
# The head of the list of 章 before the body of an act.
CONTENTS = "目次"
# What stands before the place that a picture or its figures were taken from.
TAKEN_FROM = "出典："
# The lines around what is written item by item below a sentence (下記のとおり).
PARTICULARS = ("記", "以上")
# What marks a note of a table: 注1. That of notes at the foot of a page is the house's (House.footnote_sign).
TABLE_NOTE = "注"
# What is left of a 条 or 号 whose number is kept.
DELETED = "削除"
OPENING, CLOSING = "（", "）"
CAPTION = (OPENING, CLOSING)
# What a paper is that says an agreement as its amendments left it, which nobody signed as a whole.
CONSOLIDATED = "（溶け込み版）"
# What stands for a PDF of somebody else where it cannot be bound in: in Word, in a text.
INSERTED = "（ここに「{name}」（PDF {pages}頁）が入ります。）"
# What parts the number of a bill from that of its page (48－1).
PAGE_JOINT = "－"
# The head of another paper that a bill holds.
ENCLOSURE = "別紙"
# 別表（第3条関係）.
RELATED = ("（", "関係）")
# Words that join the last two of several articles there.
CONJUNCTIONS = ("及び", "並びに", "又は")


# What a box for an electronic signature is called where it is read out, and what stands in one that is signed.
SIGNATURE_BOX, SIGNED = "{signer}の電子署名欄", "電子署名"


def captioned(words: str) -> str:
    """（目的）: the 見出し of a 条."""
    opening, closing = CAPTION
    return f"{opening}{words}{closing}"


def is_caption(line: str) -> bool:
    """Whether a line we wrote is a 見出し."""
    return line.startswith(CAPTION[0]) and line.endswith(CAPTION[1])


def enclosure(number: int | None) -> str:
    """別紙, or 別紙2 where there are several."""
    return ENCLOSURE if number is None else f"{ENCLOSURE}{number}"


def is_extract(title: str) -> bool:
    """Whether what stands behind 附則 says that only a part of it is shown: （平成12年条例第5号）抄, （抄）."""
    return title.rstrip(f" 　{BRACKETS}").endswith(EXTRACT)


def collection_mark(line: str) -> str:
    """The mark that a 例規集 sets before the title of each text, with the blanks behind it; "" for none.

    ○○市 is a name that is left open, ○○○市 one behind a mark.
    """
    found = _COLLECTION_MARK.match(line)
    return found[0] if found is not None else ""


def supplement_word(head: str) -> SupplementWord:
    """Which of the two words a head is that is one of them: 付則 for 付　則."""
    return "付則" if head.lstrip(f"{GAP} ").startswith("付") else "附則"


def supplement_head(word: str, title: str = "") -> str:
    """附　則 for 附則, up to its title: one that does not begin with a bracket (抄) stands apart."""
    spread = GAP.join(word)
    return spread if not title or title.startswith(_OPENED) else spread + GAP


def office_number(number: int | None, before: str = "第", behind: str = "号") -> str:
    """第15号; with room for the number while it is not given. 議案 bear words of their own before and behind it."""
    return f"{before}{number if number is not None else GAP * 2}{behind}"
