"""The shipped template and its contract: the files in templates/docx are what the program writes and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley.styles import PARTS, TABLE_STYLES
from pipeline.writers.docx import new_template, read_contract
from tests.writers.docx.kit import ROOT, WIDTHS, contract, shipped, unzipped


def test_the_committed_template_is_what_the_program_writes() -> None:
    """Parts, not bytes: another zlib packs the same parts otherwise."""
    assert unzipped(new_template()) == unzipped((ROOT / "templates/docx/agreement.docx").read_bytes())


def test_the_shipped_contract_covers_slots_and_tables() -> None:
    assert contract().slots == PARTS
    assert set(TABLE_STYLES) == set(contract().tables)
    assert frozenset({"案"}) == shipped().used_fields


def problems_of(tmp_path: Path, old: str, new: str) -> list[str]:
    """What is said of the shipped contract after an edit."""
    text = (ROOT / "templates/docx/agreement.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "a.yaml").write_text(text.replace(old, new), encoding="utf-8")
    problems = Problems()
    assert read_contract(tmp_path / "a.yaml", problems) is None
    return [f"{p.place} {p.message}" for p in problems.errors]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WIDTHS, "[7, 11, 11, 9]", "合計が38字"),
        (WIDTHS, "[-1, 15, 15, 8]", "合計が37字"),
        (WIDTHS, "[[7, 11, 11, 8], [10, 27], [11, 26]]", "2列の表の幅が2とおり"),
        ("引用: 文字", "引用: リンク", "「リンク」はありません"),
        ("役割分担表:", "役割表:", "表スタイル「役割表」はありません"),
        ("氏名: 7", "名前: 7", "文字スタイル「名前」はありません"),
        ("[表紙, 本文, 別表]", "[表紙, 本文, 付録]", "差し込み位置「付録」はありません"),
        ("[題名]", "[題名 ?>]", "「題名 ?>」は項目名に使えません"),
        ("字数: 37", "字数: 多数", "字数"),
        ("字数: 37", "行数: 37", "字数"),
    ],
)
def test_mistakes_in_a_contract_are_reported(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in message for message in problems_of(tmp_path, old, new))
