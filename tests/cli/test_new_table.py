"""renkei new-table: a blank workbook that a source takes back once it is filled in."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.kinds import KINDS
from pipeline.source.sheets.blank import tables
from tests.source.books import fill, taken

DONE, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new_table(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["new-table", *arguments], catch_exceptions=False)


def test_a_blank_workbook_has_the_heads_of_its_kind_and_no_merged_cells(folder: Path):
    done = new_table("連携協約書", "別表.xlsx")

    assert done.exit_code == DONE
    assert "別表.xlsx を書きました（連携協約書の「施策」）。" in done.stdout
    made = openpyxl.load_workbook(folder / "別表.xlsx")
    assert ["施策", "書き方"] == made.sheetnames
    assert [["連携施策", "取組内容", "甲の役割", "乙の役割"]] == [
        [c.value for c in row] for row in made["施策"].iter_rows(max_row=1)
    ]
    assert not any(sheet.merged_cells.ranges for sheet in made.worksheets)
    assert "必ず書く欄: 連携施策、取組内容、甲の役割、乙の役割" in str(made["書き方"]["A7"].value)


@pytest.mark.parametrize("sheet", [", シート: 施策", ""])
def test_a_filled_workbook_is_read_back(folder: Path, sheet: str):
    """Its own 書き方 is no table: the file alone names the other sheet."""
    new_table("連携協約書", "記入.xlsx")
    made = openpyxl.load_workbook(folder / "記入.xlsx")
    for column, value in enumerate(("地域医療", "研修", "担う。", "協力する。"), 1):
        made["施策"].cell(2, column, value)
    stream = io.BytesIO()
    made.save(stream)

    node, problems = fill(folder, stream.getvalue(), sheet)

    assert node is not None
    assert [] == problems.found
    assert [{"連携施策": "地域医療", "取組内容": "研修", "役割": {"甲": "担う。", "乙": "協力する。"}}] == taken(
        node, "施策"
    )


def test_the_same_table_is_the_same_bytes(folder: Path):
    new_table("基本計画", "一.xlsx")
    new_table("基本計画", "二.xlsx")

    assert (folder / "一.xlsx").read_bytes() == (folder / "二.xlsx").read_bytes()


def test_another_table_and_other_parties_may_be_named(folder: Path):
    assert "ほかの表は --table で選べます" in new_table("基本計画", "a.xlsx").stdout
    assert new_table("基本計画", "b.xlsx", "--table", "現状と課題").exit_code == DONE
    assert new_table("連携協約書", "c.xlsx", "--owners", "甲、乙,丙").exit_code == DONE

    assert "丙の役割" == openpyxl.load_workbook(folder / "c.xlsx")["施策"]["E1"].value


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("連携協約", "a.xlsx"), "「連携協約」という種別はありません。「連携協約書」の書き誤りではありませんか"),
        (("連携協約書", "a.xls"), "ファイルの名前は「.xlsx」で終わるようにしてください"),
        (
            ("連携協約書", "a.xlsx", "--table", "施作"),
            "「施作」という表はありません。「施策」の書き誤りではありませんか",
        ),
    ],
)
def test_a_wrong_command_line_is_told_with_the_nearest_name(arguments: tuple[str, ...], expected: str):
    done = new_table(*arguments)

    assert done.exit_code == USAGE
    assert expected in done.stderr


def test_a_file_that_is_there_is_not_overwritten_unless_told_to(folder: Path):
    (folder / "a.xlsx").write_bytes(b"mine")

    refused = new_table("連携協約書", "a.xlsx")

    assert refused.exit_code == PROBLEMS
    assert "--force" in refused.stderr
    assert b"mine" == (folder / "a.xlsx").read_bytes()
    assert new_table("連携協約書", "a.xlsx", "--force").exit_code == DONE
    assert new_table("連携協約書", "ない/a.xlsx").exit_code == PROBLEMS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_table(kind: str):
    for table in tables(KINDS[kind].model):
        heads = table.heads(())
        assert heads
        assert len(set(heads)) == len(heads)
    # A kind that lists nothing (冊子, 控え票) says so.
    assert new_table(kind, "a.xlsx").exit_code == (DONE if tables(KINDS[kind].model) else USAGE)
