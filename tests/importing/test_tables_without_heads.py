"""Tables of others without heads: told by a first row that counts, is a sentence, or holds amounts as those below it do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.desk import built, imported, in_word, letters, told

PAPER = """消防団規則

（分団）
第１条　分団は、別表のとおりとする。
（委任）
第２条　必要な事項は、市長が定める。

附　則
この規則は、公布の日から施行する。

別表（第１条関係）
{}"""


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize(
    ("rows", "has_heads"),
    [
        ("第１分団\t本町\n第２分団\t上野\n", False),
        ("1\t組織に関すること\n2\t人事に関すること\n3\t予算に関すること\n", False),
        ("本部\t全域を担当する。\n女性分団\t広報を担当する。\n", False),
        ("大人\t300円\n子供\t100円\n", False),
        ("北浜市\t８人\n三川町\t４人\n峡谷村\t３人\n", False),
        ("市\t八人\n町\t十二人\n", False),
        ("均等割\t100分の30\n人口割\t100分の70\n", False),
        ("第1期\t4月30日\n第2期\t10月1日\n", False),
        ("人口\t12.5％\n世帯\t87.5％\n", False),
        ("年度\t1年\n東会館\t3年度\n", True),
        ("定数\t8\n三川町\t4\n", True),
        ("分団\t区域\n第１分団\t本町\n第２分団\t上野\n", True),
        ("区分\t300円以上\n大人\t300円\n", True),
        ("第１分団\t第２分団\n本町\t上野\n", True),
        ("年度\t2年\n令和7年度\t100円\n", True),
    ],
)
def test_the_first_row_is_a_row_where_it_names_nothing(
    form: str, rows: str, has_heads: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    text = PAPER.format(rows)
    (tmp_path / f"paper.{form}").write_bytes(text.encode() if form == "txt" else in_word(text))

    done = imported(f"paper.{form}", "--area", "x")

    assert 0 == done.exit_code, done.stderr
    assert letters(text) == letters(built("x", tmp_path))
    source = (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert has_heads == ("    列:" in source) == ("欄名: なし" not in source)
    assert has_heads == (not [m for m in told(done) if "欄名でなく表の項としました" in m])


@pytest.mark.parametrize(
    ("cells", "is_marked"),
    [("○\t◎", True), ("△\t", True), ("－\t〇", True), ("－\t－", False), ("○\t要協議", False), ("○○\t×", False)],
)
def test_a_column_of_marks_is_set_as_one(cells: str, is_marked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """○ of a table of risks stood at the left of its cells."""
    monkeypatch.chdir(tmp_path)
    first, second = cells.split("\t")
    text = PAPER.format(f"種類\t市\n物価\t{first}\n法令\t{second}\n")
    (tmp_path / "paper.docx").write_bytes(in_word(text))

    assert 0 == imported("paper.docx", "--area", "x").exit_code

    assert is_marked == ("形: 印" in (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8"))
    assert letters(text) == letters(built("x", tmp_path))
