"""Field types and facts that several kinds share: texts one or many, periods of fiscal years, dated histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.choices import one_of
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import period
from pipeline.notation.numbers import number
from pipeline.notation.numbers.scheme import first_label
from pipeline.notation.problem import NotationError
from pipeline.notation.text import width_policy
from pipeline.source.area import Area
from pipeline.source.fields import Day, FieldError, PlainStr, Prose, SourceModel, YesNo
from pipeline.tree.nodes import Inlines, Name, Text


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


T = TypeVar("T")
_STATED_LENGTH = regex("年度?間|[かカヵケヶ箇]年")

# One text, or several in a list.
Texts = Annotated[
    list[Prose],
    BeforeValidator(_one_or_many),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]


_WIDE = regex("[０-９Ａ-Ｚａ-ｚ]")


_STOPS = ".．,，、。 　"


def _numbering(value: object) -> str:
    """A label of a series: in figures of half width, since the house decides how wide they print."""
    words = value.text.strip() if isinstance(value, Written) else ""
    if not words:
        raise FieldError("値", "番号が書かれていません", "「第1章」「(1)」のように、初めの番号を書いてください")
    words = _narrow(words)
    if not words.strip(_STOPS):
        # Nothing that counts and nothing that marks: what is left of 「1.」, and would be printed before every heading.
        raise FieldError(
            "番号", f"「{words}」は、番号でも記号でもありません", "「第1章」「(1)」「○」のように書いてください"
        )
    check_first(words, "番号")
    return words


def _narrow(words: str) -> str:
    """Brackets around a figure of full width go with it; those of signs (《》, （）) stay."""
    if not _WIDE.search(words):
        return words
    return width_policy.apply(words, "half").replace("（", "(").replace("）", ")")


def call_as(values: dict[str, T], names: Iterable[str]) -> None:
    """Gives each key of a group the name that the table has for it, where they differ in the width of figures alone.

    A key that is there in both widths stays as it is: which of the two is meant nobody can say.
    """
    known = {_narrow(name): name for name in names}
    called = [(known.get(_narrow(key), key), key) for key in values]
    count = Counter(name for name, _ in called)
    items = [(name if count[name] == 1 else key, values[key]) for name, key in called]
    values.clear()
    values.update(items)


def same_year(one: str, other: str) -> bool:
    """Whether two names of years differ in the width of their figures at most."""
    return _narrow(one) == _narrow(other)


def check_first(sample: str, what: str, at: Written | None = None) -> None:
    """Raises FieldError for a later label of a series (第2章, ②), which would stand before each of its parts."""
    first = first_label(sample)
    if first is not None:
        cure = f"初めのもの「{first}」を書いてください（2番目からは数えて付けます）"
        raise FieldError("番号", f"{what}「{sample}」は、数え始めるものではありません", cure, at=at)


# The sign of every item of a list, or the first of those that count.
Sign = Annotated[PlainStr, AfterValidator(_narrow)]
# How parts are numbered, written as the label of the first.
Numbering = Annotated[
    str, PlainValidator(_numbering), WithJsonSchema({"type": "string", "description": "初めの番号。例: 第1章、(1)、①"})
]


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """A period of fiscal years as written, and how many it counts."""

    written: Written
    count: int

    @property
    def printed(self) -> Inlines:
        """平成28年度から31年度までの4年間. The labels stay as written: they were right when the paper was made."""
        words = self.written.text.strip()
        stated = _STATED_LENGTH.search(words) is not None  # and then it holds
        return (Text(words if stated else f"{words}の{self.count}年間", self.written.origin()),)


def _fiscal_years(value: object) -> FiscalYears:
    if not isinstance(value, Written):
        raise FieldError(
            "形", "文字を書くところに項目の組か並びがあります", "「平成28年度から31年度まで」と書いてください"
        )
    try:
        parsed = period.parse_lenient(value.text)
    except NotationError as error:
        raise FieldError("期間", error.message, error.cure, error.start, error.end) from error
    wrong = next((w for w in parsed.warnings if w.code == "count_mismatch"), None)
    if wrong is not None:
        raise FieldError("期間", wrong.message, "「までの○年間」を消してください（年数は数えて印刷します）")
    if parsed.count is None or parsed.unit != "fiscal_year":
        raise FieldError(
            "期間", f"「{value}」は年度から年度までの期間ではありません", "「平成28年度から31年度まで」と書いてください"
        )
    return FiscalYears(value, parsed.count)


def _lies(value: object) -> bool:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in ("縦", "横"):
        raise FieldError("値", f"用紙の向きに「{text}」とは書けません", "「縦」か「横」と書いてください")
    return text == "横"


# 用紙: whether its pages lie (横), for tables of many columns.
Landscape = Annotated[bool, PlainValidator(_lies), WithJsonSchema({"enum": ["縦", "横"]})]
# A count written down beside what is counted, to be checked (check_stated); editors read bare digits as a number.
Stated = Annotated[Prose, WithJsonSchema({"type": ["integer", "string"], "description": "数えた数と合うかを調べます"})]
# 題を印刷: whether the title of a table, which readers of screens are told, stands above it on the paper too.
Caption = Annotated[
    YesNo,
    WithJsonSchema(
        {"enum": ["はい", "いいえ"], "description": "題を表の上に印刷するか（書かなければ、読み上げだけに使います）"}
    ),
]
# 題を印刷 of a figure: はい is where such titles stand, 上 and 下 say it.
CaptionPlace = Annotated[
    str,
    PlainValidator(one_of("はい", "いいえ", "上", "下")),
    WithJsonSchema(
        {
            "enum": ["はい", "いいえ", "上", "下"],
            "description": "題を図の上か下に印刷するか（書かなければ、読み上げだけに使います）",
        }
    ),
]
# 欄の名: what a table calls its columns, by what we call them.
Called = dict[str, Prose]


Years = Annotated[
    FiscalYears,
    PlainValidator(_fiscal_years),
    WithJsonSchema({"type": "string", "description": "期間（例: 平成28年度から31年度まで）。年数は数えて印刷します"}),
]


class Event(SourceModel):
    """What was done with a paper, and when: 締結, 策定, 変更."""

    what: Prose = Field(alias="事由")
    day: Day = Field(alias="日")


def _in_order(events: list[Event]) -> list[Event]:
    for before, after in pairwise(events):
        if after.day.day < before.day.day:
            raise FieldError(
                "経緯",
                f"「{after.what}」の日（{after.day.written}）が「{before.what}」の日（{before.day.written}）より前です",
                "古いものから順に書いてください",
            )
    return events


def _told(value: object) -> object:
    if isinstance(value, list):
        return value
    raise FieldError(
        "経緯",
        "経緯は並び（- …）か「協約: 名前」か「版: 名前」です",
        "「- { 事由: 締結, 日: … }」「経緯: { 協約: kyoyaku }」「経緯: { 版: gaiyo, 名: [策定, 変更] }」のように書いてください",
    )


_EVENT_SCHEMA = {
    "type": "object",
    "properties": {"事由": {"type": "string"}, "日": {"type": "string"}},
    "required": ["事由", "日"],
    "additionalProperties": False,
}
_AGREEMENT_SCHEMA = {
    "type": "object",
    "properties": {"協約": {"type": "string", "description": "同じフォルダの協約。署名版の経緯が入ります"}},
    "required": ["協約"],
    "additionalProperties": False,
}
_VERSIONS_SCHEMA = {
    "type": "object",
    "properties": {
        "版": {
            "type": "string",
            "description": "同じフォルダの文書。renkei freeze --as で記録した版の名と日が入ります",
        },
        "名": {"description": "入れる版の名。書かなければ、すべての版", "type": ["string", "array"]},
    },
    "required": ["版"],
    "additionalProperties": False,
}

# 締結, then 変更, each with its day; in the order of the days. What a signed version tells stands here already.
History = Annotated[
    list[Event],
    BeforeValidator(_told),
    AfterValidator(_in_order),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _EVENT_SCHEMA}, _AGREEMENT_SCHEMA, _VERSIONS_SCHEMA]}),
]


def area_values(facts: Area) -> dict[str, Inlines | int]:
    """What every text of an area may put in: its name and, if its facts list them, the counts of its municipalities."""
    values: dict[str, Inlines | int] = {"圏域": (Name(facts.name.text, facts.name.origin()),)}
    names = list(facts.municipalities)
    if names:
        values |= {"市町村数": len(names), "町村数": sum(name.endswith(("町", "村")) for name in names)}
    return values


def check_stated(stated: Written | None, counted: int, what: str, problems: Problems) -> None:
    """A count that the clerk wrote down beside what is counted must be the same."""
    if stated is None:
        return
    try:
        value = number.parse(stated.text).value
    except NotationError as error:
        problems.error("件数", f"{what}: {error.message}", error.cure, stated.span())
        return
    if value != counted:
        problems.error(
            "件数",
            f"{what}は{stated}と書かれていますが、数えると{counted}です",
            "どちらが正しいか確かめて、数か内訳を直してください",
            stated.span(),
        )


def check_once(names: Iterable[Written], where: Written, cure: str, problems: Problems) -> None:
    """Reports every name that stands in a list for the second time; `where` is what the list is called."""
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            problems.error("重複", f"「{where}」に「{name}」が二度あります", cure, name.span())
        seen.add(name.text)


def check_columns(names: Iterable[Written], what: str) -> None:
    """Raises FieldError for a column that a table has twice, in figures of whichever width: both would print the same cells."""
    seen: set[str] = set()
    for name in names:
        folded = _narrow(name.text.strip())
        if folded in seen:
            raise FieldError("重複", f"{what}に「{name}」が二度あります", "どちらかを直すか、消してください", at=name)
        seen.add(folded)


def check_called(called: Mapping[str, Written], usual: Mapping[str, str]) -> None:
    """欄の名 calls columns that there are."""
    for name, words in called.items():
        if name not in usual:
            raise FieldError(
                "項目名", f"欄の名に「{name}」という欄はありません", f"使えるのは {'、'.join(usual)} です", at=words
            )


def heads(called: Mapping[str, Written], usual: Mapping[str, str]) -> dict[str, Written | str]:
    """What each column of a table is called."""
    return {name: called.get(name, word) for name, word in usual.items()}


def undivided(_: SourceModel) -> tuple[str, ...]:
    """The partners of a kind that makes one document of one source: none."""
    return ()
