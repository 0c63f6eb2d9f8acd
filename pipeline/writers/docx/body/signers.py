"""Those who sign -> how far to the left their lines begin; and where one of them ends if no page holds them all.

Paragraphs that ask to stand with the next one are parted anywhere by Word and LibreOffice as soon as no page holds all of
them, and those of a 記名欄 all ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.galley import Block, Para
from pipeline.galley.clauses.signers import Reach, moved_em, parts, signers
from pipeline.writers.docx.body.filled.whole_names import SLACK_EM, width_em_of
from pipeline.writers.docx.template.stylesheet import StyleSheet

# The first line of a signer has the style 記名, where it does not stand as it came.
_FIRST = "記名"
# Lines of the sentence above (末文), which asks to stand with them.
_ABOVE = 3


def ends(blocks: Sequence[Block], styles: StyleSheet, page_lines: float, pitch: float) -> frozenset[int]:
    """The identities of the paragraphs behind which a page may end; `pitch` is the distance of lines in twips."""
    found: list[int] = []
    for group in signers(blocks, without=""):
        spaces = sum(sum(styles.spaces.get(para.style, (0, 0))) for para in group)
        if len(group) + _ABOVE + spaces / pitch > page_lines:
            found += [
                id(above) for above, below in pairwise(group) if below.style == _FIRST and above.style != "締結日"
            ]
    return frozenset(found)


def moved(blocks: Sequence[Block], styles: StyleSheet, room_pt: float, fields: Mapping[str, float]) -> dict[int, int]:
    """By how many letters lines begin further to the left, by the identity of their paragraphs; as in the PDF.

    `room_pt` is the width of the sheet; `fields` tells how many letters wide the words of a character style are spread.
    """
    made: dict[int, int] = {}
    for group in signers(blocks):
        if not any(para.box is not None for para in group):
            by = moved_em([_reach(para, styles, room_pt, fields) for para in group])
            made.update((id(para), by) for para in group if by)
    return made


def _reach(para: Para, styles: StyleSheet, room_pt: float, fields: Mapping[str, float]) -> Reach:
    em = styles.paragraph_half_points[para.style] * 10
    indent = styles.indents[para.style]
    begin, start = (indent.left - indent.hanging) / em, indent.left / em
    if not para.label:
        start = begin
    widths = [width_em_of(replace(para, label=(), runs=runs), fields) for runs in (para.runs, *parts(para))]
    # As close as this to the end of a line nobody knows on which side of it Word puts a letter.
    end = room_pt * 20 / em - SLACK_EM
    return Reach(begin, start, end, widths[0], max(widths[1:], default=0.0))
