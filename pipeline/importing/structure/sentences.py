"""Two lines that follow each other -> whether the first is a heading, or a sentence that goes on in the second."""

from __future__ import annotations

from pipeline.importing.paper import BLANKS
from pipeline.importing.structure import marks
from pipeline.late.regex import regex

_ENDS = ("。", "）", ")", "」", "．")
_BEGINS_WITHIN = regex("[、。，]|は、|[をに][^ぁ-ん]")
_LEAST_CUT = 20
_BEHIND_ITEMS = regex("この場合において|ただし、")
# A line that ends so goes on in the next: particles and signs that no heading ends with.
_GOES_ON = regex(r"[ぁ-ん、，・（(「]$")


def reads_as_heading(text: str) -> bool:
    """Whether a line names what follows, as 取組内容 does, and is no part of a sentence."""
    bare = text.strip(BLANKS)
    return bool(bare) and len(bare) <= 60 and not bare.endswith(("。", "．")) and not _GOES_ON.search(bare)


def goes_on(above: str, text: str) -> bool:
    """Whether a text was cut by the end of its line."""
    if above.endswith("。") or marks.caption(text) is not None:
        return False
    return bool(_GOES_ON.search(above)) or (len(above) > 60 and not above.endswith(_ENDS))


def is_cut(above: str, text: str) -> bool:
    """Whether a sentence of a 項 goes on in the next line, however it was cut; a short one may be a heading."""
    if above.endswith("。") or marks.caption(text) is not None:
        return False
    return _BEGINS_WITHIN.match(text) is not None or (len(above) >= _LEAST_CUT and not above.endswith(_ENDS))


def is_behind_items(text: str) -> bool:
    """Whether a sentence goes on behind a whole list, and is no text of its last item."""
    return _BEHIND_ITEMS.match(text) is not None
