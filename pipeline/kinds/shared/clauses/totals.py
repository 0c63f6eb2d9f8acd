"""Tables -> their totals: checked where the clerk stated them, added up where he asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.clauses.cells import CellBody
from pipeline.kinds.shared.clauses.tables import COUNTED, Row, TableBody
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import House
from pipeline.notation.numbers import number
from pipeline.notation.problem import NotationError
from pipeline.notation.text import width_policy

# What the row of totals is called where the clerk asks for it without naming it.
TOTAL_WORD = "計"
_FIGURE = regex(r"([△▲−-]?[0-9][0-9,.]*)([^0-9]*)")
_NONE = regex("[-－―—−–ー]?")
_DIGIT = regex("[0-9０-９〇一二三四五六七八九十百千万億]")
# 100 % of what is shared out.
_WHOLE = Decimal(100)
_SUBTOTAL = regex("[ 　]*(?:小[ 　]*計|合[ 　]*計|総[ 　]*計|計)[ 　]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell: its value, the unit behind it, and how many decimal places it shows."""

    value: Decimal
    unit: str
    places: int


def figure(words: str) -> Figure | None:
    """The number that a cell says; None where it says none or more than one."""
    found = _FIGURE.fullmatch(width_policy.apply(words.replace(" ", "").replace("　", ""), "half"))
    if found is None:
        return None
    try:
        value = number.parse(found[1]).value
    except NotationError:
        return None
    return Figure(value, found[2], len(found[1].partition(".")[2]))


def added_up(table: TableBody, house: House, problems: Problems) -> tuple[str, ...]:
    """The cells of the row of totals that nobody wrote: 計, and the sum of every column that counts."""
    made = []
    for at, leaf in enumerate(table.leaves):
        if leaf.form not in COUNTED:
            made.append("" if at else TOTAL_WORD)
            continue
        figures = _figures(table, at, leaf.name, problems)
        units = {f.unit for f in figures}
        if len(units) > 1:
            problems.error(
                "計",
                f"「{leaf.name}」の列に単位の違う数があり、計を数えられません（{'、'.join(sorted(units))}）",
                "単位をそろえるか、「計:」に計の行を書いてください",
                leaf.name.span(),
            )
        _must_all_count(table, at, leaf.name, problems)
        total = sum((f.value for f in figures), Decimal(0))
        if leaf.form == "割合" and units == {"%"} and total != _WHOLE:
            problems.warning(
                "計",
                f"「{leaf.name}」の割合を足すと{number.format(str(total), 'comma')}%です",
                "合わせて100%になる割合でなければ、「計:」に計の行を書き、この欄を空けてください",
                leaf.name.span(),
            )
        places = max((f.places for f in figures), default=0)
        made.append(number.format(f"{total:.{places}f}", "comma", house.negative) + next(iter(units), ""))
    return tuple(made)


def _must_all_count(table: TableBody, at: int, name: Written, problems: Problems) -> None:
    """An amount that cannot be added up (1億2,000万円 among 千円) would be missing in a total that we state."""
    for row in table.rows:
        cell = table.cells(row)[at] if row.band is None and not _is_subtotal(row, table.cells(row)) else None
        if cell is not None and figure(cell.words) is None and _DIGIT.search(cell.words):
            problems.error(
                "計",
                f"「{name}」の列の「{cell.words}」は、足せる数として読めないので、計を数えられません",
                "ほかの行と同じ単位で「12,345千円」のように書くか、「計:」に計の行を書いてください",
                next((t.span() for t in cell.texts), name.span()),
            )


def check(table: TableBody, problems: Problems) -> None:
    """Reports stated totals and subtotals that are not the sums of the rows above them."""
    total = table.total
    if total is None or total.counted:
        return
    for at, leaf in enumerate(table.leaves):
        if leaf.form in COUNTED:
            _check_column(table, table.cells(total)[at], at, leaf.name, problems)


def _check_column(table: TableBody, stated: CellBody, at: int, name: Written, problems: Problems) -> None:
    said = figure(stated.words)
    if said is None:
        return
    figures = _figures(table, at, name, problems)
    if any(f.unit != said.unit for f in figures):
        return
    total = sum((f.value for f in figures), Decimal(0))
    # Every rounded part may be off by half of its last place, and so may the total.
    loose = Decimal(len(figures) + 1) / 2 * Decimal(10) ** -said.places if table.rounded else Decimal(0)
    if abs(total - said.value) > loose:
        problems.error(
            "計",
            f"「{name}」の計は{stated.words}と書かれていますが、足すと{number.format(str(total), 'comma')}{said.unit}です",
            "どちらが正しいか確かめて、計か内訳を直してください（四捨五入のためなら「端数処理: はい」）",
            stated.texts[0].span(),
        )


def _figures(table: TableBody, at: int, name: Written, problems: Problems) -> list[Figure]:
    """The numbers of a column; blanks and dashes are none, subtotals are left out. What is no number is told."""
    found = []
    for row in table.rows:
        if row.band is not None or _is_subtotal(row, table.cells(row)):
            continue
        cell = table.cells(row)[at]
        if cell.is_plain and _NONE.fullmatch(cell.words):
            continue
        said = figure(cell.words)
        if said is not None:
            found.append(said)
            continue
        problems.warning(
            "計",
            f"「{name}」の列に数でないもの（{cell.words or '二つ以上の文'}）があるので、計に入れていません",
            "計を確かめてください",
            next((t.span() for t in cell.texts), name.span()),
        )
    return found


def _is_subtotal(_: Row, cells: Sequence[CellBody]) -> bool:
    first = next((cell.words for cell in cells if cell.words), "")
    return _SUBTOTAL.fullmatch(first) is not None
