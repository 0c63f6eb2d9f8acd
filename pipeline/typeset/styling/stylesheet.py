"""Stylesheet of the PDF (templates/pdf/*.yaml) -> typed model. It decides how things look and never what they say.

Units in the file: margins in mm, sizes in pt, indents and widths in characters of the style's own size, space before
and after in lines of the page's grid.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems, Written
from pipeline.galley.blocks import CHAPTER_MARK, TITLE_MARK
from pipeline.late.regex import regex
from pipeline.source import decode, reader
from pipeline.source.fields import (
    MOST_MEASURED,
    Distance,
    FieldError,
    Number,
    PlainStr,
    PositiveNumber,
    Size,
    SourceModel,
    WholeNumber,
    YesNo,
    between,
    without_strangers,
)
from pipeline.source.files import Files


class Align(Enum):
    """How a paragraph's lines fill the measure: 均等 spreads the characters of every line, the last included."""

    JUSTIFIED = "両端"
    LEFT = "左"
    CENTRED = "中央"
    RIGHT = "右"
    SPREAD = "均等"


class Keep(Enum):
    """Whether the page may end after a paragraph."""

    FREE = "いいえ"
    PREFERRED = "なるべく"
    ALWAYS = "必ず"


class Bracket(Enum):
    """An opening bracket at the head of a paragraph: in a full cell, or without its blank half."""

    FULL = "全角"
    FLUSH = "天付き"


class Breaking(Enum):
    """How the ends of lines are found: one after another, or those of a paragraph together."""

    LINE_BY_LINE = "一行ずつ"
    OPTIMAL = "最適"


class Paper(Enum):
    """Sheet and orientation. Source: JIS P 0138."""

    A4 = "A4"
    A4_LANDSCAPE = "A4横"
    A3_LANDSCAPE = "A3横"
    B5 = "B5"


def _choice(kind: type[Enum]) -> PlainValidator:
    def read(value: object) -> Enum:
        text = value.text.strip() if isinstance(value, Written) else ""
        words = [member.value for member in kind]
        if text not in words:
            raise FieldError("値", f"「{text}」とは書けません", f"{'、'.join(words)} のどれかを書いてください")
        return kind(text)

    return PlainValidator(read)


def _schema(kind: type[Enum]) -> WithJsonSchema:
    return WithJsonSchema({"enum": [member.value for member in kind]})


AlignWord = Annotated[Align, _choice(Align), _schema(Align)]
KeepWord = Annotated[Keep, _choice(Keep), _schema(Keep)]
BracketWord = Annotated[Bracket, _choice(Bracket), _schema(Bracket)]
BreakingWord = Annotated[Breaking, _choice(Breaking), _schema(Breaking)]
PaperWord = Annotated[Paper, _choice(Paper), _schema(Paper)]


BEHIND_LABEL = "記号"
PAGE_NUMBER_MARK = "{番号}"


_distance = between(0, MOST_MEASURED)


def _turn(value: object) -> float | str:
    text = value.text.strip() if isinstance(value, Written) else ""
    return BEHIND_LABEL if text == BEHIND_LABEL else _distance(value)


def _page_number(value: object) -> str:
    form = value.text if isinstance(value, Written) else ""
    if PAGE_NUMBER_MARK not in form:
        raise FieldError(
            "値", f"「{form}」に{PAGE_NUMBER_MARK}がありません", f"「－ {PAGE_NUMBER_MARK} －」のように書いてください"
        )
    return without_strangers(form, (PAGE_NUMBER_MARK,))


def _running(value: object) -> str:
    form = value.text if isinstance(value, Written) else ""
    if TITLE_MARK not in form and CHAPTER_MARK not in form:
        raise FieldError(
            "値",
            f"「{form}」に{TITLE_MARK}も{CHAPTER_MARK}もありません",
            f"「{TITLE_MARK}　{CHAPTER_MARK}」のように書いてください",
        )
    return without_strangers(form, (TITLE_MARK, CHAPTER_MARK))


RunningForm = Annotated[
    str, PlainValidator(_running), WithJsonSchema({"type": "string", "pattern": "\\{(題名|見出し)\\}"})
]
PageNumberForm = Annotated[
    str, PlainValidator(_page_number), WithJsonSchema({"type": "string", "pattern": "\\{番号\\}"})
]
_COLOUR = regex("#[0-9A-Fa-f]{6}")
# Words and lines stand out against white by 4.5:1 at least (JIS X 8341-3:2016, 1.4.3).
LEAST_CONTRAST = 4.5


def _colour(value: object) -> tuple[float, float, float]:
    text = value.text.strip() if isinstance(value, Written) else ""
    if not _COLOUR.fullmatch(text):
        raise FieldError(
            "値", f"「{text}」は色として読めません", "「#1F4E79」のように、赤緑青を16進6桁で書いてください"
        )
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    contrast = 1.05 / (_luminance(red, green, blue) + 0.05)
    if contrast < LEAST_CONTRAST:
        raise FieldError(
            "値",
            f"色「{text}」は白い紙に対して薄すぎます（コントラスト比{contrast:.1f}:1、{LEAST_CONTRAST}:1以上）",
            "もっと濃い色を書いてください",
        )
    return red, green, blue


def _luminance(*parts: float) -> float:
    """Relative luminance of sRGB (WCAG 2.1)."""
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum([share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)], 0.0)


HouseColour = Annotated[
    tuple[float, float, float],
    PlainValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}),
]
# Black words still stand out by LEAST_CONTRAST against a tone of half black (sRGB 0.5: a luminance of 0.21, 5.3:1).
MOST_SHADE_PERCENT = 50
Shade = Annotated[
    float,
    PlainValidator(between(0, MOST_SHADE_PERCENT)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_SHADE_PERCENT}),
]
Share = Annotated[
    float, PlainValidator(between(1, 100)), WithJsonSchema({"type": "number", "minimum": 1, "maximum": 100})
]
TurnWord = Annotated[float | str, PlainValidator(_turn), WithJsonSchema({"type": ["number", "string"]})]


class Margins(SourceModel):
    """The bound side and the head; the other two follow from the grid."""

    left_mm: Distance = Field(alias="左")
    top_mm: Distance = Field(alias="上")


class Frame(SourceModel):
    """字数×行数: the measure is an exact number of characters."""

    characters: PositiveNumber = Field(alias="字数")
    lines: PositiveNumber = Field(alias="行数")
    size_pt: Size = Field(alias="文字サイズ")
    pitch_pt: Size = Field(alias="行送り")


class Furniture(SourceModel):
    """What stands outside the frame on the pages of one part."""

    page_number: PageNumberForm | None = Field(None, alias="番号")
    first_number: WholeNumber | None = Field(None, alias="開始")
    running: RunningForm | None = Field(None, alias="柱")


class ParagraphStyle(SourceModel):
    """A paragraph style; what is not said is taken from もと."""

    base: PlainStr | None = Field(None, alias="もと")
    font: PlainStr | None = Field(None, alias="フォント")
    size_pt: Size | None = Field(None, alias="文字サイズ")
    leading_pt: Size | None = Field(None, alias="行送り")
    start: Distance | None = Field(None, alias="始まり")
    turn: TurnWord | None = Field(None, alias="折返し")
    right: Distance | None = Field(None, alias="右")
    label: Distance | None = Field(None, alias="記号幅")
    align: AlignWord | None = Field(None, alias="揃え")
    hanging: YesNo | None = Field(None, alias="ぶら下げ")
    bracket: BracketWord | None = Field(None, alias="行頭括弧")
    before: Distance | None = Field(None, alias="行前")
    after: Distance | None = Field(None, alias="行後")
    least_percent: Share | None = Field(None, alias="空きの詰め")
    keep: KeepWord | None = Field(None, alias="次と離さない")
    items: WholeNumber | None = Field(None, alias="箇条")
    even_figures: YesNo | None = Field(None, alias="桁揃え")
    phrases: YesNo | None = Field(None, alias="文節で折る")
    lone: YesNo | None = Field(None, alias="一字残し")
    squeezed: YesNo | None = Field(None, alias="追込み")
    breaking: BreakingWord | None = Field(None, alias="行分割")
    shade_percent: Shade | None = Field(None, alias="網")
    under_pt: Distance | None = Field(None, alias="下罫")
    bar_pt: Distance | None = Field(None, alias="左帯")


class CharacterStyle(SourceModel):
    """A character style: another font, an underline, a field of fixed width in which the characters are spread.

    `size_percent` of the paragraph's size; `raised`: how much higher it stands, in its characters.
    """

    font: PlainStr | None = Field(None, alias="フォント")
    width: Number | None = Field(None, alias="幅")
    underline: YesNo = Field(False, alias="下線")
    size_percent: Size = Field(100.0, alias="大きさ")
    raised: Number = Field(0.0, alias="上げ")


class TableStyle(SourceModel):
    """A table style. Column widths count the characters of 文字サイズ; the padding takes up the rest of the measure.

    `right_pt` is left free at the right.
    """

    columns: list[Size] = Field(default_factory=list, alias="列幅")
    size_pt: Size = Field(alias="文字サイズ")
    padding_pt: Distance = Field(3.0, alias="上下余白")
    shade_percent: Shade = Field(0.0, alias="見出し網")
    rule_pt: Distance = Field(0.5, alias="罫線")
    outline_pt: Distance = Field(0.5, alias="外枠")
    before: Distance = Field(0.0, alias="行前")
    after: Distance = Field(0.0, alias="行後")
    least_percent: Share = Field(100.0, alias="空きの詰め")
    whole: Distance = Field(0.0, alias="一頁にまとめる")
    right_pt: Distance = Field(0.0, alias="右")
    on_grid: YesNo = Field(True, alias="行取り")


class Stylesheet(SourceModel):
    """The whole file."""

    colour: HouseColour | None = Field(None, alias="色")
    paper: PaperWord = Field(alias="用紙")
    margins: Margins = Field(alias="余白")
    frame: Frame = Field(alias="版面")
    fonts: dict[str, list[PlainStr]] = Field(alias="フォント")
    continued: PlainStr = Field(alias="続き")
    page_number_mm: Distance = Field(alias="番号の高さ")
    running_mm: Distance = Field(20.0, alias="柱の高さ")
    parts: dict[str, Furniture] = Field(alias="ページ")
    paragraphs: dict[str, ParagraphStyle] = Field(alias="段落")
    characters: dict[str, CharacterStyle] = Field(alias="文字")
    tables: dict[str, TableStyle] = Field(alias="表")


def read(path: Path, problems: Problems, name: str | None = None, files: Files | None = None) -> Stylesheet | None:
    """Reads a stylesheet; None after an error, all errors in `problems`."""
    node = reader.read(path, problems, name, files)
    return None if node is None else decode.decode(node, Stylesheet, problems)
