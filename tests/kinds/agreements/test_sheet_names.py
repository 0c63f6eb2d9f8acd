"""Two sheets of one name: check tells of them, before an amendment cannot say which it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_amend_rules import AREA, run

HEAD = """\
種別: 例規
題名: 会館規則
公布: { 題名の後: [平成18年3月24日, 規則第12号] }
条:
  - 見出し: 申請
    本文: 会館を使用する者は、別に定める様式により申請する。
附則: この規則は、公布の日から施行する。
別表:
"""


def told(root: Path, monkeypatch: pytest.MonkeyPatch, *sheets: str) -> str:
    (root / "sources/a").mkdir(parents=True)
    (root / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    made = "".join(f"  - {head}\n    キー: k{n}\n    前書き: 次のとおり{n}。\n" for n, head in enumerate(sheets))
    (root / "sources/a/k.yaml").write_text(HEAD + made, encoding="utf-8")
    monkeypatch.chdir(root)
    done = run("check")
    assert 0 == done.exit_code, done.output
    return done.stderr


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("呼び名: 別記", "呼び名: 別記"),
        ("呼び名: 様式第1号", "呼び名: 様式第１号"),
        ("呼び名: 別紙第12", "呼び名: 別紙第十二"),
        ("見出し: 使用料", "呼び名: 別表"),
    ],
)
def test_two_sheets_of_one_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str):
    """Only renkei amend said it, when the paper had been frozen and changed."""
    said = told(tmp_path, monkeypatch, first, second)

    assert f"「{second.removeprefix('呼び名: ')}」という名前の別表・別紙・様式などが二つあります" in said
    assert 1 == said.count("二つあります")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("呼び名: 別記", "呼び名: 別紙"),
        ("呼び名: 様式第1号", "呼び名: 様式第1号の2"),
        ("呼び名: 様式第1号（その1）", "呼び名: 様式第1号（その2）"),
        ("呼び名: 様式第1号", "呼び名: 別記様式第1号"),
        ("見出し: 使用料", "見出し: 使用料"),
    ],
)
def test_sheets_of_names_of_their_own_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str):
    assert "二つあります" not in told(tmp_path, monkeypatch, first, second)
