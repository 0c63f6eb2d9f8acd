"""What is wrong with a piece of notation, where it stands in the text, and how a clerk cures it."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a text. `code` is stable and never reused; `message` and `cure` are Japanese, for clerks.

    `start` and `end` count characters of the text as it was given, not of any working copy.
    """

    code: str
    start: int
    end: int
    message: str
    cure: str


class NotationError(ValueError):
    """A text that is not the notation it should be. Carries the same five facts as a Finding."""

    def __init__(self, code: str, start: int, end: int, message: str, cure: str) -> None:
        super().__init__(code, start, end, message, cure)
        self.code = code
        self.start = start
        self.end = end
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message}（{self.cure}）"


def error_of(finding: Finding) -> NotationError:
    """The error that a strict reader raises where a lenient one only warns."""
    return NotationError(finding.code, finding.start, finding.end, finding.message, finding.cure)
