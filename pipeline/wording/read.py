"""Marks -> document tree. The grammar of marked text stands in `_Reader.read`; a fault in it is a fault of a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.diagnostics import Origin, Problems
from pipeline.tree.nodes import (
    Article,
    Block,
    Closing,
    Column,
    Cover,
    Document,
    Inlines,
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
from pipeline.wording.expressions import Scope
from pipeline.wording.marks import Mark, WordingError, render


def compose_tree(kind: str, wording: str, model: Mapping[str, object], scope: Scope, problems: Problems) -> Document:
    """The tree of a document: `wording` is the template of its kind, `model` what the template prints."""
    return _Reader(render(wording, model, scope, problems)).read(kind)


class _Reader:
    """Takes marks from the front, the innermost first; one instance a document."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks
        self.at = 0

    def read(self, kind: str) -> Document:
        """Document: 表紙?, then 題名, 前文, 条, 末文, 締結日, 別表 in any order."""
        cover = self._cover() if self._is("表紙") else None
        body: list[Block] = []
        while self.at < len(self.marks):
            body.append(self._block())
        return Document(kind, cover, tuple(body))

    def _block(self) -> Block:
        match self.marks[self.at].name:
            case "題名":
                return Title(self._one("題名"))
            case "前文":
                return Preamble(self._one("前文"))
            case "条":
                return self._article()
            case "末文":
                return Closing(self._one("末文"))
            case "締結日":
                return self._signature()
            case "別表":
                return self._schedule()
            case name:
                raise WordingError(f"@{name} cannot stand here")

    def _cover(self) -> Cover:
        title, day, *parties = self._take("表紙").fields
        return Cover(title, day, tuple(parties))

    def _article(self) -> Article:
        key, caption = self._take("条").fields
        paragraphs = tuple(self._paragraph(n) for n in self._each("項"))
        return Article(_key(key, text_of(caption)), caption, paragraphs, origin=_origin(caption))

    def _paragraph(self, n: int) -> Paragraph:
        key, text = self._take("項").fields
        return Paragraph(_key(key, f"#{n}"), text, items=tuple(self._item(k) for k in self._each("号")))

    def _item(self, n: int) -> Item:
        key, text = self._take("号").fields
        return Item(_key(key, f"#{n}"), text, subitems=tuple(self._subitem(k) for k in self._each("細分")))

    def _subitem(self, n: int) -> Subitem:
        key, text = self._take("細分").fields
        return Subitem(_key(key, f"#{n}"), text)

    def _signature(self) -> Signature:
        day = self._one("締結日")
        signers = []
        for _ in self._each("記名"):
            symbol, office, name = self._take("記名").fields
            signers.append(Signer(text_of(symbol), office, name))
        return Signature(day, tuple(signers))

    def _schedule(self) -> Schedule:
        key, *relates_to = self._take("別表").fields
        references = tuple(i for field in relates_to for i in field if isinstance(i, Reference))
        origin = references[0].origin if references else None
        return Schedule(_key(key, "別表"), references, self._schedule_blocks(1), origin=origin)

    def _schedule_blocks(self, level: int) -> tuple[Section | Table, ...]:
        made: list[Section | Table] = []
        while True:
            if self._is("表"):
                made.append(self._table())
            elif self._is(f"項目{level}"):
                key, heading = self._take(f"項目{level}").fields
                inner = self._schedule_blocks(level + 1)
                made.append(Section(_key(key, text_of(heading)), heading, inner, origin=_origin(heading)))
            else:
                return tuple(made)

    def _table(self) -> Table:
        columns = tuple(Column(text_of(h), h) for h in self._take("表").fields)
        rows = []
        for _ in self._each("行"):
            key, *cells = self._take("行").fields
            if len(cells) != len(columns):
                raise WordingError(f"@行 has {len(cells)} cells, @表 {len(columns)} columns")
            rows.append(Row(_key(key, text_of(cells[0])), tuple(cells), origin=_origin(cells[0])))
        return Table(columns, tuple(rows))

    def _is(self, name: str) -> bool:
        return self.at < len(self.marks) and self.marks[self.at].name == name

    def _each(self, name: str) -> Iterator[int]:
        """1, 2, 3 … while marks of this name stand at the front; whoever iterates takes them."""
        n = 0
        while self._is(name):
            n += 1
            yield n

    def _take(self, name: str) -> Mark:
        if not self._is(name):
            raise WordingError(f"@{name} expected")
        self.at += 1
        return self.marks[self.at - 1]

    def _one(self, name: str) -> Inlines:
        fields = self._take(name).fields
        if len(fields) != 1:
            raise WordingError(f"@{name} takes one field")
        return fields[0]


def _key(given: Inlines, otherwise: str) -> str:
    return text_of(given) or otherwise


def _origin(inlines: Inlines) -> Origin | None:
    return next((i.origin for i in inlines if i.origin is not None), None)
