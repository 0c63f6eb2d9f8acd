"""The schema that editors use takes the shipped sources and nothing beside them."""

from __future__ import annotations

import contextlib
import importlib
import json
import pkgutil
from collections.abc import Iterator

import jsonschema
import pytest
import yaml
from annotated_types import BaseMetadata
from click.testing import CliRunner
from pydantic import ConfigDict, PlainValidator, TypeAdapter, ValidationError, WithJsonSchema

import pipeline
from pipeline import kinds
from pipeline.cli.main import cli
from pipeline.diagnostics import SourceFile, Written
from pipeline.source.fields import SourceModel
from tests.workshop import ROOT


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("連携ビジョン概要", "kitaalps/gaiyo.yaml"),
        ("事業一覧", "kitakyushu/jigyo.yaml"),
        ("基本計画", "aomori-shi/keikaku.yaml"),
        ("圏域", "kitaalps/area.yaml"),
        ("圏域", "kitakyushu/area.yaml"),
    ],
)
def test_a_shipped_source_is_valid_under_its_schema(kind: str, file: str):
    schema = json.loads(CliRunner().invoke(cli, ["schema", kind], catch_exceptions=False).stdout)
    source = yaml.safe_load((ROOT / "sources" / file).read_text(encoding="utf-8"))  # as editors read it

    jsonschema.validate(source, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**source, "余計": "x"}, schema)


@pytest.mark.parametrize("kind", ["連携ビジョン概要", "事業一覧", "基本計画", "計画", "予算概要", "圏域", "連携協約書"])
def test_a_type_is_one_type(kind: str):
    """Ajv in strict mode takes no list of types (allowUnionTypes)."""

    def lists(part: object) -> list[object]:
        if isinstance(part, list):
            return [found for inner in part for found in lists(inner)]
        if not isinstance(part, dict):
            return []
        own = [part] if isinstance(part.get("type"), list) else []
        return own + [found for inner in part.values() for found in lists(inner)]

    assert [] == lists(json.loads(CliRunner().invoke(cli, ["schema", kind], catch_exceptions=False).stdout))


def test_a_table_from_excel_is_valid_where_rows_stand():
    """clerk.md A12: what README teaches has no squiggle in the editor."""
    schema = json.loads(CliRunner().invoke(cli, ["schema", "基本計画"], catch_exceptions=False).stdout)
    source = yaml.safe_load((ROOT / "sources/aomori-shi/keikaku.yaml").read_text(encoding="utf-8"))
    lists = [key for key, value in source.items() if isinstance(value, list) and value and isinstance(value[0], dict)]

    jsonschema.validate({**source, lists[0]: {"表の元": "表.xlsx", "シート": "表"}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**source, lists[0]: {"シート": "表"}}, schema)


def models(model: type[SourceModel] = SourceModel) -> Iterator[type[SourceModel]]:
    yield model
    for below in model.__subclasses__():
        yield from models(below)


def test_what_a_field_asks_of_a_value_is_not_passed_over():
    """What stands before a validator that reads the value itself is: `Field(ge=1)` of a number of ours asks nothing."""
    for module in pkgutil.walk_packages(kinds.__path__, "pipeline.kinds."):
        importlib.import_module(module.name)
    unasked = {
        (model.__name__, name)
        for model in models()
        for name, field in model.model_fields.items()
        for n, said in enumerate(field.metadata)
        if isinstance(said, BaseMetadata) and any(isinstance(b, PlainValidator) for b in field.metadata[n:])
    }

    assert set() == unasked


def numbers() -> Iterator[tuple[type[SourceModel], str]]:
    """The fields of every model (sources, stylesheets, contracts) that measure type or are one at least."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name.startswith(
            ("pipeline.kinds.", "pipeline.typeset.styling", "pipeline.writers.docx.template.contract")
        ):
            importlib.import_module(module.name)
    for model in models():
        for name, field in model.model_fields.items():
            if name == "size_pt" or any(map(_above_nothing, field.metadata)):
                yield model, name


def _above_nothing(said: object) -> bool:
    schema = (said.json_schema if isinstance(said, WithJsonSchema) else None) or {}
    return "exclusiveMinimum" in schema or schema.get("minimum", 0) > 0


@pytest.mark.parametrize("value", ["0", "-1"])
def test_a_number_that_measures_is_refused_where_it_measures_nothing(value: str):
    taken = []
    for model, name in numbers():
        field = model.model_fields[name]
        written = Written(value, SourceFile("a.yaml", value), 0, len(value))
        with contextlib.suppress(ValidationError):
            TypeAdapter(field.rebuild_annotation(), config=ConfigDict(arbitrary_types_allowed=True)).validate_python(
                written
            )
            taken.append((model.__name__, name))

    assert len(list(numbers())) > 5
    assert [] == taken
