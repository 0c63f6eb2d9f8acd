"""What lies over the cells of a sheet and belongs to none of them -> the words of text boxes.

Comments are not told: a workbook of an office is full of them, and Excel prints none unless it is asked to.
Source: ECMA-376 part 1, 20.5.2.29 (sp); part 3, 10.2.1 (AlternateContent).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.source.sheets.cells import parts
from pipeline.source.sheets.cells.parts import BrokenError, Package

if TYPE_CHECKING:
    from lxml import etree

_MOST_TOLD, _LONGEST = 5, 30


def tell(package: Package, part: str, sheet: Place, problems: Problems) -> None:
    """Warns of words that are seen over a sheet and stand in none of its cells."""
    related = package.related(part).values()
    boxes = [words for kind, path in related if kind == "drawing" for words in _boxes(package, path)]
    if boxes:
        said = "、".join(f"「{words}」" for words in boxes[:_MOST_TOLD])
        more = f" など{len(boxes)}か所" if len(boxes) > _MOST_TOLD else ""
        problems.warning(
            "表",
            f"シートの上に置いた図形（テキストボックスなど）の語は取り込みません: {said}{more}",
            "印刷する語であれば、セルか原稿に書いてください",
            sheet,
        )


def _boxes(package: Package, path: str) -> list[str]:
    """The words of the shapes in a part; none if it is damaged, which does not touch the table."""
    try:
        data = package.part(path)
        return [words for node in parts.elements(data, "sp") if (words := _box(node))] if data is not None else []
    except BrokenError:
        return []


def _box(node: etree._Element) -> str:
    """The words of a shape that is shown; those that are kept for older programs stand twice."""
    if any(parts.local(above) == "Fallback" for above in node.iterancestors()):
        return ""
    named = next((e for e in node.iter() if parts.local(e) == "cNvPr"), None)
    if named is not None and parts.truth(named.get("hidden")):
        return ""
    words = " ".join(" ".join(_paragraphs(node)).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _paragraphs(node: etree._Element) -> Iterator[str]:
    for paragraph in (e for e in node.iter() if parts.local(e) == "p"):
        yield "".join(e.text or "" for e in paragraph.iter() if parts.local(e) == "t")
