"""What a file calls itself (its title, the heads of its pages): the title as the paper prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley import Galley, plain
from pipeline.galley.blocks import paras
from pipeline.project import compiling
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests import workshop

PLAN = """\
種別: 計画
題名: '{{ 圏域 }}第３次計画{{ "第１２回" | 全角 }}'
柱: 第４期　{題名}　{見出し}
部:
  - 見出し: 方針
    番号: ["1"]
    節: [{ 見出し: 目的, 内容: [{ 段落: 文。 }] }]
"""


def galleys(root: Path) -> list[Galley]:
    session, problems = Session(root), Problems()
    planned = plan(session, (), problems)
    made = [compiling.set_galley(a.original, a.partner, problems) for a in planned.assignments]
    assert not problems.errors, workshop.messages(problems)
    return made


def test_a_plan_calls_itself_as_it_prints_its_title(tmp_path: Path):
    """Heads of pages said 「{{ 圏域 }}第３次計画」 where the title was 「青森圏域第3次計画」."""
    workshop.small_project(tmp_path, PLAN)
    [galley] = galleys(tmp_path)
    first = next(p for part in galley.parts for p in paras(part.blocks))

    assert plain(first.runs) == galley.title
    assert galley.title.endswith("第3次計画第１２回")
    assert "第4期　{題名}　{見出し}" == galley.running
    assert ("柱", f"第4期　{galley.title}") in galley.fields


def test_a_head_of_pages_holds_no_name_that_would_be_printed_in_its_braces(tmp_path: Path):
    """「{見だし}」 stood at the top of every page."""
    workshop.small_project(tmp_path, PLAN.replace("{見出し}", "{見だし}"))
    session, problems = Session(tmp_path), Problems()
    plan(session, (), problems)

    assert ["「第４期　{題名}　{見だし}」の「{見だし}」は、そのまま印刷されます"] == [
        d.message.partition(": ")[2] for d in problems.errors
    ]


@pytest.mark.parametrize("area", ["umiyama", "kitaalps", "shiomi"])
def test_every_shipped_document_calls_itself_by_words_that_it_prints(area: str):
    """The file of an agreement was called 「{{ 甲 }}及び{{ 乙 }}における定住自立圏の形成に関する協定」."""
    session, problems = Session(workshop.ROOT), Problems()
    for assignment in plan(session, (area,), problems).assignments:
        if assignment.original.kind.name == "冊子":
            continue
        galley = compiling.set_galley(assignment.original, assignment.partner, problems)
        printed = ["".join(plain(p.runs).split()) for part in galley.parts for p in paras(part.blocks)]

        assert any("".join(galley.title.split()) in words for words in printed)
