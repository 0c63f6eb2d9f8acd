"""Schemas speak Japanese to clerks: no title is the name of a class."""

from __future__ import annotations

import pytest

from pipeline.kinds import KINDS
from pipeline.source.schema_words import in_japanese

CLAUSES = ("連携協約書", "定住自立圏形成協定書", "協定書", "覚書", "規約", "例規")


@pytest.mark.parametrize("kind", KINDS)
def test_no_title_is_the_name_of_a_class(kind: str):
    schema = KINDS[kind].model.model_json_schema(by_alias=True)
    in_japanese(schema)

    assert [] == [t for t in titles(schema) if t.isascii()]


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
