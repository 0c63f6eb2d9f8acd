"""Stylesheet -> design. What cannot be (a frame beyond the sheet, a base that is not there) is told, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pipeline.diagnostics import Place, Problems
from pipeline.source.decode import nearest
from pipeline.source.files import Files
from pipeline.typeset.styling import stylesheet
from pipeline.typeset.styling.design import (
    PAGE_NUMBER_STYLE,
    RUNNING_STYLE,
    Box,
    Design,
    GridStyle,
    PartStyle,
    RunStyle,
    Sheet,
    TextStyle,
)
from pipeline.typeset.styling.room import PT_PER_MM, cramped
from pipeline.typeset.styling.stylesheet import (
    Align,
    Bracket,
    Breaking,
    Keep,
    Paper,
    ParagraphStyle,
    Stylesheet,
    TableStyle,
)

V = TypeVar("V")

# Width and height in mm. Source: JIS P 0138 (B5: JIS B series).
PAPER_MM = {
    Paper.A4: (210.0, 297.0),
    Paper.A4_LANDSCAPE: (297.0, 210.0),
    Paper.A3_LANDSCAPE: (420.0, 297.0),
    Paper.B5: (182.0, 257.0),
}
# Printers cannot reach closer to the edge, and punch holes need as much (house).
LEAST_MARGIN_PT = 10 * PT_PER_MM
# Text closer to a rule than this looks glued to it (house).
LEAST_PADDING_PT = 2.0


def read(path: Path, problems: Problems, name: str | None = None, files: Files | None = None) -> Design | None:
    """A stylesheet file as a design; None after an error, all errors in `problems`. `name` is what they call the file."""
    sheet = stylesheet.read(path, problems, name, files)
    return None if sheet is None else resolve(sheet, problems, name or str(path))


def resolve(sheet: Stylesheet, problems: Problems, name: str) -> Design | None:
    """The sheet in points; None after an error."""
    before = problems.failed
    _Checks(sheet, problems, name).run()
    if problems.failed > before:
        return None
    texts, frame = {style: _text(style, sheet) for style in sheet.paragraphs}, _frame(sheet)
    for found in cramped(sheet, frame, texts):
        problems.error("体裁", found.message, found.cure, Place(name, found.where))
    if problems.failed > before:
        return None
    width_mm, height_mm = PAPER_MM[sheet.paper]
    pitch = sheet.frame.pitch_pt
    upright = Sheet(round(width_mm * PT_PER_MM, 3), round(height_mm * PT_PER_MM, 3), frame)
    return Design(
        name=name,
        upright=upright,
        turned=upright.turned(sheet.frame.size_pt, pitch),
        pitch_pt=pitch,
        fonts={font: tuple(chain) for font, chain in sheet.fonts.items()},
        continued=sheet.continued,
        page_number_pt=sheet.page_number_mm * PT_PER_MM,
        parts={part: PartStyle(f.page_number, f.first_number, f.running) for part, f in sheet.parts.items()},
        texts=texts,
        runs={
            style: RunStyle(run.font, run.width, run.underline, run.size_percent / 100, run.raised)
            for style, run in sheet.characters.items()
        },
        grids={style: _grid(table, pitch) for style, table in sheet.tables.items()},
        colour=sheet.colour,
        running_pt=sheet.running_mm * PT_PER_MM,
    )


class _Checks:
    """What the fields of a stylesheet cannot know of one another."""

    def __init__(self, sheet: Stylesheet, problems: Problems, name: str) -> None:
        self._sheet, self._problems, self._name = sheet, problems, name

    def run(self) -> None:
        """Adds every problem."""
        self._check_frame()
        for name, style in self._sheet.paragraphs.items():
            self._check_base(name, style)
            self._check_font(f"段落「{name}」", style.font)
            if all(s.font is None for s in _lineage(name, self._sheet)):
                self._error(
                    f"段落「{name}」の書体が決まりません", "「フォント」か「もと」を書いてください", f"段落「{name}」"
                )
        for name, run in self._sheet.characters.items():
            self._check_font(f"文字「{name}」", run.font)
        for name, table in self._sheet.tables.items():
            self._check_columns(name, table)
        if any(part.running for part in self._sheet.parts.values()) and RUNNING_STYLE not in self._sheet.paragraphs:
            self._error(f"段落に「{RUNNING_STYLE}」がありません", "柱の段落の体裁を書いてください", "段落")
        if PAGE_NUMBER_STYLE not in self._sheet.paragraphs:
            self._error(f"段落に「{PAGE_NUMBER_STYLE}」がありません", "ページ番号の段落の体裁を書いてください", "段落")

    def _error(self, message: str, cure: str, where: str) -> None:
        self._problems.error("体裁", message, cure, Place(self._name, where))

    def _check_frame(self) -> None:
        width_mm, _ = PAPER_MM[self._sheet.paper]
        frame = _frame(self._sheet)
        for side, margin, cure in (
            ("右", width_mm * PT_PER_MM - frame.right_pt, "字数か文字サイズか左の余白を減らしてください"),
            ("下", frame.bottom_pt, "行数か行送りか上の余白を減らしてください"),
            ("左", frame.left_pt, "「余白」の「左」を増やしてください"),
            ("上", self._sheet.margins.top_mm * PT_PER_MM, "「余白」の「上」を増やしてください"),
        ):
            mm = f"{abs(margin) / PT_PER_MM:.1f} mm"
            if margin < 0:
                self._error(f"版面が用紙の{side}に{mm}はみ出します", cure, "版面")
            elif margin < LEAST_MARGIN_PT:
                self._error(f"{side}の余白が{mm}しか残りません", cure, "版面")

    def _check_base(self, name: str, style: ParagraphStyle) -> None:
        known = self._sheet.paragraphs
        if style.base is not None and style.base not in known:
            self._error(
                f"段落「{name}」のもとの「{style.base}」がありません", nearest(style.base, known), f"段落「{name}」"
            )
        elif any(s.base == name for s in _lineage(name, self._sheet)):
            self._error(
                f"段落「{name}」の「もと」をたどると自分に戻ります", "「もと」を改めてください", f"段落「{name}」"
            )

    def _check_font(self, owner: str, font: str | None) -> None:
        known = self._sheet.fonts
        if font is not None and font not in known:
            self._error(f"{owner}の書体「{font}」が「フォント」にありません", nearest(font, known), owner)

    def _check_columns(self, name: str, table: TableStyle) -> None:
        """Columns must leave room for the padding between text and rules."""
        frame, total = self._sheet.frame, sum(table.columns)
        most = frame.characters * frame.size_pt - table.right_pt - 2 * LEAST_PADDING_PT * len(table.columns)
        if total * table.size_pt > most:
            cure = f"合計を{int(most / table.size_pt)}字以下にしてください"
            self._error(f"表「{name}」の列幅の合計{total:g}字は版面に収まりません", cure, f"表「{name}」の列幅")


def _frame(sheet: Stylesheet) -> Box:
    """The frame hangs from the head at the bound side; its size follows from 字数×行数."""
    _, height_mm = PAPER_MM[sheet.paper]
    left, top = sheet.margins.left_mm * PT_PER_MM, (height_mm - sheet.margins.top_mm) * PT_PER_MM
    grid = sheet.frame
    return Box(left, top - grid.lines * grid.pitch_pt, left + grid.characters * grid.size_pt, top)


def _lineage(name: str, sheet: Stylesheet) -> list[ParagraphStyle]:
    """The style and what it is based on, nearest first; each once."""
    line: list[ParagraphStyle] = []
    style = sheet.paragraphs.get(name)
    while style is not None and not any(style is s for s in line):
        line.append(style)
        style = sheet.paragraphs.get(style.base) if style.base is not None else None
    return line


def _first(values: list[V | None], default: V) -> V:
    return next((value for value in values if value is not None), default)


def _text(name: str, sheet: Stylesheet) -> TextStyle:
    line, pitch = _lineage(name, sheet), sheet.frame.pitch_pt
    size = _first([s.size_pt for s in line], sheet.frame.size_pt)
    turn = next((s.turn for s in line if s.turn is not None), 0.0)
    return TextStyle(
        name=name,
        font=_first([s.font for s in line], ""),
        size_pt=size,
        leading_pt=_first([s.leading_pt for s in line], pitch),
        start_pt=_first([s.start for s in line], 0.0) * size,
        turn_pt=None if isinstance(turn, str) else turn * size,
        right_pt=_first([s.right for s in line], 0.0) * size,
        label_pt=_first([s.label for s in line], 0.0) * size,
        align=_first([s.align for s in line], Align.JUSTIFIED),
        hanging=_first([s.hanging for s in line], False),
        bracket=_first([s.bracket for s in line], Bracket.FULL),
        before_pt=_first([s.before for s in line], 0.0) * pitch,
        after_pt=_first([s.after for s in line], 0.0) * pitch,
        least_space=_first([s.least_percent for s in line], 100.0) / 100,
        keep=_first([s.keep for s in line], Keep.FREE),
        items=_first([s.items for s in line], 0),
        even_figures=_first([s.even_figures for s in line], False),
        phrases=_first([s.phrases for s in line], False),
        lone=_first([s.lone for s in line], False),
        squeezed=_first([s.squeezed for s in line], True),
        optimal=_first([s.breaking for s in line], Breaking.LINE_BY_LINE) is Breaking.OPTIMAL,
        shade=_first([s.shade_percent for s in line], 0.0) / 100,
        under_pt=_first([s.under_pt for s in line], 0.0),
        bar_pt=_first([s.bar_pt for s in line], 0.0),
    )


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
        least_space=table.least_percent / 100,
        whole_pt=table.whole * pitch_pt,
        right_pt=table.right_pt,
        on_grid=table.on_grid,
    )
