"""指標表: indicators over several years -> targets, results and 達成率; what is stated is checked, what is not is computed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.fields import Caption
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import number
from pipeline.notation.problem import NotationError
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel, YesNo

# What stands where there is nothing to tell.
NONE = "－"
_DITTO = frozenset("〃″")
_VALUE = regex(r"約?([△▲−-]?[0-9][0-9,]*(?:\.[0-9]+)?)([^0-9]*)")
_RATE = regex(r"([0-9][0-9,]*(?:\.[0-9]+)?)%")
Way = Literal["増加", "減少"]


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

    name: Prose = Field(alias="名称")
    note: Prose | None = Field(default=None, alias="注")
    unit: PlainStr = Field(default="", alias="単位")
    total: YesNo = Field(default=False, alias="累計")
    way: Annotated[Way, PlainValidator(_way), WithJsonSchema({"enum": list(get_args(Way))})] = Field(
        default="増加", alias="向き"
    )
    base: Prose | None = Field(default=None, alias="基準値")
    when: Prose | None = Field(default=None, alias="時点")
    targets: dict[str, Prose] = Field(default={}, alias="目標")
    results: dict[str, Prose] = Field(default={}, alias="実績")
    stated: Prose | None = Field(default=None, alias="達成率")


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
    rate: Written | str


class Indicators(SourceModel):
    """The table: its years (年 and 年度 are not the same), and of which of them 達成率 is told."""

    wording_names: ClassVar[dict[str, str]] = {
        "各行": "lines", "基準値あり": "has_bases", "実績あり": "has_results", "単位あり": "has_units",
    }  # fmt: skip

    title: Prose = Field(alias="題")
    caption: Caption = Field(default=False, alias="題を印刷")
    years: list[Prose] = Field(alias="年度", min_length=1)
    rated: Prose | None = Field(default=None, alias="達成率の年度")
    rows: list[Indicator] = Field(alias="行", min_length=1)

    @model_validator(mode="after")
    def _known_years(self) -> Indicators:
        known = [year.text for year in self.years]
        if self.rated is not None and self.rated.text not in known:
            raise _unknown(self.rated.text, known, self.rated)
        for row in self.rows:
            for year, value in (*row.targets.items(), *row.results.items()):
                if year not in known:
                    raise _unknown(year, known, value)
            if row.stated is not None:
                self._check_rate(row, row.stated)
        return self

    def _check_rate(self, row: Indicator, stated: Written) -> None:
        if self.rated is None:
            raise FieldError(
                "達成率",
                f"「{row.name}」に達成率がありますが、いつの達成率かがありません",
                "表に「達成率の年度:」を書いてください",
                at=stated,
            )
        exact = self._rate(row)
        match = _RATE.fullmatch(unicodedata.normalize("NFKC", stated.text).strip())
        if exact is None or match is None:
            return  # words (算定中, ―), or a rate of words that cannot be computed
        places = len(match[1].partition(".")[2])
        if abs(Fraction(match[1].replace(",", "")) - exact) > Fraction(1, 10**places):
            raise FieldError(
                "達成率",
                f"「{row.name}」の達成率は{stated}と書かれていますが、目標と実績からは{_percent(exact)}です",
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
    def lines(self) -> Iterator[Line]:
        """The rows with a cell for every year."""
        for row in self.rows:
            cells = tuple(YearCell(row.targets.get(year.text, NONE), row.results.get(year.text)) for year in self.years)
            exact = self._rate(row)
            yield Line(row, cells, row.stated or (_percent(exact) if exact is not None else NONE))

    def _rate(self, row: Indicator) -> Fraction | None:
        """達成率 in percent: of what is to grow, the result of the target; of what is to fall, the way gone from the base."""
        if self.rated is None:
            return None
        target, result = _number(row.targets.get(self.rated.text)), _number(row.results.get(self.rated.text))
        if target is None or result is None or target == 0:
            return None
        if row.way == "増加":
            return result / target * 100
        base = _number(row.base)
        return None if base is None or base == target else (base - result) / (base - target) * 100


def _unknown(year: str, known: list[str], at: Written) -> FieldError:
    other = year.removesuffix("度") if year.endswith("年度") else f"{year}度"
    hint = f"「{other}」のことではありませんか（年と年度は別のものです）" if other in known else ""
    return FieldError(
        "年度", f"「{year}」は、この表の年度にありません", hint or f"使えるのは {'、'.join(known)} です", at=at
    )


def _number(value: Written | None) -> Fraction | None:
    """The number that a value begins with; None for words."""
    if value is None or value.text.strip() in _DITTO:
        return None
    match = _VALUE.fullmatch(unicodedata.normalize("NFKC", value.text).strip())
    if match is None:
        return None
    try:
        return Fraction(number.parse(match[1]).value)
    except NotationError:
        return None


def _percent(exact: Fraction) -> str:
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), "ROUND_HALF_UP")
    return f"{'△' if rounded < 0 else ''}{abs(rounded):,f}%"
