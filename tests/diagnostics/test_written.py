"""Characters of a scalar lead back to their places in the file."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Written
from pipeline.source.nodes import Mapping
from pipeline.source.reader import parse

# What clerks type, and what YAML makes special.
WORDS = st.text("あ漢字、。（）「」甲12ab\"':#-{}[]|>&*!%@`\\?, ", min_size=1, max_size=30)


def scalar(yaml_text: str) -> Written:
    problems = Problems()
    node = parse(yaml_text.encode(), "a.yaml", problems)
    assert isinstance(node, Mapping), [d.message for d in problems.found]
    value = node.get("本文")
    assert isinstance(value, Written)
    return value


def quoted(words: str, sign: str) -> str:
    return f"本文: {yaml.dump(words, default_style=sign, allow_unicode=True, width=10**9)}"


def characters(written: Written) -> str:
    raw = written.file.text
    spans = [written.span(n, n + 1) for n in range(len(written.text))]
    return "".join(raw[s.start : s.end] for s in spans)


@given(WORDS)
def test_every_character_of_a_single_quoted_scalar_is_found(words: str):
    assert words == characters(scalar(quoted(words, "'")))


@given(WORDS)
def test_every_character_of_a_double_quoted_scalar_is_found(words: str):
    written = scalar(quoted(words, '"'))

    found = characters(written)

    assert words == written.text
    assert all(f in (w, "\\") for f, w in zip(found, words, strict=True))  # an escape is found at its backslash


@given(st.lists(st.text("あ漢、。12 ab", max_size=12).map(str.strip), min_size=1, max_size=4), st.integers(1, 6))
def test_every_character_of_a_block_scalar_is_found(lines: list[str], indent: int):
    written = scalar("本文: |\n" + "\n".join(" " * indent + line for line in ["初", *lines, "終"]) + "\n")

    assert written.text == characters(written)


def test_a_plain_scalar_is_found_where_it_stands():
    written = scalar("種別: 連携協約書\n本文: 甲及び乙は、協力する。 # 注\n")

    span = written.span(6, 8)

    assert (2, 11) == (span.line, span.column)  # 「本文: 」 takes 4 columns, 「甲及び乙は、」 6
    assert "協力" == span.file.text[span.start : span.end]


def test_equality_is_of_words_and_not_of_places():
    assert scalar("本文: 甲") == scalar("種別: 乙\n本文: '甲'")
