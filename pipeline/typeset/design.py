"""Stylesheet -> design: every length in points, every inheritance followed. What layout and drawing work with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.source.decode import nearest
from pipeline.typeset import stylesheet
from pipeline.typeset.stylesheet import (
    Align,
    Bracket,
    CharacterStyle,
    Furniture,
    Keep,
    Paper,
    ParagraphStyle,
    Stylesheet,
    TableStyle,
)

PT_PER_MM = 72 / 25.4
# Width and height in mm. Source: JIS P 0138 (B5: JIS B series).
PAPER_MM = {
    Paper.A4: (210.0, 297.0),
    Paper.A4_LANDSCAPE: (297.0, 210.0),
    Paper.A3_LANDSCAPE: (420.0, 297.0),
    Paper.B5: (182.0, 257.0),
}
# Printers cannot reach closer to the edge, and punch holes need as much (house).
LEAST_MARGIN_PT = 10 * PT_PER_MM
PAGE_NUMBER_STYLE = "ページ番号"
PAGE_NUMBER_MARK = "{番号}"


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """A paragraph style. `turn_pt` None: run-over lines begin behind the label. `items`: depth as a list item, 0 if none."""

    name: str
    font: str
    size_pt: float
    leading_pt: float
    start_pt: float
    turn_pt: float | None
    right_pt: float
    label_pt: float
    align: Align
    hanging: bool
    bracket: Bracket
    before_pt: float
    after_pt: float
    keep: Keep
    items: int


@dataclass(frozen=True, slots=True)
class RunStyle:
    """A character style; `field_em` is the width of its field, in characters."""

    font: str | None
    field_em: float | None
    underline: bool


@dataclass(frozen=True, slots=True)
class GridStyle:
    """A table style; `columns_pt` are the measures of text in the columns, without padding (empty: to be balanced)."""

    columns_pt: tuple[float, ...]
    size_pt: float
    padding_pt: float
    shade: float
    rule_pt: float
    outline_pt: float
    before_pt: float
    after_pt: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page; y grows upwards."""

    left_pt: float
    bottom_pt: float
    right_pt: float
    top_pt: float

    @property
    def width_pt(self) -> float:
        """From left to right."""
        return self.right_pt - self.left_pt

    @property
    def height_pt(self) -> float:
        """From bottom to top."""
        return self.top_pt - self.bottom_pt


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """All of a stylesheet. `name` is what diagnostics call it."""

    name: str
    width_pt: float
    height_pt: float
    frame: Box
    pitch_pt: float
    fonts: dict[str, tuple[str, ...]]
    continued: str
    page_number_pt: float
    parts: dict[str, Furniture]
    texts: dict[str, TextStyle]
    runs: dict[str, RunStyle]
    grids: dict[str, GridStyle]


def read(path: Path, problems: Problems, name: str | None = None) -> Design | None:
    """A stylesheet file as a design; None after an error, all errors in `problems`."""
    sheet = stylesheet.read(path, problems, name)
    return None if sheet is None else design(sheet, problems, name or str(path))


def design(sheet: Stylesheet, problems: Problems, name: str) -> Design | None:
    """The sheet in points; None after an error."""
    before = len(problems.errors)
    frame = _frame(sheet, problems, name)
    texts = {style: _text(style, sheet, problems, name) for style in sheet.paragraphs}
    for style, run in sheet.characters.items():
        _known_font(run.font, f"文字「{style}」", sheet, problems, name)
    if PAGE_NUMBER_STYLE not in texts:
        problems.error(
            "体裁", f"段落に「{PAGE_NUMBER_STYLE}」がありません", "ページ番号の段落の体裁を書いてください", Place(name)
        )
    if len(problems.errors) > before:
        return None
    width_mm, height_mm = PAPER_MM[sheet.paper]
    return Design(
        name=name,
        width_pt=round(width_mm * PT_PER_MM, 3),
        height_pt=round(height_mm * PT_PER_MM, 3),
        frame=frame,
        pitch_pt=sheet.frame.pitch_pt,
        fonts={font: tuple(chain) for font, chain in sheet.fonts.items()},
        continued=sheet.continued,
        page_number_pt=sheet.page_number_mm * PT_PER_MM,
        parts=sheet.parts,
        texts={style: text for style, text in texts.items() if text is not None},
        runs={style: _run(run) for style, run in sheet.characters.items()},
        grids={style: _grid(table, sheet.frame.pitch_pt) for style, table in sheet.tables.items()},
    )


def _frame(sheet: Stylesheet, problems: Problems, name: str) -> Box:
    width_mm, height_mm = PAPER_MM[sheet.paper]
    left, top = sheet.margins.left_mm * PT_PER_MM, (height_mm - sheet.margins.top_mm) * PT_PER_MM
    grid = sheet.frame
    right, bottom = left + grid.characters * grid.size_pt, top - grid.lines * grid.pitch_pt
    for side, margin, cure in (
        ("右", width_mm * PT_PER_MM - right, "字数か文字サイズか左の余白を減らしてください"),
        ("下", bottom, "行数か行送りか上の余白を減らしてください"),
    ):
        if margin < LEAST_MARGIN_PT:
            problems.error(
                "体裁", f"{side}の余白が{margin / PT_PER_MM:.1f} mmしか残りません", cure, Place(name, "版面")
            )
    return Box(left, bottom, right, top)


def _lineage(style: str, sheet: Stylesheet, problems: Problems, name: str) -> list[ParagraphStyle]:
    """The style and what it is based on, nearest first."""
    line: list[ParagraphStyle] = []
    at: str | None = style
    while at is not None:
        found = sheet.paragraphs.get(at)
        if found is None or found in line:
            wrong = "自分自身に戻ります" if found else f"「{at}」という段落の体裁はありません"
            problems.error(
                "体裁",
                f"「{style}」の「もと」をたどると、{wrong}",
                nearest(at, sheet.paragraphs),
                Place(name, f"段落「{style}」"),
            )
            break
        line.append(found)
        at = found.base
    return line


def _text(style: str, sheet: Stylesheet, problems: Problems, name: str) -> TextStyle | None:
    line = _lineage(style, sheet, problems, name)

    def number(values: list[float | None], default: float) -> float:
        return next((v for v in values if v is not None), default)

    font = next((s.font for s in line if s.font is not None), None)
    _known_font(font or "", f"段落「{style}」", sheet, problems, name)
    if font is None:
        return None
    size = number([s.size_pt for s in line], sheet.frame.size_pt)
    turn = next((s.turn for s in line if s.turn is not None), 0.0)
    pitch = sheet.frame.pitch_pt
    return TextStyle(
        name=style,
        font=font,
        size_pt=size,
        leading_pt=number([s.leading_pt for s in line], pitch),
        start_pt=number([s.start for s in line], 0) * size,
        turn_pt=None if isinstance(turn, str) else turn * size,
        right_pt=number([s.right for s in line], 0) * size,
        label_pt=number([s.label for s in line], 0) * size,
        align=next((s.align for s in line if s.align is not None), Align.JUSTIFIED),
        hanging=next((s.hanging for s in line if s.hanging is not None), False),
        bracket=next((s.bracket for s in line if s.bracket is not None), Bracket.FULL),
        before_pt=number([s.before for s in line], 0) * pitch,
        after_pt=number([s.after for s in line], 0) * pitch,
        keep=next((s.keep for s in line if s.keep is not None), Keep.FREE),
        items=int(number([s.items for s in line], 0)),
    )


def _known_font(font: str | None, owner: str, sheet: Stylesheet, problems: Problems, name: str) -> None:
    if font is not None and font not in sheet.fonts:
        problems.error(
            "体裁", f"{owner}の書体「{font}」が「フォント」にありません", nearest(font, sheet.fonts), Place(name, owner)
        )


def _run(run: CharacterStyle) -> RunStyle:
    return RunStyle(run.font, run.width, run.underline)


def _grid(table: TableStyle, pitch_pt: float) -> GridStyle:
    return GridStyle(
        columns_pt=tuple(width * table.size_pt for width in table.columns),
        size_pt=table.size_pt,
        padding_pt=table.padding_pt,
        shade=table.shade_percent / 100,
        rule_pt=table.rule_pt,
        outline_pt=table.outline_pt,
        before_pt=table.before * pitch_pt,
        after_pt=table.after * pitch_pt,
    )
