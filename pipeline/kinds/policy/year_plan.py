"""年間予定: what is done in which months of a fiscal year, April to March."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.blocks import CellEntry, TableCell
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.fields import CaptionPlace
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import FieldError, Prose, SourceModel, whole

Form = Literal["表", "帯"]
# A fiscal year begins in April (地方自治法第208条).
_MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


def _month(value: object) -> int:
    """4, or 4月 as it is printed."""
    if isinstance(value, Written):
        value = replace(value, text=value.text.strip().removesuffix("月"))
    return whole(value, 1, 12)


class MonthsRow(SourceModel):
    """One month or several, and what is done in them."""

    months: Annotated[
        list[Annotated[int, PlainValidator(_month)]],
        BeforeValidator(_one_or_many),
        WithJsonSchema({"type": ["integer", "string", "array"]}),
    ] = Field(alias="月", min_length=1)
    cells: list[CellEntry] = Field(alias="欄")


@dataclass(frozen=True, slots=True)
class Work:
    """What is done and in which months, and its bar as the mark says it: from, to, tone."""

    wording_names: ClassVar[Mapping[str, str]] = {"欄": "cell", "月": "months", "棒": "bar"}

    cell: TableCell
    months: tuple[int, ...]
    bar: str


@dataclass(frozen=True, slots=True)
class Group:
    """A column of the plan as bars: its head and what is done in it."""

    wording_names: ClassVar[Mapping[str, str]] = {"見出し": "head", "各事": "works"}

    head: Written
    works: tuple[Work, ...]


class YearPlan(SourceModel):
    """年間予定: every month of the year once, in its order; as a table, or (形: 帯) as bars over the months."""

    wording_names: ClassVar[dict[str, str]] = {"各見出し": "head", "各月": "months", "各群": "groups"}

    form: Annotated[Form, PlainValidator(one_of(*get_args(Form))), WithJsonSchema({"enum": list(get_args(Form))})] = (
        Field(default="表", alias="形")
    )
    title: Prose = Field(alias="題")
    caption: CaptionPlace = Field(default="いいえ", alias="題を印刷")
    head: list[Prose] = Field(alias="見出し", min_length=1)
    rows: list[MonthsRow] = Field(alias="行", min_length=1)

    @model_validator(mode="after")
    def _whole_year(self) -> YearPlan:
        months = [month for row in self.rows for month in row.months]
        if months != _MONTHS:
            raise FieldError(
                "年間予定",
                f"月が4月から3月まで一度ずつ並んでいません（{'、'.join(map(str, months))}）",
                "4月から順に、すべての月を書いてください（まとめるときは「月: [6, 7]」）",
            )
        for row in self.rows:
            if len(row.cells) != len(self.head):
                raise FieldError(
                    "年間予定",
                    f"{row.months[0]}月の欄が{len(row.cells)}つですが、見出しは{len(self.head)}つです",
                    '欄の数をそろえてください（空の欄は "" と書きます）',
                )
        return self

    @model_validator(mode="after")
    def _captioned(self) -> YearPlan:
        if self.form == "表" and self.caption == "下":
            raise FieldError(
                "年間予定",
                f"「{self.title}」は表なので、題は下に印刷できません",
                "「題を印刷: はい」（表の上）にするか、「形: 帯」にしてください",
                at=self.title,
            )
        return self

    @model_validator(mode="after")
    def _drawable(self) -> YearPlan:
        for row in self.rows if self.form == "帯" else ():
            if any(cell.columns > 1 or cell.rows > 1 for cell in row.cells):
                raise FieldError(
                    "年間予定",
                    f"{row.months[0]}月に「横」か「縦」のある欄があり、帯に描けません",
                    "「形: 表」にするか、欄を分けてください",
                )
        return self

    @property
    def months(self) -> list[int]:
        """The scale of the bars."""
        return _MONTHS

    @property
    def groups(self) -> Iterator[Group]:
        """The columns as bars; empty cells are none."""
        for column, head in enumerate(self.head):
            works, month = [], 0
            for row in self.rows:
                start, month = month, month + len(row.months)
                if row.cells[column].texts:
                    bar = f"{Fraction(start, len(_MONTHS))} {Fraction(month, len(_MONTHS))} 0"
                    works.append(Work(row.cells[column], tuple(row.months), bar))
            if works:
                yield Group(head, tuple(works))
