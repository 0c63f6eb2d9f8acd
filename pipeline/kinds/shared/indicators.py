"""指標表: indicators over several years -> targets, results and 達成率; what is stated is checked, what is not is computed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.achievement import Measured, measured, rate
from pipeline.kinds.shared.amounts import stated_rate
from pipeline.kinds.shared.fields import Called, Caption, call_as, check_called, check_columns, heads, same_year
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import House
from pipeline.notation.numbers import number
from pipeline.source.fields import FieldError, InHouse, PlainStr, Prose, SourceModel, YesNo
from pipeline.source.sheets.printed import Printed

# What stands where there is nothing to tell.
NONE = "－"
_RATE = regex(r"([△▲−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)%?")
Way = Literal["増加", "減少"]
# What the columns are called, where the table does not say otherwise (欄の名).
HEADS: Mapping[str, str] = {name: name for name in ("指標", "単位", "基準値", "達成率", "評価", "担当")}


def _way(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in get_args(Way):
        raise FieldError(
            "値", f"「{text}」は「増加」でも「減少」でもありません", "目指す向きを「増加」か「減少」で書いてください"
        )
    return text


Values = Annotated[dict[str, Prose], Field(default={})]


class Indicator(SourceModel):
    """A row: values may be any words (122件, 現状維持以上, 検討中, 〃). 達成率 is that of the year the table names."""

    also_called: ClassVar[Mapping[str, str]] = {
        "指標": "名称", "指標名": "名称", "成果指標": "名称", "現状値": "基準値", "目標値": "目標", "実績値": "実績", "備考": "注",
        "判定": "評価", "進捗評価": "評価", "担当課": "担当", "所管課": "担当", "所管": "担当",
    }  # fmt: skip

    printed_so: ClassVar[Printed] = Printed(
        below={"名称": {"※": "注"}, "基準値": {"（": "時点"}},
        ends={"（累計）": "累計"},
        verbatim=frozenset({"目標", "実績"}),
        remarked=frozenset({"達成率"}),
        beside={"年度": "目標"},
    )

    name: Prose = Field(alias="名称")
    note: Prose | None = Field(default=None, alias="注")
    unit: PlainStr = Field(default="", alias="単位")
    total: YesNo = Field(default=False, alias="累計")
    way: Annotated[Way, PlainValidator(_way), WithJsonSchema({"enum": list(get_args(Way))})] | None = Field(
        default=None, alias="向き", description="目指す向き。書かなければ「増加」"
    )
    base: Prose | None = Field(default=None, alias="基準値")
    when: Prose | None = Field(default=None, alias="時点")
    targets: dict[str, Prose] = Field(default={}, alias="目標")
    results: dict[str, Prose] = Field(default={}, alias="実績")
    stated: Prose | None = Field(default=None, alias="達成率")
    judged: Prose | None = Field(default=None, alias="評価", description="A、○、順調 など。書いたとおりに印刷します")
    office: Prose | None = Field(default=None, alias="担当")

    @model_validator(mode="after")
    def _dates_a_value(self) -> Indicator:
        if self.when is not None and self.base is None:
            raise FieldError(
                "不足", f"「時点」の「{self.when}」は、「基準値」がないので印刷されません", "「基準値:」を書くか、消してください",
                at=self.when,
            )  # fmt: skip
        return self


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a year says of an indicator: its target and its result."""

    wording_names: ClassVar[Mapping[str, str]] = {"目標": "target", "実績": "result"}

    target: Written | str
    result: Written | None


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as it prints."""

    wording_names: ClassVar[Mapping[str, str]] = {"指標": "indicator", "各年": "years", "達成率": "rate"}

    indicator: Indicator
    years: tuple[YearCell, ...]
    rate: InHouse | Written | str


class Indicators(SourceModel):
    """The table: its years (年 and 年度 are not the same), and of which of them 達成率 is told."""

    wording_names: ClassVar[dict[str, str]] = {
        "各行": "lines", "基準値あり": "has_bases", "実績あり": "has_results", "単位あり": "has_units",
        "評価あり": "has_judgements", "担当あり": "has_offices", "名": "heads",
    }  # fmt: skip

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    years: list[Prose] = Field(alias="年度", min_length=1)
    rated: Prose | None = Field(default=None, alias="達成率の年度")
    rows: list[Indicator] = Field(alias="行", min_length=1)
    called: Called = Field(default={}, alias="欄の名", description="欄の見出しの言い方。例: { 評価: 進捗の評価 }")

    @model_validator(mode="after")
    def _known_columns(self) -> Indicators:
        check_called(self.called, HEADS)
        return self

    @model_validator(mode="after")
    def _known_years(self) -> Indicators:
        check_columns(self.years, "年度")
        known = [year.text for year in self.years]
        if self.rated is not None and not any(same_year(self.rated.text, year) for year in known):
            raise _unknown(self.rated.text, known, self.rated)
        for row in self.rows:
            call_as(row.targets, known)
            call_as(row.results, known)
            for year, value in (*row.targets.items(), *row.results.items()):
                if year not in known:
                    raise _unknown(year, known, value)
            if row.stated is not None:
                self._check_rate(row, row.stated)
            else:
                self._check_way(row)
        return self

    def _check_way(self, row: Indicator) -> None:
        """A target below its base, of which nobody says that it is to fall: 達成率 would praise what went wrong."""
        target, base = self._target(row), measured(row.base, row.unit)
        if row.way is not None or target is None or base is None or self._rate(row, falls=False) is None:
            return
        if target.value < base.value and not target.at_most:
            raise FieldError(
                "達成率",
                f"「{row.name}」の目標は基準値より小さいのですが、減らすのが目標かどうかが書かれていません",
                "減らすのが目標なら「向き: 減少」、そうでないなら「向き: 増加」と書いてください",
                at=row.name,
            )

    def _target(self, row: Indicator) -> Measured | None:
        return measured(self._of_rated(row.targets), row.unit) if self.rated is not None else None

    def _check_rate(self, row: Indicator, stated: Written) -> None:
        if self.rated is None:
            raise FieldError(
                "達成率",
                f"「{row.name}」に達成率がありますが、いつの達成率かがありません",
                "表に「達成率の年度:」を書いてください",
                at=stated,
            )
        rates = [self._rate(row, falls=falls) for falls in ((False, True) if row.way is None else (row.way == "減少",))]
        known = [exact for exact in rates if exact is not None]
        match = _RATE.fullmatch(unicodedata.normalize("NFKC", stated.text).strip())
        if not known or match is None:
            return  # words (算定中, ―), or a rate of words that cannot be computed
        places = len(match[2].partition(".")[2])
        value = Fraction(match[2].replace(",", "")) * (-1 if match[1] else 1)
        if all(abs(value - exact) > Fraction(1, 10**places) for exact in known):
            raise FieldError(
                "達成率",
                f"「{row.name}」の達成率は{stated}と書かれていますが、目標と実績からは{_percent(known[0], House())}です",
                "目標、実績、達成率のどれが正しいか確かめてください。「達成率:」を消せば、計算して印刷します",
                at=stated,
            )

    @property
    def has_bases(self) -> bool:
        """Whether any row has a 基準値."""
        return any(row.base is not None for row in self.rows)

    @property
    def has_results(self) -> bool:
        """Whether any row has a 実績."""
        return any(row.results for row in self.rows)

    @property
    def has_units(self) -> bool:
        """Whether any row has a 単位."""
        return any(row.unit for row in self.rows)

    @property
    def has_judgements(self) -> bool:
        """Whether any row has an 評価."""
        return any(row.judged is not None for row in self.rows)

    @property
    def has_offices(self) -> bool:
        """Whether any row has a 担当."""
        return any(row.office is not None for row in self.rows)

    @property
    def heads(self) -> dict[str, Written | str]:
        """What each column is called."""
        return heads(self.called, HEADS)

    @property
    def lines(self) -> Iterator[Line]:
        """The rows with a cell for every year."""
        for row in self.rows:
            cells = tuple(YearCell(row.targets.get(year.text, NONE), row.results.get(year.text)) for year in self.years)
            exact = self._rate(row, falls=row.way == "減少")
            computed = InHouse(partial(_percent, exact)) if exact is not None else NONE
            yield Line(row, cells, stated_rate(row.stated) if row.stated is not None else computed)

    def _of_rated(self, values: dict[str, Written]) -> Written | None:
        rated = self.rated
        found = (value for year, value in values.items() if rated is not None and same_year(year, rated.text))
        return next(found, None)

    def _rate(self, row: Indicator, *, falls: bool) -> Fraction | None:
        """達成率 of the year of which it is told; None where the values do not tell it."""
        if self.rated is None:
            return None
        target, result = self._target(row), measured(self._of_rated(row.results), row.unit)
        if target is None or result is None:
            return None
        return rate(target, result, measured(row.base, row.unit), falls=falls)


def _unknown(year: str, known: list[str], at: Written) -> FieldError:
    other = year.removesuffix("度") if year.endswith("年度") else f"{year}度"
    hint = f"「{other}」のことではありませんか（年と年度は別のものです）" if other in known else ""
    return FieldError(
        "年度", f"「{year}」は、この表の年度にありません", hint or f"使えるのは {'、'.join(known)} です", at=at
    )


def _percent(exact: Fraction, house: House) -> str:
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), "ROUND_HALF_UP")
    return house.percent(number.format(f"{rounded:f}", negative=house.negative))
