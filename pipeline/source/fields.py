"""Field types of source models: what a scalar may say, and what it is worth.

Every type keeps or drops the position knowingly: `Prose` and `Day` remember where they stand, the others are plain
values. A wrong value raises FieldError, which decode.py turns into a diagnostic at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.notation.numbers import number as numbers
from pipeline.notation.problem import NotationError


class SourceModel(BaseModel):
    """Base of everything that is read from a source: keys as the clerk writes them, no key unknown.

    `also_called` are heads of sheets that mean a key; `gathers` the keys of a group's name, its rows and the groups within
    it, where rows of a sheet can be gathered into such groups.
    """

    also_called: ClassVar[Mapping[str, str]] = {}
    gathers: ClassVar[tuple[str, str, str] | None] = None

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)


class FieldError(ValueError):
    """A value that its field cannot take. `start` and `end` mark the characters; `end` None: the whole value.

    `at` is the value within it that is wrong, where a whole group is judged.
    """

    def __init__(
        self, code: str, message: str, cure: str, start: int = 0, end: int | None = None, at: Written | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.cure, self.start, self.end, self.at = code, message, cure, start, end, at


def one_of_these(words: Iterable[str]) -> str:
    """What may be written, as cures say it; words that hold a mark themselves (、 現行・変更後) stand in 「」."""
    words = tuple(words)
    if any(mark in word for word in words for mark in "、，・ "):
        return f"{''.join(f'「{word}」' for word in words)}のどれかを書いてください"
    return f"{'、'.join(words)}のどれかを書いてください"


@dataclass(frozen=True, slots=True)
class Dated:
    """A full date, and how it was written."""

    day: date
    written: Written


@dataclass(frozen=True, slots=True)
class Undated:
    """A date to be filled in by hand, with the blanks that the clerk typed; nothing typed: as the office leaves one open."""

    written: Written


@dataclass(frozen=True, slots=True)
class InHouse:
    """Words that only the house style can say (an amount, its rounding and its sign), and what they were made of."""

    say: Callable[[House], str]
    written: Written | None = None


# More parts, rows or pages than any paper has; more people, votes or answers than there are to be counted; more points,
# millimetres, characters or percent than a sheet has room for.
MOST_PARTS, MOST_TOLD, MOST_MEASURED = 9_999, 999_999_999_999, 1_000


def _scalar(value: object) -> Written:
    if isinstance(value, Written):
        return value
    kind = "並び（- …）" if isinstance(value, list) else "項目の組（名前: 値）"
    raise FieldError(
        "形",
        f"文字を書くところに{kind}があります",
        "一つの値を書いてください。「- 」「: 」を含む文や「{{ }}」で始まる文は、全体を引用符で囲みます",
    )


def _prose(value: object) -> Written:
    written = _scalar(value)
    if not written.text.strip():
        raise FieldError("空", "値が空です", "値を書くか、項目ごと消してください")
    return written


def _plain(value: object) -> str:
    return _prose(value).text.strip()


def only(value: object, word: str) -> str:
    """The one word that a scalar may say; FieldError for any other."""
    text = _plain(value)
    if text != word:
        raise FieldError("種別", f"このファイルの種別は「{text}」でなく「{word}」です", f"「{word}」と書いてください")
    return text


_IN_BRACES = regex(r"\{[^{}]*\}?|\}")


def without_strangers(form: str, marks: Sequence[str]) -> str:
    """A form in which nothing stands in braces but these marks ({番号}); FieldError for another, which would be printed as it is."""
    rest = form
    for mark in marks:
        rest = rest.replace(mark, "")
    if found := _IN_BRACES.search(rest):
        raise FieldError(
            "差し込み",
            f"「{form}」の「{found[0]}」は、そのまま印刷されます",
            f"波括弧で書けるのは {'、'.join(marks)} だけです",
        )
    return form


# A measure with its unit, which fields know by themselves.
_WITH_UNIT = regex(
    r"(?i)([-－△]?[0-9０-９]+(?:[.．][0-9０-９]+)?)[ 　]*(mm|cm|pt|px|em|%|％|ミリ|センチ|ポイント|字|行)"
)


def measured(value: object) -> float:
    """The length or share that a scalar says; FieldError where it is no number or more than a sheet has room for."""
    found = _WITH_UNIT.fullmatch(_plain(value))
    if found is not None:
        raise FieldError(
            "数",
            f"「{found[0]}」に単位「{found[2]}」が付いています",
            "数だけを書いてください。単位は項目ごとに決まっています（そのファイルの初めの注）。違う単位なら、直した数にします",
        )
    amount = _decimal(value)
    check_most(amount, MOST_MEASURED)
    return float(amount)


def between(least: float, most: float) -> Callable[[object], float]:
    """Reads a length or share that is neither less nor more than these."""

    def read(value: object) -> float:
        amount = measured(value)
        if amount < least:
            raise FieldError(
                "数", f"{least:g}より小さい数です（{amount:g}）", f"{least:g}から{most:g}までの数を書いてください"
            )
        if amount > most:
            raise FieldError(
                "数", f"{most:g}より大きい数です（{amount:g}）", f"{least:g}から{most:g}までの数を書いてください"
            )
        return amount

    return read


def _decimal(value: object) -> Decimal:
    try:
        return numbers.parse(_prose(value).text).value
    except NotationError as error:
        raise _as_field_error("数", error) from error


def whole(value: object, least: int, most: int) -> int:
    """The whole number that a scalar says, from `least` to `most`; FieldError for any other."""
    amount = _decimal(value)
    if amount != amount.to_integral_value():
        raise FieldError("数", f"整数ではありません（{amount}）", "小数点のない数を書いてください")
    if amount < least:
        raise FieldError("数", f"{least}以上の整数ではありません（{amount}）", f"{least}以上の数を書いてください")
    check_most(amount, most)
    return int(amount)


def check_most(amount: Decimal, most: int) -> None:
    """FieldError for a number that is further from 0 than there is any use for."""
    if abs(amount) > most:
        raise FieldError(
            "数", f"数が大きすぎます（{amount}）", f"{most:,}までの数を書いてください。桁が多すぎないか確かめてください"
        )


def _size(value: object) -> float:
    amount = measured(value)
    if amount <= 0:
        raise FieldError("数", f"0より大きい数ではありません（{amount:g}）", "0より大きい数を書いてください")
    return amount


def _day(value: object) -> Dated:
    written = _prose(value)
    try:
        return Dated(wareki.parse_date(written.text), written)
    except NotationError as error:
        raise _as_field_error("日付", error) from error


def _as_field_error(code: str, error: NotationError) -> FieldError:
    return FieldError(code, error.message, error.cure, error.start, error.end)


def _optional_day(value: object) -> Dated | None:
    return None if isinstance(value, Written) and not value.text.strip() else _day(value)


# A date of which some part is left open: 令和　年　月　日, 令和8年3月　日. Something must be blank.
_OPEN_DATE = regex(
    r"(?:[^\d\s年月日元]{2,3})?[ 　]*([0-9０-９元]*)[ 　]*年[ 　]*([0-9０-９]*)[ 　]*月[ 　]*([0-9０-９]*)[ 　]*日"
)


def _signing_day(value: object) -> Dated | Undated | None:
    if isinstance(value, Written):
        found = _OPEN_DATE.fullmatch(value.text.strip())
        if not value.text.strip() or (found is not None and not all(found.groups())):
            return Undated(value)
    return _optional_day(value)


def _truth(value: object) -> bool:
    text = _plain(value)
    if text not in ("はい", "いいえ"):
        raise FieldError(
            "値", f"「{text}」は「はい」でも「いいえ」でもありません", "「はい」又は「いいえ」と書いてください"
        )
    return text == "はい"


def _text_schema(description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "description": description})


# Text that is printed: kept as written, with its place; never empty.
Prose = Annotated[Written, PlainValidator(_prose), _text_schema("印刷される文。{{ }} に項目名を書くと差し込まれます")]
# A name or key that is compared, not printed.
PlainStr = Annotated[str, PlainValidator(_plain), WithJsonSchema({"type": "string"})]
# A full date in any form that notation reads (令和元年12月25日, R1.12.25, 2019-12-25).
Day = Annotated[Dated, PlainValidator(_day), _text_schema("日付（例: 令和元年12月25日）")]
# A date that may stay blank: 「締結日:」 with nothing behind it.
OptionalDay = Annotated[
    Dated | None, PlainValidator(_optional_day), _text_schema("日付（例: 令和元年12月25日）。未定のときは空欄")
]
# The day of signing: a date, or one that is still open and printed as written.
SigningDay = Annotated[
    Dated | Undated | None,
    PlainValidator(_signing_day),
    _text_schema("日付（例: 令和元年12月25日）。未定のときは空欄か「令和　年　月　日」"),
]
Number = Annotated[
    float,
    PlainValidator(measured),
    WithJsonSchema({"type": "number", "minimum": -MOST_MEASURED, "maximum": MOST_MEASURED}),
]
# A length on the sheet, or what is left free on it.
Distance = Annotated[
    float,
    PlainValidator(between(0, MOST_MEASURED)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_MEASURED}),
]
# A count of parts or rows, or a place among them.
WholeNumber = Annotated[
    int,
    PlainValidator(partial(whole, least=0, most=MOST_PARTS)),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_PARTS}),
]
# The same, one at least.
PositiveNumber = Annotated[
    int,
    PlainValidator(partial(whole, least=1, most=MOST_PARTS)),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_PARTS}),
]
# How many people, votes or answers there were.
HowMany = Annotated[
    int,
    PlainValidator(partial(whole, least=0, most=MOST_TOLD)),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_TOLD}),
]
Size = Annotated[
    float,
    PlainValidator(_size),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": MOST_MEASURED}),
]
YesNo = Annotated[bool, PlainValidator(_truth), WithJsonSchema({"enum": ["はい", "いいえ"]})]

__all__ = [
    "Dated",
    "Day",
    "Distance",
    "Field",
    "FieldError",
    "HowMany",
    "InHouse",
    "Number",
    "OptionalDay",
    "PlainStr",
    "PositiveNumber",
    "Prose",
    "SigningDay",
    "Size",
    "SourceModel",
    "Undated",
    "WholeNumber",
    "YesNo",
    "between",
    "only",
]
