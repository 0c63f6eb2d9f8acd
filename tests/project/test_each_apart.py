"""One line that strikes several 号, 項, 別表 or 枝番 is read as one line for each, which is told; it never is the words of the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import SourceFile, Span
from pipeline.importing.paper import Line, Paper
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.project.intake.struck_apart import each_apart
from tests.importing.desk import imported, told

RULE = """\
帆波町会館規約
（事務）
第1条　会館は、次の事務を行う。
(1)　貸館
(2)及び(3)　削除
(4)　催し
2　費用は、町が負担する。
3から5まで　削除
6　前各項のほか、町長が定める。
第1条の2及び第1条の3　削除
（委任）
第2条　額は、別表第3のとおりとする。
附　則
この規約は、公布の日から施行する。
別表第1及び別表第2　削除
別表第3（第2条関係）
貸館　100円
"""


def paper(*texts: str) -> Paper:
    return Paper(tuple(Line(text, Span(SourceFile("a.txt", text), 0, len(text))) for text in texts))


@pytest.mark.parametrize(
    ("line", "each"),
    [
        ("(2)及び(3) 削除", ["(2) 削除", "(3) 削除"]),
        ("（２）から（４）まで　削除", ["（２）　削除", "（３）　削除", "（４）　削除"]),
        ("二から四まで　削除", ["二　削除", "三　削除", "四　削除"]),
        ("イ及びウ　削除", ["イ　削除", "ウ　削除"]),
        ("3及び4　削除", ["3　削除", "4　削除"]),
        ("第3条の2から第3条の4まで　削除", ["第3条の2　削除", "第3条の3　削除", "第3条の4　削除"]),
        ("別表第二及び別表第三　削除", ["別表第二　削除", "別表第三　削除"]),
        ("様式第1号から様式第3号まで　略", ["様式第1号　略", "様式第2号　略", "様式第3号　略"]),
        ("第1号様式及び第2号様式　略", ["第1号様式　略", "第2号様式　略"]),
    ],
)
def test_a_line_is_as_many_as_it_strikes(line: str, each: list[str]):
    """(2)及び(3)　削除 was the 号 (2) that says 及び(3)　削除; 3及び4　削除 and the 項 behind it went on behind the 号."""
    made, together = each_apart(paper(line))

    assert (each, [line]) == ([x.text for x in made.lines], [x.text for x in together])


@pytest.mark.parametrize(
    "line",
    [
        "第3条から第5条まで　削除",
        "(2)及び(3)の削除",
        "3及び4　削除する。",
        "(3)及び(2)　削除",
        "(2)及び3　削除",
        "別表第1及び様式第2号　削除",
        "第3条の2及び第4条の3　削除",
        "1から99まで　削除",
    ],
)
def test_other_lines_stay(line: str):
    assert (paper(line), ()) == each_apart(paper(line))


@given(st.integers(1, 30), st.integers(1, 9), st.booleans(), st.sampled_from(["({})", "{}", "別表第{}", "第9条の{}"]))
def test_the_first_and_the_last_of_them_are_those_that_the_line_names(first: int, more: int, kanji: bool, form: str):
    at = [form.format(in_kanji(n) if kanji else n) for n in range(first, first + more + 1)]

    made, _ = each_apart(paper(f"{at[0]}から{at[-1]}まで　削除"))

    assert [f"{label}　削除" for label in at] == [x.text for x in made.lines]


def test_each_is_counted_and_the_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(RULE, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    source = (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert (2 + 2 + 2, 3) == (source.count("削除: はい"), source.count("- 削除\n"))
    assert "及び" not in source
    assert [f"「{line}」は、一つずつ印刷されます" for line in RULE.splitlines() if line.endswith("　削除")] == [
        x for x in told(done) if "一つずつ" in x
    ]
    assert "字と同じです" not in done.stdout
