"""A source model -> what may be written where: the model at a location, and the keys that it knows."""

from __future__ import annotations

import types
import typing
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = tuple[int | str, ...]
# A key further down than this is rather another of the same name.
_DEEPEST = 2


def at(model: type[BaseModel], location: Location) -> object:
    """The bare annotation at a location; None where the model knows nothing."""
    current: object = model
    for part in location:
        if isinstance(part, int):
            current = inner(current, list)
        elif isinstance(current, type) and issubclass(current, BaseModel):
            field = field_of(current, part)
            current = field.annotation if field is not None else None
        else:
            current = inner(current, dict)
        current = bare(current)
    return current


def model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model at a location, if one stands there."""
    found = at(model, location)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """Keys that the model at this location knows."""
    found = model_at(model, location)
    return keys(found) if found is not None else []


def item_keys(model: type[BaseModel], location: Location) -> list[str]:
    """Keys of what each item of the list at this location must be, the required ones first; none if words alone will do."""
    arguments = typing.get_args(at(model, location))
    if not arguments or not isinstance(arguments[0], type) or not issubclass(arguments[0], BaseModel):
        return []
    held = fields(arguments[0]).items()
    return [f.alias or name for name, f in sorted(held, key=lambda each: (not each[1].is_required(), each[0] == "key"))]


def belonging(model: type[BaseModel], location: Location) -> str | None:
    """Where a key belongs that the model at this location does not know, if the model says so (`belongs`)."""
    known: typing.Mapping[str, str] = getattr(model_at(model, location[:-1]), "belongs", {})
    return known.get(str(location[-1]))


def nested(model: type[BaseModel], location: Location) -> list[tuple[str, ...]]:
    """Below which keys of the model at a location the last part of it may be written, the nearest ones; none: nowhere."""
    here, key = model_at(model, location[:-1]), str(location[-1])
    levels = _below(here) if here is not None else ()
    return next((found for level in levels if (found := [path for path, known in level if key in known])), [])


@cache
def _below(model: type[BaseModel]) -> tuple[tuple[tuple[tuple[str, ...], frozenset[str]], ...], ...]:
    """Level by level below a model, by the path of its keys, which keys are known there."""
    holders: list[tuple[tuple[str, ...], type[BaseModel]]] = [((), model)]
    levels = []
    for _ in range(_DEEPEST):
        holders = [
            ((*path, name), below)
            for path, holder in holders
            for name in keys(holder)
            if (below := _held(holder, name)) is not None
        ]
        levels.append(tuple((path, frozenset(keys(holder))) for path, holder in holders))
    return tuple(levels)


def outer(model: type[BaseModel], location: Location) -> str | None:
    """The key beside which the last part of a location may be written, which nobody knows where it stands."""
    for end in range(len(location) - 2, -1, -1):
        if isinstance(location[end], str) and str(location[-1]) in known_keys(model, location[:end]):
            return str(location[end])
    return None


def lists_of(model: type[BaseModel], location: Location, known: typing.Collection[str]) -> list[str]:
    """Keys around a location below which a list may stand whose items know all these keys; the nearest ones first."""
    found = []
    for end in range(len(location) - 2, -1, -1):
        for key in known_keys(model, location[:end]):
            item = model_at(model, (*location[:end], key, 0))
            if item is not None and set(known) <= set(keys(item)):
                found.append(key)
    return found


def _held(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """What stands under a key of a model, alone or in a row."""
    return model_at(model, (key,)) or model_at(model, (key, 0))


def keys(model: type[BaseModel]) -> list[str]:
    """The keys of a model as the clerk writes them."""
    return [field.alias or name for name, field in fields(model).items()]


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """The field under a key."""
    return next((f for n, f in fields(model).items() if (f.alias or n) == key), None)


def fields(model: type[BaseModel]) -> typing.Mapping[str, FieldInfo]:
    """The fields of a model; those that name a model further down are resolved first."""
    if not model.__pydantic_fields_complete__:
        model.model_rebuild()
    return model.model_fields


def bare(annotation: object) -> object:
    """An annotation less Annotated and Optional."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return bare(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        left = [a for a in typing.get_args(annotation) if a is not types.NoneType]
        return bare(left[0])
    return annotation


def inner(annotation: object, container: type) -> object:
    """What a list or dict holds, bare."""
    arguments = typing.get_args(bare(annotation))
    if not arguments:
        return None
    return bare(arguments[-1] if container is dict else arguments[0])
