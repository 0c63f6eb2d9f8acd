"""What is read out for a picture is compared with what a Word file or a web page holds, and nothing is told of our own marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from pipeline.cli.main import cli
from tests.workshop import edit

AREA = "種別: 圏域\n圏域名: 試験\n市町村:\n  谷市: { 職名: 谷市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }\n"
SOURCE = """\
種別: 方針
題名: 港の方針
部:
  - 見出し: 港
    内容:
      - 段落: 港{{ 脚注("漁港をいう。") }}を守る。
      - 写真: { ファイル: 港.svg, 代替文字: 白い灯台と3隻の船が見える港, 題: 港の風景 }
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect x="4" y="4" width="60" height="20" fill="#888"/></svg>'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    for name, text in (("area.yaml", AREA), ("k.yaml", SOURCE), ("港.svg", PICTURE)):
        (tmp_path / "sources/a" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("build", "a/k", "--format", "docx,html,txt")
    assert 0 == done.exit_code, done.output
    return tmp_path


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_picture_that_is_read_out_otherwise_is_told(root: Path, ending: str):
    """Only two sources were compared by what is read out for their pictures."""
    same = run("diff", f"build/a/k.{ending}", "a/k")
    edit(root / "sources/a/k.yaml", "3隻", "4隻")
    other = run("diff", f"build/a/k.{ending}", "a/k")

    assert "変わるところはありません。\n" == same.output
    assert (
        "図版の代替文字  字句\n    - 白い灯台と3隻の船が見える港\n    + 白い灯台と4隻の船が見える港\n" in other.stdout
    )


def test_a_plain_text_has_no_pictures_and_is_told_none(root: Path):
    edit(root / "sources/a/k.yaml", "3隻", "4隻")

    assert "変わるところはありません。\n" == run("diff", "build/a/k.txt", "a/k").output
    assert "変わるところはありません。\n" == run("diff", "build/a/k.docx", "build/a/k.html").output


def test_words_at_the_head_of_pages_are_compared_of_two_word_files(root: Path):
    """Two drafts whose heads named two titles did not differ."""
    document = Document("build/a/k.docx")
    document.sections[0].header.is_linked_to_previous = False
    for name, words in (("前.docx", "素案　第2版"), ("後.docx", "素案　第3版")):
        document.sections[0].header.paragraphs[0].text = words
        document.save(name)

    told = run("diff", "前.docx", "後.docx").stdout

    assert "ヘッダー・フッター  字句\n    - 素案　第2版\n    + 素案　第3版\n" in told
    assert "変わるところはありません。\n" == run("diff", "前.docx", "前.docx").stdout
    # A source knows what its pages bear; a plain text does not, which is told.
    assert "ヘッダー・フッター → （削る）  削除\n    - 素案　第2版\n" in run("diff", "前.docx", "a/k").stdout
    assert "変わるところはありません。\n" == run("diff", "a/k", "build/a/k.docx").stdout
    beside = run("diff", "前.docx", "build/a/k.txt")
    assert "変わるところはありません。\n" == beside.stdout
    assert "ヘッダー・フッターの文は比べていません（「素案　第2版」）" in beside.stderr
