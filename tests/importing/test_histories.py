"""What the editors of a collection of rules note on how a 条 came about is none of its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.importing import base_text
from pipeline.importing.paper import Line
from pipeline.importing.structure.notes import apart, parted
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
    assert said.startswith(f"改正の経過の注が5行あります（「{'」「'.join(NOTES)}」）")


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
        "(令和6年度及び令和7年度の使用料の変更)",
        "（平成二十年条例第二十二号の一部改正）",
        "(平成20年条例第22号及び平成21年条例第3号の一部改正)",
        "(令和8年3月31日までの間の特例・経過措置)",
        "この条例は、公布の日から施行する。(以下「令」という。)",
        "第3条の規定の追加(別表第2)",
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


@pytest.mark.parametrize(
    "words",
    [
        "(平24条例7(平24条例20)・一部改正)",
        "(平17条例9・平19条例1(平19条例5)・一部改正、平30条例2・旧第9条繰上)",
        "(昭63・4・1・一部改正)",
        "(平9.4.1・一部改正)",
        "(令2告示・全改)",
        "(平29議決・一部改正)",
        "(平30告示5・変更)",
        "(平20変更)",
        "(平成20年6月30日条例第22号・一部改正)",
        "（平成二十年六月三十日条例第二十二号一部改正）",
        "(平30条例5・見出し追加)",
        "一部改正〔平成20年条例22号〕",
        "追加〔平成26年条例3号〕、一部改正〔令和元年条例12号〕",
        "旧第5条…繰下〔平成12年規則4号〕、一部改正〔平成15年規則9号・18年2号〕",
        "見出し…改正〔平成20年条例22号〕",
        "〔注〕平成10年から改正経過を注記した。",
        "注 昭和62年4月条例第9号から条文注記入る",
    ],
)
def test_every_collection_has_notes_of_its_own_form(words: str):
    """They stood as words behind a 条 or as the 見出し of the next, and nothing was said of it."""
    note = lines(words)

    assert ([], note) == parted(note)


@pytest.mark.parametrize("gap", ["", " ", "　"])
def test_a_note_on_the_line_of_the_words_before_it_is_taken_from_them(gap: str):
    """第2条　…する。(平20条例22・一部改正), as a page is copied into Word: the note was printed as a part of the 条."""
    words, note = "第2条　報酬は、毎月21日に支給する。", "(平20条例22・一部改正)"

    own, histories = parted(lines(f"{words}{gap}{note}"))

    assert ([words], [note]) == ([x.bare for x in own], [x.bare for x in histories])
    assert ([words], [note]) == apart([f"{words}{gap}{note}"])


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


def with_table(path: Path, *cell: str) -> None:
    """A rule in Word: the 区分 of its 別表 reaches over two rows, and the first 額 has these paragraphs."""
    made = Document()
    for text in ("報酬条例", "（額）", "第1条　報酬の額は、別表のとおりとする。", "別表（第1条関係）"):
        made.add_paragraph(text)
    table = made.add_table(rows=3, cols=3)
    for row, words in enumerate((("区分", "職", "額"), ("議会", "議長", cell[0]), ("", "議員", "350,000円"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    for more in cell[1:]:
        table.cell(1, 2).add_paragraph(more)
    table.cell(1, 0).merge(table.cell(2, 0))
    made.save(path.as_posix())


def test_notes_within_the_cells_of_a_word_document_are_no_words_of_a_base(tmp_path: Path):
    """An import left them out; what amends took them for words of the cell, and the 改め文 quoted them."""
    plain, noted = tmp_path / "plain.docx", tmp_path / "noted.docx"
    with_table(plain, "430,000円")
    with_table(noted, "430,000円", "（平30告示5・一部改正）")
    problems = Problems()

    expected, base = base_text.read_whole(plain, problems), base_text.read_whole(noted, problems)

    assert expected is not None, [e.message for e in problems.errors]
    assert base is not None, [e.message for e in problems.errors]
    assert expected.provision == base.provision
    assert ("（平30告示5・一部改正）",) == base.histories


def test_a_word_document_that_amends_keeps_every_word_of_its_cells(tmp_path: Path):
    """What is to be put into a table is what the sentence sets, whatever it looks like: nothing of it is taken away unsaid."""
    path = tmp_path / "amending.docx"
    with_table(path, "430,000円", "（平30告示5・一部改正）")

    assert "議会\t議長\t430,000円（平30告示5・一部改正）" in (base_text.read_amending(path, Problems()) or "").split(
        "\n"
    )
