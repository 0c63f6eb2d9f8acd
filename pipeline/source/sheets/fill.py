"""A source with !表 -> the same source with the rows in their places: one step, before editions and validation."""

from __future__ import annotations

from pydantic import BaseModel

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.source.nodes import TABLE_KEY, TABLE_TAG, Node, span_of
from pipeline.source.sheets.folder import Folder


@dataclass(frozen=True, slots=True)
class Filled:
    """A source with all its rows, and the workbooks that they came from: name and bytes, in the order of their use."""

    node: Node
    workbooks: tuple[tuple[str, bytes], ...] = ()


def fill(node: Node, model: type[BaseModel], folder: Folder, problems: Problems) -> Filled | None:
    """Puts rows where !表 stands; `model` is that of the source. None after an error; all errors are in `problems`."""
    text = span_of(node).file.text
    if TABLE_TAG not in text and TABLE_KEY not in text:
        return Filled(node)
    # Most sources have no table from Excel.
    from pipeline.source.sheets.filler import Filler  # noqa: PLC0415

    before = problems.failed
    filler = Filler(model, folder, problems)
    filled = filler.fill(node, ())
    if problems.failed > before:
        return None
    return Filled(filled, tuple(filler.files.items()))
