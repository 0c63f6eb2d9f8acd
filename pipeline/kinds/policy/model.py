"""The source of a 方針 with its surveys, schedules and budgets: what the clerk writes, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.budget.model import Sheet
from pipeline.kinds.policy.roadmap import Roadmap
from pipeline.kinds.policy.survey import Answers, Counts
from pipeline.kinds.policy.year_plan import YearPlan
from pipeline.kinds.shared.blocks import Block as SharedBlock
from pipeline.kinds.shared.fields import Caption, Landscape, Numbering, Texts
from pipeline.kinds.shared.front import Front
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.scheme import scheme
from pipeline.source.fields import FieldError, PlainStr, PositiveNumber, Prose, SourceModel, YesNo

# Source: sample 004; 新設 and 再掲 as in other papers of the kind.
_TAGS = ("新規", "充実", "拡充", "継続", "新設", "再掲", "終了")
_BRACKETS = "〔〕【】〈〉（）"


def _tag(value: object) -> object:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text.strip(_BRACKETS) not in _TAGS:
        raise FieldError("印", f"「{text}」という印はありません", f"{'、'.join(_TAGS)}のどれかを書いてください")
    return value


class Region(SourceModel):
    """A region and what is done there."""

    name: Prose = Field(alias="地域")
    work: Prose = Field(alias="取組")
    tag: Annotated[Prose, BeforeValidator(_tag), WithJsonSchema({"enum": list(_TAGS)})] | None = Field(
        default=None, alias="印"
    )


class Regions(SourceModel):
    """地域別: a row for each region."""

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    rows: list[Region] = Field(alias="行", min_length=1)


class Block(SharedBlock):
    """One block of a part: what any paper has, and what plans and surveys have."""

    roadmap: Roadmap | None = Field(default=None, alias="工程表")
    counts: Counts | None = Field(default=None, alias="件数")
    answers: Answers | None = Field(default=None, alias="回答")
    regions: Regions | None = Field(default=None, alias="地域別")
    year_plan: YearPlan | None = Field(default=None, alias="年間予定")


@dataclass(frozen=True, slots=True)
class Placed:
    """A section with the numbering that its place gives it; `first` where its number is not the next."""

    wording_names: ClassVar[Mapping[str, str]] = {"節": "section", "番号": "scheme", "初め": "first", "下位": "below"}

    section: Section
    scheme: str
    first: int | None
    below: tuple[Placed, ...]


class Section(SourceModel):
    """A section at any depth. Its number follows the 番号 of its part; 記号 (〔参考〕, 《》, ○) stands in its place.

    `continued`: it goes on under the number of the section before it (Ⅱ…① and Ⅱ…②).
    """

    wording_names: ClassVar[dict[str, str]] = {"括弧付きの印": "bracketed_tag"}

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    numbered: YesNo = Field(default=True, alias="番号を付ける")
    sign: PlainStr | None = Field(default=None, alias="記号")
    first: PositiveNumber | None = Field(default=None, alias="初めの番号")
    continued: YesNo = Field(default=False, alias="続き")
    tag: Annotated[Prose, BeforeValidator(_tag), WithJsonSchema({"type": "string"})] | None = Field(
        default=None, alias="印"
    )
    departments: list[Prose] = Field(default=[], alias="部局")
    department_head: Prose | None = Field(default=None, alias="部局の見出し")
    blocks: list[Block] = Field(default=[], alias="内容")
    sections: list[Section] = Field(default=[], alias="節")
    closing: list[Block] = Field(default=[], alias="結び")

    @model_validator(mode="after")
    def _heads_departments(self) -> Section:
        if self.department_head is not None and not self.departments:
            raise FieldError(
                "部局",
                f"「部局の見出し」の「{self.department_head}」は、「部局」がないので印刷されません",
                "「部局: [課の名前]」を書くか、消してください",
                at=self.department_head,
            )
        return self

    @property
    def bracketed_tag(self) -> tuple[str, Written, str] | None:
        """〔新規〕; brackets that the clerk wrote (【新設】) stay."""
        if self.tag is None:
            return None
        bare = self.tag.text.strip()[0] not in _BRACKETS
        return ("〔" if bare else "", self.tag, "〕" if bare else "")


class Part(SourceModel):
    """部: matter that begins a page, if it does not go on (turns), and has a line in 目次 (listed: in other words than its heading's).

    Where the paper numbers its parts (部の番号), `numbered` says whether this one is among them.
    """

    wording_names: ClassVar[dict[str, str]] = {"目次の文": "entry", "各節": "placed"}

    key: Prose | None = Field(default=None, alias="キー")
    heading: Prose = Field(alias="見出し")
    listed: Prose | None = Field(default=None, alias="目次")
    numbered: YesNo = Field(default=True, alias="番号を付ける")
    first: PositiveNumber | None = Field(default=None, alias="初めの番号")
    landscape: Landscape = Field(default=False, alias="用紙")
    turns: YesNo = Field(default=True, alias="改頁", description="いいえ: 前の部に続けて置く")
    schemes: list[Numbering] = Field(default=["1", "(1)", "①"], alias="番号")
    blocks: list[Block] = Field(default=[], alias="内容")
    sections: list[Section] = Field(default=[], alias="節")
    sheets: list[Sheet] = Field(default=[], alias="予算")
    closing: list[Block] = Field(default=[], alias="結び")

    @property
    def entry(self) -> Written:
        """What 目次 says."""
        return self.listed or self.heading

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The sections with their numbering."""
        return tuple(_placed(self.sections, self.schemes))


class Policy(Front):
    """A 方針 with what belongs to it. 部局 names the departments that sections may name.

    `scheme` numbers the parts (第1部, 第1章), `depth` is down to which level 目次 goes.
    """

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    office: Prose | None = Field(default=None, alias="作成")
    contents: Prose | None = Field(default=None, alias="目次")
    depth: PositiveNumber = Field(
        default=1, alias="目次の深さ", description="目次に載せる見出しの段。部だけなら1、節までなら2"
    )
    scheme: Numbering = Field(default="", alias="部の番号", description="部に付ける番号の初め。例: 第1章")
    departments: list[Prose] = Field(default=[], alias="部局")
    notes: Texts = Field(default=[], alias="注")
    parts: list[Part] = Field(alias="部", min_length=1)


def _placed(sections: Iterable[Section], schemes: Sequence[str]) -> Iterator[Placed]:
    numbering, count = (*schemes, "")[0], 0
    counts = scheme(numbering).counter is not None
    recalled = False
    for section in sections:
        below = tuple(_placed(section.sections, schemes[1:]))
        if section.sign is not None or not section.numbered:
            sign = section.sign or ""
            # A sign that would count (参考1) is always the first: it stands as it is written, and the numbers go on behind it.
            counting = scheme(sign).counter is not None
            recalled = recalled or counting
            yield Placed(section, sign, 1 if counting else None, below)
            continue
        if section.continued and count:
            yield Placed(section, numbering, count, below)
            continue
        count = section.first or count + 1
        yield Placed(section, numbering, count if counts and (section.first or recalled) else None, below)
        recalled = False


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections and those within them, in the order of the paper."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def blocks(part: Part) -> Iterator[Block]:
    """Every block of a part outside its budget sheets."""
    yield from part.blocks
    for section in walk(part.sections):
        yield from section.blocks
        yield from section.closing
    yield from part.closing


Section.model_rebuild()
