"""Style sheets of a web page: what they hide, strike, number and put before and behind is read as a browser shows it, or told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.importing.web.page import read_page
from tests.workshop import messages


def read(css: str, body: str, head: str = "") -> tuple[list[str], list[str]]:
    """The words of the blocks, and what was told."""
    problems = Problems()
    text = f"<html><head>{head}<style>{css}</style></head><body>{body}</body></html>"
    page = read_page(text.encode(), "a.html", problems)
    blocks = page.blocks if page is not None else []
    return [n.words for _, b in blocks for n in b.walk() if n.words], messages(problems)


@pytest.mark.parametrize(
    ("css", "why"),
    [
        (".old { display: none }", "頁に出ない部分"),
        ("div > p.old { visibility: hidden }", "頁に出ない部分"),
        (".old { display: none !important } p.old { display: block }", "頁に出ない部分"),
        ("p { display: none } p.new { display: block }", "頁に出ない部分"),
        (".old { position: absolute; left: -9999px }", "頁に出ない部分"),
        (".old { opacity: 0 }", "頁に出ない部分"),
        (".old { text-decoration: red line-through }", "取消線"),
        ("@media screen { .old { display: none } }", "頁に出ない部分"),
    ],
)
def test_what_a_class_hides_or_strikes_is_left_out_and_told(css: str, why: str):
    """Words hidden by a class were compared as if everybody saw them, and nothing was said."""
    made = read(css, '<div><p class="new">甲</p><p class="old">旧の文</p><p class="new">乙</p></div>')

    assert (["甲", "乙"], [f"{why}の文を除いて読みました: 「旧の文」"]) == made


@pytest.mark.parametrize(
    "css",
    [
        "@media print { p { display: none } }",
        "p { display: none } p { display: block }",
        "p { opacity: 0.5; text-indent: -1em }",
        "p:hover { display: none }",
        "p.other, #other { display: none }",
        "p { color: red",
        "}}{ p",
    ],
)
def test_what_is_shown_is_read(css: str):
    assert (["甲", "乙"], []) == read(css, "<p>甲</p><p>乙</p>")


def test_a_style_of_the_element_itself_stands_above_its_class():
    body = '<p class="a" style="display: block">甲</p><p class="b" style="display: block">乙</p>'

    words, told = read(".a { display: none } .b { display: none !important }", body)

    assert (["甲"], ["頁に出ない部分の文を除いて読みました: 「乙」"]) == (words, told)


def test_headings_and_clauses_that_css_numbers_bear_their_numbers():
    """Two pages that differ by their numbers alone were the same."""
    css = """
    body { counter-reset: sho }
    h2 { counter-reset: jo; counter-increment: sho }
    h2::before { content: "第" counter(sho, cjk-ideographic) "章" }
    p.jo { counter-increment: jo }
    p.jo:before { content: "第" counter(sho) "章の" counter(jo) "　" }
    p.jo::after { content: "（終）" }
    """
    body = '<h2>総則</h2><p class="jo">甲</p><p class="jo"><b>乙</b></p><h2>雑則</h2><p class="jo">丙</p>'

    words, told = read(css, body)

    assert ["第一章　総則", "第1章の1　甲（終）", "第1章の2　乙（終）", "第二章　雑則", "第2章の1　丙（終）"] == words
    assert [] == told


def test_counters_of_nested_lists():
    """CSS Lists and Counters 4.1: each list has one of its own; what is not shown counts nothing."""
    css = """
    ol { counter-reset: section; list-style: none } li { counter-increment: section }
    li::before { content: counters(section, "-") " " } li.no { display: none }
    """
    body = '<ol><li>甲<ol><li>乙</li><li class="no">欠</li><li>丙</li></ol></li><li>丁</li></ol>'

    words, _ = read(css, body)

    assert ["1 甲", "1-1 乙", "1-2 丙", "2 丁"] == words


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("ol { list-style-type: katakana }", ["ア　甲", "イ　乙"]),
        ("ol { list-style: inside lower-roman }", ["i　甲", "ii　乙"]),
        ("li { list-style-type: cjk-ideographic }", ["一　甲", "二　乙"]),
        ("ol { list-style: none }", ["甲", "乙"]),
        ("ol { list-style-type: '※ ' }", ["※　甲", "※　乙"]),
        ("ol.other { list-style: none }", ["1　甲", "2　乙"]),
        ("ol { list-style: none } ol { list-style-type: hiragana }", ["あ　甲", "い　乙"]),
    ],
)
def test_numbers_of_lists_have_the_form_that_css_gives_them(css: str, expected: list[str]):
    assert (expected, []) == read(css, "<ol><li>甲</li><li>乙</li></ol>")


def test_a_list_of_signs_may_be_numbered():
    assert ["1　甲", "2　乙"] == read("ul { list-style: decimal }", "<ul><li>甲</li><li>乙</li></ul>")[0]


@pytest.mark.parametrize(
    ("css", "head", "told"),
    [
        ("", '<link rel="stylesheet" href="site.css">', "頁の体裁のうち、別のファイルにあるもの（site.css）は読んでいません"),
        ("", '<link rel="stylesheet" media="print" href="print.css">', ""),
        ('@import url("a.css");', "", '頁の体裁のうち、別のファイルにあるもの（url("a.css")）は読んでいません'),
        ("ol { list-style: my-form }", "", "頁の体裁のうち、読めない指定が1か所あります: 「list-style-type: my-form」"),
        ("li::before { content: url(a.png) }", "", "頁の体裁のうち、読めない指定が1か所あります: 「content: url(a.png)」"),
        ("li:::x { display: none }", "", "頁の体裁のうち、読めない指定が1か所あります: 「li:::x」"),
        ("li:::x { color: red }", "", ""),
        ("@media (min-width: 40em) { li { display: none } }", "", "頁の体裁のうち、読めない指定が1か所あります: 「@media (min-width: 40em)」"),
    ],
)  # fmt: skip
def test_what_is_not_read_of_the_styles_is_told(css: str, head: str, told: str):
    assert ([told] if told else []) == read(css, "<ol><li>甲</li></ol>", head)[1]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p { text-transform: uppercase }", "DX推進PLAN A"),
        ("body { text-transform: capitalize }", "Dx推進Plan A"),
        ("p { text-transform: full-width } b { text-transform: none }", "ｄｘ推進plan　ａ"),
        ("p { text-transform: uppercase full-width }", "ＤＸ推進ＰＬＡＮ　Ａ"),
        ("p { text-transform: none }", "dx推進plan a"),
    ],
)
def test_letters_are_read_as_they_are_seen(css: str, expected: str):
    """Two pages that differ in what is seen were the same, and an import wrote small letters where all saw capitals."""
    assert ([expected], []) == read(css, "<p>dx推進<b>plan</b> a</p>")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("", "甲は「乙『丙』丁」と言った。「戊」"),
        ("q { quotes: '〈' '〉' '《' '》' }", "甲は〈乙《丙》丁〉と言った。〈戊〉"),
        ("q { quotes: none }", "甲は乙丙丁と言った。戊"),
        ("q::before, q::after { content: none }", "甲は乙丙丁と言った。戊"),
        ("q q::before { content: '“' } q q::after { content: '”' }", "甲は「乙“丙”丁」と言った。「戊」"),
    ],
)
def test_marks_of_quotations_are_words_that_are_seen(css: str, expected: str):
    assert ([expected], []) == read(css, '<p lang="ja">甲は<q>乙<q>丙</q>丁</q>と言った。<q>戊</q></p>')


@pytest.mark.parametrize(
    "css",
    [
        ".no { color: #fff }",
        "p { color: black } .no { color: white }",
        ".no { color: rgba(0, 0, 0, 0) }",
        ":root { --paper: #fefefe } body { background: var(--paper) } .no { color: var(--paper) }",
        "body { color: white } p.yes { color: black }",
    ],
)
def test_words_in_white_are_read_and_told(css: str):
    said = "白い字か透明な字（画面では読めません）を、ほかの字と同じに読みました: 「見えない文」"
    body = '<p class="yes">甲</p><p class="no">見えない<b>文</b></p>'

    assert (["甲", "見えない文"], [said]) == read(css, body)


@pytest.mark.parametrize(
    "css",
    [
        "p { color: #fff; background: #036 }",
        "body { background: url(dark.png) } p { color: white }",
        ":root { --dark: #222 } main { background-color: var(--dark) } p { color: white }",
        "p { color: #eee0 } p { color: #333 }",
    ],
)
def test_words_in_white_on_a_ground_are_words_like_others(css: str):
    assert (["甲"], []) == read(css, "<main><p>甲</p></main>")


def test_what_is_drawn_on_the_whole_page_is_none_of_its_words():
    """案 on a draft."""
    assert ["甲"] == read('main::before { content: "案" }', "<main><p>甲</p></main>")[0]


def test_a_picture_that_a_class_hides_is_not_read_out():
    text = '<style>.no { display: none }</style><p>甲</p><img alt="図"><img class="no" alt="旧図">'
    page = read_page(text.encode(), "a.html", Problems())

    assert page is not None
    assert ("図",) == page.pictures


KINDS = st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=6)


@given(KINDS, st.integers(1, 3))
def test_a_counter_says_which_of_its_kind_an_element_is(chapters: list[list[str]], step: int):
    css = f"""
    h2 {{ counter-reset: b }} p.a {{ counter-increment: a {step} }} p.b {{ counter-increment: b }} p.c {{ display: none }}
    p.a::before {{ content: counter(a) ")" }} p.b::before {{ content: "(" counter(b) ") " }}
    """
    body = "".join(f"<h2>章</h2>{''.join(f'<p class={kind!r}>語</p>' for kind in chapter)}" for chapter in chapters)
    expected: list[str] = []
    of_a = 0
    for chapter in chapters:
        expected.append("章")
        of_b = 0
        for kind in chapter:
            if kind == "a":
                of_a += 1
                # A counter that nobody began belongs to the first that counts it, and to what follows there.
                expected.append(f"{of_a * step})　語")
            elif kind == "b":
                of_b += 1
                expected.append(f"({of_b}) 語")

    assert expected == read(css, body or "<p>空</p>")[0][: len(expected)]
