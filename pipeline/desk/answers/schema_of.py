"""A kind of source and a place in it -> the keys that may stand there, what they mean, and the texts that they take."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from pipeline.project.intake.schemas import NAMES, rendered

Json = dict[str, object]
Steps = tuple[str | int, ...]


def keys_of(kind: str, path: Steps) -> list[tuple[str, str]]:
    """The keys of the mapping at a place, each with what it means."""
    made: dict[str, str] = {}
    for schema in _at(kind, path):
        for key, value in _pairs(schema, "properties"):
            made.setdefault(key, str(value.get("description") or ""))
    return list(made.items())


def fields_of(kind: str, path: Steps) -> list[Json]:
    """The texts of what a key takes: one, several, or those of an entry of a list; [] where it is none of these."""
    takes = list(_at(kind, path))
    if any(_is(s, "string") for s in takes):
        return [{"path": [], "kind": "text", "like": _example(takes)}]
    items = [i for s in takes if _is(s, "array") for i in _expanded(kind, s.get("items"))]
    if any(_is(s, "string") for s in items):
        return [{"path": [], "kind": "list", "like": ""}]
    return [field for s in items for field in _texts_of(kind, s)]


def _texts_of(kind: str, schema: Json) -> Iterator[Json]:
    required = schema.get("required")
    needed = required if isinstance(required, list) else []
    pairs = sorted(_pairs(schema, "properties"), key=lambda pair: pair[0] not in needed)
    for key, value in pairs:
        takes = list(_expanded(kind, value))
        if key in needed or (not needed and any(_is(s, "string") for s in takes)):
            shape = "line" if any(_is(s, "string") for s in takes) else "list"
            yield {"path": [0, key], "kind": shape, "like": _example([value, *takes])}


def _example(schemas: list[Json]) -> str:
    return next((str(s["description"]) for s in schemas if s.get("description")), "")


def _at(kind: str, path: Steps) -> Iterator[Json]:
    found = list(_expanded(kind, schema_of(kind)))
    for step in path:
        inner: list[Json] = []
        for schema in found:
            if isinstance(step, int):
                inner += _expanded(kind, schema.get("items"))
                continue
            own = dict(_pairs(schema, "properties")).get(step)
            inner += _expanded(kind, own if own is not None else schema.get("additionalProperties"))
        found = inner
    yield from found


def _expanded(kind: str, schema: object) -> Iterator[Json]:
    """A schema with its references followed and its alternatives parted."""
    if not isinstance(schema, dict):
        return
    reference = schema.get("$ref")
    if isinstance(reference, str):
        inner: object = schema_of(kind)
        for step in reference.removeprefix("#/").split("/"):
            inner = inner.get(step) if isinstance(inner, dict) else None
        yield from _expanded(kind, inner)
        return
    alternatives = [a for word in ("anyOf", "oneOf", "allOf") for a in _list(schema.get(word))]
    for alternative in alternatives:
        yield from _expanded(kind, alternative)
    if not alternatives:
        yield schema


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _pairs(schema: Json, word: str) -> Iterator[tuple[str, Json]]:
    content = schema.get(word)
    for key, value in content.items() if isinstance(content, dict) else ():
        if isinstance(value, dict):
            yield key, value


def _is(schema: Json, kind: str) -> bool:
    return schema.get("type") == kind


@cache
def schema_of(kind: str) -> Json:
    """The JSON Schema of a kind of source, as editors get it; empty for one that is none."""
    content = json.loads(rendered(kind)) if kind in NAMES else {}
    return content if isinstance(content, dict) else {}
