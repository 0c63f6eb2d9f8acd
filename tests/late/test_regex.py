"""Late patterns: what re.compile gives, later."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from pipeline.late.regex import regex
from tests.late.kit import every_late_pattern

WRITTEN = r"第(?P<number>[0-9]+)条(の[0-9]+)*"


@pytest.mark.parametrize("text", ["", "第3条の2", "本則第3条、第14条の2の3", "条"])
def test_a_late_pattern_finds_what_any_pattern_finds(text: str):
    late, plain = regex(WRITTEN, re.IGNORECASE), re.compile(WRITTEN, re.IGNORECASE)

    def told(found: re.Match[str] | None) -> object:
        return found and (found.span(), found.groups(), found.groupdict())

    assert told(plain.search(text)) == told(late.search(text))
    assert told(plain.match(text)) == told(late.match(text))
    assert told(plain.fullmatch(text)) == told(late.fullmatch(text))
    assert [told(m) for m in plain.finditer(text)] == [told(m) for m in late.finditer(text)]
    assert plain.sub("<\\1>", text) == late.sub("<\\1>", text)
    assert plain.split(text) == late.split(text)
    assert (plain.pattern, plain.flags, plain.groups) == (late.pattern, late.flags, late.groups)
    assert dict(plain.groupindex) == dict(late.groupindex)


def test_a_late_pattern_can_be_copied_and_pickled():
    late = regex(WRITTEN)

    for other in (copy.deepcopy(late), pickle.loads(pickle.dumps(late))):
        assert WRITTEN == other.pattern
        assert (0, 3) == (found.span() if (found := other.match("第3条")) else None)


def test_every_pattern_of_the_package_can_be_compiled():
    """What is wrong with one would else be told when somebody needs it."""
    patterns = every_late_pattern()

    assert 300 < len(patterns)
    for pattern in patterns:
        assert 0 <= pattern.groups, pattern.pattern
