"""Every field of a source, stylesheet or contract that takes a number has an end, and says which."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, get_args, get_origin

import pytest
from pydantic import ConfigDict, PlainValidator, TypeAdapter, ValidationError

import pipeline
from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.kinds.policy.model import Section
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.source.fields import SourceModel

# What a number is called in the values that keep more than it.
_INNER = ("value", "yen")


def models(model: type[SourceModel] = SourceModel) -> Iterator[type[SourceModel]]:
    yield model
    for below in model.__subclasses__():
        yield from models(below)


def scalars(annotation: object) -> Iterator[object]:
    """The types of what is written within a type: in its lists, mappings and unions."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        if any(isinstance(said, PlainValidator) for said in inner[1:]):
            yield annotation
            return
        inner = inner[:1]
    for each in inner:
        yield from scalars(each)


def read(scalar: object, text: str) -> object:
    written = Written(text, SourceFile("a.yaml", text), 0, len(text))
    one = TypeAdapter(list[scalar], config=ConfigDict(arbitrary_types_allowed=True))  # type: ignore[valid-type]
    return one.validate_python([written])[0]


def is_number(scalar: object, text: str) -> bool:
    with contextlib.suppress(ValidationError):
        value = read(scalar, text)
        value = next((getattr(value, name) for name in _INNER if hasattr(value, name)), value)
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return False


def number_fields() -> dict[tuple[str, str], tuple[object, str]]:
    """Model and field, with the type of the scalar and the unit that it asks for."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name.startswith(
            ("pipeline.kinds.", "pipeline.source.", "pipeline.typeset.styling", "pipeline.review")
        ):
            importlib.import_module(module.name)
    importlib.import_module("pipeline.writers.docx.template.contract")
    return {
        (model.__name__, name): (scalar, unit)
        for model in models()
        for name, field in model.model_fields.items()
        for scalar in scalars(field.rebuild_annotation())
        for unit in ("", "円", "%")
        if is_number(scalar, f"3{unit}")
    }


@pytest.mark.parametrize("huge", ["1" + 18 * "0", "-1" + 18 * "0", "9" * 60])
def test_a_number_that_is_longer_than_any_is_refused_wherever_it_is_written(huge: str):
    """初めの番号: 1000000000 was printed; 横: 1000000000 never came to an end."""
    fields, taken = number_fields(), []
    for place, (scalar, unit) in fields.items():
        with contextlib.suppress(ValidationError):
            read(scalar, f"{huge}{unit}")
            taken.append(place)

    of_each_kind = {
        ("Section", "first"), ("TableCell", "columns"), ("Count", "parts"), ("Margins", "left_mm"), ("Contract", "fit_chars"),
        ("Matter", "bill"), ("Item", "amount"),
    }  # fmt: skip
    assert set() == of_each_kind - set(fields)
    assert [] == taken


def test_a_count_is_not_less_than_nothing():
    fields = number_fields()
    for place in (("Count", "parts"), ("Answer", "count"), ("Contract", "whole_lines")):
        scalar, _ = fields[place]
        assert read(scalar, "0") == 0
        with pytest.raises(ValidationError, match="0以上の整数ではありません（-5）"):
            read(scalar, "-5")


def test_the_most_that_a_number_may_be_is_told_where_it_stands():
    problems = Problems()
    node = reader.parse("見出し: 財政\n初めの番号: 1000000000\n".encode(), "a.yaml", problems)

    assert node is not None
    assert decode(node, Section, problems) is None
    assert ["「初めの番号」: 数が大きすぎます（1000000000）"] == [e.message for e in problems.errors]
    assert "9,999までの数を書いてください。桁が多すぎないか確かめてください" == problems.errors[0].cure
