"""目次: はい, or the form of the list of 章, as the clerk writes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from pipeline.kinds.shared.choices import Shown, yes_no_or
from pipeline.source.fields import PlainStr, SourceModel, YesNo


class ContentsForm(SourceModel):
    """目次の形: 条の範囲の書き方と、附則や別表を並べるか。"""

    reach: PlainStr = Field(default="―", alias="範囲", description="初めの条と終わりの条の間に置くもの")
    pair: PlainStr = Field(default="・", alias="二条", description="条が二つのとき、間に置くもの")
    supplement: Shown = Field(default="あり", alias="附則", description="附則があるとき、並べるか")
    schedules: Shown = Field(default="なし", alias="別表", description="別表があるとき、並べるか")


ContentsEntry = Annotated[
    ContentsForm | None,
    BeforeValidator(yes_no_or("「範囲:」「二条:」などの組"), json_schema_input_type=YesNo | ContentsForm),
]
