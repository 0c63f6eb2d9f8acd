"""The board of dates -> its rows of words, and the galley of the sheet that is printed of them."""

from __future__ import annotations

from pipeline.diagnostics import Span
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.kinds.council.board import STEPS, Board, Line, Step, heads
from pipeline.kinds.council.order import Doubt
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House

_SHARES = (9, 5, 5, *(5 for _ in STEPS), 8)
_WORDS = {"次": "次", "待ち": "―", "不要": "不要", "止": "止"}
_LEGEND = "「次」は今すること、「―」は前の手続を待つもの、「不要」は法律が求めないもの"
_STOPPED = "、「止」は否決や撤回でしないこととなったもの"
_WRONG = "矛盾と注意"
_NUMBER, _WHAT, _CURE = "番号", "内容", "直し方"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that contradicts, once, with the check that found it, its code and where it stands in a source."""

    check: str
    code: str
    severity: str
    message: str
    cure: str
    place: Span | None = None


def row(line: Line, house: House) -> tuple[str, ...]:
    """The words of one line under the heads of the board. Days are short, as tables print them."""
    document = line.document.split("/", 1)[1]
    return document, line.act, line.party, *(_step(step, house) for step in line.steps), line.state


def _step(step: Step, house: House) -> str:
    return house.text(wareki.format(step.day, "wareki_abbr")) if step.day is not None else _WORDS[step.state]


def told(board: Board) -> tuple[Told, ...]:
    """All that is wrong, each once, errors first."""
    found: dict[Doubt, None] = {d: None for line in board.lines for d in line.doubts}
    found |= dict.fromkeys(board.doubts)
    ordered = sorted(found, key=lambda doubt: not doubt.is_error)
    return tuple(Told(d.check, d.code, "エラー" if d.is_error else "注意", d.message, d.cure, d.place) for d in ordered)


def dates_sheet(board: Board, title: str, house: House) -> Galley:
    """The sheet, lying: the table of all lines, then what contradicts."""
    head = Row(tuple(_cell("表見出し", name) for name in heads(board.lines)))
    body = tuple(
        Row(tuple(_cell("表本文" if n < 3 else "表中央", words) for n, words in enumerate(row(line, house))))
        for line in board.lines
    )
    blocks: list[Block] = [
        Para("題名", (Run(title),), heading=1, outline=title),
        Para(
            "添え書き",
            (Run(_LEGEND + (_STOPPED if any(s.state == "止" for line in board.lines for s in line.steps) else "")),),
        ),
        Grid("一覧表", (head,), body, title, _SHARES),
    ]
    wrong = told(board)
    if wrong:
        names = Row(tuple(_cell("表見出し", name) for name in (_NUMBER, _WHAT, _CURE)))
        rows = tuple(
            Row(
                (
                    _cell("表中央", each.check),
                    _cell("表本文", f"{each.severity}: {each.message}"),
                    _cell("表本文", each.cure),
                )
            )
            for each in wrong
        )
        blocks.append(Grid("一覧表", (names,), rows, _WRONG, (3, 24, 24)))
    part = Part("本文", tuple(blocks), landscape=True)
    return Galley(title, title, "", None, (part,), (("題名", title),))


def _cell(style: str, words: str) -> Cell:
    return Cell((Para(style, (Run(words),)),))
