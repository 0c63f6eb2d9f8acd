"""Diagnostics -> text for people (source line, caret, cure) and records for machines."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.diagnostics.problems import Diagnostic
from pipeline.diagnostics.span import Place, Span
from pipeline.notation.text.char_width import width_em

# Columns of source that fit beside the line number on a usual terminal.
_SHOWN_WIDTH = 100
_SHOWN_BEFORE = 40


def human(diagnostic: Diagnostic) -> str:
    """The diagnostic as a clerk reads it, several lines, without a final newline."""
    lines = [f"{diagnostic.severity.value}[{diagnostic.code}]: {_visible(diagnostic.message)}"]
    match diagnostic.place:
        case Span() as span:
            gutter = " " * len(str(span.line))
            line, before, marked = _excerpt(span)
            lines += [
                f"{gutter}--> {span}",
                f"{gutter} |",
                f"{span.line} | {line}",
                f"{gutter} | {' ' * before}{'^' * marked}",
            ]
        case Place() as place:
            lines.append(f" --> {place}")
        case None:
            pass
    lines.append(f" = 直し方: {diagnostic.cure}")
    return "\n".join(lines)


def record(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    """The diagnostic for machines; lines and columns count from 1, columns in characters."""
    place = diagnostic.place
    made: dict[str, str | int | None] = {
        "severity": diagnostic.severity.name.lower(),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "cure": diagnostic.cure,
        "file": None,
        "where": None,
        "line": None,
        "column": None,
        "length": None,
    }
    match place:
        case Span():
            made |= {
                "file": place.file.name,
                "where": place.file.cell or None,
                "line": place.line,
                "column": place.column,
                "length": place.end - place.start,
            }
        case Place():
            made |= {"file": place.file, "where": place.where}
        case None:
            pass
    return made


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """エラー2件、注意1件."""
    counts: dict[str, int] = {}
    for diagnostic in diagnostics:
        counts[diagnostic.severity.value] = counts.get(diagnostic.severity.value, 0) + 1
    return "、".join(f"{name}{count}件" for name, count in counts.items())


def _excerpt(span: Span) -> tuple[str, int, int]:
    """Source line, width before the mark, width of the mark; a long line is cut around the mark."""
    line = span.file.line(span.line)
    start = span.column - 1
    end = max(start, min(start + span.end - span.start, len(line)))
    before, marked, after = (_visible(piece) for piece in (line[:start], line[start:end], line[end:]))
    if width(before + marked + after) > _SHOWN_WIDTH and width(before) > _SHOWN_BEFORE:
        while width(before) > _SHOWN_BEFORE:
            before = before[1:]
        before = "…" + before
    shown = _fit(before + marked + after, _SHOWN_WIDTH)
    return shown, width(before), max(1, min(width(marked), width(shown) - width(before)))


def _fit(text: str, limit: int) -> str:
    if width(text) <= limit:
        return text
    total = 0
    for n, char in enumerate(text):
        total += width(char)
        if total > limit - 2:
            return text[:n] + "…"
    return text


def width(text: str) -> int:
    """Columns on a terminal: 全角 counts 2 (UAX #11: wide, full-width and ambiguous)."""
    return round(2 * width_em(text))


def _visible(text: str) -> str:
    """Control, bidirectional and unencodable characters as U+xxxx, so that showing them does no harm."""
    return "".join(c if c.isprintable() or c in "\n　" else f"〈U+{ord(c):04X}〉" for c in text)
