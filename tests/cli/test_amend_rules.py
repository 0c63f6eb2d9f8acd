"""renkei amend of a 条例: what is said of it is said of a 条例, in its own words and its own file of words."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.provision import signed_version
from tests.workshop import ROOT, edit

AREA = "種別: 圏域\n圏域名: 試験\n市町村:\n  谷市: { 職名: 谷市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }\n"
RULES = """\
種別: 例規
題名: 会館条例
公布: { 題名の後: [平成18年3月24日, 条例第12号] }
条:
  - 見出し: 設置
    本文: 会館を設置する。
  - キー: 使用料
    見出し: 使用料
    本文: 使用料は、{{ 引用("別表") }}のとおりとする。
附則: この条例は、公布の日から施行する。
別表:
  - 関係: 使用料
    列: [室名, 額]
    行:
      - [会議室, 800円]
    備考: 額は、年額とする。
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    (tmp_path / "sources/a/k.yaml").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == run("freeze", "a/k").exit_code
    edit(tmp_path / "sources/a/k.yaml", "年額とする", "月額とする")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_the_only_text_of_the_notes_is_amended_and_compared(root: Path):
    """It ended with a fault of the program, for renkei diff too."""
    done = run("amend", "a/k", "--on", "令和8年3月20日")
    told = run("diff", "sources/a/signed/k.json", "a/k")

    assert 0 == done.exit_code, done.output
    assert "別表備考中「年額」を「月額」に改める。\n" in (root / "build/a/k-改正/改め文.txt").read_text(
        encoding="utf-8"
    )
    assert "別表備考  字句\n    - 額は、年額とする。\n    + 額は、月額とする。\n" in told.stdout


def test_a_rule_that_was_amended_tells_the_day_below_its_publication(root: Path):
    """It began with an empty 締結 and a 変更, above the day on which it was published."""
    run("amend", "a/k", "--on", "令和8年3月20日")
    kept = run("freeze", "a/k", "--again", "--on", "令和8年3月20日", "--amendment", "build/a/k-改正/改め文.txt")
    made = run("build", "a/k", "--format", "txt")

    assert (0, 0) == (kept.exit_code, made.exit_code), kept.output + made.output
    lines = [line for line in (root / "build/a/k.txt").read_text(encoding="utf-8").splitlines() if line]
    assert ["会館条例", "平成18年3月24日", "条例第12号", "改正　令和8年3月20日", "（設置）"] == lines[:5]
    assert "変わるところはありません。\n" == run("diff", "build/a/k.txt", "a/k").stdout


def test_nothing_is_said_of_a_day_that_the_words_do_not_tell(root: Path):
    """A 条例 that amends another has no 前文 in which the day of signing would stand."""
    done = run("amend", "a/k", "--on", "令和8年3月20日")

    assert "締結日" not in done.stderr


def test_the_cure_names_the_file_and_the_words_of_a_rule(root: Path):
    """Of a house whose own words do not say how a day of effect is told."""
    (root / "templates/wording").mkdir(parents=True)
    shutil.copy(ROOT / "templates/wording/改正規程.yaml", root / "templates/wording")
    edit(root / "templates/wording/改正規程.yaml", "施行の項:", "# 施行の項:")

    done = run("amend", "a/k", "--on", "令和8年3月20日", "--effective", "令和8年4月1日")

    assert 1 == done.exit_code
    assert "templates/wording/改正規程.yaml の「附則」" in done.stderr
    assert "「この条例は、{{ 施行期日 }}から施行する。」" in done.stderr


def test_a_rule_is_of_the_day_that_its_publication_tells(root: Path):
    """A clerk wrote the day where the starter has room for it, and was told that it was blank."""
    frozen = json.loads((root / "sources/a/signed/k.json").read_text(encoding="utf-8"))
    edit(root / "sources/a/k.yaml", "平成18年3月24日", "　　年　　月　　日")

    blank = run("freeze", "a/k", "--again")

    assert "2006-03-24" == frozen["締結日"]
    assert "「a/k」を、公布の日が空欄のまま固定しました" in blank.stderr
    assert "改正を公布したのなら、--on 日付 を付けて" in blank.stderr


def test_versions_of_once_tell_the_day_in_their_lines_alone(root: Path):
    """Before, no version of a rule held its day: they guard their documents as they did."""
    edit(root / "sources/a/k.yaml", "月額とする", "年額とする")
    before = signed_version.read((root / "sources/a/signed/k.json").read_text(encoding="utf-8"))
    once = signed_version.signed(replace(before, day=None, history=()))
    (root / "sources/a/signed/k.json").write_text(signed_version.write(once), encoding="utf-8")

    same = run("build", "a/k", "--format", "txt")
    edit(root / "sources/a/k.yaml", "平成18年3月24日", "平成18年3月25日")
    other = run("build", "a/k", "--format", "txt")

    assert 0 == same.exit_code, same.output
    assert 0 != other.exit_code
    assert "平成18年3月25日" in other.stderr


def test_the_day_of_effect_stands_in_the_supplement(root: Path):
    done = run("amend", "a/k", "--effective", "令和8年4月1日")

    made = (root / "build/a/k-改正/一部改正条例.txt").read_text(encoding="utf-8")
    assert 0 == done.exit_code, done.output
    assert "附　則\n\nこの条例は、令和8年4月1日から施行する。\n" in made


def test_the_papers_of_a_rule_are_those_of_a_rule_throughout(root: Path):
    """The table said 変更後, and the file was a 変更協約書, which a 条例 is not."""
    done = run("amend", "a/k", "--on", "令和8年3月20日")
    folder = root / "build/a/k-改正"
    table, text = ((folder / f"{name}.txt").read_text(encoding="utf-8") for name in ("新旧対照表", "改め文"))
    reading = (folder / "変更一覧.html").read_text(encoding="utf-8")

    assert 0 == done.exit_code, done.output
    assert {"一部改正条例.docx", "一部改正条例.pdf", "一部改正条例.txt"} == {
        path.name for path in folder.iterdir() if path.stem.startswith(("一部", "変更協約"))
    }
    assert "（下線の部分は、改正部分）" in table
    assert "現行\t改正後" in table
    assert "（元の文: 平成18年3月24日公布、SHA-256 " in text
    assert "変更後" not in table + text + reading
    assert 0 == run("consolidate", "sources/a/signed/k.json", str(folder / "改め文.txt")).exit_code


def test_a_rule_whose_day_stands_below_its_title_was_not_signed(root: Path):
    """As import writes one: 締結日 and its place."""
    edit(
        root / "sources/a/k.yaml",
        "[平成18年3月24日, 条例第12号] }",
        "[条例第12号] }\n締結日: 平成18年3月24日\n日付の位置: 題名の後",
    )
    edit(root / "sources/a/k.yaml", "月額とする", "年額とする")
    assert 0 == run("freeze", "a/k", "--again").exit_code
    edit(root / "sources/a/k.yaml", "年額とする", "月額とする")

    done = run("amend", "a/k")

    assert 0 == done.exit_code, done.output
    text = (root / "build/a/k-改正/改め文.txt").read_text(encoding="utf-8")
    assert "会館条例（平成18年条例第12号）の一部" in text
    assert "（元の文: 平成18年3月24日公布、SHA-256 " in text


def test_the_consolidated_rule_tells_when_and_as_what_it_was_published(root: Path):
    """It began with the day of its amendment, as if it had been made on that day."""
    done = run("amend", "a/k", "--on", "令和8年3月20日")

    printed = [p.text for p in docx.Document(str(root / "build/a/k-改正/溶け込み後.docx")).paragraphs]
    assert 0 == done.exit_code, done.output
    assert ["会館条例", "平成18年3月24日", "条例第12号", "令和8年3月20日改正"] == printed[:4]


@pytest.mark.parametrize(
    ("written", "more", "told"),
    [
        ("平成18年2月30日", "", "「平成18年2月30日」という日はありません"),
        (
            "平成18年3月24日",
            "締結日: 平成18年3月25日\n",
            "「公布」の日（平成18年3月24日）が、「締結日」（平成18年3月25日）と違います",
        ),
        ("平成18年3月24日", "締結日: 平成18年3月24日\n", ""),
        ("平成十八年三月二十四日", "締結日: 平成18年3月24日\n", ""),
        ("平成18年4月1日施行", "締結日: 平成18年3月24日\n", ""),
        ("平成　　年　　月　　日", "締結日: 平成18年3月24日\n", ""),
    ],
)
def test_the_days_of_a_publication_are_days_and_agree(root: Path, written: str, more: str, told: str):
    edit(root / "sources/a/k.yaml", "平成18年3月24日", written)
    edit(root / "sources/a/k.yaml", "条:\n", f"{more}条:\n")
    (root / "sources/a/signed/k.json").unlink()

    done = run("check")

    assert (1 if "という日は" in told else 0) == done.exit_code, done.output
    assert told in done.stderr


def test_a_publication_in_one_line_of_brackets_tells_its_day(root: Path):
    """（平成18年3月24日条例第12号）, as collections set it: the day was said to be blank."""
    edit(root / "sources/a/k.yaml", "[平成18年3月24日, 条例第12号]", "（平成18年3月24日条例第12号）")
    edit(root / "sources/a/k.yaml", "月額とする", "年額とする")

    done = run("freeze", "a/k", "--again")

    assert 0 == done.exit_code, done.stderr
    assert "空欄" not in done.stderr
    frozen = json.loads((root / "sources/a/signed/k.json").read_text(encoding="utf-8"))
    assert "2006-03-24" == frozen["締結日"]
