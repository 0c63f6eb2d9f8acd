"""What a source prints, held against the paper that it was made from: every character that differs, with its line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.comparing.long_diff import differing
from pipeline.importing.paper import BLANKS, Line, Note
from pipeline.late.dataclass import dataclass

_CURE = "renkei build で作った文書と元の文を見比べ、違うところは原稿を直してください"
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """How a printed text and its paper compare: characters that differ, and those that are not the very same in width."""

    letters: int
    differing: int
    exact: int
    notes: tuple[Note, ...]


class _Run:
    """Lines of a paper in one run of folded letters, with the line that each letter comes from."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.letters: list[str] = []
        self.lines: list[Line] = []
        for line in lines:
            for char in _folded(_printed(line)):
                self.letters.append(char)
                self.lines.append(line)

    def line(self, at: int) -> Line | None:
        """The line at a place; the last one behind the end."""
        return self.lines[min(at, len(self.lines) - 1)] if self.lines else None


def prove(lines: Sequence[Line], printed: str) -> Proof:
    """The comparison of a paper with the text that its source prints. Blanks do not count, widths are told apart."""
    run = _Run(lines)
    old, new = "".join(run.letters), _folded(printed)
    notes = []
    found = differing(old, new) if old != new else ()
    for d in found:
        line = run.line(d.a0)
        if line is None:
            continue
        notes.append(Note(_said(old, new, d.a0, d.a1, d.b0, d.b1), _CURE, line.span))
    raw, made = (Counter(_bare(t)) for t in ("".join(_printed(x) for x in lines), printed))
    exact = max((raw - made).total(), (made - raw).total())
    total = sum(d.a1 - d.a0 + d.b1 - d.b0 for d in found)
    return Proof(len(old), total, exact + total, tuple(notes))


def _said(old: str, new: str, a0: int, a1: int, b0: int, b1: int) -> str:
    gone, come = old[a0:a1], new[b0:b1]
    around = old[max(0, a0 - _AROUND) : a0]
    if gone and come:
        return f"原稿から作った文書では「{_short(gone)}」が「{_short(come)}」と印刷されます（「{around}」の後）"
    if gone:
        return f"原稿から作った文書では「{_short(gone)}」がこの位置に印刷されません（「{around}」の後）"
    return f"原稿から作った文書では、この位置に「{_short(come)}」が加わります（「{around}」の後）"


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:40] + "…" + words[-15:]


def _printed(line: Line) -> str:
    """The words of a line; those of a cell that goes on from above are printed once."""
    return "".join(c.text for c in line.cells) if line.cells else line.text


def _bare(text: str) -> str:
    return "".join(c for c in text if c not in BLANKS and not c.isspace())


def _folded(text: str) -> str:
    return _bare(unicodedata.normalize("NFKC", text))


def without(lines: Iterable[Line], others: Iterable[Line]) -> list[Line]:
    """The lines but those that are told and stand in no source."""
    left = list(others)
    return [x for x in lines if not any(x is y for y in left)]
