"""Tables whose cells are the text of a paper (第1条 in one cell, its words in the next; a frame) -> the lines of that text.

Nothing is guessed: each row must say by itself how it reads, and its 条 go on counting those of the paper. Where a paper has no
other text and a row does not say so, that row is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pipeline.importing.paper import BLANKS, Cell, Line, Note, spot
from pipeline.importing.structure import marks
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_LABEL_END = "\u3000"
_ENDS = ("。", "削除")
# What a table calls its columns of 条 and their words: no words of the paper.
_HEADS = regex(
    "(?:条|項|号)(?:番号|名|数)?|条項(?:名|番号)?|番号|項目|区分|見出し|規定|条文|内容|本文|文|(?:規定|条文|協定|協約)の?(?:内容|事項)|事項"
)
_LOOK = "元の文書と見比べて、原稿を確かめてください"
_AS_TEXT = (
    "Word文書なら、表の中をクリックし、「レイアウト」の「表の解除」で「タブ」を選ぶと、表が文になります。"
    "条は「第1条　…」、見出しは「（目的）」のように、一行に一つずつにしてから取り込んでください"
)
IsHead = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a table that holds the 条 of a paper is not read as its text, and at which row."""

    message: str
    cure: str
    line: Line


@dataclass(frozen=True, slots=True)
class Unlaid:
    """The lines of a paper; what is to be told of them; and what kept tables from being read as text."""

    lines: list[Line]
    notes: list[Note]
    hindrances: list[Hindrance]


class _HinderedError(Exception):
    def __init__(self, message: str, line: Line) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def unlaid(lines: Sequence[Line], begins_part: IsHead) -> Unlaid:
    """The lines, those of tables that hold the text among them. `begins_part`: whether a line begins 附則, a 別表, the names."""
    made = Unlaid([], [], [])
    last = 0
    holds = _holds_articles if _holds_articles(lines) or _has_text(lines) else _counts_paragraphs
    groups = [list(group) for _, group in groupby(lines, key=lambda x: 0 if x.drawn else x.table)]
    for n, rows in enumerate(groups):
        after = [x for more in groups[n + 1 :] for x in more]
        laid = bool(rows[0].table) and not rows[0].drawn and holds(rows)
        said = _said(rows, last, after, begins_part, made) if laid else rows
        made.lines.extend(said)
        for x in said:
            if (head := _plain_head(x)) is not None:
                last = (head.through or head.number)[0]
            elif last and not x.cells and begins_part(x.bare):  # 条 of a 附則, a 別表 or a 別紙 are others
                made.lines.extend(after)
                return made
    return made


def _said(rows: list[Line], last: int, after: Sequence[Line], begins_part: IsHead, made: Unlaid) -> list[Line]:
    """The lines of a table that goes on counting 条 behind the `last` one; its rows where they do not say how they read."""
    try:
        said, notes = _Table(rows, begins_part).read()
        _check(said, last, after, begins_part)
    except _HinderedError as error:
        made.hindrances.append(Hindrance(error.message, _AS_TEXT, error.line))
        first = next(h.number[0] for row in rows for c in row.cells for p in c.paras if (h := _head(p)))
        if last and first == last + 1:
            message = f"条のある表を、表のまま読みました。{error.message}"
            made.notes.append(Note(message, _AS_TEXT, error.line.span))
        return rows
    made.notes.extend(notes)
    return said


def _head(words: str) -> marks.ArticleHead | None:
    return marks.article(words + _LABEL_END)


def _plain_head(line: Line) -> marks.ArticleHead | None:
    return None if line.cells else marks.article(line.bare)


def _holds_articles(rows: Sequence[Line]) -> bool:
    """Whether cells begin 条 and some cell says a sentence, or that a 条 is deleted."""
    paras = [p for row in rows for cell in row.cells for p in cell.paras]
    return any(map(_head, paras)) and any(p.endswith(_ENDS) for p in paras)


def _has_text(lines: Sequence[Line]) -> bool:
    """Whether a line of text begins a 条, or the first of what is counted."""
    found = [x for x in lines if not x.cells]
    return any(_plain_head(x) is not None or any(y.number == (1,) for y in marks.labels(x.bare)) for x in found)


def _counts_paragraphs(rows: Sequence[Line]) -> bool:
    """Whether the rows of two cells are the 項 of a paper without 条: 1, 2 … at the left of sentences."""
    held = [cells for row in rows if len(cells := _filled(row)) > 1 and not _names_columns(row)]
    counted = [marks.labels(cells[0].text + _LABEL_END) for cells in held]
    return bool(held) and all(
        any((x.kind.rstrip(".．、"), x.number) == ("1", (n,)) for x in found)
        and len(cells) == 2
        and _is_label(cells[0].paras)
        and cells[1].paras[0].endswith(_ENDS)
        for n, (found, cells) in enumerate(zip(counted, held, strict=True), 1)
    )


def _check(said: list[Line], last: int, after: Sequence[Line], begins_part: IsHead) -> None:
    """Whether the 条 of a table are those of the paper itself: they go on counting, each says something, and none comes again."""
    held: list[int] = []
    words: list[Line] = []  # the head of the last 条, and what stands below it
    for line in said:
        if held and not line.cells and begins_part(line.bare):
            break
        if (head := _plain_head(line)) is not None:
            number = head.number[0]
            if number != last + 1 and not (number == last and len(head.number) > 1):
                raise _HinderedError(f"条の番号（{head.mark}）が、前の条から続いていません", line)
            _check_words(words)
            last, words = (head.through or head.number)[0], [line]
            held.append(last)
        elif words and not line.cells:
            words.append(line)
    _check_words(words)
    for line in after:
        if begins_part(line.bare):
            break
        head = _plain_head(line)
        if head is not None and head.number[0] in held:
            raise _HinderedError(f"表の条（{head.mark}）が、後にもう一度あります", line)


def _check_words(words: Sequence[Line]) -> None:
    if words and not any(line.bare.endswith(_ENDS) for line in words):
        raise _HinderedError(f"「{words[0].bare[:20]}」の条に、「。」で終わる文がありません", words[0])


class _Table:
    """Reads the rows of one table."""

    def __init__(self, rows: Sequence[Line], begins_part: IsHead) -> None:
        self.rows = rows
        self.begins_part = begins_part
        self.notes: list[Note] = []

    def read(self) -> tuple[list[Line], list[Note]]:
        """The lines, rows behind the text left as they are. Raises _HinderedError."""
        made: list[Line] = []
        end = self._end()
        for n, row in enumerate(self.rows):
            if n >= end and len(_filled(row)) > 1:
                made.append(row)
            elif not n and _names_columns(row):
                words = "」「".join(c.text for c in _filled(row))
                message = f"条文を割り付けた表の欄名は、文でないので除きました: 「{words}」"
                self.notes.append(Note(message, _LOOK, row.span, "".join(c.text for c in _filled(row))))
            else:
                made += self._lines(row)
        first = next(x for x in made if not x.cells)
        message = (
            f"条文を割り付けた表とみて、行ごとに文として読みました（罫線は印刷されません）: 「{first.bare[:20]}」から"
        )
        self.notes.insert(0, Note(message, _LOOK, self.rows[0].span))
        return made, self.notes

    def _end(self) -> int:
        """Where the text ends: behind it stand names, or a table of a 別表, which have rows of their own."""
        last = max(
            n for n, row in enumerate(self.rows) if any(_is_label(c.paras) for c in _filled(row)[:-1]) or _begins(row)
        )
        for n, row in enumerate(self.rows[last + 1 :], last + 1):
            if any(self.begins_part(p) for c in row.cells for p in c.paras) or len(_filled(row)) > 1:
                return n
        return len(self.rows)

    def _lines(self, row: Line) -> Iterator[Line]:
        *labels, words = _filled(row) or [Cell()]
        for cell in labels:
            if not _is_label(cell.paras):
                message = f"この行の「{cell.text[:20]}」は、条・項・号の番号とも（）で囲んだ見出しとも読めないので、文の順が決まりません"
                raise _HinderedError(message, row)
        paras = [p for p in words.paras if p]
        heads = [p for cell in labels for p in cell.paras if p]
        if labels and sum(not _is_caption(p) for p in heads) + sum(marks.article(p) is not None for p in paras) > 1:
            raise _HinderedError(f"一つの行に番号がいくつもあります（「{heads[0][:20]}」など）", row)
        waiting = ""
        for head in heads:
            if waiting or not _is_caption(head):
                waiting += (_LABEL_END if waiting else "") + head
            else:
                yield _line(head, row)
        if paras and waiting:
            paras[0] = f"{waiting}{_LABEL_END}{paras[0]}"
        elif waiting:
            paras = [waiting]
        for para in paras:
            yield _line(para, row)


def _line(text: str, row: Line) -> Line:
    """A line of a row; its place is that of the row where a file has no lines."""
    file = row.span.file
    return Line(text, spot(file.name, text, file.cell) if file.cell else row.span)


def _filled(row: Line) -> list[Cell]:
    return [c for c in row.cells if c.text and not c.goes_on]


def _begins(row: Line) -> bool:
    return any(marks.article(p) is not None for c in row.cells for p in c.paras)


def _names_columns(row: Line) -> bool:
    cells = _filled(row)
    return len(cells) > 1 and all(_HEADS.fullmatch(marks.fold(c.text).replace(" ", "")) for c in cells)


def _is_label(paras: Sequence[str]) -> bool:
    """Whether a cell holds nothing but the number of a unit, or the 見出し of one, or both."""
    held = [p for p in paras if p]
    numbers = [p for p in held if not _is_caption(p)]
    return bool(held) and len(numbers) <= 1 and all(_is_number(p) for p in numbers) and len(held) - len(numbers) <= 1


def _is_caption(words: str) -> bool:
    return marks.caption(words) is not None and not marks.labels(words)


def _is_number(words: str) -> bool:
    text = words + _LABEL_END
    head = marks.article(text)
    if head is not None:
        return not text[head.end :].strip(BLANKS)
    return any(not text[label.end :].strip(BLANKS) for label in marks.labels(text))
