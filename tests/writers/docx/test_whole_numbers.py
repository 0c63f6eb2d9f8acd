"""The lines of a note in Word end outside its numbers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run
from pipeline.notation.text.number_box import boxes
from pipeline.writers.docx.body.filled.whole_numbers import shorter
from pipeline.writers.docx.template.stylesheet import Indent
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import W, agreement, base, document_root, written
from tests.writers.docx.test_phrased import filled

EM = 190
NOTE = "事業費は、国庫支出金の交付の決定を受けたものについてはその決定の額により、それ以外は、合計1234567千円とする。"


def note(words: str) -> Para:
    return Para("注", (Run(words),), (Run("注　"),))


def parted(words: str, room: float, figure: float = 0.5) -> int:
    """How many ends of lines stand within numbers."""
    inside = {k for start, end in boxes(words) for k in range(start + 1, end)}
    return len(inside & set(itertools.accumulate(map(len, filled(words, room, None, figure)))))


@pytest.mark.parametrize("figure", [0.5, 0.637])
@pytest.mark.parametrize("room", [45.25, 46.5, 48.0, 49.0, 49.5, 50.0])
def test_a_number_stays_with_its_unit_at_the_end_of_a_long_note(room: float, figure: float):
    """「1234567千／円」 in a Word file."""
    words = NOTE
    less = shorter(note(words), Indent(0, 2 * EM), round(room * EM), EM) / EM

    assert any(parted(words, width / 4, 0.5) for width in range(180, 201))
    assert 0 == parted(words, room - less, figure)


@given(st.text("事業費は、円12千額（）", max_size=80), st.floats(8, 45))
def test_a_note_is_hardly_shorter_and_parts_no_more_numbers(words: str, room: float):
    less = shorter(note(words), Indent(0, 2 * EM), round(room * EM), EM) / EM

    assert 0 <= less <= room / 5
    if not any(mark in words for mark in "（）、"):
        assert not less or parted(words, room - less) <= parted(words, room) + 1


def test_a_note_of_word_is_shorter_by_an_indent():
    data = written(agreement(note(NOTE)), base())
    indents = [
        p.find(f"{W}pPr/{W}ind")
        for p in document_root(data).iter(W + "p")
        if "".join(t.text or "" for t in p.iter(W + "t")).endswith(NOTE)
    ]

    assert [] == faults(data)
    assert 1 == len(indents)
    assert indents[0] is None or 0 < int(indents[0].get(W + "right") or 0) <= 10 * EM
