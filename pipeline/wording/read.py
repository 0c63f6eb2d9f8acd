"""Marks -> document tree. What each mark takes stands in clauses.py, schedules.py and prose.py; a fault in it is a fault of a template."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Problems
from pipeline.notation.house_style import OwnLabels
from pipeline.tree.nodes import Block, Document, text_of
from pipeline.wording import clauses, prose
from pipeline.wording.cursor import Cursor
from pipeline.wording.expressions import Scope
from pipeline.wording.marks import WordingError, render


def compose_tree(kind: str, wording: str, model: Mapping[str, object], scope: Scope, problems: Problems) -> Document:
    """The tree of a document: `wording` is the template of its kind, `model` what the template prints.

    表紙?, then the blocks of clauses and of prose, in any order.
    """
    cursor = Cursor(render(wording, model, scope, problems))
    cover = clauses.cover(cursor) if cursor.name == "表紙" else None
    form = text_of(cursor.one("体裁")) if cursor.name == "体裁" else ""
    labels = clauses.labels(cursor) if cursor.name == "番号" else OwnLabels()
    body: list[Block] = []
    while not cursor.done:
        body.append(_block(cursor))
    return Document(kind, cover, tuple(body), labels, "見出し" in form, "項" in form)


def _block(cursor: Cursor) -> Block:
    found = clauses.read(cursor) or prose.read(cursor)
    if found is None:
        raise WordingError(f"@{cursor.name} cannot stand here")
    return found
