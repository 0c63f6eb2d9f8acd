"""The source of a 基本計画: what the clerk writes, key by key."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.kinds.shared.blocks import Block
from pipeline.kinds.shared.fields import Texts
from pipeline.kinds.shared.front import Front
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.text import width_policy
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel

# 2023年, 2023年度, 令和5年度: a year is not a fiscal year, so one of them must be said.
_WHEN = regex(rf"(?:(?:{ERA_NAMES_PATTERN})(?:元|[0-9]{{1,2}})|[0-9]{{4}})年度?(?:[0-9]{{1,2}}月(?:末)?)?")


def _when(value: object) -> Written:
    text = width_policy.apply(value.text.strip(), "half") if isinstance(value, Written) else ""
    if not isinstance(value, Written) or not _WHEN.fullmatch(text):
        raise FieldError(
            "時点", f"「{text}」は年でも年度でもありません", "「2023年度」「2023年」のように書いてください"
        )
    return value


def _may_be_blank(value: object) -> Written | None:
    if not isinstance(value, Written):
        raise FieldError("形", "文字を書くところに項目の組か並びがあります", "一つの値を書いてください")
    return value if value.text.strip() else None


When = Annotated[
    Written, PlainValidator(_when), WithJsonSchema({"type": "string", "description": "年又は年度（例: 2023年度）"})
]
# A target not yet set stays blank: 「目標値:」 with nothing behind it.
Blank = Annotated[
    Written | None,
    PlainValidator(_may_be_blank),
    WithJsonSchema({"type": ["string", "number", "null"], "description": "印刷される値。未定のときは空欄"}),
]


class Points(SourceModel):
    """《見出し》 and what is said under it, point by point."""

    heading: Prose = Field(alias="見出し")
    points: Texts = Field(alias="文")


class Indicator(SourceModel):
    """指標: values may be any words (122件, 現状維持以上, 検討中, ―)."""

    name: Prose = Field(alias="名称")
    explanation: Prose | None = Field(default=None, alias="説明")
    note: Prose | None = Field(default=None, alias="注")
    base: Annotated[Prose, WithJsonSchema({"type": ["string", "number"]})] = Field(alias="基準値")
    when: When | None = Field(default=None, alias="時点")
    target: Blank = Field(default=None, alias="目標値")


class Measure(SourceModel):
    """施策."""

    key: Prose | None = Field(default=None, alias="キー")
    name: Prose = Field(alias="名称")
    works: list[Points] = Field(alias="主な取組", min_length=1)
    indicators: list[Indicator] = Field(default=[], alias="指標")


class Policy(SourceModel):
    """政策."""

    key: Prose | None = Field(default=None, alias="キー")
    name: Prose = Field(alias="名称")
    direction: Texts = Field(alias="基本方向")
    state: list[Points] = Field(alias="現状と課題", min_length=1)
    blocks: list[Block] = Field(default=[], alias="内容")
    measures: list[Measure] = Field(alias="施策", min_length=1)


class Chapter(SourceModel):
    """章."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    policies: list[Policy] = Field(alias="政策", min_length=1)


class Appendix(SourceModel):
    """資料編: a heading, and what stands under it (用語集, 策定の経過)."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    blocks: list[Block] = Field(alias="内容", min_length=1)


class BasicPlan(Front):
    """A 基本計画, or a part of one."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    subtitle: Prose | None = Field(default=None, alias="副題")
    chapters: list[Chapter] = Field(alias="章", min_length=1)
    appendices: list[Appendix] = Field(default=[], alias="資料編")
