"""The source of a 予算概要: what the clerk writes, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.budget.supplement_model import Supplement
from pipeline.kinds.shared.amounts import Amount, Unit, Yen, YenOrNone, YenOrWords
from pipeline.kinds.shared.blocks import Block
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.fields import Called, Landscape, Numbering, Texts, check_called, heads
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel, YesNo
from pipeline.source.sheets.printed import Printed

# すべて: the parts make the whole. 主なもの and うち name only some of them.
Extent = Literal["すべて", "主なもの", "うち"]
ExtentField = Annotated[Extent, PlainValidator(one_of(*get_args(Extent))), WithJsonSchema({"enum": get_args(Extent)})]

P = TypeVar("P", "Item", "Sheet")

# 番号 of items by depth, where the sheet says nothing else.
_SCHEMES = ["1", "(1)", "①"]


class Item(SourceModel):
    """A part of a project, and its own parts. 額の元 names the project or item whose amount it is, on another sheet."""

    key: Prose | None = Field(default=None, alias="キー")
    name: Prose = Field(alias="名称")
    new: YesNo = Field(default=False, alias="新規")
    amount: Yen | None = Field(default=None, alias="額")
    source: Prose | None = Field(default=None, alias="額の元")
    again: YesNo = Field(default=False, alias="再掲")
    offices: list[Prose] = Field(default=[], alias="所管")
    texts: Texts = Field(default=[], alias="文")
    blocks: list[Block] = Field(default=[], alias="内容")
    extent: ExtentField | None = Field(default=None, alias="範囲")
    items: list[Item] = Field(default=[], alias="項")

    @model_validator(mode="after")
    def _one_amount(self) -> Item:
        return _with_one_amount(self)


class Topic(SourceModel):
    """説明: what is said under a heading of its own."""

    heading: Prose = Field(alias="見出し")
    blocks: list[Block] = Field(alias="内容", min_length=1)


class Outline(SourceModel):
    """概要: a sheet behind the sheet, told item by item."""

    heading: Prose = Field(alias="見出し")
    aside: Prose | None = Field(default=None, alias="添え書き")
    schemes: list[Numbering] = Field(default=_SCHEMES, alias="番号")
    items: list[Item] = Field(alias="項", min_length=1)


# What becomes of a project this year.
Course = Literal["新規", "拡充", "継続", "縮小", "終了"]
CourseField = Annotated[Course, PlainValidator(one_of(*get_args(Course))), WithJsonSchema({"enum": get_args(Course)})]


class Stated(SourceModel):
    """Figures that the clerk writes down beside those that can be computed: printed as they are, if they can be right."""

    change: YenOrNone | None = Field(default=None, alias="増減")
    rate: Prose | None = Field(default=None, alias="増減率")


TierName = Literal["now", "before", "last"]


class Tier(Stated):
    """Amounts of a row: of this year's first budget, of last year's first and last, and where the money comes from."""

    also_called: ClassVar[Mapping[str, str]] = {
        "事業名": "名称", "当初予算額": "当初", "予算額": "当初", "財源内訳": "財源", "担当課": "所管", "所管課": "所管",
        "事業内容": "内容", "事業概要": "内容",
    }  # fmt: skip
    belongs: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("補正前", "補正額", "補正後"), "補正予算の表は、「予算額:」でなく「補正:」に書いてください"
    )

    printed_so: ClassVar[Printed] = Printed(ends={"（再掲）": "再掲"})

    name: Prose = Field(alias="名称")
    course: CourseField | None = Field(default=None, alias="区分")
    office: Prose | None = Field(default=None, alias="所管")
    now: YenOrNone = Field(alias="当初")
    before: YenOrNone | None = Field(default=None, alias="前年度当初")
    last: YenOrNone | None = Field(default=None, alias="前年度最終")
    funds: dict[str, YenOrNone] = Field(default={}, alias="財源")
    content: Prose | None = Field(default=None, alias="内容")
    note: Prose | None = Field(default=None, alias="備考")
    within: YesNo = Field(default=False, alias="内数")
    again: YesNo = Field(default=False, alias="再掲")

    @property
    def counted(self) -> bool:
        """Whether the total holds the row: one that is part of another (うち…) or told elsewhere does not add to it."""
        return not (self.within or self.again)

    def tier(self, name: TierName) -> Amount | None:
        """The amount of a tier."""
        return {"now": self.now, "before": self.before, "last": self.last}[name]


# What of a comparison can be drawn.
ChartName = Literal["財源内訳", "前年度比較"]
_CHART = {"enum": list(get_args(ChartName))}


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list) else [value]


ChartNames = Annotated[
    list[Annotated[ChartName, PlainValidator(one_of(*get_args(ChartName)))]],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [_CHART, {"type": "array", "items": _CHART}]}),
]


class Total(Stated):
    """計 or 小計 as the clerk writes it down; what is left out is computed. `name`: what it is called, if not that."""

    name: Prose | None = Field(default=None, alias="名称")
    now: YenOrNone | None = Field(default=None, alias="当初")
    before: YenOrNone | None = Field(default=None, alias="前年度当初")
    last: YenOrNone | None = Field(default=None, alias="前年度最終")
    funds: dict[str, YenOrNone] = Field(default={}, alias="財源")

    def tier(self, name: TierName) -> Amount | None:
        """The amount of a tier; None where it is to be computed."""
        return {"now": self.now, "before": self.before, "last": self.last}[name]


def _total(value: object) -> object:
    """「計: 103百万円」 is this year's alone."""
    return {"当初": value} if isinstance(value, Written) else value


TotalField = Annotated[
    Total,
    BeforeValidator(_total),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "object"}],
            "description": "書いた計は、内訳と合うかを調べて、そのまま印刷します",
        }
    ),
]


class Group(SourceModel):
    """部門: rows of a table that have a 小計 of their own, and 部門 within them (部 and its 課)."""

    gathers: ClassVar[tuple[str, str, str] | None] = ("名称", "行", "部門")

    name: Prose = Field(alias="名称")
    rows: list[Tier] = Field(default=[], alias="行")
    groups: list[Group] = Field(default=[], alias="部門")
    stated: TotalField | None = Field(default=None, alias="小計")

    @model_validator(mode="after")
    def _some_rows(self) -> Group:
        return _with_rows(self, self.name)


G = TypeVar("G", "Group", "Comparison")


def _with_rows(held: G, name: Written) -> G:
    if not held.rows and not held.groups:
        raise FieldError("不足", f"「{name}」に行がありません", "「行:」か「部門:」を書いてください")
    return held


class Commitment(SourceModel):
    """債務負担行為: what years to come are bound to."""

    name: Prose = Field(alias="事項")
    period: Prose = Field(alias="期間")
    limit: YenOrWords = Field(alias="限度額")


class Continued(SourceModel):
    """継続費: a total, and what of it falls on each year."""

    name: Prose = Field(alias="事業名")
    amount: Yen = Field(alias="総額")
    years: dict[str, Yen] = Field(alias="年割額", min_length=2)


# What the columns of a table are called, where it does not say otherwise (欄の名).
HEADS: Mapping[str, str] = {
    "事業名": "事業名", "所管": "所管", "区分": "区分", "当初": "当初予算額", "前年度当初": "前年度当初",
    "前年度最終": "前年度最終", "増減": "増減", "増減率": "増減率", "財源": "財源内訳", "内容": "事業内容", "備考": "備考",
}  # fmt: skip


class Carried(SourceModel):
    """繰越明許費: what may be spent in the next year."""

    name: Prose = Field(alias="事業名")
    amount: Yen = Field(alias="額")


class Comparison(SourceModel):
    """予算額の表. 計 is computed, or checked and printed as it is written. 図 names what is drawn below it."""

    heading: Prose = Field(alias="見出し")
    rows: list[Tier] = Field(default=[], alias="行")
    groups: list[Group] = Field(default=[], alias="部門")
    called: Called = Field(
        default={}, alias="欄の名", description="欄の見出しの言い方。例: { 当初: 令和8年度, 前年度当初: 令和7年度 }"
    )
    stated: TotalField | None = Field(default=None, alias="計")
    charts: ChartNames = Field(default=[], alias="図")
    commitments: list[Commitment] = Field(default=[], alias="債務負担行為")
    continued: list[Continued] = Field(default=[], alias="継続費")
    carried: list[Carried] = Field(default=[], alias="繰越明許費")

    @model_validator(mode="after")
    def _some_rows(self) -> Comparison:
        check_called(self.called, HEADS)
        return _with_rows(self, self.heading)

    @property
    def heads(self) -> dict[str, Written | str]:
        """What each column is called."""
        return heads(self.called, HEADS)

    @property
    def every(self) -> tuple[Tier, ...]:
        """The rows of the table and of its groups."""
        return tuple(every(self))


def every(held: Comparison | Group) -> Iterator[Tier]:
    """The rows of a table or a group, and those of the groups within it."""
    yield from held.rows
    for group in held.groups:
        yield from every(group)


def groups(held: Comparison | Group) -> Iterator[Group]:
    """The groups of a table or a group, and those within them."""
    for group in held.groups:
        yield group
        yield from groups(group)


class Sheet(SourceModel):
    """A sheet: one project (事業), its amount, 目的 and 事業内容. All its amounts print in its 単位.

    A sheet that is a table alone (主要事業一覧) needs neither 目的 nor 額. `rounding_told`: its parts were rounded one by one, so they need not add up; the sheet says so.
    """

    wording_names: ClassVar[dict[str, str]] = {"主なもの": "only_main"}

    key: Prose | None = Field(default=None, alias="キー")
    sign: PlainStr = Field(default="", alias="記号")
    numbered: YesNo = Field(default=False, alias="番号を付ける")
    above: Prose | None = Field(default=None, alias="上位事業")
    name: Prose = Field(alias="事業名")
    new: YesNo = Field(default=False, alias="新規")
    office: Prose | None = Field(default=None, alias="所管")
    landscape: Landscape = Field(default=False, alias="用紙")
    unit: Unit = Field(alias="単位")
    rounding_told: YesNo = Field(default=False, alias="端数処理")
    amount: Yen | None = Field(default=None, alias="額")
    source: Prose | None = Field(default=None, alias="額の元")
    again: ClassVar[bool] = False
    purpose: Texts = Field(default=[], alias="目的")
    topics: list[Topic] = Field(default=[], alias="説明")
    blocks: list[Block] = Field(default=[], alias="内容")
    extent: ExtentField | None = Field(default=None, alias="範囲")
    schemes: list[Numbering] = Field(default=_SCHEMES, alias="番号")
    items: list[Item] = Field(default=[], alias="事業内容")
    closing: list[Block] = Field(default=[], alias="結び")
    comparison: Comparison | None = Field(default=None, alias="予算額")
    supplement: Supplement | None = Field(default=None, alias="補正")
    outlines: list[Outline] = Field(default=[], alias="概要")

    @model_validator(mode="after")
    def _one_amount(self) -> Sheet:
        if self.amount is None and self.source is None and self.comparison is None and self.supplement is None:
            raise FieldError(
                "金額",
                f"「{self.name}」に額がありません",
                "「額:」か「額の元:」か、表の「予算額:」（補正予算なら「補正:」）を書いてください",
            )
        return _with_one_amount(self)

    @property
    def only_main(self) -> bool:
        """Whether （主なもの） stands behind 事業内容."""
        return self.extent == "主なもの"


def _with_one_amount(part: P) -> P:
    if part.amount is not None and part.source is not None:
        raise FieldError(
            "金額",
            f"「{part.name}」に「額」と「額の元」の両方があります",
            "どちらか一つにしてください",
        )
    return part


class Budget(SourceModel):
    """A 予算概要: sheets, one after another."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    office: Prose | None = Field(default=None, alias="作成")
    sheets: list[Sheet] = Field(alias="事業", min_length=1)


def walk(items: list[Item]) -> Iterator[Item]:
    """Items and the items within them, in the order of the paper."""
    for item in items:
        yield item
        yield from walk(item.items)


def amounts(sheet: Sheet) -> Iterator[Amount]:
    """Every amount that the sheet writes down."""
    parts: list[Item | Sheet] = [
        sheet,
        *walk(sheet.items),
        *(i for outline in sheet.outlines for i in walk(outline.items)),
    ]
    yield from (part.amount for part in parts if part.amount is not None)
    if sheet.comparison is not None:
        yield from _compared(sheet.comparison)
    if sheet.supplement is not None:
        yield from sheet.supplement.amounts


def _compared(table: Comparison) -> Iterator[Amount]:
    totals = [t for t in (table.stated, *(group.stated for group in groups(table))) if t is not None]
    rows: list[Tier | Total] = [*table.every, *totals]
    for row in rows:
        yield from (a for a in (row.now, row.before, row.last, row.change, *row.funds.values()) if a is not None)
    yield from (c.limit for c in table.commitments if isinstance(c.limit, Amount))
    yield from (carried.amount for carried in table.carried)
    for continued in table.continued:
        yield from (continued.amount, *continued.years.values())


Item.model_rebuild()
Group.model_rebuild()
