"""Facts of an area that note which of them were asked: what a document depends on, and what it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, overload

from pipeline.diagnostics import Written
from pipeline.source.area import Area, Municipality
from pipeline.source.nodes import Mapping as MappingNode
from pipeline.source.nodes import Node, Sequence, span_of

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_keys, dict_values

T = TypeVar("T")
# Asked of the facts as a whole: every one of them, or which there are.
EVERYTHING, NAMES = "*", "#"
_KEY = "市町村"


class Asked(dict[str, Municipality]):
    """The municipalities of an area; `asked` are the names that were looked up since `begin`."""

    def __init__(self, facts: Mapping[str, Municipality]) -> None:
        super().__init__(facts)
        self.asked: set[str] = set()

    def begin(self) -> None:
        """Forgets what was asked: another document begins."""
        self.asked = set()

    def __getitem__(self, name: str) -> Municipality:
        self.asked.add(name)
        return super().__getitem__(name)

    @overload
    def get(self, name: str, default: None = None, /) -> Municipality | None: ...
    @overload
    def get(self, name: str, default: Municipality, /) -> Municipality: ...
    @overload
    def get(self, name: str, default: T, /) -> Municipality | T: ...
    def get(self, name: str, default: object = None, /) -> object:
        """The facts of a municipality; that there are none is an answer too."""
        self.asked.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self.asked.add(NAMES)
        return super().__iter__()

    def __len__(self) -> int:
        self.asked.add(NAMES)
        return super().__len__()

    def keys(self) -> dict_keys[str, Municipality]:
        """The names of all."""
        self.asked.add(NAMES)
        return super().keys()

    def values(self) -> dict_values[str, Municipality]:
        """All facts."""
        self.asked.add(EVERYTHING)
        return super().values()

    def items(self) -> dict_items[str, Municipality]:
        """All facts by their names."""
        self.asked.add(EVERYTHING)
        return super().items()


def noting(area: Area) -> Area:
    """The same facts, which note what is asked of them."""
    return area.model_copy(update={_FIELD: Asked(area.municipalities)})


def begin(area: Area) -> None:
    """Another document begins."""
    if isinstance(area.municipalities, Asked):
        area.municipalities.begin()


def also(area: Area, names: frozenset[str]) -> None:
    """The document that is being made holds others, which asked for these."""
    if isinstance(area.municipalities, Asked):
        area.municipalities.asked |= names


def asked(area: Area) -> frozenset[str]:
    """What the document that is being made has asked."""
    facts = area.municipalities
    return frozenset(facts.asked) if isinstance(facts, Asked) else frozenset({EVERYTHING})


class Digests:
    """What each fact of an area file says, as a hash: places and comments are no part of it."""

    def __init__(self, node: MappingNode) -> None:
        self._node = node
        found = node.get(_KEY)
        entries = found.entries if isinstance(found, MappingNode) else ()
        self._facts = {e.key.text: e.value for e in entries}
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The hash of a municipality's facts, of all (EVERYTHING), of the names of all (NAMES), of the rest of the file ("")."""
        made = self._known.get(name)
        if made is None:
            made = self._known[name] = hashlib.sha256(repr(self._said(name)).encode()).hexdigest()
        return made

    def line(self, name: str) -> int | None:
        """The line of the file on which a municipality stands."""
        found = self._facts.get(name)
        place = span_of(found) if found is not None else None
        return place.line if place is not None and not place.file.cell else None

    def _said(self, name: str) -> object:
        match name:
            case "":
                return _plain(self._node.without(_KEY))
            case "*":
                return _plain(self._node)
            case "#":
                return tuple(self._facts)
            case _:
                return _plain(self._facts[name]) if name in self._facts else None


def _plain(node: Node) -> object:
    match node:
        case Written():
            return node.text
        case Sequence(items=items):
            return [_plain(i) for i in items]
        case MappingNode(entries=entries):
            return {e.key.text: _plain(e.value) for e in entries}


_FIELD = "municipalities"
