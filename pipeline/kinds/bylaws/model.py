"""The source of a 規約: that of a paper of clauses."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.kinds.shared.choices import one_of
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.notation.house_style import Revising

_REVISING = ("改正", "変更")


class Bylaws(Paper):
    """規約: also those that municipalities agree on (組合, 広域連合, 事務の委託), which the law calls 変更 to amend."""

    revising: Annotated[Revising, PlainValidator(one_of(*_REVISING)), WithJsonSchema({"enum": list(_REVISING)})] = (
        Field(
            default="改正",
            alias="改める語",
            description="改める規約を「一部を改正する規約」とするか「一部を変更する規約」とするか",
        )
    )
