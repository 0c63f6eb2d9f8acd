"""Quoted words of one sentence -> changes of the text as it was before the sentence, made all at once (R11, R14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise

from pipeline.amending.applying import chapters, forms
from pipeline.amending.applying.places.rows import rows_of
from pipeline.amending.applying.places.target import BUT_REMARKS, Target
from pipeline.amending.applying.refusal import Refusal, doubtful, unchanged, unread
from pipeline.amending.applying.working_tree import Node, parent_of, place_name
from pipeline.amending.language.clauses import Edit
from pipeline.amending.language.quoted_rows import is_rows, rows
from pipeline.late.dataclass import dataclass
from pipeline.notation.sentences import sentences
from pipeline.provision.unit import PARTED, readable


@dataclass(frozen=True, slots=True)
class Slot:
    """One text that words can be quoted from: a node's words, its caption or one of its cells; characters `start` to `end`."""

    node: Node
    where: int | None
    start: int
    end: int

    @property
    def text(self) -> str:
        """The whole text of the slot."""
        if self.where is None:
            return self.node.text
        return (self.node.caption or "") if self.where < 0 else self.node.cells[self.where]

    def write(self, text: str) -> None:
        """Sets the whole text."""
        if self.where is None:
            self.node.text = text
        elif self.where < 0:
            self.node.caption = text
        else:
            self.node.cells[self.where] = text


_CAPTION = -1


def part_of(text: str, part: str) -> tuple[int, int] | None:
    """The characters of 本文, ただし書, 前段, 中段 or 後段; None if the text has no such part."""
    found = sentences(text)
    proviso = next((n for n, (a, _) in enumerate(found) if text.startswith(("ただし、", "ただし，"), a)), None)
    match part:
        case "":
            return 0, len(text)
        case "本文" if proviso:
            return 0, found[proviso][0]
        case "ただし書" if proviso:
            return found[proviso][0], len(text)
        case "前段" if proviso is None and len(found) > 1:
            return found[0]
        case "中段" if proviso is None and len(found) == 3:
            return found[1]
        case "後段" if proviso is None and len(found) in (2, 3):
            return found[-1]
        case _:
            return None


def slots(target: Target) -> Iterator[Slot]:
    """The texts that 「Tについて中」 reaches: all below T, captions and numbers apart."""
    node = target.node
    if target.run:
        for row in target.run:
            yield from slots(Target(row, column=target.column))
        return
    if target.part == "見出し":
        yield Slot(node, _CAPTION, 0, len(node.caption or ""))
        return
    if target.part == "章名":
        yield Slot(node, None, 0, len(node.text))
        return
    if chapters.is_heading(node):
        below = chapters.members(node, node.parent.had) if node.parent is not None else []
        for each in below:
            if not chapters.is_heading(each):
                yield from slots(Target(each))
        return
    if target.part == "各号":
        for item in (c for c in node.had if c.level == "号"):
            yield from slots(Target(item))
        return
    if target.part == BUT_REMARKS:
        for child in (c for c in node.had if c.level != "備考"):
            yield from slots(Target(child))
        return
    if node.level == "様式" and target.part:
        yield from (Slot(line, None, 0, len(line.text)) for line in forms.side(node, target.part))
        return
    if target.part == "柱書":
        yield Slot(node, None, 0, len(node.text))
        return
    if target.part:
        extent = part_of(node.text, target.part)
        if extent is None:
            raise Refusal(
                "不存在",
                f"{place_name(node)}に{target.part}はありません",
                "本文・ただし書・前段・後段を確かめてください",
            )
        yield Slot(node, None, *extent)
        return
    if target.column is not None:
        if node.level == "表" and target.column < len(node.cells):
            yield Slot(node, target.column, 0, len(node.cells[target.column]))
        for row in rows_of(node):
            yield Slot(row, target.column, 0, len(row.cells[target.column]))
        return
    for each in node.walk():
        if each.text:
            yield Slot(each, None, 0, len(each.text))
        yield from (Slot(each, n, 0, len(cell)) for n, cell in enumerate(each.cells))


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows that are quoted: those of the table, the first of the columns that the quotation holds, and how many."""

    rows: tuple[Node, ...]
    first: int
    wide: int


def _rows_quoted(target: Target, old: list[list[str]]) -> list[_Found]:
    """Where the rows of a quotation stand, one below the other, in all columns or in some beside one another."""
    node = target.node
    if any(len(cells) != len(old[0]) for cells in old):
        raise Refusal(
            "数", "引かれた項の欄の数が、行によって違います", "欄をタブで区切ってください（空の欄にもタブが要ります）"
        )
    tables = [node] if node.level in ("表", "部") else [each for each in node.walk() if each.level == "表"]
    rows_here = [[*target.run] if target.run else [node]]
    runs = rows_here if node.level == "行" else [rows_of(table) for table in tables]
    found: list[_Found] = []
    for run in runs:
        for at in range(len(run) - len(old) + 1):
            held = tuple(run[at : at + len(old)])
            above = run[at - 1] if at else None
            wide = min(len(row.was_cells) for row in held)
            columns = range(wide - len(old[0]) + 1) if target.column is None else [target.column]
            found += [_Found(held, n, len(old[0])) for n in columns if _says(held, above, n, old)]
    return found


def _says(rows: tuple[Node, ...], above: Node | None, first: int, old: list[list[str]]) -> bool:
    """Whether rows say from a column on what is quoted; an empty cell stands for one that goes on from above."""
    for row, wanted in zip(rows, old, strict=True):
        cells = row.was_cells[first : first + len(wanted)]
        over = above.was_cells[first : first + len(wanted)] if above is not None else ()
        if len(cells) != len(wanted):
            return False
        for n, (cell, words) in enumerate(zip(cells, wanted, strict=True)):
            goes_on = not words and n < len(over) and cell == over[n]
            if words not in (readable(cell), cell.replace(PARTED, "")) and not goes_on:
                return False
        above = row
    return any(any(wanted) for wanted in old)


def _made_rows(found: _Found, new: list[list[str]]) -> list[Node]:
    """New rows with the cells that were not quoted as they are. Raises Refusal where these would not be known."""
    rows, first = found.rows, found.first
    if any(len(cells) != found.wide for cells in new):
        raise Refusal("数", f"{place_name(rows[0])}の新しい項の欄の数が違います", "欄をタブで区切ってください")
    beside = [(*row.was_cells[:first], *row.was_cells[first + found.wide :]) for row in rows]
    if len(new) != len(rows) and len(set(beside)) > 1:
        raise Refusal(
            "数", f"{place_name(rows[0])}から引いた項の、引いていない欄が決まりません", "行の全部の欄を引いてください"
        )
    made: list[Node] = []
    for n, cells in enumerate(new):
        model = rows[n] if len(new) == len(rows) else rows[0]
        last = first + len(cells)
        made.append(Node("行", cells=[*model.was_cells[:first], *cells, *model.was_cells[last:]]))
    return made


@dataclass(slots=True)
class Quotations:
    """Changes asked for by one sentence, kept until its end."""

    pending: dict[tuple[int, int | None], list[tuple[int, int, str]]] = field(default_factory=dict)
    owners: dict[tuple[int, int | None], Slot] = field(default_factory=dict)
    tables: list[tuple[tuple[Node, ...], list[Node]]] = field(default_factory=list)

    def ask(self, targets: list[Target], edit: Edit, shown: str) -> None:
        """Notes one edit. Refused: words found nowhere in one of the targets (空振り), or overlapping (多義)."""
        if edit.verb == "改め" and edit.old == edit.new:
            raise unchanged(f"「{edit.old}」")
        if is_rows(edit.old) or is_rows(edit.new):
            for target in targets:
                self._ask_rows(target, edit)
            return
        for target in targets:
            hits = 0
            for slot in slots(target):
                for at in _find(slot, edit.old):
                    if not self._is_said(slot, at, edit.old):
                        hits += 1
                        self._note(slot, at, edit)
            if not hits:
                self._refuse_said(target, edit)
                where = place_name(target.node) or shown
                raise Refusal(
                    "空振り",
                    f"{where}{_part(target)}に「{edit.old}」がありません",
                    "改める前の文の字句（数字の幅、読点を含む）を写してください",
                )

    def _ask_rows(self, target: Target, edit: Edit) -> None:
        """Notes rows that are quoted. Refused: rows that stand nowhere (空振り), in several places, or are quoted twice."""
        old = rows(edit.old)
        found = _rows_quoted(target, old)
        if len(found) != 1:
            shown = "／".join("・".join(cells) for cells in old)
            if found:
                raise doubtful(shown, len(found))
            raise Refusal(
                "空振り",
                f"{place_name(target.node)}に、引かれた項「{shown}」がありません",
                "改める前の表の項を、上から順に、欄をタブで区切って写してください",
            )
        (held,) = found
        taken = [row for other, _ in self.tables for row in other]
        words = {key for key, _ in self.pending}
        if any(row is each for row in held.rows for each in taken) or any(id(row) in words for row in held.rows):
            raise Refusal("重なり", f"{place_name(held.rows[0])}を二度引いています", "一つの「」にまとめてください")
        match edit.verb:
            case "改め":
                made = _made_rows(held, rows(edit.new))
            case "加え":
                kept = [Node("行", cells=list(row.was_cells)) for row in held.rows]
                made = [*kept, *_made_rows(_Found(held.rows[-1:], held.first, held.wide), rows(edit.new))]
            case "削り":
                made = []
        self.tables.append((held.rows, made))

    def _is_said(self, slot: Slot, at: int, words: str) -> bool:
        """Whether words stand within longer ones that the sentence has amended before, and stand there no more.

        「条件附採用期間中」を「…」に改め、「条件附採用期間」を「…」に改める: the second is said of what the first left, and
        whether the changes are made at once or one after the other makes no difference.
        """
        end = at + len(words)
        for start, stop, new in self.pending.get((id(slot.node), slot.where), []):
            if start <= at and end <= stop and (start, stop) != (at, end):
                beside = len(words) - 1
                before, behind = slot.text[max(start - beside, 0) : start], slot.text[stop : stop + beside]
                return words not in before + new + behind
        return False

    def _refuse_said(self, target: Target, edit: Edit) -> None:
        """Refuses words that stand only within others that the sentence has amended before (重なり)."""
        for slot in slots(target):
            if _find(slot, edit.old):
                raise _overlapping(slot, edit)

    def _note(self, slot: Slot, at: int, edit: Edit) -> None:
        key = (id(slot.node), slot.where)
        if any(row is slot.node for held, _ in self.tables for row in held):
            raise Refusal("重なり", f"{place_name(slot.node)}を二度引いています", "一つの「」にまとめてください")
        end = at + len(edit.old)
        match edit.verb:
            case "改め":
                change = (at, end, edit.new)
            case "加え":
                change = (end, end, edit.new)
            case "削り":
                change = (at, end, "")
        for start, stop, _ in self.pending.get(key, []):
            if (start < change[1] and change[0] < stop) or (start, stop) == (change[0], change[1]):
                raise _overlapping(slot, edit)
        self.pending.setdefault(key, []).append(change)
        self.owners[key] = slot

    def settle(self) -> None:
        """Makes all changes."""
        for key, changes in self.pending.items():
            slot = self.owners[key]
            text = slot.text
            for start, end, new in sorted(changes, reverse=True):
                text = text[:start] + new + text[end:]
            slot.write(text)
        for held, made in self.tables:
            parent = parent_of(held[0])
            if any(row.parent is not parent or row.gone for row in held):
                raise unread(place_name(held[0]))
            at = parent.children.index(held[0])
            for row in held:
                parent.drop(row)
            parent.adopt(at, made)
        self.pending.clear()
        self.owners.clear()
        self.tables.clear()


def _find(slot: Slot, words: str) -> list[int]:
    found, at = [], slot.start
    while (at := slot.text.find(words, at, slot.end)) >= 0:
        found.append(at)
        at += 1
    if any(b - a < len(words) for a, b in pairwise(found)):
        raise Refusal(
            "多義",
            f"{place_name(slot.node)}の「{words}」が重なって見つかり、どれか決まりません",
            "前後の語も引いてください",
        )
    return found


def _overlapping(slot: Slot, edit: Edit) -> Refusal:
    return Refusal(
        "重なり",
        f"{place_name(slot.node)}の「{edit.old}」が、同じ文の別の改正と重なります",
        "一つの「」にまとめてください",
    )


def _part(target: Target) -> str:
    return f"の{target.part}" if target.part else ""
