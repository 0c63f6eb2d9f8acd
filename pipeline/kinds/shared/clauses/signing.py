"""Who signs a paper and how the names are set: 記名, 記名欄, 立会人."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.clauses.cells import Words
from pipeline.kinds.shared.fields import Texts
from pipeline.source.fields import FieldError, Prose, SourceModel

SignerPart = Literal["記号", "住所", "名称", "職名", "氏名", "印"]
SIGNER_PARTS: tuple[SignerPart, ...] = get_args(SignerPart)
DEFAULT_LINES: tuple[tuple[SignerPart, ...], ...] = (("職名",), ("氏名",))


def _line(value: object) -> tuple[SignerPart, ...]:
    if not isinstance(value, Written):
        raise FieldError("形", "記名欄の行は文字で書きます", "「職名 氏名」のように、行に置くものを空白で区切ります")
    words = [word for word in re.split("[ 　]+", value.text) if word]
    known: dict[str, SignerPart] = {part: part for part in SIGNER_PARTS}
    for word in words:
        if word not in known:
            raise FieldError(
                "記名欄", f"記名欄に「{word}」は置けません", f"{'、'.join(SIGNER_PARTS)}を空白で区切って書いてください"
            )
    if not words:
        raise FieldError("空", "記名欄の行が空です", "「職名 氏名」のように書いてください")
    return tuple(known[word] for word in words)


Line = Annotated[
    tuple[SignerPart, ...],
    PlainValidator(_line),
    WithJsonSchema(
        {
            "type": "string",
            "description": f"一行に置くもの（{'、'.join(SIGNER_PARTS)}）を空白で区切ります",
            "examples": ["職名", "職名 氏名 印"],
        }
    ),
]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Written) else value


_SAMPLE = "甲"


def _symbols(value: object) -> str:
    words = value.text.strip() if isinstance(value, Written) else ""
    if words not in ("あり", "なし") and words.count(_SAMPLE) != 1:
        raise FieldError("値", f"「{words}」とは書けません", "あり・なしか、（甲）のような形を書いてください")
    return words


class SignerLayout(SourceModel):
    """記名欄の形: 行ごとに何を置くか、記号と印と氏名をどう印刷するか。"""

    absent: ClassVar[bool] = False

    lines: Annotated[list[Line], BeforeValidator(_one_or_many, json_schema_input_type=Line | list[Line])] = Field(
        default=[], alias="行", description="上から順に、行ごとに置くもの。書かなければ、職名の行と氏名の行"
    )
    symbols: Annotated[str, PlainValidator(_symbols), WithJsonSchema({"type": "string"})] = Field(
        default="あり",
        alias="記号",
        description="甲・乙の記号を印刷するか。括弧などを付けるときは、甲に付けた形",
        examples=["あり", "なし", "（甲）"],
    )
    seal: Prose | None = Field(
        default=None, alias="印", description="「印」として印刷する文字", examples=["印", "㊞", "（印）"]
    )
    name: Annotated[str, PlainValidator(one_of("印刷", "空欄")), WithJsonSchema({"enum": ["印刷", "空欄"]})] = Field(
        default="印刷", alias="氏名", description="署名するときは「空欄」（氏名を印刷しません）"
    )

    boxes: Annotated[str, PlainValidator(one_of("あり", "なし")), WithJsonSchema({"enum": ["あり", "なし"]})] = Field(
        default="なし",
        alias="電子署名欄",
        description="「あり」なら、記名する者ごとに、PDFの名前のそばに電子署名の欄（枠）を置きます（renkei sign が使います）",
    )
    literal: Texts | None = Field(
        default=None,
        alias="行のまま",
        description="記名の行を、ここに書いたとおりに印刷します（誰が記名するかは調べません）",
    )

    def symbol(self, symbol: str) -> str:
        """甲 as it is printed."""
        match self.symbols:
            case "あり":
                return symbol
            case "なし":
                return ""
            case sample:
                return sample.replace(_SAMPLE, symbol) if symbol else ""

    @property
    def parts(self) -> frozenset[SignerPart]:
        """All that stands on some line."""
        return frozenset(part for line in self.set_lines for part in line)

    @property
    def set_lines(self) -> tuple[tuple[SignerPart, ...], ...]:
        """The lines as they are set."""
        return tuple(self.lines) or DEFAULT_LINES


class NoNames(SignerLayout):
    """記名欄: なし."""

    absent: ClassVar[bool] = True


def _layout(value: object) -> object:
    return NoNames.model_construct() if isinstance(value, Written) and value.text.strip() == "なし" else value


SignerLayoutEntry = Annotated[
    SignerLayout, BeforeValidator(_layout, json_schema_input_type=Literal["なし"] | SignerLayout)
]


_OwnLines = Annotated[list[Line], BeforeValidator(_one_or_many, json_schema_input_type=Line | list[Line])]
_OWN_LINES = "この者の行が「記名欄」の「行」と違うとき、上から順に"


class Hand(SourceModel):
    """圏域の原稿と違うもの: 住所、名称、職名、氏名。氏名を空にすると空欄になる。"""

    address: Prose | None = Field(default=None, alias="住所", description="記名欄の住所")
    body: Prose | None = Field(default=None, alias="名称", description="記名欄の名称（市町村名と違うとき）")
    office: Prose | None = Field(default=None, alias="職名", description="記名する者の職名")
    name: Words | None = Field(default=None, alias="氏名", description="記名する者の氏名。空なら空欄にします")
    lines: _OwnLines = Field(default=[], alias="行", description=_OWN_LINES)


class Witness(SourceModel):
    """立会人: 当事者の後に記名する者。"""

    # One or two names: no workbook is made for them.
    of_sheets: ClassVar[bool] = False

    heading: Prose | None = Field(default=None, alias="見出し", description="名前の上の語（書かなければ「立会人」）")
    address: Prose | None = Field(default=None, alias="住所", description="立会人の住所")
    body: Prose | None = Field(default=None, alias="名称", description="立会人の団体の名称")
    office: Prose | None = Field(default=None, alias="職名", description="立会人の職名")
    name: Words = Field(alias="氏名", description="立会人の氏名。空なら空欄にします")
    lines: _OwnLines = Field(default=[], alias="行", description=_OWN_LINES)
