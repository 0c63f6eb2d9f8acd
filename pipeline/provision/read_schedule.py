"""Lines of one 別表 -> its unit: 節, 小節, 表, 部, 行, 備考, or 号 where it has no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import REMARKS
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.alike.tails import settled
from pipeline.provision.unit import PARTED, Level, Unit
from pipeline.provision.unreadable import UnreadableError

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
# Behind the number: （第3条関係）, a heading behind a blank, or both in one line.
_RELATED = "[（(][^（）()]*[）)]"
SCHEDULE = regex(rf"別表(?:第?({_N})((?:の{_N})*))?([ 　]+[^\t]+|{_RELATED}(?:[ 　]+[^\t]+)?)?")
DIVISION = regex(rf"(?:({_N})|[(（]({_N})[)）])[ 　](.*)")
_REMARKS = (REMARKS, "注")
_INLINE = regex(f"({'|'.join(_REMARKS)})[ 　]+(.+)")
_NOTE = regex(rf"({_N})[ 　](.*)")


def _value(text: str) -> int:
    value = whole_number(apply(text, "half"))
    if not value:
        raise UnreadableError(text, f"「{text}」は番号として読めません")
    return value


def read_schedule(lines: Sequence[str]) -> Unit:
    """The 別表 whose heading is the first line. Raises UnreadableError."""
    head = SCHEDULE.fullmatch(lines[0])
    if head is None:
        raise UnreadableError(lines[0], f"「{lines[0]}」は別表の見出しとして読めません")
    number: Number = ()
    if head[1]:
        number = tuple(_value(n) for n in (head[1], *head[2].split("の")[1:]))
    mark = lines[0][: head.start(3)] if head[3] else lines[0]
    return settled(Unit("別表", number, head[3] or "", children=read_inside(lines[1:], "節"), mark=mark))


def read_inside(lines: Sequence[str], top: Level, *, divided: bool = False) -> tuple[Unit, ...]:
    """What stands below a heading: units from the level `top` downwards. 備考 below a division are that division's.

    Without a table numbered lines are 号, unless they are known to be divisions.
    """
    parts = _with_remarks([part for line in lines for part in _parted(line)])
    words = [part for part in parts if isinstance(part, str)]
    divided = divided or top != "節" or any("\t" in line for line in words)
    return tuple(_blocks(parts, top) if divided else _items(parts))


def _with_remarks(held: Sequence[tuple[str, str]]) -> list[str | Unit]:
    """Lines, with each 備考 or 注 among them as the unit that it and its items are; a heading of a division ends them."""
    made: list[str | Unit] = []
    at = 0
    while at < len(held):
        line, mark = held[at]
        at += 1
        if line.strip(" 　") not in _REMARKS:
            made.append(line)
            continue
        notes: list[str] = []
        while at < len(held) and not (
            _ends_remarks(held[at][0], notes, behind=bool(mark))
            or (notes and _is_over_a_table([line for line, _ in held[at:]]))
        ):
            notes.append(held[at][0])
            at += 1
        made.append(_remarks(line.strip(" 　"), notes, mark))
    return made


def _ends_remarks(line: str, notes: Sequence[str], *, behind: bool) -> bool:
    """Whether a line stands below 備考 that have these items: another head, words apart, or the heading of a division.

    Items that are counted have none without a number, a text right `behind` the word has none beside it.
    """
    if line.strip(" 　") in _REMARKS or line.startswith(PARTED) or "\t" in line:
        return True
    if notes and _NOTE.match(line) is None and DIVISION.match(line) is None:
        return behind or _NOTE.match(notes[0]) is not None
    m = DIVISION.match(line) if notes else None
    return m is not None and (bool(m[2]) or _NOTE.match(notes[0]) is None or _value(m[1]) != len(notes) + 1)


def _is_over_a_table(lines: Sequence[str]) -> bool:
    """Whether the first of these lines is the heading of a table, though its number may be that of the next of several 備考.

    A sentence above a table (２　次の表による。) is a 備考.
    """
    head, *below = lines
    m = DIVISION.fullmatch(head)
    if m is None or not m[1] or "\t" in head or head.endswith("。"):
        return False
    first = next((line for line in below if not _is_subdivision(line)), "")
    return "\t" in first


def _is_subdivision(line: str) -> bool:
    m = DIVISION.fullmatch(line)
    return m is not None and bool(m[2]) and "\t" not in line


def remarks_told_apart(lines: Sequence[str]) -> list[str]:
    """Lines of a 別表; if the name of a division that has no number follows a 備考 of one text, these stand behind the word."""
    only = [
        n
        for n, (word, text) in enumerate(pairwise(lines))
        if word in _REMARKS and _NOTE.match(text) is None and "\t" not in text
    ]
    if all(_tells_itself(lines[n + 1 : n + 3]) for n in only):
        return list(lines)
    behind = {n + 1 for n in only}
    return [
        f"{line}\u3000{lines[n + 1]}" if n + 1 in behind else line for n, line in enumerate(lines) if n not in behind
    ]


def _tells_itself(text: Sequence[str]) -> bool:
    """Whether the line behind the only text of a 備考 is no further text of it."""
    only, *after = text
    return not after or _ends_remarks(after[0], [only], behind=False) or DIVISION.match(after[0]) is not None


def _remarks(word: str, notes: list[str], mark: str) -> Unit:
    """備考 or 注 with what stands below the word; `mark` is the word with the blank where its text stands behind it."""
    alone = len(notes) == 1 and not _NOTE.match(notes[0])
    return Unit(
        "備考",
        text="" if word == REMARKS else word,
        children=(Unit("項", (), notes[0]),) if alone else tuple(read_note(line) for line in notes),
        mark=mark if alone else "",
    )


def _parted(line: str) -> tuple[tuple[str, str], ...]:
    """備考　税込みとする。 as two lines, the word and its only text; with the word the mark that the paper bears."""
    m = _INLINE.match(line) if "\t" not in line else None
    return ((m[1], m[0][: m.start(2)]), (m[2], "")) if m else ((line, ""),)


def begins_note(line: str) -> bool:
    """Whether a line bears the number of one of several 備考."""
    return _NOTE.match(line) is not None


def read_note(line: str) -> Unit:
    """One item of a 備考 by its number. Raises UnreadableError."""
    m = _NOTE.match(line)
    if m is None:
        raise UnreadableError(line, f"備考の「{line}」に番号がありません")
    return Unit("項", (_value(m[1]),), m[2], mark=line[: m.start(2)])


def _items(lines: Sequence[str | Unit]) -> list[Unit]:
    made: list[Unit] = []
    for line in lines:
        if isinstance(line, Unit):
            made.append(line)
            continue
        m = DIVISION.match(line)
        if line.startswith(PARTED):
            words = line.lstrip(PARTED)
            if len(line) - len(words) > 1 and made and made[-1].level == "号":
                made[-1] = replace(made[-1], children=(*made[-1].children, Unit("後文", text=words)))
            else:
                made.append(Unit("後文", text=words))
            continue
        if m is None:
            raise UnreadableError(line, f"別表の「{line}」に番号がありません")
        made.append(Unit("号", (_value(m[1] or m[2]),), m[3], mark=line[: m.start(3)]))
    return made


def _blocks(lines: Sequence[str | Unit], level: Level) -> list[Unit]:
    """節 (or 小節) and 表 of a stretch; what stands before the first heading comes first."""
    heads = [(n, m) for n, line in enumerate(lines) if (m := _heading(line, level)) is not None]
    made = _tables(lines[: heads[0][0] if heads else len(lines)], level)
    for (start, m), (end, _) in pairwise((*heads, (len(lines), None))):
        assert m is not None
        inside = lines[start + 1 : end]
        below = _blocks(inside, "小節") if level == "節" else _tables(inside, "表")
        made.append(Unit(level, (_value(m[1] or m[2]),), m[3], children=tuple(below), mark=m[0][: m.start(3)]))
    return made


def _heading(line: str | Unit, level: Level) -> re.Match[str] | None:
    m = DIVISION.fullmatch(line) if isinstance(line, str) and "\t" not in line else None
    return m if m is not None and bool(m[1]) == (level == "節") else None


def _tables(lines: Sequence[str | Unit], level: Level) -> list[Unit]:
    """Tables one after another: a heading without a number begins a 部, or a 表 if its 欄名 follow."""
    made: list[Unit] = []
    for line, after in pairwise((*lines, "")):
        if isinstance(line, Unit):
            made.append(line)
            continue
        below = after if isinstance(after, str) else ""
        tables = [u for u in made if u.level == "表"]
        if line.startswith(PARTED):
            made.append(Unit("後文", text=line.removeprefix(PARTED)))
            continue
        if "\t" not in line:
            if made and made[-1].level == "表" and below.split("\t") != list(made[-1].cells):
                made[-1] = replace(made[-1], children=(*made[-1].children, Unit("部", text=line)))
                continue
            if DIVISION.match(line) and level == "小節":
                raise UnreadableError(line, f"「{line}」の段が前後と合いません")
            made.append(Unit("節", text=line))
        elif made and made[-1].level == "節":
            made[-1] = _with_row(made[-1], line)
        elif tables and made[-1] is tables[-1]:
            made[-1] = add_row(made[-1], line)
        else:
            made.append(Unit("表", cells=read_row(line).cells))
    return made


def _with_row(section: Unit, line: str) -> Unit:
    """A section without a number and its table, one line further."""
    if not section.children:
        return replace(section, children=(Unit("表", cells=read_row(line).cells),))
    return replace(section, children=(add_row(section.children[-1], line),))


def reads_otherwise(line: str) -> bool:
    """Whether the name of a 部, alone in its line, would be read as the heading of a 節 or as 備考."""
    return DIVISION.match(line) is not None or _INLINE.match(line) is not None or line in _REMARKS


def band_name(line: str, columns: int) -> str:
    """The name of the 部 that a line begins, within a table of so many columns; "" for a row."""
    if "\t" not in line:
        return line
    first, *others = line.split("\t")
    return first if others == [PARTED] and columns != 1 else ""


def add_row(table: Unit, line: str) -> Unit:
    """The table with one line more: a row, in the last 部 where there is one, or the name of a 部. Raises UnreadableError."""
    if name := band_name(line, len(table.cells)):
        return replace(table, children=(*table.children, Unit("部", text=name)))
    row = read_row(line)
    if len(row.cells) != len(table.cells):
        raise UnreadableError(line, f"欄が{len(table.cells)}つの表に、欄が{len(row.cells)}つの項があります")
    if table.children and table.children[-1].level == "部":
        band = table.children[-1]
        return replace(table, children=(*table.children[:-1], replace(band, children=(*band.children, row))))
    return replace(table, children=(*table.children, row))


def read_row(line: str) -> Unit:
    """One 項 of a table: its cells between tabs; a sign of its own ends one that is alone."""
    first, *others = line.split("\t")
    return Unit("行", cells=(first,) if others == [PARTED] else (first, *others))
