"""別表第2　削除: a sheet that keeps its number and says nothing else; one of which the source says nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_amend_rules import AREA, run
from tests.kinds.agreements.test_sheet_names import HEAD

# What the plain text sets before words of a 別表 that have no label.
PARAGRAPH = "\u200b"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, *sheets: str) -> None:
    made = "".join(f"  - {sheet}\n" for sheet in sheets)
    (root / "sources/a/k.yaml").write_text(HEAD + made, encoding="utf-8")


def test_a_deleted_sheet_prints_its_number_and_that_it_is_deleted(root: Path):
    """None could be written: 別表に何も書かれていません, and a page of a 例規集 that has one was not built."""
    write(
        root, "削除: はい", "{ 削除: はい }", "前書き: 別に定める。", "{ 呼び名: 様式第1号, 関係: 第1条, 削除: はい }"
    )

    done = run("build", "--format", "txt")

    assert (0, "") == (done.exit_code, done.stderr)
    text = (root / "build/a/k.txt").read_text(encoding="utf-8")
    sheets = ["別表第1　削除", "別表第2　削除", "別表第3", "別に定める。", "様式第1号（第1条関係）　削除"]
    assert sheets == text.strip().split("\n\n")[-5:]


def test_a_deleted_sheet_says_nothing_else(root: Path):
    write(root, "{ 削除: はい, 前書き: 別に定める。 }")

    assert "削除した別表に文があります" in run("check").stderr


def test_a_sheet_of_a_heading_alone_is_built_and_told(root: Path):
    """A form that is kept as a drawing elsewhere has no words of its own; a sheet that was forgotten has none either."""
    write(root, "{ 呼び名: 様式第1号, 関係: 第1条 }")

    done = run("build", "--format", "txt")

    assert 0 == done.exit_code, done.stderr
    assert "様式第1号（第1条関係）\n" in (root / "build/a/k.txt").read_text(encoding="utf-8")
    assert "見出しのほかに何も書かれていない別表・様式などがあります" in done.stderr


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("前書き: 別に定める。", "削除: はい", "別表第1を次のように改める。\n別表第1　削除\n"),
        ("削除: はい", "前書き: 別に定める。", "別表第1を次のように改める。\n別表第1\n別に定める。\n"),
        (
            "{ 呼び名: 様式第1号, 関係: 第1条 }",
            "{ 呼び名: 様式第1号, 削除: はい }",
            "様式第1号を次のように改める。\n様式第1号　削除\n",
        ),
    ],
)
def test_a_sheet_is_amended_to_be_deleted_and_back(root: Path, before: str, after: str, said: str):
    write(root, before, "削除: はい")
    run("freeze", "a/k")
    write(root, after, "削除: はい")

    done = run("amend", "a/k", "--on", "令和8年3月25日")

    assert 0 == done.exit_code, done.stderr
    text = (root / "build/a/k-改正/改め文.txt").read_text(encoding="utf-8").replace(PARAGRAPH, "")
    assert text.endswith(said), text
