"""What tests of 条例 before a council share: one that was passed and is to be amended, its two sessions, and papers as lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import edit

AREA = """\
種別: 圏域
圏域名: 例示圏域
市町村:
  見本町:
    職名: 見本町長
    長: [{ 氏名: 見本花子, 就任日: 令和4年4月1日 }]
  例示市:
    職名: 例示市長
    長: [{ 氏名: 見本太郎, 就任日: 令和4年4月1日 }]
"""
RULE = """\
種別: 例規
題名: 見本町公民館条例
締結日: 令和8年3月20日
公布: { 題名の後: [令和8年3月20日, 見本町条例第5号] }
条:
  - { 見出し: 趣旨, 本文: この条例は、公民館について定める。 }
  - { 見出し: 使用料, 本文: 使用料は、100円とする。 }
附則:
  - 項: [この条例は、令和8年4月1日から施行する。]
"""
ADDED = """\
  - 題: （令和8年条例第　　号）
    項: [この条例は、令和8年10月1日から施行する。]
"""
FIRST = """\
種別: 議会
会議名: 令和8年第1回見本町議会定例会
議会: 見本町
会期: 令和8年3月2日～令和8年3月19日
提出日: 令和8年3月2日
案件:
  - 条例: jorei
    行為: 制定
    要約: 公民館を設置する
    議案番号: 12
    議決日: 令和8年3月19日
    結果: 原案可決
"""
SECOND = """\
種別: 議会
会議名: 令和8年第3回見本町議会定例会
議会: 見本町
会期: 令和8年9月1日～令和8年9月18日
提出日: 令和8年9月1日
案件:
  - 条例: jorei
    行為: 改正
    要約: 使用料の見直し
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A 条例 that was passed, published, frozen, and is to be amended."""
    folder = tmp_path / "sources/t"
    folder.mkdir(parents=True)
    for name, text in (("area", AREA), ("jorei", RULE), ("gikai1", FIRST)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == run("freeze", "t/jorei").exit_code
    edit(folder / "jorei.yaml", "100円", "150円")
    (folder / "jorei.yaml").write_text((folder / "jorei.yaml").read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    (folder / "gikai2.yaml").write_text(SECOND, encoding="utf-8")
    return tmp_path


def lines(root: Path, name: str) -> list[str]:
    done = run("build", f"t/{name}", "--format", "txt")
    assert 0 == done.exit_code, done.output
    return [line for line in (root / f"build/t/{name}.txt").read_text(encoding="utf-8").splitlines() if line]
