"""事業表: projects, the municipalities that carry them (○), and what they cost year by year; totals checked or computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.amounts import Amount, Unit, Yen, YenOrNone, may_make
from pipeline.kinds.shared.fields import Caption, Stated, check_stated
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.notation.numbers import money
from pipeline.source.fields import FieldError, InHouse, Prose, SourceModel, YesNo

NONE, SHARED = "－", "○"
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


class Work(SourceModel):
    """A project. One that is told elsewhere (再掲) is printed and not added."""

    name: Prose = Field(alias="名称")
    course: Annotated[Course, PlainValidator(_course), WithJsonSchema({"enum": list(get_args(Course))})] | None = Field(
        default=None, alias="区分"
    )
    content: Prose | None = Field(default=None, alias="内容")
    places: Annotated[
        list[Prose], BeforeValidator(_one_or_many), WithJsonSchema({"anyOf": [{"const": ALL}, {"type": "array"}]})
    ] = Field(default=[], alias="市町")
    costs: dict[str, YenOrNone] = Field(default={}, alias="事業費")
    stated: Yen | None = Field(default=None, alias="計")
    again: YesNo = Field(default=False, alias="再掲")


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A project, or the total, as it prints."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "区分": "course", "内容": "content", "印": "marks", "各年": "costs", "計": "total", "再掲": "again",
    }  # fmt: skip

    name: Written | str
    course: str
    content: Written | None
    marks: tuple[str, ...]
    costs: tuple[InHouse | str, ...]
    total: InHouse | str
    again: bool = False


class Works(SourceModel):
    """The table. `stated` are the totals that the clerk wrote down, by year and 計."""

    wording_names: ClassVar[dict[str, str]] = {
        "各行": "lines", "合計": "total_line", "内容あり": "has_contents", "区分あり": "has_courses", "計あり": "has_totals",
        "再掲あり": "has_again",
    }  # fmt: skip

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    places: list[Prose] = Field(default=[], alias="市町")
    years: list[Prose] = Field(default=[], alias="年度")
    unit: Unit = Field(default="千円", alias="単位")
    rows: list[Work] = Field(alias="行", min_length=1)
    stated: dict[str, YenOrNone] = Field(default={}, alias="計")
    count: Stated | None = Field(default=None, alias="事業数")

    @model_validator(mode="after")
    def _known_names(self) -> Works:
        years, places = [y.text for y in self.years], [p.text for p in self.places]
        for row in self.rows:
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
        for name, amount in self.stated.items():
            if name not in (*years, "計"):
                raise FieldError(
                    "年度",
                    f"「{name}」は、この表の年度にありません",
                    f"使えるのは {'、'.join([*years, '計'])} です",
                    at=amount.written,
                )
        return self

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
    def counted(self) -> list[Work]:
        """The projects that add up."""
        return [row for row in self.rows if not row.again]

    @property
    def lines(self) -> Iterator[WorkLine]:
        """The projects in their order."""
        for row in self.rows:
            names = {place.text for place in row.places}
            yield WorkLine(
                row.name,
                row.course or "",
                row.content,
                tuple(SHARED if ALL in names or p.text in names else "" for p in self.places),
                tuple(self._printed(row.costs.get(year.text)) for year in self.years),
                self._printed(row.stated) if row.stated is not None else self._sum(list(row.costs.values())),
                row.again,
            )

    @property
    def total_line(self) -> WorkLine | None:
        """計 of the years; None where nothing costs."""
        if not self.years or not any(row.costs for row in self.rows):
            return None
        totals = [self._year(year.text) for year in self.years]
        whole = self.stated.get("計")
        every = [amount for row in self.counted for amount in row.costs.values()]
        return WorkLine(
            "計",
            "",
            None,
            tuple("" for _ in self.places),
            tuple(totals),
            self._printed(whole) if whole else self._sum(every),
        )

    def _year(self, year: str) -> InHouse | str:
        stated = self.stated.get(year)
        if stated is not None:
            return self._printed(stated)
        return self._sum([row.costs[year] for row in self.counted if year in row.costs])

    def _sum(self, amounts: Sequence[Amount]) -> InHouse | str:
        return self._in_unit(sum(a.yen for a in amounts)) if any(not a.is_none for a in amounts) else NONE

    def _printed(self, amount: Amount | None) -> InHouse | str:
        return NONE if amount is None or amount.is_none else self._in_unit(amount.yen, amount.written)

    def _in_unit(self, yen: int, written: Written | None = None) -> InHouse:
        return InHouse(partial(_bare, yen, self.unit), written)


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)


def check(works: Works, rounding: money.Rounding, problems: Problems) -> None:
    """Reports totals and counts that the rows do not make."""
    check_stated(works.count, len(works.counted), f"「{works.title}」の事業数", problems)
    for row in works.rows:
        if row.stated is not None:
            _check_sum(f"{row.name}", row.stated, list(row.costs.values()), rounding, problems)
    for name, stated in works.stated.items():
        parts = [a for row in works.counted for year, a in row.costs.items() if name in ("計", year)]
        _check_sum(f"{works.title}」の{name}の「計", stated, parts, rounding, problems)


def _check_sum(
    name: str, stated: Amount, parts: Sequence[Amount], rounding: money.Rounding, problems: Problems
) -> None:
    added = sum(part.yen for part in parts)
    if added == stated.yen:
        return
    said = f"「{name}」は{stated.written}と書かれていますが、内訳を足すと{money.scale(added, '千円' if added % 1000 == 0 else '円')}です"
    if may_make(stated, parts, rounding):
        problems.warning("合計", f"{said}（端数の範囲）", "書かれた計をそのまま印刷します", stated.written.span())
    else:
        problems.error(
            "合計",
            said,
            "額を確かめてください。ほかにも掲げる事業には「再掲: はい」と書きます（書かれた計を直すことはしません）",
            stated.written.span(),
        )
