"""Every rule finds its wrong sentences and leaves its right ones alone; no rule speaks in the right ones of another."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Place
from pipeline.lint.examine import examine
from pipeline.lint.paper import text_sheet
from pipeline.lint.passage import Passage, Sheet
from pipeline.lint.rule import Rule
from pipeline.lint.rules import RULES
from pipeline.lint.rules.blanks import BLANKS
from pipeline.lint.rules.marks import COMMAS


def ids(text: str, *, only: Rule | None = None) -> list[str]:
    rules = (only,) if only is not None else tuple(r for r in RULES if r.weight != "参考")
    return [f.rule.id for f in examine(text_sheet("x.txt", text), rules)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_finds_its_wrong_sentences(rule: Rule):
    assert [] == [sentence for sentence in rule.wrong if not ids(sentence, only=rule)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_leaves_its_right_sentences_alone(rule: Rule):
    assert [] == [sentence for sentence in rule.right if ids(sentence, only=rule)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_no_rule_speaks_in_right_sentences_of_another(rule: Rule):
    assert [] == [(sentence, ids(sentence)) for sentence in rule.right if ids(sentence)]


def test_every_rule_has_three_sentences_of_each():
    assert [] == [r.id for r in RULES if len(r.wrong) < 3 or len(r.right) < 3]


def test_ids_stand_once():
    assert len(RULES) == len({r.id for r in RULES})


def test_marks_of_thousands_are_no_commas():
    text = "人口は1，200人、世帯は1，500戸、職員は2，300人で、面積は３，４００ヘクタール，道路は広い。"
    found = examine(text_sheet("x.txt", text), (COMMAS,))
    assert [("，", "、")] == [(f.words, f.proposal) for f in found]


@pytest.mark.parametrize("text", ["\u3000甲は、協力する。", " 甲は、協力する。", "\u00a0甲は、協力する。"])
def test_a_blank_before_a_text_is_told(text: str):
    """Readers of papers strip it; a source prints it: 第1条　　甲は …"""
    passage = Passage(text, text, "項", (), lambda _start, _end: Place("a.yaml"))

    assert [(0, 1)] == [(hit.start, hit.end) for _, hit in BLANKS.hits(Sheet("a", "協約", (passage,), True, True))]
