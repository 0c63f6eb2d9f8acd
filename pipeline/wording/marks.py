"""Wording template and model -> marks: a flat list of (@mark, fields), each field inlines.

The template's own words are text; whatever it prints with {{ }} is data and travels as a token that stands for ready
inlines, so that no data can become a mark, a field or an expression.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template, Undefined
from markupsafe import Markup
from pydantic import BaseModel

from pipeline.diagnostics import Problems, Written
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.fields import Dated, InHouse
from pipeline.tree.nodes import Inline, Inlines, Text, underlined
from pipeline.wording import inlines as texts
from pipeline.wording.expressions import Scope

# Private-use characters: characters.forbidden() keeps them out of every source.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = regex(f"{_OPEN}([0-9]+){_CLOSE}")


class WordingError(Exception):
    """A fault of a wording template (ours, not the clerk's)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of marked text: @条 key | caption."""

    name: str
    fields: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Underlined:
    """A value of the template that prints underlined: {{ 事業.概要 | 下線 }}."""

    value: object


class _Wording(Environment):
    """Jinja over source models: attributes are read by the keys that clerks write."""

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=_finalize, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self.globals.clear()
        self.globals["リーダー"] = (Text(GAP, emphasis="リーダー"),)
        self.filters["下線"] = Underlined
        self.known: dict[type[object], Mapping[str, str]] = {}

    def getattr(self, obj: object, attribute: str) -> object:
        model = type(obj)
        if model not in self.known:
            self.known[model] = _names(model)
        name = self.known[model].get(attribute, attribute)
        try:
            return getattr(obj, name)
        except AttributeError:
            return super().getattr(obj, name)


def _names(model: type[object]) -> Mapping[str, str]:
    """Japanese name -> attribute: the keys of a source model, and what a class lists in `wording_names`."""
    names = dict(getattr(model, "wording_names", {}))
    if issubclass(model, BaseModel):
        names |= {field.alias: name for name, field in model.model_fields.items() if field.alias}
    return names


@lru_cache(maxsize=32)
def _compile(source: str) -> Template:
    return _Wording().from_string(source)


class _Ledger:
    """Inlines that wait behind tokens; one a rendering."""

    def __init__(self, scope: Scope, problems: Problems) -> None:
        self.scope, self.problems = scope, problems
        self.waiting: list[Inlines] = []

    def token(self, value: object) -> str:
        """Keeps a value and gives its token."""
        waiting = self.waiting
        if isinstance(value, Written):
            waiting.append(texts.read(value, self.scope, self.problems))
        else:
            waiting.append(self._inlines(value))
        return f"{_OPEN}{len(waiting) - 1}{_CLOSE}"

    def _inlines(self, value: object) -> Inlines:
        match value:
            case None:
                return ()
            case Written():
                return texts.read(value, self.scope, self.problems)
            case str() | int() | Dated() | InHouse() | tuple():
                return self.scope.printed(value, None)
            case Underlined(value=inner):
                return underlined(self._inlines(inner))
            case Undefined():
                raise WordingError(f"the template asks for a name that it was not given: {value!r}")
            case _:
                raise WordingError(f"{type(value).__name__} cannot be printed")


_LEDGER: ContextVar[_Ledger] = ContextVar("the ledger of the rendering under way")


def render(source: str, model: Mapping[str, object], scope: Scope, problems: Problems) -> tuple[Mark, ...]:
    """The marks of a document. `source` is a wording template; `model` are the names it uses."""
    ledger = _Ledger(scope, problems)
    outer = _LEDGER.set(ledger)
    try:
        text = _compile(source).render(model)
    finally:
        _LEDGER.reset(outer)
    return tuple([_mark(line, ledger) for line in text.splitlines() if line.strip()])


def _finalize(value: object) -> str:
    if isinstance(value, Markup):  # what a macro of the template printed: its data are tokens already
        return value
    return _LEDGER.get().token(value)


def _mark(line: str, ledger: _Ledger) -> Mark:
    if not line.startswith("@"):
        raise WordingError(f"not a mark: {line}")
    name, _, rest = line[1:].partition(" ")
    return Mark(name, tuple([_field(f.strip(" "), ledger) for f in rest.split("|")]) if rest.strip() else ())


def _field(text: str, ledger: _Ledger) -> Inlines:
    if text.startswith(_OPEN) and text.find(_CLOSE) == len(text) - 1:
        return ledger.waiting[int(text[1:-1])]
    made: list[Inline] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            made.append(Text(text[at : match.start()]))
        made.extend(ledger.waiting[int(match[1])])
        at = match.end()
    if at < len(text):
        made.append(Text(text[at:]))
    return tuple(made)
