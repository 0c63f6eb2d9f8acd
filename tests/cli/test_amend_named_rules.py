"""renkei amend of rules of any name: what amends them is never called what they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_amend_rules import AREA, run
from tests.workshop import edit

RULE = """\
種別: 例規
題名: {title}
公布: {{ 題名の後: [平成21年3月31日, {number}] }}
条:
  - 見出し: 所管
    本文: 支所の事務は、総務課において処理する。
附則: この{own}は、公布の日から施行する。
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begin(root: Path, name: str, title: str, number: str, own: str) -> None:
    path = root / f"sources/a/{name}.yaml"
    path.write_text(RULE.format(title=title, number=number, own=own), encoding="utf-8")
    assert 0 == run("freeze", f"a/{name}").exit_code
    edit(path, "総務課", "企画課")


@pytest.mark.parametrize(
    ("title", "number", "own", "called"),
    [
        ("会館条例施行細則", "規則第5号", "規則", "規則"),
        ("会館条例施行細則", "規則第　　号", "細則", "規則"),
        ("会館運営細則", "", "細則", "細則"),
        ("会館運営細則", "訓令第5号", "規則", "訓令"),
        ("会館職員心得", "訓令第5号", "訓令", "訓令"),
        ("会館職員心得", "訓令第5号", "心得", "心得"),
        ("会館の所管を定める件", "告示第5号", "告示", "告示"),
        ("会館処務規程", "訓令第5号", "訓令", "規程"),
        ("会館使用要領", "", "要領", "要領"),
        ("会館使用内規", "", "内規", "内規"),
        ("会館使用取扱基準", "告示第5号", "基準", "基準"),
    ],
)
def test_what_amends_a_rule_is_called_as_it_is_made(root: Path, title: str, number: str, own: str, called: str):
    """A 施行細則 is made as 規則: it could not be amended at all, for its title ended with no known word."""
    begin(root, "k", title, number or "番号なし", own)

    done = run("amend", "a/k", "--on", "令和8年3月20日", "--effective", "令和8年4月1日")

    assert 0 == done.exit_code, done.output
    made = (root / f"build/a/k-改正/一部改正{called}.txt").read_text(encoding="utf-8")
    assert f"{title}の一部を改正する{called}\n" in made
    assert f"この{called}は、令和8年4月1日から施行する。" in made
    assert "変更" not in (root / "build/a/k-改正/新旧対照表.txt").read_text(encoding="utf-8")


def test_a_rule_that_says_nowhere_as_what_it_was_made_is_not_guessed(root: Path):
    begin(root, "k", "会館の所管を定める件", "番号なし", "定め")

    done = run("amend", "a/k", "--on", "令和8年3月20日")

    assert 1 == done.exit_code
    assert "「会館の所管を定める件」の一部を改めるものを何（規則、訓令、要綱など）と呼ぶか" in done.stderr
    assert "「規則第5号」のように番号を書いて" in done.stderr


def test_a_rule_of_any_title_was_not_signed(root: Path):
    """Frozen, changed and frozen again it was told of as an agreement: 変更協約, 締結."""
    begin(root, "k", "会館の所管を定める件", "告示第5号", "告示")

    told = run("freeze", "a/k")
    run("amend", "a/k", "--on", "令和8年3月20日")
    kept = run("freeze", "a/k", "--again", "--on", "令和8年3月20日", "--amendment", "build/a/k-改正/改め文.txt")
    made = run("build", "a/k", "--format", "txt")

    assert "一部改正の文を作るなら" in told.stderr
    assert (0, 0) == (kept.exit_code, made.exit_code), kept.output + made.output
    assert "改正　令和8年3月20日" in (root / "build/a/k.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "number", "called"),
    [
        ("会館条例施行規則", "規則第5号", "規則"),
        ("会館条例施行細則", "訓令第5号", "訓令"),
        ("会館規則取扱要綱", "告示第5号", "要綱"),
    ],
)
def test_law_xml_numbers_what_amends_a_rule_as_what_it_is(root: Path, title: str, number: str, called: str):
    """Of 条例施行規則 it was numbered as a 条例, the first word found in its title."""
    begin(root, "k", title, number, called)

    done = run("amend", "a/k", "--on", "令和8年3月20日", "--lawxml")

    assert 0 == done.exit_code, done.output
    law = (root / f"build/a/k-改正/一部改正{called}.xml").read_text(encoding="utf-8")
    assert f"<LawNum>令和八年{called}第一号</LawNum>" in law
