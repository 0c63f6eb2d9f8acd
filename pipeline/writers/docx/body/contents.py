"""An entry of 目次 -> the tab stop to its page: at the right edge, or so far within it that the page has room on the last line.

Word lets a page stand right of the paragraph's indent, which keeps the words off it; LibreOffice 7.4 prints no page there.
"""

from __future__ import annotations

from pipeline.galley import LEADER, Para, plain
from pipeline.galley.styles import CONTENTS_STYLES
from pipeline.notation.text.char_width import width_em

# Indents of the first line and the others in the shipped styles, by their rank.
_INDENTS_EM = ((0, 2), (1, 4), (2, 6), (3, 7), (4, 8))
# What a page takes, and how far from it words must end: Word may lay the lines a little otherwise.
_PAGE_EM, _DOUBT_EM = 4.0, 1.5
_INSETS_EM = (0, 2, 4, 6)


def entry_tab(para: Para, chars: int, char_pt: float, half_points: int) -> str:
    """w:tabs and w:ind of an entry on a sheet of so many characters."""
    edge, size_pt = chars * char_pt, half_points / 2
    at = next((n for n, run in enumerate(para.runs) if run.text == LEADER), len(para.runs))
    words = width_em(plain(para.label) + plain(para.runs[:at]))
    fitting = (em for em in _INSETS_EM if _has_room(words, edge / size_pt - em, para.style))
    inset = round(next(fitting, _INSETS_EM[0]) * size_pt * 20)
    return (
        right_tab(round(edge * 20) - inset)
        + f'<w:ind {_begin(words, para.style, size_pt)}w:rightChars="0" w:right="{inset}"/>'
    )


def _begin(words_em: float, style: str, size_pt: float) -> str:
    """The indent of words so short that the tab behind them would stop where further lines begin, which is a stop of its own."""
    first, others = _indents(style)
    if first + words_em > others + _DOUBT_EM:
        return ""
    return f'w:leftChars="{first * 100}" w:left="{round(first * size_pt * 20)}" w:firstLineChars="0" w:firstLine="0" '


def right_tab(twips: int) -> str:
    """A stop for what stands at the right behind dots."""
    return f'<w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="{twips}"/></w:tabs>'


def _indents(style: str) -> tuple[int, int]:
    return _INDENTS_EM[min(CONTENTS_STYLES.index(style), len(_INDENTS_EM) - 1)]


def _has_room(words_em: float, measure_em: float, style: str) -> bool:
    """Whether the last of the lines that the words take surely ends before the page."""
    first, others = _indents(style)
    left = words_em + first
    if left <= measure_em - _PAGE_EM - _DOUBT_EM:
        return True
    left -= measure_em
    width = measure_em - others
    while left > width:
        left -= width
    return _DOUBT_EM <= left <= width - _PAGE_EM - _DOUBT_EM
