"""Texts as a collection of rules shows them on the web and as they are copied from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.importing.desk import built, imported, letters, told
from tests.workshop import edit

RULE = """\
○帆波市民会館条例
平成18年3月24日
条例第25号
帆波市民会館条例をここに公布する。
帆波市民会館条例
(位置)
第1条 会館の位置は、次のとおりとする。
名称
位置
帆波市民会館
帆波市港町1番
(使用料)
第2条 会館の使用者は、別表に定める使用料を納める。
附 則
この条例は、平成18年4月1日から施行する。
別表(第2条関係)
区分
使用料
ホール
5,000円
"""

NOTE = "一部改正〔平成24年告示1号〕"


def page(cell: str) -> str:
    """The rule as a web page, its 別表 a table whose first cell below the heads holds what is given."""
    above = "".join(f"<p>{line}</p>" for line in RULE.partition("区分\n")[0].splitlines())
    rows = f"<tr><td>区分<td>使用料<tr><td colspan=2>(平24告示1・追加)<tr><td>{cell}<td>5,000円"
    return f"<html><meta charset=utf-8><body>{above}<table>{rows}</table>"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_promulgation_and_the_title_below_it_are_no_preamble(desk: Path):
    """…をここに公布する。 and the title said again became the 前文, which an amendment may name."""
    (desk / "paper.txt").write_text(RULE, encoding="utf-8")

    imported("paper.txt", "--area", "x")

    source = (desk / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert "前文" not in source
    assert "    - 条例第25号\n    - 帆波市民会館条例をここに公布する。\n    - 帆波市民会館条例\n" in source
    assert letters(RULE) == letters(built("x", desk))


def test_cells_one_below_the_other_are_told(desk: Path):
    """A page copied as mere text has no rows: the cells stood as lines, the first as a heading, and nothing was said."""
    (desk / "paper.txt").write_text(RULE, encoding="utf-8")

    said = [x for x in told(imported("paper.txt", "--area", "x")) if "欄" in x]

    assert [
        "「名称」から「帆波市港町1番」までの4行を、表の欄でなく、一行ずつの文としました",
        "「区分」から「5,000円」までの4行を、表の欄でなく、一行ずつの文としました",
    ] == said


@pytest.mark.parametrize(
    "below", ["帆波市、山手町", "帆波市 6人\n山手町 4人\n谷川村 2人", "会長は、委員が互選する。\n" * 4]
)
def test_lists_and_sentences_are_no_cells(desk: Path, below: str):
    (desk / "paper.txt").write_text(
        RULE.replace("名称\n位置\n帆波市民会館\n帆波市港町1番", below.strip()), encoding="utf-8"
    )

    assert 1 == sum("欄でなく" in x for x in told(imported("paper.txt", "--area", "x")))


def test_the_text_of_an_amending_act_without_supplement_is_told(desk: Path):
    """改正文(…)抄 stood as words behind the last 附則, and nothing was said."""
    paper = RULE.replace("別表(第2", "改正文(平成20年告示第3号)抄\n平成20年4月1日から施行する。\n別表(第2", 1)
    (desk / "paper.txt").write_text(paper, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert [
        "「改正文」は、原稿では附則と別に置けないので、前の文の後に置きました: 「改正文(平成20年告示第3号)抄」"
    ] == [x for x in told(done) if "改正文" in x]
    assert letters(paper) == letters(built("x", desk))


def test_notes_within_cells_are_no_words_of_the_table(desk: Path):
    """一部改正〔…〕 above the words of a cell was printed in it, and a row of a note alone as a row."""
    (desk / "paper.html").write_text(page(f"<p>{NOTE}</p>ホール"), encoding="utf-8")

    done = imported("paper.html", "--area", "x")

    assert letters(RULE) == letters(built("x", desk))
    assert not any("印刷され" in x for x in told(done))
    assert any(f"（「(平24告示1・追加)」「{NOTE}」）" in x for x in told(done))


def test_a_web_page_is_the_base_of_an_amendment_and_of_what_it_leads_to(desk: Path):
    """--from page.html read the tags as lines: 「第1条　…」で始まる条が一つもありません."""
    names = "名称\n位置\n帆波市民会館\n帆波市港町1番\n"
    made = page("ホール").replace("".join(f"<p>{line}</p>" for line in names.splitlines()), "")
    (desk / "paper.html").write_text(made, encoding="utf-8")
    imported("paper.html", "--area", "x")
    edit(desk / "sources/x/paper.yaml", "5,000円", "5,500円")

    done = CliRunner().invoke(cli, ("amend", "x/paper", "--from", "paper.html", "--on", "令和8年3月20日"))
    assert 0 == done.exit_code, done.output
    (words,) = desk.glob("build/x/paper-*/改め文.txt")
    (desk / "words.txt").write_text(words.read_text(encoding="utf-8").splitlines()[-1] + "\n", encoding="utf-8")
    after = CliRunner().invoke(cli, ("consolidate", "paper.html", "words.txt"))

    assert 0 == done.exit_code, done.output
    assert "別表ホールの項中「5,000円」を「5,500円」に改める。" == words.read_text(encoding="utf-8").splitlines()[-1]
    assert 0 == after.exit_code, after.output
    assert letters(RULE.replace(names, "").replace("5,000円", "5,500円")) == letters(after.stdout)


def test_a_base_that_cannot_be_read_names_the_line_that_has_no_number(desk: Path):
    """末文の後に条・項・号があります named (使用料), which is right; what could be mended is the line 名称."""
    (desk / "paper.txt").write_text(RULE, encoding="utf-8")
    (desk / "words.txt").write_text("第2条中「納める」を「納付する」に改める。\n", encoding="utf-8")

    done = CliRunner().invoke(cli, ("consolidate", "paper.txt", "words.txt"))

    assert "条・項・号の間に、番号のない行があります: 「名称」" in done.stderr
    assert "表なら欄の間をタブで区切ります" in done.stderr


def test_a_note_behind_the_words_of_a_line_is_no_difference_to_what_is_printed(desk: Path):
    text = RULE.replace("別表に定める使用料を納める。", "別表に定める使用料を納める。(平20条例2・一部改正)")
    (desk / "paper.txt").write_text(text, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert "改正の経過の注が1行あります（「(平20条例2・一部改正)」）" in done.stderr
    assert "字と同じです" in done.stdout
    assert letters(RULE) == letters(built("x", desk))
