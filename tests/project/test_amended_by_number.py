"""A rule is amended by its title and the number under which it was published; where that is not told, by its title alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import edit, project

RULE = """\
種別: 例規
題名: 公民館条例
公布: {publication}
条:
  - {{ 見出し: 趣旨, 本文: この条例は、公民館について定める。 }}
  - {{ 見出し: 使用料, 本文: 使用料は、100円とする。 }}
附則: この条例は、公布の日から施行する。
"""
SOURCE = "sources/aomori/jorei.yaml"


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.output
    return done


@pytest.mark.parametrize(
    ("publication", "number"),
    [
        ("{ 題名の後: [平成20年3月31日, 条例第8号] }", "（平成20年条例第8号）"),
        ("{ 題名の後: [平成20年3月31日蓬田村条例第8号] }", "（平成20年蓬田村条例第8号）"),
        ("{ 題名の前: 蓬田村条例第8号, 題名の後: 令和元年12月25日 }", "（令和元年蓬田村条例第8号）"),
        ("{ 題名の後: [平成20年3月31日, 条例第8号, 改正　平成25年3月29日条例第5号] }", "（平成20年条例第8号）"),
        ("{ 題名の後: [平成20年3月31日, 条例第　　号] }", ""),
        ("{ 題名の後: [条例第8号] }", ""),
        ("{ 題名の後: [令和3年4月1日, 海山市告示第30号・川田町告示第12号] }", ""),
    ],
)
def test_the_pillar_names_the_number(publication: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(project(tmp_path))
    (tmp_path / SOURCE).write_text(RULE.format(publication=publication), encoding="utf-8")
    run("freeze", "aomori/jorei")
    edit(tmp_path / SOURCE, "100円", "150円")

    run("amend", "aomori/jorei", "--on", "令和8年3月25日")

    folder = "build/aomori/jorei-改正"
    pillar = (tmp_path / folder / "改め文.txt").read_text(encoding="utf-8").splitlines()[0]
    assert f"公民館条例{number}の一部を次のように改正する。" == pillar
    taken = run("consolidate", "sources/aomori/signed/jorei.json", f"{folder}/改め文.txt")
    assert "使用料は、150円とする。" in taken.stdout
