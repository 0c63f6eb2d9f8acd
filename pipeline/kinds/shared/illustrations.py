"""図版 and 写真 as clerks write them: a file, what it shows to those who cannot see it, and what is printed below."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from pipeline.diagnostics import Written
from pipeline.late.regex import regex
from pipeline.source.fields import FieldError, PlainStr, Prose, SourceModel

_WIDTH = regex(r"(\d{1,3}(?:\.\d)?)\s*(%|％|mm|ミリ)")
_MOST_PERCENT, _LEAST_MM, _MOST_MM = 100, 10, 400
# Words that say nothing of what is to be seen.
_EMPTY_WORDS = frozenset({"図", "写真", "画像", "図版", "イメージ", "イラスト", "地図", "グラフ"})


def _width(value: object) -> str:
    """80% of the width of the text, or 120mm."""
    text = value.text.strip() if isinstance(value, Written) else ""
    found = _WIDTH.fullmatch(text)
    cure = "「80%」（本文の幅に対して）か「120mm」のように書いてください"
    if found is None:
        raise FieldError("図版", f"「{text}」は幅として読めません", cure)
    amount = float(found[1])
    if found[2] in "%％":
        if not 0 < amount <= _MOST_PERCENT:
            raise FieldError("図版", f"幅「{text}」は本文の幅に入りません", cure)
        return f"{amount:g}%"
    if not _LEAST_MM <= amount <= _MOST_MM:
        raise FieldError("図版", f"幅「{text}」では印刷できません", f"{_LEAST_MM}mmから本文の幅までで書いてください")
    return f"{amount:g}mm"


WidthField = Annotated[str, PlainValidator(_width), WithJsonSchema({"type": "string", "pattern": "^[0-9.]+(%|mm)$"})]


class Illustration(SourceModel):
    """A picture of a file (PNG, JPEG, SVG). 題, 出典 and 権利 are printed below it, 代替文字 is read out."""

    file: PlainStr = Field(alias="ファイル", description="原稿のフォルダから見た画像の名前。例: 図/市域.svg")
    alt: Prose = Field(alias="代替文字", description="画像を見られない人のために、何が示されているかを書いた文")
    title: Prose | None = Field(default=None, alias="題", description="画像の下に印刷する題。例: 図1　市域の人口")
    width: WidthField | None = Field(default=None, alias="幅", description="80%（本文の幅に対して）か 120mm")
    source: Prose | None = Field(default=None, alias="出典", description="「出典：」の後に印刷する")
    rights: Prose | None = Field(
        default=None, alias="権利", description="そのまま印刷する。例: 撮影：潮見市、©国土地理院"
    )

    @model_validator(mode="after")
    def _told(self) -> Illustration:
        words = self.alt.text.strip()
        if words in _EMPTY_WORDS or words == self.file.strip():
            raise FieldError(
                "図版",
                f"代替文字「{words}」では、何の画像か分かりません",
                "画像から読み取れることを文で書いてください（例: 市の人口が平成12年を頂点に減っている折れ線グラフ）",
            )
        return self
