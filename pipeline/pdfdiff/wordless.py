"""A PDF without words -> why it cannot be compared."""

from __future__ import annotations

from pipeline.diagnostics import Place, Problems


def tell_wordless(name: str, problems: Problems) -> None:
    """The error for a PDF that holds pictures of pages alone."""
    problems.error(
        "PDF",
        "文字のないPDFです（紙を読み取った画像だけのもののようです）",
        "文字の入ったPDFを、もとの文書から作り直してください",
        Place(name),
    )
