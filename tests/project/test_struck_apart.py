"""A paper of others that strikes several 条 in one line is amended, and what amends it is carried out on that very paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.amending.language.address import words_sha256
from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.diagnostics import Problems, Rejected, SourceFile, Span
from pipeline.importing.paper import Line, Paper
from pipeline.project.intake.struck_apart import struck_apart
from pipeline.project.plan import plan
from pipeline.project.revision.basis import read_basis
from pipeline.project.revision.consolidating import consolidated
from pipeline.project.revision.signed import frozen_of
from pipeline.project.session import Session
from tests.amending.deep_papers import AREA

SOURCE = """\
種別: 例規
題名: 会館条例
公布: { 題名の後: 平成20年3月24日条例第12号 }
条:
  - { 見出し: 設置, 本文: 会館を置く。 }
  - 削除: はい
  - 削除: はい
  - 削除: はい
  - 削除: はい
  - 見出し: 委任
    本文: 必要な事項は、市長が定める。
附則: この条例は、公布の日から施行する。
"""
PAPER = """\
会館条例
平成20年3月24日条例第12号
（設置）
第1条　会館を置く。
第2条　削除
第3条から第5条まで　削除
（委任）
第6条　必要な事項は、市長が定める。
附　則
この条例は、公布の日から施行する。
"""


def amendment(source: str, root: Path, problems: Problems, paper: str = PAPER) -> Proven | Unproven:
    """What leads from the paper to a source."""
    put(root / "sources/a/area.yaml", AREA)
    put(root / "sources/a/jorei.yaml", source)
    session = Session(root, {})
    (own,) = plan(session, ("a/jorei",), problems).assignments
    now = frozen_of(own, (), problems)
    assert now is not None
    base = read_basis(put(root / "old.txt", paper), None, own, now.provision, session.files, problems)
    return amend(base.provision, now.provision, now.manner)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_does_not_touch_the_line_is_amended_and_the_paper_keeps_it(tmp_path: Path):
    """「まとめて削除とした条の範囲が変わるので」: no such rule could be amended, whatever was to change."""
    problems = Problems()

    made = amendment(SOURCE.replace("市長が定める", "市長が別に定める"), tmp_path, problems)

    assert isinstance(made, Proven)
    assert "第6条中「市長が」の次に「別に」を加える。\n" == made.text
    assert "元の文の「第3条から第5条まで　削除」は" == problems.found[0].message.partition("、")[0]
    address = f"会館条例の一部を次のように改正する。\n（元の文: SHA-256 {words_sha256(made.old)}）\n"
    text = consolidated(tmp_path / "old.txt", put(tmp_path / "改め文.txt", address + made.text), Problems())
    assert PAPER.replace("市長が定める", "市長が別に定める") == text


def test_a_page_in_half_width_that_strikes_several_is_amended(tmp_path: Path):
    """「末文の後に条・項・号があります」: 第2条及び第3条　削除 in a page of a collection, whose brackets are half, and no cure fitted."""
    problems = Problems()
    page = (
        PAPER.replace("（", "(").replace("）", ")").replace("会館を置く。", "会館を次のとおり置く。\n中央会館\n西会館")
    )
    now = SOURCE.replace("会館を置く。", "会館を次のとおり置く。, 後文: [中央会館, 西会館]")

    made = amendment(now.replace("市長が定める", "市長が別に定める"), tmp_path, problems, page)

    assert isinstance(made, Proven)
    assert "第6条中「市長が」の次に「別に」を加える。\n" == made.text
    struck, widths, *_ = (x.message for x in problems.found)
    assert struck.startswith("元の文の「第3条から第5条まで　削除」は、")
    assert "括弧など4字は" in widths


ITEMS = "会館を次のとおり置く。, 号: [中央会館, {削除: はい}, {削除: はい}, 西会館]"
ITEMS_IN_PAPER = "会館を次のとおり置く。\n(1)　中央会館\n(2)及び(3)　削除\n(4)　西会館"


def test_items_struck_in_one_line_are_passed_over(tmp_path: Path):
    """(2)及び(3)　削除 was a line that nobody could read, or a part of 第1号."""
    problems = Problems()
    now = SOURCE.replace("会館を置く。", ITEMS).replace("西会館", "北会館")

    made = amendment(now, tmp_path, problems, PAPER.replace("会館を置く。", ITEMS_IN_PAPER))

    assert isinstance(made, Proven), made.reason
    assert "第1条第4号中「西会館」を「北会館」に改める。\n" == made.text
    assert "「(2)及び(3)　削除」" in problems.found[0].message


def test_items_struck_in_one_line_that_change_are_refused(tmp_path: Path):
    """(2)及び(3)　削除 was read as the 第2号 that says 及び(3)　削除, and these words were amended."""
    problems = Problems()
    now = SOURCE.replace("会館を置く。", ITEMS.replace("{削除: はい}", "東会館", 1))

    with pytest.raises(Rejected):
        amendment(now, tmp_path, problems, PAPER.replace("会館を置く。", ITEMS_IN_PAPER))

    assert any("まとめて削除としたものが改められる" in each.message for each in problems.found)


def test_what_touches_the_line_is_refused_by_name(tmp_path: Path):
    made = amendment(
        SOURCE.replace("  - 削除: はい\n  - 見出し: 委", "  - 本文: 休む。\n  - 見出し: 委"), tmp_path, Problems()
    )

    assert isinstance(made, Unproven)
    assert made.reason.startswith("「第3条から第5条まで　削除」のように、まとめて削除とした条の範囲が変わるので")


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("第2条及び第3条　削除", ["第2条　削除", "第3条　削除"]),
        ("第２条から第４条まで 削除", ["第２条 削除", "第３条 削除", "第４条 削除"]),
        ("第九条から第十一条まで　削除", ["第九条　削除", "第十条　削除", "第十一条　削除"]),
        ("第2条の2から第2条の4まで　削除", ["第2条の2から第2条の4まで　削除"]),
        ("第2条　削除", ["第2条　削除"]),
    ],
)
def test_a_line_is_as_many_articles_as_it_strikes(line: str, apart: list[str]):
    """Between two 枝番 others may lie: such a line stays one."""
    paper = Paper((Line(line, Span(SourceFile("a.txt", line), 0, len(line))),))

    made = struck_apart(paper)

    assert apart == [each.text for each in made.paper.lines]
    assert (len(apart) if apart != [line] else 0) == len(made.numbers)
