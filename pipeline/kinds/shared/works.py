"""事業表: projects, the municipalities that carry them (○), and what they cost year by year; totals printed as stated, or computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.amounts import Amount, Unit, Yen, YenOrNone, amount_or_none, bare
from pipeline.kinds.shared.fields import Caption, Stated, call_as, check_columns
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import FieldError, InHouse, Prose, SourceModel, YesNo
from pipeline.source.sheets.printed import Printed

NONE, SHARED = "－", "○"
# How a municipality takes part, most as all others do (○); and that it takes no part.
MARKS, APART = ("◎", "○", "△", "●"), ("－", "×")
# Costs that nobody knows yet: printed as they are, and not added.
UNKNOWN = ("未定", "調整中", "検討中", "今後検討", "算定中", "予算の範囲内")
ALL = "すべて"
Course = Literal["新規", "拡充", "継続", "縮小", "終了"]


def _course(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in get_args(Course):
        raise FieldError(
            "値", f"「{text}」という区分はありません", f"{'、'.join(get_args(Course))}のどれかを書いてください"
        )
    return text


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


def _mark(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    text = "－" if text in _DASHES else text
    if text not in (*MARKS, *APART):
        raise FieldError(
            "値", f"「{text}」という印はありません", f"{'、'.join((*MARKS, *APART))}のどれかを書いてください"
        )
    return text


_DASHES = frozenset("-−–—―ー‐")


def _cost(value: object) -> Amount:
    if isinstance(value, Written) and value.text.strip() in UNKNOWN:
        return Amount(0, 1, value, is_none=True)
    return amount_or_none(value)


Cost = Annotated[
    Amount,
    PlainValidator(_cost),
    WithJsonSchema({"type": "string", "description": f"金額、「－」、又は {'、'.join(UNKNOWN)}"}),
]


class Work(SourceModel):
    """A project. One that is told elsewhere (再掲), or is part of another (内数), is printed and not added.

    `field` gathers projects that follow each other under a line of its own, with their sum; `marks` are those of
    municipalities, which take part as they say, whether `places` names them or not.
    """

    also_called: ClassVar[Mapping[str, str]] = {
        "事業名": "名称",
        "事業内容": "内容",
        "事業概要": "内容",
        "担当課": "担当",
        "所管課": "担当",
        "連携市町": "印",
        "連携市町村": "印",
        "構成市町": "印",
    }

    printed_so: ClassVar[Printed] = Printed(
        ends={"（再掲）": "再掲"}, band="分野", beside={"市町": "印", "年度": "事業費"}
    )

    name: Prose = Field(alias="名称")
    course: Annotated[Course, PlainValidator(_course), WithJsonSchema({"enum": list(get_args(Course))})] | None = Field(
        default=None, alias="区分"
    )
    content: Prose | None = Field(default=None, alias="内容")
    places: Annotated[
        list[Prose], BeforeValidator(_one_or_many), WithJsonSchema({"anyOf": [{"const": ALL}, {"type": "array"}]})
    ] = Field(default=[], alias="市町")
    marks: dict[str, Annotated[str, PlainValidator(_mark), WithJsonSchema({"enum": [*MARKS, *APART]})]] = Field(
        default={}, alias="印", description="市町ごとの印。例: { 潮見市: ◎ }"
    )
    costs: dict[str, Cost] = Field(default={}, alias="事業費")
    stated: Yen | None = Field(default=None, alias="計")
    again: YesNo = Field(default=False, alias="再掲")
    within: YesNo = Field(default=False, alias="内数")
    field: Prose | None = Field(default=None, alias="分野")
    office: Prose | None = Field(default=None, alias="担当")
    note: Prose | None = Field(default=None, alias="備考")

    @property
    def counted(self) -> bool:
        """Whether totals and the count of projects hold it."""
        return not (self.again or self.within)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A project, a total or the line of a field (分野, its name alone), as it prints; `role`: 項目, 計, 分野."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "区分": "course", "内容": "content", "印": "marks", "各年": "costs", "計": "total", "再掲": "again",
        "担当": "office", "備考": "note", "役": "role",
    }  # fmt: skip

    name: Written | str
    course: str
    content: Written | None
    marks: tuple[str, ...]
    costs: tuple[InHouse | Written | str, ...]
    total: InHouse | Written | str
    again: bool = False
    office: Written | None = None
    note: Written | None = None
    role: str = "項目"


class Works(SourceModel):
    """The table. `stated` are the totals that the clerk wrote down, by year and 計."""

    wording_names: ClassVar[dict[str, str]] = {
        "各行": "lines", "合計": "total_line", "内容あり": "has_contents", "区分あり": "has_courses", "計あり": "has_totals",
        "再掲あり": "has_again", "担当あり": "has_offices", "備考あり": "has_notes", "欄数": "columns",
    }  # fmt: skip

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    places: list[Prose] = Field(default=[], alias="市町")
    years: list[Prose] = Field(default=[], alias="年度")
    unit: Unit = Field(default="千円", alias="単位")
    rows: list[Work] = Field(alias="行", min_length=1)
    stated: dict[str, YenOrNone] = Field(default={}, alias="計")
    count: Stated | None = Field(default=None, alias="事業数")
    rounding_told: YesNo = Field(default=False, alias="端数処理")

    @model_validator(mode="after")
    def _known_names(self) -> Works:
        check_columns(self.years, "年度")
        check_columns(self.places, "市町")
        years, places = [y.text for y in self.years], [p.text for p in self.places]
        call_as(self.stated, years)
        for row in self.rows:
            call_as(row.costs, years)
            for year, amount in row.costs.items():
                if year not in years:
                    raise FieldError(
                        "年度",
                        f"「{year}」は、この表の年度にありません",
                        f"使えるのは {'、'.join(years)} です"
                        if years
                        else "表に「年度: [令和6年度, …]」を書いてください",
                        at=amount.written,
                    )
            for place in row.places:
                if place.text not in places and place.text != ALL:
                    raise FieldError(
                        "市町村",
                        f"「{place}」は、この表の市町にありません",
                        f"使えるのは {'、'.join([*places, ALL])} です",
                        at=place,
                    )
            for name in row.marks:
                if name not in places:
                    raise FieldError(
                        "市町村",
                        f"「{row.name}」の印の「{name}」は、この表の市町にありません",
                        f"使えるのは {'、'.join(places)} です",
                        at=row.name,
                    )
        self._check_fields()
        self._take_only_total()
        for name, amount in self.stated.items():
            if name not in (*years, "計"):
                raise FieldError(
                    "年度",
                    f"「{name}」は、この表の年度にありません",
                    f"使えるのは {'、'.join([*years, '計'])} です",
                    at=amount.written,
                )
        return self

    def _take_only_total(self) -> None:
        """計 of a table of one year is the total of that year: there is no column of its own for it."""
        if len(self.years) != 1 or "計" not in self.stated:
            return
        year, total = self.years[0].text, self.stated.pop("計")
        if self.stated.setdefault(year, total).yen != total.yen:
            raise FieldError(
                "合計",
                f"年度が一つの表に、{year}の計（{self.stated[year].written}）と、違う額の「計」（{total.written}）があります",
                "正しい方だけを残してください",
                at=total.written,
            )

    def _check_fields(self) -> None:
        """All projects have a field, or none; those of one stand together."""
        seen: list[str] = []
        for row in self.rows if any(row.field is not None for row in self.rows) else ():
            if row.field is None:
                raise FieldError(
                    "表",
                    f"「{row.name}」に分野がありません",
                    "ほかの行のように「分野:」を書いてください",
                    at=row.name,
                )
            field = row.field.text.strip()
            if field in seen[:-1]:
                raise FieldError(
                    "表",
                    f"分野「{field}」の事業が、離れた所にもあります",
                    "同じ分野の事業が続くように並べ替えてください",
                    at=row.field,
                )
            if field not in seen:
                seen.append(field)

    @property
    def has_contents(self) -> bool:
        """Whether any project has a 内容."""
        return any(row.content is not None for row in self.rows)

    @property
    def has_courses(self) -> bool:
        """Whether any project has a 区分."""
        return any(row.course is not None for row in self.rows)

    @property
    def has_totals(self) -> bool:
        """Whether costs of several years have a column of their sum."""
        return len(self.years) > 1

    @property
    def has_again(self) -> bool:
        """Whether any project is told elsewhere."""
        return any(row.again for row in self.rows)

    @property
    def has_offices(self) -> bool:
        """Whether any project has a 担当."""
        return any(row.office is not None for row in self.rows)

    @property
    def has_notes(self) -> bool:
        """Whether any project has a 備考."""
        return any(row.note is not None for row in self.rows)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        asked = (self.has_courses, self.has_contents, self.has_totals, self.has_offices, self.has_notes)
        return 1 + len(self.places) + len(self.years) + sum(asked)

    @property
    def counted(self) -> list[Work]:
        """The projects that add up."""
        return [row for row in self.rows if row.counted]

    @property
    def lines(self) -> Iterator[WorkLine]:
        """The projects in their order; those of a field below its line, and above their sum where they cost something."""
        for field, held in groupby(self.rows, key=lambda row: row.field.text if row.field is not None else ""):
            rows = list(held)
            if field and rows[0].field is not None:
                yield WorkLine(rows[0].field, "", None, (), (), "", role="分野")
            yield from map(self._line, rows)
            if field and any(row.costs for row in rows):
                yield self._sums("小計", [row for row in rows if row.counted])

    def _line(self, row: Work) -> WorkLine:
        return WorkLine(
            row.name,
            row.course or "",
            row.content,
            tuple(self._mark(row, p.text) for p in self.places),
            tuple(self._printed(row.costs.get(year.text)) for year in self.years),
            self._printed(row.stated) if row.stated is not None else self._sum(list(row.costs.values())),
            row.again,
            row.office,
            row.note,
        )

    def _mark(self, row: Work, place: str) -> str:
        names = {name.text for name in row.places}
        return row.marks.get(place) or (SHARED if ALL in names or place in names else "")

    def _sums(self, word: str, rows: Sequence[Work]) -> WorkLine:
        years = tuple(self._sum([r.costs[y.text] for r in rows if y.text in r.costs]) for y in self.years)
        every = [amount for row in rows for amount in row.costs.values()]
        return WorkLine(word, "", None, tuple("" for _ in self.places), years, self._sum(every), role="計")

    @property
    def total_line(self) -> WorkLine | None:
        """計 of the years; None where nothing costs."""
        if not self.years or not any(row.costs for row in self.rows):
            return None
        computed = self._sums("計", self.counted)
        years = tuple(
            self._printed(self.stated[year.text]) if year.text in self.stated else known
            for year, known in zip(self.years, computed.costs, strict=True)
        )
        return replace(
            computed, costs=years, total=self._printed(self.stated["計"]) if "計" in self.stated else computed.total
        )

    def _sum(self, amounts: Sequence[Amount]) -> InHouse | str:
        if any(not a.is_none for a in amounts):
            return bare(sum(a.yen for a in amounts), self.unit)
        unknown = dict.fromkeys(word for a in amounts if (word := a.written.text.strip()) in UNKNOWN)
        # What nobody knows yet is not nothing.
        return "・".join(unknown) or NONE

    def _printed(self, amount: Amount | None) -> InHouse | Written | str:
        if amount is None:
            return NONE
        if amount.is_none:
            return amount.written if amount.written.text.strip() in UNKNOWN else NONE
        return amount.bare(self.unit)
