"""Headings that a paper has twice: as one of a 条 and of a 別表, or of two of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.importing.plain_paper import read_lines
from pipeline.project.intake.transcribe import Target, transcribe
from tests.importing.desk import imported

# A key that is made for the second 管理 is the third heading already.
HEADINGS = ("用語の定義", "管理", "管理（2）", "協議")


def paper(captions: list[str], sheets: list[str], label: str) -> str:
    """An agreement of 条 with these 見出し, and sheets behind it with these."""
    articles = "".join(f"（{c}）\n第{n}条　甲は、第{n}の事務を行う。\n" for n, c in enumerate(captions, 1))
    behind = "".join(f"{label}{n}　{s}\n物品\t数\n机\t{n}台\n椅子\t{n}脚\n" for n, s in enumerate(sheets, 1))
    head = "施設の管理に関する協定書\n北浜市（以下「甲」という。）及び東谷町（以下「乙」という。）は、次のとおり協定を締結する。\n"
    end = "令和7年4月1日\n甲　北浜市長　見本一郎\n乙　東谷町長　見本花子\n"
    return head + articles + end + behind


@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=4),
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=3),
    st.sampled_from(["別紙", "別表第"]),
)
def test_a_heading_that_stands_twice_gets_a_key_in_the_source(captions: list[str], sheets: list[str], label: str):
    """（用語の定義） of 第2条 and 別紙1　用語の定義: the source that was written could not be built."""
    problems = Problems()

    made = transcribe(read_lines(paper(captions, sheets, label), "p.txt"), "p.txt", Target("x", "p"), Path(), problems)

    assert made is not None
    assert [] == [p.message for p in problems.found if "build できません" in p.message]
    assert (True, 0) == (made.same, made.short)


def test_figures_of_another_width_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Prose of full and tables of half width: no house style prints both, and nothing said so."""
    monkeypatch.chdir(tmp_path)
    text = (
        paper(["管理"], ["物品"], "別紙").replace("令和7年4月1日", "令和１２年１０月３１日").replace("1台", "12345台")
    )
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")

    done = imported("p.txt", "--area", "x")

    assert "うち6字は、元の文と幅が違います" in done.stdout, done.stdout
