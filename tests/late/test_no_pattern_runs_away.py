"""No pattern of the program takes time that doubles with each letter: a page of 600 empty comments would never have been read."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from itertools import pairwise

import pytest

import pipeline
from pipeline.late.regex import regex

# Twice as long is 2^24 times as much work for a pattern that runs away, and 16 times for one of the fourth power.
TIMES, LONGEST = 48, 240
SECONDS = 5
COMMON = (
    "a",
    "1",
    " ",
    "　",
    "あ",
    "ア",
    "一",
    "第1条",
    "（",
    "（a）",
    "「a」",
    "、",
    "。",
    "・",
    "\n",
    "a\n",
    "a: b\n",
    "<",
    "-",
    "/",
    "=",
)
LATE = type(regex("a"))
# The letters of a pattern between the signs that say how often and in which choice.
RUN = re.compile(r"[^\\()\[\]{}?*+|^$.]+")


class OfBytes:
    """A pattern of bytes, asked of letters that each stand for one."""

    def __init__(self, made: re.Pattern[bytes]) -> None:
        self.pattern, self._made = made.pattern.decode("latin-1"), made

    def match(self, text: str) -> object:
        """As of any pattern."""
        return self._made.match(text.encode("latin-1", "replace"))

    def fullmatch(self, text: str) -> object:
        """As of any pattern."""
        return self._made.fullmatch(text.encode("latin-1", "replace"))


def patterns() -> Iterator[tuple[str, re.Pattern[str] | OfBytes]]:
    """Every pattern that stands in a module of the program, with the name of the module."""
    seen: set[int] = set()
    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if found.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(found.name)).values():
            for each in value if isinstance(value, (tuple, list)) else (value,):
                if isinstance(each, (LATE, re.Pattern)) and id(each) not in seen:
                    seen.add(id(each))
                    yield found.name, OfBytes(each) if isinstance(each.pattern, bytes) else each


def units(pattern: str) -> set[str]:
    """What may be repeated to lead a pattern astray: its runs of letters, two runs beside each other, and common ones."""
    runs = [run[:8] for run in RUN.findall(pattern)]
    return {*COMMON, *runs, *(a + b for a, b in pairwise(runs)), *(run[0] for run in runs), *(run[-1] for run in runs)}


class RunsAwayError(Exception):
    """A pattern took longer than any that ends."""


def stop(*_: object) -> None:
    raise RunsAwayError


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="nothing can stop a pattern there")
def test_every_pattern_ends():
    """Whatever is repeated: the letters that the pattern itself asks for, and a letter at the end that does not fit."""
    tried, found = 0, []
    signal.signal(signal.SIGALRM, stop)
    for module, pattern in patterns():
        tried += 1
        try:
            for unit in units(pattern.pattern):
                signal.alarm(SECONDS)
                text = (unit * TIMES)[:LONGEST]
                for given in (text, text + "\x00"):
                    pattern.match(given)
                    pattern.fullmatch(given)
        except RunsAwayError:
            found.append(f"{module}: {pattern.pattern[:80]}: {unit!r}")
        finally:
            signal.alarm(0)
    assert [] == found
    assert tried > 600
