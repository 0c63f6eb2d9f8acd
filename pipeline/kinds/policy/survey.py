"""Counts of a survey: totals added up from their parts, answers checked against those who gave them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.fields import Caption, Stated, check_stated
from pipeline.notation.numbers import enumeration
from pipeline.source.fields import HowMany, Prose, SourceModel


class Count(SourceModel):
    """Who answered, and how often on what; 計 is counted, and checked where it is written down."""

    wording_names: ClassVar[dict[str, str]] = {"総数": "printed_total", "各内訳": "printed_parts"}

    name: Prose = Field(alias="名称")
    parts: dict[str, HowMany] = Field(alias="内訳", min_length=1)
    stated: Stated | None = Field(default=None, alias="計")

    @property
    def total(self) -> int:
        """All of its parts."""
        return sum(self.parts.values())

    @property
    def printed_total(self) -> str:
        """1,287."""
        return f"{self.total:,}"

    @property
    def printed_parts(self) -> Iterator[tuple[str, str]]:
        """Each part with its count."""
        return ((name, f"{count:,}") for name, count in self.parts.items())


class Counts(SourceModel):
    """件数 of a survey."""

    wording_names: ClassVar[dict[str, str]] = {"各行": "signed"}

    rows: list[Count] = Field(alias="行", min_length=1)

    @property
    def signed(self) -> Iterator[tuple[str, Count]]:
        """Each row with its number."""
        return ((enumeration.circled(n), row) for n, row in enumerate(self.rows, 1))


class Answer(SourceModel):
    """A row of answers; without a 件数 it stands for what is not counted here (その他)."""

    wording_names: ClassVar[dict[str, str]] = {"数": "printed"}

    name: Prose = Field(alias="名称")
    remark: Prose | None = Field(default=None, alias="付記")
    count: HowMany | None = Field(default=None, alias="件数")

    @property
    def printed(self) -> str:
        """How often, as it is printed."""
        return "—" if self.count is None else f"{self.count:,}"


class Answers(SourceModel):
    """回答 on one matter. 母数 names the count (名称, 内訳) of which the rows are all or 主なもの."""

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    base: list[Prose] = Field(default=[], max_length=2, alias="母数")
    extent: Annotated[str, PlainValidator(one_of("すべて", "主なもの")), WithJsonSchema({"type": "string"})] = Field(
        default="すべて", alias="範囲"
    )
    rows: list[Answer] = Field(alias="行", min_length=1)


def check_counts(counts: list[Counts], answers: list[Answers], problems: Problems) -> None:
    """Reports totals that are not the sum of their parts, and answers that do not fit the count they belong to."""
    known: dict[tuple[str, ...], int] = {}
    for count in (row for each in counts for row in each.rows):
        check_stated(count.stated, count.total, f"「{count.name}」の件数", problems)
        known[count.name.text,] = count.total
        known.update({(count.name.text, part): number for part, number in count.parts.items()})
    for each in answers:
        if each.base:
            _check_answers(each, known, problems)


def _check_answers(answers: Answers, known: dict[tuple[str, ...], int], problems: Problems) -> None:
    names = "・".join(str(name) for name in answers.base)
    base = known.get(tuple(name.text for name in answers.base))
    if base is None:
        problems.error(
            "件数",
            f"「母数」の「{names}」という件数はありません",
            f"{'、'.join('・'.join(k) for k in known) or '「件数:」'}のどれかを書いてください",
            answers.base[0].span(),
        )
        return
    added = sum(row.count or 0 for row in answers.rows)
    partial = answers.extent == "主なもの" or any(row.count is None for row in answers.rows)
    if added > base or (added != base and not partial):
        problems.error(
            "件数",
            f"「{answers.title}」の件数を足すと{added}件ですが、「{names}」は{base}件です",
            "件数を確かめてください。主な回答だけを掲げるのなら「範囲: 主なもの」と書きます",
            answers.title.span(),
        )
