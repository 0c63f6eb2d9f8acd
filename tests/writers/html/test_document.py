"""A web page says what the text says, in the same order; its structure is that of the galley; no word becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.galley import Cell, Galley, Grid, Para, Part, Row, Run, plain
from pipeline.galley.blocks import paras
from pipeline.galley.outline import Outline
from pipeline.notation.text.number_box import boxes
from pipeline.writers import text
from pipeline.writers.html import document
from pipeline.writers.html.document.words import inline, with_dates, with_numbers
from tests.typeset.kit import design
from tests.workshop import ROOT, galley

SHIPPED = (
    ("sources/aomori/kyoyaku.yaml", "蓬田村"),
    ("sources/kitaalps/gaiyo.yaml", None),
    ("sources/aomori-shi/keikaku.yaml", None),
    ("sources/yamagata/shiryo.yaml", None),
)


class Page(HTMLParser):
    """Words, headings, ids and links of a page, and the tags left open."""

    VOID = frozenset({"meta", "br", "col", "polygon", "wbr"})

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words, self.open, self.ids, self.links = "", list[str](), list[str](), list[str]()
        self.headings: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes ids, links and headings."""
        values = dict(attrs)
        self.tags.append(tag)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if values.get("href"):
            self.links.append(unquote((values["href"] or "").removeprefix("#")))
        if tag not in self.VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened last."""
        if tag not in self.VOID:
            assert tag == self.open.pop(), tag

    def handle_data(self, data: str) -> None:
        """Notes the words of the body and of its headings."""
        if "main" in self.open:
            self.words += data
        if self.headings and self.open and any(re.fullmatch("h[1-6]", t) for t in self.open):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)


def bare(words: str) -> str:
    return "".join(words.split())


def of(*blocks) -> Galley:
    return Galley("題", "件名", "市", date(2026, 4, 1), (Part("本文", tuple(blocks)),))


@pytest.mark.parametrize(("source", "partner"), SHIPPED)
def test_a_page_says_what_the_text_says(source: str, partner: str | None):
    made = galley(ROOT, source, partner)
    page = Page(document.write(made, design()))

    assert bare(text.write(made).decode()) == bare(page.words)
    assert [] == page.open


@pytest.mark.parametrize(("source", "partner"), SHIPPED)
def test_headings_are_those_of_the_outline(source: str, partner: str | None):
    made = galley(ROOT, source, partner)
    outline = Outline()
    every = [(outline.level(p), plain(p.label) + plain(p.runs)) for part in made.parts for p in paras(part.blocks)]
    headings = [(level, words) for level, words in every if level is not None]

    assert headings == Page(document.write(made, design())).headings


@pytest.mark.parametrize(("source", "partner"), SHIPPED)
def test_every_link_has_its_place_and_no_place_stands_twice(source: str, partner: str | None):
    page = Page(document.write(galley(ROOT, source, partner), design()))

    assert set() == set(page.links) - set(page.ids)
    assert len(page.ids) == len(set(page.ids))


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(
    ["<script>alert(1)</script>", "</main>", '"><img src=x onerror=1>', "&lt;", "a&b", "<!--", "]]>", "</style>"]
)


@given(words, words, words)
def test_no_word_becomes_markup(title: str, one: str, two: str):
    grid = Grid("役割分担表", (), (Row((Cell((Para("表本文", (Run(two),)),)),)),), title)
    para = Para("条", (Run(one, target=two),), (Run(two),), anchor=one or None)
    made = document.write(of(para, grid), design())
    page = Page(made)

    assert bare(two + one + two) == bare(page.words)
    assert {"script", "img"} & set(page.tags) == set()


@given(st.lists(st.integers(1, 4), max_size=12))
def test_lists_nest_as_their_items_do(depths: list[int]):
    """Every item is in a list, deeper ones within the item above, and no word is lost or moved."""
    items = [Para(f"箇条{d}", (Run(f"第{n}の文"),)) for n, d in enumerate(depths)]
    page = Page(document.write(of(*items), design()))

    assert "".join(f"第{n}の文" for n in range(len(depths))) == bare(page.words)
    assert page.tags.count("li") >= len(depths)
    assert [] == page.open


def test_a_page_needs_nothing_from_elsewhere():
    made = document.write(galley(ROOT, "sources/yamagata/shiryo.yaml", None), design()).decode()

    assert [] == re.findall(r"(?:src|href)=\"(?!#)[^\"]*|url\(|@import|<script", made)
    assert '<html lang="ja">' in made


def test_the_same_galley_gives_the_same_bytes():
    made = galley(ROOT, "sources/yamagata/shiryo.yaml", None)

    assert document.write(made, design()) == document.write(made, design())


@given(st.text(alphabet="0123456789,.△%人千円年度（）-あ<&\n", max_size=40))
def test_numbers_of_cells_are_marked_and_words_stay(words: str):
    made = inline((Run(words),), frozenset(), with_numbers)
    marked = re.findall('<span class="figures">(.*?)</span>', made)
    plainly = [words[start:end] for start, end in boxes(words) if end - start > 1]

    assert inline((Run(words),), frozenset()) == re.sub("</?span.*?>", "", made)
    assert plainly == [unescape(each) for each in marked]


@given(st.integers(1, 12), st.integers(1, 31), st.sampled_from(["", "毎年", "令和8年", "（令和8年", "3回、"]))
def test_a_day_stays_with_its_month_in_a_cell(month: int, day: int, before: str):
    """令和8年4月／1日 stood in the columns of a page."""
    made = inline((Run(f"{before}{month}月{day}日から3,000円"),), frozenset(), with_numbers)

    marked = re.findall('<span class="figures">(.*?)</span>', made)
    assert [f"{month}月{day}日", "3,000円"] == marked[-2:]
    assert ("令和8年" in before) == ("令和8年" in marked)


def test_the_lines_of_a_table_wider_than_the_text_stand_at_its_edges():
    """（単位：千円） stood at the edge of the text, in the middle above a table of many years."""
    years = tuple(Cell((Para("表見出し", (Run(f"令和{n}年度"),)),)) for n in range(1, 14))
    amounts = tuple(Cell((Para("表数値", (Run("1,234,567"),)),)) for _ in years)
    for wide in (True, False):
        count = len(years) if wide else 2
        grid = Grid("一覧表", (Row(years[:count]),), (Row(amounts[:count]),), "表")
        lines = [Para(style, (Run(style),)) for style in ("添え書き", "表の題", "添え書き", "注", "本文段落")]
        made = document.write(Galley("表", "", "", None, (Part("本文", (*lines[:3], grid, *lines[3:])),)), design())
        found = re.findall(r'<(?:p|div) class="([^"]*)"(?: style="--wish:([0-9.]+)")?', made.decode())
        classes = [each for each in found if not each[0].startswith(("表見出し", "表数値"))]

        more = " wide" if wide else ""
        assert ["添え書き", *(f"{name}{more}" for name in ("表の題", "添え書き", "scroll", "注")), "本文段落"] == [
            name for name, _ in classes
        ]
        assert 1 + wide == len({wish for _, wish in classes})


@example(["令和", "\n", "6年度"])
@given(
    st.lists(
        st.sampled_from(["令和", "6年度", "平成", "元年", "改定版", "（", "）", "3,000", "円", "<", "\n"]), max_size=12
    )
)
def test_years_of_a_heading_keep_their_eras(pieces: list[str]):
    """「…見通し（令和」 and below it 「6年度改定版）」 was the title of a page."""
    words = "".join(pieces)
    made = inline((Run(words),), frozenset(), with_dates)
    marked = [unescape(each) for each in re.findall('<span class="figures">(.*?)</span>', made)]

    assert inline((Run(words),), frozenset()) == re.sub("</?span.*?>", "", made)
    years = [(words[start - 2 : start] if start > 1 else "", words[start:end]) for start, end in boxes(words)]
    assert [(era if era in ("令和", "平成") else "") + number for era, number in years] == marked


@pytest.mark.parametrize("write", [with_dates, with_numbers])
def test_an_ordinal_stays_with_its_sign(write: Callable[[str], str]):
    """「令和6年第」 and below it 「1回星川市議会定例会」 was the title of a page on a small screen."""
    made = inline((Run("令和6年第1回定例会の議案第31号"),), frozenset(), write)

    assert ["令和6年", "第1回", "第31号"] == re.findall('<span class="figures">(.*?)</span>', made)


def test_a_short_date_stays_with_its_era():
    """「令」 and below it 「6.2.20」 stood in the columns of a list of days."""
    made = inline((Run("令6.2.20 発令6.2"),), frozenset(), with_numbers)

    assert ["令6.2.20", "6.2"] == re.findall('<span class="figures">(.*?)</span>', made)


@given(st.text(st.sampled_from("abcXYZ019/.-_?&=<>:あ漢、 ")))
def test_places_where_an_address_may_break_add_no_character(words: str):
    made = inline((Run(words),), frozenset(), with_numbers)

    assert words == unescape(re.sub("<[^>]*>", "", made))
    pieces = re.split("<[^>]*>|[^!-~]+", re.sub("<span.*?</span>", "|", made))
    assert all(len(unescape(piece)) <= 14 + len(re.findall("[/.?&=_-]", piece)) for piece in pieces)
