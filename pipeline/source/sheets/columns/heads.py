"""A sheet -> its columns: where the heads stand, what each means, and the unit of its amounts.

All columns that nobody knows are told in one error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import money
from pipeline.notation.text import letterspacing
from pipeline.source.decode import nearest
from pipeline.source.sheets.call import LEFT_OUT, Call
from pipeline.source.sheets.columns.stacked import Share, head_lines, two
from pipeline.source.sheets.form import Form, Leaf, Path, fold
from pipeline.source.sheets.grid import Grid, Spot, column_letters

# Titles, dates and units stand above a table; a table does not begin further down.
_SEARCHED_ROWS = 40
_UNITS = "|".join(sorted(money.UNITS, key=len, reverse=True))
_UNIT_LINE = regex(rf"[(\[]?単位[:;]?({_UNITS})[)\]]?")
_UNIT_IN_HEAD = regex(rf"[（(［\[](?:単位[：:]?)?\s*({_UNITS})\s*[）)］\]]$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is wanted. `path` is () and `leaf` None for one that only chooses or gathers rows (`only`, `group`).

    `group` is the depth of the groups that it names, from 0. Several stand at one `index` where its cells say several
    things: `share` tells which of their lines are meant.
    """

    index: int
    head: Spot
    words: str
    path: Path
    leaf: Leaf | None
    only: str | None
    unit: str | None
    group: int | None = None
    share: Share | None = None

    @property
    def is_money(self) -> bool:
        """Whether its cells are amounts: by its key, or by the unit in its head."""
        return self.leaf is not None and self.leaf.is_money


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a table. `columns` are those that are wanted, `top` and `bottom` the first and last row of the heads."""

    columns: tuple[Column, ...]
    top: int
    bottom: int
    unit: str | None


def find(grid: Grid, form: Form, call: Call, beside: Beside, problems: Problems) -> Heads | None:
    """The heads of the table on a sheet; None after an error."""
    finder = _Finder(grid, form, call, beside)
    top = finder.top()
    if top is None:
        problems.error(
            "表",
            f"シート「{grid.sheet}」に見出しの行が見つかりません",
            f"見出しに使えるのは {'、'.join(form.heads())} です。ほかの見出しは「列: {{ 見出し: 項目 }}」で対応を書きます",
            grid.whole,
        )
        return None
    bottom = finder.bottom(top)
    before = problems.failed
    columns = _columns(finder, top, bottom, problems)
    _check_once(columns, grid, problems)
    for name, value in call.only.items():
        heads = [c.words for c in columns]
        if not any(c.only is not None and fold(c.words).endswith(fold(name)) for c in columns):
            problems.error("表", f"絞り込み: 「{name}」という列はありません", nearest(name, heads), value.span())
    for depth, group in enumerate(call.groups):
        if all(c.group != depth for c in columns):
            heads = [c.words for c in columns]
            problems.error("表", f"まとめ: 「{group}」という列はありません", nearest(group.text, heads), group.span())
    unit = call.unit or _unit_above(grid, bottom, problems)
    return Heads(columns, top, bottom, unit) if problems.failed == before else None


def _columns(finder: _Finder, top: int, bottom: int, problems: Problems) -> tuple[Column, ...]:
    grid, form = finder.grid, finder.form
    found: list[Column] = []
    unknown: list[str] = []
    for index in grid.columns:
        spot, words, unit = finder.head(index, top, bottom)
        if not words:
            if any(grid.own((row, index)) for row in range(bottom + 1, len(grid.rows)) if row not in grid.hidden_rows):
                unknown.append(f"{column_letters(index)}列（見出しなし）")
            continue
        only, path, group = finder.only(words), finder.path(words), finder.group(words)
        shown = "・".join(words)
        if group is not None:
            path = ()
        stack = finder.stack(spot, words[:-1]) if path is None and only is None else ()
        for own, share in stack:
            found.append(Column(index, spot, words[-1], own, form.leaf(own), None, unit, None, share))
        if stack:
            continue
        if path is None and only is None:
            unknown.append(f"「{shown}」（{grid.address(spot)}）")
        elif path or only is not None or group is not None:
            leaf = form.leaf(path) if path else None
            if leaf is not None and unit is not None:
                leaf = Leaf(is_money=True, is_list=leaf.is_list, takes=leaf.takes)
            found.append(Column(index, spot, words[-1], path or (), leaf, only, unit, group))
    if unknown:
        problems.error(
            "表",
            f"どの項目かわからない列があります: {'、'.join(unknown)}",
            f"「列: {{ 見出し: 項目 }}」で対応を書くか、要らない列は「列: {{ 見出し: {LEFT_OUT} }}」と書いてください。"
            f"項目は {'、'.join(form.heads())} です",
            grid.whole,
        )
    return tuple(_with_lines_below(found, form))


def _with_lines_below(columns: list[Column], form: Form) -> Iterator[Column]:
    """The columns, and beside each those of what stands below it in its cells, unless it has a column of its own."""
    known = {column.path for column in columns}
    for column in columns:
        below = form.said.below.get(column.path[0], {}) if len(column.path) == 1 and column.share is None else {}
        others = {mark: key for mark, key in below.items() if (key,) not in known}
        marks = ("", *others)
        yield replace(column, share=Share(marks, 0)) if others else column
        for at, key in enumerate(others.values(), 1):
            yield replace(column, path=(key,), leaf=form.leaf((key,)), share=Share(marks, at), only=None, group=None)


def _check_once(columns: tuple[Column, ...], grid: Grid, problems: Problems) -> None:
    seen: dict[Path, Column] = {}
    for column in columns:
        if not column.path:
            continue
        first = seen.setdefault(column.path, column)
        if first is not column:
            problems.error(
                "表",
                f"「{'.'.join(column.path)}」の列が二つあります（{grid.address(first.head)}と{grid.address(column.head)}）",
                f"どちらか一つの見出しを直すか、要らない列を「列: {{ 見出し: {LEFT_OUT} }}」で除いてください",
                grid.place(column.head),
            )


def _unit_above(grid: Grid, bottom: int, problems: Problems) -> str | None:
    """（単位：千円） above the table or within its heads."""
    found: dict[str, Spot] = {}
    for row in range(min(bottom + 1, len(grid.rows))):
        for column in range(grid.width):
            match = _UNIT_LINE.fullmatch(fold(grid.words((row, column))))
            if match is not None:
                found.setdefault(match[1], (row, column))
    if len(found) > 1:
        problems.error(
            "金額",
            f"単位が{'と'.join(found)}の二つ以上あります",
            "「単位: 千円」のように、原稿の「!表」に書いてください",
            grid.place(list(found.values())[1]),
        )
    return next(iter(found), None)


def unit_line(text: str) -> str | None:
    """The unit of amounts that a line such as （単位：千円） states."""
    match = _UNIT_LINE.fullmatch(fold(text))
    return match[1] if match is not None else None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the rows in the source: heads that it lists (`known`, with their keys) or calls (`called`)."""

    known: Mapping[str, Path]
    called: Mapping[str, str]


class _Finder:
    """Looks for the heads of one table."""

    def __init__(self, grid: Grid, form: Form, call: Call, beside: Beside) -> None:
        self.grid, self.form, self.known = grid, form, beside.known
        self.renamed = dict(beside.called) | {fold(name): target.text.strip() for name, target in call.columns.items()}
        self.wanted = {fold(name): value.text for name, value in call.only.items()}
        self.groups = {fold(name.text): depth for depth, name in enumerate(call.groups)}

    def top(self) -> int | None:
        """The first row with two known heads; failing that, with one."""
        best: int | None = None
        for row in range(min(len(self.grid.rows), _SEARCHED_ROWS)):
            if row in self.grid.hidden_rows:
                continue
            known = sum(self.grid.own((row, c)) and self._is_known((row, c)) for c in self.grid.columns)
            if known > 1:
                return row
            if known and best is None:
                best = row
        return best

    def bottom(self, top: int) -> int:
        """The last row of the heads: the end of the cells merged downward, or the row below a group."""
        bottom = top
        for column in self.grid.columns:
            row = top
            while self.grid.merged.get((row + 1, column)) == self.grid.source((top, column)):
                row += 1
            bottom = max(bottom, row)
        if bottom == top and any(self._is_group((top, c)) for c in self.grid.columns):
            return top + 1
        return bottom

    def head(self, index: int, top: int, bottom: int) -> tuple[Spot, Path, str | None]:
        """Where the lowest head of a column stands, its words from the top down, and the unit in them."""
        spots = [self.grid.source((row, index)) for row in range(top, bottom + 1) if row not in self.grid.hidden_rows]
        if self.grid.blank((top, index)) and any(not self.grid.blank(s) for s in spots):
            spots[0] = self._group_before(index, top)  # a group that spans columns without being merged
        spots = [s for s in dict.fromkeys(spots) if not self.grid.blank(s)]
        words: list[str] = []
        unit: str | None = None
        for spot in spots:
            word = _clean(self.grid.words(spot))
            found = _UNIT_IN_HEAD.search(unicodedata.normalize("NFKC", word))
            unit = found[1] if found is not None else unit
            words.append(_UNIT_IN_HEAD.sub("", word).strip() if found is not None else word)
        return (spots[-1] if spots else (top, index)), tuple(w for w in words if w and unit_line(w) is None), unit

    def path(self, words: Path) -> Path | None:
        """The keys that the words of a head mean; () if the column is left out, None if nobody knows."""
        whole = self.renamed.get(fold("".join(words)))
        renamed = tuple(self.renamed.get(fold(w), w) for w in words)
        if whole == LEFT_OUT or LEFT_OUT in renamed:
            return ()
        if whole is not None:
            return self.form.path((whole,))
        if renamed[-1] != words[-1]:
            return self.form.path(renamed[-1:])
        return self.known.get(fold("".join(words))) or self.form.path(renamed)

    def stack(self, spot: Spot, above: Path) -> tuple[tuple[Path, Share | None], ...]:
        """The keys that the lines of a head mean, with what of its cells each of them has; () if they mean none."""
        lines = head_lines(self.grid.words(spot))
        if len(lines) < 2:
            return ()
        both = two(lines[-1].words) if not lines[-1].mark else None
        if both is not None:
            year = "".join(line.words for line in lines[:-1])
            paths = [self.form.path((line.words, year)) for line in both]
            lines = both
        else:
            paths = [self.path((*above, _clean(line.words))) for line in lines]
            if paths[0] and paths[0][0] in self.form.said.remarked and lines[1].mark:
                return ((paths[0], None),)
        marks = tuple(line.mark for line in lines)
        if len(set(marks)) != len(marks) and any(marks):
            return ()
        known = [path for path in paths if path]
        if len(dict.fromkeys(known)) != len(lines):
            return ()
        return tuple((path, Share(marks, at)) for at, path in enumerate(known))

    def only(self, words: Path) -> str | None:
        """What a row must say in this column to be chosen."""
        return self.wanted.get(fold("".join(words)), self.wanted.get(fold(words[-1])))

    def group(self, words: Path) -> int | None:
        """How deep the groups are that a column names."""
        return self.groups.get(fold("".join(words)), self.groups.get(fold(words[-1])))

    def _is_known(self, spot: Spot) -> bool:
        word = _UNIT_IN_HEAD.sub("", _clean(self.grid.words(spot))).strip()
        if not word:
            return False
        known = self.path((word,)) is not None or self.only((word,)) is not None or self.group((word,)) is not None
        return known or self._is_group(spot)

    def _is_group(self, spot: Spot) -> bool:
        word = _clean(self.grid.words(spot))
        word = self.renamed.get(fold(word), word)
        return bool(word) and self.form.path((word,)) is None and self.form.group(word) is not None

    def _group_before(self, index: int, top: int) -> Spot:
        for column in reversed([c for c in self.grid.columns if c < index]):
            if not self.grid.blank((top, column)):
                return self.grid.source((top, column)) if self._is_group((top, column)) else (top, index)
        return (top, index)


def _clean(text: str) -> str:
    """A head without its line breaks and the blanks between its letters."""
    return letterspacing.collapse("".join(line.strip() for line in text.splitlines()))
