"""What a wording template prints -> numbers of ready inlines: what says the same, from the same place, bears the same number.

A number is told for a text of the source and the values of the names that it asks, so that the documents of one master agree
in the numbers of all that they share. What something had to be said of bears a number that is given once.
"""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import Undefined

from pipeline.diagnostics import Origin, Problems, Written
from pipeline.source.fields import Dated, InHouse
from pipeline.tree.nodes import Footnote, Inlines, underlined
from pipeline.tree.sharing.generations import Generations
from pipeline.wording import inlines as texts
from pipeline.wording.expressions import Scope


class WordingError(Exception):
    """A fault of a wording template (ours, not the clerk's)."""


class Underlined:
    """A value of the template that prints underlined: {{ 事業.概要 | 下線 }}."""

    def __init__(self, value: object) -> None:
        self.value = value


class Ledger:
    """The inlines of the documents of one master by their numbers. All of them have one house and one kind."""

    def __init__(self) -> None:
        # Those of the document at hand.
        self.inlines: dict[int, Inlines] = {}
        self._count = 0
        self._numbers: Generations[Hashable, tuple[int, Inlines]] = Generations()
        # The texts that were read, by identity, and the names that each asks.
        self._asked: Generations[int, tuple[Written, tuple[str, ...]]] = Generations()

    def turn(self) -> None:
        """A new generation begins."""
        self._numbers.turn()
        self._asked.turn()

    def begin(self) -> None:
        """Another document is printed."""
        self.inlines = {}

    def asks(self, text: Written) -> bool:
        """Whether a text asks for names, or what it says was not kept."""
        known = self._asked.get(id(text))
        return known is None or known[1] != ()

    def number(self, value: object, scope: Scope, problems: Problems) -> int:
        """The number of a value as the document of this scope prints it; problems are added."""
        if isinstance(value, Written):
            return self._text(value, scope, problems)
        key = _key(value)
        return self._known(key) or self._add(self._printed(value, scope, problems), key)

    def _text(self, text: Written, scope: Scope, problems: Problems) -> int:
        asked = self._asked.get(id(text))
        number = self._known(_key_of_text(text, asked[1], scope)) if asked is not None else 0
        if number:
            return number
        said, noted = problems.said, len(scope.noted)
        scope.asked.clear()
        inlines = texts.read(text, scope, problems)
        if problems.said > said or len(scope.noted) > noted:
            return self._add(inlines, None)
        names = tuple(sorted(scope.asked))
        self._asked.keep(id(text), (text, names))
        return self._add(inlines, _key_of_text(text, names, scope))

    def _known(self, key: Hashable) -> int:
        """The number of what is known by a key; 0 if nothing is."""
        known = self._numbers.get(key) if key is not None else None
        if known is None:
            return 0
        self.inlines[known[0]] = known[1]
        return known[0]

    def _add(self, inlines: Inlines, key: Hashable) -> int:
        """The number of new inlines, known from now on by a key (None: by nothing)."""
        self._count += 1
        self.inlines[self._count] = inlines
        if key is not None:
            self._numbers.keep(key, (self._count, inlines))
        return self._count

    def _printed(self, value: object, scope: Scope, problems: Problems) -> Inlines:
        match value:
            case None:
                return ()
            case Written():
                return texts.read(value, scope, problems)
            case str() | int() | Dated() | InHouse() | tuple():
                return scope.printed(value, None)
            case Underlined(value=inner):
                return underlined(self._printed(inner, scope, problems))
            case Undefined():
                raise WordingError(f"the template asks for a name that it was not given: {value!r}")
            case _:
                raise WordingError(f"{type(value).__name__} cannot be printed")


def _key_of_text(text: Written, asked: tuple[str, ...], scope: Scope) -> Hashable:
    """By what a text in a scope is known; None if a value cannot be told from others."""
    if not asked:
        return id(text)
    keys = [_key(scope.values.get(name)) for name in asked]
    return None if None in keys else (id(text), *keys)


def _key(value: object) -> Hashable:
    """By what a value is known wherever it stands: its words and where they came from. None: by nothing.

    A key holds all whose identity it names: of what is no more, another may have the same.
    """
    match value:
        case None:
            return ("-",)
        case str() | int():
            return type(value), value
        case Dated(day=day, written=written):
            return day, written, id(written)
        case tuple() if not any(isinstance(inline, Footnote) for inline in value):
            return value, *[_key_of_origin(inline.origin) for inline in value]
        case _:
            return None


def _key_of_origin(origin: Origin | None) -> Hashable:
    # The characters are known by the very scalar: two that say the same stand in two places.
    return None if origin is None else (id(origin.written), origin.start, origin.end)
