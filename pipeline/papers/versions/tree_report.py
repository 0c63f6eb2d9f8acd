"""Changes of two trees -> the change list: each change once, with its place, equal ones of a column together.

A new column is one entry, not a cell more in forty rows; a cell that holds for several rows is told where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Literal

from pipeline.comparing import figures
from pipeline.comparing.changes import Change, Compared
from pipeline.comparing.classes import is_citation_alone, is_same_to_read
from pipeline.comparing.node import PARTED, Node, Path, at
from pipeline.comparing.places import BELOW, ROW, Places
from pipeline.late.dataclass import dataclass
from pipeline.papers.changes import Entry, Kind, Report, entry_id, numbered, subjects_of

Fuller = Literal["前", "後", ""]
# What of a drawing is no words.
_DRAWN = "線、棒、矢印などの形"
# Between the cells of a row in a list.
_CELLS = "｜"


@dataclass(frozen=True, slots=True)
class Told:
    """The report, and for each of its entries the changes that it tells. Every change is told by one entry."""

    report: Report
    changes: tuple[tuple[Change, ...], ...]


@dataclass(slots=True)
class _Group:
    """Changes that one entry tells; the first is the one that is shown."""

    changes: list[Change] = field(default_factory=list)


def tree_report(compared: Compared, fuller: Fuller = "") -> Told:
    """The report of two trees. No entries mean that both say the same.

    `fuller`: the side whose paper tells headings and heads of tables, where the other does not.
    """
    reporter = _Reporter(compared, fuller)
    held = [(reporter.entry(group.changes), tuple(group.changes)) for group in _grouped(compared)]
    entries = numbered(entry for entry, _ in held)
    return Told(Report(entries), tuple(changes for _, changes in held))


def _grouped(compared: Compared) -> Iterator[_Group]:
    """Changes that belong together, in reading order."""
    groups: dict[object, _Group] = {}
    for n, change in enumerate(compared.changes):
        groups.setdefault(_bundle(compared, change, n), _Group()).changes.append(change)
    yield from groups.values()


def _bundle(compared: Compared, change: Change, n: int) -> object:
    """What names the entry that tells a change."""
    cell = _cell(compared, change)
    if cell is None:
        looks = change.what in ("体裁", "形")
        return ("体裁", change.new_at) if looks else n
    node, path, side = cell
    if change.what in ("追加", "削除"):
        return (change.what, side, path[:-2], node.column)
    if change.what == "字句" and _is_joined(compared, change):
        return _above(compared, change, n)
    return ("体裁", change.new_at) if change.what in ("体裁", "形") else ("字句", change.new_at)


def _cell(compared: Compared, change: Change) -> tuple[Node, Path, str] | None:
    path, side, root = (
        (change.new_at, "後", compared.new) if change.new_at is not None else (change.old_at, "前", compared.old)
    )
    assert path is not None
    node = at(root, path)
    return (node, path, side) if node.kind == "欄" else None


def _is_joined(compared: Compared, change: Change) -> bool:
    assert change.new_at is not None
    return at(compared.new, change.new_at).is_joined


def _above(compared: Compared, change: Change, n: int) -> object:
    """A cell that goes on from above: told with the cell where it begins, if that one changed alike."""
    assert change.new_at is not None
    *above, row, place = change.new_at
    table = at(compared.new, tuple(above))
    column = table.children[row].children[place].column
    for r in range(row - 1, -1, -1):
        begins = next((i for i, c in enumerate(table.children[r].children) if c.column == column), None)
        if begins is None:
            break
        if not table.children[r].children[begins].is_joined:
            return ("字句", (*above, r, begins))
    return n


class _Reporter:
    """Makes the entries of one pair of trees."""

    def __init__(self, compared: Compared, fuller: Fuller) -> None:
        self.compared, self.fuller = compared, fuller
        self.old, self.new = Places(compared.old), Places(compared.new)

    def entry(self, changes: Sequence[Change]) -> Entry:
        """The entry for changes that belong together."""
        change = changes[0]
        places = self._places(change)
        column = self._column(change)
        match change.what:
            case "追加" | "削除" if column:
                return self._column_entry(changes, column)
            case "追加" | "削除":
                assert change.node is not None
                words = "\n".join(listed(change.node))
                old, new = ("", words) if change.what == "追加" else (words, "")
                return self._made(change.what, places, (old, new), automatic=self._is_listed(change))
            case "移動":
                return self._moved(change, places)
            case "番号":
                return self._made("番号のみ", places, _labels(change), automatic=True)
            case "体裁" if self._is_drawing(change):
                return self._made("体裁", places, (_DRAWN, f"{_DRAWN}（変更）"), automatic=True)
            case "体裁" | "形":
                looks = "\n".join(_look(c.old) for c in changes), "\n".join(_look(c.new) for c in changes)
                return self._made("体裁", places, looks, column, automatic=True)
            case "字句":
                return self._worded(change, places, column)

    def _places(self, change: Change) -> tuple[str, str]:
        """Where a change stands in both papers; where one does not tell it, by the names of the other."""
        old = self.old.place(change.old_at) if change.old_at is not None else ""
        new = self.new.place(change.new_at) if change.new_at is not None else ""
        if not self.fuller or change.what == "移動" or not old or not new:
            return old, new
        (above_old, _, own_old), (above_new, _, own_new) = old.rpartition(BELOW), new.rpartition(BELOW)
        if own_old == own_new or not own_old.endswith(ROW):
            return (old, old) if self.fuller == "前" else (new, new)
        above = above_old if self.fuller == "前" else above_new
        return f"{above}{BELOW}{own_old}", f"{above}{BELOW}{own_new}"

    def _worded(self, change: Change, places: tuple[str, str], column: str) -> Entry:
        assert change.new_at is not None
        node = at(self.compared.new, change.new_at)
        words = (change.old.replace(PARTED, "\n"), change.new.replace(PARTED, "\n"))
        kind: Kind = "見出し" if node.kind == "節" else "字句"
        automatic = node.listed
        if is_same_to_read(*words):
            kind = "体裁"
        elif is_citation_alone(*words):
            kind = "引用のみ"
        return self._made(kind, places, words, column, automatic=automatic)

    def _moved(self, change: Change, places: tuple[str, str]) -> Entry:
        assert change.old_at is not None
        assert change.new_at is not None
        old, new = at(self.compared.old, change.old_at), at(self.compared.new, change.new_at)
        words = "\n".join(listed(old)), "\n".join(listed(new))
        if places[0] == places[1]:
            places = (f"{places[0]}（{change.old_at[-1] + 1}番目）", f"{places[1]}（{change.new_at[-1] + 1}番目）")
        return self._made("移動", places, words, automatic=new.listed)

    def _column_entry(self, changes: Sequence[Change], column: str) -> Entry:
        """A column that came or went: its words row by row."""
        change = changes[0]
        path, side = (change.new_at, self.new) if change.new_at is not None else (change.old_at, self.old)
        assert path is not None
        whole = len(changes) > 1
        place = side.place(path[:-2] if whole else path[:-1])
        words = "\n".join(c.node.words.replace(PARTED, " ") for c in changes if c.node is not None and c.node.words)
        places, said = (("", place), ("", words)) if change.what == "追加" else ((place, ""), (words, ""))
        kind: Kind = "追加" if change.what == "追加" else "削除"
        return self._made(kind, places, said, column, automatic=False)

    def _column(self, change: Change) -> str:
        if change.new_at is not None and (self.fuller != "前" or change.old_at is None):
            return self.new.column(change.new_at)
        assert change.old_at is not None
        return self.old.column(change.old_at)

    def _is_drawing(self, change: Change) -> bool:
        assert change.new_at is not None
        return at(self.compared.new, change.new_at).kind == "図"

    def _is_listed(self, change: Change) -> bool:
        """Whether what came or went repeats what stands elsewhere."""
        return change.node is not None and change.node.listed

    def _made(
        self, kind: Kind, places: tuple[str, str], words: tuple[str, str], column: str = "", *, automatic: bool
    ) -> Entry:
        own = entry_id(kind, places[0] or places[1], column, words)
        by_words = kind in ("字句", "見出し", "追加", "削除")
        subjects = subjects_of(*words) if by_words else ()
        found = figures.changed(*words) if kind in ("字句", "見出し") else ()
        if found and not subjects and any(f.old.endswith("円") or column.endswith("額") for f in found):
            subjects = ("金額",)
        return Entry(own, kind, subjects, automatic, *places, *words, column, figures=found)


def listed(node: Node) -> Iterator[str]:
    """The lines of a node as a list shows them: cells parted by ｜, empty ones and those going on from above left out."""
    if node.kind in ("行", "欄名"):
        words = (c.text.replace(PARTED, " ") for c in node.children if not c.is_joined)
        yield _CELLS.join(w for w in words if w)
        return
    if node.text:
        yield node.text.replace(PARTED, "\n")
    for child in node.children:
        yield from listed(child)


def _labels(change: Change) -> tuple[str, str]:
    return change.old.strip(" \u3000"), change.new.strip(" \u3000")


def _look(look: str) -> str:
    return look.replace(PARTED, "／") or "（なし）"
