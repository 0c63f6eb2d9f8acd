"""Templates that LibreOffice saved: documents made with them say the same, and what was dropped comes back."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.writers.docx import Repaired, new_template, repair_template, template_check
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import (
    DOCUMENT,
    STYLES,
    agreement,
    changed,
    compiled,
    contract,
    galley_lines,
    read_back,
    saved_by_libreoffice,
    unzipped,
    written,
)

SETTINGS = "word/settings.xml"


def repaired(data: bytes) -> Repaired:
    problems = Problems()
    found = repair_template(data, "ひな形.docx", problems)
    assert problems.found == []
    assert found is not None
    return found


@pytest.mark.parametrize("draft", [False, True])
def test_a_document_made_with_a_template_saved_by_libreoffice_says_the_same(draft: bool) -> None:
    galley = replace(agreement(), draft=draft)
    data = written(galley, compiled(saved_by_libreoffice()))
    assert galley_lines(galley) == read_back(data) == read_back(written(galley))
    assert faults(data) == []


def test_what_the_clerk_changed_in_libreoffice_is_in_the_document() -> None:
    document = docx.Document(io.BytesIO(written(agreement(), compiled(saved_by_libreoffice()))))
    assert document.sections[1].header.paragraphs[0].text == "青森市企画課"
    assert document.styles["条見出し"].font.bold
    assert document.sections[1].bottom_margin is not None
    assert round(document.sections[1].bottom_margin.mm) == 30


def test_the_check_tells_what_libreoffice_dropped() -> None:
    problems = Problems()
    template_check(saved_by_libreoffice(), "a.docx", contract(), problems)
    assert [p.code for p in problems.found] == ["ひな形設定"]
    assert problems.errors == ()
    assert "renkei template repair" in problems.warnings[0].cure


def test_a_repair_restores_settings_and_indents_in_characters() -> None:
    fixed = repaired(saved_by_libreoffice())
    parts = unzipped(fixed.data)
    own, model = (etree.fromstring(unzipped(d)[SETTINGS]) for d in (fixed.data, new_template()))
    assert {str(e.tag) for e in model.iter()} - {str(e.tag) for e in own.iter()} == set()
    style = re.search(r'<w:name w:val="号"/>.*?</w:style>', parts[STYLES].decode())
    assert style
    assert 'w:leftChars="200"' in style[0]
    assert 'w:hangingChars="100"' in style[0]
    assert b"charSpace" not in parts[DOCUMENT]
    assert {"設定: 禁則処理の高レベル", "スタイル「号」: 字数による字下げ"} <= set(fixed.restored)


def test_settings_stand_in_the_order_of_the_schema() -> None:
    """Word refuses settings in another order."""
    order = [str(e.tag) for e in etree.fromstring(unzipped(new_template())[SETTINGS])]
    found = [str(e.tag) for e in etree.fromstring(unzipped(repaired(saved_by_libreoffice()).data)[SETTINGS])]
    assert [t for t in found if t in order] == [t for t in order if t in found]


def test_a_repaired_template_is_sound_and_needs_no_second_repair() -> None:
    once = repaired(saved_by_libreoffice())
    problems = Problems()
    template_check(once.data, "a.docx", contract(), problems)
    assert problems.found == []
    assert repaired(once.data) == Repaired(once.data, ())
    galley = agreement()
    assert galley_lines(galley) == read_back(written(galley, compiled(once.data)))


def test_the_shipped_template_lacks_nothing() -> None:
    assert repaired(new_template()) == Repaired(new_template(), ())


def test_what_the_clerk_set_otherwise_stays() -> None:
    other = changed(SETTINGS, lambda xml: xml.replace('val="compressPunctuation"', 'val="doNotCompress"'))
    fixed = repaired(other)
    assert fixed.restored == ()
    assert b"doNotCompress" in unzipped(fixed.data)[SETTINGS]


def test_an_indent_that_is_no_whole_character_stays_as_it_is() -> None:
    odd = changed(
        STYLES,
        lambda xml: xml.replace(
            '<w:ind w:leftChars="100" w:left="240" w:hangingChars="100" w:hanging="240"/>',
            '<w:ind w:left="300" w:hanging="300"/>',
        ),
    )
    assert not any("字下げ" in line for line in repaired(odd).restored)


def test_what_is_no_word_file_cannot_be_repaired() -> None:
    problems = Problems()
    assert repair_template(b"%PDF-1.7", "a.docx", problems) is None
    assert [p.code for p in problems.errors] == ["ひな形形式"]


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=8), st.floats(0, 1))
def test_damaged_files_are_repaired_or_refused(noise: bytes, at: float) -> None:
    data = saved_by_libreoffice()
    place = int(at * len(data))
    problems = Problems()
    found = repair_template(data[:place] + noise + data[place + len(noise) :], "a.docx", problems)
    assert (found is None) == bool(problems.errors)
