"""The contract of a template (agreement.yaml beside agreement.docx): what the program may fill in, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Place, Problems, Written
from pipeline.galley.styles import CHARACTER_STYLES, CLAUSE_TABLE_STYLES, PARTS, PROSE_TABLE_STYLES, TABLE_STYLES
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.fields import FieldError, Number, PlainStr, PositiveNumber, Size, SourceModel, WholeNumber
from pipeline.source.files import Files

if TYPE_CHECKING:
    from pathlib import Path


# 第3条 that cites an article: plain characters, or a field that follows the label when someone edits it in Word (F9).
References = Literal["文字", "フィールド"]


def _references(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in ("文字", "フィールド"):
        raise FieldError("値", f"引用の書き方「{text}」はありません", "「文字」又は「フィールド」と書いてください")
    return text


def _one_list_or_several(value: object) -> object:
    return [value] if isinstance(value, list) and not any(isinstance(v, list) for v in value) else value


Widths = Annotated[
    tuple[tuple[Number, ...], ...],
    BeforeValidator(_one_list_or_several),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "number"}},
                {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
            ]
        }
    ),
]


class Fields(SourceModel):
    """Names that `{{ }}` may hold: those that every document gives, and those that print nothing when absent."""

    required: tuple[PlainStr, ...] = Field((), alias="必須", description="どの文書も必ず持つ項目")
    optional: tuple[PlainStr, ...] = Field((), alias="任意", description="文書になければ何も印刷しない項目")


class Contract(SourceModel):
    """Widths are counted in characters of the body text."""

    slots: tuple[PlainStr, ...] = Field(
        alias="差し込み位置", min_length=1, description="単独の段落 {{ 本文 }} などの名前"
    )
    fields: Fields = Field(alias="項目")
    size_pt: Size = Field(alias="文字の大きさ", description="本文の文字の大きさ（ポイント）")
    chars: PositiveNumber = Field(alias="字数", description="1行の文字数。本文の幅はこの字数×文字の大きさ")
    fit_chars: dict[str, Number] = Field(
        default_factory=dict, alias="均等割付", description="文字スタイルごとの割付の幅（字数）"
    )
    references: Annotated[References, PlainValidator(_references), WithJsonSchema({"enum": ["文字", "フィールド"]})] = (
        Field(
            "文字",
            alias="引用",
            description="絶対番号の引用（第3条、別表）の書き方。フィールドなら、Wordで F9 を押すと番号に従う",
        )
    )
    tables: dict[str, Widths] = Field(
        default_factory=dict,
        alias="表",
        description="表スタイルごとの列の幅（字数）。合計は字数に等しい。列数の違う幅は並べて書ける。なければ内容により割り付ける",
    )

    whole_lines: dict[str, WholeNumber] = Field(
        default_factory=dict,
        alias="まとめる行数",
        description="表スタイルごとに、この行数までの表は改ページで分けない",
    )

    @property
    def text_twips(self) -> int:
        """Width of a line of the body text."""
        return round(self.chars * self.size_pt * 20)

    def widths(self, style: str, count: int) -> tuple[float, ...] | None:
        """Widths that the contract sets for a table of so many columns; None if they go by content."""
        return next((w for w in self.tables.get(style, ()) if len(w) == count), None)


def read_contract(
    path: Path, problems: Problems, name: str | None = None, files: Files | None = None
) -> Contract | None:
    """The contract in a file, or None after an error."""
    node = reader.read(path, problems, name, files)
    contract = decode(node, Contract, problems) if node is not None else None
    if contract is None:
        return None
    sound = Problems()
    check_contract(contract, name or str(path), sound)
    problems.extend(sound)
    return None if sound.errors else contract


def check_contract(contract: Contract, name: str, problems: Problems) -> None:
    """Names that nobody knows, and widths that do not add up."""
    for slot in contract.slots:
        if slot not in PARTS:
            problems.error(
                "ひな形契約",
                f"差し込み位置「{slot}」はありません",
                f"{'、'.join(PARTS)}から選んでください",
                Place(name, "差し込み位置"),
            )
    for field in (*contract.fields.required, *contract.fields.optional):
        if not field.isidentifier():
            problems.error(
                "ひな形契約",
                f"「{field}」は項目名に使えません",
                "空白や記号を含まない名前にしてください",
                Place(name, "項目"),
            )
    for style in contract.fit_chars:
        if style not in CHARACTER_STYLES:
            problems.error(
                "ひな形契約",
                f"文字スタイル「{style}」はありません",
                f"{'、'.join(CHARACTER_STYLES)}から選んでください",
                Place(name, "均等割付"),
            )
    _check_tables(contract, name, problems)


def _check_tables(contract: Contract, name: str, problems: Problems) -> None:
    for style in contract.whole_lines:
        _check_table_style(style, Place(name, f"まとめる行数の「{style}」"), problems)
    for style, several in contract.tables.items():
        where = Place(name, f"表の「{style}」")
        _check_table_style(style, where, problems)
        for widths in several:
            if min(widths, default=0) <= 0 or round(sum(widths) * 1000) != contract.chars * 1000:
                problems.error(
                    "ひな形契約",
                    f"列の幅の合計が{sum(widths):g}字で、1行の{contract.chars}字と合いません",
                    "各列の幅を、合計が「字数」に等しくなるように直してください",
                    where,
                )
        counts = [len(widths) for widths in several]
        for count in sorted({c for c in counts if counts.count(c) > 1}):
            problems.error(
                "ひな形契約",
                f"{count}列の表の幅が{counts.count(count)}とおりあります",
                "列数ごとに一とおりだけ残してください",
                where,
            )


def _check_table_style(style: str, where: Place, problems: Problems) -> None:
    if style not in (*TABLE_STYLES, *CLAUSE_TABLE_STYLES, *PROSE_TABLE_STYLES):
        problems.error(
            "ひな形契約",
            f"表スタイル「{style}」はありません",
            f"{'、'.join((*TABLE_STYLES, *CLAUSE_TABLE_STYLES, *PROSE_TABLE_STYLES))}から選んでください",
            where,
        )
