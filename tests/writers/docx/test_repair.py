"""Templates that LibreOffice saved: documents made with them say the same, and what was dropped comes back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.writers.docx import Repaired, new_template, repair_template, template_check
from pipeline.writers.docx.parts import pack
from pipeline.writers.docx.shipped.base import new_base_template
from tests.examples import examples
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


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(min_size=1, max_size=8), st.floats(0, 1))
def test_damaged_files_are_repaired_or_refused(noise: bytes, at: float) -> None:
    data = saved_by_libreoffice()
    place = int(at * len(data))
    problems = Problems()
    found = repair_template(data[:place] + noise + data[place + len(noise) :], "a.docx", problems)
    assert (found is None) == bool(problems.errors)


@pytest.mark.parametrize("new", [new_template, new_base_template])
def test_styles_of_tables_that_odt_does_not_know_come_back(new: Callable[[], bytes]) -> None:
    """LibreOffice drops every style of a table from its own format, 標準の表 too; the id of what they are based on is its own."""
    whole = new()
    tables = re.compile(r'<w:style w:type="table".*?</w:style>')
    for plain in ("", '<w:style w:type="table" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>'):
        parts = {**unzipped(whole)}
        parts[STYLES] = tables.sub("", parts[STYLES].decode()).replace("</w:styles>", f"{plain}</w:styles>").encode()
        found = repaired(pack.archive(pack.entry(name, data) for name, data in parts.items()))

        names = re.findall('<w:name w:val="([^"]*)"', "".join(tables.findall(unzipped(found.data)[STYLES].decode())))
        assert {"Normal Table", "役割分担表", "一覧表", "別表の表", "新旧対照表"} <= set(names)
        assert len(names) == len(set(names))
        assert "表スタイル「役割分担表」" in found.restored
        based = re.findall('<w:basedOn w:val="([^"]*)"', "".join(tables.findall(unzipped(found.data)[STYLES].decode())))
        assert {"a1" if plain else "TableNormal"} == set(based)
        assert (found.data, ()) == (repaired(found.data).data, repaired(found.data).restored)


def test_a_style_of_a_table_that_a_clerk_threw_out_stays_out() -> None:
    parts = {**unzipped(new_base_template())}
    parts[STYLES] = re.sub(
        r'<w:style w:type="table" w:customStyle="1" w:styleId="FieldTable">.*?</w:style>', "", parts[STYLES].decode()
    ).encode()
    found = repaired(pack.archive(pack.entry(name, data) for name, data in parts.items()))

    assert "分野表" not in unzipped(found.data)[STYLES].decode()
