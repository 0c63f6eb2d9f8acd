"""A session about a paper that is wrong: what is wrong is said where it stands, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.project.council.kit import AREA, sitting, write

RULES = """\
種別: 規約
題名: 星川市と月見町との間の事務の委託に関する規約
締結日:
基準日: 令和8年3月2日
当事者: [星川市, 月見町]
条: [{ 見出し: 委託, 本文: 月見町は、第9条の事務を星川市に委託する。 }]
"""
FACTS = """\
種別: 圏域
圏域名: 星川圏域
市町村:
  星川市: { 職名: 星川市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }
  月見町: { 職名: 月見町長, 長: [{ 氏名: 見本二郎, 就任日: 令和2年4月1日 }] }
"""


@pytest.mark.parametrize("command", [("build",), ("check",), ("list",), ("dates",)], ids=lambda each: each[0])
def test_rules_that_cannot_be_read_are_told_of_by_their_own_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    """Whether 規約 rest on 第252条の2 is asked of their words: where these cannot be read, every command broke off."""
    (tmp_path / "sources" / AREA).mkdir(parents=True)
    write(tmp_path, "area", FACTS)
    write(tmp_path, "itaku", RULES)
    write(tmp_path, "gikai", sitting("月見町", "協約: itaku\n行為: 締結\n要約: 委託すること"))
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(cli, [*command, AREA], catch_exceptions=False)

    assert done.exit_code in (0, 1)
    assert "「第9条」に当たるものがこの文書にありません" in done.stderr


def test_a_rule_without_parties_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「itaku」の書き誤りではありませんか, said of itaku itself."""
    (tmp_path / "sources" / AREA).mkdir(parents=True)
    write(tmp_path, "area", FACTS)
    write(tmp_path, "jorei", "種別: 例規\n題名: 手数料条例\n条: [{ 見出し: 額, 本文: 手数料は、100円とする。 }]\n")
    write(tmp_path, "gikai", sitting("月見町", "協約: jorei\n行為: 変更\n要約: 額を改めること"))
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(cli, ["check", AREA], catch_exceptions=False)

    assert 1 == done.exit_code
    assert "「jorei」には当事者がないので、その議案などは作れません" in done.stderr
    assert "書き誤り" not in done.stderr
