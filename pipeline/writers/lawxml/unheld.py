"""What the Standard Law XML cannot hold: of a document that is refused, and of one that is written."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass


class UnheldError(Exception):
    """A document that the schema has no form for. `cure` is what a clerk can do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of the paper that is not in the XML (写さなかったもの); `words` are those that are lost with it."""

    what: str
    words: str = ""
