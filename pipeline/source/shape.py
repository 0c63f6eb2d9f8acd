"""A source model -> what may be written where: the model at a location, and the keys that it knows."""

from __future__ import annotations

import types
import typing

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = tuple[int | str, ...]


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


def belonging(model: type[BaseModel], location: Location) -> str | None:
    """Where a key belongs that the model at this location does not know, if the model says so (`belongs`)."""
    known: typing.Mapping[str, str] = getattr(model_at(model, location[:-1]), "belongs", {})
    return known.get(str(location[-1]))


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
