"""Which of the lines above the first 条 is the title, with the mark and the sort that a 例規集 prints around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.diagnostics import SourceFile, Span
from pipeline.importing.paper import Line
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.head import read_head

NAMES = st.sampled_from(["東谷市及び西原町", "○○市及び△△町", "〇〇市と西原町", "●●市及び○○町"])
PREAMBLE = "東谷市（以下「甲」という。）及び西原町（以下「乙」という。）は、次のとおり連携協約を締結する。"


def head_of(*lines: str) -> Draft:
    draft = Draft()
    read_head([Line(text, Span(SourceFile("paper.txt", text), 0, len(text))) for text in (*lines, PREAMBLE)], draft)
    return draft


@given(
    NAMES,
    st.sampled_from(["", "○", "◎"]),
    st.sampled_from(["", "連携協約", "協約", "規約", "告示第55号"]),
    st.booleans(),
)
def test_the_title_is_the_line_that_names_the_paper(names: str, mark: str, sort: str, dated: bool):
    """○○市 keeps its circles, a mark is none of the title, and what sort the paper is of stands below it."""
    title = f"{names}における連携中枢都市圏の形成に係る連携協約"

    draft = head_of(mark + title, *["平成27年4月5日"] * dated, *[sort] * bool(sort))

    assert (title, mark) == (draft.title, draft.sign)
    assert [] == draft.above_title
    assert sort in ["", *draft.below_title]


@pytest.mark.parametrize("sort", ["連携協約書", "協定書"])
def test_a_cover_names_the_paper_more_fully_than_its_first_page(sort: str):
    """Names of the parties between the two make a cover, whose title may say more."""
    draft = head_of("東谷市及び西原町における連携協約書", "平成27年4月5日", "東谷市", "西原町", sort)

    assert (True, sort) == (draft.has_cover, draft.name)


@pytest.mark.parametrize("mark", ["", "○", "◎　"])
def test_a_title_with_a_name_left_open_is_that_of_the_paper_to_amend(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """○○市 lost its circles as if they were marks, and the paper was taken for another."""
    source = "種別: 規約\n題名: ○○市手続規約\n締結日: 平成9年3月31日\n日付の位置: なし\n条: [{ 見出し: 目的, 本文: 申請の手続を定める。 }]\n"
    (tmp_path / "sources/x").mkdir(parents=True)
    (tmp_path / "sources/x/area.yaml").write_text("種別: 圏域\n圏域名: 試験\n", encoding="utf-8")
    (tmp_path / "sources/x/k.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "old.txt").write_text(f"{mark}○○市手続規約\n（目的）\n第1条　手続を定める。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(cli, ("amend", "x/k", "--from", "old.txt", "--on", "令和8年3月1日"))

    assert 0 == done.exit_code, done.output
    made = (tmp_path / "build/x/k-改正/改め文.txt").read_text(encoding="utf-8")
    assert "第1条中「手続」を「申請の手続」に改める。" in made
    assert "題名" not in made


@pytest.mark.parametrize("mark", ["別記", "（別紙２）", "別紙1"])
def test_what_a_sheet_bears_above_its_title_is_not_its_title(mark: str):
    """「別記」 became the title of the 個人情報取扱特記事項, and an amendment one of 別記."""
    line = [Line(text, Span(SourceFile("paper.txt", text), 0, len(text))) for text in (mark, "個人情報取扱特記事項")]
    draft = Draft()

    read_head(line, draft)

    assert ("個人情報取扱特記事項", [mark]) == (draft.title, draft.above_title)
