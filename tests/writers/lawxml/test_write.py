"""What 法令標準XML says of a paper, and what it refuses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.galley.compiled import Compiled
from pipeline.galley.compose import Particulars, compose
from pipeline.notation.house_style import House
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.tree import nodes
from pipeline.tree.nodes import Inlines, Text
from pipeline.tree.number import number
from pipeline.tree.refer import refer
from pipeline.writers import lawxml
from tests.workshop import ROOT, SMALL, small_project


def compiled(*body: nodes.Block, day: date | None = date(2019, 12, 25), kind: str = "連携協約書") -> Compiled:
    problems = Problems()
    bound = refer(number(nodes.Document(kind, None, body), problems), problems)
    assert not problems.errors
    particulars = Particulars("題名", "件名", "青森市", day, "0" * 64)
    return Compiled(bound, compose(bound, House(), particulars), House(), particulars)


def words(text: str) -> Inlines:
    return (Text(text),)


def article(text: str, key: str = "目的", **parts: object) -> nodes.Article:
    return nodes.Article(key, (), (nodes.Paragraph("一", words(text), **parts),))  # type: ignore[arg-type]


def tree(made: Compiled, flavour: lawxml.Flavour = "標準") -> etree._Element:
    return etree.fromstring(lawxml.write(made, flavour).data)


def small(folder: Path, text: str) -> Compiled:
    session, problems = Session(small_project(folder, text)), Problems()
    (assignment,) = plan(session, (), problems).assignments
    ready = documents.ready(assignment, session, problems)
    return documents.compiled(ready, session, documents.exporter(ready.original, session), problems)


def test_a_proviso_stands_in_a_sentence_of_its_own():
    made = tree(compiled(article("甲は、負担する。ただし、緊急の場合（火災。）は、この限りでない。")))

    assert [("main", "甲は、負担する。"), ("proviso", "ただし、緊急の場合（火災。）は、この限りでない。")] == [
        (s.get("Function"), s.text) for s in made.iter("Sentence")
    ]


def test_a_signer_stands_in_columns_of_one_note(tmp_path: Path):
    made = tree(small(tmp_path, SMALL))
    notes = [[c.findtext("Sentence") for c in note.iter("Column")] for note in made.iter("Note")]

    assert [[], [], ["甲", "青森市長", "小野寺晃彦"], ["乙", "蓬田村長", "久慈修一"]] == notes


def test_what_is_not_in_the_file_is_told(tmp_path: Path):
    law = lawxml.write(small(tmp_path, SMALL), "標準")

    assert [
        "表紙",
        "番号（この文書にないので、形式が求める LawNum は「令和元年連携協約第一号」、Num は 1 としました）",
    ] == [o.what for o in law.omitted[:2]]


def test_the_strict_flavour_makes_up_no_number_and_says_how_words_run(tmp_path: Path):
    made = tree(small(tmp_path, SMALL), "厳密")

    assert (made.findtext("LawNum") or "") == ""
    assert {"horizontal"} == {s.get("WritingMode") for s in made.iter("Sentence")}


def test_the_number_of_a_publication_is_that_of_the_law():
    lines = [
        nodes.PublicationLine(words(line))
        for line in ("令和２年３月25日", "青森市告示第12号", "（令和３年条例第９号）")
    ]
    made = tree(compiled(nodes.Title(words("題名")), *lines, article("する。"), day=None, kind="例規"))

    assert ("令和二年青森市告示第十二号", "Reiwa", "2", "12") == (
        made.findtext("LawNum"), made.get("Era"), made.get("Year"), made.get("Num"),
    )  # fmt: skip


def test_the_number_of_an_amendment_is_not_that_of_the_law():
    """A 条例 of 平成17年 whose own line stands in brackets was said to be of the day of its first amendment."""
    lines = [
        nodes.PublicationLine(words(line))
        for line in ("改正　平成二四年六月二九日条例第二三号", "（平成十七年三月二十五日条例第十一号）")
    ]
    made = tree(compiled(nodes.Title(words("題名")), *lines, article("する。"), day=None, kind="例規"))

    assert ("平成十七年条例第十一号", "17", "3", "25") == (
        made.findtext("LawNum"), made.get("Year"), made.get("PromulgateMonth"), made.get("PromulgateDay"),
    )  # fmt: skip


def test_a_paper_without_a_day_is_refused():
    with pytest.raises(lawxml.UnheldError, match="日付のない文書"):
        lawxml.write(compiled(article("する。"), day=None), "標準")


def test_a_paper_without_articles_is_refused():
    with pytest.raises(lawxml.UnheldError, match="条も項もない文書"):
        lawxml.write(compiled(nodes.Passage("段落", words("あいさつ"))), "標準")


def test_chapters_that_the_schema_does_not_know_are_refused():
    made = compiled(
        nodes.Chapter("一", "章", words("総則")), nodes.Chapter("二", "款", words("通則")), article("する。")
    )

    with pytest.raises(lawxml.UnheldError, match="「第1款」が章のすぐ下にあります"):
        lawxml.write(made, "標準")


def test_signs_of_markup_are_words():
    (sentence,) = tree(compiled(article('A & B < C「"」。'))).iter("Sentence")

    assert 'A & B < C「"」。' == sentence.text


def test_rows_that_say_the_same_in_every_column_are_one():
    column = nodes.Column("名", words("名"), merged=True)
    rows = tuple(nodes.Row(str(n), (nodes.cell(words(text)),)) for n, text in enumerate(("甲", "甲", "乙")))
    made = tree(compiled(article("次の表", tables=(nodes.Table((column,), rows),))))

    assert ["甲", "乙"] == [re.sub(r"\s", "", "".join(map(str, row.itertext()))) for row in made.iter("TableRow")]


def test_the_same_document_gives_the_same_bytes():
    session, problems = Session(ROOT), Problems()
    (first, *_) = plan(session, ("aomori",), problems).assignments
    made = documents.compiled(
        documents.ready(first, session, problems), session, documents.exporter(first.original, session), problems
    )

    assert lawxml.write(made, "標準") == lawxml.write(made, "標準")
