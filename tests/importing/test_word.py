"""Word documents as other offices wrote them: automatic numbers are counted as Word counts, text boxes are read."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.paper import Paper
from pipeline.importing.word.document import read_docx
from pipeline.importing.word.package import PackageError
from tests.examples import examples

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


class Read:
    """What a test looks at: the lines as text, what was told, and the paper itself."""

    def __init__(self, read: Paper) -> None:
        self.paper = read
        self.lines = tuple(line.text for line in read.lines)
        self.notes = tuple(note.message for note in read.notes)


def paper(body: str, numbering: str = NUMBERING + NUM, styles: str = "", more: dict[str, str] | None = None) -> Read:
    """The paper in a file with this body, these lists and these styles; `more` are further parts."""
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
        for name, content in (more or {}).items():
            after.writestr(name, content)
    return Read(read_docx(made.getvalue(), "old.docx"))


def test_numbers_of_articles_paragraphs_and_items_are_counted():
    body = [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 3), ("己", 0), ("庚", 1), ("辛", 2)]

    read = paper("".join(paragraph(text, at) for text, at in body))

    assert ("第1条　甲", "1　乙", "(1)　丙", "(2)　丁", "ア　戊", "第2条　己", "1　庚", "(1)　辛") == read.lines
    assert "Wordの自動番号を数えて「第2条」としました: 「己」" in read.notes
    assert len(body) == len(read.notes)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "12"), ("decimalFullWidth", "１２"), ("japaneseCounting", "十二"), ("aiueoFullWidth", "シ"), ("decimalEnclosedParen", "⑿"), ("decimalEnclosedFullstop", "⒓"),
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
    assert "テキストボックスの文を、この位置に置きました: 「別記第1条　箱の条」" in read.notes


def test_words_in_content_controls_are_not_lost():
    body = f"<w:sdt><w:sdtContent>{paragraph('甲', 0)}</w:sdtContent></w:sdt>{paragraph('乙', 0)}"

    assert ("第1条　甲", "第2条　乙") == paper(body).lines


def test_a_merged_cell_goes_on_in_the_row_below():
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = [
        cell("観光", '<w:vMerge w:val="restart"/>') + cell("宣伝"),
        cell("", "<w:vMerge/>") + cell("案内"),
    ]

    read = paper("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")

    assert ("観光\t宣伝", "\t案内") == read.lines
    assert [False, True] == [line.cells[0].goes_on for line in read.paper.lines]


@settings(max_examples=examples(60), deadline=None)
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


M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_formulas_and_symbols_are_read_and_told():
    """「費用は½を甲が負担する。☑一般会計」 came out as 「費用はを甲が負担する。一般会計」."""
    half = f"<m:oMath {M}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'

    read = paper(f"<w:p>{run('費用は')}{half}{run('を甲が負担する。')}{symbol}{run('一般会計')}</w:p>")

    assert ("費用は1/2を甲が負担する。☑一般会計",) == read.lines
    assert {"数式を「1/2」と読みました", "記号（書体「Wingdings」のF0FE）を「☑」と読みました"} == set(read.notes)


def test_a_symbol_of_another_font_is_told_at_its_place():
    read = paper(f'<w:p>{run("甲")}<w:r><w:sym w:font="外字" w:char="F041"/></w:r></w:p>')

    assert ("記号（書体「外字」のF041）は読めません",) == read.notes
    assert "old.docx 1段落目" == str(read.paper.notes[0].span)


@pytest.mark.parametrize(
    ("properties", "called"),
    [
        ("<w:strike/>", "取消線"),
        ("<w:dstrike/>", "二重取消線"),
        ("<w:vanish/>", "隠し文字"),
        ('<w:rStyle w:val="s"/>', "取消線"),
    ],
)
def test_struck_and_hidden_words_are_left_out_and_told(properties: str, called: str):
    styles = '<w:style w:type="character" w:styleId="s"><w:rPr><w:strike/></w:rPr></w:style>'

    read = paper(f"<w:p>{run('期間は')}{run('３年', properties)}{run('５年')}</w:p>", styles=styles)

    assert ("期間は５年",) == read.lines
    assert (f"{called}の文を除いて読みました: 「３年」",) == read.notes
    assert "３年" == read.paper.notes[0].words


def test_a_property_that_is_switched_off_strikes_nothing():
    off = '<w:strike w:val="0"/>'

    assert ("３年",) == paper(f"<w:p>{run('３年', off)}</w:p>").lines


def test_tracked_changes_are_told_one_by_one():
    body = f"<w:p>{run('甲は')}<w:del><w:r><w:delText>三年</w:delText></w:r></w:del><w:ins>{run('五年')}</w:ins></w:p>"

    read = paper(body)

    assert ("甲は五年",) == read.lines
    assert {
        "変更履歴で削除された部分の文を除いて読みました: 「三年」",
        "変更履歴で挿入された文を、承諾した後の文として読みました: 「五年」",
    } == set(read.notes)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲及び')}</w:p><w:p>{run('乙は、')}</w:p>"

    read = paper(body)

    assert ("甲及び乙は、",) == read.lines
    assert ("段落の終わりが変更履歴で削除されています。次の段落につないで読みました",) == read.notes


def test_a_deleted_row_is_told():
    rows = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:delText>消防</w:delText></w:r></w:p></w:tc></w:tr>"

    assert ("変更履歴で削除された行を除いて読みました: 「消防」",) == paper(f"<w:tbl>{rows}</w:tbl>").notes


def test_notes_headers_and_comments_are_told():
    more = {
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote>{paragraph('国の補助を除く。')}</w:footnote></w:footnotes>",
        "word/comments.xml": f"<w:comments {W}><w:comment>{paragraph('要確認')}</w:comment></w:comments>",
        "word/header9.xml": f"<w:hdr {W}>{paragraph('（案）')}</w:hdr>",
    }

    read = paper(f'<w:p>{run("甲は")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', more=more)

    told = " ".join(read.notes)
    assert "ここに脚注の番号があります" in told
    for words in (
        "脚注の文は原稿に入れません: 「国の補助を除く。」",
        "コメントの文は原稿に入れません: 「要確認」",
        "（案）",
    ):
        assert words in told


def test_a_page_number_is_no_word_of_a_paper():
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    field += f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    more = {"word/footer9.xml": f"<w:ftr {W}><w:p>{run('－ ')}{field}{run(' －')}</w:p></w:ftr>"}

    assert () == paper(paragraph("甲"), more=more).notes


def test_a_field_that_refers_is_read_and_one_that_changes_is_told():
    def simple(code: str, words: str) -> str:
        return f'<w:p><w:fldSimple w:instr="{code}">{run(words)}</w:fldSimple></w:p>'

    read = paper(simple("REF _Jo3", "第3条") + simple("DATE", "令和8年3月1日"))

    assert ("第3条", "令和8年3月1日") == read.lines
    assert ("ここに、開くたびに変わるフィールド（DATE）があります",) == read.notes


def test_words_in_a_part_that_nobody_knows_are_told():
    read = paper(f"<w:p>{run('甲')}<w:novelty><w:r><w:t>乙</w:t></w:r></w:novelty></w:p>")

    assert ("読み方の分からない部分（novelty）があります: 「乙」",) == read.notes


def test_ruby_is_left_out_and_told():
    ruby = f"<w:r><w:ruby><w:rt>{run('ひ')}</w:rt><w:rubyBase>{run('日')}</w:rubyBase></w:ruby></w:r>"

    read = paper(f"<w:p>{ruby}{run('程')}</w:p>")

    assert (("日程",), ("ふりがな「ひ」を除いて読みました",)) == (read.lines, read.notes)


def test_a_file_that_unpacks_to_a_flood_is_refused_unread():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"a" * 50_000_000)

    with pytest.raises(PackageError, match="大きすぎます"):
        read_docx(made.getvalue(), "old.docx")


PIECES = st.recursive(
    st.text("甲乙丙丁戊", min_size=1, max_size=4).map(run),
    lambda inner: st.tuples(
        st.sampled_from(["ins", "del", "moveTo", "hyperlink", "sdt", "bdo", "odd", "ruby"]), inner
    ).map(lambda pair: f"<w:{pair[0]}>{pair[1]}</w:{pair[0]}>"),
    max_leaves=3,
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=5))
def test_every_character_of_a_file_stands_in_a_line_or_was_told(paragraphs: list[str]):
    """Whatever nests in whatever: none is lost, none is said twice."""
    body = "".join(f"<w:p>{p}</w:p>" for p in paragraphs)

    read = paper(body)

    written = sorted(c for c in body if c in "甲乙丙丁戊")
    kept = sorted(c for c in "".join((*read.lines, *(n.words for n in read.paper.notes))) if c in "甲乙丙丁戊")
    assert written == kept


@settings(max_examples=examples(150), deadline=None)
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
        read = read_docx(made.getvalue(), "old.docx")
    except PackageError as error:
        refused = error
    assert refused is not None or isinstance(read, Paper)
