"""References within 附則, to them and out of them: where there are several, each word means one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected
from pipeline.project.compiling import bind
from pipeline.tree.nodes import Article, Reference, Supplement, text_of
from pipeline.tree.refer import BoundDocument
from tests.tree.walks import stretches
from tests.workshop import SMALL, bound, messages, original, small_project

SMALL_SOURCE = "sources/aomori/small.yaml"
ARTICLES = """\
条:
  - {{ 見出し: 目的, 本文: "{0}" }}
  - {{ 見出し: 方針, 本文: 甲。 }}
  - {{ 見出し: 費用, 本文: 甲。 }}
"""
SUPPLEMENTS = """\
附則:
  - 条:
      - {{ 見出し: 施行期日, 本文: "{0}" }}
      - {{ 見出し: 経過措置, 項: ["{1}", {{ キー: 経過の特例, 本文: 甲。 }}] }}
      - {{ 見出し: 検討, 本文: 甲。 }}
  - 題: （令和7年条例第3号）
    項: ["{2}", 甲。, {{ キー: 改正の検討, 本文: 甲。 }}]
"""


def with_supplements(*texts: str, first: str = "甲。") -> str:
    """The small agreement with the 附則 of the text and one of an amendment behind it."""
    head, tail = SMALL.split("条:\n")
    return (
        head
        + ARTICLES.format(first)
        + SUPPLEMENTS.format(*(*texts, *["甲。"] * 3)[:3])
        + "末文"
        + tail.split("末文")[1]
    )


def cite(key: str) -> str:
    return "{{ 引用('" + key + "') }}"


def supplements_printed(document: BoundDocument) -> list[str]:
    """What the first 項 of each 条 of each 附則 says."""
    held = (b for b in document.document.body if isinstance(b, Supplement))
    return [text_of(article.paragraphs[0].text) for block in held for article in block.articles]


def test_an_article_of_a_supplement_is_cited_as_one_of_the_supplement(tmp_path: Path):
    """第3条 within 附則 is that of the text, so a 条 of the 附則 is 附則第3条 there, too; beside it 次条."""
    cited = [cite(key) for key in ("検討", "経過措置", "経過の特例", "費用")]
    text = with_supplements("、".join(cited), cite("施行期日"), cite("改正の検討"), first=cite("経過の特例"))
    document = bound(small_project(tmp_path, text), SMALL_SOURCE, None)[0]

    assert ["附則第3条、次条、次条第2項、第3条", "前条", "甲。", "附則第3項"] == supplements_printed(document)
    first = next(b for b in document.document.body if isinstance(b, Article))
    assert "附則第2条第2項" == text_of(first.paragraphs[0].text)


def test_a_supplement_means_itself_and_the_text_means_its_own(tmp_path: Path):
    """附則第3条 in one of several 附則 is that of the one; elsewhere it is that of the text, the first."""
    text = with_supplements("附則第3条の規定", "甲。", "附則第2項の規定", first="附則第3条の規定")
    document = bound(small_project(tmp_path, text), SMALL_SOURCE, None)[0]

    found = [i for inlines, _ in stretches(document.document) for i in inlines if isinstance(i, Reference)]
    orders = [document.positions[r.targets[0]].orders for r in found]
    assert [("附則第3条", (1, 3)), ("附則第3条", (1, 3)), ("附則第2項", (2, 2))] == [
        (r.printed, o[1:]) for r, o in zip(found, orders, strict=True)
    ]


@pytest.mark.parametrize(
    ("first", "text", "message"),
    [
        (cite("改正の検討"), "甲。", "「附則第3項」は、ここでは初めの附則のものになります"),
        ("甲。", cite("検討"), "「附則第3条」は、ここではこの附則のものになります"),
    ],
)
def test_what_the_words_would_not_mean_is_not_printed(tmp_path: Path, first: str, text: str, message: str):
    loaded, problems = original(
        small_project(tmp_path, with_supplements("甲。", "甲。", text, first=first)), SMALL_SOURCE
    )
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected) as caught:
        bind(loaded, None, problems)
    assert [message] == [d.message for d in caught.value.problems.errors]
