"""The house profile (流儀): what offices decide differently, once for every document of an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, TypeVar

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.notation.house_style import (
    RESTATE_FROM,
    Behind,
    Comma,
    Era,
    House,
    Insertion,
    Marks,
    Numerals,
    Removal,
    Revising,
    Sides,
    SupplementWord,
)
from pipeline.notation.numbers.money import Rounding
from pipeline.notation.numbers.scheme import scheme
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import DigitWidth, Wave
from pipeline.source.fields import FieldError, PlainStr, SourceModel, one_of_these, only

KIND = "流儀"
T = TypeVar("T")

_DIGITS: Mapping[str, DigitWidth] = {"半角": "half", "全角": "full", "一桁全角": "single_full"}
_TABLE_DIGITS: Mapping[str, DigitWidth | None] = {"本文と同じ": None, **_DIGITS}
_NUMERALS: Mapping[str, Numerals] = {"算用数字": "arabic", "漢数字": "kanji"}
_COMMAS: Mapping[str, Comma] = {"、": "、", "，": "，"}
_WAVES: Mapping[str, Wave | None] = {"そのまま": None, "～": "FF5E", "〜": "301C"}
_NEGATIVES: Mapping[str, str] = {sign: sign for sign in ("△", "▲", "－", "-")}
_ROUNDINGS: Mapping[str, Rounding] = {"四捨五入": "half_up", "切捨て": "floor", "切上げ": "ceil"}
_ERAS: Mapping[str, Era] = {"和暦": "wareki", "和暦西暦併記": "wareki_heiki", "西暦": "seireki"}

_SUBITEMS: Mapping[str, Subitems] = {"アイウ": "aiueo", "イロハ": "iroha"}
_COUNTS: dict[str, int] = {str(n): n for n in range(2, 21)}
_BEHIND: Mapping[str, Behind] = {"次に": "次に", "下に": "下に", "右に": "右に", "後に": "後に"}
_REVISING: Mapping[str, Revising] = {"変更": "変更", "改正": "改正"}
_INSERTIONS: Mapping[str, Insertion | None] = {"原稿のとおり": None, "枝番": "枝番", "繰下げ": "繰下げ"}
_REMOVALS: Mapping[str, Removal | None] = {"原稿のとおり": None, "削除": "削除", "繰上げ": "繰上げ"}
_SUPPLEMENTS: Mapping[str, SupplementWord] = {"附則": "附則", "付則": "付則"}
_STACKED: Mapping[str, bool] = {"左右": False, "上下": True}
_FOOTNOTES: Mapping[str, bool] = {"通し": False, "頁ごと": True}
_SWITCHES: Mapping[str, bool] = {"入": True, "切": False}
_SIDES: Mapping[str, Sides] = {
    "・".join(sides.names): sides
    for old, new in (
        ("現行", "変更後"),
        ("変更前", "変更後"),
        ("現行", "変更案"),
        ("改正前", "改正後"),
        ("現行", "改正後"),
        ("現行", "改正案"),
        ("旧", "新"),
    )
    for sides in (Sides(old, new), Sides(old, new, new_first=True))
}


_ENCLOSURES: Mapping[str, str] = {"別紙": "別紙", "なし": ""}
_DRAFTS: Mapping[str, str] = {"なし": "", "（案）": "（案）"}
_PLACES: Mapping[str, str] = {place: place for place in ("前", "後", "別頁")}
_REASONS: Mapping[str, str] = {heading: heading for heading in ("提案理由", "理由")}
# What stands before and behind the number of a bill: 議案第14号, 第14号議案.
_NUMBERS: Mapping[str, tuple[str, str]] = {"議案第○号": ("議案第", "号"), "第○号議案": ("第", "号議案")}
_TOGETHER: Mapping[str, bool] = {"相手方ごと": False, "一括": True}
_HONORIFICS: Mapping[str, str] = {word: word for word in ("様", "殿", "あて")}
_SEALS: Mapping[str, str] = {"あり": "", "省略": "（公印省略）"}


def _one_of(choices: Mapping[str, T]) -> PlainValidator:
    def read(value: object) -> T:
        text = value.text.strip() if isinstance(value, Written) else ""
        if text not in choices:
            raise FieldError("値", f"「{text}」とは書けません", one_of_these(choices))
        return choices[text]

    return PlainValidator(read)


def _schema(choices: Mapping[str, T]) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(choices)})


def _mark(value: object) -> str:
    """A few characters in place of words; "" for nothing."""
    text = value.text.strip() if isinstance(value, Written) else "\n"
    if "\n" in text or len(text) > _LONGEST_MARK or any(c.isdecimal() for c in text):
        raise FieldError(
            "値", "ここには短い文字だけを書けます", f"（略）のように、{_LONGEST_MARK}字までで書いてください"
        )
    return text


_LONGEST_MARK = 40
Mark = Annotated[str, PlainValidator(_mark), WithJsonSchema({"type": "string", "maxLength": _LONGEST_MARK})]


def _counted_mark(value: object) -> str:
    """The mark of the first footnote: ※1, *1, （1）, 注1."""
    text = value.text.strip() if isinstance(value, Written) else ""
    if scheme(text).counter is None or len(text) > _LONGEST_SIGN:
        raise FieldError(
            "値", f"「{text}」は番号の数え方として読めません", "※1、*1、(1) のように、初めの番号を入れて書いてください"
        )
    return text


_LONGEST_SIGN = 8


class ComparisonMarks(SourceModel):
    """What a 新旧対照表 says in place of words."""

    omitted: Mark = Field(default=Marks().omitted, alias="略")
    new: Mark = Field(default=Marks().new, alias="新設")
    gone: Mark = Field(default=Marks().gone, alias="削る")
    remark: Mark = Field(default=Marks().remark, alias="注")


class CouncilManner(SourceModel):
    """What offices decide about papers for a council (council notes 2b, 2d, 2g, 6, 7)."""

    enclosure_heading: Annotated[str, _one_of(_ENCLOSURES), _schema(_ENCLOSURES)] = Field(
        default="別紙", alias="別紙の見出し"
    )
    draft_mark: Annotated[str, _one_of(_DRAFTS), _schema(_DRAFTS)] = Field(default="", alias="案の表示")
    reason_place: Annotated[str, _one_of(_PLACES), _schema(_PLACES)] = Field(default="前", alias="理由の位置")
    reason_heading: Annotated[str, _one_of(_REASONS), _schema(_REASONS)] = Field(
        default="提案理由", alias="理由の見出し"
    )
    number_form: Annotated[tuple[str, str], _one_of(_NUMBERS), _schema(_NUMBERS)] = Field(
        default=("議案第", "号"), alias="番号の書き方"
    )
    together: Annotated[bool, _one_of(_TOGETHER), _schema(_TOGETHER)] = Field(default=False, alias="議案の分け方")
    honorific: Annotated[str, _one_of(_HONORIFICS), _schema(_HONORIFICS)] = Field(default="様", alias="敬称")
    seal: Annotated[str, _one_of(_SEALS), _schema(_SEALS)] = Field(default="", alias="公印")


class Profile(SourceModel):
    """A profile file; what it does not say is decided as in 公用文作成の考え方."""

    kind: Annotated[str, PlainValidator(partial(only, word="流儀")), WithJsonSchema({"const": "流儀"})] = Field(
        alias="種別"
    )
    name: PlainStr = Field(alias="名称")
    rule: PlainStr = Field(alias="根拠")
    digits: Annotated[DigitWidth, _one_of(_DIGITS), _schema(_DIGITS)] = Field(default="half", alias="数字")
    table_digits: Annotated[DigitWidth | None, _one_of(_TABLE_DIGITS), _schema(_TABLE_DIGITS)] = Field(
        default=None, alias="表の数字"
    )
    numerals: Annotated[Numerals, _one_of(_NUMERALS), _schema(_NUMERALS)] = Field(default="arabic", alias="番号の数字")
    comma: Annotated[Comma, _one_of(_COMMAS), _schema(_COMMAS)] = Field(default="、", alias="読点")
    wave: Annotated[Wave | None, _one_of(_WAVES), _schema(_WAVES)] = Field(default=None, alias="波ダッシュ")
    negative: Annotated[str, _one_of(_NEGATIVES), _schema(_NEGATIVES)] = Field(default="△", alias="負号")
    rounding: Annotated[Rounding, _one_of(_ROUNDINGS), _schema(_ROUNDINGS)] = Field(default="half_up", alias="端数")
    era: Annotated[Era, _one_of(_ERAS), _schema(_ERAS)] = Field(default="wareki", alias="年の表示")
    behind: Annotated[Behind, _one_of(_BEHIND), _schema(_BEHIND)] = Field(default="次に", alias="加える位置")
    revising: Annotated[Revising, _one_of(_REVISING), _schema(_REVISING)] = Field(default="変更", alias="改める語")
    restate_from: Annotated[int, _one_of(_COUNTS), _schema(_COUNTS)] = Field(
        default=RESTATE_FROM, alias="全部改める箇所"
    )
    insertion: Annotated[Insertion | None, _one_of(_INSERTIONS), _schema(_INSERTIONS)] = Field(
        default=None, alias="加えるもの"
    )
    removal: Annotated[Removal | None, _one_of(_REMOVALS), _schema(_REMOVALS)] = Field(default=None, alias="削るもの")
    subitems: Annotated[Subitems, _one_of(_SUBITEMS), _schema(_SUBITEMS)] = Field(default="aiueo", alias="号の細分")
    supplement: Annotated[SupplementWord, _one_of(_SUPPLEMENTS), _schema(_SUPPLEMENTS)] = Field(
        default="附則", alias="附則の字"
    )
    sides: Annotated[Sides, _one_of(_SIDES), _schema(_SIDES)] = Field(default_factory=Sides, alias="対照表")
    stacked: Annotated[bool, _one_of(_STACKED), _schema(_STACKED)] = Field(default=False, alias="対照表の向き")
    marks: ComparisonMarks = Field(default_factory=ComparisonMarks, alias="対照表の記載")
    footnote_sign: Annotated[str, PlainValidator(_counted_mark), WithJsonSchema({"type": "string", "maxLength": 8})] = (
        Field(default=House().footnote_sign, alias="脚注の記号")
    )
    footnotes_by_page: Annotated[bool, _one_of(_FOOTNOTES), _schema(_FOOTNOTES)] = Field(
        default=False, alias="脚注の番号"
    )
    council: CouncilManner = Field(default_factory=CouncilManner, alias="議会")
    terms: dict[str, PlainStr] = Field(default={}, alias="用語")
    lint: dict[str, Annotated[bool, _one_of(_SWITCHES), _schema(_SWITCHES)]] = Field(default={}, alias="lint")

    @property
    def lint_off(self) -> frozenset[str]:
        """Ids of the rules of official writing that the office does not ask."""
        return frozenset(name for name, on in self.lint.items() if not on)

    @property
    def house(self) -> House:
        """The house style that the profile describes."""
        return House(
            self.digits,
            self.comma,
            self.wave,
            self.negative,
            self.rounding,
            self.era,
            self.behind,
            self.revising,
            replace(self.sides, stacked=self.stacked),
            Marks(self.marks.omitted, self.marks.new, self.marks.gone, self.marks.remark),
            numerals=self.numerals,
            subitems=self.subitems,
            restate_from=self.restate_from,
            insertion=self.insertion,
            removal=self.removal,
            footnote_sign=self.footnote_sign,
            footnotes_by_page=self.footnotes_by_page,
            table_digits=self.table_digits,
            supplement=self.supplement,
        )
