"""Items of items of items: each level of a list is set in further than the one above it."""

from __future__ import annotations

from pathlib import Path

from pipeline.galley import plain
from tests.kinds.kit import Shelf

DEEP = (
    "{ 文: 一, 下位: { 記号: ア, 項: [{ 文: 二, 下位: { 記号: (ア), 項: "
    "[{ 文: 三, 下位: { 記号: a, 項: [{ 文: 四, 下位: { 項: [五] } }] } }] } }] } }"
)


def test_every_level_of_a_list_is_set_in_further(tmp_path: Path):
    """The fourth level stood in line with the third, on the page and for who hears it."""
    shelf = Shelf(tmp_path, "shiomi/kankyo.yaml").edit("家庭と運輸の部門で、省エネルギーを更に進める必要がある。", DEEP)
    styles = {plain(p.runs): p.style for p in shelf.paras()}

    assert ["番号箇条1", "番号箇条2", "番号箇条3", "番号箇条4", "箇条5"] == [styles[word] for word in "一二三四五"]
