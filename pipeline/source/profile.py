"""The house profile (流儀): what offices decide differently, once for every document of an area."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.source.fields import FieldError, PlainStr, SourceModel

KIND = "流儀"
Width = Literal["half", "full", "single_full"]

# 数字の幅: no national rule; one digit full and two or more half is the commonest local one (domain notes 2.2).
_WIDTHS: dict[str, Width] = {"半角": "half", "全角": "full", "一桁全角": "single_full"}


def _width(value: object) -> Width:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in _WIDTHS:
        raise FieldError("値", f"数字の幅「{text}」はありません", f"{'・'.join(_WIDTHS)}のどれかを書いてください")
    return _WIDTHS[text]


class Profile(SourceModel):
    """A profile file."""

    kind: PlainStr = Field(alias="種別")
    name: PlainStr = Field(alias="名称")
    rule: PlainStr = Field(alias="根拠")
    digits: Annotated[Width, PlainValidator(_width), WithJsonSchema({"enum": list(_WIDTHS)})] = Field(alias="数字")
