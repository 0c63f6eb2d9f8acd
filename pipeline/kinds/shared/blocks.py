"""Blocks of papers as clerks write them: paragraphs, points, tables, figures, shares of costs; one key a block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.amounts import Rate, Share
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.fields import Caption, CaptionPlace, Numbering, Sign, Texts, check_first
from pipeline.kinds.shared.illustrations import Illustration
from pipeline.kinds.shared.indicators import Indicators
from pipeline.kinds.shared.number_columns import counts_rows, number_columns
from pipeline.kinds.shared.works import Works
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.scheme import scheme
from pipeline.notation.problem import NotationError
from pipeline.source.fields import FieldError, PositiveNumber, Prose, SourceModel, YesNo
from pipeline.tree.nodes import ArrowPoints


@dataclass(frozen=True, slots=True)
class Signed:
    """A point with the sign that its place gives it: ②, ・, ii)."""

    wording_names: ClassVar[Mapping[str, str]] = {"印": "sign", "項": "point"}

    sign: str
    point: Point


def _point(value: object) -> object:
    return {"文": value} if isinstance(value, Written) else value


def _points(value: object) -> object:
    return {"項": value} if isinstance(value, list) else value


class Point(SourceModel):
    """A point, and points below it."""

    text: Prose = Field(alias="文")
    below: PointList | None = Field(default=None, alias="下位")


class Points(SourceModel):
    """箇条. 記号 is the sign of all, or the first of those that count: ・, ○, ①, (1), i), STEP1."""

    wording_names: ClassVar[dict[str, str]] = {"各項": "signed"}

    sign: Sign = Field(default="・", alias="記号")
    points: list[Annotated[Point, BeforeValidator(_point), WithJsonSchema({})]] = Field(alias="項", min_length=1)

    @model_validator(mode="after")
    def _counted(self) -> Points:
        if len(self.points) > 1:
            check_first(self.sign, "記号", self.points[0].text)
        try:
            scheme(self.sign).label(len(self.points))
        except NotationError as error:
            raise FieldError("番号", error.message, error.cure) from error
        return self

    @property
    def signed(self) -> Iterator[Signed]:
        """Each point with its sign."""
        numbering = scheme(self.sign)
        return (Signed(numbering.label(n), point) for n, point in enumerate(self.points, 1))


PointList = Annotated[Points, BeforeValidator(_points), WithJsonSchema({"type": ["array", "object"]})]


Role = Literal["本文", "中央", "数値", "項目"]
Shape = Literal["体系", "枠", "体制"]
# Boxes below boxes: what a figure of each shape can draw.
_DEPTHS: Mapping[str, int] = {"体系": 4, "枠": 2, "体制": 2}
# Boxes side by side with arrows between them: more would be too narrow for words.
_MOST_ASIDE = 4
# Arrows from a box to the next: those that stand below it, and those that stand beside it.
_DOWN, _ASIDE = ("下", "上", "上下"), ("右", "左", "左右")


def _written(value: object) -> Written:
    if isinstance(value, Written):
        return value
    raise FieldError("形", "文字を書くところに項目の組か並びがあります", "一つの文を書いてください")


def _cell(value: object) -> object:
    """A text, a list of texts, or a cell that spans; a blank text is an empty cell."""
    match value:
        case Written():
            return {"文": [value] if value.text.strip() else []}
        case list():
            return {"文": value}
        case _:
            return value


@dataclass(frozen=True, slots=True)
class CellLine:
    """A paragraph of a cell: how it is numbered, and which it is, where that is its place in the cell."""

    wording_names: ClassVar[Mapping[str, str]] = {"文": "text", "番号": "scheme", "何番目": "number", "印": "label"}

    text: Written | str
    scheme: str = ""
    number: int | None = None

    @property
    def label(self) -> str:
        """Its sign with the space behind it, where it is printed as words."""
        return f"{scheme(self.scheme).label(self.number)}　" if self.number is not None else ""


CellTexts = Annotated[
    list[Annotated[Written, PlainValidator(_written), WithJsonSchema({"type": "string"})]],
    BeforeValidator(lambda value: [value] if isinstance(value, Written) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class TableCell(SourceModel):
    """欄: paragraphs, and how many columns and rows it spans.

    記号 signs its paragraphs (①, ② …) but for 添え書き; 番号 numbers the cell among those of its table.
    """

    wording_names: ClassVar[dict[str, str]] = {"形": "form", "各文": "lines"}

    texts: CellTexts = Field(default=[], alias="文")
    sign: Sign = Field(default="", alias="記号")
    closing: list[Prose] = Field(default=[], alias="添え書き")
    numbering: Numbering = Field(default="", alias="番号")
    role: Annotated[Role, PlainValidator(one_of(*get_args(Role)))] | None = Field(
        default=None, alias="役", description="書かなければ本文。数だけの列は右にそろえます（数値）"
    )
    columns: PositiveNumber = Field(default=1, alias="横")
    rows: PositiveNumber = Field(default=1, alias="縦")

    @model_validator(mode="after")
    def _counted(self) -> TableCell:
        if len(self.texts) > 1:
            check_first(self.sign, "記号", self.texts[0])
        return self

    @property
    def form(self) -> str:
        """How many columns and rows the mark of the cell says."""
        return f"横{self.columns} 縦{self.rows}"

    @property
    def lines(self) -> tuple[CellLine, ...]:
        """Each paragraph with its numbering; an empty cell has one that is empty."""
        if self.sign:
            signed = [CellLine(text, self.sign, n) for n, text in enumerate(self.texts, 1)]
        else:
            signed = [CellLine(text, "" if n else self.numbering) for n, text in enumerate(self.texts)]
        return (*signed, *map(CellLine, self.closing)) or (CellLine(""),)


CellEntry = Annotated[TableCell, BeforeValidator(_cell), WithJsonSchema({})]


class Table(SourceModel):
    """表: a head of one or two rows, and rows that fill as many columns."""

    wording_names: ClassVar[dict[str, str]] = {"下段": "lower", "各行": "lines"}

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    head: list[CellEntry] = Field(alias="見出し", min_length=1)
    lower: list[CellEntry] = Field(
        default=[],
        alias="見出しの下段",
        description="二段の見出しの下の段。上の段の「横: 2」の下に2つ、「縦: 2」の下には書きません",
    )
    rows: list[list[CellEntry]] = Field(alias="行", min_length=1)
    adds_up: YesNo = Field(default=True, alias="計を調べる", description="いいえ: 計が内訳の和でない表（複数回答など）")

    @model_validator(mode="after")
    def _full_head(self) -> Table:
        deepest = 2 if self.lower else 1
        tall = next((cell for cell in (*self.head, *self.lower) if cell.rows > deepest), None)
        if tall is not None or any(cell.rows > 1 for cell in self.lower):
            raise FieldError(
                "表",
                f"「{self.title}」の見出しの「縦」が、見出しの段の数を超えています",
                "二段の見出しは「見出し:」に上の段、「見出しの下段:」に下の段を書き、上から下まで続く欄だけを「縦: 2」にしてください",
            )
        free, given = (sum(c.columns for c in cells) for cells in ([c for c in self.head if c.rows == 1], self.lower))
        if self.lower and given != free:
            raise FieldError(
                "表",
                f"「{self.title}」の見出しの下段は欄が{given}列分ですが、{free}列分でなければなりません",
                "上の段の「縦: 2」の欄の下には書かず、ほかの欄の下に「横」の数だけ書いてください",
            )
        return self

    @model_validator(mode="after")
    def _full(self) -> Table:
        count = sum(cell.columns for cell in self.head)
        open_: list[int] = [0] * count  # rows that a cell from above still covers, column by column
        for n, row in enumerate(self.rows, 1):
            free = sum(left == 0 for left in open_)
            given = sum(cell.columns for cell in row)
            if given != free:
                raise FieldError(
                    "表",
                    f"「{self.title}」の{n}行目は欄が{given}列分ですが、{free}列分でなければなりません",
                    '欄の数と「横」「縦」を確かめてください（空の欄は "" と書きます）',
                )
            open_ = _covered(open_, row)
        if any(open_):
            raise FieldError(
                "表", f"「{self.title}」の最後の行より下まで続く欄があります", "「縦」の数を確かめてください"
            )
        return self

    @property
    def lines(self) -> Iterator[list[tuple[TableCell, Role]]]:
        """Each row: its cells with what they are."""
        placed = list(self.placed())
        numbers = number_columns(
            (column, [str(t) for t in cell.texts]) for row in placed for column, cell in row if cell.columns == 1
        )
        first = [" ".join(map(str, cell.texts)) for row in placed for column, cell in row if column == 0]
        middle = {0} if counts_rows(first) else set[int]()

        def role(at: int, cell: TableCell) -> Role:
            if cell.columns > 1:  # an amount of several years
                over = numbers.issuperset(range(at, at + cell.columns))
                return "数値" if over and number_columns([(at, [str(t) for t in cell.texts])]) else "本文"
            return "数値" if at in numbers else "中央" if at in middle else "本文"

        for row in placed:
            yield [(cell, cell.role or role(at, cell)) for at, cell in row]

    def placed(self) -> Iterator[list[tuple[int, TableCell]]]:
        """Each row: its cells with the column in which they begin."""
        open_ = [0] * sum(cell.columns for cell in self.head)
        for row in self.rows:
            free = [at for at, left in enumerate(open_) if left == 0]
            before = accumulate((cell.columns for cell in row), initial=0)
            yield [(free[at], cell) for at, cell in zip(before, row, strict=False)]
            open_ = _covered(open_, row)


def _covered(open_: list[int], row: Sequence[TableCell]) -> list[int]:
    """By how many rows more each column is covered from above, below a row that fills what is free."""
    free = iter([at for at, left in enumerate(open_) if left == 0])
    below = [max(0, left - 1) for left in open_]
    for cell in row:
        for _ in range(cell.columns):
            below[next(free)] = cell.rows - 1
    return below


ShapeField = Annotated[Shape, PlainValidator(one_of(*get_args(Shape))), WithJsonSchema({"enum": list(get_args(Shape))})]
ArrowField = Annotated[
    ArrowPoints,
    PlainValidator(one_of(*get_args(ArrowPoints))),
    WithJsonSchema({"enum": list(get_args(ArrowPoints))}),
]


class Box(SourceModel):
    """箱 of a figure: its lines, the boxes that belong to it, and the arrow from it to the next box (体制 only)."""

    lines: Texts = Field(alias="文")
    boxes: list[Box] = Field(default=[], alias="箱")
    arrow: ArrowField | None = Field(default=None, alias="矢印")
    arrow_text: Prose | None = Field(default=None, alias="矢印の文")

    @property
    def depth(self) -> int:
        """How many levels of boxes there are, its own included."""
        return 1 + max((box.depth for box in self.boxes), default=0)


class Drawing(SourceModel):
    """図: 体系 hangs boxes from boxes, 枠 sets them as a table, 体制 draws bodies with arrows between them."""

    shape: ShapeField = Field(alias="形")
    title: Prose = Field(alias="題")
    caption: CaptionPlace = Field(default="いいえ", alias="題を印刷")
    boxes: list[Box] = Field(alias="箱", min_length=1)

    @model_validator(mode="after")
    def _drawable(self) -> Drawing:
        deepest, most = max(box.depth for box in self.boxes), _DEPTHS[self.shape]
        if deepest > most:
            raise FieldError(
                "図",
                f"「{self.title}」の箱は{deepest}段ありますが、形「{self.shape}」に描けるのは{most}段までです",
                "段を減らすか、図を分けてください",
            )
        self._check_arrows(self.boxes, _DOWN)
        for box in self.boxes:
            self._check_arrows(box.boxes, _ASIDE)
            if len(box.boxes) > _MOST_ASIDE and any(inner.arrow for inner in box.boxes):
                raise FieldError(
                    "図",
                    f"「{box.lines[0]}」の中の箱は{len(box.boxes)}つあり、矢印を描く幅がありません",
                    f"矢印を使うときは{_MOST_ASIDE}つまでにしてください",
                )
        return self

    def _check_arrows(self, boxes: list[Box], ways: tuple[str, ...]) -> None:
        """Arrows stand between two boxes, along the way in which these follow each other."""
        for n, box in enumerate(boxes):
            head = box.lines[0]
            if box.arrow is None:
                if box.arrow_text is not None:
                    raise FieldError(
                        "図", f"「{head}」に「矢印の文」だけがあります", "「矢印: 下」のように向きも書いてください"
                    )
                continue
            if self.shape != "体制":
                raise FieldError("図", f"形「{self.shape}」の図に矢印は描けません", "「形: 体制」にしてください")
            if n == len(boxes) - 1:
                raise FieldError("図", f"「{head}」の矢印の先に箱がありません", "「矢印:」を消してください")
            if box.arrow not in ways:
                raise FieldError(
                    "図",
                    f"「{head}」と次の箱の間に、矢印「{box.arrow}」は描けません",
                    f"{'、'.join(ways)}のどれかを書いてください",
                )
            if box.arrow_text is not None and ways is _ASIDE:
                raise FieldError(
                    "図", f"横の矢印に文は添えられません（「{box.arrow_text}」）", "箱の文に入れてください"
                )


class Shares(SourceModel):
    """負担割合: who bears how much; several who bear as much each stand together (県、市町村: 1/2). They make a whole."""

    heading: Prose | None = Field(default=None, alias="見出し")
    shares: dict[str, Share] = Field(alias="割合", min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Shares:
        def borne(bearers: str, rate: Rate) -> Fraction:
            return rate.value * len(bearers.replace("，", "、").split("、"))

        total = sum((borne(bearers, rate) for bearers, rate in self.shares.items()), Fraction())
        if total != 1:
            raise FieldError(
                "割合",
                f"負担割合を足すと1にならず、{total}になります",
                "割合を確かめてください（同じ割合の者は「県、市町村: 1/2」とまとめて書けます）",
            )
        return self


class Block(SourceModel):
    """One block of a text: exactly one of its keys."""

    paragraphs: Texts | None = Field(default=None, alias="段落")
    motto: Texts | None = Field(default=None, alias="標語")
    aside: Texts | None = Field(default=None, alias="添え書き")
    notes: Texts | None = Field(default=None, alias="注")
    points: PointList | None = Field(default=None, alias="箇条")
    table: Table | None = Field(default=None, alias="表")
    drawing: Drawing | None = Field(default=None, alias="図")
    shares: Shares | None = Field(default=None, alias="負担割合")
    indicators: Indicators | None = Field(default=None, alias="指標表")
    works: Works | None = Field(default=None, alias="事業表")
    picture: Illustration | None = Field(default=None, alias="図版")
    photograph: Illustration | None = Field(default=None, alias="写真")

    @model_validator(mode="after")
    def _one(self) -> Block:
        if len(self.model_fields_set) != 1:
            known = "、".join(f.alias or n for n, f in type(self).model_fields.items())
            raise FieldError(
                "内容",
                f"一つの「-」に書くことが{len(self.model_fields_set)}つあります",
                f"{known}のどれか一つを書いてください",
            )
        return self


Point.model_rebuild()
