"""Every character that a Japanese office can type (Windows-31J) prints out of the box, in every format."""

from __future__ import annotations

from pathlib import Path

from tests.workshop import SMALL, build, messages, small_project


def repertoire() -> list[str]:
    """The characters of Windows-31J of two bytes, but for those of an office's own (外字)."""
    found: set[str] = set()
    for high in (*range(0x81, 0xA0), *range(0xE0, 0xFD)):
        for low in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            char = bytes((high, low)).decode("cp932", "ignore")
            if (
                len(char) == 1 == len(char.encode("cp932")) - 1
                and not 0xE000 <= ord(char) <= 0xF8FF
                and ord(char) > 0xFF
            ):
                found.add(char)
    return sorted(found)


def test_every_character_of_windows_31j_prints(tmp_path: Path):
    """files.md 13: ≒ alone was missing."""
    chars = repertoire()
    text = SMALL.replace("甲及び乙は、協力する。", f'"{"".join(chars)}"')
    root = small_project(tmp_path, text)

    report = build(root, "small")

    assert [] == messages(report.problems)
    printed = next((root / "build").rglob("*.txt")).read_text("utf-8")
    assert len(chars) > 7000
    # Widths of figures and letters are the house's.
    assert [] == [c for c in chars if c not in printed and not ("０" <= c <= "ｚ")]
