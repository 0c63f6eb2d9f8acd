"""A source -> its comments that silence rules (# lint: 公用文-011 理由) or warnings (# lint: 注意-合計 理由), with the lines that they cover."""

from __future__ import annotations

from functools import lru_cache

from pipeline.diagnostics.span import SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

# Comments that begin so are of the cross-check of an area, which tells of them itself.
FOREIGN = "照合-"
# Comments that begin so are of the warnings 注意[合計] of documents.
OF_WARNINGS = "注意-"
# What a warning says that steps hang on, or that is said of a comment itself, no comment silences.
_ALWAYS_SAID = frozenset({"変更中", "lintの注釈"})
_COMMENT = regex(r"(?:^|(?<=\s))#[ \t]*lint:[ \t]*(?P<id>[^\s#]+)?[ \t]*(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences one rule on lines `first` to `last` (from 1); `reason` is why."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span

    def is_of(self, rule: str, line: int) -> bool:
        """Whether it asks for no finding of a rule on a line, with a reason or without."""
        return self.rule == rule and self.first <= line <= self.last


def comments_on(code: str, place: Span) -> tuple[Suppression, ...]:
    """The comments that ask for no warning of a code at a place, whether they give a reason or not."""
    held = _held(place.file)
    if not held or place.file.cell or code in _ALWAYS_SAID:
        return ()
    line = place.line
    return tuple(s for s in held if s.is_of(OF_WARNINGS + code, line))


@lru_cache(maxsize=8)
def _held(file: SourceFile) -> tuple[Suppression, ...]:
    """Those of a file, looked for once for all its warnings."""
    return suppressions(file) if OF_WARNINGS in file.text else ()


def suppressions(file: SourceFile) -> tuple[Suppression, ...]:
    """The comments of a source. One at the end of a line covers its value; one alone covers the value below it."""
    lines = file.text.split("\n")
    made: list[Suppression] = []
    start = 0
    for number, line in enumerate(lines, 1):
        match = _COMMENT.search(line)
        if match is not None:
            first = number if line[: match.start()].strip() else _next(lines, number)
            span = Span(file, start + match.start(), start + match.end())
            made.append(Suppression(match["id"] or "", match["reason"].strip(), first, _last(lines, first), span))
        start += len(line) + 1
    return tuple(made)


def _next(lines: list[str], number: int) -> int:
    """The number of the next line that is no comment."""
    below = (n for n in range(number + 1, len(lines) + 1) if not lines[n - 1].lstrip().startswith("#"))
    return next(below, number)


def _last(lines: list[str], first: int) -> int:
    """The last line of the value that begins in a line: all that is indented deeper."""
    own = _indent(lines[first - 1])
    last = first
    for number in range(first + 1, len(lines) + 1):
        line = lines[number - 1]
        if line.strip() and _indent(line) <= own:
            break
        last = number
    return last


def _indent(line: str) -> int:
    """The column of the key: what follows 「- 」 stands deeper than the dash."""
    return len(line) - len(line.lstrip(" "))
