"""The 号 that are counted within one 欄 of a row: taken apart while a sentence works on them, put together again behind it."""

from __future__ import annotations

import unicodedata
from dataclasses import field, replace

from pipeline.amending.applying.refusal import Refusal, unread
from pipeline.amending.applying.working_tree import Node, must_differ, place_name
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.scheme import Scheme, scheme
from pipeline.notation.problem import NotationError
from pipeline.notation.text.width_policy import DigitWidth, apply
from pipeline.provision.unit import PARTED, Unit

# A number alone may begin any words (1,000円, 一般会計): a blank stands behind it where it counts.
_LABEL = regex(
    rf"(?:[(（](?:[0-9０-９]+|[{KANJI_NUMERALS}]+)[)）]|[①-⑳⑴-⒇]|(?:[0-9０-９]+[.．]?|[{KANJI_NUMERALS}]+)(?=[ 　]))(?=([ 　]*)[^ 　])"
)
_WIDTHS: tuple[DigitWidth, ...] = ("half", "full", "single_full")


@dataclass(frozen=True, slots=True)
class _Counted:
    """How the 号 of a cell are counted: their labels, the width of the digits, and the blanks behind each."""

    labels: Scheme
    width: DigitWidth
    gap: str

    def label(self, number: int) -> str:
        """The label of one of them, with the blanks behind it. Raises NotationError where the series has no such number."""
        return apply(self.labels.label(number), self.width) + self.gap


@dataclass(slots=True)
class _Cell:
    row: Node
    column: int
    held: Node
    counted: _Counted | None

    def words(self) -> str:
        items = sorted(self.held.children, key=lambda item: item.number)
        if self.counted is None or not items:
            return self.held.text
        lead = [self.held.text] if self.held.text else []
        return PARTED.join([*lead, *(self.counted.label(item.number[0]) + item.text for item in items)])


@dataclass(slots=True)
class Cells:
    """The cells that one sentence names. A cell is a node of its own (欄), whose text stands above its 号 or is all it says."""

    open: dict[tuple[int, int], _Cell] = field(default_factory=dict)

    def cell(self, row: Node, column: int) -> Node:
        """The node of one cell of a row, as the sentence found it."""
        key = (id(row), column)
        if key not in self.open:
            self.open[key] = _taken_apart(row, column)
        return self.open[key].held

    def counted(self, row: Node) -> Node | None:
        """The only cell of a row in which 号 are counted."""
        found = [held for n in range(len(row.was_cells)) if (held := self.cell(row, n)).had]
        return found[0] if len(found) == 1 else None

    def place(self, held: Node) -> tuple[Node, int]:
        """The row and the column of a cell."""
        return next((cell.row, cell.column) for cell in self.open.values() if cell.held is held)

    def close(self) -> None:
        """Writes what became of them. Raises Refusal where the same sentence has changed a cell as a whole, too."""
        for cell in self.open.values():
            now = _said(cell)
            if now == cell.row.was_cells[cell.column]:
                continue
            if cell.row.cells[cell.column] != cell.row.was_cells[cell.column]:
                raise Refusal(
                    "重なり", f"{place_name(cell.row)}の一つの欄を、全体でも号でも改めています", "文を分けてください"
                )
            cell.row.cells[cell.column] = now


def read_items(lines: tuple[str, ...]) -> list[Unit]:
    """New 号 of a cell: each line that bears a label begins one, others go on. Raises Refusal where the first bears none."""
    made: list[Unit] = []
    for line in (each.strip(" 　") for each in lines):
        m = _LABEL.match(line)
        number = whole_number(unicodedata.normalize("NFKC", m[0]).strip("().")) if m is not None else None
        if m is not None and number:
            made.append(Unit("号", (number,), line[m.end() + len(m[1]) :]))
        elif made:
            made[-1] = replace(made[-1], text=made[-1].text + PARTED + line)
        else:
            raise unread(line)
    return made


def _said(cell: _Cell) -> str:
    must_differ(cell.held, cell.held.children)
    try:
        return cell.words()
    except NotationError as error:
        raise Refusal(
            "番号", f"{place_name(cell.row)}の号に、その番号はありません", "番号を確かめてください"
        ) from error


def _taken_apart(row: Node, column: int) -> _Cell:
    words = row.was_cells[column]
    held = Node("欄", parent=row)
    made = _counted(words.split(PARTED))
    if made is None:
        held.text = words
    else:
        lead, items, counted = made
        held.text = PARTED.join(lead)
        held.adopt(0, [Node("号", (n,), text) for n, text in enumerate(items, 1)])
        held.remember()
        cell = _Cell(row, column, held, counted)
        if cell.words() == words:
            return cell
        held.text, held.children = words, []
    held.remember()
    return _Cell(row, column, held, None)


def _counted(lines: list[str]) -> tuple[list[str], list[str], _Counted] | None:
    """The lines above the 号, the words of each (with what goes on below it), and how they are counted; None if none are."""
    first = next((n for n, line in enumerate(lines) if (m := _LABEL.match(line)) and _is_first(m[0])), None)
    if first is None:
        return None
    m = _LABEL.match(lines[first])
    assert m is not None
    for width in _WIDTHS:
        counted = _Counted(scheme(apply(m[0], "half")), width, m[1])
        items = _items(lines[first:], counted)
        if items:
            return lines[:first], items, counted
    return None


def _is_first(label: str) -> bool:
    found = scheme(apply(label, "half"))
    return found.counter is not None and found.number(apply(label, "half")) == 1


def _items(lines: list[str], counted: _Counted) -> list[str]:
    """Lines that bear the next number begin one, others go on; [] where a number is left out or written otherwise."""
    made: list[str] = []
    for line in lines:
        label = counted.label(len(made) + 1)
        if line.startswith(label):
            made.append(line.removeprefix(label))
        elif not made or _LABEL.match(line):
            return []
        else:
            made[-1] += PARTED + line
    return made
