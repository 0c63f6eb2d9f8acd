"""The contract of a template (agreement.yaml beside agreement.docx): what the program may fill in, and how wide."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pydantic import Field

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import CHARACTER_STYLES, PARTS, TABLE_STYLES
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.fields import Number, PlainStr, SourceModel, WholeNumber

if TYPE_CHECKING:
    from pathlib import Path


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
    size_pt: Number = Field(alias="文字の大きさ", description="本文の文字の大きさ（ポイント）")
    chars: WholeNumber = Field(alias="字数", description="1行の文字数。本文の幅はこの字数×文字の大きさ")
    fit_chars: dict[str, Number] = Field(
        default_factory=dict, alias="均等割付", description="文字スタイルごとの割付の幅（字数）"
    )
    tables: dict[str, tuple[Number, ...]] = Field(
        default_factory=dict, alias="表", description="表スタイルごとの列の幅（字数）。合計は字数に等しい"
    )

    @property
    def text_twips(self) -> int:
        """Width of a line of the body text."""
        return round(self.chars * self.size_pt * 20)

    def column_twips(self, style: str) -> tuple[int, ...]:
        """Widths of the columns of a table style; they add up to the text width."""
        edges = [round(sum(self.tables[style][:n]) * self.size_pt * 20) for n in range(len(self.tables[style]) + 1)]
        return tuple(right - left for left, right in itertools.pairwise(edges))


def read_contract(path: Path, problems: Problems, name: str | None = None) -> Contract | None:
    """The contract in a file, or None after an error."""
    node = reader.read(path, problems, name)
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
    for style, widths in contract.tables.items():
        where = Place(name, f"表の「{style}」")
        if style not in TABLE_STYLES:
            problems.error(
                "ひな形契約",
                f"表スタイル「{style}」はありません",
                f"{'、'.join(TABLE_STYLES)}から選んでください",
                where,
            )
        if min(widths, default=0) <= 0 or round(sum(widths) * 1000) != contract.chars * 1000:
            problems.error(
                "ひな形契約",
                f"列の幅の合計が{sum(widths):g}字で、1行の{contract.chars}字と合いません",
                "各列の幅を、合計が「字数」に等しくなるように直してください",
                where,
            )
    for style in TABLE_STYLES:
        if style not in contract.tables:
            problems.error(
                "ひな形契約",
                f"表スタイル「{style}」の列の幅がありません",
                f"「表:」に「{style}: [列の字数, …]」を書いてください",
                Place(name, "表"),
            )
