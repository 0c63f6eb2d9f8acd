"""Walks a source and puts the rows of sheets where !表 stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from pipeline.diagnostics import Problems, Written
from pipeline.source import reader
from pipeline.source.decode import decode, nearest
from pipeline.source.editions import KEY as EDITIONS
from pipeline.source.nodes import TABLE_KEY, TABLE_TAG, Entry, Mapping, Node, Sequence, TableCall, span_of
from pipeline.source.shape import Location, model_at
from pipeline.source.sheets import free_rows, rows
from pipeline.source.sheets.call import LEFT_OUT, Call
from pipeline.source.sheets.columns import heads
from pipeline.source.sheets.folder import Folder
from pipeline.source.sheets.form import Form, fold
from pipeline.source.sheets.grid import Grid
from pipeline.source.sheets.workbook import Book, open_book

SUFFIX = ".xlsx"
# What a table calls its columns.
_CALLED = "欄の名"


def _as_call(node: Mapping) -> TableCall:
    """{ 表の元: 別表.xlsx } as !表 {ファイル: 別表.xlsx}."""

    def key(written: Written) -> Written:
        is_file = written.text == TABLE_KEY
        return Written("ファイル", written.file, written.start, written.end) if is_file else written

    return TableCall(tuple(Entry(key(e.key), e.value) for e in node.entries), node.place)


def _called(node: Node) -> TableCall | None:
    """A node that asks for the rows of a sheet."""
    match node:
        case TableCall():
            return node
        case Mapping(entries=entries) if any(e.key.text == TABLE_KEY for e in entries):
            return _as_call(node)
        case _:
            return None


def _beside(form: Form, entries: tuple[Entry, ...]) -> heads.Beside:
    """What the source says of heads beside the rows: years and towns that it lists, columns that it calls by other names."""
    known: dict[str, tuple[str, ...]] = {}
    called: dict[str, str] = {}
    for entry in entries:
        group = form.said.beside.get(entry.key.text)
        match entry.value:
            case Sequence(items=items) if group is not None:
                known |= {fold(i.text): (group, i.text) for i in items if isinstance(i, Written)}
            case Mapping(entries=names) if entry.key.text == _CALLED:
                called |= {fold(e.value.text): e.key.text for e in names if isinstance(e.value, Written)}
            case _:
                pass
    return heads.Beside(known, called)


class Filler:
    """Walks one source; a workbook that is named several times is read once."""

    def __init__(self, model: type[BaseModel], folder: Folder, problems: Problems) -> None:
        self.model, self.folder, self.problems = model, folder, problems
        self.files: dict[str, bytes] = {}
        self.books: dict[str, Book | None] = {}

    def fill(self, node: Node, location: Location) -> Node:
        """The node with rows for every !表 in it."""
        match node:
            case _ if (call := _called(node)) is not None:
                return self._rows(call, location)
            case Mapping(entries=entries):
                return Mapping(tuple(each for e in entries for each in self._entries(e, entries, location)), node.place)
            case Sequence(items=items):
                return Sequence(tuple(self.fill(i, (*location, n)) for n, i in enumerate(items)), node.place)
            case _:
                return node

    def _entries(self, entry: Entry, beside: tuple[Entry, ...], location: Location) -> Iterator[Entry]:
        """An entry with its rows; where these bring their own columns, an entry for them before it."""
        call = _called(entry.value)
        row = model_at(self.model, (*location, entry.key.text, 0)) if call is not None else None
        columns = getattr(row, "columns_beside", None)
        if call is None or not isinstance(columns, str):
            at = (*location, entry.key.text)
            is_rows = call is not None and entry.key.text != EDITIONS
            yield Entry(entry.key, self._rows(call, at, beside) if call and is_rows else self._entry(entry, location))
            return
        named = next((e.value for e in beside if e.key.text == columns), None)
        found = self._free(call, named)
        if found is None:
            yield Entry(entry.key, Sequence((), call.place))
            return
        if found.columns is not None:
            key = entry.key
            yield Entry(Written(columns, key.file, key.start, key.end), found.columns)
        yield Entry(entry.key, found.rows)

    def _free(self, node: TableCall, named: Node | None) -> free_rows.Free | None:
        """The rows of a table with columns of its own; None after an error."""
        call = decode(node, Call, self.problems)
        grid = self._grid(call, node) if call is not None else None
        return free_rows.read(grid, named, call, self.problems) if call is not None and grid is not None else None

    def _grid(self, call: Call, node: TableCall) -> Grid | None:
        """The sheet that a call names; None after an error."""
        book = self._book(call)
        sheet = call.sheet.text.strip() if call.sheet is not None else None
        asked = call.sheet.span() if call.sheet is not None else node.place
        return book.grid(sheet, asked, self.problems) if book is not None else None

    def _entry(self, entry: Entry, location: Location) -> Node:
        if entry.key.text == EDITIONS and isinstance(entry.value, Mapping):
            # What differs for a partner stands for the mapping itself.
            made = (Entry(e.key, self.fill(e.value, location)) for e in entry.value.entries)
            return Mapping(tuple(made), entry.value.place)
        return self.fill(entry.value, (*location, entry.key.text))

    def _rows(self, node: TableCall, location: Location, beside: tuple[Entry, ...] = ()) -> Node:
        empty = Sequence((), node.place)
        row = model_at(self.model, (*location, 0))
        if row is None:
            self.problems.error(
                "表",
                f"「{TABLE_TAG}」は、項目の組を並べるところ（施策など）にだけ書けます"
                if TABLE_TAG in span_of(node).file.text
                else f"「{TABLE_KEY}」は、項目の組を並べるところ（施策など）にだけ書けます",
                "表の行を並べる項目の値として書いてください",
                node.place,
            )
            return empty
        call = decode(node, Call, self.problems)
        if call is None:
            return empty
        keys = getattr(row, "gathers", None) if call.groups else None
        inner = model_at(self.model, (*location, 0, keys[1], 0)) if keys is not None else row
        if inner is None or (call.groups and keys is None):
            self.problems.error(
                "表",
                "この表では「まとめ」を書けません",
                "まとめて小計を付ける表（予算額や事業表の「部門:」）に書いてください",
                call.groups[0].span(),
            )
            return empty
        form = Form(inner)
        self._check_columns(call, form)
        grid = self._grid(call, node)
        found = heads.find(grid, form, call, _beside(form, beside), self.problems) if grid is not None else None
        if grid is None or found is None:
            return empty
        before = self.problems.failed
        made = rows.rows(grid, found, form.said, self.problems)
        if not made and self.problems.failed == before:
            self.problems.error(
                "表",
                f"シート「{grid.sheet}」に取り込む行がありません",
                "シートの名前、見出しの下の行、絞り込みの値を確かめてください",
                node.place,
            )
        if keys is not None and self.problems.failed == before:
            return rows.gathered(made, rows.Keys(*keys), node.place, self.problems)
        return Sequence(tuple(row.node for row in made), node.place)

    def _check_columns(self, call: Call, form: Form) -> None:
        for target in call.columns.values():
            words = target.text.strip()
            known = words == LEFT_OUT or form.path((words,)) is not None or form.group(words) == words
            if not known:
                self.problems.error(
                    "表", f"列: 「{words}」という項目はありません", nearest(words, form.heads()), target.span()
                )

    def _book(self, call: Call) -> Book | None:
        asked = call.file.span()
        text = call.file.text.strip().replace("\\", "/")
        path = self.folder.own / text
        if path.suffix.lower() != SUFFIX:
            self.problems.error(
                "表",
                f"「{text}」はExcelブック（.xlsx）ではありません",
                "Excelで開き、「Excelブック（.xlsx）」として保存し直してください",
                asked,
            )
            return None
        if not self._is_inside(path):
            self.problems.error(
                "表",
                f"「{text}」は原稿のフォルダの外にあります",
                "ブックを原稿と同じフォルダに置いてください",
                asked,
            )
            return None
        if not self.folder.files.is_file(path):
            names = self.folder.files.listing(self.folder.own, f"*{SUFFIX}")
            near = [name for name in names if not name.startswith("~$")]
            cure = nearest(text, near) if near else "ブックを原稿と同じフォルダに置いてください"
            self.problems.error("表", f"「{text}」というファイルはありません", cure, asked)
            return None
        return self._opened(path)

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.folder.within.resolve())
        except (OSError, RuntimeError, ValueError):
            return False

    def _opened(self, path: Path) -> Book | None:
        place, root = path.resolve(), self.folder.shown.resolve()
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
        if name not in self.books:
            data = reader.read_bytes(path, self.problems, name, self.folder.files)
            self.books[name] = open_book(data, name, self.problems) if data is not None else None
            if data is not None:
                self.files[name] = data
        return self.books[name]
