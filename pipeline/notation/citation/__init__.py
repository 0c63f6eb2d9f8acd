"""Citations of articles, paragraphs, items and schedules: 第3条の2第1項 <-> its numbers, alone and in running text."""

from __future__ import annotations

from pipeline.notation.citation.clause import (
    Citation,
    NumberStyle,
    article_label,
    clause_label,
    format,  # noqa: A004
    item_label,
    paragraph_label,
    parse,
    part_label,
    schedule_label,
)
from pipeline.notation.citation.search import Found, Relative, find

__all__ = [
    "Citation",
    "Found",
    "NumberStyle",
    "Relative",
    "article_label",
    "clause_label",
    "find",
    "format",
    "item_label",
    "paragraph_label",
    "parse",
    "part_label",
    "schedule_label",
]
