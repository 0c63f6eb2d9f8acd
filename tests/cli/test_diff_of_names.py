"""Whoever signs: one letter of one name is one difference, however the names are set and whatever the two papers are read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.commands.revision.freeze import freeze
from tests.workshop import edit

AREA = """\
種別: 圏域
圏域名: 試験
市町村:
  浜岡市: { 住所: 浜岡市本町一丁目1番1号, 職名: 浜岡市長, 長: [{ 氏名: 渡邉一郎, 就任日: 令和2年4月1日 }] }
  小浜町: { 住所: 小浜町字浜5番地, 職名: 小浜町長, 長: [{ 氏名: 齋藤次郎, 就任日: 令和2年4月1日 }] }
  三浜村: { 住所: 三浜村大字三浜100番地, 職名: 三浜村長, 長: [{ 氏名: 高橋三郎, 就任日: 令和2年4月1日 }] }
"""
HEAD = """\
種別: 協定書
題名: 災害時の相互応援に関する協定書
締結日: 令和3年3月11日
当事者: {parties}
前文: {preamble}
条:
  - 見出し: 趣旨
    本文: この協定は、応援に関し、必要な事項を定めるものとする。
  - 見出し: 協議
    本文: この協定に定めのない事項は、その都度、協議して定める。
末文: この協定の締結を証するため、本書3通を作成し、各自その1通を保有する。
"""
NAMED = HEAD.format(
    parties="[浜岡市, 小浜町, 三浜村]", preamble="浜岡市、小浜町及び三浜村は、次のとおり協定を締結する。"
)
LETTERED = HEAD.format(
    parties="{ 甲: 浜岡市, 乙: 小浜町, 丙: 三浜村 }",
    preamble="浜岡市（以下「甲」という。）、小浜町（以下「乙」という。）及び三浜村（以下「丙」という。）は、次のとおり協定を締結する。",
)
LAYOUTS = {
    "by symbols": LETTERED,
    "without symbols": NAMED,
    "without symbols, in one line": NAMED + "記名欄: { 行: [職名 氏名] }\n",
    "with addresses": NAMED + "記名欄: { 行: [住所, 職名 氏名 印], 印: 印 }\n",
    "by symbols with addresses": LETTERED + "記名欄: { 行: [記号 住所, 職名 氏名] }\n",
}
WAYS = ("docx", "txt", "html", "json")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    chosen = {"build": build, "diff": diff, "freeze": freeze}[command]
    done = CliRunner().invoke(chosen, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.output
    return done


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_letter_of_one_name_is_one_difference(root: Path, layout: str):
    """渡邉 and 渡辺: it was not told, or another line was told to have changed."""
    (root / "sources/a/k.yaml").write_text(LAYOUTS[layout], encoding="utf-8")
    run("build", "a/k", "--format", "docx,txt,html")
    run("freeze", "a/k")
    papers = [f"build/a/k.{way}" if way != "json" else "sources/a/signed/k.json" for way in WAYS]
    for paper in papers:
        assert "変わるところはありません。\n" == run("diff", paper, "a/k").stdout
    edit(root / "sources/a/area.yaml", "渡邉一郎", "渡辺一郎")

    for paper in papers:
        told = run("diff", paper, "a/k").stdout
        assert "渡邉一郎" in told
        assert "渡辺一郎" in told
        assert "1か所が変わります。" in told


@pytest.mark.parametrize("old", ["docx", "json"])
def test_parties_that_change_places_are_told(root: Path, old: str):
    (root / "sources/a/k.yaml").write_text(NAMED, encoding="utf-8")
    run("build", "a/k", "--format", "docx")
    run("freeze", "a/k")
    edit(root / "sources/a/k.yaml", "[浜岡市, 小浜町, 三浜村]", "[小浜町, 浜岡市, 三浜村]")

    told = run("diff", "build/a/k.docx" if old == "docx" else "sources/a/signed/k.json", "a/k").stdout

    assert "記名" in told
    assert "変わるところはありません" not in told
