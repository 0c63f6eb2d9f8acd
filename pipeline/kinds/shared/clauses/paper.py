"""The source of a paper of clauses as a whole, key by key: what all kinds of agreements and rules share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.clauses.articles import (
    Article,
    Chapter,
    ParagraphEntry,
    ParticularsEntry,
    Placed,
    Supplements,
    SupplementWordEntry,
    leaves_out,
)
from pipeline.kinds.shared.clauses.contents import ContentsEntry
from pipeline.kinds.shared.clauses.schedules import Schedule
from pipeline.kinds.shared.clauses.signing import Hand, SignerLayoutEntry, Witness
from pipeline.kinds.shared.fields import Texts
from pipeline.late.regex import regex
from pipeline.notation.numbers.scheme import scheme
from pipeline.notation.text import width_policy
from pipeline.source.fields import FieldError, OptionalDay, PlainStr, Prose, SigningDay, SourceModel

# Parties are named in this order: the heavenly stems, then the earthly branches.
SYMBOLS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
# A party without a symbol: its place, behind this.
UNNAMED = "#"

# What clerks part names by.
_NAMES = regex("[、，,] *")

DatePlace = Literal["末文の後", "題名の後", "前文の後", "記名の後", "なし"]
_Several = Annotated[list[Prose], Field(min_length=1)]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


Many = Annotated[
    list[Prose], BeforeValidator(_one_or_many, json_schema_input_type=Prose | _Several), Field(min_length=1)
]


def _by_place(value: object) -> object:
    """Parties in a list go by their places: they have no symbols."""
    return {f"{UNNAMED}{n}": each for n, each in enumerate(value, 1)} if isinstance(value, list) else value


def _check_symbols(parties: dict[str, list[Written]]) -> dict[str, list[Written]]:
    if len(parties) < 2:
        raise FieldError(
            "当事者",
            "当事者が一つしかありません",
            "甲・乙… の記号（記号を使わないなら並び）で、当事者をすべて書いてください",
        )
    expected = list(SYMBOLS[: len(parties)])
    if list(parties) != expected and not all(key.startswith(UNNAMED) for key in parties):
        raise FieldError(
            "当事者", f"当事者の記号が「{'、'.join(parties)}」です", f"「{'、'.join(expected)}」の順に書いてください"
        )
    for name in (name for names in parties.values() for name in names):
        if any(mark in name.text for mark in "、，,"):
            raise FieldError(
                "当事者",
                f"「{name}」は一つの市町村の名前と読まれます",
                f"並べるときは、半角の括弧と「, 」で [{', '.join(_NAMES.split(name.text))}] と書いてください",
                at=name,
            )
    seen: set[str] = set()
    for name in (name for names in parties.values() for name in names):
        if name.text in seen:
            raise FieldError(
                "当事者", f"「{name}」が二度あります", "どちらかを、もう一方の当事者の名前に直してください", at=name
            )
        seen.add(name.text)
    lists = [symbol for symbol, names in parties.items() if len(names) > 1]
    if len(lists) > 1:
        raise FieldError(
            "当事者",
            f"相手方の並びが{len(lists)}か所（{'、'.join(lists)}）にあります",
            "並びを書けるのは一つの記号だけです",
        )
    return parties


Parties = Annotated[
    dict[str, Many],
    BeforeValidator(_by_place, json_schema_input_type=dict[str, Many] | list[Many]),
    AfterValidator(_check_symbols),
    Field(
        description="当事者。甲・乙… の記号ごとに市町村名を書きます（記号がなければ並べます）。"
        "一つの記号に並びを書くと、その市町村ごとに一通ができます",
        examples=[{"甲": "青森市", "乙": ["平内町", "今別町"]}, ["熊本市", "山鹿市"]],
    ),
]


class MemberList(SourceModel):
    """前文の中の市町村の一覧: 一行に一つずつ印刷する。"""

    names: Texts = Field(alias="一覧", description="一行ずつ印刷する名前。「当事者」と書けば当事者の名前が並びます")


def _preamble(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _listed(value: object) -> object:
    return value if isinstance(value, dict) else {"文": value}


class PreamblePart(SourceModel):
    """One paragraph of the 前文, or a list of names in it."""

    text: Prose | None = Field(default=None, alias="文")
    names: Texts | None = Field(default=None, alias="一覧")


def _sample(value: object) -> str:
    """The label of the first of its kind."""
    words = width_policy.apply(value.text.strip(), "half") if isinstance(value, Written) else ""
    found = scheme(words)
    if found.counter is None or found.label(1) != words:
        raise FieldError(
            "番号", f"「{words}」は番号の初めのものではありません", "１．、①、別表1のように、初めのものを書いてください"
        )
    return words


def _first(value: object) -> str:
    return width_policy.apply(value.text.strip(), "half") if isinstance(value, Written) else ""


# The label of the first of its kind, counting or not.
First = Annotated[str, PlainValidator(_first), WithJsonSchema({"type": "string"})]
Sample = Annotated[str, PlainValidator(_sample), WithJsonSchema({"type": "string"})]
NUMERALS = ("算用数字", "漢数字")
Numbers = Annotated[str | None, PlainValidator(one_of(*NUMERALS)), WithJsonSchema({"enum": list(NUMERALS)})]

Preamble = Annotated[
    list[Annotated[PreamblePart, BeforeValidator(_listed, json_schema_input_type=Prose | MemberList)]],
    BeforeValidator(_preamble, json_schema_input_type=Prose | MemberList | list[Prose | MemberList]),
    Field(description="前文。並びにすると段落が分かれます。「一覧」は市町村名などを一行に一つずつ印刷します"),
]


class Publication(SourceModel):
    """公布・告示の形: 例規集や告示に載せるときに加わるもの。協約の文ではない（固定も変更もされない）。"""

    mark: Prose | None = Field(default=None, alias="標", description="題名の前に付ける印", examples=["○"])
    before: Texts | None = Field(
        default=None, alias="題名の前", description="題名の上の行", examples=["○○市告示第12号"]
    )
    after: Texts | None = Field(
        default=None,
        alias="題名の後",
        description="題名の下の行（公布の日、番号、改正の経過）",
        examples=[["令和2年3月25日", "告示第12号", "（令和3年3月25日変更）"]],
    )


DatePlaces = Annotated[
    list[
        Annotated[
            DatePlace, PlainValidator(one_of(*get_args(DatePlace))), WithJsonSchema({"enum": list(get_args(DatePlace))})
        ]
    ],
    BeforeValidator(_one_or_many, json_schema_input_type=DatePlace | list[DatePlace]),
]


class Paper(SourceModel):
    """What a paper of clauses says: head, parties, body, supplements, end, schedules."""

    kind: PlainStr = Field(alias="種別", description="文書の種別")
    title: Prose = Field(alias="題名", description="文書の題名。表紙があれば表紙の題名")
    name: Prose | None = Field(
        default=None, alias="協約名", description="本文の題名（表紙の題名と違うとき）。書くと表紙が付きます"
    )
    cover: Annotated[str | None, PlainValidator(one_of("あり", "なし")), WithJsonSchema({"enum": ["あり", "なし"]})] = (
        Field(default=None, alias="表紙", description="表紙を付けるか。書かなければ、協約名があるときだけ付けます")
    )
    publication: Publication | None = Field(default=None, alias="公布", description="例規集や告示に載せるときの形")
    signed_on: SigningDay = Field(
        default=None,
        alias="締結日",
        description="締結日（例: 令和元年12月25日）。未定のときは空欄か「令和　年　月　日」",
    )
    as_of: OptionalDay = Field(
        default=None, alias="基準日", description="締結日が未定のとき、この日に在任する長を記名します"
    )
    date_places: DatePlaces = Field(default=["末文の後"], alias="日付の位置", description="締結日を印刷するところ")
    parties: Parties = Field(default={}, alias="当事者")
    signers: dict[str, Hand] = Field(
        default={}, alias="記名", description="記名する者が圏域の原稿と違うとき、記号（なければ名前）ごとに"
    )
    signer_layout: SignerLayoutEntry | None = Field(
        default=None, alias="記名欄", description="記名欄の形。名前を印刷しないときは「なし」"
    )
    witnesses: list[Witness] = Field(default=[], alias="立会人", description="当事者の後に記名する立会人")
    enacting: Many = Field(
        default=[],
        alias="制定文",
        description="例規の制定文（…の全部を改正する。…の規定に基づき、…を制定する。）。目次の前に印刷します。改め文では改められません",
        examples=["○○市文書取扱規程（昭和58年○○市訓令第4号）の全部を改正する。"],
    )
    preamble: Preamble = Field(default=[], alias="前文")
    contents: ContentsEntry = Field(
        default=None, alias="目次", description="章と節の目次を、本則から作って印刷するか。形を変えるときは組で書きます"
    )
    particulars: ParticularsEntry = Field(
        default=None, alias="記", description="本則を「記」と「以上」で囲むか。行の字を変えるときは組で書きます"
    )
    parts: list[Chapter] = Field(default=[], alias="編", description="編に分かれた本則")
    chapters: list[Chapter] = Field(default=[], alias="章", description="章に分かれた本則")
    articles: list[Article] = Field(default=[], alias="条", description="条")
    paragraphs: list[ParagraphEntry] = Field(
        default=[], alias="項", description="条のない文書の項（1、2… と番号が付きます）"
    )
    ladder: list[First] = Field(
        default=[],
        alias="号の記号",
        description="号と細分の番号を、段ごとに初めのもので書きます。書かなければ (1)、ア、(ア)、a、(a)",
        examples=[["(1)", "ア", "(ア)", "a", "(a)"], ["(1)", "a", "(a)", "i"]],
    )
    paragraph_sign: Sample = Field(
        default="",
        alias="項の記号",
        description="項の番号を、初めのもので書きます。書かなければ流儀のとおり",
        examples=["１．", "①"],
    )
    schedule_sign: Sample = Field(
        default="",
        alias="別表の記号",
        description="二つ以上の別表の番号を、初めのもので書きます。書かなければ別表第1",
        examples=["別表1"],
    )
    numerals: Numbers = Field(
        default=None, alias="番号の数字", description="条・章・別表の番号の数字。書かなければ流儀のとおり"
    )
    annex_numerals: Numbers = Field(
        default=None, alias="別表の数字", description="別表の番号と項目の番号の数字。書かなければ「番号の数字」のとおり"
    )
    day_numerals: Numbers = Field(
        default=None, alias="日付の数字", description="締結日の数字。書かなければ流儀のとおり"
    )
    caption_place: Annotated[
        str, PlainValidator(one_of("条の前", "条の後")), WithJsonSchema({"enum": ["条の前", "条の後"]})
    ] = Field(
        default="条の前", alias="見出しの位置", description="条の見出しを、条の前の行に置くか、条の番号の後に置くか"
    )
    numbered_from: Annotated[
        str, PlainValidator(one_of("2から", "1から")), WithJsonSchema({"enum": ["2から", "1から"]})
    ] = Field(default="2から", alias="項の番号", description="項の番号を第2項から印刷するか、第1項から印刷するか")
    supplements: Supplements = Field(default=[], alias="附則", description="附則")
    supplement_word: SupplementWordEntry = Field(
        default=None, alias="附則の字", description="「附則」と印刷するか「付則」と印刷するか。書かなければ流儀のとおり"
    )
    supplement_place: Annotated[
        str, PlainValidator(one_of("末文の前", "記名の後")), WithJsonSchema({"enum": ["末文の前", "記名の後"]})
    ] = Field(default="末文の前", alias="附則の位置", description="附則を印刷するところ")
    end_place: Annotated[
        str, PlainValidator(one_of("別表の前", "別表の後")), WithJsonSchema({"enum": ["別表の前", "別表の後"]})
    ] = Field(default="別表の前", alias="末尾の位置", description="末文、締結日、記名を印刷するところ")
    closing: Texts | None = Field(default=None, alias="末文", description="末文（この協約の締結を証するため、…）")
    schedules: list[Schedule] = Field(default=[], alias="別表", description="別表")

    @model_validator(mode="after")
    def _one_body(self) -> Paper:
        bodies = (("編", self.parts), ("章", self.chapters), ("条", self.articles), ("項", self.paragraphs))
        found = [name for name, held in bodies if held]
        if not found:
            raise FieldError("不足", "「条」がありません", "この原稿に「条:」を書いてください")
        if len(found) > 1:
            raise FieldError(
                "条", f"本則が{'と'.join(f'「{name}」' for name in found)}にあります", "どれか一つだけを書いてください"
            )
        if leaves_out((at.article for at in self.body if at.article is not None), self.paragraphs):
            raise FieldError(
                "条", "「略」は、本則には書けません", "「略」は、題が「抄」で終わる附則の、載せない項や条です"
            )
        if self.contents is not None and not (self.parts or self.chapters):
            raise FieldError("条", "章がないので、目次を作れません", "「章:」に分けるか、「目次:」を消してください")
        return self

    @property
    def has_cover(self) -> bool:
        """Whether it has 表紙: where the clerk says so, or gives the body a title of its own."""
        return self.cover == "あり" if self.cover is not None else self.name is not None

    @property
    def body(self) -> Iterator[Placed]:
        """Headings of divisions and articles in reading order."""
        for chapter in self.parts:
            yield from chapter.flat("編")
        for chapter in self.chapters:
            yield from chapter.flat("章")
        yield from (Placed("条", None, article) for article in self.articles)

    @property
    def is_signed(self) -> bool:
        """Whether names stand at its end: where the clerk says how."""
        return self.signer_layout is not None and not self.signer_layout.absent

    @property
    def names_heads(self) -> bool:
        """Whether who signs is looked up: not where the lines stand as the clerk wrote them."""
        return self.is_signed and not (self.signer_layout is not None and self.signer_layout.literal)


class Contract(Paper):
    """A paper that parties conclude."""

    signed_on: SigningDay = Field(
        alias="締結日", description="締結日（例: 令和元年12月25日）。未定のときは空欄か「令和　年　月　日」"
    )
    parties: Parties = Field(alias="当事者")

    @property
    def is_signed(self) -> bool:
        """Unless the clerk says that no names stand at its end."""
        return self.signer_layout is None or not self.signer_layout.absent
