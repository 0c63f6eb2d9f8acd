"""The source of a 連携ビジョン概要: what the clerk writes, key by key."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from pipeline.kinds.shared.blocks import Block
from pipeline.kinds.shared.fields import History, Landscape, Stated, Texts, Years
from pipeline.source.fields import FieldError, PlainStr, PositiveNumber, Prose, SourceModel, YesNo


class Project(SourceModel):
    """What a field does, in words; `count` says how many projects the words name. New ones print underlined."""

    outline: Prose = Field(alias="概要")
    count: PositiveNumber = Field(default=1, alias="件数")
    new: YesNo = Field(default=False, alias="新規")


class ProjectField(SourceModel):
    """分野: a row of the table. 事業数 may be written down to be checked."""

    wording_names: ClassVar[dict[str, str]] = {"計": "total"}

    name: Prose = Field(alias="名称")
    projects: list[Project] = Field(alias="事業", min_length=1)
    stated: Stated | None = Field(default=None, alias="事業数")

    @property
    def total(self) -> int:
        """How many projects the field has."""
        return sum(p.count for p in self.projects)


class Picture(SourceModel):
    """将来像: the words that stand alone."""

    heading: Prose = Field(alias="見出し")
    lines: Texts = Field(alias="文")


class Section(SourceModel):
    """1, 2, 3 … within an item."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    texts: list[Prose] = Field(default=[], alias="本文")
    picture: Picture | None = Field(default=None, alias="将来像")
    note: Prose | None = Field(default=None, alias="注")
    fields: list[ProjectField] = Field(default=[], alias="分野")
    blocks: list[Block] = Field(default=[], alias="内容")


class Item(SourceModel):
    """○: an item of a chapter, with a text or with sections."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    landscape: Landscape = Field(default=False, alias="用紙")
    texts: list[Prose] = Field(default=[], alias="本文")
    blocks: list[Block] = Field(default=[], alias="内容")
    sections: list[Section] = Field(default=[], alias="節")


class Way(SourceModel):
    """事業推進の型: who carries the projects, out of which budget and how; or only a note on it."""

    bearer: Prose | None = Field(default=None, alias="事業主体")
    budget: Prose | None = Field(default=None, alias="予算")
    manner: Prose | None = Field(default=None, alias="方式")
    content: Prose | None = Field(default=None, alias="内容")
    examples: Prose | None = Field(default=None, alias="事業例")
    note: Prose | None = Field(default=None, alias="注")

    @model_validator(mode="after")
    def _either_scheme_or_note(self) -> Way:
        parts = (self.bearer, self.manner, self.content, self.examples)
        said = [part for part in (*parts, self.budget) if part is not None]
        if bool(said) if self.note is not None else None in parts:
            raise FieldError(
                "型",
                "型に書くことが足りないか、多すぎます",
                "「事業主体」「方式」「内容」「事業例」の四つ（と「予算」）か、「注」だけを書いてください",
            )
        return self


class Chapter(SourceModel):
    """Ⅰ, Ⅱ, Ⅲ."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    landscape: Landscape = Field(default=False, alias="用紙")
    texts: list[Prose] = Field(default=[], alias="本文")
    history: History = Field(default=[], alias="経緯")
    blocks: list[Block] = Field(default=[], alias="内容")
    items: list[Item] = Field(default=[], alias="項目")
    ways: list[Way] = Field(default=[], alias="型")


class Vision(SourceModel):
    """A 連携ビジョン概要."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    years: Years = Field(alias="期間")
    chapters: list[Chapter] = Field(alias="章", min_length=1)
