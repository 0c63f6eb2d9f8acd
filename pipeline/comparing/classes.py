"""What a change of words is about: its substance, a citation that follows another change, or signs alone."""

from __future__ import annotations

import unicodedata

from pipeline.late.regex import regex
from pipeline.notation.citation import find

_BLANKS = regex(r"[\s\u3000]+")
# 第2章, 第1節, 施策3 in running words: they name another part by its number.
_PARTS = regex(
    "第[0-9０-９一二三四五六七八九十]+[編章節款目]|(?:別表|別紙|様式|図|表)第?[0-9０-９]+|P\\. ?[0-9０-９]+|[0-9０-９]+(?:頁|ページ)"
)


def is_citation_alone(old: str, new: str) -> bool:
    """Whether two texts differ in the numbers of what they cite alone."""
    masked_old, masked_new = _without_citations(old), _without_citations(new)
    return masked_old == masked_new and "〔〕" in masked_old


def is_same_to_read(old: str, new: str) -> bool:
    """Whether two texts differ in blanks and the width of signs alone."""
    return _folded(old) == _folded(new)


def _folded(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _without_citations(text: str) -> str:
    made, at = "", 0
    for found in find(text):
        made += text[at : found.start] + "〔〕"
        at = found.end
    return _PARTS.sub("〔〕", made + text[at:])
