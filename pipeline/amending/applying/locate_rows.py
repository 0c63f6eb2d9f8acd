"""The words behind 別表 -> its 節, 表, 部, 項, 欄 and 備考, read against the table itself: names may hold 、 ・ の and 及び."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.amending.applying.refusal import missing
from pipeline.amending.applying.working_tree import Node
from pipeline.amending.language.clauses import Location
from pipeline.amending.language.columns import called
from pipeline.labels.amendment_style import subitem_number
from pipeline.labels.marks import REMARKS
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import apply
from pipeline.provision.alike.empty_leads import TOTALS
from pipeline.provision.unit import PARTED, SUBITEMS

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_SECTION = regex(f"(?:の)?({_N})(?![号項])")
_SUBSECTION = regex(rf"(?:の)?[(（]({_N})[)）]")
# A label that is kept as a part of a title.
_LABEL = regex(f"([(（]?(?:{_N}|[ァ-ヶｱ-ﾝ]|[a-zａ-ｚ])[)）]?)[ 　]+")
_BLANK = regex("[ 　]")
# Where its items bear 一, 二 they are called 号.
_NOTE = regex(f"第?({_N})[項号]?")
_NOTE_PLACE = regex(f".*?第?({_N})[項号]?$")
_ITEM = regex(f"第({_N})号")
_SIDES = {
    2: {"左": 0, "右": 1, "上": 0, "下": 1},
    3: {"左": 0, "中": 1, "右": 2, "上": 0, "下": 2},
}
_JOINT = regex("[、，]|及び")
_BAND = "の部"
# 別表中備考以外の部分.
BUT_REMARKS = "備考以外の部分"


@dataclass(frozen=True, slots=True)
class Target:
    """What an edit reaches: a node; a part of its words (見出し, ただし書 …); one column of a row or table.

    `run`: the rows of a 部, of which `node` is the first, where one value of the left 欄 stands for them.
    """

    node: Node
    part: str = ""
    column: int | None = None
    run: tuple[Node, ...] = ()


def in_schedule(node: Node, tail: str) -> list[tuple[Target, ...]]:
    """All readings of a tail from a 別表, 表 or 行 onwards; one reading may name several rows."""
    made: dict[tuple[tuple[int, str, int | None], ...], tuple[Target, ...]] = {}
    for reading in _read(node, tail):
        made.setdefault(tuple((id(t.node), t.part, t.column) for t in reading), reading)
    return list(made.values())


def _read(node: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    if not rest:
        yield (Target(node),)
        return
    if node.level == "行":
        yield from _column(node, rest)
        yield from _in_run(run_from(node), rest)
        return
    if node.level == "別表" and rest.removeprefix("中") == BUT_REMARKS and any(c.level == "備考" for c in node.had):
        yield (Target(node, BUT_REMARKS),)
        return
    if node.level in ("別表", "表") and rest.startswith("の") and not rest.startswith("の表"):
        yield from _read(node, rest.removeprefix("の"))
    for child in node.had:
        yield from _below(child, rest)
    if node.level in ("表", "部"):
        yield from _rows(node, rest)
        yield from _column(node, rest)
    tables = [c for c in node.had if c.level == "表"]
    if len(tables) == 1 and node.level != "表":
        table = tables[0]
        if rest.startswith("の表"):
            yield from _read(table, rest.removeprefix("の表"))
        else:
            yield from _rows(table, rest)
            yield from _column(table, rest)
    elif not tables and node.level in ("別表", "節") and rest.endswith(("の項", "欄")):
        # A row that only one of several tables has may go without the number of its 節.
        for child in node.had:
            yield from _read(child, rest)


def _below(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    yield from _titled(child, rest)
    pattern = {"節": _SECTION, "小節": _SUBSECTION, "号": _ITEM}.get(child.level)
    if pattern is not None and child.was:
        m = pattern.match(rest)
        if m and whole_number(apply(m[1], "half")) == child.was[0]:
            yield from _read(child, rest[m.end() :])
            yield from _listed(child, rest[m.end() :], pattern)
    elif child.level in ("節", "部") and child.text:
        lead = f"{child.text.removesuffix(_BAND)}{_BAND}"
        if rest.startswith(lead):
            yield from _read(child, rest.removeprefix(lead))
    elif child.level == "表":
        for band in child.had:
            if band.level == "部":
                yield from _below(band, rest)
    elif child.level == "備考":
        yield from _notes(child, rest)


def _titled(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    """諸証明の表第3号, １　諸証明の表, アの表: the table of a 節 by the title of the 節, with or without its label, or by a label in the title."""
    pattern = {"節": _SECTION, "小節": _SUBSECTION}.get(child.level)
    if pattern is None or not child.text:
        return
    m = pattern.match(rest) if child.was else None
    if m and whole_number(apply(m[1], "half")) == child.was[0]:
        rest = rest[m.end() :].lstrip(" 　")
    label = _LABEL.match(child.text)
    bare = child.text[label.end() :] if label is not None else child.text
    names = {child.text, bare, _BLANK.sub("", child.text)} | ({label[1]} if label is not None else set())
    for name in sorted(names):
        if rest.startswith(f"{name}の表"):
            yield from _read(child, rest.removeprefix(name))
        elif name.endswith("の表") and rest.startswith(name):
            yield from _read(child, "の表" + rest.removeprefix(name))
    if label is not None and rest == label[1]:
        yield (Target(child),)


def _listed(first: Node, rest: str, pattern: re.Pattern[str]) -> Iterator[tuple[Target, ...]]:
    """第2号及び第3号, 第2号から第4号まで, 備考第1項及び第2項: siblings of the one that was named."""
    assert first.parent is not None
    siblings = [c for c in first.parent.had if c.level == first.level]

    def named(words: str) -> tuple[Node, int] | None:
        m = pattern.match(words)
        value = whole_number(apply(m[1], "half")) if m else None
        found = next((c for c in siblings if c.was[:1] == (value,)), None)
        return (found, m.end()) if m and found is not None else None

    if rest.startswith("から") and (last := named(rest[2:])) and rest[2 + last[1] :] == "まで":
        start, end = siblings.index(first), siblings.index(last[0])
        if start < end:
            yield tuple(Target(node) for node in siblings[start : end + 1])
        return
    made = [Target(first)]
    while (joint := _JOINT.match(rest)) and (other := named(rest[joint.end() :])):
        made.append(Target(other[0]))
        rest = rest[joint.end() + other[1] :]
    if len(made) > 1 and not rest:
        yield tuple(made)


def _notes(child: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    bare = rest.removeprefix("の")
    word = child.text or REMARKS
    if not bare.startswith(word):
        return
    bare = bare.removeprefix(word)
    if not bare:
        yield (Target(child),)
        return
    m = _NOTE.match(bare)
    for note in child.had:
        if m and (whole_number(apply(m[1], "half")),) == note.was[:1]:
            if m.end() == len(bare):
                yield (Target(note),)
            else:
                yield from _listed(note, bare[m.end() :], _NOTE)


def note_number(to: Location) -> tuple[int, ...]:
    """The number that an item of a 備考 takes: 第3項, 同表備考第三号."""
    if not to.tail:
        return to.steps[-1].number
    m = _NOTE_PLACE.fullmatch(to.tail)
    value = whole_number(apply(m[1], "half")) if m is not None and "備考" in to.tail else None
    if value is None:
        raise missing(to.tail)
    return (value,)


def rows_of(table: Node) -> list[Node]:
    """The rows of a 表 or 部, those in its 部 included, as the sentence found them."""
    return [n for n in table.walk() if n.level == "行"]


def rows_of_now(table: Node) -> list[Node]:
    """The rows of a 表 or 部 as they stand now."""
    made = []
    for child in table.children:
        made += [child] if child.level == "行" else rows_of_now(child)
    return made


def _rows(table: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    """「Aの項」 and what follows it, 「Aの項、Bの項及びCの項」, 「Aの項からCの項まで」; 「第3号」 where rows bear numbers."""
    rows = rows_of(table)
    beside = table.parent.had if table.parent is not None else []
    if (m := _ITEM.match(rest)) and not any(each.level == "号" for each in beside):
        for row in (r for r in rows if is_numbered(r, whole_number(apply(m[1], "half")))):
            yield from _numbered(row, rows, rest[m.end() :])
    yield from _by_name(rows, rest, 0)
    for row in rows:
        lead = f"{row.was_cells[0].replace(PARTED, '')}{_BAND}" if row.was_cells else ""
        if lead and rest.startswith(lead):
            yield from _in_run(run_from(row), rest.removeprefix(lead))


def _by_name(rows: list[Node], rest: str, first: int) -> Iterator[tuple[Target, ...]]:
    for row, name in _named(rows, rest, first):
        behind = rest.removeprefix(f"{name}の項")
        if not behind:
            yield (Target(row),)
            continue
        yield from _column(row, behind)
        if joint := _JOINT.match(behind):
            for others in _by_name(rows, behind[joint.end() :], first):
                yield (Target(row), *others)
        if behind.startswith("から") and behind.endswith("まで"):
            for last, until in _named(rows, behind[2:], first):
                if behind[2:] == f"{until}の項まで" and rows.index(last) > rows.index(row):
                    yield tuple(Target(r) for r in rows[rows.index(row) : rows.index(last) + 1])


def run_from(row: Node) -> tuple[Node, ...]:
    """The rows for which the value of the left 欄 of a row stands: those below with an empty left 欄 or the same one, sums apart.

    () of a row that has none, or that goes on the one above, of what is no row, and in a table with 部 of its own.
    """
    rows = _plain_rows(row)
    at = rows.index(row) if row in rows else 0
    value = row.was_cells[0] if row.was_cells else ""
    if not value or (at and rows[at - 1].was_cells[:1] == (value,)):
        return ()
    made = [row]
    for each in rows[at + 1 :]:
        if each.was_cells[0] not in ("", value) or next(filter(None, each.was_cells), "") in TOTALS:
            break
        made.append(each)
    return tuple(made)


def _plain_rows(row: Node) -> list[Node]:
    table = row.above("表") if row.level == "行" else None
    if table is None or any(child.level == "部" for child in table.had):
        return []
    return rows_of(table)


def run_around(row: Node) -> tuple[Node, ...]:
    """The rows of the 部 in which a row stands, as `run_from` has them; () if it stands in none, and of what is no row."""
    rows = _plain_rows(row)
    at = rows.index(row) if row in rows else 0
    while at and rows[at].was_cells[0] in ("", rows[at - 1].was_cells[0]):
        at -= 1
    run = run_from(rows[at]) if rows else ()
    return run if row in run else ()


def _in_run(run: tuple[Node, ...], rest: str) -> Iterator[tuple[Target, ...]]:
    """What follows ○○の部: nothing, a 欄 of its rows, or rows by what stands right of the left 欄."""
    if not run:
        return
    if not rest:
        yield (Target(run[0], run=run),)
        return
    for (column,) in _column(run[0], rest):
        yield (Target(run[0], column=column.column, run=run),)
    yield from _by_name([*run], rest, 1)


def _numbered(row: Node, rows: list[Node], behind: str) -> Iterator[tuple[Target, ...]]:
    """第2号 of rows that bear numbers, and what follows it: 第2号及び第4号, 第2号から第4号まで, 第2号区分の欄."""
    if not behind:
        yield (Target(row),)
        return
    yield from _column(row, behind)
    ranged, joint = behind.startswith("から"), _JOINT.match(behind)
    m = _ITEM.match(behind, 2 if ranged else joint.end() if joint is not None else 0)
    if m is None or not (ranged or joint):
        return
    for other in (r for r in rows if is_numbered(r, whole_number(apply(m[1], "half")))):
        if not ranged:
            yield from ((Target(row), *others) for others in _numbered(other, rows, behind[m.end() :]))
        elif behind[m.end() :] == "まで" and rows.index(other) > rows.index(row):
            yield tuple(Target(r) for r in rows[rows.index(row) : rows.index(other) + 1])


def number_in(row: Node) -> int | None:
    """The number that a row bears in its first 欄, by which an amendment may call it 第3号."""
    return cell_number(row.was_cells[0]) if row.was_cells else None


def cell_number(words: str) -> int | None:
    """The number that is all a cell says, in digits of either width or in kanji; None for any other words."""
    return whole_number(apply(words, "half"))


def is_numbered(row: Node, number: int | None) -> bool:
    """Whether a row bears this number."""
    return number is not None and number_in(row) == number


def _named(rows: list[Node], rest: str, first: int) -> list[tuple[Node, str]]:
    """Rows whose cells from the 欄 `first` on, read together, stand at the beginning of the words before 「の項」."""
    found: list[tuple[Node, str]] = []
    for names in (_names_as_written, _short_names):
        for row in rows:
            held = [name for name in names(row.was_cells[first:]) if name and rest.startswith(f"{name}の項")]
            found += [(row, name) for name in dict.fromkeys(held)]
        if found:
            break
    return found


def _names_as_written(cells: Sequence[str]) -> Iterator[str]:
    """The left cells, one, two and so on read together; a name says the lines of a cell in one."""
    lead = ""
    for cell in cells:
        lead += cell
        yield from (lead, lead.replace(PARTED, ""))


def _short_names(cells: Sequence[str]) -> Iterator[str]:
    """ウ of ウ　住宅, and the cells without their blanks: what a row is called by if no other is called so."""
    if cells and (label := _LABEL.match(cells[0])):
        yield label[1]
    yield from (_BLANK.sub("", name) for name in _names_as_written(cells))


def _column(node: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    table = node.above("表")
    if table is None or not rest.endswith("欄"):
        return
    # 甲の役割の欄; 下欄 of a table whose 欄 bear such names, or of one of two or three.
    name = rest.removesuffix("の欄") if rest.endswith("の欄") else rest.removeprefix("の")
    names = (name, f"{name}欄", name.removeprefix("の"))
    found = next((made for each in names if (made := called(table.cells, each))), [])
    side = name.removesuffix("欄")
    if not found and len(table.cells) in _SIDES and side in _SIDES[len(table.cells)]:
        found = [_SIDES[len(table.cells)][side]]
    for column in found:
        yield (Target(node, column=column),)


def labelled(node: Node, label: str, subitems: Subitems) -> Node:
    """The child that a bare label names: イ, (1), ３."""
    bare = label.strip("()（）")
    bracketed, folded = bare != label, _folded(label)
    for child in node.had:
        match child.level:
            case _ if child.level in SUBITEMS:
                fits = subitem_number(folded, subitems, SUBITEMS.index(child.level) + 1) == child.was
            case "節" | "号" | "小節":
                fits = bracketed == (child.level == "小節") and (whole_number(apply(bare, "half")),) == child.was
            case _:
                fits = False
        if fits:
            return child
    raise missing(label)


def _folded(label: str) -> str:
    """A label with half-width digits and brackets, and kana in full."""
    return unicodedata.normalize("NFKC", label)


def label_number(node: Node, label: str, subitems: Subitems) -> tuple[int, ...] | None:
    """The number that a bare label gives to a unit of the level of `node`."""
    bare = label.strip("()（）")
    if node.level in SUBITEMS:
        return subitem_number(_folded(label), subitems, SUBITEMS.index(node.level) + 1)
    value = whole_number(apply(bare, "half"))
    return (value,) if value else None
