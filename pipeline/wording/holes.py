"""Two editions of one master -> where they print other words, and nothing else: holes that a rendering leaves open.

The words of a hole must decide nothing but what is printed there. So a template is rendered once with holes that can be
printed and asked whether they are empty, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MethodType

from pipeline.diagnostics import Written
from pipeline.source.fields import Dated
from pipeline.tree.nodes import Footnote, Inlines, Name, Reference, Text

# The way to a value from the names of a template: keys, places and fields.
Way = tuple[str | int, ...]
Names = Mapping[str, object]


class UnfitError(Exception):
    """A template asked a hole for more than its words: whether it is like another, for a part of it."""


class Hole:
    """Words that are not known yet."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __bool__(self) -> bool:
        return True  # no words are no hole

    def __getattr__(self, name: str) -> object:
        raise UnfitError(name)

    def __eq__(self, other: object) -> bool:
        raise UnfitError("==")

    def __hash__(self) -> int:
        raise UnfitError("hash")

    def __iter__(self) -> Iterator[object]:
        raise UnfitError("iter")

    def __len__(self) -> int:
        raise UnfitError("len")

    def __getitem__(self, key: object) -> object:
        raise UnfitError("[]")

    def __str__(self) -> str:
        raise UnfitError("str")

    def __contains__(self, item: object) -> bool:
        raise UnfitError("in")


def ways(one: object, other: object, way: Way = ()) -> tuple[Way, ...] | None:
    """The ways to words in which the names of two editions differ; None if they differ in anything else."""
    if one is other:
        return ()
    if type(one) is not type(other):
        return None
    if isinstance(one, tuple) and isinstance(other, tuple):
        if _is_words(one) and _is_words(other):
            return () if _same_words(one, other) else (way,)
        return _of_all(list(enumerate(one)), list(enumerate(other)), way)
    if isinstance(one, list) and isinstance(other, list):
        return _of_all(list(enumerate(one)), list(enumerate(other)), way)
    if isinstance(one, dict) and isinstance(other, dict):
        return _of_all(list(one.items()), list(other.items()), way)
    if isinstance(one, Dated) and isinstance(other, Dated):
        return () if one.day == other.day and one.written is other.written else None
    if isinstance(one, MethodType) and isinstance(
        other, MethodType
    ):  # what a template calls answers by what it is given
        return () if one.__func__ is other.__func__ else None
    if is_dataclass(one) and is_dataclass(other) and not isinstance(one, Written):
        names = [field.name for field in fields(one)]
        return _of_all([(n, getattr(one, n)) for n in names], [(n, getattr(other, n)) for n in names], way)
    return () if isinstance(one, str | int) and one == other else None


def at(names: Names, way: Way) -> object:
    """The value at the end of a way."""
    value: object = names
    for step in way:
        value = value[step] if isinstance(value, dict | tuple | list) else getattr(value, str(step))  # type: ignore[index]
    return value


def opened(names: Names, open_: Mapping[Way, Hole]) -> Names:
    """The names with holes."""
    made = dict(names)
    for way, hole in open_.items():
        made[str(way[0])] = _with(made[str(way[0])], way[1:], hole)
    return made


def _with(value: object, way: Way, hole: Hole) -> object:
    if not way:
        return hole
    step, rest = way[0], way[1:]
    if isinstance(value, tuple | list) and isinstance(step, int):
        return type(value)([_with(v, rest, hole) if n == step else v for n, v in enumerate(value)])
    if isinstance(value, dict):
        return {key: _with(v, rest, hole) if key == step else v for key, v in value.items()}
    assert is_dataclass(value)
    assert not isinstance(value, type)
    return replace(value, **{str(step): _with(getattr(value, str(step)), rest, hole)})


def _of_all(ones: list[tuple[object, object]], others: list[tuple[object, object]], way: Way) -> tuple[Way, ...] | None:
    if len(ones) != len(others):
        return None
    found: tuple[Way, ...] = ()
    for (step, one), (same, other) in zip(ones, others, strict=True):
        if one is other and step == same:
            continue
        if step != same or not isinstance(step, str | int):
            return None
        below = ways(one, other, (*way, step))
        if below is None:
            return None
        found += below
    return found


def _is_words(value: tuple[object, ...]) -> bool:
    return bool(value) and all(isinstance(each, Text | Name | Reference | Footnote) for each in value)


def _same_words(one: Inlines, other: Inlines) -> bool:
    """Whether they say the same, from the same places."""
    return one == other and all(
        a.origin is b.origin
        or (
            a.origin is not None
            and b.origin is not None
            and a.origin.written is b.origin.written
            and a.origin == b.origin
        )
        for a, b in zip(one, other, strict=True)
    )
