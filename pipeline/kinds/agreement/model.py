"""The source of a 連携協約書: what the clerk writes, key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.source.fields import FieldError, OptionalDay, PlainStr, Prose, SourceModel

# Parties are named in this order, the heavenly stems.
SYMBOLS = "甲乙丙丁戊己庚辛壬癸"


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


# One value, or several in a list.
Many = Annotated[
    list[Prose],
    BeforeValidator(_one_or_many),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]


class Subitem(SourceModel):
    """号の細分."""

    key: Prose | None = Field(default=None, alias="キー")
    text: Prose = Field(alias="本文")


class Item(SourceModel):
    """号."""

    key: Prose | None = Field(default=None, alias="キー")
    text: Prose = Field(alias="本文")
    subitems: list[Subitem] = Field(default=[], alias="細分")


class Paragraph(SourceModel):
    """項."""

    key: Prose | None = Field(default=None, alias="キー")
    text: Prose = Field(alias="本文")
    items: list[Item] = Field(default=[], alias="号")


class Article(SourceModel):
    """条: either 本文 (and its 号), or 項 where there are several."""

    wording_names: ClassVar[Mapping[str, str]] = {"各項": "paragraphs"}

    key: Prose | None = Field(default=None, alias="キー")
    caption: Prose = Field(alias="見出し")
    text: Prose | None = Field(default=None, alias="本文")
    items: list[Item] = Field(default=[], alias="号")
    several: list[Paragraph] = Field(default=[], alias="項")

    @model_validator(mode="after")
    def _either_text_or_paragraphs(self) -> Article:
        if self.text is not None and self.several:
            raise FieldError(
                "条",
                "「本文」と「項」の両方があります",
                "項が一つなら「本文」だけ、二つ以上なら「項」だけを書いてください",
            )
        if self.text is None and not self.several:
            raise FieldError(
                "条", "条に文がありません", "「本文: …」を書いてください（項が二つ以上なら「項:」に並べます）"
            )
        if self.several and self.items:
            raise FieldError("条", "「号」を条の下に置けません", "号は、それが属する「項」の下に書いてください")
        return self

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs, in whichever way they were written."""
        if self.text is None:
            return self.several
        return [Paragraph.model_construct(key=None, text=self.text, items=self.items)]


class Measure(SourceModel):
    """A row of a schedule: a measure and what each party does for it."""

    key: Prose | None = Field(default=None, alias="キー")
    name: Prose = Field(alias="連携施策")
    content: Prose = Field(alias="取組内容")
    roles: dict[str, Prose] = Field(alias="役割")


class Subdivision(SourceModel):
    """(1), (2) … of a schedule."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    measures: list[Measure] = Field(alias="施策")


class Division(SourceModel):
    """1, 2 … of a schedule: measures, or subdivisions with measures."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    measures: list[Measure] = Field(default=[], alias="施策")
    subdivisions: list[Subdivision] = Field(default=[], alias="項目")

    @model_validator(mode="after")
    def _either_measures_or_subdivisions(self) -> Division:
        if not self.measures and not self.subdivisions:
            raise FieldError("別表", f"「{self.heading}」に施策がありません", "「施策:」又は「項目:」を書いてください")
        return self


class Schedule(SourceModel):
    """別表: the articles it belongs to, and its divisions."""

    key: Prose | None = Field(default=None, alias="キー")
    relates_to: Many = Field(alias="関係")
    divisions: list[Division] = Field(alias="項目", min_length=1)


class Hand(SourceModel):
    """Who signs, where it is not the head that the area's facts name."""

    office: Prose = Field(alias="職名")
    name: Prose = Field(alias="氏名")


_NAMES = re.compile("[、，,] *")


def _check_symbols(parties: dict[str, list[Written]]) -> dict[str, list[Written]]:
    expected = list(SYMBOLS[: len(parties)])
    if list(parties) != expected:
        raise FieldError(
            "当事者", f"当事者の記号が「{'、'.join(parties)}」です", f"「{'、'.join(expected)}」の順に書いてください"
        )
    if len(parties) < 2:
        raise FieldError("当事者", "当事者が一つしかありません", "「乙: 市町村名」を書いてください")
    for name in (name for names in parties.values() for name in names):
        if any(mark in name.text for mark in "、，,"):
            raise FieldError(
                "当事者",
                f"「{name}」は一つの市町村の名前と読まれます",
                f"並べるときは、半角の括弧と「, 」で [{', '.join(_NAMES.split(name.text))}] と書いてください",
                at=name,
            )
    lists = [symbol for symbol, names in parties.items() if len(names) > 1]
    if len(lists) > 1:
        raise FieldError(
            "当事者",
            f"相手方の並びが{len(lists)}か所（{'、'.join(lists)}）にあります",
            "並びを書けるのは一つの記号だけです",
        )
    return parties


class Agreement(SourceModel):
    """A 連携協約書. One party may be a list: the source then yields one agreement for each partner."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    name: Prose = Field(alias="協約名")
    signed_on: OptionalDay = Field(alias="締結日")
    as_of: OptionalDay = Field(default=None, alias="基準日")
    parties: Annotated[dict[str, Many], AfterValidator(_check_symbols)] = Field(alias="当事者")
    signers: dict[str, Hand] = Field(default={}, alias="記名")
    preamble: Many = Field(alias="前文")
    articles: list[Article] = Field(alias="条", min_length=1)
    closing: Prose = Field(alias="末文")
    schedules: list[Schedule] = Field(default=[], alias="別表")
