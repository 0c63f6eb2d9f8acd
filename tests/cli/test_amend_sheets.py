"""renkei amend of a paper of several parties without symbols, whose 別記 stand behind the names."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.amending.deep_papers import AREA
from tests.workshop import edit

SOURCE = """\
種別: 協定書
題名: 施設の共同利用に関する協定
締結日: 令和5年3月27日
当事者: [谷市, 川町, 森村]
前文:
  - 次に掲げる市町村（以下「構成市町村」という。）は、次のとおり協定を締結する。
  - 一覧: 当事者
条:
  - { キー: 利用, 見出し: 利用, 本文: 構成市町村の住民は、別記1の施設を利用することができる。 }
末文: 本書3通を作成し、構成市町村が記名押印の上、各自1通を保有する。
別表:
  - 呼び名: 別記1
    関係: 利用
    見出し: 対象施設
    見出しの位置: 関係の後
    項目: [{ 見出し: 谷市の図書館 }, { 見出し: 川町のプール }, { 見出し: 森村の公園 }]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    (tmp_path / "sources/a/k.yaml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == run("build", "--format", "txt", "--format", "pdf").exit_code
    edit(tmp_path / "sources/a/k.yaml", "森村の公園", "森村の花園")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.mark.parametrize("place", ["関係の後", "関係の前", "次の行"])
def test_a_sheet_is_amended_wherever_its_title_stands(root: Path, place: str):
    """With its title in the line of its name it was no 様式 that a 改め文 could name."""
    edit(root / "sources/a/k.yaml", "見出しの位置: 関係の後", f"見出しの位置: {place}")
    edit(root / "sources/a/k.yaml", "森村の花園", "森村の公園")
    assert 0 == run("freeze", "--unfilled", "a/k").exit_code
    edit(root / "sources/a/k.yaml", "森村の公園", "森村の花園")
    edit(root / "sources/a/k.yaml", "対象施設", "共同施設")

    done = run("amend", "a/k", "--on", "令和8年3月20日")

    assert 0 == done.exit_code, done.output
    words = (root / "build/a/k-変更/改め文.txt").read_text(encoding="utf-8").splitlines()[2:]
    assert ["別記1中「対象施設」を「共同施設」に、「公園」を「花園」に改める。"] == words


def test_a_title_without_what_it_relates_to_may_stand_there_too(root: Path):
    paper = (root / "build/a/k.txt").read_text(encoding="utf-8").replace("別記1（第1条関係）　", "別記1　")
    (root / "old.txt").write_text(paper, encoding="utf-8")
    edit(root / "sources/a/k.yaml", "    関係: 利用\n", "")

    done = run("amend", "a/k", "--from", "old.txt", "--on", "令和8年3月20日")

    assert 0 == done.exit_code, done.output
    words = (root / "build/a/k-変更/改め文.txt").read_text(encoding="utf-8").splitlines()[2:]
    assert ["別記1中「公園」を「花園」に改める。"] == words


@pytest.mark.parametrize("head", ["（別記1）", "別　記　1", "〔別記1〕"])
def test_a_sheet_that_cannot_be_told_from_the_names_is_told_once(root: Path, head: str):
    """Every name and every line of the 別記 had an error of its own, and so had the 末文."""
    paper = (root / "build/a/k.txt").read_text(encoding="utf-8").replace("別記1（第1条関係）　", f"{head}\n")
    (root / "old.txt").write_text(paper, encoding="utf-8")

    told = run("amend", "a/k", "--from", "old.txt").stderr

    assert "エラー1件" in told
    assert "記名とも別表、別記などとも読めない行があります" in told
    assert "見出しを「別記1」「別紙（第2条関係）」のように書いてください" in told


def test_a_pdf_is_no_text_to_amend_and_said_to_be_one(root: Path):
    """It was said to be a text in another code."""
    told = run("amend", "a/k", "--from", "build/a/k.pdf").stderr

    assert "エラー[形式]: PDFは、文として読めません" in told
