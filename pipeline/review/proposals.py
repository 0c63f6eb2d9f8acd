"""What others propose on a paper: words exchanged, paragraphs and rows that come or go, comments; and where the words stem from."""

from __future__ import annotations

import hashlib
from typing import Literal

from pipeline.diagnostics import Span, Written
from pipeline.late.dataclass import dataclass

# 書換え: words within a paragraph. 段落, 行: something of the structure. 移動: a paragraph or a row; `after` says to where.
# コメント: an opinion that changes nothing by itself.
Kind = Literal["書換え", "段落", "行", "移動", "コメント"]
UNTRACKED = "記録されていない変更"


@dataclass(frozen=True, slots=True)
class Target:
    """Characters `start` up to `end` of a scalar of the source, and what is proposed in their place."""

    written: Written
    start: int
    end: int
    new: str

    @property
    def span(self) -> Span:
        """Where they stand; an insertion stands at the character before or behind it."""
        if self.start < self.end:
            return self.written.span(self.start, self.end)
        at = min(self.start, max(0, len(self.written.text) - 1))
        return self.written.span(at, at + 1)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Why the words cannot be written into the source by a program, and the place from which they stem (None: nobody wrote them)."""

    reason: str
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. `number` counts them from 1; `author` and `day` are "" where the document does not say.

    `tracked` is False for what was changed without being recorded. `where` is the place in the paper, `before` and
    `after` the words there, `context` those around them. `comments` hang on it; a comment alone has its words there.
    """

    number: int
    kind: Kind
    author: str
    day: str
    tracked: bool
    where: str
    before: str
    after: str
    context: tuple[str, str]
    comments: tuple[str, ...]
    to: Target | Elsewhere
    paragraph: int | None = None
    start: int = 0
    end: int = 0

    @property
    def who(self) -> str:
        """相手太郎、2026-03-01; for a change that nobody recorded, that."""
        if not self.tracked:
            return UNTRACKED
        return "、".join(filter(None, (self.author, self.day))) or "（記名なし）"

    @property
    def place(self) -> Span | None:
        """Where the words stand in a source."""
        return self.to.span if isinstance(self.to, Target) else self.to.place

    @property
    def fingerprint(self) -> str:
        """What it is, whatever its number: a list of decisions is of these very proposals."""
        facts = (self.kind, self.author, self.day, self.where, self.before, self.after, *self.context, *self.comments)
        return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]


def record(one: Proposal) -> dict[str, object]:
    """The proposal for programs; lines and columns count from 1, and are None in a cell of a workbook."""
    place = one.place
    in_text = place if place is not None and not place.file.cell else None
    return {
        "number": one.number,
        "fingerprint": one.fingerprint,
        "kind": one.kind,
        "author": one.author,
        "day": one.day,
        "tracked": one.tracked,
        "where": one.where,
        "before": one.before,
        "after": one.after,
        "comments": list(one.comments),
        "writable": not isinstance(one.to, Elsewhere),
        "reason": one.to.reason if isinstance(one.to, Elsewhere) else "",
        "file": place.file.name if place is not None else None,
        "line": in_text.line if in_text is not None else None,
        "column": in_text.column if in_text is not None else None,
        "length": place.end - place.start if place is not None else None,
    }
