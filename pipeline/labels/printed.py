"""Inlines -> the words that are printed for them, in one house style: the same in the galley and in a provision."""

from __future__ import annotations

from pipeline.labels.amendment_style import Manner
from pipeline.late.regex import regex
from pipeline.tree.nodes import IN_BOOK, LINE_IN_BOOK, PAGE_IN_BOOK, TO_HEADING, Footnote, Inline, Inlines, Name, Text

# How a computed citation begins that leads into the 附則.
_SUPPLEMENT = regex("^附則")


def word(inline: Inline, labels: Manner) -> str:
    """The words of one inline; a name keeps every character."""
    if isinstance(inline, Text):
        return labels.house.text(inline.text)
    if isinstance(inline, Name):
        return inline.text
    if isinstance(inline, Footnote):
        return ""  # its mark is made where notes are numbered (galley.footnotes)
    assert inline.printed is not None, "an unbound reference is to be printed"
    if inline.form in (IN_BOOK, PAGE_IN_BOOK, LINE_IN_BOOK):  # words of a clerk
        return labels.house.text(inline.printed)
    if inline.key is not None and inline.form != TO_HEADING:  # what was typed keeps its numerals
        computed = _SUPPLEMENT.sub(labels.house.supplement, inline.printed)
        return (
            labels.numbers(computed)
            if labels.house.numerals == "kanji"
            else labels.house.text(labels.brackets(computed))
        )
    return labels.house.text(labels.brackets(inline.printed))


def words(inlines: Inlines, labels: Manner) -> str:
    """The words of a stretch."""
    return "".join([word(inline, labels) for inline in inlines])
