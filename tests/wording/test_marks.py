"""Marked text: data can never become structure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.tree.nodes import Document, Text, Title, text_of
from pipeline.wording import Scope, compose_tree
from pipeline.wording.ledger import WordingError
from pipeline.wording.marks import Mark, render

EMPTY = Scope({})


def marks(template: str, **model: object) -> tuple[Mark, ...]:
    return render(template, model, EMPTY, Problems())


def written(text: str) -> Written:
    return Written(text, SourceFile("a.yaml", text), 0, len(text))


def test_words_of_the_template_and_of_the_data_meet_in_one_field():
    assert (Mark("表", ((Text("甲"), Text("の役割")), (Text("乙"),))),) == marks("@表 {{ a }}の役割 | 乙\n", a="甲")


def test_an_absent_value_is_an_empty_field():
    assert (Mark("条", ((), (Text("目的"),))),) == marks("@条 {{ key }} | 目的", key=None)


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}｛｝\n"), min_size=1, max_size=40))
def test_data_never_becomes_a_mark_or_a_field(text: str):
    [mark] = marks("@題名 {{ a }}", a=written(text))

    assert "題名" == mark.name
    assert text == "".join(text_of(f) for f in mark.fields)
    assert 1 == len(mark.fields)


@pytest.mark.parametrize("text", ["@条 x | y", "a | b", "1\u20282", "<b>&amp;", "\ue0000\ue001"])
def test_signs_of_marked_text_in_data_are_words(text: str):
    document = compose_tree("k", "@題名 {{ a }}", {"a": text}, EMPTY, Problems())

    assert Document("k", None, (Title((Text(text),)),)) == document


@pytest.mark.parametrize(
    "template", ["題名", "@知らない x", "@項 x | y", "@条 x", "@表 a | b\n", "@別表 k\n@表 a\n@行 k | x | y\n"]
)
def test_a_fault_of_a_template_is_ours(template: str):
    with pytest.raises((WordingError, ValueError)):
        compose_tree("k", template, {}, EMPTY, Problems())


def test_a_name_that_the_template_lacks_is_ours():
    with pytest.raises(WordingError, match="was not given"):
        marks("@題名 {{ a }}")
