"""A stylesheet -> what of it would print words over one another or beyond the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.late.dataclass import dataclass
from pipeline.typeset.styling.design import PAGE_NUMBER_STYLE, Box, TextStyle
from pipeline.typeset.styling.stylesheet import Stylesheet

PT_PER_MM = 72 / 25.4
# A line of fewer characters is no line any more: every word of it would be broken (house).
_LEAST_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Cramped:
    """What has no room, what to do, and the part of the stylesheet that says so."""

    message: str
    cure: str
    where: str


def cramped(sheet: Stylesheet, frame: Box, texts: dict[str, TextStyle]) -> Iterator[Cramped]:
    """All that has no room. `texts` are the paragraph styles with every inheritance followed."""
    grid = sheet.frame
    if grid.pitch_pt < grid.size_pt:
        yield _overlapping("版面", grid.size_pt, grid.pitch_pt)
    for name, style in texts.items():
        yield from _of_paragraph(f"段落「{name}」", style, frame)
    if any(part.page_number for part in sheet.parts.values()) and PAGE_NUMBER_STYLE in texts:
        yield from _of_page_number(sheet, frame, texts[PAGE_NUMBER_STYLE])
    if any(part.running for part in sheet.parts.values()):
        yield from _of_running_head(sheet)


def _of_paragraph(where: str, style: TextStyle, frame: Box) -> Iterator[Cramped]:
    if style.leading_pt < style.size_pt:
        yield _overlapping(where, style.size_pt, style.leading_pt)
    indent = max(style.start_pt + style.label_pt if style.turn_pt is None else style.turn_pt, style.start_pt)
    room = (frame.width_pt - indent - style.right_pt) / style.size_pt
    if room < _LEAST_CHARACTERS:
        yield Cramped(
            f"{where}の1行に{max(room, 0):.0f}字しか入りません",
            "「始まり」「折返し」「右」「記号幅」（字数）か「文字サイズ」を減らしてください",
            where,
        )
    for key, space in (("行前", style.before_pt), ("行後", style.after_pt)):
        if space > frame.height_pt:
            yield Cramped(f"{where}の「{key}」が版面より高くなります", "行数で書いてください（1は1行分）", where)


def _overlapping(where: str, size_pt: float, leading_pt: float) -> Cramped:
    return Cramped(
        f"{where}の行送り{leading_pt:g}ptが文字サイズ{size_pt:g}ptより小さく、行が重なります",
        "「行送り」を文字サイズより大きくしてください（ふつうは1.5倍ほど）",
        where,
    )


def _of_page_number(sheet: Stylesheet, frame: Box, style: TextStyle) -> Iterator[Cramped]:
    if sheet.page_number_mm * PT_PER_MM + style.leading_pt > frame.bottom_pt:
        most = (frame.bottom_pt - style.leading_pt) / PT_PER_MM
        yield Cramped(
            f"ページ番号（下から{sheet.page_number_mm:g} mm）が版面に重なります",
            f"「番号の高さ」を{int(most)}以下にしてください" if most >= 0 else "下の余白を広げてください",
            "番号の高さ",
        )


def _of_running_head(sheet: Stylesheet) -> Iterator[Cramped]:
    if sheet.running_mm > sheet.margins.top_mm:
        yield Cramped(
            f"柱（上から{sheet.running_mm:g} mm）が版面に重なります",
            f"「柱の高さ」を上の余白（{sheet.margins.top_mm:g}）以下にしてください",
            "柱の高さ",
        )
