"""Schemas speak Japanese to clerks: no title is the name of a class."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.kinds import KINDS
from pipeline.project.intake.schemas import NAMES, rendered
from pipeline.source.schema_words import in_japanese

CLAUSES = ("連携協約書", "定住自立圏形成協定書", "協定書", "覚書", "規約", "例規")


@pytest.mark.parametrize("kind", KINDS)
def test_no_title_is_the_name_of_a_class(kind: str):
    schema = KINDS[kind].model.model_json_schema(by_alias=True)
    in_japanese(schema)

    assert [] == [t for t in titles(schema) if t.isascii()]


@pytest.mark.parametrize("kind", NAMES)
def test_no_description_speaks_to_those_who_read_the_code(kind: str):
    def spoken(part: object) -> list[str]:
        inner = list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else []
        own = part.get("description") if isinstance(part, dict) else None
        return ([own] if isinstance(own, str) else []) + [d for each in inner for d in spoken(each)]

    assert [] == [d for d in spoken(json.loads(rendered(kind))) if d.partition(" ")[0].isascii()]


@pytest.mark.parametrize("kind", NAMES)
def test_references_are_uris(kind: str):
    """Editors that judge schemas strictly take no Japanese in them."""
    assert all(found.isascii() for found in re.findall(r'"\$ref": "([^"]*)"', rendered(kind)))


@pytest.mark.parametrize("kind", CLAUSES)
def test_every_key_of_a_paper_of_clauses_is_described(kind: str):
    schema = KINDS[kind].model.model_json_schema(by_alias=True)

    models = [schema, *schema["$defs"].values()]
    silent = [name for m in models for name, part in m.get("properties", {}).items() if not part.get("description")]
    assert [] == silent


def titles(schema: object) -> list[str]:
    """Every title in a schema."""
    if isinstance(schema, list):
        return [t for part in schema for t in titles(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["title"]] if isinstance(schema.get("title"), str) else []
    return own + [t for part in schema.values() for t in titles(part)]
