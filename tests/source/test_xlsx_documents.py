"""Documents whose tables come from Excel: the same words as from YAML, and the workbook among the inputs."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Rejected
from pipeline.kinds.agreement.model import Agreement
from pipeline.project import compiling, manifest
from pipeline.source.fields import SourceModel
from pipeline.writers import text
from tests.source.books import HEADS, ROW, book
from tests.workshop import AGREEMENT, SMALL, build, galley, messages, original, project, small_project

CALLING = f"""\
{SMALL}別表:
  - 関係: 目的
    項目:
      - 見出し: 生活
        施策: !表 {{ファイル: 別表.xlsx, シート: 別表}}
"""
SOURCE = "sources/aomori/small.yaml"
WORKBOOK = "sources/aomori/別表.xlsx"


def _agreement(model: SourceModel) -> Agreement:
    assert isinstance(model, Agreement)
    return model


def _calling(folder: Path, data: bytes, source: str = CALLING) -> Path:
    root = small_project(folder, source)
    (root / WORKBOOK).write_bytes(data)
    return root


def test_a_section_of_the_shipped_schedule_says_the_same_from_a_workbook(tmp_path: Path):
    """生活機能の強化に係る政策分野 of sample 000, moved into a sheet as an office would write it."""
    root = project(tmp_path)
    before = text.write(galley(root))
    loaded, problems = original(root)
    assert loaded is not None, messages(problems)
    section = _agreement(loaded.model).schedules[0].sections[2].sections[0]
    rows = [
        (section.heading.text, m.name.text, m.content.text, m.roles["甲"].text, m.roles["乙"].text)
        for m in section.measures
    ]
    table = [
        ("別表（第３条関係）",),
        ("政策分野", "連携施策", "取組内容", "役割分担", None),
        (None, None, None, "甲", "乙"),
        rows[0],
        *((None, *row[1:4], "〃" if row[4] == rows[0][4] else row[4]) for row in rows[1:]),
        ("※ 役割は、毎年度見直す。",),
    ]

    def merge(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    areas = ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", f"A4:A{3 + len(rows)}")
    (root / WORKBOOK).write_bytes(book(table, merge))
    _move_into_workbook(root / AGREEMENT, section.heading.text)

    assert before == text.write(galley(root))


def _move_into_workbook(path: Path, heading: str) -> None:
    """Puts !表 in the place of the rows below a heading."""
    source = path.read_text(encoding="utf-8")
    start = source.index("\n", source.index("施策:", source.index(f"見出し: {heading}")))
    line = source[:start].rpartition("\n")[2]
    behind = re.compile(rf"\n {{0,{len(line) - len(line.lstrip())}}}(?! )").search(source, start + 1)
    end = behind.start() if behind is not None else len(source)
    call = f" !表 {{ファイル: 別表.xlsx, シート: 別表, 絞り込み: {{政策分野: {heading}}}}}"
    path.write_text(source[:start] + call + source[end:], encoding="utf-8")


def test_a_blank_cell_is_told_at_its_row_and_stops_only_that_document(tmp_path: Path):
    root = _calling(tmp_path, book([HEADS, ROW, ("介護", None, "担う。", "協力する。")]))

    loaded, problems = original(root, SOURCE)

    assert loaded is None
    assert ["「取組内容」がありません"] == messages(problems)
    assert f"{WORKBOOK} 別表!A3" == str(problems.errors[0].place)


def test_an_expression_in_a_cell_is_checked_like_one_in_a_source(tmp_path: Path):
    root = _calling(tmp_path, book([HEADS, ("地域医療", "{{ 圏域 }}の医療", "{{ 甲 }}", "{{ 丁 }}")]))

    loaded, problems = original(root, SOURCE)
    assert loaded is not None, messages(problems)

    with pytest.raises(Rejected):
        compiling.set_galley(loaded, None, problems)

    assert [f"{WORKBOOK} 別表!D2"] == [str(d.place) for d in problems.errors]


def test_a_row_may_be_left_out_for_one_partner(tmp_path: Path):
    source = CALLING.replace("乙: 蓬田村", "乙: [蓬田村, 平内町]")
    root = _calling(tmp_path, book([(*HEADS, "相手方別.平内町"), ROW, ("介護", *ROW[1:], "除く")]), source)

    both = text.write(galley(root, SOURCE, "蓬田村")).decode()
    one = text.write(galley(root, SOURCE, "平内町")).decode()

    assert "介護" in both
    assert "介護" not in one


def test_a_partner_that_nobody_knows_is_told_at_the_head_of_its_column(tmp_path: Path):
    source = CALLING.replace("乙: 蓬田村", "乙: [蓬田村, 平内町]")
    root = _calling(tmp_path, book([(*HEADS, "相手方別.平内"), (*ROW, "除く")]), source)

    loaded, problems = original(root, SOURCE)

    assert loaded is None
    assert ["「平内」は相手方にありません"] == messages(problems)
    assert f"{WORKBOOK} 別表!E1" == str(problems.errors[0].place)


def test_the_workbook_is_an_input_of_the_document(tmp_path: Path):
    root = _calling(tmp_path, book([HEADS, ROW]))

    assert [] == messages(build(root, formats=("txt",)).problems)
    [record] = manifest.read(root / "build")
    assert SOURCE == record.sources[0].name
    assert {WORKBOOK: hashlib.sha256((root / WORKBOOK).read_bytes()).hexdigest()}.items() <= {
        s.name: s.sha256 for s in record.sources
    }.items()


def test_facts_may_come_from_a_workbook_too(tmp_path: Path):
    root = small_project(tmp_path)
    area = root / "sources/aomori/area.yaml"
    facts = area.read_text(encoding="utf-8")
    found = re.search(r"(  蓬田村:\n    職名: 蓬田村長\n    長:)\n(?:      .*\n)+", facts)
    assert found is not None
    area.write_text(facts.replace(found[0], f"{found[1]} !表 {{ファイル: 長.xlsx}}\n"), encoding="utf-8")
    (root / "sources/aomori/長.xlsx").write_bytes(
        book([("氏名", "就任日", "退任日"), ("髙 木一", "令和元年5月1日", None)], title="蓬田村")
    )

    assert "髙 木一" in text.write(galley(root, SOURCE, None)).decode()
