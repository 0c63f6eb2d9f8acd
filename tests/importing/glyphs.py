"""Lines as the characters of a page, each with its place."""

from __future__ import annotations

from pipeline.project.intake.printed.lines import Glyph

EM, PITCH = 10.0, 16.0
WORDS = "甲は圏域の発展のため必要な取組を行い乙はこれに協力するものとし細目は協議して定める"


def printed(lines: list[str], left: float, top: float, em: float = EM) -> list[Glyph]:
    """Lines of full characters, one below the other; 全角の空白 is room."""
    return [
        Glyph(char, left + em * at, top + PITCH * n, left + em * (at + 1), top + PITCH * n + em)
        for n, line in enumerate(lines)
        for at, char in enumerate(line)
        if char != "\u3000"
    ]
