"""The source of a 事業一覧: what the clerk writes, key by key."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text import width_policy
from pipeline.source.fields import FieldError, PlainStr, PositiveNumber, Prose, SourceModel, YesNo

_RANGE = regex(r"(?:[Pp][.．]?\s*)?([0-9]{1,4})(?:\s*[～〜~-]\s*([0-9]{1,4}))?(?:頁|ページ)?")


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the book in which the projects are told."""

    first: int
    last: int
    written: Written

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}～{self.last}"


def _pages(value: object) -> Pages:
    text = width_policy.apply(value.text.strip(), "half") if isinstance(value, Written) else ""
    found = _RANGE.fullmatch(text)
    if not isinstance(value, Written) or found is None:
        raise FieldError("頁", f"「{text}」は頁として読めません", "「30～39」のように書いてください")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise FieldError("頁", f"「{text}」は終わりの頁が始まりより前です", "始まりと終わりを確かめてください")
    return Pages(first, last, value)


PageRange = Annotated[
    Pages, PlainValidator(_pages), WithJsonSchema({"type": ["string", "integer"], "description": "頁（例: 30～39）"})
]


def _name_alone(value: object) -> object:
    return {"名称": value} if isinstance(value, Written) else value


class Entry(SourceModel):
    """A project where it is listed. One listed more than once is told at its 本掲載 (else at the first place)."""

    name: Prose = Field(alias="名称")
    home: YesNo = Field(default=False, alias="本掲載")


# A name alone, or a name with what is to be said of it.
_EITHER = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"名称": {"type": "string"}, "本掲載": {"enum": ["はい", "いいえ"]}},
                "required": ["名称"],
                "additionalProperties": False,
            },
        ]
    }
)
Entries = Annotated[list[Annotated[Entry, BeforeValidator(_name_alone), _EITHER]], Field(min_length=1)]


class Group(SourceModel):
    """区分 of a measure: a row of its own under the measure's name."""

    name: Prose = Field(alias="名称")
    entries: Entries = Field(alias="事業")


class Measure(SourceModel):
    """具体的取組: a, b, c …"""

    name: Prose = Field(alias="名称")
    entries: Entries = Field(alias="事業")
    groups: list[Group] = Field(default=[], alias="区分")

    @property
    def every_entry(self) -> tuple[Entry, ...]:
        """The projects of the measure, then those of its groups."""
        return (*self.entries, *(entry for group in self.groups for entry in group.entries))


class Division(SourceModel):
    """(1), (2) … of a pillar."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    pages: PageRange | None = Field(default=None, alias="頁")
    measures: list[Measure] = Field(alias="取組", min_length=1)


class Pillar(SourceModel):
    """柱: 1, 2, 3 …, with measures or with divisions."""

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    pages: PageRange | None = Field(default=None, alias="頁")
    measures: list[Measure] = Field(default=[], alias="取組")
    divisions: list[Division] = Field(default=[], alias="分野")

    @model_validator(mode="after")
    def _either_measures_or_divisions(self) -> Pillar:
        if bool(self.measures) == bool(self.divisions):
            raise FieldError(
                "柱",
                f"「{self.heading}」に取組がないか、「取組」と「分野」の両方があります",
                "どちらか一つを書いてください",
            )
        return self


_PAGE_SOURCE = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"原稿": {"type": "string"}, "初めの頁": {"type": "integer", "minimum": 1}},
                "required": ["原稿"],
                "additionalProperties": False,
            },
        ]
    }
)


class PageSource(SourceModel):
    """頁の元: the source, in the same folder, whose headings (or their keys) are the projects; where it begins."""

    document: Prose = Field(alias="原稿")
    first: PositiveNumber = Field(default=1, alias="初めの頁")


def _document_alone(value: object) -> object:
    return {"原稿": value} if isinstance(value, Written) else value


class ProjectList(SourceModel):
    """A 事業一覧: a chapter of a vision. 頁 that is not written is found in the document that 頁の元 names."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    chapter: PositiveNumber | None = Field(default=None, alias="章番号")
    page_source: Annotated[PageSource, BeforeValidator(_document_alone), _PAGE_SOURCE] | None = Field(
        default=None, alias="頁の元"
    )
    pillars: list[Pillar] = Field(alias="柱", min_length=1)
