"""A sheet whose columns are the table's own (列 of a 別表) -> its rows, and its columns where the source does not name them.

A cell prints what it shows: nothing is reckoned. Cells merged downward say the same in every row, one merged over the whole
width is a band (帯); what is merged otherwise is refused at its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source import nodes
from pipeline.source.decode import nearest
from pipeline.source.nodes import Entry, Mapping, Node
from pipeline.source.sheets import values
from pipeline.source.sheets.call import LEFT_OUT, Call
from pipeline.source.sheets.form import fold
from pipeline.source.sheets.grid import Grid, Spot, column_letters

_NAME, _COLUMNS, _MERGED, _BAND = "名", "列", "結合", "帯"
_YES = "はい"
_SEARCHED_ROWS = 40
_NOTE = regex(r"※|\(?注[\d:)]|\(?備考[\d:)]|(?:出典|資料)[:\d]")


@dataclass(frozen=True, slots=True)
class Free:
    """The rows of a sheet; `columns` stands for what the source does not say of its columns."""

    rows: nodes.Sequence
    columns: nodes.Sequence | None


def read(grid: Grid, named: Node | None, call: Call, problems: Problems) -> Free | None:
    """The table of a sheet; `named` are the columns as the source names them, None where it does not. None after an error."""
    before = problems.failed
    if call.unit is not None:
        problems.error("表", "この表では「単位」を書けません", "欄は、シートに見えるとおりに取り込みます", grid.whole)
    reader = _Reader(grid, call, problems)
    leaves = list(_leaves(named)) if named is not None else []
    found = reader.heads([name for name, _ in leaves] if named is not None else None)
    if found is None:
        return None
    rows = tuple(reader.rows(found))
    if not rows and problems.failed == before:
        problems.error(
            "表", f"シート「{grid.sheet}」に取り込む行がありません", "見出しの下に行を書いてください", grid.whole
        )
    if problems.failed > before:
        return None
    for (name, merged), column in zip(leaves, found.columns, strict=False):
        if column in reader.repeated and not merged:
            problems.warning(
                "表",
                f"「{name}」の列では、縦に結合したセルの語を行ごとに印刷します",
                f"一つにまとめて印刷するときは、「列」に {{名: {name}, 結合: はい}} と書いてください",
                grid.whole,
            )
    columns = None if named is not None else nodes.Sequence(tuple(reader.columns(found)), nodes.span_of(rows[0]))
    return Free(nodes.Sequence(rows, nodes.span_of(rows[0])), columns)


def _leaves(columns: Node) -> Iterator[tuple[str, bool]]:
    """The names of the lowest heads from left to right, and whether equal cells below them are to be one."""
    for column in columns.items if isinstance(columns, nodes.Sequence) else ():
        if isinstance(column, Written):
            yield column.text.strip(), False
        elif isinstance(column, Mapping):
            held = {e.key.text: e.value for e in column.entries}
            if _COLUMNS in held:
                yield from _leaves(held[_COLUMNS])
            elif isinstance(name := held.get(_NAME), Written):
                merged = held.get(_MERGED)
                yield name.text.strip(), isinstance(merged, Written) and merged.text.strip() == _YES


@dataclass(frozen=True, slots=True)
class _Heads:
    """The rows of the heads, and the columns of the sheet in the order in which they are wanted."""

    top: int
    bottom: int
    columns: tuple[int, ...]


class _Reader:
    """Reads one sheet."""

    def __init__(self, grid: Grid, call: Call, problems: Problems) -> None:
        self.grid, self.problems = grid, problems
        self.renamed = {fold(name): target.text.strip() for name, target in call.columns.items()}
        self.only = {fold(name): value for name, value in call.only.items()}
        self.repeated: set[int] = set()

    def heads(self, names: list[str] | None) -> _Heads | None:
        """Where the heads stand; None after an error."""
        top = next((r for r in range(min(len(self.grid.rows), _SEARCHED_ROWS)) if self._is_head(r)), None)
        if top is None:
            self.problems.error(
                "表",
                f"シート「{self.grid.sheet}」に見出しの行が見つかりません",
                "二つ以上の列に見出しを書いてください",
                self.grid.whole,
            )
            return None
        bottom = self._bottom(top)
        self._tell_above(top)
        shown = [c for c in self.grid.columns if self._word(bottom, c) != LEFT_OUT and self._is_used(top, c)]
        if names is None:
            return _Heads(top, bottom, tuple(shown))
        return self._by_names(top, bottom, shown, names)

    def _by_names(self, top: int, bottom: int, shown: list[int], names: list[str]) -> _Heads | None:
        """The columns that the source names; the second of two that are called alike is the second on the sheet too."""
        rest, wanted, missing = list(shown), [], []
        for name in names:
            at = next((c for c in rest if fold(self._word(bottom, c)) == fold(name)), None)
            if at is None:
                missing.append(name)
            else:
                rest.remove(at)
                wanted.append(at)
        words = [self._word(bottom, c) for c in rest]
        for name in missing:
            cure = nearest(name, words) if words else "シートの見出しを確かめてください"
            self.problems.error(
                "表", f"シート「{self.grid.sheet}」に「{name}」という見出しがありません", cure, self.grid.whole
            )
        for c in rest if not missing else ():
            self.problems.error(
                "表",
                f"「列」にない列があります: 「{self._word(bottom, c) or column_letters(c)}」（{self.grid.address((bottom, c))}）",
                f"「列」に加えるか、要らなければ「列: {{ 見出し: {LEFT_OUT} }}」と書いてください",
                self.grid.place((bottom, c)),
            )
        return None if missing or rest else _Heads(top, bottom, tuple(wanted))

    def columns(self, found: _Heads) -> Iterator[Node]:
        """The columns as a source would name them, heads above heads."""
        yield from self._below(found, list(found.columns), found.top)

    def _below(self, found: _Heads, columns: Sequence[int], row: int) -> Iterator[Node]:
        at = 0
        while at < len(columns):
            source = self.grid.source((row, columns[at]))
            end = at + 1
            while end < len(columns) and self.grid.source((row, columns[end])) == source != (row, columns[end]):
                end += 1
            stretch = columns[at:end]
            at = end
            goes_deeper = row < found.bottom and any(
                self.grid.source((found.bottom, c)) != source and not self.grid.blank((found.bottom, c))
                for c in stretch
            )
            name = self._written(source, self._clean(source))
            if goes_deeper and name.text:
                below = nodes.Sequence(tuple(self._below(found, stretch, row + 1)), name.span())
                yield Mapping(
                    (Entry(self._key(_NAME, source), name), Entry(self._key(_COLUMNS, source), below)), name.span()
                )
            elif goes_deeper:
                yield from self._below(found, stretch, row + 1)
            else:
                yield from (self._column(source, c) for c in stretch)

    def _column(self, head: Spot, column: int) -> Node:
        name = self._written(head, self._clean(head) if head[1] == column else "")
        if column not in self.repeated:
            return name
        yes = self._key(_YES, head)
        return Mapping((Entry(self._key(_NAME, head), name), Entry(self._key(_MERGED, head), yes)), name.span())

    def rows(self, found: _Heads) -> Iterator[Node]:
        """The rows below the heads, from top to bottom."""
        for row in range(found.bottom + 1, len(self.grid.rows)):
            own = [c for c in found.columns if self.grid.own((row, c))]
            if not any(not self.grid.blank((row, c)) for c in found.columns):
                continue
            if row in self.grid.hidden_rows:
                self._tell(row, "非表示のため取り込まなかった行があります", "取り込むときは、Excelで再表示してください")
            elif len(own) == 1 and _NOTE.match(fold(self.grid.words((row, own[0])))):
                self._tell(
                    row,
                    "注とみて取り込まなかった行があります",
                    "印刷する語であれば、原稿の「注」か「備考」に書いてください",
                )
            elif not self._is_chosen(row, found):
                continue
            elif self._is_band(row, found.columns):
                spot = self.grid.source((row, found.columns[0]))
                text = values.joined(self.grid, spot, self.problems)
                band = self._written(spot, text)
                yield Mapping((Entry(self._key(_BAND, spot), band),), band.span())
            else:
                yield nodes.Sequence(
                    tuple(self._cell(row, c) for c in found.columns), self.grid.span((row, found.columns[0]))
                )

    def _is_band(self, row: int, columns: Sequence[int]) -> bool:
        """Whether one cell reaches over all columns of a row."""
        sources = {self.grid.source((row, c)) for c in columns}
        return len(columns) > 1 and len(sources) == 1 and next(iter(sources))[0] == row

    def _cell(self, row: int, column: int) -> Node:
        spot = self.grid.source((row, column))
        if spot[1] != column:
            self.problems.error(
                "表",
                "横に結合したセルは読めません",
                "結合を解いて、列ごとに書いてください",
                self.grid.place((row, column)),
            )
        if spot[0] != row:
            self.repeated.add(column)
        texts = values.lines(self.grid, spot, self.problems) if not self.grid.blank(spot) else ()
        if len(texts) > 1:
            return nodes.Sequence(tuple(self._written(spot, t) for t in texts), self.grid.span(spot))
        return self._written(spot, texts[0] if texts else "")

    def _is_chosen(self, row: int, found: _Heads) -> bool:
        for name, value in self.only.items():
            at = next((c for c in self.grid.columns if fold(self.grid.words((found.bottom, c))) == name), None)
            if at is None:
                self.problems.error(
                    "表", f"絞り込み: 「{name}」という列はありません", "シートの見出しを書いてください", value.span()
                )
                return False
            if fold(self.grid.words((row, at))) != fold(value.text):
                return False
        return True

    def _is_head(self, row: int) -> bool:
        return row not in self.grid.hidden_rows and sum(self.grid.own((row, c)) for c in self.grid.columns) > 1

    def _bottom(self, top: int) -> int:
        """The last row of the heads: where cells merged downward end, and below cells merged over several columns."""
        bottom, row = top, top
        while row <= bottom:
            for column in self.grid.columns:
                source = self.grid.source((row, column))
                wide = source[1] != column and source[0] == row
                if wide and not self._is_band(row, self.grid.columns):
                    bottom = max(bottom, row + 1)
                while self.grid.source((bottom + 1, column)) == source and source != (bottom + 1, column):
                    bottom += 1
            row += 1
        return min(bottom, len(self.grid.rows) - 1)

    def _is_used(self, top: int, column: int) -> bool:
        return any(not self.grid.blank((row, column)) for row in range(top, len(self.grid.rows)))

    def _word(self, row: int, column: int) -> str:
        word = self._clean(self.grid.source((row, column)))
        return self.renamed.get(fold(word), word)

    def _clean(self, spot: Spot) -> str:
        return "".join(line.strip() for line in self.grid.words(spot).splitlines())

    def _tell_above(self, top: int) -> None:
        for row in range(top):
            if any(self.grid.own((row, c)) for c in self.grid.columns):
                self._tell(row, "見出しの行より上の語は取り込みません", "印刷する語であれば、原稿に書いてください")

    def _tell(self, row: int, message: str, cure: str) -> None:
        words = " ".join(self.grid.words((row, c)) for c in range(self.grid.width) if self.grid.own((row, c)))
        self.problems.warning("表", f"{message}: {row + 1}行目「{words[:20]}」", cure, self.grid.whole)

    def _written(self, spot: Spot, text: str) -> Written:
        return Written(text, self.grid.file(spot, text), 0, len(text))

    def _key(self, word: str, spot: Spot) -> Written:
        return Written(word, SourceFile(self.grid.name, word, self.grid.address(spot)), 0, len(word))
