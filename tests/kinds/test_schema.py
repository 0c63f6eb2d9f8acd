"""The schema that editors use takes the shipped sources and nothing beside them."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli.main import cli
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
