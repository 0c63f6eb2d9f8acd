"""How a problem looks to a clerk and to a machine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic, Place, Problems, Severity, SourceFile, Span
from pipeline.diagnostics.render import human, record, summary, width

FILE = SourceFile("sources/a.yaml", "種別: 連携協約書\n締結日: 令和元年13月25日\n")
DATE = Diagnostic(
    Severity.ERROR,
    "表記",
    "「令和元年13月25日」という日付はありません",
    "月は1から12までで書いてください",
    Span(FILE, FILE.text.index("令和"), FILE.text.index("令和") + 10),
)


def test_a_problem_shows_its_line_and_marks_the_characters_at_display_width():
    """CONVENTIONS: columns count characters, carets count display width (全角 = 2)."""
    assert human(DATE) == (
        "エラー[表記]: 「令和元年13月25日」という日付はありません\n"
        " --> sources/a.yaml:2:6\n"
        "  |\n"
        "2 | 締結日: 令和元年13月25日\n"
        "  |         ^^^^^^^^^^^^^^^^\n"
        " = 直し方: 月は1から12までで書いてください"
    )


def test_a_machine_gets_line_and_column_in_characters():
    made = record(DATE)

    assert ("sources/a.yaml", 2, 6, 10) == (made["file"], made["line"], made["column"], made["length"])
    assert ("error", "表記") == (made["severity"], made["code"])


def test_a_place_without_lines_names_part_and_paragraph():
    diagnostic = Diagnostic(Severity.WARNING, "ひな形", "m", "c", Place("a.docx", "第3段落"))

    assert " --> a.docx: 第3段落" in human(diagnostic)
    assert "第3段落" == record(diagnostic)["where"]


def test_control_and_bidi_characters_are_shown_as_code_points():
    """A message must not be able to turn the reader's terminal around."""
    file = SourceFile("a.yaml", "題名: あ\u202eい\n")
    diagnostic = Diagnostic(Severity.ERROR, "文字", "x", "y", Span(file, 5, 6))

    assert "\u202e" not in human(diagnostic)
    assert "〈U+202E〉" in human(diagnostic)


def test_the_same_problem_is_said_once():
    problems = Problems()
    for _ in range(3):
        problems.error("表記", "m", "c", Span(FILE, 0, 1))

    assert 1 == len(problems.errors)
    assert "エラー1件" == summary(problems.found)


@given(st.text(max_size=300), st.integers(0, 299), st.integers(0, 30))
def test_any_line_can_be_shown(text: str, start: int, length: int):
    at = min(start, len(text))
    lines = human(Diagnostic(Severity.ERROR, "x", "m", "c", Span(SourceFile("f", text), at, at + length))).split("\n")

    assert "^" in lines[-2]
    assert width(lines[-3]) <= 130
