"""Styles that would print other words than the paper has."""

from __future__ import annotations

import re

import pytest

from pipeline.diagnostics import Problems
from pipeline.writers.docx import compile_template
from tests.writers.docx.kit import (
    DOCUMENT,
    STYLES,
    base,
    changed,
    compiled,
    contract,
    refused,
    saved_by_libreoffice,
    shipped,
    with_text,
)


def with_style(name: str, properties: str) -> bytes:
    """The shipped template, in which a paragraph style says only this of its paragraphs and characters."""

    def change(xml: str) -> str:
        pattern = (
            rf'(<w:style [^>]*>(?:(?!</w:style>).)*?<w:name w:val="{name}"/>(?:(?!</w:style>|<w:pPr>|<w:rPr>).)*)'
            r"(?:(?!</w:style>).)*</w:style>"
        )
        return re.sub(pattern, lambda found: f"{found[1]}{properties}</w:style>", xml, count=1, flags=re.DOTALL)

    return changed(STYLES, change)


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ("<w:rPr><w:vanish/></w:rPr>", "「隠し文字」で、文字が印刷されません"),
        ("<w:rPr><w:strike/></w:rPr>", "「取り消し線」で、文字が消されたように"),
        ('<w:rPr><w:dstrike w:val="1"/></w:rPr>', "「二重取り消し線」で"),
        ("<w:rPr><w:caps/></w:rPr>", "「すべて大文字」で、英字が大文字に"),
        ('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', "色（#FFFFFF）が薄く"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', "書体「Wingdings」で、文字が記号に"),
        ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "段落番号付きで、原稿にない番号が"),
        (
            '<w:pPr><w:spacing w:line="80" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>',
            "行間が固定値4ポイントで、12ポイントの文字が切れます",
        ),
    ],
)
def test_a_style_that_changes_what_is_printed_is_refused(properties: str, said: str) -> None:
    found = refused(with_style("項", properties))

    assert any(said in line and "スタイル「項」" in line for line in found["ひな形文字"])


def test_what_a_style_is_based_on_counts() -> None:
    """Struck Normal: all that are based on it are struck."""
    data = changed(
        STYLES,
        lambda xml: xml.replace("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:strike/>", 1),
    )

    assert len(refused(data)["ひな形文字"]) > 20


@pytest.mark.parametrize(
    "properties",
    [
        '<w:rPr><w:vanish w:val="0"/><w:strike w:val="false"/></w:rPr>',
        '<w:rPr><w:color w:val="auto"/></w:rPr>',
        '<w:rPr><w:color w:val="1F4E79"/></w:rPr>',
        '<w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>',
    ],
    ids=["switched off", "automatic colour", "dark colour", "light on dark", "number taken away"],
)
def test_a_style_that_only_looks_otherwise_is_taken(properties: str) -> None:
    assert compiled(with_style("項", properties)) is not None


def test_words_of_a_template_are_told() -> None:
    """No other format prints them; headers and footers are no part of the paper."""
    problems = Problems()

    assert compile_template(with_text("取扱注意"), "ひな形.docx", contract(), problems) is not None
    assert ["ひな形文字"] == [d.code for d in problems.found]
    assert "「取扱注意」" in problems.found[0].message


def test_the_shipped_templates_hide_nothing() -> None:
    assert shipped() is not None
    assert base() is not None
    assert compiled(saved_by_libreoffice()) is not None


def test_a_sheet_too_narrow_is_not_cured_by_a_negative_margin() -> None:
    """A6 is 105 mm wide."""
    data = changed(DOCUMENT, lambda xml: re.sub(r'w:w="11906"', 'w:w="5953"', xml))

    told = refused(data)["ひな形紙面"][0]
    assert "用紙の大きさを元に戻すか、左の余白を" in told
    assert "-" not in told.split("|")[-1]
