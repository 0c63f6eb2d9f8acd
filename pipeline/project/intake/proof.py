"""What a source prints, held against the paper that it was made from: every character that differs, with its line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.comparing.long_diff import differing
from pipeline.importing.paper import BLANKS, Line, Note
from pipeline.late.dataclass import dataclass

_CURE = "renkei build で作った文書と元の文を見比べ、違うところは原稿を直してください"
_WIDTH_CURE = "片仮名は全角で印刷します。元の文と見比べて、原稿を確かめてください"
_SIGN_CURE = "元の文と見比べて、原稿を確かめてください。号の番号は、原稿では「(1)」の形だけで印刷します"
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """How a printed text and its paper compare: characters that differ, and those that are not the very same in width.

    `widths` tells of the latter where nothing else differs.
    """

    letters: int
    differing: int
    exact: int
    notes: tuple[Note, ...]
    widths: tuple[Note, ...] = ()


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
    exact = _other_width("".join(_printed(x) for x in lines), printed)
    total = sum(d.a1 - d.a0 + d.b1 - d.b0 for d in found)
    widths = (*_signs(lines, printed), *(() if total else _widths(lines, printed, exact)))
    return Proof(len(old), total, exact + total, tuple(notes), widths)


def _other_width(paper: str, printed: str) -> int:
    """How many letters of a paper are printed in another width: each in its place where the letters are the same.

    Counted by sorts, １２ printed as 12 and 1 as １ would make up for each other.
    """
    raw, made = ([(f, c) for c in _bare(text) for f in unicodedata.normalize("NFKC", c)] for text in (paper, printed))
    if [f for f, _ in raw] == [f for f, _ in made]:
        return sum(a != b for a, b in zip(raw, made, strict=True))
    old, new = Counter(_bare(paper)), Counter(_bare(printed))
    return max((old - new).total(), (new - old).total())


def _widths(lines: Sequence[Line], printed: str, count: int) -> Iterator[Note]:
    """What is told of ﾊﾟ printed as パ: nobody looks for it in words that are the same. Widths of figures and brackets are the house's."""
    paper = "".join(map(_printed, lines))
    shown = ["".join(c for c in dict.fromkeys(_bare(a)) if c not in b) for a, b in ((paper, printed), (printed, paper))]
    gone, come = ("".join(c for c in each if not _is_ascii(c))[:_AROUND] for each in shown)
    if not gone:
        return
    first = next((line for line in lines if any(c in gone for c in _printed(line))), lines[0])
    message = f"元の文と幅の違う字が{count}字あります（元の文の「{gone}」などが、「{come}」などと印刷されます）"
    yield Note(message, _WIDTH_CURE, first.span)


def _signs(lines: Sequence[Line], printed: str) -> Iterator[Note]:
    """What is told of ⑴ printed as (1): one letter has become several."""
    gone = dict.fromkeys(
        c for x in lines for c in _bare(_printed(x)) if len(unicodedata.normalize("NFKC", c)) > 1 and c not in printed
    )
    if gone:
        signs = "".join(gone)
        first = next(line for line in lines if any(c in gone for c in _printed(line)))
        apart = "」「".join(unicodedata.normalize("NFKC", c) for c in signs[:3])
        message = f"元の文で一字の「{signs[:_AROUND]}」を、「{apart}」のように分けて印刷します"
        yield Note(message, _SIGN_CURE, first.span)


def _is_ascii(char: str) -> bool:
    return unicodedata.normalize("NFKC", char).isascii()


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
