"""docs/manifest.schema.json says what a manifest holds: what builds write is valid, and nothing of it is unsaid."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.project.load import InputFile
from pipeline.project.manifest import OutputFile, Record, render, told
from tests.workshop import ROOT, build, small_project

SCHEMA = json.loads((ROOT / "docs" / "manifest.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    root: Path = small_project(tmp_path_factory.mktemp("project"))
    build(root)
    held = json.loads((root / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(held, dict)
    return held


def test_the_manifest_of_a_build_is_valid(manifest: dict[str, list[dict[str, object]]]):
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(manifest)

    assert 1 == len(manifest["documents"])


@pytest.mark.parametrize("name", [f.name for f in fields(Record)])
def test_a_record_without_one_of_its_parts_is_not_valid(name: str, manifest: dict[str, list[dict[str, object]]]):
    (document,) = manifest["documents"]
    lacking = {"documents": [{key: value for key, value in document.items() if key != name}]}

    assert not Draft202012Validator(SCHEMA).is_valid(lacking)


def test_every_part_is_described():
    assert set(SCHEMA["$defs"]["document"]["properties"]) == {f.name for f in fields(Record)}
    assert set(SCHEMA["$defs"]["output"]["properties"]) == {f.name for f in fields(OutputFile)}


WORDS = st.text(max_size=6)
RECORDS = st.lists(
    st.builds(
        Record, WORDS, WORDS, WORDS, st.none() | WORDS, WORDS,
        *(
            st.lists(st.builds(kind, *[WORDS] * len(fields(kind))), max_size=3).map(tuple)
            for kind in (InputFile, InputFile, OutputFile)
        ),
    ),
    max_size=4,
)  # fmt: skip


@given(RECORDS)
def test_a_manifest_is_indented_as_the_standard_library_does(records: list[Record]):
    content = {"documents": [told(r) for r in sorted(records, key=lambda r: r.id)]}

    assert json.dumps(content, ensure_ascii=False, indent=1) + "\n" == render(records).decode()
