"""What Word draws otherwise than its letters say: symbol fonts, capitals, bullets, numbers of empty and hidden paragraphs."""

from __future__ import annotations

import pytest

from pipeline.importing.readings import of_paper
from pipeline.notation.looks.symbol_fonts import drawn, stretches
from tests.importing.test_word import MC, NUM, level, paper, paragraph
from tests.importing.word_files import run

WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "l", "●"),
        ("wingdings", "\uf06c", "●"),
        ("Wingdings", "\x83", "③"),
        ("Wingdings 2", "R", "☑"),
        ("Symbol", "m", "μ"),
        ("Wingdings", "章", None),
        ("Wingdings", " ", None),
        ("ＭＳ 明朝", "l", None),
        ("Wingdings 3", "l", ""),
        ("Webdings", "\uf0a8", ""),
    ],
)
def test_what_a_character_shows_in_a_font(font: str, char: str, shown: str | None):
    assert shown == drawn(char, font)


def test_words_between_symbols_stay():
    assert [("l", "●"), ("甲", None), ("lx", "●☒")] == list(stretches("l甲lx", "Wingdings"))


def test_a_letter_of_a_symbol_font_is_what_it_shows_and_is_told():
    """It was read as l, and nothing was said."""
    read = paper(f"<w:p>{run('l', WINGDINGS)}{run('公印')}{run('Z', WINGDINGS)}</w:p>")

    assert ("●公印",) == read.lines
    assert ("書体「Wingdings」の「l」を「●」と読みました", "記号（書体「Wingdings」の「Z」）は読めません") == read.notes


def test_the_symbols_of_one_font_are_not_those_of_another():
    """A field of Wingdings 2 was read by the table of Wingdings."""
    read = paper('<w:p><w:r><w:t>済</w:t><w:sym w:font="Wingdings 3" w:char="F0A8"/></w:r></w:p>')

    assert ("済",) == read.lines
    assert ("記号（書体「Wingdings 3」のF0A8）は読めません",) == read.notes


def test_small_letters_that_are_printed_as_capitals_are_read_so():
    read = paper(f"<w:p>{run('ict', '<w:caps/>')}{run('の活用')}{run('it', '<w:smallCaps/>')}</w:p>")

    assert ("ICTの活用IT",) == read.lines
    assert "大文字で表示される「ict」を「ICT」と読みました" in read.notes


def test_what_is_hidden_on_the_web_is_printed():
    assert ("印刷される",) == paper(f"<w:p>{run('印刷される', '<w:webHidden/>')}</w:p>").lines


@pytest.mark.parametrize(
    ("sign", "font", "shown"), [("●", "", "●"), ("\uf0d8", "Wingdings", "➢"), ("l", "Wingdings", "●")]
)
def test_a_bullet_is_the_sign_that_is_printed(sign: str, font: str, shown: str):
    """Every bullet was read as ・."""
    more = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    one = level(0, sign, "bullet", more)
    numbering = f'<w:abstractNum w:abstractNumId="0">{one}</w:abstractNum>{NUM}'

    read = paper(paragraph("観光", 0), numbering)

    assert (f"{shown}\u3000観光",) == read.lines
    assert (f"Wordの自動番号を数えて「{shown}」としました: 「観光」",) == read.notes


def test_a_bullet_that_only_its_font_knows_and_a_number_of_its_own_form_are_told():
    """001 was read as 1: Word writes the form of its own beside a usual one."""
    custom = f'<mc:AlternateContent {MC}><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    of_its_own = f'<w:lvl w:ilvl="1"><w:start w:val="1"/>{custom}<w:lvlText w:val="%2"/></w:lvl>'
    unknown = level(0, "\uf0a8", "bullet", '<w:rPr><w:rFonts w:ascii="Wingdings 3"/></w:rPr>')
    numbering = f'<w:abstractNum w:abstractNumId="0">{unknown}{of_its_own}</w:abstractNum>{NUM}'

    read = paper(paragraph("観光", 0) + paragraph("防災", 1), numbering)

    assert ("観光", "防災") == read.lines
    assert "Wordの自動番号（bullet、書体「Wingdings 3」）は読めません" in read.notes[0]
    assert "Wordの自動番号（custom 001, 002）は読めません" in read.notes[1]


def test_the_number_of_a_paragraph_without_words_is_told_and_a_hidden_one_is_not_counted():
    """The number of the first was gone; the second took a number that nobody sees."""
    ends = paragraph("隠れた条", 0).replace(
        "</w:pPr><w:r>", "<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>"
    )

    read = paper(paragraph("目的", 0) + ends + paragraph("", 0) + paragraph("協力", 0))

    assert ("第1条\u3000目的", "第3条\u3000協力") == read.lines
    assert "番号「第2条」だけで文のない段落を除いて読みました" in read.notes
    assert "隠し文字の文を除いて読みました: 「隠れた条」" in read.notes


@pytest.mark.parametrize("as_block", [True, False])
def test_a_control_that_nobody_filled_in_is_told(as_block: bool):
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    words = run("日付を入れる")

    read = paper(control.format(f"<w:p>{words}</w:p>") if as_block else f"<w:p>{control.format(words)}</w:p>")

    assert ("日付を入れる",) == read.lines
    assert ("記入されていない欄の案内の文を、そのまま読みました: 「日付を入れる」",) == read.notes


def test_a_date_that_changes_whenever_it_is_opened_is_told():
    read = paper("<w:p><w:r><w:t>作成</w:t><w:yearLong/></w:r></w:p>")

    assert ("ここに、開くたびに変わる日付（yearLong）があります",) == read.notes


def test_the_sign_behind_a_number_is_compared():
    """1. of a Word file differed from 1. of the same file saved as text."""
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>{NUM}'

    read = paper(paragraph("目的", 0) + paragraph("費用"), numbering)

    assert ("1\u3000目的", "費用") == read.lines
    assert ["1.\u3000目的", "費用"] == [node.text for node in of_paper(read.paper, "a.docx").root.children]
