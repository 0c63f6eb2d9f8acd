"""The change list of papers without 条: every change once, columns and merged cells as one, figures by what they changed."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.comparing.changes import compare
from pipeline.comparing.figures import Figure
from pipeline.comparing.node import JOINED, Node
from pipeline.papers.change_list import Side, data
from pipeline.papers.versions.tree_report import tree_report
from tests.comparing.strategies import PAPERS, edited
from tests.examples import examples
from tests.workshop import ROOT

SCHEMA = json.loads((ROOT / "docs" / "changes.schema.json").read_text(encoding="utf-8"))
HEAD = ("事業名", "予算額", "備考")


def row(*cells: str, kind: str = "行") -> Node:
    inner = tuple(Node("欄", words=w, column=n) for n, w in enumerate(cells))
    return Node("欄名" if kind == "欄名" else "行", children=inner)


def paper(*rows: Node, head: tuple[str, ...] = HEAD) -> Node:
    table = Node("表", children=(row(*head, kind="欄名"), *rows), key="事業一覧")
    return Node("文書", children=(Node("節", "第1章　", "取組", form="2", children=(table,)),))


@settings(max_examples=examples(150), deadline=None)
@given(st.data())
def test_every_change_is_told_once_and_the_list_is_valid(data_: st.DataObject):
    old = data_.draw(PAPERS)
    compared = compare(old, data_.draw(edited(old)))

    told = tree_report(compared)

    assert Counter(compared.changes) == Counter(c for changes in told.changes for c in changes)
    assert len(told.changes) == len(told.report.entries)
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(data(told.report, Side("a"), Side("b")))))


def test_a_changed_amount_has_row_column_and_difference():
    told = tree_report(compare(paper(row("観光", "12,500", "")), paper(row("観光", "12,300", ""))))

    (entry,) = told.report.entries
    assert ("第1章 取組 ＞ 事業一覧の表 ＞ 観光の項", "予算額") == (entry.place_new, entry.column)
    assert (Figure("12,500", "12,300", "△200"),) == entry.figures


def test_a_column_that_comes_is_one_entry_with_its_words_row_by_row():
    old = paper(row("観光", "1"), row("防災", "2"), head=HEAD[:2])
    new = paper(row("観光", "1", "新規"), row("防災", "2", "継続"))

    (entry,) = tree_report(compare(old, new)).report.entries

    assert ("追加", "備考", "備考\n新規\n継続") == (entry.kind, entry.column, entry.new)


def test_a_cell_that_holds_for_several_rows_is_told_once():
    def rows(words: str) -> tuple[Node, ...]:
        first, *others = row(words, "1", ""), row(words, "2", ""), row(words, "3", "")
        joined = (Node("行", children=(Node("欄", words=words, form=JOINED), *r.children[1:])) for r in others)
        return (first, *joined)

    (entry,) = tree_report(compare(paper(*rows("経済の成長")), paper(*rows("経済のけん引")))).report.entries

    assert ("経済の成長", "経済のけん引") == (entry.old, entry.new)


def test_a_number_a_citation_and_a_width_are_no_substance():
    def chapter(label: str, words: str) -> Node:
        return Node("文書", children=(Node("節", label, "期間", form="1", children=(Node("文", words=words),)),))

    found = tree_report(
        compare(chapter("第2章　", "第4章に掲げる取組を進める。"), chapter("第3章　", "第5章に掲げる取組を進める。"))
    )
    width = tree_report(compare(chapter("", "令和8年度 の事業"), chapter("", "令和８年度の事業")))

    assert ["番号のみ", "引用のみ"] == [e.kind for e in found.report.entries]
    assert ["体裁"] == [e.kind for e in width.report.entries]
