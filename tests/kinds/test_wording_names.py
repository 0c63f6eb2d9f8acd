"""Wording templates against models, without rendering: a name that a kind does not have fails here, whatever is printed."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from jinja2 import Environment, meta, nodes
from pydantic import BaseModel

from pipeline.kinds import KINDS
from pipeline.source.shape import fields

# What Jinja itself offers within a loop.
_LOOP = frozenset({"loop", "first", "last", "index", "index0", "length"})


def rooms(kind: str) -> list[ModuleType]:
    """The code of one kind: its own folder, and all of kinds that it is made of."""
    package = importlib.import_module(KINDS[kind].model.__module__.rpartition(".")[0])
    waiting = [package.__name__, *(f"{package.__name__}.{m.name}" for m in pkgutil.iter_modules(package.__path__))]
    found: dict[str, ModuleType] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = importlib.import_module(name)
            waiting += imported(found[name])
    return list(found.values())


def imported(module: ModuleType) -> Iterator[str]:
    """The modules of kinds that a module takes names from."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline.kinds."):
            yield node.module


def attributes(kind: str) -> frozenset[str]:
    """Everything that a template of this kind may ask a value for."""
    known: set[str] = set()
    for module in rooms(kind):
        for _, each in inspect.getmembers(module, inspect.isclass):
            known |= set(getattr(each, "wording_names", {})) | set(getattr(each, "__dataclass_fields__", {}))
            if issubclass(each, BaseModel) and each is not BaseModel:
                known |= {field.alias or name for name, field in fields(each).items()}
            known |= {name for name, value in vars(each).items() if isinstance(value, property)}
    return frozenset(known)


def given(kind: str) -> frozenset[str]:
    """The names that the code of a kind gives to its template: the keys of its dictionaries."""
    found: set[str] = set()
    for module in rooms(kind):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                found |= {k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    return frozenset(found)


def unknown(wording: str, kind: str) -> tuple[set[str], set[str]]:
    """Names and attributes of a template that its kind does not have."""
    environment = Environment(autoescape=True)
    environment.filters["下線"] = str
    tree = environment.parse(wording)
    names = (
        meta.find_undeclared_variables(tree) - {"リーダー"} - given(kind) - {m.name for m in tree.find_all(nodes.Macro)}
    )
    asked = {node.attr for node in tree.find_all(nodes.Getattr)}
    return names, asked - attributes(kind) - _LOOP


@pytest.mark.parametrize("kind", KINDS)
def test_a_wording_asks_for_nothing_that_its_kind_does_not_have(kind: str):
    assert (set(), set()) == unknown(KINDS[kind].wording, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_misspelt_name_is_found(kind: str):
    names, asked = unknown(KINDS[kind].wording + "{{ 題銘 }}{{ 題名.本分 }}", kind)

    assert ({"題銘"}, {"本分"}) == (names, asked)
