"""Tables that have no room for their numbers, in the smallest type -> diagnostics: no number is ever parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley.blocks import Grid, Part, paras
from pipeline.late.regex import regex
from pipeline.notation.text.number_box import boxes

_WIDE_FIGURES = regex("[０-９]")


def report(narrow: Iterable[Grid], parts: Sequence[Part], template: str, problems: Problems) -> None:
    """Reports every such table of these parts at its first number; `template` is what the template is called that has no room."""
    lying = {id(block) for part in parts if part.landscape for block in part.blocks}
    for grid in narrow:
        problems.error(
            "表幅",
            f"表「{grid.title}」の数字と文が欄に収まりません（数字は途中で折らず、文は1行に2字以上が要ります）",
            _cure(grid, lying=id(grid) in lying),
            _first_number(grid) or Place(template, f"表「{grid.title}」"),
        )


def _cure(grid: Grid, *, lying: bool) -> str:
    ways = ["額の表なら、「単位:」を大きくしても"] if lying else []
    if any(_WIDE_FIGURES.search(run.text) for para in paras((grid,)) for run in para.runs):
        ways.append("流儀に「表の数字: 半角」と書いても")
    first = "欄を減らすか、表を分けてください" if lying else "「用紙: 横」にするか、欄を減らしてください"
    return f"{first}（{'、'.join(ways)}狭くなります）" if ways else first


def _first_number(grid: Grid) -> Span | None:
    for para in paras((grid,)):
        for run in para.runs:
            if run.origin is not None and any(boxes(run.text)):
                return run.origin.span()
    return None
