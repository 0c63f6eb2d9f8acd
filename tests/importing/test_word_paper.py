"""Word documents as other offices wrote them: automatic numbers are counted as Word counts, text boxes are read."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.plain_paper import Paper
from pipeline.importing.word_paper import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


LEVELS = level(0, "第%1条") + level(1, "%2") + level(2, "(%3)") + level(3, "%4", "aiueoFullWidth")
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def paragraph(text: str, at: int | None = None, number: int = 1) -> str:
    own = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{own if at is not None else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def paper(body: str, numbering: str = NUMBERING + NUM, styles: str = "") -> Paper:
    """The paper in a file with this body, these lists and these styles."""
    out = io.BytesIO()
    Document().save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if name == "word/document.xml":
                content = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
            elif name == "word/numbering.xml":
                content = f"<w:numbering {W}>{numbering}</w:numbering>"
            elif name == "word/styles.xml" and styles:
                content = f"<w:styles {W}>{styles}</w:styles>"
            after.writestr(name, content.encode() if content else before.read(name))
    return read_docx(made.getvalue())


def test_numbers_of_articles_paragraphs_and_items_are_counted():
    body = [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 3), ("己", 0), ("庚", 1), ("辛", 2)]

    read = paper("".join(paragraph(text, at) for text, at in body))

    assert ("第1条　甲", "1　乙", "(1)　丙", "(2)　丁", "ア　戊", "第2条　己", "1　庚", "(1)　辛") == read.lines
    assert "Wordの自動番号を数えて「第2条」としました: 「己」" in read.notes
    assert len(body) == len(read.notes)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "12"), ("decimalFullWidth", "１２"), ("japaneseCounting", "十二"), ("aiueoFullWidth", "シ"),
        ("irohaFullWidth", "ヲ"), ("decimalEnclosedCircle", "⑫"), ("japaneseDigitalTenThousand", "一二"),
        ("upperRoman", "XII"), ("lowerLetter", "l"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, expected: str):
    """ECMA-376 17.18.59."""
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "第%1", form)}</w:abstractNum>{NUM}'

    assert f"第{expected}　甲" == paper(paragraph("甲", 0) * 12, numbering).lines[-1]


def test_a_form_that_is_not_read_gives_no_number():
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1", "hebrew1")}</w:abstractNum>{NUM}'

    read = paper(paragraph("甲", 0), numbering)

    assert ("甲",) == read.lines
    assert ("Wordの自動番号（hebrew1）は読めません。番号を書き足してください: 「甲」",) == read.notes


def test_a_list_that_starts_anew_and_one_that_goes_on():
    """17.9.26 startOverride; lists of one abstractNum share their counters."""
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )

    read = paper("".join(paragraph("甲", 0, n) for n in (1, 2, 3, 3)), NUMBERING + NUM + more)

    assert ("第1条　甲", "第2条　甲", "第5条　甲", "第6条　甲") == read.lines


def test_numbers_come_from_styles_and_what_they_are_based_on():
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="c"/></w:style>'
    )
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{s}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' for s in "abc")

    assert ("第1条　甲", "第2条　甲", "甲") == paper(body, styles=styles).lines


def test_a_level_that_does_not_begin_again():
    """17.9.11 lvlRestart 0; 17.9.4 isLgl."""
    levels = level(0, "第%1章", "japaneseCounting") + level(1, "%1-%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{NUM}'

    read = paper("".join(paragraph("甲", at) for at in (0, 1, 0, 1)), numbering)

    assert ("第一章　甲", "1-1　甲", "第二章　甲", "2-2　甲") == read.lines


def test_a_mark_behind_a_number_is_told():
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>{NUM}'

    read = paper(paragraph("甲", 0), numbering)

    assert ("1　甲",) == read.lines
    assert ("Wordの自動番号を数えて「1」としました（Wordでは「1.」）: 「甲」",) == read.notes


def test_a_text_box_is_read_once_and_told():
    """The words stand twice in the file: for Word as it is (Choice) and as it was (Fallback)."""
    box = f"<w:txbxContent>{paragraph('別記')}{paragraph('箱の条', 0)}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>本文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{paragraph('次', 0)}"
    )

    read = paper(body)

    assert ("本文", "別記", "第1条　箱の条", "第2条　次") == read.lines
    assert "テキストボックスの文を、「本文」の後に置きました: 「別記第1条　箱の条」" in read.notes


def test_words_in_content_controls_are_not_lost():
    body = f"<w:sdt><w:sdtContent>{paragraph('甲', 0)}</w:sdtContent></w:sdt>{paragraph('乙', 0)}"

    assert ("第1条　甲", "第2条　乙") == paper(body).lines


def test_a_merged_cell_says_the_same_in_every_row():
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        cell("観光", '<w:vMerge w:val="restart"/>') + cell("宣伝"),
        cell("", "<w:vMerge/>") + cell("案内"),
    ]

    read = paper("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")

    assert ("観光\t宣伝", "観光\t案内") == read.lines


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_level_counts_up_from_one_below_the_level_above(levels: list[int]):
    counts = [0] * 4
    expected = []
    for at in levels:
        counts[at] += 1
        counts[at + 1 :] = [0] * (3 - at)
        expected.append(
            ("第{}条", "{}", "({})", "{}")[at].format(
                "アイウエオカキクケコサシ"[counts[3] - 1] if at == 3 else counts[at]
            )
        )

    read = paper("".join(paragraph("甲", at) for at in levels))

    assert tuple(f"{label}　甲" for label in expected) == read.lines


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_broken_file_is_read_or_refused(data: st.DataObject):
    """Parts cut, changed, emptied or left out: lines, or ValueError; nothing else."""
    whole = io.BytesIO()
    Document().save(whole)
    made = io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(made, "w") as after:
        chosen = data.draw(st.sampled_from(sorted(before.namelist())))
        for name in before.namelist():
            content = before.read(name)
            if name == chosen:
                at = data.draw(st.integers(0, len(content)))
                match data.draw(st.sampled_from(["cut", "drop", "empty", "change", "other"])):
                    case "drop":
                        continue
                    case "cut":
                        content = content[:at]
                    case "empty":
                        content = b""
                    case "change":
                        content = content[:at] + data.draw(st.binary(min_size=1, max_size=3)) + content[at + 1 :]
                    case _:
                        content = b"<a/>"
            after.writestr(name, content)
    refused = None
    try:
        read = read_docx(made.getvalue())
    except ValueError as error:
        refused = error
    assert refused is not None or isinstance(read, Paper)
