"""What the editors of a collection of rules note on how a 条 came about is none of its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.diagnostics import SourceFile, Span
from pipeline.importing.paper import Line
from pipeline.importing.structure.notes import parted
from tests.importing.desk import built, imported, letters, told

RULE = """\
○白波市議員報酬条例
昭和44年4月1日
条例第7号
注 平成11年12月から改正経過を注記した。
(額)
第1条 報酬の額は、次のとおりとする。
(1) 議長 月額430,000円
(2) 議員 月額350,000円
(平20条例22・平29条例1・一部改正)
第2条 報酬は、毎月21日に支給する。
2 前項の日が休日に当たるときは、その前日に支給する。
(平20条例22・一部改正)
第3条 削除
(昭59条例7)
附 則
この条例は、公布の日から施行する。
附 則(平成20年条例第22号)
この条例は、平成20年4月1日から施行する。
別表(第1条関係)
(平20条例22・追加)
区分	額
議長	430,000円
"""
NOTES = ("注 平成11年12月から改正経過を注記した。", "(平20条例22・平29条例1・一部改正)", "(平20条例22・一部改正)", "(昭59条例7)", "(平20条例22・追加)")  # fmt: skip


def lines(*texts: str) -> list[Line]:
    return [Line(text, Span(SourceFile("paper.txt", text), 0, len(text))) for text in texts]


def test_notes_of_a_collection_are_left_out_and_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """That behind the 号 of 第1条 became the 見出し of 第2条, and nothing was said of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(RULE, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    left = RULE
    for note in NOTES:
        left = left.replace(f"{note}\n", "", 1)
    assert letters(left).removeprefix("○") in letters(built("x", tmp_path))
    (said,) = told(done)
    assert said.startswith("改正の経過の注が5行あります（「注 平成11年12月から改正経過を注記した。」など）")


@pytest.mark.parametrize(
    "words",
    [
        "(平成20年条例第22号)",
        "(平成27年3月23日告示第4号)",
        "(昭和31年条例第7号)",
        "（平成十七年三月二十五日条例第十一号）",
        "（昭和四八年四月一日県指令地第一二三号）",
        "(経過措置)",
        "(令和5年度の特例)",
        "(平成30年4月1日施行)",
        "注 平成11年度の額による。",
    ],
)
def test_titles_captions_and_other_notes_stay(words: str):
    given = lines(words)

    assert (given, []) == parted(given)


eras, numbers = st.sampled_from(["平", "昭", "令", "平成", "令和"]), st.integers(1, 199)
laws = st.sampled_from(["条例", "規則", "告示", "規程", "教委規則", "法律"])
acts = st.builds("{}{}{}{}".format, eras, st.integers(1, 64), laws, numbers)
done = st.sampled_from(["一部改正", "全改", "追加", "旧第4条繰下", "旧第3条の2繰上・一部改正", "改称"])


@given(st.lists(acts, min_size=1, max_size=4), done, st.sampled_from([("(", ")"), ("（", "）")]))
def test_any_note_of_acts_and_what_they_did_is_one(each: list[str], what: str, brackets: tuple[str, str]):
    note = lines(f"{brackets[0]}{'・'.join(each)}・{what}{brackets[1]}")

    assert ([], note) == parted(note)


def test_a_page_of_a_collection_is_amended_without_its_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It was refused: 末文の後に条・項・号があります, and 附 則(…) in half width was no 附則."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(RULE, encoding="utf-8")
    words = (
        "第1条第2号中「350,000円」を「360,000円」に改める。\n附則（平成20年条例第22号）中「4月」を「5月」に改める。\n"
    )
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")

    done = CliRunner().invoke(consolidate, ("paper.txt", "words.txt"), catch_exceptions=False)

    assert 0 == done.exit_code, done.stderr
    assert letters("(2) 議員 月額360,000円 第2条 報酬は、毎月21日に支給する。") in letters(done.stdout)
    assert letters("附 則(平成20年条例第22号) この条例は、平成20年5月1日から施行する。") in letters(done.stdout)
    assert not any(note in done.stdout for note in NOTES)
    assert "注意[平文]: 改正の経過の注が5行あります" in done.stderr
