"""What a written document holds: words, labels, anchors, fixed-width names, tables, sections, properties."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import docx
import pytest

from pipeline.diagnostics import Origin, Problems, Rejected, SourceFile, Written
from pipeline.galley import Cell, Grid, PageBreak, Para, Part, Row, Run
from pipeline.version import __version__
from pipeline.writers.docx import bookmark_name, new_template, write
from tests.writers.docx.kit import (
    DOCUMENT,
    W,
    agreement,
    cell,
    changed,
    compiled,
    document_root,
    galley_lines,
    para,
    read_back,
    role_table,
    row,
    shipped,
    style_id,
    unzipped,
    written,
)

HOSTILE = (
    "{{ 題名 }}",
    "{% x %}",
    "a<b & c",
    "]]>",
    "&amp;",
    "<w:p/>",
    "<?renkei slot 本文?>",
    "\"'",
    "\\n",
    "髙﨑𠮷",
    "辻\U000e0100",
)


def test_every_label_and_word_reads_back_in_order() -> None:
    assert galley_lines(agreement()) == read_back(written(agreement()))


@pytest.mark.parametrize("text", HOSTILE)
def test_data_comes_out_literally_wherever_it_stands(text: str) -> None:
    galley = replace(
        agreement(para("条", text, text), role_table(row(text, text, text, text)), fields={"案": text}),
        title=text,
        author=text,
        subject=text,
    )
    data = written(galley)
    document = docx.Document(io.BytesIO(data))
    assert galley_lines(galley) == read_back(data)
    assert text == document.sections[0].header.paragraphs[0].text
    assert (text, text, text) == (
        document.core_properties.title,
        document.core_properties.author,
        document.core_properties.subject,
    )


def test_a_row_may_split_from_twenty_lines_on() -> None:
    """A row of a third of a page moves as a whole; one that would leave half a page white goes on over it."""
    for lines, whole in ((15, True), (30, False)):
        long = Cell(tuple(para("表本文", f"取組{n}") for n in range(lines)))
        data = written(agreement(role_table(row("a", "b", "c", "d"), Row((cell("a"), long, cell("c"), cell("d"))))))
        table = document_root(data).find(f".//{W}tbl")
        assert table is not None
        assert [r.find(f"{W}trPr/{W}cantSplit") is not None for r in table.iter(W + "tr")][-1] is whole


def test_line_ends_and_tabs_become_breaks_and_tabs() -> None:
    assert read_back(written(agreement(para("条", "a\nb\tc"))))[2:3] == ["a\nb\tc"]


def test_a_cell_of_ten_thousand_characters_is_kept_and_its_row_may_split() -> None:
    long = "協" * 10_000
    data = written(agreement(role_table(row("a", "b", "c", "d"), row("a", long, "c", "d"))))
    assert long in read_back(data)
    table = document_root(data).find(f".//{W}tbl")
    assert table is not None
    assert [r.find(f"{W}trPr/{W}cantSplit") is not None for r in table.iter(W + "tr")] == [True, True, False]


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1b", chr(0xD83D), chr(0xDC00), "\ufffe", "\uffff", "\r"])
def test_characters_that_xml_cannot_hold_are_located_in_the_source(char: str) -> None:
    file = SourceFile("kyoyaku.yaml", f"目的: 地域の{char}連携\n")
    origin = Origin(Written(f"地域の{char}連携", file, 4, 10), 0, 6)
    galley = agreement(Para("条", (Run(f"地域の{char}連携", None, origin),)))
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley, shipped(), problems)
    (problem,) = problems.errors
    assert (problem.code, str(problem.place)) == ("文字", "kyoyaku.yaml:1:8")
    assert f"U+{ord(char):04X}" in problem.message


def test_characters_of_titles_and_fields_are_checked_too() -> None:
    galley = replace(agreement(fields={"案": "a\x01"}), title="b\x02", author="c\x03")
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley, shipped(), problems)
    assert len(problems.errors) == 3


def test_a_part_without_a_slot_and_a_field_without_a_value_are_reported() -> None:
    template = compiled(changed("word/header1.xml", lambda xml: xml.replace("{{ 案 }}", "{{ 題名 }}")))
    galley = replace(agreement(), fields=(), parts=(Part("附録", (para("条", "a"),)),))
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley, template, problems)
    assert [p.code for p in problems.errors] == ["ひな形差込位置", "ひな形項目"]


def test_styles_are_those_of_the_galley() -> None:
    document = docx.Document(io.BytesIO(written(agreement())))
    named = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert named["第1条　この協約は、連携することを目的とする。"] == "条"
    assert named["（目的）"] == "条見出し"
    assert [t.style.name for t in document.tables if t.style is not None] == ["役割分担表"]


def test_headings_stand_in_the_outline() -> None:
    """Word's navigation and tagged PDF follow the base styles: 題名 and 別表見出し are level 2, 条見出し level 3."""
    styles = [p.style for p in docx.Document(io.BytesIO(written(agreement()))).paragraphs]
    bases = {s.name: s.base_style.name for s in styles if s is not None and s.base_style is not None}
    levels = {"表紙題名": "Heading 1", "題名": "Heading 2", "別表見出し": "Heading 2", "条見出し": "Heading 3"}
    assert {name: bases[name] for name in levels} == levels


def test_a_bookmark_encloses_the_label_without_its_space() -> None:
    """A field that refers to it must print 第1条, not 第1条　."""
    start = next(document_root(written(agreement())).iter(W + "bookmarkStart"))
    run, end = list(start.itersiblings())[:2]
    assert start.get(W + "name") == bookmark_name("目的")
    assert "".join(str(t) for t in run.itertext()) == "第1条"
    assert end.tag == W + "bookmarkEnd"


def test_bookmark_names_are_short_and_differ() -> None:
    names = {bookmark_name(f"{'長い' * 50}{n}") for n in range(1000)}
    assert len(names) == 1000
    assert {17} == {len(n) for n in names}


def test_bookmarks_number_on_from_those_of_the_template() -> None:
    slot = "<w:p><w:r><w:t>{{ 本文 }}"
    mark = '<w:p><w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/></w:p>'
    template = compiled(changed(DOCUMENT, lambda xml: xml.replace(slot, mark + slot)))
    ids = [e.get(W + "id") for e in document_root(written(agreement(), template)).iter(W + "bookmarkStart")]
    assert ids == ["7", "8", "9"]


def test_names_are_spread_over_a_field_and_stay_unbroken() -> None:
    """小野寺晃彦 in 7 characters of 12 pt: 2 characters over 4 gaps, 120 twips each."""
    root = document_root(written(agreement()))
    fits = list(root.iter(W + "fitText"))
    assert [str(7 * 240)] * 2 == [f.get(W + "val") for f in fits]
    assert len({f.get(W + "id") for f in fits}) == 1
    assert [s.get(W + "val") for s in root.iter(W + "spacing") if s.getparent().tag == W + "rPr"] == ["120"]  # type: ignore[union-attr]
    assert "小野寺晃彦" in read_back(written(agreement()))


@pytest.mark.parametrize("name", ["峯", "東西南北上下左", "ジョン・スミス・ジュニア"])
def test_names_that_cannot_be_spread_are_left_alone(name: str) -> None:
    root = document_root(written(agreement(para("記名者", name, run_style="氏名"))))
    assert list(root.iter(W + "fitText")) == []


def test_underline_is_a_character_style() -> None:
    galley = agreement(Para("条", (Run("甲は、"), Run("乙", "下線"), Run("と協力する。"))))
    runs = docx.Document(io.BytesIO(written(galley))).paragraphs[3].runs
    assert [(r.text, r.style.name) for r in runs] == [
        ("甲は、", "Default Paragraph Font"),
        ("乙", "下線"),
        ("と協力する。", "Default Paragraph Font"),
    ]


def test_adjacent_runs_of_one_style_are_one() -> None:
    """The source cuts text at every reference; who edits the file should not meet the cuts."""
    galley = agreement(Para("条", (Run("前条の"), Run("規定"), Run("により"))))
    assert [r.text for r in docx.Document(io.BytesIO(written(galley))).paragraphs[3].runs] == ["前条の規定により"]


def test_tables_have_repeated_heads_whole_rows_and_alternative_texts() -> None:
    root = document_root(written(agreement()))
    rows = list(root.iter(W + "tr"))
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True, False]
    assert [r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows] == [True, True]
    values = {tag: next(root.iter(W + tag)).get(W + "val") for tag in ("tblCaption", "tblDescription")}
    assert values == {"tblCaption": "役割分担", "tblDescription": "連携施策、取組内容、甲の役割、乙の役割"}


def test_spans_of_columns_and_rows() -> None:
    head = (
        Row(
            (
                cell("連携施策", "表見出し", rows=2),
                cell("取組内容", "表見出し", rows=2),
                cell("役割分担", "表見出し", columns=2),
            )
        ),
        row("甲", "乙", style="表見出し"),
    )
    body = (Row((cell("移住", rows=2), cell("a"), cell("b", columns=2))), row("c", "d", "e"))
    data = written(agreement(Grid("役割分担表", head, body, "表")))
    table = docx.Document(io.BytesIO(data)).tables[0]
    assert [[c.text for c in r.cells] for r in table.rows] == [
        ["連携施策", "取組内容", "役割分担", "役割分担"],
        ["連携施策", "取組内容", "甲", "乙"],
        ["移住", "a", "b", "b"],
        ["移住", "c", "d", "e"],
    ]
    second = list(document_root(data).iter(W + "tr"))[1]
    assert len(list(second.iter(W + "shd"))) == 4  # the style shades only the first row


@pytest.mark.parametrize(
    "rows",
    [
        (row("a", "b", "c", "d"), row("a", "b", "c")),
        (row("a", "b", "c", "d"), row("a", "b", "c", "d", "e")),
        (Row((cell("a", rows=2), cell("b"), cell("c"), cell("d"))),),
        (Row((cell("a"), cell("b", rows=2), cell("c"), cell("d"))), Row((cell("a", columns=2), cell("c"), cell("d")))),
    ],
    ids=["short", "long", "open below", "overlapping"],
)
def test_grids_that_do_not_close_are_a_fault_of_their_composer(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match=r"row|cell"):
        write(agreement(Grid("役割分担表", (), rows, "表")), shipped(), Problems())


def test_adjacent_tables_stay_apart() -> None:
    """Word joins tables that touch."""
    data = written(agreement(role_table(row("a", "b", "c", "d")), role_table(row("e", "f", "g", "h"))))
    body = document_root(data)[0]
    tags = [str(e.tag).removeprefix(W) for e in body]
    assert "tbl p tbl p" in " ".join(tags)


def test_a_page_break_stands_on_the_block_behind_it() -> None:
    galley = replace(
        agreement(),
        parts=(Part("本文", (PageBreak(), para("条", "a"), PageBreak(), para("条", "b"), PageBreak(), role_table())),),
    )
    root = document_root(written(galley))
    broken = [p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(str(t) for t in p.itertext()) for p in broken] == ["b", ""]
    after = broken[1].getnext()
    assert after is not None
    assert after.tag == W + "tbl"


@pytest.mark.parametrize(
    ("names", "footers"),
    [
        (("表紙", "本文", "別表"), ["rId6", "rId7", "rId7"]),
        (("本文", "別表"), ["rId7", "rId7"]),
        (("本文",), ["rId7"]),
        (("表紙", "本文"), ["rId6", "rId7"]),
        (("表紙",), ["rId6"]),
    ],
)
def test_a_part_that_the_document_lacks_takes_its_section_away(names: tuple[str, ...], footers: list[str]) -> None:
    galley = agreement()
    galley = replace(galley, parts=tuple(p for p in galley.parts if p.name in names))
    data = written(galley)
    body = document_root(data)[0]
    assert body[-1].tag == W + "sectPr"
    references = list(body.iter(W + "footerReference"))
    assert footers == [
        r.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") for r in references
    ]
    assert galley_lines(galley) == read_back(data)


def test_a_section_keeps_the_furniture_that_it_took_from_one_left_out() -> None:
    """Without a footer of its own a section shows that of the one before it."""

    def without_last_reference(xml: str) -> str:
        before, reference, after = xml.rpartition('<w:footerReference w:type="default" r:id="rId7"/>')
        return before + after if reference else xml

    template = compiled(changed(DOCUMENT, without_last_reference))
    galley = agreement()
    galley = replace(galley, parts=(galley.parts[0], galley.parts[2]))
    assert unzipped(written(galley, template))[DOCUMENT].count(b"<w:footerReference") == 2


def test_parts_of_one_name_follow_each_other_on_new_pages() -> None:
    galley = agreement()
    galley = replace(galley, parts=(*galley.parts, Part("別表", (para("別表見出し", "別表第2"),))))
    data = written(galley)
    assert read_back(data)[-1] == "別表第2"
    last = [p for p in document_root(data).iter(W + "p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(str(t) for t in p.itertext()) for p in last] == ["別表第2"]


def test_properties_come_from_the_document_and_its_sources() -> None:
    galley = agreement()
    properties = docx.Document(io.BytesIO(written(galley))).core_properties
    assert (
        properties.title,
        properties.subject,
        properties.author,
        properties.language,
        properties.created.date().isoformat(),
    ) == ("連携協約書", "連携協約", "青森市", "ja-JP", "2019-12-25")
    custom = unzipped(written(galley))["docProps/custom.xml"].decode()
    for value in ("ひな形.docx", hashlib.sha256(new_template()).hexdigest(), "0" * 64, f"renkei {__version__}"):
        assert f"<vt:lpwstr>{value}</vt:lpwstr>" in custom


def test_an_undated_draft_says_no_day() -> None:
    """Word would show any as 作成日時."""
    undated = replace(agreement(), day=None)
    properties = docx.Document(io.BytesIO(written(undated))).core_properties
    assert (properties.created, properties.modified) == (None, None)


def test_styles_that_the_template_lacks_are_reported() -> None:
    problems = Problems()
    with pytest.raises(Rejected):
        write(agreement(para("見知らぬ", "a"), Grid("事業表", (), (row("a"),), "表")), shipped(), problems)
    assert [p.message.split("、")[0] for p in problems.errors] == [
        "文書が使う段落スタイル「見知らぬ」が",
        "文書が使う表スタイル「事業表」が",
    ]


def test_a_cell_of_several_paragraphs() -> None:
    several = Cell((para("表本文", "a"), para("表本文", "b")))
    data = written(agreement(role_table(Row((several, cell("c"), cell("d"), cell("e"))))))
    assert docx.Document(io.BytesIO(data)).tables[0].cell(1, 0).text == "a\nb"


def test_column_widths_are_those_of_the_contract() -> None:
    assert [1841, 2599, 2599, 1841] == [
        int(c.get(W + "w") or 0) for c in document_root(written(agreement())).iter(W + "gridCol")
    ]
    assert style_id("役割分担表") in unzipped(written(agreement()))[DOCUMENT].decode()
