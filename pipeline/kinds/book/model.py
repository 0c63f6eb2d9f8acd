"""The source of a 冊子: which papers of which documents it binds, in which order, and how its pages are numbered."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.kind import FileAsked, PaperAsked
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.fields import Texts
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel, YesNo

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
    """A line of the book: the documents of one source, one paper each, or a PDF. 付属 goes with every one of them."""

    document: Prose | None = Field(default=None, alias="文書", description="同じフォルダの原稿の名前")
    file: Prose | None = Field(default=None, alias="PDF", description="綴じるPDFのファイル。例: 参考/相手方の議案.pdf")
    page_texts: Texts | None = Field(
        default=None, alias="頁の文", description="走査した画像だけのPDFの、頁ごとの字句（読み上げに使います）"
    )
    stamped: YesNo = Field(default=True, alias="頁の印字", description="PDFの頁の下に、冊子の頁番号を印刷するか")
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

    @property
    def named(self) -> Written:
        """What the line names."""
        name = self.document or self.file
        assert name is not None, "a line without a name is refused"
        return name

    @model_validator(mode="after")
    def _one_paper(self) -> Line:
        if (self.document is None) == (self.file is None):
            raise FieldError(
                "冊子",
                "綴じるものがありません"
                if self.document is None
                else f"「{self.document}」と「{self.file}」が一つの行にあります",
                "「文書: 原稿の名前」か「PDF: ファイル」のどちらか一つを書いてください",
                at=self.file,
            )
        if self.file is not None and self.title is None:
            raise FieldError(
                "冊子",
                f"「{self.file}」に件名がありません",
                "「件名:」に目次に印刷する語を書いてください",
                at=self.file,
            )
        wrong = "相手方・種類" if self.file is not None and (self.partners or self.papers) else ""
        wrong = wrong or ("頁の文" if self.document is not None and self.page_texts else "")
        if wrong:
            raise FieldError("冊子", f"「{self.named}」に「{wrong}」は書けません", "消してください", at=self.named)
        return self

    @model_validator(mode="after")
    def _one_depth(self) -> Line:
        deeper = next((line for line in self.attached if line.attached), None)
        if deeper is not None:
            raise FieldError(
                "冊子",
                f"「{deeper.named}」は付属の文書なので、それに「付属」は付けられません",
                "一段上の「付属」に並べてください",
                at=deeper.attached[0].named,
            )
        return self


LineField = Annotated[Line, BeforeValidator(_line, json_schema_input_type=Line | str)]


def _lines(value: object) -> object:
    """「文書: kyoyaku」 is a list of one."""
    return value if isinstance(value, list) else [value]


class Section(SourceModel):
    """区分: papers under one heading of the list, numbered on from one to the next."""

    heading: Prose | None = Field(default=None, alias="区分", description="例: 議案、参考資料")
    number: Prose | None = Field(default=None, alias="番号", description="初めの番号。例: 議案第48号、議案第　　号")
    lines: Annotated[list[LineField], BeforeValidator(_lines, json_schema_input_type=list[LineField] | Line | str)] = (
        Field(alias="文書", min_length=1)
    )


def _section(value: object) -> object:
    """「- kyoyaku」 and 「- { PDF: … }」 are lines without a section."""
    if isinstance(value, Written):
        return {"文書": value}
    if isinstance(value, dict) and "区分" not in value and ("PDF" in value or isinstance(value.get("文書"), Written)):
        return {"文書": [value]}
    return value


SectionField = Annotated[Section, BeforeValidator(_section, json_schema_input_type=Section | Line | str)]


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
    sections: list[SectionField] = Field(alias="綴じる", min_length=1)

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
    file = (
        FileAsked(line.file, tuple(line.page_texts or ()), line.stamped, line.title)
        if line.file and line.title
        else None
    )
    return PaperAsked(
        line.named, tuple(line.partners or ()), tuple(line.papers or ()), tuple(map(_asked, line.attached)), file
    )


Line.model_rebuild()
