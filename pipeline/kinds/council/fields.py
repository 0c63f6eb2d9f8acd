"""Field types of the facts of a session: words of a closed list, numbers that offices give, days of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import period
from pipeline.notation.numbers import number
from pipeline.notation.problem import NotationError
from pipeline.source.fields import FieldError, Prose, check_most, one_of_these

Act = Literal["締結", "変更", "廃止"]
# What is done to an agreement, and to a 条例, which is passed and not concluded: an act of each pair is one of the same kind.
_OF_AGREEMENTS: Mapping[str, Act] = {act: act for act in get_args(Act)}
OF_ORDINANCES: Mapping[str, Act] = {"制定": "締結", "改正": "変更"}
# An agreement that takes the place of an earlier one: a paper of its own (締結), and a change before the law (第252条の2第4項).
WHOLE: Literal["全部変更"] = "全部変更"
ACTS: Mapping[str, Act] = {**_OF_AGREEMENTS, WHOLE: "締結", **OF_ORDINANCES}
# How papers say what is done.
Wording = Literal["締結", "変更", "全部変更", "廃止"]
# Source: 地方自治法 第123条; what the chair of a meeting tells (council notes 7).
Result = Literal["原案可決", "修正可決", "否決", "継続審査", "撤回", "承認", "不承認", "報告"]
LOST: frozenset[str] = frozenset({"否決", "撤回", "不承認"})
PUT_OFF, MODIFIED = "継続審査", "修正可決"
PASSED: frozenset[str] = frozenset({"原案可決", "修正可決", "承認", "報告"})
# Papers of a session, in the order in which they stand in a list of files.
PaperName = Literal[
    "議案", "説明資料", "専決処分書", "公布文", "告示", "届出書", "撤回請求書", "訂正請求書", "議決結果", "宣言書"
]
PAPERS: tuple[PaperName, ...] = get_args(PaperName)
# By what municipalities work together under a 規約: 協議会, 機関等の共同設置, 事務の委託, 事務の代替執行.
JointBasis = Literal["第252条の2の2", "第252条の7", "第252条の14", "第252条の16の2"]
JOINT: tuple[JointBasis, ...] = get_args(JointBasis)
# By what a 一部事務組合 or a 広域連合 is made under a 規約, and by what that is changed: with 許可, or by 届出 alone.
UnionBasis = Literal[
    "第284条第2項", "第284条第3項", "第286条第1項", "第286条第2項", "第291条の3第1項", "第291条の3第3項",
]  # fmt: skip
UNION: tuple[UnionBasis, ...] = get_args(UnionBasis)
Urgency = Literal["第179条第1項", "第180条第1項"]
# No office gives so many in a year.
_MOST_NUMBERED = 999_999


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number that an office gives, and where it stands."""

    value: int
    written: Written


@dataclass(frozen=True, slots=True)
class Sitting:
    """会期: the days of a session, both included."""

    first: date
    last: date
    written: Written


def _word(choices: tuple[str, ...]) -> Callable[[object], Written]:
    def read(value: object) -> Written:
        said = value.text.strip() if isinstance(value, Written) else "…"
        if not isinstance(value, Written) or said not in choices:
            raise FieldError("値", f"「{said}」とは書けません", one_of_these(choices))
        return Written(said, value.file, value.start, value.end)

    return read


def _word_or_none(choices: tuple[str, ...]) -> Callable[[object], Written | None]:
    read = _word(choices)
    return lambda value: None if isinstance(value, Written) and not value.text.strip() else read(value)


def _number(value: object) -> Numbered | None:
    if not isinstance(value, Written):
        raise FieldError("形", "番号を書くところに並びか組があります", "「議案番号: 12」のように書いてください")
    if not value.text.strip():
        return None
    try:
        found = number.parse(value.text).value
    except NotationError as error:
        raise FieldError(
            "数",
            f"「{value}」は番号ではありません",
            "数だけを書いてください（「議案第」「号」は印刷するときに付きます）",
        ) from error
    if found < 1 or found != found.to_integral_value():
        raise FieldError("数", f"「{value}」は1以上の整数ではありません", "1、2、3 … と書いてください")
    check_most(found, _MOST_NUMBERED)
    return Numbered(int(found), value)


def _sitting(value: object) -> Sitting:
    text, cure = (
        value.text.strip() if isinstance(value, Written) else "",
        "「令和6年2月20日～令和6年3月18日」のように書いてください",
    )
    try:
        found = period.parse(text)
    except NotationError as error:
        raise FieldError("期間", error.message, cure) from error
    if found.first_day is None or found.last_day is None or not isinstance(value, Written):
        raise FieldError("期間", f"「{text}」に開会か閉会の日がありません", cure)
    return Sitting(found.first_day, found.last_day, value)


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


def _schema(choices: tuple[str, ...], *, blank: bool = False) -> WithJsonSchema:
    return WithJsonSchema({"enum": [*choices, *([""] if blank else [])]})


ActWord = Annotated[Written, PlainValidator(_word(tuple(ACTS))), _schema(tuple(ACTS))]
UrgencyWord = Annotated[Written, PlainValidator(_word(get_args(Urgency))), _schema(get_args(Urgency))]
ResultWord = Annotated[
    Written | None, PlainValidator(_word_or_none(get_args(Result))), _schema(get_args(Result), blank=True)
]
JointWord = Annotated[
    Written | None, PlainValidator(_word_or_none((*JOINT, *UNION))), _schema((*JOINT, *UNION), blank=True)
]
PaperWord = Annotated[Written, PlainValidator(_word(PAPERS)), _schema(PAPERS)]
OfficeNumber = Annotated[
    Numbered | None,
    PlainValidator(_number),
    WithJsonSchema({"type": ["integer", "string", "null"], "description": "番号（数だけ）。未定のときは空欄"}),
]
Days = Annotated[Sitting, PlainValidator(_sitting), WithJsonSchema({"type": "string"})]
Names = Annotated[
    list[Prose],
    BeforeValidator(_one_or_many),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
