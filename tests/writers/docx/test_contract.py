"""The shipped template and its contract: the files in templates/docx are what the program writes and reads."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.galley.styles import PARTS, TABLE_STYLES
from pipeline.writers.docx import new_template, read_contract
from tests.writers.docx.kit import ROOT, WIDTHS, contract, shipped, unzipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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


def test_a_long_office_goes_on_behind_the_symbol_of_its_party() -> None:
    """The second line of 乙　…広域連合長職務代理者 stood below 乙."""
    with zipfile.ZipFile(BytesIO(new_template())) as file:
        styles = etree.fromstring(file.read("word/styles.xml"))
    indents = {
        name.get(f"{W}val"): indent
        for style in styles.iter(f"{W}style")
        for name in style.findall(f"{W}name")
        for indent in style.findall(f"{W}pPr/{W}ind")
    }

    own, below = indents["記名"], indents["記名続き"]
    assert own.get(f"{W}leftChars") == below.get(f"{W}leftChars")  # 20 characters, 2 of them those of 乙 and its blank
    assert "200" == own.get(f"{W}hangingChars")
