"""年間予定: what is done in which months of a fiscal year, April to March."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.budget.matter import CellEntry
from pipeline.source.fields import FieldError, Prose, SourceModel, WholeNumber

# A fiscal year begins in April (地方自治法第208条).
_MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


class MonthsRow(SourceModel):
    """One month or several, and what is done in them."""

    months: Annotated[
        list[WholeNumber], BeforeValidator(_one_or_many), WithJsonSchema({"type": ["integer", "array"]})
    ] = Field(alias="月", min_length=1)
    cells: list[CellEntry] = Field(alias="欄")


class YearPlan(SourceModel):
    """年間予定: every month of the year once, in its order."""

    wording_names: ClassVar[dict[str, str]] = {"各見出し": "head"}

    title: Prose = Field(alias="題")
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
