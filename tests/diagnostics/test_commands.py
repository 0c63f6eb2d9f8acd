"""What messages print of command lines is read back by shells as it was meant."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics.commands import typed


@given(st.text(min_size=1).filter(lambda word: not set(word) & set("\n\r\0")))
def test_a_shell_reads_one_word_and_that_word(word: str) -> None:
    assert shlex.split(typed(word)) == [word]


@pytest.mark.parametrize("word", ["aomori/kyoyaku-蓬田村", "build.2", "文書@版", "～案"])
def test_what_needs_no_quotes_has_none(word: str) -> None:
    assert typed(word) == word


@pytest.mark.parametrize("word", ["a b", "青葉　圏域", "a&b", "a(1)", "-x", "a;b"])
def test_quotes_are_those_that_every_shell_knows(word: str) -> None:
    """Cmd knows no others."""
    assert typed(word) == f'"{word}"'
