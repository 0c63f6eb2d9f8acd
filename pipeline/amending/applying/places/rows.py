"""Rows and columns of a table, by what an amending sentence calls them: Aの項, 第3号, ○○の部, 下欄."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.amending.applying.places.target import BAND, BLANK, ITEM, JOINT, LABEL, Target
from pipeline.amending.applying.working_tree import Node
from pipeline.amending.language.columns import called
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.alike.empty_leads import TOTALS
from pipeline.provision.unit import PARTED

_SIDES = {
    2: {"左": 0, "右": 1, "上": 0, "下": 1},
    3: {"左": 0, "中": 1, "右": 2, "上": 0, "下": 2},
}

# How many ways to read the left cells of a row together are tried.
_LEADS = 8


def rows_of(table: Node) -> list[Node]:
    """The rows of a 表 or 部, those in its 部 included, as the sentence found them."""
    return [n for n in table.walk() if n.level == "行"]


def rows_of_now(table: Node) -> list[Node]:
    """The rows of a 表 or 部 as they stand now."""
    made = []
    for child in table.children:
        made += [child] if child.level == "行" else rows_of_now(child)
    return made


def called_rows(table: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    """「Aの項」 and what follows it, 「Aの項、Bの項及びCの項」, 「Aの項からCの項まで」; 「第3号」 where rows bear numbers."""
    rows = rows_of(table)
    beside = table.parent.had if table.parent is not None else []
    if (m := ITEM.match(rest)) and not any(each.level == "号" for each in beside):
        for row in (r for r in rows if is_numbered(r, whole_number(apply(m[1], "half")))):
            yield from _numbered(row, rows, rest[m.end() :])
    yield from _by_name(rows, rest, 0)
    for row in rows:
        lead = f"{row.was_cells[0].replace(PARTED, '')}{BAND}" if row.was_cells else ""
        if lead and rest.startswith(lead):
            yield from in_run(run_from(row), rest.removeprefix(lead))


def _by_name(rows: list[Node], rest: str, first: int) -> Iterator[tuple[Target, ...]]:
    for row, name in _named(rows, rest, first):
        behind = rest.removeprefix(f"{name}の項")
        if not behind:
            yield (Target(row),)
            continue
        yield from column_of(row, behind)
        if joint := JOINT.match(behind):
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


def in_run(run: tuple[Node, ...], rest: str) -> Iterator[tuple[Target, ...]]:
    """What follows ○○の部: nothing, a 欄 of its rows, or rows by what stands right of the left 欄."""
    if not run:
        return
    if not rest:
        yield (Target(run[0], run=run),)
        return
    for (column,) in column_of(run[0], rest):
        yield (Target(run[0], column=column.column, run=run),)
    yield from _by_name([*run], rest, 1)


def _numbered(row: Node, rows: list[Node], behind: str) -> Iterator[tuple[Target, ...]]:
    """第2号 of rows that bear numbers, and what follows it: 第2号及び第4号, 第2号から第4号まで, 第2号区分の欄."""
    if not behind:
        yield (Target(row),)
        return
    yield from column_of(row, behind)
    ranged, joint = behind.startswith("から"), JOINT.match(behind)
    m = ITEM.match(behind, 2 if ranged else joint.end() if joint is not None else 0)
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
    for names, cells in ((_names_as_written, _cells), (_short_names, _cells), (_full_names, _filled)):
        for row, held in zip(rows, cells(rows, first), strict=True):
            fits = [name for name in names(held) if name and rest.startswith(f"{name}の項")]
            found += [(row, name) for name in dict.fromkeys(fits)]
        if found:
            break
    return found


def _cells(rows: list[Node], first: int) -> Iterator[Sequence[str]]:
    return (row.was_cells[first:] for row in rows)


def _filled(rows: list[Node], first: int) -> Iterator[Sequence[str]]:
    """The cells of each row, those that go on from above with the words that stand there."""
    above: tuple[str, ...] = ()
    for row in rows:
        cells = [*row.was_cells]
        for n, cell in enumerate(cells):
            if cell or n >= len(above):
                break
            cells[n] = above[n]
        above = tuple(cells)
        yield above[first:]


def _names_as_written(cells: Sequence[str]) -> Iterator[str]:
    """The left cells, one, two and so on read together; a name says the lines of a cell in one."""
    lead = ""
    for cell in cells:
        lead += cell
        yield from (lead, lead.replace(PARTED, ""))


def _full_names(cells: Sequence[str]) -> Iterator[str]:
    """The left cells, two, three and so on: 総務局の総務部の総務課, 総務局総務部の総務課."""
    leads = [cells[0]] if cells else []
    for cell in cells[1:]:
        if not cell:
            return
        leads = [f"{lead}{joint}{cell}" for lead in leads for joint in ("の", "")]
        yield from leads
        if len(leads) >= _LEADS:
            return


def _short_names(cells: Sequence[str]) -> Iterator[str]:
    """ウ of ウ　住宅, and the cells without their blanks: what a row is called by if no other is called so."""
    if cells and (label := LABEL.match(cells[0])):
        yield label[1]
    yield from (BLANK.sub("", name) for name in _names_as_written(cells))


def column_of(node: Node, rest: str) -> Iterator[tuple[Target, ...]]:
    """A 欄 of a row or of a whole table by its heading, by 左, 右, 上, 中, 下; nothing where none is called so."""
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
