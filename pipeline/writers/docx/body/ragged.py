"""Words that hold a long address, or a long reading -> how their paragraph is aligned: Word parts neither, and opens the line before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.galley import Grid, plain
from pipeline.galley.blocks import paras
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pipeline.galley import Para

_LEFT = '<w:jc w:val="left"/>'
# Of what Word parts nowhere, so much opens a line of the text, or of a cell, too far (house).
_LONG, _LONG_IN_CELL, _LONG_READ = regex("[!-~]{20}"), regex("[!-~]{8}"), 5


def of_text(para: Para, justified: AbstractSet[str]) -> str:
    """What a paragraph of the text has besides its style, one of the `justified`, where it is not to be opened."""
    if para.style not in justified:
        return ""
    read = any(run.ruby and len(run.text) >= _LONG_READ for run in para.runs)
    return _LEFT if read or _LONG.search(plain(para.runs)) else ""


def of_cells(grid: Grid, justified: AbstractSet[str]) -> dict[int, str]:
    """The same of the cells of a table, by the identity of their paragraphs."""
    return {
        id(para): _LEFT for para in paras((grid,)) if para.style in justified and _LONG_IN_CELL.search(plain(para.runs))
    }
