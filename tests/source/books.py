"""Workbooks for tests, written as clerks write them, and sources that take their rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Problems, Written
from pipeline.diagnostics.render import human
from pipeline.kinds.agreement.model import Division
from pipeline.kinds.budget.model import Comparison
from pipeline.source import reader, sheets
from pipeline.source.fields import SourceModel
from pipeline.source.files import Files
from pipeline.source.nodes import Mapping, Node
from pipeline.source.nodes import Sequence as Items

Cell = str | float | bool | date | datetime | time | None
HEADS = ("連携施策", "取組内容", "甲の役割", "乙の役割")
ROW = ("地域医療", "研修に取り組む。", "担う。", "協力する。")
MONEY_HEADS = ("名称", "当初")


def book(
    rows: Sequence[Sequence[Cell]], change: Callable[[Worksheet], None] | None = None, title: str = "別表"
) -> bytes:
    """A workbook of one sheet; `change` merges, hides and formats."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    if change is not None:
        change(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    """Parts as a workbook again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return stream.getvalue()


def fill(
    folder: Path, data: bytes, options: str = "", key: str = "施策", model: type[SourceModel] = Division
) -> tuple[Node | None, Problems]:
    """What a source with 「施策: !表 {ファイル: 別表.xlsx …}」 becomes, and what is said of it."""
    (folder / "別表.xlsx").write_bytes(data)
    problems = Problems()
    source = f"見出し: 生活\n{key}: !表 {{ファイル: 別表.xlsx{options}}}\n"
    node = reader.parse(source.encode(), "a.yaml", problems)
    assert node is not None, problems
    filled = sheets.fill(node, model, sheets.Folder(folder, folder, folder, Files(folder)), problems)
    return filled.node if filled is not None else None, problems


def rows(folder: Path, data: bytes, options: str = "") -> list[object]:
    """The rows of a table of measures, as plain values."""
    node, problems = fill(folder, data, options)
    assert node is not None, said(problems)
    return taken(node, "施策")


def amounts(folder: Path, data: bytes, options: str = "") -> list[object]:
    """The rows of a table of amounts, as plain values."""
    node, problems = fill(folder, data, options, "行", Comparison)
    assert node is not None, said(problems)
    return taken(node, "行")


def amount_errors(folder: Path, data: bytes, options: str = "") -> list[str]:
    """What a table of amounts is refused for."""
    node, problems = fill(folder, data, options, "行", Comparison)
    assert node is None
    return [f"{d.code}: {d.message} @{d.place}" for d in problems.errors]


def errors(folder: Path, data: bytes, options: str = "") -> list[str]:
    """What a table of measures is refused for."""
    node, problems = fill(folder, data, options)
    assert node is None
    assert all(d.cure for d in problems.errors)
    return [f"{d.code}: {d.message} @{d.place}" for d in problems.errors]


def taken(node: Node, key: str) -> list[object]:
    """The rows under a key."""
    assert isinstance(node, Mapping)
    items = node.get(key)
    assert isinstance(items, Items)
    return [plain(item) for item in items.items]


def plain(node: Node) -> object:
    """A node as dicts, lists and texts."""
    match node:
        case Mapping(entries=entries):
            return {e.key.text: plain(e.value) for e in entries}
        case Items(items=items):
            return [plain(i) for i in items]
        case Written(text=text):
            return text


def said(problems: Problems) -> str:
    """Everything that was said, as people read it."""
    return "\n".join(human(d) for d in problems.found)
