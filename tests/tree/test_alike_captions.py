"""引用() by a 見出し that several articles bear: it names one of them by a key alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected
from pipeline.project.compiling import bind
from tests.tree.test_refer import SMALL_SOURCE, cite, printed
from tests.workshop import SMALL, bound, original, small_project

ALIKE = """\
条:
  - 見出し: 目的
    本文: "{0}"
  - 見出し: 協議
    {1}本文: 甲乙協議する。
  - 見出し: 費用
    本文: 甲が負担する。
  - キー: 協議（2）
    見出し: 協議
    本文: この協約にない事項は、甲乙協議する。
"""


def alike(folder: Path, reference: str, key: str = "") -> Path:
    head, tail = SMALL.split("条:\n")
    return small_project(folder, head + ALIKE.format(reference, key) + "末文" + tail.split("末文")[1])


def test_a_caption_that_two_articles_bear_names_neither(tmp_path: Path):
    """「協議」 is that of 第2条 and of 第4条, which has a key besides: nobody can tell which is meant."""
    loaded, problems = original(alike(tmp_path, cite("協議")), SMALL_SOURCE)
    assert loaded is not None
    with pytest.raises(Rejected) as caught:
        bind(loaded, None, problems)

    (error,) = caught.value.problems.errors
    assert error.message == "見出しが「協議」のものが2つあります（第2条、第4条）"
    assert "「協議（2）」" in error.cure


@pytest.mark.parametrize(("reference", "words"), [("協議（2）", "第4条"), ("相談", "次条")])
def test_a_key_names_one_of_two_articles_of_one_caption(tmp_path: Path, reference: str, words: str):
    made = bound(alike(tmp_path, cite(reference), "キー: 相談\n    "), SMALL_SOURCE, None)[0]

    assert printed(made)[0] == words


def test_a_key_wins_over_the_captions_of_others(tmp_path: Path):
    """A key that somebody gave is what 引用 names first, whatever another article is called."""
    source = ALIKE.replace("見出し: 費用", "キー: 協議\n    見出し: 費用").replace(
        "見出し: 協議\n    {1}", "キー: 一\n    見出し: 協議\n    {1}"
    )
    head, tail = SMALL.split("条:\n")
    project = small_project(tmp_path, head + source.format(cite("協議"), "") + "末文" + tail.split("末文")[1])

    assert printed(bound(project, SMALL_SOURCE, None)[0])[0] == "第3条"


def test_the_captions_of_items_and_schedules_are_no_names(tmp_path: Path):
    """Only 条 and 項 are found by their 見出し: that of a 号 makes no name ambiguous."""
    source = ALIKE.replace(
        "  - キー: 協議（2）\n    見出し: 協議\n    本文: この",
        "  - 見出し: 雑則\n    本文: 次のとおり。\n    号: [{{見出し: 協議, 本文: 協議する。}}]\n  - 見出し: 定め\n    本文: この",
    )
    head, tail = SMALL.split("条:\n")
    project = small_project(tmp_path, head + source.format(cite("協議"), "") + "末文" + tail.split("末文")[1])

    assert printed(bound(project, SMALL_SOURCE, None)[0])[0] == "次条"
