"""Help on a terminal: no line is wider than the window, ends inside a Latin word, or begins with a mark that may not begin one."""

from __future__ import annotations

import re
from itertools import pairwise

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.layout import JapaneseContext, columns, joined, wrapped
from pipeline.cli.main import cli
from tests.test_readme import commands

NARROW, USUAL, WIDE = 50, 80, 200
# JIS X 4051: may not begin a line, may not end one.
NO_START = "、。，．）］｝」』】〉》・：；！？ー々っゃゅょァィゥェォッャュョ,.;:!?)]}"
NO_END = "（［｛「『【〈《([{"
LATIN = r"[!-~]"

PARTS = st.one_of(
    st.text("漢字仮名まじり、。（）「」・ーっ々髙𠮷", min_size=1, max_size=12),
    st.from_regex(r"[a-z]{1,9}", fullmatch=True),
    st.sampled_from(
        ["--from", "sources/（圏域）/signed/", "{{ 施行期日 }}", " ", "PDF/A", "〻", "か\u3099", "……", "辻\U000e0100"]
    ),
)
TEXTS = st.lists(PARTS, max_size=30).map("".join)
WIDTHS = st.integers(20, 120)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, WIDTHS)
def test_every_character_is_in_a_line_and_in_its_order(text: str, width: int):
    assert squeezed(text) == squeezed("".join(wrapped(text, width)))


@given(TEXTS, WIDTHS)
def test_lines_end_where_lines_may(text: str, width: int):
    lines = wrapped(text, width)
    place = 0
    for before, after in pairwise(lines):
        place = text.index(before, place) + len(before)
        if not text[place].isspace():
            assert not (re.match(LATIN, before[-1]) and re.match(LATIN, after[0])), (before, after)
            assert after[0] not in NO_START, (before, after)
            assert before[-1] not in NO_END, (before, after)


@given(TEXTS, WIDTHS)
def test_only_what_may_not_be_divided_is_wider_than_the_window(text: str, width: int):
    for line in wrapped(text, width):
        assert columns(line) <= width or 1 == len(wrapped(line, 1)), line


@given(st.lists(st.text("漢かa-", min_size=1, max_size=6), min_size=1, max_size=5))
def test_lines_of_a_docstring_are_joined_by_a_blank_between_latin_words_alone(lines: list[str]):
    assert "".join(lines) == joined(lines).replace(" ", "")
    assert joined(lines).count(" ") == sum(
        bool(re.match(LATIN, a[-1]) and re.match(LATIN, b[0])) for a, b in pairwise(lines)
    )


@pytest.mark.parametrize("width", [NARROW, USUAL])
def test_no_help_is_wider_than_its_window(width: int):
    """Lines of 80 characters were 160 columns: the terminal ended them anywhere, --on in the middle, too."""
    too_wide = [
        line
        for name, command in [("", cli), *commands("", cli)]
        for line in helped(name, command, width).splitlines()
        if columns(line) > width
    ]

    assert [] == too_wide


def test_the_words_of_help_do_not_depend_on_the_window():
    for name, command in commands("", cli):
        assert squeezed(helped(name, command, WIDE)) == squeezed(helped(name, command, NARROW)), name


def test_what_options_do_stands_in_one_column():
    """「--out フォルダ」 counts more columns than characters."""
    shown = helped("amend", dict(commands("", cli))["amend"], USUAL)
    terms: list[str] = re.findall(r"^  -.*?\S {2,}(?=\S)", shown, re.MULTILINE)

    assert len(terms) > 5
    assert 1 == len({columns(term) for term in terms})


def helped(name: str, command: click.Command, width: int) -> str:
    root = JapaneseContext(cli, info_name="renkei", terminal_width=width)
    return command.get_help(JapaneseContext(command, info_name=name, parent=root, terminal_width=width))
