"""Comments of sources (# lint: 照合-事業費 理由) -> contradictions that they silence, and comments that silence nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.crosscheck.facts import Contradiction
from pipeline.diagnostics import Problems, SourceFile
from pipeline.diagnostics.comments import FOREIGN, Suppression, suppressions


def silence(
    found: Iterable[Contradiction], files: Iterable[SourceFile], problems: Problems
) -> tuple[list[Contradiction], list[tuple[Contradiction, str]]]:
    """Those that stand, and those silenced with their reasons: a comment at either of the two places silences both.

    `files` are all sources of the area; a comment of ours in them that silences nothing, or gives no reason, is told.
    """
    known = {file.name: _own(file) for file in files}
    used: set[tuple[str, int]] = set()
    stand: list[Contradiction] = []
    silenced: list[tuple[Contradiction, str]] = []
    for one in found:
        by = next(_silencing(one, known), None)
        if by is None:
            stand.append(one)
        else:
            used.add((by.span.file.name, by.span.start))
            silenced.append((one, by.reason))
    for comment in (c for comments in known.values() for c in comments):
        if (comment.span.file.name, comment.span.start) not in used:
            _tell_idle(comment, problems)
    return stand, silenced


def _own(file: SourceFile) -> tuple[Suppression, ...]:
    if FOREIGN not in file.text:
        return ()
    return tuple(s for s in suppressions(file) if s.rule.startswith(FOREIGN))


def _silencing(one: Contradiction, known: dict[str, tuple[Suppression, ...]]) -> Iterator[Suppression]:
    for fact in one.facts:
        line = fact.place.line
        for comment in known.get(fact.place.file.name, ()):
            if comment.reason and comment.is_of(one.code, line):
                yield comment


def _tell_idle(comment: Suppression, problems: Problems) -> None:
    if not comment.reason:
        message, cure = "照合を止める理由がありません", "「# lint: 照合-事業費 理由」のように、理由を書いてください"
    else:
        message = f"「{comment.rule}」を止める注釈に当たる矛盾がありません"
        cure = "要らなくなった注釈なら消してください。コードと場所も確かめてください"
    problems.warning("lintの注釈", message, cure, comment.span)
