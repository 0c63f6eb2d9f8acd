"""A citation that was written by hand does not follow what it cites: an amendment that leaves it behind says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.workshop import SMALL, edit, small_project

SOURCE = "sources/aomori/small.yaml"
ARTICLES = """\
  - 見出し: 取組
    項:
      - 甲及び乙は、取組を行う。
      - 本文: 取組は、次に掲げるものとする。
        号: [{ キー: 医療, 本文: 医療に関すること。 }, { キー: 福祉, 本文: 福祉に関すること。 }]
  - 見出し: 費用
    本文: CITING
  - 見出し: 細目
    本文: 細目は、別に定める。
"""


def told(
    root: Path, monkeypatch: pytest.MonkeyPatch, citing: str, *changes: tuple[str, str], base: tuple[str, ...] = ()
) -> list[str]:
    """What is said of citations when a paper is amended; `base` names another text than the signed version."""
    paper = SMALL.replace("は、次のとおり協約", "は、地方自治法第252条の2第1項の規定により、次のとおり協約")
    small_project(root, paper.replace("末文:", ARTICLES.replace("CITING", citing) + "末文:"))
    monkeypatch.chdir(root)
    assert 0 == CliRunner().invoke(cli, ("freeze", "aomori/small"), catch_exceptions=False).exit_code
    CliRunner().invoke(cli, ("build", "aomori/small", "--format", "txt"), catch_exceptions=False)
    for old, new in changes:
        edit(root / SOURCE, old, new)
    done = CliRunner().invoke(cli, ("amend", "aomori/small", "--on", "令和2年3月25日", *base), catch_exceptions=False)
    assert 0 == done.exit_code, done.stderr
    return [line.split("の「", 1)[1] for line in done.stderr.splitlines() if "注意[引用の先]" in line]


ITEM = ("号: [{ キー: 医療", "号: [介護に関すること。, { キー: 医療")
ARTICLE = ("  - 見出し: 費用\n", "  - { 見出し: 会議, 本文: 甲及び乙は、会議を開く。 }\n  - 見出し: 費用\n")


@pytest.mark.parametrize("base", [(), ("--from", "build/aomori/small.txt")])
def test_a_number_that_stays_while_its_unit_moves_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: tuple[str, ...]
):
    """(2) is (3) now; 第2条第2項第2号 went on to be printed, proven, and cited another 号."""
    said = told(tmp_path, monkeypatch, "第2条第2項第2号及び第4条の費用は、甲が負担する。", ITEM, ARTICLE, base=base)

    assert [
        "第2条第2項第2号」は、変更前は第2条第2項第2号（変更後の第2条第2項第3号）を、変更後は第2条第2項第2号を指します",
        "第4条」は、変更前は第4条（変更後の第5条）を、変更後は第4条を指します",
    ] == said


def test_the_article_before_that_is_another_one_now_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    said = told(tmp_path, monkeypatch, "前条の取組の費用は、甲が負担する。", ARTICLE)

    assert ["前条」は、変更前は第2条（変更後の第2条）を、変更後は第3条を指します"] == said


def test_what_is_cited_and_struck_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    other = (
        "  - 見出し: 細目\n    本文: 細目は、別に定める。\n",
        "  - 見出し: 会議\n    本文: 甲乙が毎年集まる会を置く。\n",
    )

    said = told(tmp_path, monkeypatch, "第4条に定めるもののほか、費用は、甲が負担する。", other)

    assert ["第4条」は、変更前は第4条（削られるもの）を、変更後は第4条を指します"] == said


@pytest.mark.parametrize(
    ("citing", "changes"),
    [
        ('"{{ 引用(\\"福祉\\") }}及び{{ 引用(\\"細目\\") }}の費用は、甲が負担する。"', (ITEM, ARTICLE)),
        ("第2条第2項の取組の費用は、甲が負担する。", (ITEM, ARTICLE)),
        ("地方自治法第4条の費用は、甲が負担する。", (ITEM, ARTICLE)),
        ("第4条の費用は、甲が負担する。", (ARTICLE, ("第4条の費用", "第5条の費用"))),
    ],
)
def test_what_follows_or_was_put_right_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, citing: str, changes: tuple[tuple[str, str], ...]
):
    assert [] == told(tmp_path, monkeypatch, citing, *changes)
