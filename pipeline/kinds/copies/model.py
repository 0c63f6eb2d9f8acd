"""The source of 控え票: for which documents, and who holds the copies, where these are not the parties."""

from __future__ import annotations

from pydantic import Field

from pipeline.kinds.shared.fields import Texts
from pipeline.source.fields import PlainStr, Prose, SourceModel

KIND = "控え票"


class Copies(SourceModel):
    """A 控え票 for each document of a source. 保有者 are the parties, if nobody else is named."""

    kind: PlainStr = Field(alias="種別")
    document: Prose = Field(alias="文書", description="同じフォルダの原稿の名前")
    partners: Texts | None = Field(default=None, alias="相手方", description="書かなければ、すべての相手方の文書")
    holders: Texts | None = Field(
        default=None, alias="保有者", description="控えを持つ人。書かなければ当事者（一人が一通）"
    )
