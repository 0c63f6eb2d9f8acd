"""Words in columns of a few characters: lines end between phrases, are not opened, and do not hang behind a long note's sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset import Setter
from pipeline.typeset.lines.hanging import set_para
from tests.typeset.kit import METRICS, design, para, set_text, style, words

TEXTS = st.text("観光施策のをてキロメーション、。（）・abc123 ", min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("name", "characters", "lines"),
    [
        ("表本文", 4.5, ["こども", "未来課"]),
        ("表本文", 7, ["行政運営を", "支える基盤への", "サポート"]),
        ("表本文", 9, ["結びつきや", "ネットワークの", "強化に係る連携"]),
        ("表本文", 8.5, ["年少人口", "（0～14歳）"]),
        ("表本文", 8.5, ["生産年齢人口", "（15～64歳）"]),
        ("表項目", 4.5, ["救急", "（再掲）"]),
        ("表見出し", 4.5, ["目標", "（実績）"]),
    ],
)
def test_lines_of_a_narrow_cell_end_between_phrases(name: str, characters: float, lines: list[str]):
    """「こ ど も 未／来課」, 「基盤へのサ／ポート」, 「目標（実／績）」, 「結びつきやネット／ワークの」, 「年 少 人 口（0／～14歳）」."""
    wanted = style(name)

    found = set_text("".join(lines), characters * wanted.size_pt, wanted).lines
    assert lines == [words(line) for line in found]
    assert {0} == {line.spacing_mem for line in found}


@given(TEXTS, st.integers(2, 7), st.sampled_from(["表本文", "表項目", "表見出し", "表中央"]))
def test_a_narrow_cell_holds_its_words_in_no_more_lines_and_opens_none(text: str, characters: int, name: str):
    wanted = style(name)
    wide = style(name, lone=True)
    found = set_text(text, characters * wanted.size_pt, wanted).lines

    assert text == "".join(map(words, found))
    if name == "表本文" and len(found) > 1:
        assert {0} == {line.spacing_mem for line in found}
    assert len(found) <= len(set_text(text, characters * wanted.size_pt, wide).lines) + 1


@given(TEXTS, st.integers(70, 100))
def test_no_gap_of_a_tight_cell_is_wide(text: str, tenths: int):
    """In columns of seven to ten characters lines are opened by little or not at all."""
    wanted = style("表本文")
    found = set_text(text, tenths / 10 * wanted.size_pt, wanted).lines

    assert text == "".join(map(words, found))
    if len(text) <= 60:
        assert all(line.spacing_mem <= 250 for line in found)


@pytest.mark.parametrize(("count", "hangs"), [(8, True), (60, False)])
def test_many_short_lines_of_a_note_go_on_below_its_sign(count: int, hangs: bool):
    """A note stood in a column of three characters beside the blank of its sign."""
    wanted = style("表番号箇条")
    setter = Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS})
    made = set_para(setter, para("住民基本台帳" * (count // 6 + 1), "表番号箇条", "※　"), wanted, 5 * wanted.size_pt)

    assert hangs == (made.lines > 1 and max(len(words(line)) for line in made.text.lines[1:]) < 4)
