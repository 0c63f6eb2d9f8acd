"""The words of a cell -> a number and the format of Excel under which it shows the very same words; None: they are text."""

from __future__ import annotations

from decimal import Decimal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.sheets.cells.days import NotShownError
from pipeline.source.sheets.cells.number_format import show_number

# △1,234.5% or 17事業: a sign, figures with or without commas, and a unit.
_FIGURE = regex(
    r"(?P<sign>[△▲−-]?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<rest>\.[0-9]+)?(?P<unit>%|[^0-9.,%]{0,6})"
)
# Excel knows no more digits.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as Excel keeps it, and its format."""

    value: Decimal
    code: str


def figure(text: str) -> Figure | None:
    """None too where a format would show anything but the words as they are (007, 1億2,328万7千円)."""
    match = _FIGURE.fullmatch(text)
    if match is None or len(match["digits"].replace(",", "")) + len(match["rest"] or "") > _MOST_DIGITS:
        return None
    value = Decimal(match["digits"].replace(",", "") + (match["rest"] or ""))
    shape = ("#,##0" if "," in match["digits"] else "0") + (
        f".{'0' * (len(match['rest']) - 1)}" if match["rest"] else ""
    )
    unit = match["unit"]
    if unit == "%":
        value, shape = value / 100, f"{shape}%"
    elif '"' in unit:
        return None
    elif unit:
        shape = f'{shape}"{unit}"'
    if match["sign"]:
        value, shape = -value, f'{shape};"{match["sign"]}"{shape}'
    try:
        shown = show_number(value, shape, from_1904=False).text
    except NotShownError:
        return None
    return Figure(value, shape) if shown == text else None
