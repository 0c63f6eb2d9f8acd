"""Defined terms: defined once, before their use, and used."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected, Severity
from pipeline.project.compiling import bind
from tests.workshop import SMALL, messages, original, project, small_project

SMALL_SOURCE = "sources/aomori/small.yaml"


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    loaded, problems = original(small_project(folder, text), SMALL_SOURCE)
    assert loaded is not None, messages(problems)
    with suppress(Rejected):
        bind(loaded, None, problems)
    return [(d.severity.value, d.message) for d in problems.found]


def test_the_sample_has_no_fault_of_terms(tmp_path: Path):
    loaded, problems = original(project(tmp_path))
    assert loaded is not None

    bind(loaded, "蓬田村", problems)

    assert [] == problems.found


def test_a_term_defined_twice_is_an_error(tmp_path: Path):
    text = SMALL.replace("甲及び乙は、協力する。", "青森市（以下「甲」という。）及び乙は、協力する。")

    assert [(Severity.ERROR.value, "「甲」が二度定義されています（一度目は6行目）")] == found(tmp_path, text)


def test_a_term_never_used_is_reported(tmp_path: Path):
    text = SMALL.replace("協力する。", "協議会（以下「会」という。）を置く。")

    assert [("注意", "「会」は定義された後、一度も使われていません")] == found(tmp_path, text)


def test_a_term_used_before_its_definition_is_reported(tmp_path: Path):
    text = SMALL.replace(
        "協力する。", "協議会に諮り、連携中枢都市圏懇談会（以下「協議会」という。）を置き、協議会に諮る。"
    )

    assert [("注意", "「協議会」が定義の前に使われています")] == found(tmp_path, text)


@pytest.mark.parametrize(
    "words",
    [
        "この圏域は、青森圏域（以下「圏域」という。）という。圏域に",  # it is pointed at, as in the 規約 of a union
        "青森圏域（以下「圏域」という。）の圏域内に",  # the words that it abbreviates hold the term
        "八戸圏域と青森圏域（以下「圏域」という。）の圏域に",  # part of another name
        "連携協約書（以下単に「協約書」という。）は、協約書",
        "甲の区域及び乙の区域（以下これらを「区域」という。）の区域",
    ],
)
def test_a_sound_definition_is_not_reported(tmp_path: Path, words: str):
    assert "定義の前" not in str(found(tmp_path, SMALL.replace("協力する。", f"{words}協力する。")))


def test_a_heading_names_what_its_article_defines(tmp_path: Path):
    """（委託事務の範囲）第1条　…に関する事務（以下「委託事務」という。）を委託する。"""
    text = SMALL.replace("見出し: 目的", "見出し: 委託事務の範囲").replace(
        "協力する。", "収集に関する事務（以下「委託事務」という。）を行い、委託事務の状況を公表する。"
    )

    assert [] == found(tmp_path, text)


def test_two_articles_may_define_a_word_for_themselves(tmp_path: Path):
    """以下この条において: it was refused as defined twice."""
    words = "対象となる者（以下この条において「対象者」という。）を定め、対象者に通知する。"
    text = SMALL.replace("協力する。", f"{words}\n  - 見出し: 報告\n    本文: 対象者以外の者に係る{words}")

    assert [] == found(tmp_path, text)
