"""The text of a wording template -> what Jinja renders: one that reads source models by the keys that clerks write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import CodeType

import jinja2
from jinja2 import Environment, StrictUndefined, Template
from pydantic import BaseModel

from pipeline.labels.marks import GAP
from pipeline.late import kept
from pipeline.tree.nodes import Text
from pipeline.wording.ledger import Underlined

Finalize = Callable[[object], str]


class _Wording(Environment):
    """Jinja over source models: attributes are read by the keys that clerks write."""

    def __init__(self, finalize: Finalize) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=finalize, autoescape=True, trim_blocks=True, lstrip_blocks=True
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


def _settings(environment: Environment) -> tuple[str, ...]:
    """What besides its text decides what Jinja makes of a template."""
    said = (environment.trim_blocks, environment.lstrip_blocks, environment.autoescape, environment.optimized)
    names = (environment.filters, environment.tests, environment.globals)
    return (*map(str, said), *(" ".join(sorted(map(str, known))) for known in names))


@lru_cache(maxsize=32)
def compiled(source: str, finalize: Finalize) -> Template:
    """The template of a wording. `finalize` says what stands in the lines for a value that it prints."""
    environment = _Wording(finalize)
    key = "wording", jinja2.__version__, *_settings(environment), source
    code = kept.recall(key)
    if not isinstance(code, CodeType):
        code = environment.compile(source)
        kept.remember(key, code)
    return Template.from_code(environment, code, environment.make_globals(None))
