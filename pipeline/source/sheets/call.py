"""What stands behind !表: which sheet, and how its columns are to be understood."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from pipeline.diagnostics import Written
from pipeline.notation.numbers import money
from pipeline.source.fields import FieldError, Prose, SourceModel

# Behind the name of a column: it is not wanted.
LEFT_OUT = "除く"


def _unit(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in money.UNITS:
        raise FieldError(
            "単位", f"「{text}」という金額の単位はありません", f"{'、'.join(money.UNITS)}のどれかにしてください"
        )
    return text


class Call(SourceModel):
    """!表. `columns` gives the key for a head that is not a key, `only` the value that a row must have in a column.

    `groups` are the columns by whose words the rows are gathered, the outermost first.
    """

    file: Prose = Field(alias="ファイル")
    sheet: Prose | None = Field(default=None, alias="シート")
    columns: dict[str, Prose] = Field(default={}, alias="列")
    unit: Annotated[str, PlainValidator(_unit)] | None = Field(default=None, alias="単位")
    only: dict[str, Prose] = Field(default={}, alias="絞り込み")
    groups: list[Prose] = Field(default=[], alias="まとめ")
