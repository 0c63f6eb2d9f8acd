"""Comments of a source (# lint: 公用文-011 理由) -> findings that they silence, and those comments that silence nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.lint.rule import Finding
from pipeline.lint.rules import BY_ID

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*lint:[ \t]*(?P<id>[^\s#]+)?[ \t]*(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences one rule on lines `first` to `last` (from 1); `reason` is why."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span


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


def silence(
    findings: Iterable[Finding], asked: Container[str], problems: Problems
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Findings that stand, and those silenced with their reasons. Comments that are wrong or idle are told.

    `asked` are the ids of the rules that were asked: of the others no comment can be called idle.
    """
    stand: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    known: dict[int, tuple[Suppression, ...]] = {}
    files: dict[int, SourceFile] = {}
    used: set[tuple[int, int]] = set()
    for finding in findings:
        place = finding.place
        if not isinstance(place, Span) or place.file.cell:
            stand.append(finding)
            continue
        key = id(place.file)
        files[key] = place.file
        if key not in known:
            known[key] = suppressions(place.file)
        line = place.line
        by = next((s for s in known[key] if s.rule == finding.rule.id and s.reason and s.first <= line <= s.last), None)
        if by is None:
            stand.append(finding)
        else:
            used.add((key, by.span.start))
            silenced.append((finding, by.reason))
    for key, comments in known.items():
        idle = [c for c in comments if (key, c.span.start) not in used and (c.rule in asked or c.rule not in BY_ID)]
        _tell(idle, problems)
    return stand, silenced


def _tell(idle: list[Suppression], problems: Problems) -> None:
    for comment in idle:
        if not comment.reason:
            message, cure = "lint を止める理由がありません", "「# lint: 公用文-011 理由」のように、理由を書いてください"
        else:
            message = f"「{comment.rule}」を止める注釈に当たる所見がありません"
            cure = "要らなくなった注釈なら消してください。規則の番号と場所も確かめてください"
        problems.warning("lintの注釈", message, cure, comment.span)
