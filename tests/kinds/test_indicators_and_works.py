"""指標表 and 事業表: years, targets and results, 達成率, municipalities (○), costs; stated figures are printed or refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems, Rejected
from pipeline.project import compiling
from pipeline.writers import text as writer
from tests.workshop import ROOT, build, messages, original, small_project

HEAD = """\
種別: 計画
題名: 計画
部:
  - 見出し: 指標
    内容:
"""
INDICATORS = """\
指標表:
  題: 指標
  年度: [令和6年度, 令和7年度]
  達成率の年度: 令和7年度
  行:
    - { 名称: 入込客数, 単位: 万人, 目標: { 令和6年度: "320", 令和7年度: "330" }, 実績: { 令和7年度: "341" } }
    - { 名称: ごみ, 向き: 減少, 基準値: "1,020", 目標: { 令和7年度: "980" }, 実績: { 令和7年度: "990" } }
    - { 名称: 満足度, 目標: { 令和6年度: 現状維持以上, 令和7年度: 〃 }, 実績: { 令和7年度: 検討中 } }
"""
WORKS = """\
事業表:
  題: 事業
  市町: [甲市, 乙町]
  年度: [令和6年度, 令和7年度]
  行:
    - { 名称: 観光, 市町: すべて, 事業費: { 令和6年度: "1,000千円", 令和7年度: "2,000千円" } }
    - { 名称: 救急, 市町: [甲市], 事業費: { 令和7年度: 500千円 } }
    - { 名称: 観光, 再掲: はい, 市町: すべて, 事業費: { 令和6年度: "1,000千円" } }
"""


def built(folder: Path, block: str) -> tuple[str, Problems]:
    first, *rest = block.strip("\n").split("\n")
    source = HEAD + f"      - {first}\n" + "".join(f"        {line}\n" for line in rest)
    root = small_project(folder, source)
    loaded, problems = original(root, "sources/aomori/small.yaml")
    if loaded is None:
        return "", problems
    try:
        return writer.write(compiling.set_galley(loaded, None, problems)).decode(), problems
    except Rejected as rejected:
        return "", rejected.problems


def test_rates_are_computed_from_numbers_and_left_out_for_words(tmp_path: Path):
    """Of what is to fall, the way that is gone: (1,020-990)/(1,020-980)."""
    printed, problems = built(tmp_path, INDICATORS)

    assert [] == messages(problems)
    assert "入込客数\t万人\t\t320\t330 （341）\t103.3%" in printed
    assert "ごみ\t\t1,020\t－\t980 （990）\t75.0%" in printed
    assert "満足度\t\t\t現状維持以上\t〃 （検討中）\t－" in printed


@pytest.mark.parametrize(
    ("stated", "holds"), [("103.3%", True), ("103%", True), ("103.4%", True), ("105.0%", False), ("算定中", True)]
)
def test_a_stated_rate_is_printed_or_refused(stated: str, holds: bool, tmp_path: Path):
    printed, problems = built(tmp_path, INDICATORS.replace("単位: 万人", f"達成率: {stated}", 1))

    assert holds == (() == problems.errors)
    assert (f"\t{stated}\n" in printed) is holds


def test_a_year_is_no_fiscal_year(tmp_path: Path):
    _, problems = built(tmp_path, INDICATORS.replace('実績: { 令和7年度: "341" }', '実績: { 令和7年: "341" }'))

    assert "「令和7年」は、この表の年度にありません" in problems.errors[0].message
    assert "「令和7年度」のことではありませんか" in problems.errors[0].cure


def test_costs_are_added_but_for_those_told_elsewhere(tmp_path: Path):
    printed, problems = built(tmp_path, WORKS)

    assert [] == messages(problems)
    assert "観光\t○\t○\t1,000\t2,000\t3,000" in printed
    assert "救急\t○\t\t－\t500\t500" in printed
    assert "観光（再掲）" in printed
    assert "計\t\t\t1,000\t2,500\t3,500" in printed
    assert "再掲の事業の事業費は、計に含まない。" in printed


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("  計: { 令和7年度: 2,600千円 }".replace("2,600千円", '"2,600千円"'), "内訳を足すと2,500千円です"),
        ('  計: { 計: "4,000千円" }', "内訳を足すと3,500千円です"),
        ('  事業数: "3"', "数えると2です"),
        ("  計: { 令和8年度: 1千円 }", "「令和8年度」は、この表の年度にありません"),
    ],
)
def test_what_does_not_fit_is_refused(more: str, message: str, tmp_path: Path):
    _, problems = built(tmp_path, f"{WORKS.rstrip()}\n{more}\n")

    assert any(message in d.message for d in problems.errors)


def test_a_municipality_that_has_no_column_is_refused(tmp_path: Path):
    _, problems = built(tmp_path, WORKS.replace("市町: [甲市],", "市町: [丙村],"))

    assert "「丙村」は、この表の市町にありません" in problems.errors[0].message


def test_counts_of_municipalities_are_held_against_the_area(tmp_path: Path):
    (tmp_path / "sources/shiomi").mkdir(parents=True)
    for name in ("area.yaml", "gaiyo.yaml"):
        text = (ROOT / "sources/shiomi" / name).read_text(encoding="utf-8")
        (tmp_path / "sources/shiomi" / name).write_text(text.replace("2市2町1村", "3市2町"), encoding="utf-8")

    report = build(tmp_path, formats=("txt",))

    assert ["「3市2町」とありますが、圏域の市町村は2市2町1村です"] == messages(report.problems)


@pytest.mark.parametrize("name", ["yosan", "gaiyo", "keikaku", "kankyo"])
def test_the_examples_are_made_without_a_word(name: str, tmp_path: Path):
    shutil.copytree(ROOT / "sources/shiomi", tmp_path / "sources/shiomi")

    report = build(tmp_path, f"shiomi/{name}", formats=("docx", "pdf", "txt", "html", "xlsx"))

    assert [] == messages(report.problems)
    assert 5 == len(list((tmp_path / "build/shiomi").glob(f"{name}.*")))
