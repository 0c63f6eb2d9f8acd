"""Styles and line grid -> styles whose lines Word would spread over two rows of the grid; LibreOffice shows nothing of it.

Word sets an East Asian line 1.3 times as high as the ascent and descent of its font (hhea), and on a grid gives it as
many whole rows as it touches. Lines of an exact height and paragraphs off the grid are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import PARAGRAPH_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.writers.docx.template.stylesheet import Line, StyleSheet

_WORD_FACTOR = 1.3
# Ascent and descent in em, read from the fonts; those of 游明朝 as published with measurements of Word (1.433 / 1.3).
_SPANS = {
    **dict.fromkeys(("ＭＳ 明朝", "ＭＳ ゴシック", "ＭＳ Ｐ明朝", "ＭＳ Ｐゴシック"), 1.0),
    **dict.fromkeys(("MS Mincho", "MS Gothic", "MS PMincho", "MS PGothic"), 1.0),
    **dict.fromkeys(("BIZ UD明朝 Medium", "BIZ UDP明朝 Medium", "BIZ UD明朝", "BIZ UDP明朝"), 1.0),
    **dict.fromkeys(("BIZ UDMincho Medium", "BIZ UDMincho", "BIZ UDPMincho", "BIZ UDゴシック", "BIZ UDPゴシック"), 1.0),
    **dict.fromkeys(("BIZ UDGothic", "BIZ UDPGothic", "IPAex明朝", "IPAexゴシック", "IPAexMincho", "IPAexGothic"), 1.0),
    **dict.fromkeys(("游明朝", "Yu Mincho"), 1.102),
}
# Of a font that is not known: as tall as the tallest that is common.
_UNKNOWN_SPAN = 1.102


def check(sheet: StyleSheet, pitches: Iterable[int | None], name: str, problems: Problems) -> None:
    """An error for fonts whose height is known, a warning for others."""
    pitch = min((p for p in pitches if p), default=None)
    if pitch is None:
        return
    for style in PARAGRAPH_STYLES:
        line = sheet.lines.get(style)
        size_pt = sheet.paragraph_half_points.get(style, 0) / 2
        if line is None or _is_set_apart(line, pitch):
            continue
        height_pt = _WORD_FACTOR * _SPANS.get(line.font, _UNKNOWN_SPAN) * size_pt
        if height_pt * 20 <= pitch:
            continue
        report = problems.error if line.font in _SPANS else problems.warning
        report(
            "ひな形行高",
            f"行が、Wordで2行分に広がります（{line.font or '既定の書体'} {size_pt:g}ポイントの行の高さは"
            f"{height_pt:.1f}ポイント、グリッド線の間隔は{pitch / 20:g}ポイント）",
            "文字を小さくするか、［段落］の「行間」を「固定値」にするか、"
            "「1ページの行数を指定時に文字を行グリッド線に合わせる」を外してください",
            Place(name, f"スタイル「{style}」"),
        )


def _is_set_apart(line: Line, pitch: int) -> bool:
    return not line.on_grid or line.rule == "exact" or (line.rule == "atLeast" and line.amount > pitch)


def room_for_readings(line: Line, half_points: int, pitch: int | None) -> str:
    """w:spacing for a paragraph with readings (ルビ): half a size more than the characters, on the grid if that has room.

    Without it Word gives such a line two rows of the grid.
    """
    needed = half_points * 15
    if line.rule == "exact" and line.amount >= needed:
        return ""
    if line.rule != "exact" and line.on_grid and pitch is not None and pitch >= needed:
        return f'<w:spacing w:line="{pitch}" w:lineRule="exact"/>'
    return f'<w:spacing w:line="{needed}" w:lineRule="exact"/>'
