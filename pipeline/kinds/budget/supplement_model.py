"""補正: what a supplementary budget changes, row by row, as the clerk writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.amounts import Amount, YenOrNone
from pipeline.kinds.shared.fields import Called, check_called, heads
from pipeline.source.fields import FieldError, Prose, SourceModel, YesNo
from pipeline.source.sheets.printed import Printed

# What the columns are called, where the table does not say otherwise (欄の名).
# Source: 地方自治法施行規則 第15条の2 別記 (補正予算に関する説明書: 補正前の額, 補正額, 計, 補正額の財源内訳).
HEADS: Mapping[str, str] = {
    "名称": "区分", "所管": "所管", "補正前": "補正前の額", "補正額": "補正額", "補正後": "計", "財源": "補正額の財源内訳",
    "内容": "事業内容", "備考": "備考",
}  # fmt: skip


class Figures(SourceModel):
    """What stood before, what is changed, and what stands then; any one of the three follows from the others."""

    before: YenOrNone | None = Field(default=None, alias="補正前")
    change: YenOrNone | None = Field(default=None, alias="補正額")
    after: YenOrNone | None = Field(default=None, alias="補正後")
    funds: dict[str, YenOrNone] = Field(default={}, alias="財源", description="補正額の財源内訳")

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every amount that is written down."""
        yield from (a for a in (self.before, self.change, self.after, *self.funds.values()) if a is not None)


class Changed(Figures):
    """A row: 目, or a project."""

    also_called: ClassVar[Mapping[str, str]] = {
        "区分": "名称", "科目": "名称", "目": "名称", "事業名": "名称", "補正前の額": "補正前", "補正前額": "補正前", "補正前予算額": "補正前",
        "今回補正額": "補正額", "計": "補正後", "補正後の額": "補正後", "補正後額": "補正後", "補正後予算額": "補正後", "財源内訳": "財源",
        "補正額の財源内訳": "財源", "事業内容": "内容", "説明": "備考", "担当課": "所管", "所管課": "所管",
    }  # fmt: skip

    printed_so: ClassVar[Printed] = Printed(ends={"（再掲）": "再掲"})

    name: Prose = Field(alias="名称")
    office: Prose | None = Field(default=None, alias="所管")
    content: Prose | None = Field(default=None, alias="内容")
    note: Prose | None = Field(default=None, alias="備考")
    within: YesNo = Field(default=False, alias="内数")
    again: YesNo = Field(default=False, alias="再掲")

    @model_validator(mode="after")
    def _changes(self) -> Changed:
        if self.change is None and (self.before is None or self.after is None):
            raise FieldError(
                "金額",
                f"「{self.name}」に補正額がありません",
                "「補正額:」を書くか、「補正前:」と「補正後:」の両方を書いてください（補正額は計算します）",
                at=self.name,
            )
        return self

    @property
    def counted(self) -> bool:
        """Whether totals hold the row."""
        return not (self.within or self.again)


class ChangedTotal(Figures):
    """計 as the clerk writes it down; what is left out is computed. `name`: what it is called, if not that."""

    name: Prose | None = Field(default=None, alias="名称")


def _total(value: object) -> object:
    """「計: 12,345千円」 is the change alone."""
    return {"補正額": value} if isinstance(value, Written) else value


ChangedTotalField = Annotated[
    ChangedTotal,
    BeforeValidator(_total),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "object"}],
            "description": "書いた計は、内訳と合うかを調べて、そのまま印刷します",
        }
    ),
]


class ChangedGroup(SourceModel):
    """部門: 款 and the 項 within it, each with its 計."""

    gathers: ClassVar[tuple[str, str, str] | None] = ("名称", "行", "部門")

    name: Prose = Field(alias="名称")
    rows: list[Changed] = Field(default=[], alias="行")
    groups: list[ChangedGroup] = Field(default=[], alias="部門")
    stated: ChangedTotalField | None = Field(default=None, alias="小計")

    @model_validator(mode="after")
    def _some_rows(self) -> ChangedGroup:
        _check_rows(self, self.name)
        return self


class Supplement(SourceModel):
    """The table of a supplementary budget: 歳入 or 歳出. 財源 are those of what is changed."""

    heading: Prose = Field(alias="見出し")
    rows: list[Changed] = Field(default=[], alias="行")
    groups: list[ChangedGroup] = Field(default=[], alias="部門")
    called: Called = Field(
        default={}, alias="欄の名", description="欄の見出しの言い方。例: { 名称: 款, 補正後: 補正後の額 }"
    )
    stated: ChangedTotalField | None = Field(default=None, alias="計")

    @model_validator(mode="after")
    def _some_rows(self) -> Supplement:
        check_called(self.called, HEADS)
        _check_rows(self, self.heading)
        return self

    @property
    def heads(self) -> dict[str, Written | str]:
        """What each column is called."""
        return heads(self.called, HEADS)

    @property
    def every(self) -> tuple[Changed, ...]:
        """The rows of the table and of its groups."""
        return tuple(every(self))

    @property
    def totals(self) -> tuple[ChangedTotal, ...]:
        """The totals that are written down."""
        every_held: tuple[Held, ...] = (self, *groups(self))
        return tuple(held.stated for held in every_held if held.stated is not None)

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every amount that is written down."""
        for figures in (*self.every, *self.totals):
            yield from figures.amounts


Held = Supplement | ChangedGroup


def _check_rows(held: Held, name: Written) -> None:
    if not held.rows and not held.groups:
        raise FieldError("不足", f"「{name}」に行がありません", "「行:」か「部門:」を書いてください")


def every(held: Held) -> Iterator[Changed]:
    """The rows of a table or a group, and those of the groups within it."""
    yield from held.rows
    for group in held.groups:
        yield from every(group)


def groups(held: Held) -> Iterator[ChangedGroup]:
    """The groups of a table or a group, and those within them."""
    for group in held.groups:
        yield group
        yield from groups(group)


ChangedGroup.model_rebuild()
