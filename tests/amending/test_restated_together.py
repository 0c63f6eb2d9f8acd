"""第1条から第3条までを次のように改める。: neighbours that are restated share one sentence, others do not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision

MANNER = Manner(House("half"))
OLD = ("火災の際に助け合う。", "要請は消防長が行う。", "費用は別に定める。", "細目を覚書に記す。", "協議して決める。")
NEW = ("本市の水道料金表", "議会へ毎年報告", "区域図と台帳の写し", "職員七名の派遣", "前払金なし")


def amended(old: str, new: str) -> str:
    made = amend(read_provision(old)[0], read_provision(new)[0], MANNER)
    assert isinstance(made, Proven), made
    return made.text


def articles(restated: list[bool], labels: tuple[str, ...]) -> str:
    return "条例\n" + "".join(
        f"（{'新' if other else '旧'}{n}）\n{label}　{(NEW if other else OLD)[n]}\n"
        for n, (label, other) in enumerate(zip(labels, restated, strict=True))
    )


def items(restated: list[bool], labels: tuple[str, ...]) -> str:
    lines = "".join(
        f"　{label}　{(NEW if other else OLD)[n]}\n"
        for n, (label, other) in enumerate(zip(labels, restated, strict=True))
    )
    return f"条例\n第1条　置く。\n第2条　次の事項を行う。\n{lines}第3条　定める。\n"


def of_supplement(restated: list[bool], labels: tuple[str, ...]) -> str:
    lines = "".join(
        f"{label}　{(NEW if other else OLD)[n]}\n"
        for n, (label, other) in enumerate(zip(labels, restated, strict=True))
    )
    return f"条例\n第1条　置く。\n附　則\n1　施行する。\n{lines}"


def annexes(restated: list[bool], labels: tuple[str, ...]) -> str:
    old, new = "区分\t額\n{}\t{}円\n", "種類\t数量\t摘要\n{}\t{}本\tなし\n消しゴム\t8個\tあり\n"
    return _sheets(restated, labels, old, new)


def forms(restated: list[bool], labels: tuple[str, ...]) -> str:
    old, new = "申請書\n{}\n{}\n氏名\n", "届出\n電話番号\n{}\n{}\n生年月日\n職業\n以下余白\n"
    return _sheets(restated, labels, old, new)


def _sheets(restated: list[bool], labels: tuple[str, ...], old: str, new: str) -> str:
    sheets = (
        f"{label}（第1条関係）\n" + (new.format(NEW[n], 90 + n) if other else old.format(OLD[n], 10 + n))
        for n, (label, other) in enumerate(zip(labels, restated, strict=True))
    )
    return "条例\n第1条　置く。\n" + "".join(sheets)


ARTICLES = ("第1条", "第2条", "第2条の2", "第3条", "第4条")
ITEMS = ("(1)", "(2)", "(2)の2", "(3)", "(4)")
PARAGRAPHS = ("2", "3", "4", "5", "6")
ANNEXES = ("別表第1", "別表第1の2", "別表第2", "別表第3", "別表第4")
FORMS = ("様式第1号", "様式第2号", "様式第2号の2", "様式第3号", "様式第4号")
SHAPES = ((articles, ARTICLES), (items, ITEMS), (of_supplement, PARAGRAPHS), (annexes, ANNEXES), (forms, FORMS))


@pytest.mark.parametrize(
    ("restated", "said"),
    [
        ((1, 1, 0, 0, 0), "第1条及び第2条を次のように改める。"),
        ((1, 1, 1, 0, 0), "第1条から第2条の2までを次のように改める。"),
        ((0, 1, 1, 1, 1), "第2条から第4条までを次のように改める。"),
    ],
)
def test_neighbouring_articles_are_named_together(restated: tuple[int, ...], said: str):
    assert amended(articles([False] * 5, ARTICLES), articles([*map(bool, restated)], ARTICLES)).startswith(said)


@pytest.mark.parametrize(
    ("restated", "said"),
    [
        ((1, 1, 0, 0, 0), "第2条第1号及び第2号を次のように改める。"),
        ((0, 0, 1, 1, 1), "第2条第2号の2から第4号までを次のように改める。"),
    ],
)
def test_neighbouring_items_are_named_by_their_own_numbers(restated: tuple[int, ...], said: str):
    assert amended(items([False] * 5, ITEMS), items([*map(bool, restated)], ITEMS)).startswith(said)


@given(st.lists(st.booleans(), min_size=5, max_size=5).filter(any), st.sampled_from(SHAPES))
def test_each_run_is_one_sentence(restated: list[bool], shape: tuple[Callable[..., str], tuple[str, ...]]):
    make, labels = shape
    text = amended(make([False] * 5, labels), make(restated, labels))

    assert text.count("を次のように改める。") == sum(other for other, _ in groupby(restated))


@pytest.mark.parametrize(
    ("make", "labels", "restated", "said"),
    [
        (annexes, ANNEXES, (0, 0, 1, 1, 0), ["別表第2及び別表第3を次のように改める。"]),
        (annexes, ANNEXES, (1, 1, 1, 0, 0), ["別表第1から別表第2までを次のように改める。"]),
        (forms, FORMS, (1, 1, 0, 0, 0), ["様式第1号及び様式第2号を次のように改める。"]),
        (forms, FORMS, (0, 1, 1, 1, 0), ["様式第2号から様式第3号までを次のように改める。"]),
        (forms, ("第1号様式", "第2号様式"), (1, 1), ["第1号様式及び第2号様式を次のように改める。"]),
    ],
)
def test_neighbouring_annexes_are_named_together(
    make: Callable[..., str], labels: tuple[str, ...], restated: tuple[int, ...], said: list[str]
):
    text = amended(make([False] * len(labels), labels), make([*map(bool, restated)], labels))

    assert said == [line for line in text.split("\n") if "改める" in line]


def test_annexes_of_several_words_are_named_apart():
    """様式第1号 to 別記第3号 is no range: 様式第2号 lies in it or does not."""
    labels = ("様式第1号", "別記第2号", "様式第2号", "別記第3号")
    text = amended(forms([False] * 4, labels), forms([True] * 4, labels))

    assert text.count("を次のように改める。") == len(labels)
