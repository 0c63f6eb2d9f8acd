"""Slots, placeholders, styles and page width: what a template must have and may say."""

from __future__ import annotations

import re

import pytest

from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, PARTS, TABLE_STYLES
from pipeline.writers.docx import new_template
from tests.writers.docx.kit import (
    DOCUMENT,
    STYLES,
    agreement,
    changed,
    compiled,
    read_back,
    refused,
    style_id,
    unzipped,
    with_own_words,
    with_paragraph,
    with_text,
    written,
    zipped,
)


@pytest.mark.parametrize("text", ["｛｛ 題名 ｝｝", "｛{ 題名 }}", "{{ 題名 }｝", "{{ 題名 ｝｝"])
def test_full_width_braces_are_refused(text: str) -> None:
    found = refused(with_text(text))
    assert list(found) == ["ひな形波括弧"]
    assert "本文 第3段落" in found["ひな形波括弧"][0]


@pytest.mark.parametrize("text", ["{{ 題名", "題名 }}", "{{ 題名 }} }}", "{{ {{ 題名 }}", "{{{ 題名 }}}", "{{ 題名 }"])
def test_unbalanced_braces_are_refused(text: str) -> None:
    assert list(refused(with_text(text))) == ["ひな形波括弧"]


def test_braces_that_close_in_another_paragraph_are_refused() -> None:
    assert len(refused(with_text("{{ 題</w:t></w:r></w:p><w:p><w:r><w:t>名 }}"))["ひな形波括弧"]) == 2


@pytest.mark.parametrize("text", ["{% if 案 %}", "{# 覚え #}", "{%p for a in b %}"])
def test_statements_are_refused(text: str) -> None:
    assert list(refused(with_text(text))) == ["ひな形制御文"]


@pytest.mark.parametrize(
    "expression",
    [
        "題名.upper()",
        "題名[0]",
        "題名|upper",
        "''.__class__.__mro__",
        "cycler.__init__.__globals__",
        "1+1",
        "題名 題名",
        "",
    ],
)
def test_whatever_is_not_a_plain_name_is_refused_as_reaching_outside(expression: str) -> None:
    found = refused(with_text(f"{{{{ {expression} }}}}"))
    assert list(found) == ["ひな形項目"]
    assert "項目名ではありません" in found["ひな形項目"][0]


@pytest.mark.parametrize("name", ["__class__", "範囲", "self", "日付"])
def test_names_that_the_contract_does_not_know_are_refused(name: str) -> None:
    assert f"「{name}」という項目はありません" in refused(with_text(f"{{{{ {name} }}}}"))["ひな形項目"][0]


def test_a_misspelt_field_gets_the_nearest_name() -> None:
    assert "「文書番号」の書き誤りではありませんか" in refused(with_text("{{ 文書番 }}"))["ひな形項目"][0]


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_slot_is_refused(part: str) -> None:
    found = refused(changed(DOCUMENT, lambda xml: xml.replace(f"{{{{ {part} }}}}", "")))
    assert list(found) == ["ひな形差込位置"]
    assert f"{{{{ {part} }}}}" in found["ひな形差込位置"][0]


def test_a_doubled_slot_is_refused() -> None:
    assert "2か所" in refused(with_text("{{ 別表 }}"))["ひな形差込位置"][0]


def test_a_slot_with_other_words_in_its_paragraph_is_refused() -> None:
    found = refused(changed(DOCUMENT, lambda xml: xml.replace("{{ 本文 }}", "以下{{ 本文 }}")))
    assert "単独の段落" in found["ひな形差込位置"][0]


def test_a_slot_inside_a_table_is_refused() -> None:
    slot = "<w:p><w:r><w:t>{{ 本文 }}</w:t></w:r></w:p>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc>{slot}</w:tc></w:tr></w:tbl>'
    assert list(refused(changed(DOCUMENT, lambda xml: xml.replace(slot, table)))) == ["ひな形差込位置"]


def test_a_slot_in_a_header_is_refused() -> None:
    found = refused(changed("word/header1.xml", lambda xml: xml.replace("{{ 案 }}", "{{ 本文 }}")))
    assert "ヘッダー（header1.xml） 第1段落" in found["ひな形差込位置"][0]


def test_braces_where_no_text_is_are_refused() -> None:
    field = '<w:p><w:fldSimple w:instr="AUTHOR {{ 題名 }}"><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'
    assert list(refused(with_paragraph(field))) == ["ひな形波括弧"]


@pytest.mark.parametrize("name", [*PARAGRAPH_STYLES, *CHARACTER_STYLES, *TABLE_STYLES])
def test_every_style_of_the_list_is_required(name: str) -> None:
    found = refused(changed(STYLES, lambda xml: xml.replace(f'w:name w:val="{name}"', f'w:name w:val="{name}X"')))
    assert list(found) == ["ひな形スタイル"]
    assert f"近い名前「{name}" in found["ひな形スタイル"][0]


def test_a_style_of_another_kind_does_not_count() -> None:
    """氏名 as a paragraph style cannot format a run."""
    found = refused(
        changed(STYLES, lambda xml: xml.replace('w:type="character" w:customStyle', 'w:type="paragraph" w:customStyle'))
    )
    assert len(found["ひな形スタイル"]) == 2


def test_a_text_width_other_than_the_contract_is_refused() -> None:
    found = refused(changed(DOCUMENT, lambda xml: xml.replace('w:right="1325"', 'w:right="1134"')))
    assert len(found["ひな形紙面"]) == 3


def test_placeholders_split_over_runs_are_joined_in_the_format_of_the_first() -> None:
    """Word splits a run at every edit, spelling mark and change of input method."""
    split = (
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>件名:{</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{ 題</w:t></w:r><w:r><w:t>名 }</w:t></w:r>'
        "<w:r><w:t>} 終わり {{案}}</w:t></w:r></w:p>"
    )
    data = written(agreement(fields={"題名": "協約<1>", "案": "（案）"}), with_own_words(with_paragraph(split)))
    assert "件名:協約<1> 終わり （案）" in read_back(data)
    assert '<w:b/></w:rPr><w:t xml:space="preserve">件名:協約&lt;1&gt;</w:t>' in unzipped(data)[DOCUMENT].decode()


def test_fields_print_in_headers_and_optional_ones_may_be_absent() -> None:
    header = "word/header1.xml"
    assert b"{{" not in unzipped(written(agreement()))[header]
    assert "（案）" in unzipped(written(agreement(fields={"案": "（案）"})))[header].decode()


def test_style_ids_that_libreoffice_renamed_do_not_matter() -> None:
    """LibreOffice 7.4 renames the id of every style it does not know to Style17 and the like, and keeps w:name."""
    parts = unzipped(new_template())
    ids = re.findall(r'w:customStyle="1" w:styleId="([^"]+)"', parts[STYLES].decode())
    renamed = parts[STYLES].decode()
    for number, old in enumerate(ids):
        renamed = re.sub(rf'(w:styleId|w:next w:val|w:basedOn w:val)="{old}"', rf'\1="Style{number}"', renamed)
    template = compiled(zipped(parts | {STYLES: renamed.encode()}))
    data = written(agreement(), template)
    assert read_back(written(agreement())) == read_back(data)
    assert f'w:pStyle w:val="Style{ids.index(style_id("条"))}"' in unzipped(data)[DOCUMENT].decode()


def test_style_ids_are_escaped() -> None:
    """An id may hold any character; it must not become markup."""
    old, odd = style_id("条"), "&quot;/&gt;&lt;w:p/&gt;"
    data = changed(STYLES, lambda xml: xml.replace(f'"{old}"', f'"{odd}"'))
    assert f'w:pStyle w:val="{odd}"' in unzipped(written(agreement(), compiled(data)))[DOCUMENT].decode()


def test_a_slot_may_bear_the_section_break() -> None:
    """Word hangs the break on the slot's own paragraph when the clerk sets it behind the slot."""
    document = unzipped(new_template())[DOCUMENT].decode()
    match = re.search(r"<w:p><w:r><w:t>\{\{ 本文 \}\}</w:t></w:r></w:p><w:p>(<w:pPr>.*?</w:pPr>)</w:p>", document)
    assert match
    joined = document.replace(match[0], f"<w:p>{match[1]}<w:r><w:t>{{{{ 本文 }}}}</w:t></w:r></w:p>")
    data = written(agreement(), compiled(changed(DOCUMENT, lambda _: joined)))
    assert read_back(written(agreement())) == read_back(data)
    assert unzipped(data)[DOCUMENT].count(b"<w:sectPr") == 3


def test_traces_of_editing_do_not_reach_the_document() -> None:
    """Revision ids and paragraph ids differ at every save of the template."""
    traced = with_paragraph(
        '<w:p w:rsidR="00A1"><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00B2"><w:t>a</w:t></w:r></w:p>'
    )
    assert b"rsid" not in unzipped(written(agreement(), with_own_words(traced)))[DOCUMENT]
