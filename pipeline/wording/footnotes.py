"""Bodies of plain documents -> diagnostics for notes whose marks stand where no mark can stand."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.tree.inlines import Footnote, Inlines
from pipeline.tree.nodes import Bullet, CellTable, Document, Heading, Illustration, Passage
from pipeline.tree.walk import rewrite
from pipeline.tree.walking.spots import Spot

_TO_TEXT = "図や題の外の文（段落、箇条、見出し、表の欄）に付けるか、図の下に「注:」を置いてください"


def check(document: Document, problems: Problems) -> None:
    """Marks stand in running words, headings and cells; those of notes below a table in its cells alone."""
    for block in document.body:
        match block:
            case Heading(text=text) | Passage(text=text) | Bullet(text=text):
                _refuse_table_notes(text, problems)
            case CellTable(title=title):
                _refuse(title, "表の題", "「題」の文を表の前の段落に書き、そこに付けてください", problems)
            case Illustration(title=title, source=source, rights=rights, alt=alt):
                _refuse(alt, "代替文字の中", _TO_TEXT, problems)
                for text in (title, source, rights):
                    _refuse_table_notes(text, problems)
            case _:
                alone = Document(document.kind, None, (block,))

                def look(inlines: Inlines, _: Spot) -> Inlines:
                    _refuse(inlines, "図や題の中", _TO_TEXT, problems)
                    return inlines

                rewrite(alone, look)


def _refuse_table_notes(text: Inlines, problems: Problems) -> None:
    for inline in text:
        if isinstance(inline, Footnote) and inline.place == "表":
            place = inline.origin.span() if inline.origin is not None else None
            problems.error(
                "脚注", "「表注」が表の欄の外にあります", '「{{ 脚注("…") }}」と書けば、頁の下に印刷します', place
            )


def _refuse(text: Inlines, where: str, cure: str, problems: Problems) -> None:
    for inline in text:
        if isinstance(inline, Footnote):
            place = inline.origin.span() if inline.origin is not None else None
            problems.error("脚注", f"{where}に脚注は付けられません", cure, place)
