"""Words of a Word file that look otherwise than they read: raised, white, in two lines, moved; other ways to say them."""

from __future__ import annotations

import pytest

from tests.importing.test_word import LEVELS, MC, NUM, level, paper, paragraph
from tests.importing.word_files import HAND, run, within

WHITE = '<w:color w:val="FFFFFF"/>'
WHITE_TOLD = "白い字（紙では読めません）を、ほかの字と同じに読みました: 「見えない」"
SHADE = '<w:shd w:val="clear" w:fill="1F3864"/>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


@pytest.mark.parametrize("where", ["run", "paragraph", "cell", "table", "style of the table", "highlight", "style"])
def test_white_words_are_told_unless_they_stand_on_a_colour(where: str):
    """White words on white paper were read as if everybody saw them."""
    styles = (
        f'<w:style w:type="table" w:styleId="t"><w:tblStylePr w:type="firstRow"><w:tcPr>{SHADE}</w:tcPr></w:tblStylePr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="s"><w:pPr>{SHADE}</w:pPr></w:style>'
    )
    own = WHITE + {"run": SHADE, "highlight": '<w:highlight w:val="black"/>'}.get(where, "")
    of_p = {"paragraph": SHADE, "style": '<w:pStyle w:val="s"/>'}.get(where, "")
    of_cell = SHADE if where == "cell" else ""
    of_table = {"table": SHADE, "style of the table": '<w:tblStyle w:val="t"/>'}.get(where, "")
    body = f"<w:tbl><w:tblPr>{of_table}</w:tblPr><w:tr><w:tc><w:tcPr>{of_cell}</w:tcPr>{p(run('見出し', own), of_p)}</w:tc></w:tr></w:tbl>"

    read = paper(body + p(run("見えない", WHITE)), styles=styles)

    assert ("見出し", "見えない") == read.lines
    assert (WHITE_TOLD,) == read.notes


def test_letters_like_dots_are_told():
    read = paper(p(run("見える") + run("点", '<w:sz w:val="2"/>')))

    assert ("見える点",) == read.lines
    assert ("ごく小さい字（紙では読めません）を、ほかの字と同じに読みました: 「点」",) == read.notes


def test_a_raised_figure_that_fonts_have_is_read_so_and_others_are_told():
    """100m² was read as 100m2."""
    raised, lowered = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')

    read = paper(
        p(
            run("100m")
            + run("2", raised)
            + run("、CO")
            + run("2", lowered)
            + run("、注")
            + run("1)", raised)
            + run("※1", raised)
        )
    )

    assert ("100m²、CO2、注1)※1",) == read.lines
    assert (
        "上付きの「2」を「²」と読みました",
        "下付きの「2」を、ふつうの字で読みました",
        "上付きの「1)」を、ふつうの字で読みました",
    ) == read.notes


def test_the_brackets_that_word_draws_around_words_in_two_lines_are_read():
    def combined(text: str, known: int) -> str:
        return run(text, f'<w:eastAsianLayout w:id="{known}" w:combine="1" w:combineBrackets="round"/>')

    read = paper(
        p(
            run("甲")
            + combined("以下", 1)
            + combined("「甲」", 1)
            + combined("別", 2)
            + run("乙", '<w:eastAsianLayout w:vert="1"/>')
        )
    )

    assert ("甲（以下「甲」）（別）乙",) == read.lines
    assert "割注のかっこ「（」を書き足して読みました" in read.notes


def test_a_numbered_paragraph_that_was_moved_away_is_not_counted():
    """The 条 behind it had the number of the next."""
    moved = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:moveFrom{HAND}/></w:rPr></w:pPr>{within("moveFrom", run("移した条"), HAND)}</w:p>'

    read = paper(paragraph("目的", 0) + moved + paragraph("協力", 0))

    assert ("第1条　目的", "第2条　協力") == read.lines
    assert "変更履歴で削除された部分の文を除いて読みました: 「移した条」" in read.notes


def test_a_way_that_word_does_not_know_is_not_read():
    """Word takes the next way; ours took the first."""
    ways = '<mc:Choice Requires="zz" xmlns:zz="urn:example:zz">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    of_blocks = ways.format(p(run("新しい段")), p(run("古い段")))
    of_runs = ways.format(run("新"), run("古"))

    read = paper(
        f"<mc:AlternateContent {MC}>{of_blocks}</mc:AlternateContent>"
        + p(f"<mc:AlternateContent>{of_runs}</mc:AlternateContent>")
    )

    assert ("古い段", "古") == read.lines
    assert () == read.notes


def test_numbers_of_the_style_of_paragraphs_that_name_none_are_counted():
    """They were lost: a file may number all its paragraphs by its usual style."""
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style>'

    read = paper(p(run("目的ict")) + p(run("協力"), '<w:pStyle w:val="ない名"/>'), styles=styles)

    assert ("第1条　目的ICT", "第2条　協力") == read.lines


def test_a_level_with_a_start_of_its_own_begins_there_again():
    """17.9.26: at the first and whenever it begins again."""
    own = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="2"/></w:lvlOverride></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>{NUM}{own}'

    read = paper("".join(paragraph("甲", at, 2) for at in (0, 1, 1, 0, 1)), numbering)

    assert ("第1条　甲", "2　甲", "3　甲", "第2条　甲", "2　甲") == read.lines


def test_a_number_behind_a_level_that_was_passed_over_is_told():
    """第1条, its 号 and then a 項: what counts as passed over is no matter of agreement between programs."""
    read = paper(
        paragraph("甲", 0)
        + paragraph("乙", 2)
        + paragraph("丙", 1)
        + paragraph("丁", 1)
        + paragraph("戊", 0)
        + paragraph("己", 1)
    )

    assert ("第1条　甲", "(1)　乙", "1　丙", "2　丁", "第2条　戊", "1　己") == read.lines
    assert [
        "自動番号の段を飛ばした後の番号です。「1」から後は、開くプログラムによって一つ違うことがあります: 「丙」"
    ] == [note for note in read.notes if "段を飛ばした" in note]


def test_a_bullet_that_is_a_picture_is_told():
    more = '<w:lvlPicBulletId w:val="0"/>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "•", "bullet", more)}</w:abstractNum>{NUM}'

    assert ("Wordの自動番号（絵の行頭記号）は読めません。番号を書き足してください: 「甲」",) == paper(
        paragraph("甲", 0), numbering
    ).notes


def test_a_line_end_of_the_file_is_a_blank():
    """It parted a sentence in two lines."""
    assert ("甲は 乙と",) == paper(p(run("甲は\n乙と"))).lines


def test_words_of_another_file_are_told():
    read = paper(p(run("本文")) + p('<w:subDoc w:val="1"/>'))

    assert ("ここに、別のファイルにある文（subDoc）があります。読んでいません",) == read.notes


@pytest.mark.parametrize(
    "holder", ['<wp:anchor><wp:docPr hidden="1"/>{}</wp:anchor>', '<v:shape style="visibility: hidden">{}</v:shape>']
)
def test_a_text_box_that_is_not_shown_is_left_out_and_told(holder: str):
    spaces = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"'
    box = within("txbxContent", p(run("隠した注")))

    read = paper(f"<w:p {spaces}>{run('本文')}<w:r><w:drawing>{holder.format(box)}</w:drawing></w:r></w:p>")

    assert ("本文",) == read.lines
    assert ("表示しない図の中の文を除いて読みました: 「隠した注」",) == read.notes


def test_the_mark_of_a_note_is_as_it_was_typed():
    """A house may call its notes 1: no ¹ stands in the source."""
    raised = '<w:vertAlign w:val="superscript"/>'
    styles = '<w:style w:type="character" w:styleId="m"><w:name w:val="脚注番号"/></w:style>'

    read = paper(
        p(run("港") + run("1", raised) + '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/></w:r>')
        + p(run("浜") + run("2", f'<w:rStyle w:val="m"/>{raised}')),
        styles=styles,
    )

    assert ("港1", "浜2") == read.lines


def test_a_heading_is_known_by_the_name_of_its_style():
    """LibreOffice 7.4 leaves the level of its Heading 1 away, so that the sections of its files hung from nothing."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="{name}"/>{based}<w:pPr>{own}</w:pPr></w:style>'
        for n, (name, based, own) in enumerate(
            [
                ("Heading 1", "", ""),
                ("heading 2", "", '<w:outlineLvl w:val="4"/>'),
                ("章", '<w:basedOn w:val="h0"/>', ""),
                ("Heading", "", ""),
            ]
        )
    )

    read = paper("".join(p(run("甲"), f'<w:pStyle w:val="h{n}"/>') for n in range(4)), styles=styles)

    assert [1, 5, 1, 0] == [line.heading for line in read.paper.lines]


def test_smaller_letters_that_are_moved_up_are_raised():
    """What LibreOffice 7.4 makes of 120m<sup>2</sup> was read as 120m2."""
    moved = '<w:position w:val="8"/>'

    read = paper(
        p(
            run("120m")
            + run("2", f'{moved}<w:sz w:val="12"/>')
            + run("とする", moved)
            + run("大3", f'{moved}<w:sz w:val="32"/>')
        )
    )

    assert ("120m²とする大3",) == read.lines
    assert ("上付きの「2」を「²」と読みました",) == read.notes


def test_words_of_drawings_that_stand_in_parts_of_their_own_are_told():
    """Two papers that differ in an organisation chart alone were the same, without a word."""
    a, c = (
        f'xmlns:{x}="http://schemas.openxmlformats.org/drawingml/2006/{name}"'
        for x, name in (("a", "main"), ("c", "chart"))
    )
    more = {
        "word/diagrams/data1.xml": f"<a:x {a}><a:t>協議会</a:t><a:t>幹事会</a:t></a:x>",
        "word/diagrams/drawing1.xml": f"<a:x {a}><a:t>協議会</a:t></a:x>",
        "word/charts/chart1.xml": f"<c:x {c}><c:v>令和7年度</c:v></c:x>",
    }

    read = paper(p(run("体制")), more=more)

    assert {"SmartArtの中の文は読みません: 「協議会幹事会」", "グラフの中の文は読みません: 「令和7年度」"} == set(
        read.notes
    )
