"""The text of the smallest agreement, whole: short enough to read."""

from __future__ import annotations

from pathlib import Path

from pipeline.writers import text
from tests.workshop import galley, project, small_project

SMALL_TEXT = """\
協約書

令和元年12月25日

青森市　蓬田村

青森市及び蓬田村の協約

青森市（以下「甲」という。）及び蓬田村（以下「乙」という。）は、次のとおり協約を締結する。

（目的）

第1条　甲及び乙は、協力する。

本書2通を作成する。

令和元年12月25日

甲　青森市長

小野寺晃彦

乙　蓬田村長

久慈修一
"""


def test_the_text_of_a_small_agreement(tmp_path: Path):
    assert text.write(galley(small_project(tmp_path), "sources/aomori/small.yaml", None)).decode() == SMALL_TEXT


def test_a_table_is_printed_row_by_row_with_tabs(tmp_path: Path):
    lines = text.write(galley(project(tmp_path))).decode().splitlines()

    assert "連携施策\t取組内容\t甲の役割\t乙の役割" in lines
    assert all(line.count("\t") in (0, 3) for line in lines)
    assert 15 == sum(line.count("\t") == 3 for line in lines) - 5  # rows less heads (sample 000 has 15 rows)
