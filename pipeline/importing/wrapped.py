"""Lines that were all cut at one length -> the lines as they were before; which were joined is told.

A line goes on in the next only if it reaches the edge, and the next bears no label, is no heading and stands at the left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.diagnostics import Span
from pipeline.importing.paper import Line, Note, latin_gap
from pipeline.importing.structure import marks
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em

# Where lines are cut, in em: shorter ones are lists, longer ones no page holds. A line may end so far before the edge.
_LEAST_EDGE, _MOST_EDGE, _ROOM = 20, 60, 3
# So many lines must go on in the next before a paper is one whose lines were cut.
_LEAST = 2
_COLUMNS = regex("[^ \u3000][ \u3000]{2,}[^ \u3000]")
# What begins an entry of a list that bears no number, or names what stands below it.
_BULLETS = tuple("・○●◯◎□■◇◆※＊★☆▽▼▲→⇒【〔［＜•▪➢➔❑❒❖☑☒✓")
_ENDS = ("。", "）", ")", "」", "．", "】")
_NO_HEAD = regex("[ぁ-ん、。，．）)」]")
_TOLD = "元の文と見比べて、原稿を確かめてください"
IsHead = Callable[[str], bool]


def unwrapped(lines: Sequence[Line], is_head: IsHead) -> tuple[list[Line], list[Note]]:
    """The lines, cut ones joined. `is_head`: whether a line begins something by its words (附則, 別表第1, a date, a name)."""
    joins = _joins(lines, is_head)
    made: list[Line] = []
    notes: list[Note] = []
    for n, line in enumerate(lines):
        if n not in joins:
            made.append(line)
            continue
        above, between = made[-1], latin_gap(lines[n - 1].bare, line.bare)
        made[-1] = replace(above, text=above.bare + between + line.bare, span=_joined(above.span, line.span))
        if between or lines[n - 1].bare.endswith(_ENDS):
            notes.append(Note(f"上の行につなぎました: 「{line.bare[:20]}」", _TOLD, line.span))
    if joins:
        first = lines[min(joins)]
        message = (
            f"同じ長さで改行された文と見て、{len(joins)}か所で次の行とつなぎました。初めは「{first.bare[:20]}」の前です"
        )
        notes.insert(0, Note(message, _TOLD, first.span))
    return made, notes


def _joins(lines: Sequence[Line], is_head: IsHead) -> dict[int, bool]:
    """Which lines go on from the one before."""
    edge = max((_reach(x) for x in lines if not x.cells and x.column_em <= _reach(x) / 3), default=0.0)
    if not _LEAST_EDGE <= edge <= _MOST_EDGE:
        return {}
    made: dict[int, bool] = {}
    begin, hang = 0, None  # where the line that may go on begins, and the column of what goes on from it
    for n, line in enumerate(lines):
        above = lines[n - 1] if n else None
        if above is not None and _may_join(above, line, edge) and not _begins(line, is_head):
            sure = not above.bare.endswith(_ENDS) or _NO_HEAD.match(line.bare) is not None
            column = line.column_em
            hangs = column == hang if hang is not None else _hangs(lines[begin], column)
            if sure or hangs:
                made[n] = sure
                hang = column
                continue
        begin, hang = n, None
    return made if sum(made.values()) >= _LEAST else {}


def _may_join(above: Line, line: Line, edge: float) -> bool:
    """Whether two lines follow each other, the first full, neither set in columns nor at the right."""
    if above.cells or line.cells or above.role or line.role or above.heading or line.heading:
        return False
    if not _is_next(above, line) or _reach(above) < edge - _ROOM:
        return False
    if any(x.column_em > edge / 3 or _COLUMNS.search(x.text) for x in (above, line)):
        return False
    return marks.caption(above.bare) is None


def _hangs(first: Line, column: float) -> bool:
    """Whether a line stands below the words of the first, and not where another one would begin."""
    labelled = bool(marks.labels(first.bare)) or marks.article(first.bare, None) is not None
    return column > first.column_em if labelled else column < first.column_em


def _begins(line: Line, is_head: IsHead) -> bool:
    text = line.bare
    return (
        text.startswith(_BULLETS)
        or bool(marks.labels(text))
        or marks.article(text) is not None
        or marks.chapter(text) is not None
        or marks.caption(text) is not None
        or is_head(text)
    )


def _is_next(above: Line, line: Line) -> bool:
    """Whether nothing stands between two lines; of paragraphs of Word nobody can say."""
    return above.span.file is not line.span.file or line.is_right_below(above)


def _reach(line: Line) -> float:
    return line.column_em + width_em(line.bare)


def _joined(above: Span, line: Span) -> Span:
    return Span(above.file, above.start, line.end) if above.file is line.file else above


def unwrapped_text(text: str, lines: Sequence[Line], is_head: IsHead) -> str:
    """The text that these lines are read from, cut ones joined."""
    made, at = [], 0
    for n in sorted(_joins(lines, is_head)):
        above, line = lines[n - 1], lines[n]
        made += [text[at : above.span.end], latin_gap(above.bare, line.bare)]
        at = line.span.start
    return "".join([*made, text[at:]])
