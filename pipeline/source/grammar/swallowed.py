"""Texts behind 「|」 -> errors where a line of them is an item that was indented too far, and would be printed as words."""

from __future__ import annotations

from pipeline.diagnostics import Problems, Written
from pipeline.late.regex import regex
from pipeline.source import shape
from pipeline.source.fields import SourceModel
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.shape import Location

_ITEM = regex(r"(?:^|\n)[ \u3000]*(?:- +)?([^\s:：]{1,20}):(?=[ \n]|$)")

_Around = tuple[tuple[Location, Mapping], ...]


def check(node: Node, model: type[SourceModel], problems: Problems) -> None:
    """Reports the first line of each text that a mapping around it would know as its key."""
    _walk(node, (), (), model, problems)


def _walk(node: Node, location: Location, around: _Around, model: type[SourceModel], problems: Problems) -> None:
    match node:
        case Mapping():
            for entry in node.entries:
                _walk(entry.value, (*location, entry.key.text), ((location, node), *around), model, problems)
        case Sequence():
            for n, item in enumerate(node.items):
                _walk(item, (*location, n), around, model, problems)
        case Written() if "\n" in node.text and not node.file.cell:
            _look(node, around, model, problems)
        case _:
            pass


def _look(text: Written, around: _Around, model: type[SourceModel], problems: Problems) -> None:
    for found in _ITEM.finditer(text.text):
        owner = next((m for location, m in around if found[1] in shape.known_keys(model, location)), None)
        if owner is None:
            continue
        column = owner.entries[0].key.span().column - 1
        problems.error(
            "構文",
            f"「|」の下の文の中に、「{found[1]}:」で始まる行があります（文として印刷されます）",
            f"項目なら、行頭の空白を{column}にしてください。文なら、「:」を全角の「：」にしてください",
            text.span(found.start(1), found.end(1) + 1),
        )
        return
