"""An edition that fills the script of another says what its own rendering says, from the same places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Written
from pipeline.diagnostics.span import SourceFile
from pipeline.tree.nodes import Inlines, Name
from pipeline.wording.expressions import Scope
from pipeline.wording.holes import ways
from pipeline.wording.marks import KnownMarks, Mark, render

SOURCE = SourceFile("a.yaml", "甲町乙町丙町丁町（{{ 名 }}の長）同じ文")
TEXTS = (Written("（{{ 名 }}の長）", SOURCE, 8, 19), Written("同じ文", SOURCE, 19, 22))
NAMES = tuple(Written(SOURCE.text[n : n + 2], SOURCE, n, n + 2) for n in range(0, 8, 2))


@dataclass(frozen=True, slots=True)
class Body:
    """A party as a template reads it."""

    wording_names: ClassVar[dict[str, str]] = {"名": "name", "住所": "address", "記号": "symbol", "組": "pair"}

    name: Inlines
    address: Inlines = ()
    symbol: str = "甲"
    pair: tuple[Inlines, ...] = ()


def words(n: int) -> Inlines:
    return (Name(NAMES[n].text, NAMES[n].origin()),)


TEMPLATE = """\
{% macro 者(団体) %}
@者 {{ 団体.記号 }} | {{ 団体.名 }}{% if 団体.住所 %} | {{ 団体.住所 }}に{{ 団体.名 }}{% endif %}

{% for 語 in 団体.組 %}
@語 {{ loop.index }} | {{ 語 }}
{% endfor %}
{% endmacro %}
@題名 {{ 文 }}
{% for 団体 in 各団体 %}
{{ 者(団体) }}
{% endfor %}
{% if 末 %}
@末文 {{ 差し込み }} | {{ 末 }}
{% endif %}
@別 {{ 別.語 }}
"""

bodies = st.builds(
    Body,
    st.integers(0, 3).map(words),
    st.one_of(st.just(()), st.integers(0, 3).map(words)),
    st.sampled_from(("甲", "乙")),
    st.lists(st.integers(0, 3).map(words), max_size=2).map(tuple),
)
editions = st.tuples(
    st.lists(bodies, min_size=1, max_size=2), st.sampled_from(("", "末")), st.integers(0, 3), st.integers(0, 3)
)
Edition = tuple[list[Body], str, int, int]


def names(edition: Edition) -> dict[str, object]:
    each, end, other, _ = edition
    return {"各団体": tuple(each), "末": end, "文": TEXTS[1], "差し込み": TEXTS[0], "別": {"語": words(other)}}


def placed(marks: tuple[Mark, ...]) -> list[object]:
    return [
        (mark.name, [[(each, each.origin) for each in field] for field in mark.fields], [
            id(each.origin.written) for field in mark.fields for each in field if each.origin is not None
        ])
        for mark in marks
    ]  # fmt: skip


@given(st.lists(editions, min_size=2, max_size=6))
def test_editions_say_the_same_with_and_without_a_script(drawn: list[Edition]):
    known = KnownMarks()
    for edition in drawn:
        scope = Scope({"名": words(edition[3])})
        expected = render(TEMPLATE, names(edition), scope, Problems())
        assert placed(expected) == placed(render(TEMPLATE, names(edition), scope, Problems(), known))


@pytest.mark.parametrize(
    "line",
    [
        "{% if 団体.名 == 団体.住所 %}同{% endif %}",
        "{% if 団体.名 | length > 1 %}長{% endif %}",
        "{% for 字 in 団体.名 %}字{% endfor %}",
        "{{ 団体.名[0].text }}",
        "{{ 団体.名 | 下線 }}",
        "{{ (団体.名 + 団体.住所) | length }}",
        "{% if 団体.名 in 各名 %}有{% endif %}",
    ],
)
def test_a_template_that_asks_more_of_words_than_to_print_them_is_rendered_each_time(line: str):
    template = "{% for 団体 in 各団体 %}\n@者 " + line + "\n{% endfor %}\n"
    known = KnownMarks()
    for n, other in ((0, 1), (1, 2), (2, 2), (3, 0), (1, 1)):
        given_ = {"各団体": (Body(words(n), words(other)),), "各名": (words(1),)}
        expected = render(template, given_, Scope({}), Problems())
        assert placed(expected) == placed(render(template, given_, Scope({}), Problems(), known))


def test_what_is_said_of_a_text_is_said_of_each_edition():
    known = KnownMarks()
    for n in range(4):
        problems = Problems()
        edition: Edition = ([Body(words(n))], "末", n, n)
        render(TEMPLATE, names(edition), Scope({}), problems, known)
        assert 1 == len(problems.errors)


def test_only_words_may_differ():
    one = {"団体": (Body(words(0)),)}

    assert ways(one, {"団体": (Body(words(0)),)}) == ()
    assert ways(one, {"団体": (Body(words(1)),)}) == (("団体", 0, "name"),)
    assert ways(one, {"団体": (Body(words(0), words(1)),)}) is None
    assert ways(one, {"団体": (replace(Body(words(0)), symbol="乙"),)}) is None
    assert ways(one, {"団体": ()}) is None
    assert ways(one, {"団体": (Body((Name("甲町", Written("甲町", SOURCE, 0, 2).origin()),)),)}) == (
        ("団体", 0, "name"),
    )
