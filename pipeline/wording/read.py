"""Marks -> document tree. The grammar of marked text stands in `_Reader.read`; a fault in it is a fault of a template."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Problems
from pipeline.tree.nodes import (
    Article,
    Block,
    Closing,
    Column,
    Cover,
    Document,
    Item,
    Paragraph,
    Preamble,
    Reference,
    Row,
    Schedule,
    Section,
    Signature,
    Signer,
    Subitem,
    Table,
    Title,
    text_of,
)
from pipeline.wording import prose
from pipeline.wording.cursor import Cursor, key_of, origin_of
from pipeline.wording.expressions import Scope
from pipeline.wording.marks import Mark, WordingError, render


def compose_tree(kind: str, wording: str, model: Mapping[str, object], scope: Scope, problems: Problems) -> Document:
    """The tree of a document: `wording` is the template of its kind, `model` what the template prints."""
    return _Reader(render(wording, model, scope, problems)).read(kind)


class _Reader:
    """Takes marks from the front, the innermost first; one instance a document."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.cursor = Cursor(marks)

    def read(self, kind: str) -> Document:
        """Document: 表紙?, then 題名, 前文, 条, 末文, 締結日, 別表 and what prose.py reads, in any order."""
        cover = self._cover() if self.cursor.name == "表紙" else None
        body: list[Block] = []
        while not self.cursor.done:
            body.append(self._block())
        return Document(kind, cover, tuple(body))

    def _block(self) -> Block:
        match self.cursor.name:
            case "題名":
                return Title(self.cursor.one("題名"))
            case "前文":
                return Preamble(self.cursor.one("前文"))
            case "条":
                return self._article()
            case "末文":
                return Closing(self.cursor.one("末文"))
            case "締結日":
                return self._signature()
            case "別表":
                return self._schedule()
            case name:
                found = prose.read(self.cursor)
                if found is None:
                    raise WordingError(f"@{name} cannot stand here")
                return found

    def _cover(self) -> Cover:
        title, day, *parties = self.cursor.take("表紙").fields
        return Cover(title, day, tuple(parties))

    def _article(self) -> Article:
        key, caption = self.cursor.take("条").fields
        paragraphs = tuple(self._paragraph(n) for n in self.cursor.each("項"))
        return Article(key_of(key, text_of(caption)), caption, paragraphs, origin=origin_of(caption))

    def _paragraph(self, n: int) -> Paragraph:
        key, text = self.cursor.take("項").fields
        return Paragraph(key_of(key, f"#{n}"), text, items=tuple(self._item(k) for k in self.cursor.each("号")))

    def _item(self, n: int) -> Item:
        key, text = self.cursor.take("号").fields
        return Item(key_of(key, f"#{n}"), text, subitems=tuple(self._subitem(k) for k in self.cursor.each("細分")))

    def _subitem(self, n: int) -> Subitem:
        key, text = self.cursor.take("細分").fields
        return Subitem(key_of(key, f"#{n}"), text)

    def _signature(self) -> Signature:
        day = self.cursor.one("締結日")
        signers = []
        for _ in self.cursor.each("記名"):
            symbol, office, name = self.cursor.take("記名").fields
            signers.append(Signer(text_of(symbol), office, name))
        return Signature(day, tuple(signers))

    def _schedule(self) -> Schedule:
        key, *relates_to = self.cursor.take("別表").fields
        references = tuple(i for field in relates_to for i in field if isinstance(i, Reference))
        origin = references[0].origin if references else None
        return Schedule(key_of(key, "別表"), references, self._schedule_blocks(1), origin=origin)

    def _schedule_blocks(self, level: int) -> tuple[Section | Table, ...]:
        made: list[Section | Table] = []
        while True:
            if self.cursor.name == "表":
                made.append(self._table())
            elif self.cursor.name == f"項目{level}":
                key, heading = self.cursor.take(f"項目{level}").fields
                inner = self._schedule_blocks(level + 1)
                made.append(Section(key_of(key, text_of(heading)), heading, inner, origin=origin_of(heading)))
            else:
                return tuple(made)

    def _table(self) -> Table:
        columns = tuple(Column(text_of(h), h) for h in self.cursor.take("表").fields)
        rows = []
        for _ in self.cursor.each("行"):
            key, *cells = self.cursor.take("行").fields
            if len(cells) != len(columns):
                raise WordingError(f"@行 has {len(cells)} cells, @表 {len(columns)} columns")
            rows.append(Row(key_of(key, text_of(cells[0])), tuple(cells), origin=origin_of(cells[0])))
        return Table(columns, tuple(rows))
