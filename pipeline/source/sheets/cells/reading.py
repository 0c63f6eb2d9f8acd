"""The cells of one sheet -> their values; remembers what they hide, and what they show otherwise than by plain letters."""

from __future__ import annotations

import math
from collections import defaultdict
from decimal import Decimal

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.notation.looks import symbol_fonts
from pipeline.notation.looks.raised import raised
from pipeline.source.sheets.cells import parts
from pipeline.source.sheets.cells.looks import Look
from pipeline.source.sheets.cells.number_format import NotShownError, Shown, show_number, show_text
from pipeline.source.sheets.cells.parts import BrokenError
from pipeline.source.sheets.cells.styles import RichText, Style, plain
from pipeline.source.sheets.cells.worksheet import Cell
from pipeline.source.sheets.grid import Spot, Unshown, Value, column_letters

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Sort:
    """What is told of cells of one sort, before their addresses, and what the clerk may do."""

    message: str
    cure: str


_CHECK = "Excelの表と見比べ、違う字であれば、セルの字を打ち直してください"
_STRUCK = _Sort(
    "取消線の付いた語を除いて取り込みました",
    "印刷する語であれば、Excelで取消線を外してください。消した語なら、セルから削ってください",
)
_UNSEEN = _Sort("表示形式により見えない値を取り込みませんでした", "印刷する値であれば、表示形式を直してください")
_ZEROS = _Sort(
    "ゼロを表示しないシートなので、0を取り込みませんでした",
    "印刷する0であれば、Excelの「オプション」の「詳細設定」で「ゼロ値のセルにゼロを表示する」を選んで保存してください",
)
_RAISED = _Sort("上付きの字を、小さい字で取り込みました", _CHECK)
_MOVED = _Sort("上付きや下付きの字を、ふつうの字で取り込みました", _CHECK)
_DRAWN = _Sort("記号の書体の字を、見えるとおりの字で取り込みました", _CHECK)
_WHITE = _Sort(
    "白い字（紙では読めません）を、ほかの字と同じに取り込みました", "印刷しない語であれば、セルから削ってください"
)
_READINGS = _Sort(
    "表示されているふりがなは取り込みません", '印刷するときは、セルに「{{ ルビ("語", "ふりがな") }}」と書いてください'
)
_SORTS = (_STRUCK, _UNSEEN, _ZEROS, _RAISED, _MOVED, _DRAWN, _WHITE, _READINGS)


class Reading:
    """Makes values of the cells of one sheet, and remembers what is to be said of them."""

    def __init__(
        self, known: tuple[Style, ...], texts: tuple[RichText, ...], *, from_1904: bool, shows_zeros: bool
    ) -> None:
        self.styles, self.texts, self.from_1904, self.shows_zeros = known, texts, from_1904, shows_zeros
        self.shown: dict[Spot, Shown | Unshown] = {}
        self.uncalculated: set[Spot] = set()
        self.failed: set[Spot] = set()
        self._told: defaultdict[_Sort, list[str]] = defaultdict(list)

    def value(self, spot: Spot, cell: Cell) -> Value:
        """The value of a cell; "" for what is struck through, hidden by its format, or has no result."""
        style = self.styles[cell.style] if 0 <= cell.style < len(self.styles) else Style()
        match cell.kind:
            case "e":
                self.failed.add(spot)
                return ""
            case "b":
                return parts.truth(cell.text)
            case "s" | "str" | "inlineStr":
                rich = self._rich(cell)
                if cell.shows_readings and rich.readings:
                    self._tell(_READINGS, spot, "".join(rich.readings))
                return self._text(spot, rich, style)
            case "n" | "d" if not cell.text:
                self.uncalculated.add(spot)
                return ""
            case "n":
                return self._number(spot, cell, style)
            case "d":  # ISO 8601, as some exporters write days
                return self._text(spot, plain(cell.text.removesuffix("T00:00:00")), style)
            case _:
                raise BrokenError

    def _rich(self, cell: Cell) -> RichText:
        if cell.rich is not None:
            return cell.rich
        if cell.kind == "str":
            return plain(cell.text)
        at = parts.integer(cell.text, -1)
        if not 0 <= at < len(self.texts):
            raise BrokenError
        return self.texts[at]

    def _text(self, spot: Spot, rich: RichText, style: Style) -> str:
        looks = [(words, style.look if own is None else own) for words, own in rich.runs]
        for words, _ in ((words, own) for words, own in looks if own.struck and words.strip()):
            self._tell(_STRUCK, spot, words)
        kept = [(words, own) for words, own in looks if not own.struck]
        typed = "".join(words for words, _ in kept)
        if not typed:
            return ""
        try:
            if typed.strip() and not show_text(typed, style.code).text.strip():
                self._tell(_UNSEEN, spot)
                return ""
        except NotShownError:  # a format for numbers leaves a text as it is
            return self._drawn(spot, kept, style)
        return show_text(self._drawn(spot, kept, style), style.code).text

    def _drawn(self, spot: Spot, runs: list[tuple[str, Look]], style: Style) -> str:
        """The words as their looks show them."""
        return "".join(self._seen(spot, words, own, style) for words, own in runs)

    def _seen(self, spot: Spot, words: str, own: Look, style: Style) -> str:
        if not words.strip():
            return words
        if own.white and not style.has_ground:
            self._tell(_WHITE, spot, words)
        if own.raised:
            words = self._raised(spot, words, own)
        made: list[str] = []
        for held, shown in symbol_fonts.stretches(words, own.font):
            if shown:
                self._tell(_DRAWN, spot, held, shown)
            elif shown is not None and held.strip():
                self.shown[spot] = _undrawn(held, own.font)
            made.append(shown or held)
        return "".join(made)

    def _raised(self, spot: Spot, words: str, own: Look) -> str:
        made = raised(words) if own.raised == "上付き" else ""
        self._tell(_RAISED if made else _MOVED, spot, words, made)
        return made or words

    def _number(self, spot: Spot, cell: Cell, style: Style) -> Value:
        value = _exact(cell.text)
        if not value and not self.shows_zeros:
            self._tell(_ZEROS, spot)
            return ""
        try:
            shown = show_number(value, style.code, from_1904=self.from_1904)
        except NotShownError as error:
            if style.look.struck:
                self._tell(_STRUCK, spot, cell.text)
                return ""
            self.shown[spot] = _unshown(style.code, str(error))
            return value
        if style.look.struck:
            self._tell(_STRUCK, spot, shown.text)
            return ""
        if not shown.text:
            self._tell(_UNSEEN, spot)
            return ""
        self.shown[spot] = self._figure(spot, shown, style)
        return value

    def _figure(self, spot: Spot, shown: Shown, style: Style) -> Shown | Unshown:
        """A figure as its look shows it, which keeps its value; not one that a font of symbols draws as a sign."""
        own = style.look
        if own.white and not style.has_ground:
            self._tell(_WHITE, spot, shown.text)
        if own.raised:
            self._tell(_MOVED, spot, shown.text)
        is_sign = any(seen is not None for _, seen in symbol_fonts.stretches(shown.text, own.font))
        return _undrawn(shown.text, own.font) if is_sign else shown

    def _tell(self, sort: _Sort, spot: Spot, words: str = "", shown: str = "") -> None:
        row, column = spot
        said = f"{column_letters(column)}{row + 1}" + (f"「{words}」" if words else "")
        self._told[sort].append(f"{said}を「{shown}」と" if shown else said)

    def tell(self, sheet: Place, problems: Problems) -> None:
        """Warns of what the sheet hides, and of what its letters do not say as they stand."""
        for sort in _SORTS:
            if found := self._told[sort]:
                more = f" など{len(found)}か所" if len(found) > _MOST_TOLD else ""
                said = f"{sort.message}: {'、'.join(found[:_MOST_TOLD])}{more}"
                problems.warning("表", said, sort.cure, sheet)


def _unshown(code: str, why: str) -> Unshown:
    other = "" if code in ("General", "G/標準") else "「標準」や"
    return Unshown(
        f"表示形式「{code}」のセルは、どう見えるかわからないため読めません（{why}）",
        f"表示形式を{other}「#,##0」などに変えるか、先頭に「'」を付けて、見えるとおりに文字で書いてください",
    )


def _undrawn(words: str, font: str) -> Unshown:
    return Unshown(
        f"書体「{font}」の「{words}」は、どう見えるかわからないため読めません",
        "見えるとおりの字を、ふつうの書体で打ち直してください",
    )


def _exact(text: str) -> Decimal:
    """A number as Excel knows it: 15 digits."""
    try:
        value = float(text)
    except ValueError as error:
        raise BrokenError from error
    if not math.isfinite(value):
        raise BrokenError
    return Decimal(f"{value:.15g}")
