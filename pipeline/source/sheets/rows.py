"""The rows of a table -> nodes, gathered by their words where that is asked; what is no row is left out and told.

Every cell is a scalar that knows its cell.
"""

from __future__ import annotations

from dataclasses import field
from itertools import groupby

from pipeline.diagnostics import Problems, SourceFile, Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text import letterspacing
from pipeline.source.nodes import Entry, Mapping, Node, Sequence
from pipeline.source.sheets import totals, values
from pipeline.source.sheets.columns.heads import Column, Heads, unit_line
from pipeline.source.sheets.form import NO_AMOUNT, fold
from pipeline.source.sheets.grid import Grid, Spot
from pipeline.source.sheets.printed import Printed
from pipeline.source.sheets.totals import Line

_TOTALS = frozenset({"計", "合計", "小計", "総計", "総合計", "中計", "累計"})
_TOTAL_HEAD = regex(r".*(?:合計|小計|総計)(?:\(.*\))?")
# 「1項 計」, 「総務部計」 in the place of a group; 一般会計, 統計, 設計 are no sums.
_SUM_OF_GROUP = regex(r".*(?<![会統設家生余])計(?:\(.*\))?")
YES = "はい"
_NOTE = regex(r"※|\(?注[\d:)]|\(?備考[\d:)]|(?:出典|資料)[:\d]")
# Keys of heads, whose words are often spaced letter by letter. No name of a person is among them.
_HEADINGS = frozenset({"見出し", "題名", "連携施策", "事業名", "政策分野"})


@dataclass(slots=True)
class Tree:
    """The keys of a row while it is put together."""

    branches: dict[str, tuple[Written, Tree | Node]] = field(default_factory=dict)

    def put(self, keys: tuple[Written, ...], value: Node) -> None:
        """Sets the value under these keys."""
        first, rest = keys[0], keys[1:]
        if not rest:
            self.branches[first.text] = (first, value)
            return
        _, below = self.branches.setdefault(first.text, (first, Tree()))
        if isinstance(below, Tree):
            below.put(rest, value)

    def node(self, place: Span) -> Mapping:
        """The same as a node."""
        made = ((k, v.node(place) if isinstance(v, Tree) else v) for k, v in self.branches.values())
        return Mapping(tuple(Entry(k, v) for k, v in made), place)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is wanted; `groups` are the words by which it is gathered with others, the outermost first."""

    node: Mapping
    groups: tuple[Written, ...]


def rows(grid: Grid, heads: Heads, said: Printed, problems: Problems) -> tuple[Row, ...]:
    """The rows that are wanted, in their order."""
    reader = _Reader(grid, heads, said, problems)
    found = tuple(row for r in range(heads.bottom + 1, len(grid.rows)) if (row := reader.row(r)) is not None)
    reader.tell()
    totals.check(grid, heads.columns, heads.unit, reader.lines, problems)
    return found


class _Reader:
    """Reads row by row, remembering what 〃 stands for and what was passed over."""

    def __init__(self, grid: Grid, heads: Heads, said: Printed, problems: Problems) -> None:
        self.grid, self.heads, self.problems = grid, heads, problems
        self.above: dict[int, Spot] = {}
        self.passed: list[str] = []
        self.bands: list[str] = []
        self.hidden: list[int] = []
        self.lines: list[Line] = []
        self.said = said
        self.band: Written | None = None

    def row(self, row: int) -> Row | None:
        """The node of a row; None if it is blank, hidden, a total, a note, or not chosen."""
        grid = self.grid
        own = [c for c in grid.columns if grid.own((row, c))]
        if row in grid.hidden_rows:
            if any(grid.own((row, c)) for c in range(grid.width)):
                self.hidden.append(row)
                self.lines.append(Line(row, hidden=True, total=self._total(row, own)))
            return None
        if not own:
            return None
        if self._is_band(row):
            self._take_band(row, own[0])
            return None
        total = self._total(row, own)
        passed = total is None and self._is_passed_over(row, own)
        if not passed:
            self.lines.append(Line(row, total=total))
        if passed or total is not None:
            self.passed.append(f"{row + 1}行目「{_short(grid.words((row, own[0])))}」")
            return None
        spots = {c.index: self._resolved(row, c) for c in self.heads.columns}
        self.above = spots
        if not self._is_chosen(row, spots) or self._sums_a_group(row):
            return None
        tree = Tree()
        for column in self.heads.columns:
            value = self._value(row, self._kept((row, column.index), spots, column), column)
            if value is not None and column.path:
                self._put(tree, column, value)
        if self.band is not None and self.said.band and not self._has(self.said.band):
            tree.put((self._key(self.said.band, self.band),), self.band)
        return Row(tree.node(grid.span((row, own[0]))), self._groups(row, spots))

    def _put(self, tree: Tree, column: Column, value: Node) -> None:
        """Sets a value; what the end of a name says (（再掲）) is a key of its own."""
        if column.path == ("名称",) and isinstance(value, Written):
            for end, key in self.said.ends.items():
                if value.text.endswith(end) and not self._has(key):
                    tree.put((self._key(key, value),), Written(YES, value.file, value.start, value.end))
                    value = Written(value.text.removesuffix(end), value.file, 0, len(value.text) - len(end))
        tree.put(self._keys(column), value)

    def _has(self, key: str) -> bool:
        return any(column.path[:1] == (key,) for column in self.heads.columns)

    def _key(self, key: str, at: Written) -> Written:
        return Written(key, SourceFile(self.grid.name, key, at.file.cell), 0, len(key))

    def _kept(self, own: Spot, spots: dict[int, Spot], column: Column) -> Spot:
        """The cell whose value counts; 〃 is a value of its own where it may mean the column before it as well."""
        return own if column.path[:1] and column.path[0] in self.said.verbatim else spots[column.index]

    def _sums_a_group(self, row: int) -> bool:
        """Whether a row says the sum of a group in the place of its name, and names nothing itself; that is told.

        It is not passed over as a 小計 is: 計 at the end of other words may be a part of a name.
        """
        names = [(row, c.index) for c in self.heads.columns if c.path == ("名称",)]
        for spot in [(row, c.index) for c in self.heads.columns if c.group is not None]:
            alone = all(self.grid.blank(n) or self.grid.source(n) == self.grid.source(spot) for n in names)
            if names and alone and self.grid.own(spot) and _SUM_OF_GROUP.fullmatch(fold(self.grid.words(spot))):
                self.problems.error(
                    "合計",
                    f"「{_short(self.grid.words(spot))}」の行は、まとめの計とみられます",
                    "計の行なら、シートからこの行を消してください（計は計算して印刷します）。"
                    "計でない行なら、その名称をまとめの列とは別の欄に書いてください",
                    self.grid.place(spot),
                )
                return True
        return False

    def _groups(self, row: int, spots: dict[int, Spot]) -> tuple[Written, ...]:
        """The words of the columns that gather rows."""
        columns = sorted((c for c in self.heads.columns if c.group is not None), key=lambda c: c.group or 0)
        made: list[Written] = []
        for column in columns:
            spot = spots[column.index]
            if self.grid.blank(spot):
                self.problems.error(
                    "表",
                    f"まとめに使う「{column.words}」の欄が空です",
                    "内容を書くか、上の行と結合するか、「〃」と書いてください",
                    self.grid.place((row, column.index)),
                )
                continue
            made.append(self._written(spot, values.joined(self.grid, spot, self.problems)))
        return tuple(made)

    def tell(self) -> None:
        """Warns of everything that was passed over."""
        grid = self.grid
        above = [
            f"{row + 1}行目「{_short(words)}」"
            for row in range(self.heads.top)
            if (words := self._above(row)) and row not in grid.hidden_rows
        ]
        if above:
            self.problems.warning(
                "表",
                f"見出しの行より上の語は取り込みません: {'、'.join(above)}",
                "印刷する語であれば、原稿に書いてください",
                grid.whole,
            )
        if self.passed:
            self.problems.warning(
                "表",
                f"合計や注とみて取り込まなかった行があります: {'、'.join(self.passed)}",
                "取り込む行であれば、書き出しの語を直してください",
                grid.whole,
            )
        if self.bands:
            self.problems.warning(
                "表",
                f"列の全部に結合した行を、区切りとみて取り込みませんでした: {'、'.join(self.bands)}",
                "区切りも印刷するときは、行ごとにその語を書いた列（分野、部など）を設けてください",
                grid.whole,
            )
        columns = [c for c in sorted(grid.hidden_columns) if any(grid.own((r, c)) for r in range(len(grid.rows)))]
        said = [f"{row + 1}行目" for row in self.hidden] + [
            f"{grid.address((0, c)).rpartition('!')[2][:-1]}列" for c in columns
        ]
        if said:
            self.problems.warning(
                "表",
                f"非表示のため取り込まなかった行と列があります: {'、'.join(said)}",
                "取り込むときは、Excelで再表示してください",
                grid.whole,
            )

    def _take_band(self, row: int, column: int) -> None:
        """What a line over all columns says belongs to the rows below it, where the model has a place for that."""
        if self.said.band and not self._has(self.said.band):
            spot = (row, column)
            self.band = self._written(spot, letterspacing.collapse(values.joined(self.grid, spot, self.problems)))
        else:
            self.bands.append(f"{row + 1}行目「{_short(self.grid.words((row, column)))}」")

    def _is_band(self, row: int) -> bool:
        """Whether one cell reaches over all columns that are wanted."""
        sources = {self.grid.source((row, c.index)) for c in self.heads.columns}
        return len(self.heads.columns) > 1 and len(sources) == 1 and next(iter(sources))[0] == row

    def _above(self, row: int) -> str:
        """The words of a row above the heads, but for the unit of the amounts."""
        words = [self.grid.words((row, c)) for c in self.grid.columns if self.grid.own((row, c))]
        return " ".join(word for word in words if unit_line(word) is None)

    def _total(self, row: int, own: list[int]) -> str | None:
        """The word of a row of totals: 小計, 合計."""
        words = [fold(self.grid.words((row, c))) for c in own]
        found = next((w for w in words if w in _TOTALS), None)
        return found or (words[0] if words and _TOTAL_HEAD.fullmatch(words[0]) else None)

    def _is_passed_over(self, row: int, own: list[int]) -> bool:
        """Whether a row is a note, a unit, or heads once more."""
        words = [fold(self.grid.words((row, c))) for c in own]
        if len(own) == 1 and _NOTE.match(words[0]):
            return True
        if len(own) == 1 and (unit := unit_line(words[0])) is not None:
            if unit != self.heads.unit:
                self.problems.error(
                    "金額",
                    f"表の途中で単位が{unit}に変わっています",
                    "単位ごとに表を分けてください",
                    self.grid.place((row, own[0])),
                )
            return True
        # Heads that are repeated on every page.
        return words == [fold(self.grid.words((self.heads.bottom, c))) for c in own]

    def _resolved(self, row: int, column: Column) -> Spot:
        """The cell whose value counts: that of the row above for 〃."""
        spot = (row, column.index)
        if not values.is_ditto(self.grid, spot):
            return spot
        if column.index not in self.above:
            self.problems.error(
                "表",
                f"「{self.grid.words(spot)}」の上に行がありません",
                "内容を書いてください",
                self.grid.place(spot),
            )
        return self.above.get(column.index, spot)

    def _is_chosen(self, row: int, spots: dict[int, Spot]) -> bool:
        for column in self.heads.columns:
            if column.only is None:
                continue
            if self.grid.blank(spots[column.index]):
                self.problems.error(
                    "表",
                    f"絞り込みに使う「{column.words}」の欄が空です",
                    "内容を書くか、上の行と結合するか、「〃」と書いてください",
                    self.grid.place((row, column.index)),
                )
                return False
            if fold(self.grid.words(spots[column.index])) != fold(column.only):
                return False
        return True

    def _value(self, row: int, spot: Spot, column: Column) -> Node | None:
        grid, problems = self.grid, self.problems
        if column.leaf is None or grid.blank(spot):
            return None
        here = (row, column.index)
        if column.is_money:
            found = self._words(spot, column)
            if not found:
                found = values.amount(grid, spot, column.unit or self.heads.unit, problems, column.share)
            return self._written(here, found) if found else None
        if column.leaf.is_list:
            texts = values.lines(grid, spot, problems, column.share)
            items = tuple(self._written(here, text) for text in texts)
            return Sequence(items, items[0].span()) if items else None
        text = values.joined(grid, spot, problems, column.share)
        if column.path[-1] in _HEADINGS:
            text = letterspacing.collapse(text)
        return self._written(here, text) if text else None

    def _words(self, spot: Spot, column: Column) -> str:
        """What stands in the place of an amount, if its field takes it: 「－」, 未定."""
        lines = tuple(line.strip() for line in self.grid.words(spot).splitlines() if line.strip())
        text = "".join(lines if column.share is None else column.share.of(lines) or ())
        if not text or any(character.isnumeric() for character in text):
            return ""
        text = NO_AMOUNT if values.is_no_figure(text) else text
        return text if column.leaf is not None and column.leaf.takes(text) else ""

    def _written(self, spot: Spot, text: str) -> Written:
        return Written(text, self.grid.file(spot, text), 0, len(text))

    def _keys(self, column: Column) -> tuple[Written, ...]:
        address = self.grid.address(column.head)
        return tuple(Written(k, SourceFile(self.grid.name, k, address), 0, len(k)) for k in column.path)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a model calls the name of a group, its rows, and the groups within it."""

    name: str
    rows: str
    groups: str


def gathered(found: tuple[Row, ...], keys: Keys, place: Span, problems: Problems) -> Sequence:
    """Rows as groups within groups; each row says as many words as there are levels.

    Rows of one group stand together: one that comes again further down is an error, for nobody would look for its rest there.
    """
    return Sequence(tuple(_group(list(found), 0, keys, place, problems)), place)


def _group(found: list[Row], depth: int, keys: Keys, place: Span, problems: Problems) -> list[Node]:
    made: list[Node] = []
    seen: set[str] = set()
    for word, held in groupby(found, key=lambda row: row.groups[depth].text):
        members = list(held)
        first = members[0].groups[depth]
        if word in seen:
            problems.error(
                "表",
                f"「{word}」の行が、離れた所にもあります",
                "同じ語の行が続くように、シートの行を並べ替えてください",
                first.span(),
            )
        seen.add(word)
        deeper = depth + 1 < len(members[0].groups)
        below: Node = (
            Sequence(tuple(_group(members, depth + 1, keys, place, problems)), place)
            if deeper
            else Sequence(tuple(row.node for row in members), place)
        )
        entries = (
            Entry(_key(keys.name, first), first),
            Entry(_key(keys.groups if deeper else keys.rows, first), below),
        )
        made.append(Mapping(entries, first.span()))
    return made


def _key(word: str, at: Written) -> Written:
    return Written(word, SourceFile(at.file.name, word, at.file.cell), 0, len(word))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else f"{line[:19]}…"
