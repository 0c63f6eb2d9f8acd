"""What a plan bears around its text: 表紙 with a picture, 柱 on its pages, 奥付 on the last."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.kinds.shared.illustrations import Illustration
from pipeline.source.fields import FieldError, Prose, SourceModel, without_strangers

_MARKS = ("{題名}", "{見出し}")


def _running(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if not any(mark in text for mark in _MARKS):
        raise FieldError(
            "値", f"「{text}」に{{題名}}も{{見出し}}もありません", '「柱: "{題名}　{見出し}"」のように書いてください'
        )
    return without_strangers(text, _MARKS)


Running = Annotated[
    str,
    PlainValidator(_running),
    WithJsonSchema({"type": "string", "description": "頁の上に印刷する題名と見出し。例: {題名}　{見出し}"}),
]


class Cover(SourceModel):
    """表紙: the title, a picture below it, the day, who issues the paper."""

    day: Prose | None = Field(default=None, alias="日付")
    issuer: Prose | None = Field(
        default=None, alias="団体", description="書かなければ「作成」。どちらも書けば、「作成」をその下に印刷する"
    )
    picture: Illustration | None = Field(default=None, alias="図版")


class Front(SourceModel):
    """The keys of all plans for these."""

    cover: Cover | None = Field(default=None, alias="表紙")
    running: Running | None = Field(default=None, alias="柱")
    colophon: dict[str, Prose] = Field(
        default={}, alias="奥付", description="最後の頁に印刷する。例: 発行年月、編集、連絡先"
    )
