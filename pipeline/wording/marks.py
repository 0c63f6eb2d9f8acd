"""Wording template and model -> marks: a flat list of (@mark, fields), each field inlines.

The template's own words are text; whatever it prints with {{ }} is data and travels as a token that stands for ready
inlines, so that no data can become a mark, a field or an expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar

from markupsafe import Markup

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.tree.nodes import Inline, Inlines, Text
from pipeline.tree.sharing.generations import Generations
from pipeline.wording.expressions import Scope
from pipeline.wording.ledger import Ledger, WordingError
from pipeline.wording.script import CLOSE, OPEN, TOKEN, Late, Scripts
from pipeline.wording.template import compiled


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of marked text: @条 key | caption."""

    name: str
    fields: tuple[Inlines, ...]


class KnownMarks:
    """The lines that the documents of one master were made of. A line that stands again is the very same mark."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self._marks: Generations[str, Mark] = Generations()
        # By the templates that they are those of.
        self.scripts: dict[str, Scripts] = {}

    def turn(self) -> None:
        """A new generation begins."""
        self.ledger.turn()
        self._marks.turn()

    def mark(self, line: str) -> Mark:
        """The mark of a line."""
        known = self._marks.get(line)
        return self._marks.keep(line, _mark(line, self.ledger.inlines)) if known is None else known

    def document(self, lines: Iterable[str]) -> tuple[Mark, ...]:
        """The marks of all lines."""
        return tuple([self.mark(line) for line in lines if line.strip()])


@dataclass(frozen=True, slots=True)
class _Rendering:
    """The document that is being rendered."""

    ledger: Ledger
    scope: Scope
    problems: Problems
    late: Late | None = None


_RENDERING: ContextVar[_Rendering] = ContextVar("the rendering under way")


def render(
    source: str, model: Mapping[str, object], scope: Scope, problems: Problems, known: KnownMarks | None = None
) -> tuple[Mark, ...]:
    """The marks of a document. `source` is a wording template; `model` are the names it uses."""
    if known is None:
        known = KnownMarks()
        return known.document(_text(source, model, _Rendering(known.ledger, scope, problems)).splitlines())
    ledger, noted = known.ledger, len(scope.noted)
    ledger.begin()

    def with_holes(names: Mapping[str, object], found: Problems, late: Late) -> str:
        return _text(source, names, _Rendering(ledger, scope, found, late))

    script = known.scripts.setdefault(source, Scripts()).script(model, ledger, with_holes)
    if script is not None and len(scope.noted) == noted:
        return known.document(script.filled(model, scope, ledger, problems))
    del scope.noted[noted:]
    return known.document(_text(source, model, _Rendering(ledger, scope, problems)).splitlines())


def _text(source: str, names: Mapping[str, object], rendering: _Rendering) -> str:
    outer = _RENDERING.set(rendering)
    try:
        return compiled(source, _finalize).render(names)
    finally:
        _RENDERING.reset(outer)


def _finalize(value: object) -> str:
    if isinstance(value, Markup):  # what a macro of the template printed: its data are tokens already
        return value
    now = _RENDERING.get()
    late = now.late.token(value, now.ledger) if now.late is not None else None
    return f"{OPEN}{now.ledger.number(value, now.scope, now.problems)}{CLOSE}" if late is None else late


def _mark(line: str, ready: Mapping[int, Inlines]) -> Mark:
    if not line.startswith("@"):
        raise WordingError(f"not a mark: {line}")
    name, _, rest = line[1:].partition(" ")
    return Mark(name, tuple([_field(f.strip(" "), ready) for f in rest.split("|")]) if rest.strip() else ())


def _field(text: str, ready: Mapping[int, Inlines]) -> Inlines:
    if text.startswith(OPEN) and text.find(CLOSE) == len(text) - 1:
        return ready[int(text[1:-1])]
    made: list[Inline] = []
    at = 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            made.append(Text(text[at : match.start()]))
        made.extend(ready[int(match[1])])
        at = match.end()
    if at < len(text):
        made.append(Text(text[at:]))
    return tuple(made)
