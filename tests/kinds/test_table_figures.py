"""A house of full-width figures may print those of tables in half the width, as offices do where a table is full of amounts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pipeline.galley import Grid, Part, plain
from pipeline.galley.blocks import paras
from pipeline.writers import text
from tests.kinds.test_full_width import printed
from tests.workshop import ROOT, edit, galley

PROFILE = "種別: 流儀\n名称: 自庁\n根拠: 公文書規程\n数字: 全角\n"
WIDE, NARROW = re.compile("[０-９]"), re.compile("[0-9]")


def area(folder: Path, profile: str) -> Path:
    shutil.copytree(ROOT / "sources/shiomi", folder / "sources/shiomi")
    (folder / "sources/profiles").mkdir()
    (folder / "sources/profiles/自庁.yaml").write_text(profile, encoding="utf-8")
    edit(folder / "sources/shiomi/area.yaml", "流儀: 半角\n", "流儀: 自庁\n")
    return folder


def words(parts: tuple[Part, ...], *, in_tables: bool) -> str:
    """What the tables, or the blocks beside them, print."""
    blocks = [block for part in parts for block in part.blocks if isinstance(block, Grid) == in_tables]
    return "\n".join(plain((*p.label, *p.runs)) for p in paras(tuple(blocks)))


def test_figures_of_tables_are_as_wide_as_the_house_says(tmp_path: Path):
    """Seven funds in full-width figures fit no sheet; the amounts in half the width do."""
    parts = galley(area(tmp_path, PROFILE + "表の数字: 半角\n"), "sources/shiomi/yosan.yaml", None).parts
    tables, text_around = words(parts, in_tables=True), words(parts, in_tables=False)

    assert "12,400" in tables
    assert not WIDE.search(tables)
    assert "１８４，６００千円" in text_around
    assert not NARROW.search(re.sub("[（(].*?[）)]|#7119", "", text_around))


def test_without_a_word_tables_print_the_figures_of_the_text(tmp_path: Path):
    plain_house = area(tmp_path / "a", PROFILE)
    said = area(tmp_path / "b", PROFILE + "表の数字: 本文と同じ\n")

    assert printed(plain_house, "shiomi/yosan") == printed(said, "shiomi/yosan")
    assert "１２，４００" in words(galley(plain_house, "sources/shiomi/yosan.yaml", None).parts, in_tables=True)


def test_the_words_are_the_same_but_for_their_width(tmp_path: Path):
    full = text.write(galley(area(tmp_path / "a", PROFILE), "sources/shiomi/yosan.yaml", None)).decode()
    half = text.write(
        galley(area(tmp_path / "b", PROFILE + "表の数字: 半角\n"), "sources/shiomi/yosan.yaml", None)
    ).decode()
    to_half = str.maketrans("０１２３４５６７８９，．", "0123456789,.")

    assert full != half
    assert full.translate(to_half).replace("％", "%") == half.translate(to_half).replace("％", "%")
