"""指標 in a table of a paper's own columns (表) -> the values of each row whose column says what they are, and of which year.

A table counts where one column is called 指標 or the like, and others say goal or result; a year stands in the head of the column
or in brackets behind the value. What says less is read by nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.diagnostics import Written
from pipeline.kinds.shared.blocks import Table, TableCell
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.scan import find_all
from pipeline.notation.problem import NotationError

_NAME = regex(
    r"(?:(?:成果|評価|数値|活動|代表|主な|検証)?指標(?:名|の名称|項目|の項目)?|(?:重要業績評価指標)?\(?KPI\)?|数値目標|目標指標)"
)
_UNIT = "単位"
_GOAL, _RESULT, _BASE = regex("目標"), regex("実績"), regex("現状|基準|現況|策定時|当初|現在")
# What says that a column holds something else of these: how much is reached, how much it grew.
_OTHER = regex("達成|進捗|増減|差|率\\Z|比\\Z|考え方|理由|根拠|設定")
_DATED = regex(r"(?P<value>.*[^(])\((?P<when>[^()]*年度?[^()]*)\)")
_MEASURED = regex(
    r"(?P<name>.+)\((?P<unit>(?:千|万|百万|億)?(?:人|件|回|円|世帯|団体|社|戸|台|校|冊|組|頭|日|泊|点|箇所|か所|カ所|トン|t|t-CO2|ha|km|m|%|ポイント))\)"
)
_YEAR_KINDS = ("fiscal_year", "date")


@dataclass(frozen=True, slots=True)
class FreeValue:
    """A value as a cell says it: of which indicator, side and year, in which words."""

    name: Written
    called: str
    side: str
    label: str
    unit: str
    value: Written
    words: str


@dataclass(frozen=True, slots=True)
class _Column:
    side: str
    label: str


def free_values(table: Table) -> Iterator[FreeValue]:
    """The values of a table; () where its columns do not say enough."""
    heads = [_folded(words) for words in _heads(table)]
    names = [n for n, head in enumerate(heads) if _NAME.fullmatch(head)]
    columns = {n: _column(head) for n, head in enumerate(heads)}
    if len(names) != 1 or not any(columns.values()):
        return
    for row in table.placed():
        cells = dict(row)
        name, unit = _written(cells.get(names[0])), _written(cells.get(_at(heads, _UNIT)))
        if name is None:
            continue
        called, measured = _measured(name.text, unit.text.strip() if unit is not None else "")
        for n, cell in row:
            column = columns.get(n)
            value = _written(cell)
            if column is None or value is None or cell.columns > 1:
                continue
            words, label = _dated(value.text, column.label)
            if label:
                yield FreeValue(name, called, column.side, label, measured, value, words)


def _heads(table: Table) -> list[str]:
    """The head of each column, the upper row first."""
    made: list[str] = []
    lower = iter(cell for cell in table.lower for _ in range(cell.columns))
    for cell in table.head:
        for _ in range(cell.columns):
            below = next(lower, None) if table.lower and cell.rows == 1 else None
            made.append(_said(cell) + (_said(below) if below is not None else ""))
    return made


def _said(cell: TableCell) -> str:
    return "".join(text.text for text in cell.texts)


def _written(cell: TableCell | None) -> Written | None:
    """The words of a cell that is one paragraph."""
    return cell.texts[0] if cell is not None and len(cell.texts) == 1 else None


def _at(heads: list[str], name: str) -> int:
    return heads.index(name) if name in heads else -1


def _column(head: str) -> _Column | None:
    """What a column holds; None where it does not say, or holds no values."""
    if _OTHER.search(head):
        return None
    sides = [
        side for side, sign in (("目標", _GOAL), ("実績", _RESULT), ("基準値", _BASE)) if sign.search(head) is not None
    ]
    return _Column(sides[0], _year(head)) if len(sides) == 1 else None


def _year(text: str) -> str:
    """The one year of a text; "" where it names none, or several."""
    try:
        found = [f.text for f in find_all(text) if f.kind in _YEAR_KINDS and f.text.endswith(("年", "年度"))]
    except NotationError:
        return ""
    return found[0] if len(found) == 1 else ""


def _dated(text: str, label: str) -> tuple[str, str]:
    """A value and its year, which stands behind it or in the head of the column."""
    words = _folded(text)
    behind = _DATED.fullmatch(words)
    if behind is None:
        return words, label
    return behind["value"], _year(behind["when"])


def _measured(text: str, unit: str) -> tuple[str, str]:
    """A name, and the unit that stands behind it where no column holds it: 観光入込客数（万人）."""
    found = _MEASURED.fullmatch(_folded(text))
    if unit or found is None:
        return text.strip(), unit
    return found["name"], found["unit"]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
