"""工程表: what is done in which fiscal years, as bars over columns of years; each bar is a cell that spans them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.fields import Caption
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import FieldError, Prose, SourceModel

# Behind the words of a bar that goes on for years.
_ARROW = "→"


class Bar(SourceModel):
    """帯: work that goes on from a column to a column, both included."""

    text: Prose = Field(alias="文")
    since: Prose = Field(alias="始め")
    until: Prose | None = Field(default=None, alias="終わり")
    note: Prose | None = Field(default=None, alias="補足")

    @property
    def ends(self) -> Written:
        """The last column."""
        return self.until or self.since


class Line(SourceModel):
    """A row: a numbered item (its 記号 is the first sign of those that count), its bars, and what came of it."""

    wording_names: ClassVar[dict[str, str]] = {"番号": "sign"}

    name: Prose = Field(alias="項目")
    sign: Prose | None = Field(default=None, alias="記号")
    bars: list[Bar] = Field(default=[], alias="帯")
    results: list[Prose] = Field(default=[], alias="成果")


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell of the years: a bar, or nothing (None) over as many columns."""

    wording_names: ClassVar[Mapping[str, str]] = {"横": "columns", "文": "text", "矢印": "arrow", "補足": "note"}

    columns: int
    text: Written | None = None
    arrow: str = ""
    note: Written | None = None


@dataclass(frozen=True, slots=True)
class SpannedLine:
    """A row with its cells."""

    wording_names: ClassVar[Mapping[str, str]] = {"行": "line", "各欄": "cells"}

    line: Line
    cells: tuple[Spanned, ...]


class Roadmap(SourceModel):
    """工程表: the columns in the order of the years, and a last one for results if it is named."""

    wording_names: ClassVar[dict[str, str]] = {"各行": "spanned"}

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    years: list[Prose] = Field(alias="年度", min_length=1)
    results: Prose | None = Field(default=None, alias="成果の見出し")
    lines: list[Line] = Field(alias="行", min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Roadmap:
        columns = self._columns()
        for n, year in enumerate(self.years):
            if columns[_folded(year)] != n:
                raise FieldError("工程表", f"年度の欄に「{year}」が二度あります", "どちらかを直してください", at=year)
        for line in self.lines:
            free = 0
            for bar in line.bars:
                first, last = (self._column(bar, end) for end in (bar.since, bar.ends))
                if last < first or first < free:
                    raise FieldError(
                        "工程表",
                        f"「{bar.text}」の帯（{bar.since}～{bar.ends}）は、終わりが始めより前か、前の帯と重なります",
                        "始めと終わりを確かめてください。重なる仕事は別の行に書きます",
                        at=bar.text,
                    )
                free = last + 1
            if line.results and self.results is None:
                raise FieldError(
                    "工程表",
                    f"「{line.name}」の成果を書く欄がありません",
                    "「成果の見出し:」を書いてください",
                    at=line.name,
                )
        return self

    def _columns(self) -> dict[str, int]:
        """The column of each year; of one that stands twice, the first."""
        return {_folded(year): n for n, year in reversed(list(enumerate(self.years)))}

    def _column(self, bar: Bar, end: Written) -> int:
        column = self._columns().get(_folded(end))
        if column is None:
            raise FieldError(
                "工程表",
                f"「{bar.text}」の「{end}」は年度の欄にありません",
                f"{'、'.join(year.text for year in self.years)}のどれかを書いてください",
                at=end,
            )
        return column

    @property
    def spanned(self) -> Iterator[SpannedLine]:
        """The rows as cells that fill the columns of years."""
        return (SpannedLine(line, tuple(self._cells(line))) for line in self.lines)

    def _cells(self, line: Line) -> Iterator[Spanned]:
        at = 0
        for bar in line.bars:
            first, last = self._column(bar, bar.since), self._column(bar, bar.ends)
            yield from (Spanned(1) for _ in range(at, first))
            yield Spanned(last - first + 1, bar.text, _ARROW if last > first else "", bar.note)
            at = last + 1
        yield from (Spanned(1) for _ in range(at, len(self.years)))


def _folded(year: Written) -> str:
    """Ｈ２９年度 is H29年度."""
    return "".join(unicodedata.normalize("NFKC", year.text).split())
