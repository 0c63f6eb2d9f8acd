"""Web pages of others: every word that a page shows is compared, in whatever letters it is written."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.diagnostics import Problems
from pipeline.importing.paper import characters
from pipeline.importing.web.page import read_page
from tests.workshop import messages

TAGS = [
    *(
        "div",
        "p",
        "span",
        "b",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "caption",
        "dl",
        "dt",
        "dd",
        "h2",
    ),
    *("a", "br", "ruby", "section", "figure", "address", "pre", "center", "blockquote", "fieldset", "legend", "main"),
]
PAGE = "<html><head>{}</head><body>はじめ<h2>会則</h2>素の文<p>第1条　この会の<br>名称</p>後</body></html>"


def words(data: bytes, problems: Problems | None = None) -> list[str]:
    """Whatever the blocks of a page say, from top to bottom."""
    page = read_page(data, "a.html", problems or Problems())
    blocks = page.blocks if page is not None else []
    return [each.words for _, node in blocks for each in node.walk() if each.words and not each.is_joined]


def test_words_between_blocks_are_lines():
    """They were dropped, so that a difference in them was not told."""
    assert ["はじめ", "会則", "素の文", "第1条　この会の", "名称", "後"] == words(PAGE.format("").encode())


def test_all_that_stands_in_and_about_a_table_is_read():
    page = "<table><caption>負担の額</caption><tr><td>市<p>の額</p>とする<table><tr><td>内</td></tr></table></td>外</tr></table>"

    assert ["負担の額", "外", "市\nの額\nとする\n内"] == words(page.encode())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("<del>旧の文</del>", "取消線"),
        ("<p><s>旧の文</s></p>", "取消線"),
        ('<span style="color:red;text-decoration: line-through">旧の<b>文</b></span>', "取消線"),
        ("<p hidden>旧の文</p>", "頁に出ない部分"),
        ('<div style="display: none"><p>旧の<del>文</del></p></div>', "頁に出ない部分"),
    ],
)
def test_what_a_page_strikes_or_does_not_show_is_left_out_and_told(words: str, why: str):
    """As of a Word document: struck words were compared as if they held."""
    problems = Problems()
    page = read_page(f"<html><body><p>前の文</p>{words}後の文</body></html>".encode(), "a.html", problems)

    assert page is not None
    assert ["前の文", "後の文"] == [node.words for _, node in page.blocks]
    assert [f"{why}の文を除いて読みました: 「旧の文」"] == [d.message for d in problems.found]


def test_lines_of_the_file_are_no_lines_of_the_paper():
    assert ["第1条　この会の名称は、The Council とする。"] == words(
        "<p>第1条　この会の\n\t 名称は、The\n Council とする。</p>".encode()
    )


@given(st.integers(0, 2**32))
def test_no_word_of_any_page_is_lost(seed: int):
    draw = random.Random(seed)
    root = etree.Element("body")
    held = [root]
    for n in range(draw.randint(1, 25)):
        made = etree.SubElement(draw.choice(held), draw.choice(TAGS))
        made.text, made.tail = (draw.choice(("", f"語{n}中", " ")) for _ in range(2))
        if made.tag != "br":
            held.append(made)
    for each in root.iter("main"):  # what stands beside the only one is of the site
        each.tag = "div"
    data = html.tostring(root, encoding="utf-8")
    parsed = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))

    assert characters(map(str, parsed.itertext())) == characters(words(data))


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp932", '<meta charset="Shift_JIS">'),
        ("cp932", '<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">'),
        ("euc_jp", "<META content='text/html; charset=EUC-JP' http-equiv=Content-Type>"),
        ("iso2022_jp", '<meta charset="iso-2022-jp">'),
        ("utf-8", '<meta charset="Shift_JIS">'),  # saved anew by an editor that left the head as it was
    ],
)
def test_a_page_is_read_in_its_own_letters(codec: str, head: str):
    """Pages of municipalities in Shift_JIS were read as other letters, without a word."""
    assert words(PAGE.format("").encode()) == words(PAGE.format(head).encode(codec))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文字のないWebページです"),
        (b"<!DOCTYPE html", "文字のないWebページです"),
        (b"<html><body><p> </p></body></html>", "文字のないWebページです"),
        (PAGE.format("").encode("cp932"), "文字コードがShift_JIS（ANSI）です"),
        (PAGE.format('<meta charset="euc-jp">').encode("cp932") + b"\xff", "「euc-jp」と書いてありますが"),
        (("<div>" * 400 + "深い語").encode(), "深く入れ子"),
    ],
)
def test_a_page_that_cannot_be_read_whole_is_refused(data: bytes, said: str):
    problems = Problems()

    assert [] == words(data, problems)
    assert any(said in message for message in messages(problems))


def test_what_is_taken_for_no_part_of_the_document_is_told():
    """A page whose words beside its 本文 had changed did not differ, and nothing was said."""
    problems = Problems()
    page = "<header>市の頁</header><main><nav>戻る</nav><p>会則</p><svg><text>図の語</text></svg></main><script>x</script><p hidden>見えない</p>"

    assert ["会則"] == words(page.encode(), problems)
    (told,) = [d.message for d in problems.found]
    assert told.endswith("読まなかった文が8字あります（案内、図の中の文など）: 「市の頁戻る図の語」")


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ('<iframe srcdoc="別の文"></iframe>', "別の頁"),
        ('<object data="a.pdf"></object><embed src="b.pdf">', "埋め込み"),
        ('<form><input value="10,000千円"></form>', "入力欄"),
        ('<input type="hidden" value="a"><input type="checkbox" value="1"><input value="">', ""),
    ],
)
def test_words_that_a_browser_takes_from_elsewhere_are_told(inner: str, what: str):
    problems = Problems()
    read_page(f"<p>甲</p>{inner}".encode(), "a.html", problems)

    assert bool(what) == bool(messages(problems))
    assert all(f"頁の中の{what}（" in said for said in messages(problems))


def test_the_files_of_other_pages_are_named():
    """Who saved a page with frames has to find the one that holds the text."""
    problems = Problems()
    read_page('<p>甲</p><iframe src="beppyo.html"></iframe><object data="a.pdf"></object>'.encode(), "a.html", problems)

    assert ["頁の中の別の頁、埋め込み（2か所、「beppyo.html」、「a.pdf」）に出る文は読んでいません"] == messages(
        problems
    )


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<ol><li>目的<li>費用</ol>", ["1　目的", "2　費用"]),
        (
            '<ol start="3"><li>目的</li><li value="7">費用</li><li><p>期間</p><p>一年</p></li></ol>',
            ["3　目的", "7　費用", "8　期間", "一年"],
        ),
        ('<ol type="a"><li>目的</li><li>費用<ol type="I"><li>額</li></ol></li></ol>', ["a　目的", "b　費用", "I　額"]),
        ("<ol reversed><li>目的</li><li>費用</li></ol>", ["2　目的", "1　費用"]),
        ('<ol style="list-style: none"><li>目的</li></ol>', ["目的"]),
        ("<ol><li>第1条　目的</li><li>(2)費用</li><li>３　期間</li></ol>", ["第1条　目的", "(2)費用", "３　期間"]),
        ("<ul><li>目的</li></ul>", ["目的"]),
    ],
)
def test_numbers_that_a_browser_sets_are_read(page: str, seen: list[str]):
    """They are seen and stand in no text: a list that began with 3 instead of 1 was the same."""
    assert seen == words(page.encode())


def test_a_raised_figure_is_read_as_it_is_seen_and_a_mark_of_a_note_as_it_was_typed():
    assert ["120m²、注1"] == words('<p>120m<sup>2</sup>、注<sup><a href="#n">1</a></sup></p>'.encode())
