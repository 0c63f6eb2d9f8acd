"""Lines of 注 below a 項 -> its notes: 注　text, or 注 and 1　text, 2　text below it; what collections note is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.importing.paper import BLANKS, Line
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Clause, Draft
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_PATTERN
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

NOTE = regex(r"注(?: +|:)([^0-9 ].*)")
_HEAD = "注"
# One note alone stands behind the word and bears no number.
_LEAST = 2


# (平20条例22・一部改正), (昭59規則7), (平成20年条例第22号・旧第4条繰下), (平24条例7(平24条例20)・一部改正), (平29議決・一部改正),
# 一部改正〔平成20年条例22号〕: what the editors of a collection set below a 条.
# The title of a 附則, (平成20年条例第22号), has its whole number and says nothing of what was done.
_N = f"(?:[0-9]+|元|[{KANJI_NUMERALS}]+)"
_ERA = f"(?:{ERA_PATTERN})"
_LAW = r"[^\s()0-9・。、]{1,16}"
_WORD = "(?:改正|全改|追加|削除|改称|変更|繰下|繰上|繰下げ|繰上げ)"
_DONE = f"[^()。]*{_WORD}"
# 平成十七年三月二十五日条例第十一号 is a whole date and number: no part of a numeral is the year.
_ONE = rf"{_ERA} ?{_N}(?![0-9{KANJI_NUMERALS}]) ?(?!年){_LAW}?第?{_N}号?"
# An act by whatever tells of it: its day, its number, what it was (議決), with the act that amended it in brackets.
_ANY_ONE = r"[^()。「」]{0,60}?(?:\([^()。「」]{1,60}\)[^()。「」]{0,60}?)*"
_HISTORY = regex(
    rf"\({_ONE}(?:[・、] ?{_ONE})*(?:[・、] ?{_DONE})?\)"
    rf"|\({_ERA} ?{_N}{_ANY_ONE}[・、] ?(?:見出し|題名|旧[^()。、・]{{1,30}}|本条|本項|各号|一部|全部)?{_WORD}"
    rf"(?:[・、]{_ANY_ONE}{_WORD})*\)"
    rf"|\({_ERA} ?{_N}(?:年[^()。「」の]{{0,40}}号|(?![年{KANJI_NUMERALS}])[^\s()0-9・。、の]{{0,16}}[0-9]*)(?:一部|全部)?{_WORD}\)"
    rf"|(?:[、・]?[^()。「」]{{0,40}}{_WORD}\({_ERA} ?{_N}[^()。「」]*\))+"
    r"|[(\[【]?注[)\]】]?[ :]?[^。]*(?:改正経過を|条文)注記(?:した|入る?)?。?"
)
# A note that stands on the line of the words before it.
_BEHIND = regex(r"(?<=[。除])[ ]*(?=[(\[][^。]*$)")


def parted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a text, and the notes of a collection on its history, which are no part of it."""
    own: list[Line] = []
    histories: list[Line] = []
    for line in lines:
        if line.cells:
            row, notes = row_apart(line)
            histories += notes
            own += [row] if row is not None else []
        elif is_history(line.bare):
            histories.append(line)
        elif (found := _behind(line.text)) is not None:
            own.append(replace(line, text=found[0]))
            histories.append(replace(line, text=found[1]))
        else:
            own.append(line)
    return own, histories


def row_apart(row: Line) -> tuple[Line | None, list[Line]]:
    """A row without the notes that stand in its cells as paragraphs of their own; None if it holds nothing else."""
    notes = [replace(row, text=p, cells=(), table=0) for c in row.cells for p in c.paras if is_history(p.strip(BLANKS))]
    if not notes:
        return row, []
    kept = tuple(
        replace(c, paras=tuple(p for p in c.paras if not is_history(p.strip(BLANKS))) or ("",)) for c in row.cells
    )
    if not any(c.text or c.goes_on for c in kept):
        return None, notes
    return replace(row, text="\t".join(c.text for c in kept), cells=kept), notes


def apart(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The same of lines that are mere words."""
    own: list[str] = []
    histories: list[str] = []
    for line in lines:
        if is_history(line.strip(BLANKS)):
            histories.append(line.strip(BLANKS))
            continue
        words, note = _behind(line) or (line, "")
        own.append(words)
        histories += [note] if note else []
    return own, histories


def _behind(text: str) -> tuple[str, str] | None:
    """The words of a line and the note that stands behind them on it."""
    found = _BEHIND.search(marks.fold(text))
    if found is None or not is_history(text[found.end() :].strip(BLANKS)):
        return None
    return text[: found.start()], text[found.end() :].strip(BLANKS)


def is_history(words: str) -> bool:
    """Whether a line is such a note."""
    return _HISTORY.fullmatch(marks.fold(words)) is not None


def histories_told(words: Sequence[str], fate: str) -> str:
    """What a clerk is told of such notes: `fate` is what becomes of them."""
    each = "」「".join(dict.fromkeys(words))
    return f"改正の経過の注が{len(words)}行あります（「{each}」）。例規集が付けたもので条文ではないので、{fate}"


class NoteLines:
    """Takes the lines of notes; what is no note is left to others."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._open: Clause | None = None
        self._first: Line | None = None

    def takes(self, paragraph: Clause | None, line: Line, text: str, after: Line | None) -> bool:
        """Whether a line is a note of the 項 that is open, or the head of its notes."""
        if paragraph is None:
            return False
        folded = marks.fold(text)
        if not paragraph.notes and self._open is not paragraph:
            if (m := NOTE.fullmatch(folded)) is not None:
                paragraph.notes.append(text[m.start(1) :])
                self.draft.computed.append(text[: m.start(1)])
                return True
            if folded == _HEAD and after is not None and _numbered(after.bare, 1) is not None:
                self._open, self._first = paragraph, after
                self.draft.computed.append(text)
                return True
        if self._open is not paragraph:
            return False
        label = _numbered(text, len(paragraph.notes) + 1)
        if label is None or self._is_next(paragraph, line, label):
            self._open = None
            return False
        paragraph.notes.append(text[label.end :])
        self.draft.computed.append(label.mark)
        return True

    def _is_next(self, paragraph: Clause, line: Line, label: marks.Label) -> bool:
        """Whether the number is that of the next 項, where it might be of the next note as well; of notes there are two at least."""
        assert self._first is not None
        if line.role == _HEAD:
            return False
        if len(paragraph.notes) < _LEAST or label.number != (paragraph.number[0] + 1,):
            return False
        note, own = (abs(line.span.column - one.span.column) for one in (self._first, paragraph.line))
        if note == own:
            self.draft.guess(f"「{label.mark}」が、次の項か次の注か分からないので、項としました", line)
        return own <= note


def _numbered(text: str, number: int) -> marks.Label | None:
    return next((x for x in marks.labels(text) if x.kind == "1" and x.number == (number,)), None)
