"""A number and its format of Excel -> what the cell shows. A format that is not understood whole is refused, never guessed at.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (numFmt, numFmts: syntax, and the formats of Japanese Excel by number).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.sheets.cells.days import NotShownError, day_of, is_whole_day, shown_day, whole_day

# Formats by number that no workbook spells out; those of 27 to 58 are Japanese Excel's.
_LONG, _SHORT = '[$-411]ggge"年"m"月"d"日"', "[$-411]ge.m.d"
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _SHORT, 28: _LONG, 29: _LONG, 30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: _SHORT,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: _SHORT, 51: _LONG, 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: _LONG,
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: _SHORT, 58: _LONG,
}  # fmt: skip

_PART = regex(
    r"""(?P<quoted>"[^"]*")|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]
    |(?P<general>General|G/標準)|(?P<digits>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)
    |(?P<date>[yY]+|[mM]+|[dD]+|[gG]+|[eE]+(?![+-])|[aA]{3,4}(?!/))|(?P<text>@)
    |(?P<literal>[-+ $/():'~{}<>=^&]|[^\x00-\x7f])""",
    re.VERBOSE | re.DOTALL,
)
_COLOURS = regex(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黒|青|水|緑|紫|赤|白|黄|色 ?\d+)", re.IGNORECASE
)
_CURRENCY = regex(r"\$([^-\]]*)(?:-([0-9A-Za-z,-]*))?")
# General shows no more than this many characters: of decimals what would be cut depends on the width of the column, whole
# numbers turn into powers of ten (ECMA-376 18.8.30, as Excel and LibreOffice show them).
_GENERAL_WIDTH = 11
# Beyond this no figure of a paper lies, and Excel itself shows powers of ten.
_MOST_PLACES, _MOST_SCALING, _PRECISION = 15, 4, 80
_LARGEST = Decimal(10) ** 20
_SIGN_GAP = regex(r"^([△▲−-]) +")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows. For a number: its exact value in the unit that is shown, and the words around the figures."""

    text: str
    figure: Decimal | None = None
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format between 「;」; `locale` in lower case."""

    parts: tuple[_Part, ...]
    locale: str

    def has(self, *sorts: str) -> bool:
        return any(p.sort in sorts for p in self.parts)


def show_number(value: Decimal, code: str, *, from_1904: bool) -> Shown:
    """A number as the cell shows it; a day as the house will print it if the cell shows all of it. Raises NotShownError."""
    if abs(value) > _LARGEST:
        raise NotShownError("数が大きすぎます")
    numbers, _ = _sections(code)
    if not numbers:  # text only: Excel shows the number as it is
        return _general(value, "", "")
    if any(s.has("date") for s in numbers):
        return _show_day(value, numbers[0], from_1904=from_1904)
    section, signed = _chosen(numbers, value)
    if not section.parts:
        return Shown("")
    if section.has("general"):
        before, behind = _around(section, "general")
        return _general(value if signed else abs(value), before, behind)
    if not section.has("digits"):  # 「－」 for nothing
        return Shown(f"{'-' if signed else ''}{_literal(section.parts)}".strip(" "))
    return _digits(value, section, signed=signed)


def show_text(text: str, code: str) -> Shown:
    """A text as the cell shows it: hidden by 「;;;」, or with words around it. Raises NotShownError."""
    _, section = _sections(code)
    if section is None:
        return Shown(text)
    return Shown("".join(text if p.sort == "text" else p.text for p in section.parts))


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[_Section, ...], _Section | None]:
    """The sections for numbers, and that for texts. Raises NotShownError for what is not understood."""
    found = [_section(piece) for piece in _split(code)]
    if len(found) > 4:
        raise NotShownError("「;」が多すぎます")
    if len(found) == 4:
        return tuple(found[:3]), found[3]
    texts = [s for s in found if s.has("text")]
    if len(texts) > 1 or (texts and (found[-1] is not texts[0] or texts[0].has("digits", "date", "general"))):
        raise NotShownError("「@」の位置がわかりません")
    return tuple(found[:-1] if texts else found), texts[0] if texts else None


def _split(code: str) -> list[str]:
    pieces, at = [""], 0
    for match in re.finditer(r'"[^"]*"|\\.|\[[^\]]*\]|;|.', code, re.DOTALL):
        if match[0] == ";":
            pieces.append("")
        else:
            pieces[-1] += match[0]
        at = match.end()
    assert at == len(code)
    return pieces


def _section(code: str) -> _Section:
    parts: list[_Part] = []
    locale, at = "", 0
    while at < len(code):
        match = _PART.match(code, at)
        if match is None or match.lastgroup is None:
            raise NotShownError(f"「{code[at]}」がわかりません")
        sort, text = match.lastgroup, match[match.lastgroup]
        at = match.end()
        match sort:
            case "quoted":
                parts.append(_Part("literal", text[1:-1]))
            case "escaped":
                parts.append(_Part("literal", text))
            case "gap" | "fill":  # room, which no text has
                pass
            case "bracket":
                currency = _CURRENCY.fullmatch(text)
                if currency is not None:
                    parts += [_Part("literal", currency[1])] if currency[1] else []
                    locale = (currency[2] or locale).lower()
                elif not _COLOURS.fullmatch(text):
                    raise NotShownError(f"「[{text}]」がわかりません")
            case _:
                parts.append(_Part(sort, text))
    return _Section(tuple(parts), locale)


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool]:
    """The section of a number, and whether its minus is written by Excel (there is no section for it)."""
    if len(sections) == 1 or value > 0:
        return sections[0], value < 0
    if value < 0:
        return sections[1], False
    return sections[2 if len(sections) == 3 else 0], False


def _around(section: _Section, sort: str) -> tuple[str, str]:
    """The words before the first and behind the last part of a sort."""
    places = [n for n, p in enumerate(section.parts) if p.sort == sort]
    before, behind = section.parts[: places[0]], section.parts[places[-1] + 1 :]
    return _literal(before), _literal(behind)


def _literal(parts: tuple[_Part, ...]) -> str:
    return "".join(p.text for p in parts if p.sort in ("literal", "percent"))


def _general(value: Decimal, before: str, behind: str) -> Shown:
    digits = f"{abs(value).normalize():f}"
    if "." in digits and len(digits) > _GENERAL_WIDTH:
        raise NotShownError("小数の桁が多く、見える桁が列の幅で変わります")
    if len(digits) > _GENERAL_WIDTH and "." not in digits:
        raise NotShownError(f"{len(digits)}桁の整数は、「標準」では 1.2E+{len(digits) - 1} のように見えます")
    minus = "-" if value < 0 else ""
    return Shown(f"{minus}{before}{digits}{behind}".strip(" "), value, f"{minus}{before}", behind)


def _digits(value: Decimal, section: _Section, *, signed: bool) -> Shown:
    parts = section.parts
    if any(p.sort in ("date", "text", "general") for p in parts):
        raise NotShownError("数と日付が混じっています")
    places = [n for n, p in enumerate(parts) if p.sort == "digits"]
    points = [n for n, p in enumerate(parts) if p.sort == "point"]
    if len(points) > 1 or any(parts[n].text == "/" and places[0] < n < places[-1] for n in range(len(parts))):
        raise NotShownError("分数などの形はわかりません")
    point = points[0] if points else len(parts)
    whole, fraction = [n for n in places if n < point], [n for n in places if n > point]
    if not whole and not points:
        raise NotShownError("数のところがありません")
    last = whole[-1] if whole else point
    commas = [n for n, p in enumerate(parts) if p.sort == "comma"]
    scaling = [n for n in commas if n > last and all(parts[k].sort == "comma" for k in range(last + 1, n))]
    if points and not whole:
        scaling = []
    grouping = [n for n in commas if whole and whole[0] < n < last]
    if len(scaling) + len(grouping) != len(commas):
        raise NotShownError("「,」の位置がわかりません")
    figure = value.scaleb(-3 * len(scaling))
    percents = sum(p.sort == "percent" for p in parts)
    if len(fraction) > _MOST_PLACES or percents > 1 or len(scaling) > _MOST_SCALING:
        raise NotShownError("桁が多すぎます")
    with localcontext(prec=_PRECISION):
        rounded = abs(figure * 100**percents).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    if value and not rounded and value < 0:
        raise NotShownError("負の数ですが、0と表示されます")
    text = _filled(parts, rounded, whole, fraction, grouped=bool(grouping))
    minus = "-" if signed else ""
    edges = (min([*places, point]), max([*places, *(points or [0])]))
    before, behind = _literal(parts[: edges[0]]), _literal(parts[edges[1] + 1 :])
    return Shown(_SIGN_GAP.sub(r"\1", f"{minus}{text}".strip(" ")), figure, f"{minus}{before}", behind)


def _filled(parts: tuple[_Part, ...], rounded: Decimal, whole: list[int], fraction: list[int], *, grouped: bool) -> str:
    """The parts with the figures in their places; those that are too many stand in the first."""
    digits, _, behind = f"{rounded:f}".partition(".")
    digits = "" if digits == "0" else digits
    least = len(whole) - next((n for n, at in enumerate(whole) if parts[at].text == "0"), len(whole))
    digits = digits.rjust(least, "0")
    at_place: dict[int, str] = {}
    for n, place in enumerate(reversed(whole)):
        is_first = n == len(whole) - 1
        taken = (
            digits[: max(0, len(digits) - n)]
            if is_first
            else digits[len(digits) - n - 1 : len(digits) - n]
            if n < len(digits)
            else ""
        )
        at_place[place] = _grouped(taken, n) if grouped else taken
    kept = len(behind)
    while kept and behind[kept - 1] == "0" and parts[fraction[kept - 1]].text != "0":
        kept -= 1
    at_place |= {place: behind[n] if n < kept else "" for n, place in enumerate(fraction)}
    made: list[str] = []
    for n, part in enumerate(parts):
        if part.sort == "digits":
            made.append(at_place[n])
        elif part.sort in ("literal", "percent", "point"):
            made.append(part.text)
    return "".join(made)


def _grouped(digits: str, behind: int) -> str:
    """Figures with commas; `behind` figures stand to their right."""
    made = ""
    for n, digit in enumerate(reversed(digits)):
        place = n + behind
        made = digit + ("," if place and place % 3 == 0 else "") + made
    return made


def _show_day(value: Decimal, section: _Section, *, from_1904: bool) -> Shown:
    if section.has("digits", "percent", "general", "text"):
        raise NotShownError("数と日付が混じっています")
    day: date = day_of(value, from_1904=from_1904)
    letters = [p.text.lower() for p in section.parts if p.sort == "date"]
    if is_whole_day(letters, "".join(p.text for p in section.parts if p.sort != "date")):
        return Shown(whole_day(day))
    words = (shown_day(day, p.text.lower(), section.locale) if p.sort == "date" else p.text for p in section.parts)
    return Shown("".join(words).strip(" "))


__all__ = ["BUILT_IN", "NotShownError", "Shown", "show_number", "show_text"]
