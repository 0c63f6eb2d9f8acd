"""Filters of expressions and wording templates: {{ 締結日 | 和暦 }}, {{ 2696000 | 千円 }}, {{ 通数 | 漢数字 }}.

All of them print through notation. What asks for a width of its own (全角, 半角, 一桁全角) is kept from the house's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pipeline.notation.dates import fiscal_year, wareki
from pipeline.notation.house_style import House
from pipeline.notation.numbers import money, number
from pipeline.notation.problem import NotationError
from pipeline.notation.text import width_policy
from pipeline.source.fields import Dated
from pipeline.tree.nodes import Inlines, Name, Text

Filter = Callable[..., str | Inlines]


def filters(house: House) -> Mapping[str, Filter]:
    """All filters by name. Those of amounts take yen."""
    return {
        "和暦": lambda value: wareki.format(_day(value)),
        "和暦漢数字": lambda value: wareki.format(_day(value), "wareki_kanji"),
        "和暦略": lambda value: wareki.format(_day(value), "wareki_abbr"),
        "和暦曜日": lambda value: wareki.format(_day(value), "wareki_weekday"),
        "和暦西暦併記": lambda value: wareki.format(_day(value), "wareki_heiki"),
        "西暦": lambda value: wareki.format(_day(value), "seireki"),
        "年度": lambda value: house.fiscal_year(fiscal_year.of(_day(value)), _day(value)),
        "円": lambda value: _amount(_whole(value), "円", house),
        "千円": lambda value: _amount(_whole(value), "千円", house),
        "百万円": lambda value: _amount(_whole(value), "百万円", house),
        "桁区切り": lambda value: number.format(_whole(value), "comma", house.negative),
        "漢数字": lambda value: number.format(_whole(value), "kanji", house.negative),
        "大字": lambda value: number.format(_whole(value), "daiji", house.negative),
        "半角": lambda value: _kept(width_policy.apply(_words(value), "half")),
        "全角": lambda value: _kept(width_policy.apply(_words(value), "full")),
        "一桁全角": lambda value: _kept(width_policy.apply(_words(value), "single_full")),
        "下線": lambda value: (Text(_words(value), emphasis="下線"),),
    }


def _day(value: object) -> date:
    match value:
        case Dated(day=day):
            return day
        case str():
            return wareki.parse_date(value)
        case _:
            raise TypeError("not a date")


def _whole(value: object) -> int:
    match value:
        case int():
            return value
        case str():
            amount = number.parse(value).value
            if amount == amount.to_integral_value():
                return int(amount)
    raise TypeError("not a whole number")


def _amount(yen: int, unit: str, house: House) -> str:
    """In a sentence no note says how it was rounded: nothing is not what little there is. Raises NotationError."""
    if yen and not money.rounded_to(yen, unit, house.rounding):
        raise NotationError(
            "below_unit",
            0,
            0,
            f"{yen:,}円は、{unit}では0と印刷されます",
            "「円」など、もっと小さい単位を使ってください",
        )
    return house.amount(yen, unit)


def _words(value: object) -> str:
    if isinstance(value, str | int):
        return str(value)
    raise TypeError("not words")


def _kept(words: str) -> Inlines:
    return (Name(words),)
