"""Comments of a source (# lint: 公用文-011 理由) -> findings that they silence, and those comments that silence nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable

from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.diagnostics.codes import CODES
from pipeline.diagnostics.comments import FOREIGN, OF_WARNINGS, Suppression, suppressions
from pipeline.lint.rule import Finding
from pipeline.lint.rules import BY_ID


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
        by = next((s for s in known[key] if s.reason and s.is_of(finding.rule.id, line)), None)
        if by is None:
            stand.append(finding)
        else:
            used.add((key, by.span.start))
            silenced.append((finding, by.reason))
    for key, comments in known.items():
        ours = (c for c in comments if not c.rule.startswith((FOREIGN, OF_WARNINGS)))
        idle = [c for c in ours if (key, c.span.start) not in used and (c.rule in asked or c.rule not in BY_ID)]
        unknown = (c for c in comments if c.rule.startswith(OF_WARNINGS))
        idle += [c for c in unknown if c.rule.removeprefix(OF_WARNINGS) not in CODES]
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
