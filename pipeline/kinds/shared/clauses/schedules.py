"""別表 as the clerk writes them: of measures and roles in short, or of tables with columns of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Problems
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.clauses.tables import TableBody, Tables
from pipeline.kinds.shared.clauses.typed_labels import check_section
from pipeline.kinds.shared.fields import Texts
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.scheme import scheme
from pipeline.notation.text import width_policy
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel, YesNo

HEADING_PLACES = ("次の行", "関係の前", "関係の後")
_JOINTS = ("、", "及び", "並びに", "・", "又は")
# How headings in a 別表 are numbered, each level by its first label.
SECTION_LADDER = ("1", "(1)", "ア", "(ア)")


class Measure(SourceModel):
    """別表の行の短い書き方: 連携施策、取組内容と、当事者ごとの役割。"""

    key: Prose | None = Field(default=None, alias="キー", description="この行を指す名前（連携施策と違うとき）")
    name: Prose = Field(alias="連携施策", description="連携施策の名前")
    content: Prose = Field(alias="取組内容", description="取組の内容")
    roles: dict[str, Prose] = Field(
        alias="役割", description="当事者の記号（記号がなければ名前）ごとの役割", examples=[{"甲": "…", "乙": "…"}]
    )


class Content(TableBody):
    """What stands below the heading of a 別表, or of a division of it."""

    introduction: Texts | None = Field(default=None, alias="前書き", description="表の上に置く文")
    measures: list[Measure] = Field(default=[], alias="施策", description="連携施策・取組内容・役割の表（短い書き方）")
    tables: Tables = Field(default=[], alias="表", description="二つ以上の表、題や備考のある表")
    afterword: Texts | None = Field(default=None, alias="後書き", description="表と項目の下に置く文")
    remarks: Texts | None = Field(default=None, alias="備考", description="備考。並びにすると番号が付きます")
    notes: Texts | None = Field(default=None, alias="注", description="注。並びにすると番号が付きます")

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a table nor words."""
        held = (
            self.introduction, self.measures, self.columns, self.tables, self.afterword, self.remarks, self.notes
        )  # fmt: skip
        return not any(held)

    @property
    def has_own_table(self) -> bool:
        """Whether 列 and 行 stand here."""
        return bool(self.columns)


class Section(Content):
    """別表の項目: 見出しと、その下の施策・表・項目。"""

    key: Prose | None = Field(default=None, alias="キー", description="この項目を指す名前（見出しと違うとき）")
    heading: Prose = Field(alias="見出し", description="項目の見出し（番号は書きません）")
    sections: list[Section] = Field(default=[], alias="項目", description="この項目の下の項目。何段でも重ねられます")


class Schedule(Content):
    """別表: 関係する条と、その下の施策・表・項目。"""

    wording_names: ClassVar[Mapping[str, str]] = {"横置き": "landscape", "各段": "ladder"}

    key: Prose | None = Field(default=None, alias="キー", description="この別表を指す名前")
    relates_to: Texts | None = Field(
        default=None,
        alias="関係",
        description="関係する条・号の見出し、キー又は番号。別表（第3条関係）と印刷されます",
        examples=["取組", ["目的", "取組"], "第3条第1号"],
    )
    heading: Prose | None = Field(default=None, alias="見出し", description="別表の題（別表の次の行に印刷されます）")
    heading_place: Annotated[
        str, PlainValidator(one_of(*HEADING_PLACES)), WithJsonSchema({"enum": list(HEADING_PLACES)})
    ] = Field(
        default=HEADING_PLACES[0],
        alias="見出しの位置",
        description="題を、次の行に置くか、別表第1の行の「（第3条関係）」の前か後に置くか",
    )
    joint: Annotated[str, PlainValidator(one_of(*_JOINTS)), WithJsonSchema({"enum": list(_JOINTS)})] = Field(
        default="、", alias="関係のつなぎ", description="関係する条が二つ以上のとき、間に置くもの"
    )
    label: Prose | None = Field(
        default=None,
        alias="呼び名",
        description="別表でない名前のもの。番号は付かず、書いたとおりに印刷されます",
        examples=["別紙", "様式第1号"],
    )
    ladder: list[PlainStr] = Field(
        default=list(SECTION_LADDER),
        alias="項目の記号",
        min_length=1,
        description="項目の番号を、段ごとに初めのもので書きます。番号のない段は「なし」",
        examples=[["1", "(1)", "ア"], ["なし"]],
    )
    sections: list[Section] = Field(default=[], alias="項目", description="1、2…と番号の付く項目")
    lies: Annotated[str | None, PlainValidator(one_of("縦", "横")), WithJsonSchema({"enum": ["縦", "横"]})] = Field(
        default=None, alias="向き", description="用紙の向き。書かなければ、列が多いとき横にします"
    )
    deleted: YesNo = Field(
        default=False, alias="削除", description="「削除」とだけ印刷するか（番号を残して消した別表や様式）"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Schedule:
        if self.deleted and self.model_fields_set - _OF_DELETED:
            raise FieldError("別表", "削除した別表に文があります", "「削除: はい」だけを書いてください")
        _check_headings(self.sections, self.ladder)
        return self

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands below its heading, though it is not deleted: a form or a map that is kept elsewhere."""
        return self.is_empty and not self.sections and not self.deleted

    @property
    def landscape(self) -> str:
        """横 if its sheets lie, by the clerk's word or by the number of columns; else nothing."""
        if self.lies is not None:
            return self.lies if self.lies == "横" else ""
        return "横" if max(_column_counts(self), default=0) >= _MANY_COLUMNS else ""


def _check_headings(sections: list[Section], ladder: list[PlainStr], depth: int = 0) -> None:
    """Where divisions are numbered, no heading bears a number of its own."""
    counts = scheme(width_policy.apply(ladder[min(depth, len(ladder) - 1)], "half")).counter is not None
    for section in sections:
        if counts:
            check_section(section.heading)
        _check_headings(section.sections, ladder, depth + 1)


# What a sheet that is deleted still has: the heading line.
_OF_DELETED = {"key", "label", "relates_to", "joint", "deleted"}
# From as many columns on, a sheet lies.
_MANY_COLUMNS = 7


def _column_counts(content: Schedule | Section) -> Iterator[int]:
    yield len(content.leaves)
    yield from (len(table.leaves) for table in content.tables)
    yield from (2 + len(measure.roles) for measure in content.measures)
    for section in content.sections:
        yield from _column_counts(section)


def measures_of(content: Schedule | Section) -> Iterator[Measure]:
    """All rows in short form, in reading order."""
    yield from content.measures
    for section in content.sections:
        yield from measures_of(section)


def bodies_of(content: Schedule | Section) -> Iterator[TableBody]:
    """All tables with columns of their own, in reading order."""
    if content.has_own_table:
        yield content
    yield from content.tables
    for section in content.sections:
        yield from bodies_of(section)


_NUMBER = regex(f"[0-9]+|[{KANJI_NUMERALS}]+")
_BLANKS = regex(r"\s")
_TABLE = "別表"


def check_bare(schedules: Sequence[Schedule], problems: Problems) -> None:
    """Warns of every sheet of which nothing but the heading would be printed."""
    for schedule in schedules:
        if schedule.is_bare:
            said = schedule.label or schedule.heading or next(iter(schedule.relates_to or ()), None)
            problems.warning(
                "別表",
                "見出しのほかに何も書かれていない別表・様式などがあります（見出しだけを印刷します）",
                "中身があれば「前書き:」「施策:」「行:」「表:」「項目:」のどれかに書いてください",
                said.span() if said is not None else None,
            )


def check_sheet_names(schedules: Sequence[Schedule], problems: Problems) -> None:
    """Warns of every sheet that is called as one before it, in numbers of any kind, or as a 別表 that is numbered of itself.

    Neither a citation nor a 改め文 can say which of them it means.
    """
    counted = sum(schedule.label is None for schedule in schedules)
    numbered = {f"{_TABLE}{n}" for n in range(1, counted + 1)} if counted > 1 else {_TABLE} if counted else set()
    seen: set[str] = set()
    for schedule in schedules:
        if schedule.label is None:
            continue
        name = _folded(schedule.label.text)
        if name in seen or name.replace("第", "") in numbered:
            problems.warning(
                "別表",
                f"「{schedule.label.text.strip()}」という名前の別表・別紙・様式などが二つあります"
                "（どちらを指すのか、引用でも改め文でも言い表せません）",
                "「呼び名」に「様式第1号」「様式第2号」のように番号を付けて、呼び分けてください",
                schedule.label.span(),
            )
        seen.add(name)


def _folded(name: str) -> str:
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", name))
    return _NUMBER.sub(lambda m: str(whole_number(m[0]) or m[0]), plain)
