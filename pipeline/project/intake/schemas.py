"""The name of a kind of source, of area facts or of a house style -> its JSON Schema, for completion and checking in editors."""

from __future__ import annotations

import json
from functools import cache

from pipeline.kinds import KINDS
from pipeline.project.versions import marks_asked
from pipeline.source import editions, schema_words
from pipeline.source.area import KIND as AREA_KIND
from pipeline.source.area import Area
from pipeline.source.fields import SourceModel
from pipeline.source.profile import KIND as PROFILE_KIND
from pipeline.source.profile import Profile
from pipeline.source.sheets import schema as tables

NAMES = (*KINDS, AREA_KIND, PROFILE_KIND)


@cache
def rendered(kind: str) -> str:
    """The schema of one of NAMES as JSON."""
    content = _model(kind).model_json_schema(by_alias=True)
    schema_words.in_japanese(content)
    tables.add_to_schema(content)
    if kind in KINDS:
        editions.add_to_schema(content)
        properties = content.setdefault("properties", {})
        properties[marks_asked.KEY] = marks_asked.SCHEMA
    schema_words.of_single_types(content)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **content}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _model(kind: str) -> type[SourceModel]:
    facts: dict[str, type[SourceModel]] = {AREA_KIND: Area, PROFILE_KIND: Profile}
    return KINDS[kind].model if kind in KINDS else facts[kind]
