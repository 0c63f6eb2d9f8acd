"""A rule that takes the place of another (…の全部を改正する。): its 制定文 stands above the 目次 in every form."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.importing.desk import built, imported

PAPER = """\
東町文書管理規程
令和8年3月30日
訓令第4号
東町文書取扱規程（昭和58年東町訓令第4号）の全部を改正する。
目次
第1章　総則（第1条）
第2章　雑則（第2条）
附則
この規程は、町の文書が町民のものであることを旨とする。
第1章　総則
（趣旨）
第1条　この規程は、文書の管理に関し必要な事項を定めるものとする。
第2章　雑則
（委任）
第2条　必要な事項は、別に定める。
附　則
この規程は、令和8年4月1日から施行する。
"""


def renkei(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    return f"{done.exit_code} {done.output}{done.stderr}"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    assert 0 == imported("paper.txt", "--area", "a").exit_code
    return tmp_path / "sources/a/paper.yaml"


def test_it_is_had_back_from_text_and_law_xml(source: Path, tmp_path: Path):
    """It was printed below the 目次, whatever the paper had, and a 前文 above it in the law."""
    made = built("a", tmp_path)
    renkei("export", "a/paper", "--format", "lawxml")
    law = (tmp_path / "export/a/paper.xml").read_text(encoding="utf-8")

    assert PAPER == "".join(f"{line}\n" for line in made.splitlines() if line)
    assert law.index("<EnactStatement>東町文書取扱規程") < law.index("<TOC>") < law.index("<Preamble>")
    (tmp_path / "again.xml").write_text(law, encoding="utf-8")
    assert 0 == imported("again.xml", "--area", "b").exit_code
    assert source.read_text(encoding="utf-8") == (tmp_path / "sources/b/again.yaml").read_text(encoding="utf-8")


def test_one_written_over_the_old_rule_is_told_what_it_is(source: Path):
    """Build, amend and freeze spoke of an agreement 締結 on another day, and a correction was frozen over the old rule."""
    whole = source.read_text(encoding="utf-8")
    plain = whole.replace("制定文: 東町文書取扱規程（昭和58年東町訓令第4号）の全部を改正する。\n", "")
    source.write_text(plain.replace("令和8年3月30日", "平成28年3月30日"), encoding="utf-8")
    renkei("freeze", "a/paper")
    source.write_text(whole, encoding="utf-8")

    for words in ("build a", "amend a/paper --on 令和8年3月30日", "freeze --again a/paper"):
        said = renkei(*words.split())
        assert said.startswith("1 ")
        assert "全部を改めた文は、一部の改正や変更でなく、新しい文書です" in said
