"""What a cell of a table says: a text, several paragraphs, numbered items or points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel

# The ladder of numbers in a cell, each level by its first label.
CELL_LADDER = ("(1)", "ア", "(ア)", "a", "(a)")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A paragraph of a cell; `scheme` is the first label of its kind ("" for none), `number` its place."""

    wording_names: ClassVar[Mapping[str, str]] = {"文": "text", "記号": "scheme", "番号": "number", "段": "depth"}

    text: Written | None
    scheme: str = ""
    number: int = 0
    depth: int = 0


def _text_or_blank(value: object) -> Written:
    if isinstance(value, Written):
        return value
    raise FieldError("形", "文字を書くところに項目の組か並びがあります", "一つの文を書いてください")


Words = Annotated[
    Written,
    PlainValidator(_text_or_blank),
    WithJsonSchema({"type": "string", "description": "欄の文。空の欄は空のままにします"}),
]


def _item(value: object) -> object:
    return {"本文": value} if isinstance(value, Written) else value


def _list(value: object) -> object:
    if isinstance(value, Written):
        return [value] if value.text.strip() else []
    return value


class CellItem(SourceModel):
    """欄の中の号: 文と、その下の号。"""

    text: Prose = Field(alias="本文", description="号の文")
    items: list[CellItemEntry] = Field(default=[], alias="号", description="この号の下の号")


CellItemEntry = Annotated[CellItem, BeforeValidator(_item, json_schema_input_type=Prose | CellItem)]


class CellBody(SourceModel):
    """欄: 文（並びにすると段落が分かれる）、番号の付く号、・の付く箇条。"""

    texts: Annotated[list[Words], BeforeValidator(_list, json_schema_input_type=Words | list[Words])] = Field(
        default=[], alias="本文", description="欄の文。並びにすると段落が分かれます"
    )
    items: list[CellItemEntry] = Field(default=[], alias="号", description="(1)、(2)… と番号の付く文")
    sign: PlainStr = Field(
        default=CELL_LADDER[0], alias="記号", description="号の番号の初めのもの", examples=["(1)", "①", "ア"]
    )
    points: list[Prose] = Field(default=[], alias="箇条", description="「・」の付く文")

    @property
    def lines(self) -> tuple[CellLine, ...]:
        """The paragraphs with their numbering; an empty cell has one that is empty."""
        ladder = (self.sign, *CELL_LADDER[CELL_LADDER.index(self.sign) + 1 if self.sign in CELL_LADDER else 1 :])
        made = [
            *(CellLine(text) for text in self.texts),
            *_numbered(self.items, ladder, 0),
            *(CellLine(text, "・") for text in self.points),
        ]
        return tuple(made) or (CellLine(None),)

    @property
    def is_plain(self) -> bool:
        """Whether it is one text or none."""
        return len(self.texts) <= 1 and not self.items and not self.points

    @property
    def words(self) -> str:
        """Its only text, for reckoning; "" where it is not one text."""
        return self.texts[0].text.strip() if self.is_plain and self.texts else ""


def _numbered(items: list[CellItem], ladder: tuple[str, ...], depth: int) -> Iterator[CellLine]:
    scheme = ladder[min(depth, len(ladder) - 1)]
    for n, item in enumerate(items, 1):
        yield CellLine(item.text, scheme, n, depth)
        yield from _numbered(item.items, ladder, depth + 1)


def _cell(value: object) -> object:
    match value:
        case Written() | list():
            return {"本文": value}
        case _:
            return value


CellEntry = Annotated[CellBody, BeforeValidator(_cell, json_schema_input_type=Words | list[Words] | CellBody)]
