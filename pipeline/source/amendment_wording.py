"""The words around the 改め文 of a 変更協約書: a file of templates/wording that a house may make its own."""

from __future__ import annotations

from pydantic import Field

from pipeline.source.fields import PlainStr, Prose, SourceModel

KIND = "変更協約書の文言"
# Where the file lies below templates/.
FILE = "wording/変更協約書.yaml"


class LegalBasis(SourceModel):
    """What an amendment says of the law that it rests on, where the base cites this 条 of a law."""

    article: PlainStr = Field(alias="条")
    text: Prose = Field(alias="文")


class AmendmentWording(SourceModel):
    """題名, 前文, 柱書, 附則 (a text for each 項; none: no 附則), 末文, 根拠. Texts may hold {{ }}.

    施行の項 begins the 附則 where a clerk gives a day of effect and nothing else tells of it.
    A rule that nobody signs is amended without 前文 and 末文.
    """

    kind: PlainStr = Field(alias="種別")
    title: Prose = Field(alias="題名")
    preamble: Prose | None = Field(default=None, alias="前文")
    pillar: Prose = Field(alias="柱書")
    supplement: list[Prose] = Field(default=[], alias="附則")
    effect: Prose | None = Field(default=None, alias="施行の項")
    closing: Prose | None = Field(default=None, alias="末文")
    law: list[LegalBasis] = Field(default=[], alias="根拠")
