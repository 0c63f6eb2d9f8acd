"""法令標準XML out, in and out again: the same bytes, of papers of every shape that the schema tells apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import ROOT

CASES = (
    "flat", "listed", "many", "marks", "nested", "restated", "rule", "shares-川田町", "shares-森村", "teiju", "three",
)  # fmt: skip
SHIPPED = ("kyotei", "kiyaku", "teiju-森村", "teiju-川田町")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "one"
    shutil.copytree(ROOT / "tests/kinds/agreements/cases", made / "sources/cases")
    shutil.copytree(ROOT / "sources/umiyama", made / "sources/umiyama")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("name", [*(f"cases/{n}" for n in CASES), *(f"umiyama/{n}" for n in SHIPPED)])
def test_a_law_comes_back_byte_for_byte(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
    out = run("export", name, "--format", "lawxml", "-o", "first")
    assert 0 == out.exit_code, out.output
    before = (folder / "first" / f"{name}.xml").read_bytes()
    other = folder.parent / "other"
    other.mkdir()
    (other / "paper.xml").write_bytes(before)
    monkeypatch.chdir(other)

    taken = run("import", "paper.xml", "--area", "z")
    again = run("export", "z", "--format", "lawxml", "-o", "second")

    assert (0, 0) == (taken.exit_code, again.exit_code), taken.output + again.output
    assert before.decode() == (other / "second/z/paper.xml").read_text(encoding="utf-8")


NOTED = """\
種別: 規約
題名: 注のある規約
締結日: 令和6年4月1日
条:
  - { 見出し: 一つの注, 本文: 次のとおりとする。, 注: 一つだけの注である。二文目である。 }
  - { 見出し: 二つの注, 本文: 次のとおりとする。, 注: [一つ目である。, 二つ目　である。] }
  - 見出し: 号と注
    項:
      - { 本文: 次のとおりとする。, 号: [一般, 特別], 注: 一つだけの注である。 }
      - { 本文: 次のとおりとする。, 号: [一般, 特別], 後文: 号の後に続く文である。, 注: [一つ目, 二つ目] }
      - 別に定める。
"""


@pytest.mark.parametrize("form", ["xml", "txt", "docx"])
def test_the_notes_of_a_paragraph_are_its_notes_again(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
    """注 became words of the sentence before it, or lines of the list of 号.

    3 might be the next 項 in a text, where the third note of the second 項 is told as a doubt; the XML tells.
    """
    noted = NOTED.replace("注: [一つ目, 二つ目]", "注: [一つ目, 二つ目, 三つ目]") if form == "xml" else NOTED
    (folder / "sources/umiyama/noted.yaml").write_text(noted, encoding="utf-8")
    assert 0 == run("export", "umiyama/noted", "--format", "lawxml", "-o", "first").exit_code
    run("build", "umiyama/noted", "--format", "txt,docx")
    before = (folder / "first/umiyama/noted.xml").read_text(encoding="utf-8")
    other = folder.parent / "other"
    other.mkdir()
    file = folder / (f"first/umiyama/noted.{form}" if form == "xml" else f"build/umiyama/noted.{form}")
    (other / f"paper.{form}").write_bytes(file.read_bytes())
    monkeypatch.chdir(other)

    taken = run("import", f"paper.{form}", "--area", "z")
    run("export", "z", "--format", "lawxml", "-o", "second")

    assert "字と同じです" in taken.output, taken.output
    assert before == (other / "second/z/paper.xml").read_text(encoding="utf-8")
