"""A clerk who types figures of full width gets the same paper: the house decides how wide they print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.writers import text
from tests.workshop import ROOT, edit, galley, messages, original

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
# Expressions, names of files and keys stay as they are.
KEPT = re.compile(r"(\{\{.*?\}\}|[\w/]+\.(?:svg|png|jpg|xlsx)|^ *#.*|(?<=[\s{,])[^\s{},:\[\]\"]+:(?=\s))")
PLANS = (
    "shiomi/gaiyo", "shiomi/keikaku", "shiomi/kankyo", "shiomi/yosan", "kitaalps/gaiyo", "kitakyushu/jigyo",
    "aomori-shi/keikaku", "yamagata/shiryo",
)  # fmt: skip


def printed(folder: Path, name: str) -> bytes:
    return text.write(galley(folder, f"sources/{name}.yaml", None))


@pytest.mark.parametrize("name", PLANS)
def test_figures_of_any_width_make_the_same_paper(tmp_path: Path, name: str):
    """「令和8年度:」 did not know 「年度: [令和８年度]」, 「部の番号: 第１章」 did not count."""
    area = name.partition("/")[0]
    shutil.copytree(ROOT / "sources" / area, tmp_path / "sources" / area)
    source = tmp_path / "sources" / f"{name}.yaml"
    before = source.read_text(encoding="utf-8")
    pieces = (KEPT.split(line) for line in before.split("\n"))
    wide = "\n".join("".join(p if n % 2 else p.translate(WIDE) for n, p in enumerate(line)) for line in pieces)
    assert len(re.findall("[０-９]", wide)) > len(re.findall("[０-９]", before)) + 20
    source.write_text(wide, encoding="utf-8")

    assert printed(ROOT, name) == printed(tmp_path, name)


def test_a_year_that_is_there_in_both_widths_is_not_chosen(tmp_path: Path):
    shutil.copytree(ROOT / "sources/shiomi", tmp_path / "sources/shiomi")
    edit(
        tmp_path / "sources/shiomi/gaiyo.yaml",
        '実績: { 令和6年度: "318", ',
        '実績: { 令和6年度: "318", 令和６年度: "319", ',
    )
    _, problems = original(tmp_path, "sources/shiomi/gaiyo.yaml")

    assert any("「令和６年度」は、この表の年度にありません" in message for message in messages(problems))
