"""The source of a 冊子: which papers of which documents it binds, in which order, and how its pages are numbered."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.kind import PaperAsked
from pipeline.kinds.shared.blocks import one_of
from pipeline.kinds.shared.fields import Texts
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel

# 通し: one run of numbers through the book. 議案ごと: those of each paper begin at 1, behind its number (48－1).
Paging = Literal["通し", "議案ごと"]
# 目次: lines with dots to the page. 一覧表: a table, as offices lay before a council.
ListForm = Literal["目次", "一覧表", "なし"]
PagingField = Annotated[Paging, PlainValidator(one_of(*get_args(Paging))), WithJsonSchema({"enum": get_args(Paging)})]
ListField = Annotated[
    ListForm, PlainValidator(one_of(*get_args(ListForm))), WithJsonSchema({"enum": get_args(ListForm)})
]


def _line(value: object) -> object:
    """「- kyoyaku」 asks for all documents of a source."""
    return {"文書": value} if isinstance(value, Written) else value


class Line(SourceModel):
    """A line of the book: the documents of one source, one paper each. 付属 goes with every one of them."""

    document: Prose = Field(alias="文書", description="同じフォルダの原稿の名前")
    partners: Texts | None = Field(default=None, alias="相手方", description="書かなければ、すべての相手方の文書")
    papers: Texts | None = Field(
        default=None, alias="種類", description="議会の原稿から綴じる文書。例: [議案, 説明資料]"
    )
    number: Prose | None = Field(default=None, alias="番号", description="例: 議案第48号。二件目からは続きの番号")
    title: Prose | None = Field(
        default=None, alias="件名", description="書かなければ文書の題名。{{ 相手方 }} も使えます"
    )
    office: Prose | None = Field(default=None, alias="所管")
    attached: list[LineField] = Field(default=[], alias="付属")

    @model_validator(mode="after")
    def _one_depth(self) -> Line:
        deeper = next((line for line in self.attached if line.attached), None)
        if deeper is not None:
            raise FieldError(
                "冊子",
                f"「{deeper.document}」は付属の文書なので、それに「付属」は付けられません",
                "一段上の「付属」に並べてください",
                at=deeper.attached[0].document,
            )
        return self


LineField = Annotated[Line, BeforeValidator(_line, json_schema_input_type=Line | str)]


class Section(SourceModel):
    """区分: papers under one heading of the list, numbered on from one to the next."""

    heading: Prose | None = Field(default=None, alias="区分", description="例: 議案、参考資料")
    number: Prose | None = Field(default=None, alias="番号", description="初めの番号。例: 議案第48号、議案第　　号")
    lines: list[LineField] = Field(alias="文書", min_length=1)


class Book(SourceModel):
    """A 冊子. With 相手方 there is one for each of them, which binds the documents for that partner."""

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    day: Prose | None = Field(default=None, alias="日付", description="表紙に印刷する日付。例: 令和8年2月20日提出")
    issuer: Prose | None = Field(default=None, alias="団体", description="表紙に印刷する団体の名前")
    partners: Texts | None = Field(default=None, alias="相手方")
    paging: PagingField = Field(default="通し", alias="頁")
    listing: ListField = Field(default="目次", alias="目次")
    listing_title: Prose | None = Field(default=None, alias="目次の題")
    sections: list[Section] = Field(alias="綴じる", min_length=1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all sections."""
        return tuple(line for section in self.sections for line in section.lines)


def partners(model: SourceModel) -> tuple[str, ...]:
    """For whom there is a book of their own."""
    assert isinstance(model, Book)
    return tuple(name.text for name in model.partners or ())


def papers_asked(model: SourceModel) -> tuple[PaperAsked, ...]:
    """What the lines ask for, in their order."""
    assert isinstance(model, Book)
    return tuple(_asked(line) for line in model.lines)


def _asked(line: Line) -> PaperAsked:
    return PaperAsked(
        line.document, tuple(line.partners or ()), tuple(line.papers or ()), tuple(map(_asked, line.attached))
    )


Line.model_rebuild()
