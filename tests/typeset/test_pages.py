"""Pages: what stays together, where paragraphs break, page numbers, structure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley, PageBreak, Para, Part, Run
from pipeline.typeset import Layout, check_styles, lay_out
from pipeline.typeset.layout import ARTIFACT, Page, Role
from pipeline.typeset.styling.design import Box
from tests.examples import examples
from tests.typeset.kit import METRICS, design, grid, laid_out, para, plain_texts, row, text_by_structure, text_of, words

FRAME = design().upright.frame
BODY = st.sampled_from(["前文", "条", "項", "号", "号細分", "条見出し", "題名", "末文", "締結日", "備考", "別表項目1"])
LABELS = st.sampled_from(["", "第1条　", "第252条の2　", "2　", "(1)　", "（１）　", "ア　"])
paragraphs = st.builds(para, plain_texts, BODY, LABELS)


def outside(layout: Layout) -> list[str]:
    """Texts of the document whose em boxes leave the frame."""
    return outside_of(layout, FRAME)


def outside_of(layout: Layout, frame: Box) -> list[str]:
    found = []
    for page in layout.pages:
        for text in page.texts:
            style = text.text.style
            top = text.y_pt + 0.88 * style.size_pt
            bottom = text.y_pt - (text.last - text.first - 1) * style.leading_pt - 0.12 * style.size_pt
            inside = frame.bottom_pt - 0.02 <= bottom and top <= frame.top_pt + 0.02
            if text.element != ARTIFACT and not (inside and frame.left_pt <= text.x_pt < frame.right_pt):
                found.append("".join(words(line) for line in text.text.lines[text.first : text.last]))
    return found


def lines_of(page: Page) -> list[str]:
    """Lines of the document on a page, from its head to its foot."""
    placed = [
        (-(text.y_pt - k * text.text.style.leading_pt), text.x_pt, words(line))
        for text in page.texts
        if text.element != ARTIFACT
        for k, line in enumerate(text.text.lines[text.first : text.last])
    ]
    return [line for _, _, line in sorted(placed)]


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(paragraphs, max_size=60))
def test_text_by_structure_is_the_text_of_the_galley(blocks):
    layout = laid_out(*blocks)

    assert text_of(tuple(blocks)) == "".join(text_by_structure(layout))
    assert outside(layout) == []


@pytest.mark.parametrize("length", [2, 3, 4, 5, 31, 32, 33])
def test_no_single_line_of_a_paragraph_stands_alone_at_a_page_break(length):
    """Widows and orphans: two lines at least."""
    for before in range(20, 31):
        blocks = [para("あ", "条")] * before + [para("い" * (36 * length), "条")]
        for page in laid_out(*blocks).pages:
            assert sum(line.startswith("い") for line in lines_of(page)) != 1


def test_measure_is_an_exact_number_of_characters():
    assert pytest.approx(FRAME.right_pt - FRAME.left_pt) == 37 * 12


def test_a_page_holds_the_lines_of_the_grid():
    pages = laid_out(*[para("あ", "条")] * 61).pages

    assert [len(lines_of(page)) for page in pages] == [30, 30, 1]


def test_lines_stand_on_the_grid():
    page = laid_out(*[para("あ", "条")] * 30).pages[0]
    body = [text for text in page.texts if text.element != ARTIFACT]

    first = FRAME.top_pt - (22 - 12) / 2 - 0.88 * 12
    assert [pytest.approx(first - 22 * k) for k in range(30)] == [text.y_pt for text in body]


@pytest.mark.parametrize("lines_before", range(25, 31))
def test_a_caption_never_ends_a_page(lines_before):
    pages = laid_out(
        *[para("あ", "条")] * lines_before, para("（目的）", "条見出し"), para("い" * 100, "条", "第1条　")
    ).pages

    assert all(lines_of(page)[-1] != "（目的）" for page in pages)


SIGNATURE = (
    para(
        "この連携協約の締結を証するため、本連携協約書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。", "末文"
    ),
    para("令和元年12月25日", "締結日"),
    para("青森市長", "記名", "甲　"),
    Para("記名者", (Run("小野寺晃彦", "氏名"),)),
    para("蓬田村長", "記名", "乙　"),
    Para("記名者", (Run("久慈修一", "氏名"),)),
)


@pytest.mark.parametrize("lines_before", range(15, 31))
def test_signatures_stay_with_the_date_and_the_closing_sentence(lines_before):
    pages = laid_out(*[para("あ", "条")] * lines_before, *SIGNATURE).pages
    holding = [
        k
        for k, page in enumerate(pages)
        if any(word in line for line in lines_of(page) for word in ("締結", "久慈", "青森"))
    ]

    assert len(holding) == 1


@pytest.mark.parametrize("lines_before", range(6))
def test_more_signers_than_a_page_holds_break_between_signers(lines_before):
    signers = [block for _ in range(20) for block in SIGNATURE[2:4]]
    pages = laid_out(*[para("あ", "条")] * lines_before, *SIGNATURE[:2], *signers).pages
    signed = [lines_of(page) for page in pages if any("青森市長" in line for line in lines_of(page))]

    assert len(signed) > 1
    assert all(lines[-1] == "小野寺晃彦" for lines in signed)


@given(st.lists(st.integers(1, 5), min_size=6, max_size=16), st.integers(0, 20))
def test_no_signer_is_parted_and_pages_of_signers_are_filled(heights, lines_before):
    """The last signers of many went to a page of their own in the middle of one, which left the page before nearly empty."""
    signers = []
    for n, more in enumerate(heights):
        signers += [para(f"始{n}", "記名"), *[para("住所", "記名行")] * more, para(f"終{n}", "記名行")]
    pages = laid_out(*[para("あ", "条")] * lines_before, *SIGNATURE[:2], *signers).pages
    said = [lines_of(page) for page in pages]

    assert all(any({f"始{n}", f"終{n}"} <= set(lines) for lines in said) for n in range(len(heights)))
    begun = next(n for n, lines in enumerate(said) if any(line.startswith("始") for line in lines))
    for page in pages[begun:-1]:
        lows = [t.y_pt for t in page.texts if t.element != ARTIFACT]
        assert min(lows) - FRAME.bottom_pt <= 8 * 22  # the tallest signer and the space before it


def test_hanging_indent_is_the_measured_label():
    """(10) and its space are 4 x 6 + 12 = 36 pt: run-over lines begin 12 + 36 pt from the frame."""
    layout = laid_out(para("あ" * 60, "号", "(10)　"))
    label, text = (text for text in layout.pages[0].texts if text.element != ARTIFACT)

    assert FRAME.left_pt + 12 == pytest.approx(label.x_pt)
    assert [line.x_pt for line in text.text.lines] == [48.0, 48.0]


def test_a_paragraph_number_takes_two_cells_and_the_text_goes_on_in_the_second():
    """Positions of 公用文: number in the 1st cell, text from the 3rd, run-over lines from the 2nd."""
    text = laid_out(para("あ" * 60, "項", "2　")).pages[0].texts[1]

    assert [line.x_pt for line in text.text.lines] == [24.0, 12.0]


def test_items_are_a_list_within_which_subitems_are_a_list():
    layout = laid_out(
        para("柱書", "条", "第1条　"),
        para("一", "号", "(1)　"),
        para("い", "号細分", "ア　"),
        para("二", "号", "(2)　"),
        para("次", "条", "第2条　"),
    )
    tree = [(element.role.value, element.parent) for element in layout.elements]

    assert [
        *[("Document", -1), ("P", 0), ("L", 0)],
        *[("LI", 2), ("Lbl", 3), ("LBody", 3)],
        *[("L", 5), ("LI", 6), ("Lbl", 7), ("LBody", 7)],
        *[("LI", 2), ("Lbl", 10), ("LBody", 10), ("P", 0)],
    ] == tree


def test_heading_levels_are_never_skipped():
    """ISO 14289-1, 7.4.2."""
    blocks = [replace(para("あ", "題名"), heading=level) for level in (2, 4, 4, 1, 3)]
    roles = [element.role for element in laid_out(*blocks).elements[1:]]

    assert roles == [Role.HEADING_1, Role.HEADING_2, Role.HEADING_2, Role.HEADING_1, Role.HEADING_2]


def test_bookmarks_lead_to_the_top_of_their_line():
    blocks: list[Block] = [
        para("あ", "条"),
        replace(para("い", "条"), heading=1, outline="しおり"),
        PageBreak(),
        replace(para("う", "条"), outline="次"),
    ]
    marks = laid_out(*blocks).bookmarks

    assert [("しおり", 0, FRAME.top_pt - 22), ("次", 1, FRAME.top_pt)] == [(m.title, m.page, m.y_pt) for m in marks]


def test_the_cover_bears_no_number_and_the_next_sheet_the_first():
    parts = (
        Part("表紙", (para("題", "表紙題名"),)),
        Part("本文", (para("あ", "条"), PageBreak(), para("い", "条"))),
        Part("別表", (para("表", "別表見出し"),)),
    )
    layout = lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})
    furniture = [[words(t.text.lines[0]) for t in page.texts if t.element == ARTIFACT] for page in layout.pages]

    assert furniture == [[], ["－ 1 －"], ["－ 2 －"], ["－ 3 －"]]
    assert [page.number for page in layout.pages] == [None, 1, 2, 3]


def test_a_part_may_begin_at_a_number_of_its_own():
    parts = design().parts | {"本文": replace(design().parts["本文"], first_number=7)}

    assert [page.number for page in laid_out(PageBreak(), wanted=replace(design(), parts=parts)).pages] == [7, 8]


def test_a_style_that_the_stylesheet_lacks_is_named_with_its_neighbour():
    problems = Problems()
    galley = Galley("題", "", "", None, (Part("本分", (para("あ", "条見だし"), Para("条", (Run("い", "下線線"),)))),))
    check_styles(galley, design(), problems)

    assert [(d.message, d.cure) for d in problems.errors] == [
        ("ページの体裁「本分」がありません", "「本文」の書き誤りではありませんか"),
        ("段落の体裁「条見だし」がありません", "「条見出し」の書き誤りではありませんか"),
        ("文字の体裁「下線線」がありません", "「下線」の書き誤りではありませんか"),
    ]


def test_an_empty_document_part_is_an_empty_page():
    assert len(laid_out().pages) == 1


def test_a_landscape_part_turns_the_sheet_and_keeps_the_measure_whole():
    """The bound side becomes the head: 30 mm of it; 22 pt lines of 12 pt characters (base.yaml)."""
    upright, turned = design().upright, design().turned

    assert (turned.width_pt, turned.height_pt) == (upright.height_pt, upright.width_pt)
    assert turned.height_pt - turned.frame.top_pt == pytest.approx(upright.frame.left_pt)
    assert (turned.frame.width_pt / 12) % 1 == pytest.approx(0)
    assert (turned.frame.height_pt / 22) % 1 == pytest.approx(0)

    parts = (Part("本文", (para("本文"),)), Part("別表", (para("別表" * 60),), landscape=True))
    layout = lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})

    assert [page.width_pt for page in layout.pages] == [upright.width_pt, turned.width_pt]
    assert len(words(layout.pages[1].texts[0].text.lines[0])) == turned.frame.width_pt / 12 - 1  # 前文 begins 1 em in


def test_columns_of_a_narrower_sheet_share_what_a_landscape_sheet_gives():
    head = grid(("一", "二", "三", "四"), row("あ" * 30, "い" * 30, "う" * 30, "え" * 30))
    part = Part("別表", (head,), landscape=True)
    layout = lay_out(Galley("題", "", "", None, (part,)), design(), {"明朝": METRICS, "ゴシック": METRICS})
    cells = [text for text in layout.pages[0].texts if text.text.style.name == "表本文"]

    assert sum(design().grids["役割分担表"].columns_pt) / 9.5 == 9 + 13 + 13 + 9
    assert sum(len(words(text.text.lines[0])) for text in cells) > 9 + 13 + 13 + 9
    assert outside_of(layout, design().turned.frame) == []


def test_an_anchor_is_where_its_paragraph_begins():
    blocks = [*[para("本文")] * 40, replace(para("目当て"), anchor="条2")]
    layout = laid_out(*blocks)
    place = layout.anchors["条2"]

    assert "目当て" in lines_of(layout.pages[place.page])
    # The top of the line box: the em box stands in the middle of the leading, its baseline 0.88 em under its top.
    text = next(t for t in layout.pages[place.page].texts if words(t.text.lines[0]) == "目当て")
    assert place.y_pt == pytest.approx(text.y_pt + 0.88 * 12 + (22 - 12) / 2)


def test_links_and_readings_are_elements_where_their_words_stand():
    runs = (Run("前"), Run("第3条", target="条3"), Run("の"), Run("轟", ruby="とどろき"), Run("後"))
    layout = laid_out(Para("前文", runs))
    (text,) = [t for t in layout.pages[0].texts if t.element != ARTIFACT]

    assert [e.role for e in layout.elements[1:]] == [
        *(Role.PARAGRAPH, Role.LINK, Role.RUBY, Role.RUBY_BASE, Role.RUBY_TEXT),
    ]
    assert text.inlines == ((2, 2), (4, 5))
    assert [span.inline for span in text.text.lines[0].spans] == [None, 0, None, 1, None]


def test_page_numbers_run_on_where_a_part_turns_its_sheet():
    parts = (Part("本文", (para("一", "条"),)), Part("本文", (para("二", "条"),), landscape=True))
    layout = lay_out(Galley("題", "", "", None, parts), design(), {"明朝": METRICS, "ゴシック": METRICS})

    assert [1, 2] == [page.number for page in layout.pages]
    assert layout.pages[1].width_pt > layout.pages[1].height_pt


@pytest.mark.parametrize(
    "after", [(), (PageBreak(), para("次の別表", "前文"), para("次の行", "前文"), para("終わり", "前文"))]
)
@pytest.mark.parametrize("count", range(1, 9))
def test_no_page_ends_with_the_word_above_remarks_nor_holds_the_last_alone(count: int, after: tuple[Block, ...]):
    """The last page of a 規約 with two 別表 held one line: 2　実績割は、…"""
    remarks = [
        para("備考", "備考"),
        *(para("人口割は、国勢調査による。", "備考", f"{n}　") for n in range(1, count + 1)),
    ]
    for above in range(8, 21):
        layout = laid_out(*(para("一", "前文") for _ in range(above)), *remarks, *after)

        pages = [lines_of(page) for page in layout.pages]
        assert "備考" not in [page[-1] for page in pages]
        assert 2 not in map(len, pages), "the label and the words of the last remark"
