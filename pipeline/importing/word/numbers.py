"""Numbers that Word counts by itself (w:numPr with numbering.xml) -> the labels that a reader of the document sees.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat). A format that no Japanese agreement uses gives
no label: the line is told, and its number is not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.importing.word.styles import is_usual
from pipeline.late.dataclass import dataclass
from pipeline.notation.looks import symbol_fonts
from pipeline.notation.numbers import enumeration, numeral
from pipeline.notation.problem import NotationError
from pipeline.notation.text import width_policy

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def _full(number: int) -> str:
    return width_policy.apply(str(number), "full")


def _roman(number: int) -> str:
    return enumeration.roman(number).upper()


def _lower_roman(number: int) -> str:
    return enumeration.roman(number).lower()


def _letter(number: int) -> str:
    return enumeration.alphabet(number).lower()


def _upper_letter(number: int) -> str:
    return enumeration.alphabet(number).upper()


def _sign(first: str) -> Callable[[int], str]:
    """One sign for a number: ⑶, of the series that begins with this."""
    series = next(each for each in enumeration.SIGNS if each.startswith(first))
    return lambda number: enumeration.sign(series, number)


def _stem(number: int) -> str:
    return _STEMS[(number - 1) % len(_STEMS)]


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _full,
    "decimalFullWidth2": _full,
    "decimalZero": "{:02d}".format,
    "japaneseCounting": numeral.in_kanji,
    "chineseCounting": numeral.in_kanji,
    "chineseCountingThousand": numeral.in_kanji,
    "taiwaneseCountingThousand": numeral.in_kanji,
    "japaneseDigitalTenThousand": numeral.in_positional_kanji,
    "ideographDigital": numeral.in_positional_kanji,
    "aiueo": enumeration.aiueo,
    "aiueoFullWidth": enumeration.aiueo,
    "iroha": enumeration.iroha,
    "irohaFullWidth": enumeration.iroha,
    "decimalEnclosedCircle": enumeration.circled,
    "decimalEnclosedCircleChinese": enumeration.circled,
    "decimalEnclosedParen": _sign("⑴"),
    "decimalEnclosedFullstop": _sign("⒈"),
    "lowerRoman": _lower_roman,
    "upperRoman": _roman,
    "lowerLetter": _letter,
    "upperLetter": _upper_letter,
    "ideographTraditional": _stem,
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in front of a paragraph. `words` None: its number has a form that we do not read (`form`).

    `is_behind_gap`: a level below came before the first of this one. ECMA-376 does not say what number it bears: we count from
    the start, LibreOffice counts as if one had stood there.
    """

    words: str | None
    form: str = ""
    is_behind_gap: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: 第%1条. `restarts_after` is the level behind which it begins again (None: any above)."""

    start: int
    form: str
    text: str
    style: str
    legal: bool
    restarts_after: int | None
    font: str = ""
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """What a numId stands for: the counters it shares with others of its kind, its levels, and which of them start anew with it."""

    counters: str
    levels: Mapping[int, _Level]
    anew: frozenset[int]


class WordNumbers:
    """Labels of the paragraphs of one document, asked for in their order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._styles = _by_id(styles, "style", "styleId")
        self._usual = next((key for key, e in self._styles.items() if is_usual(e)), "")
        self._abstracts = _by_id(numbering, "abstractNum", "abstractNumId")
        self._nums = _by_id(numbering, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._skipped: dict[str, set[int]] = {}

    def label(self, paragraph: _Element) -> Label | None:
        """The label of a paragraph; None if it bears none."""
        number, level = self._properties(paragraph)
        held = self._list(number) if number not in ("", "0") else None
        if held is None or level not in held.levels:
            return None
        counts = self._counts.setdefault(held.counters, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at in held.anew:
                counts[at] = None
        before = counts[level]
        is_behind_gap = self._passes(held, level, counts)
        counts[level] = held.levels[level].start if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            after = held.levels[below].restarts_after if below in held.levels else None
            if after is None or level < after:
                counts[below] = None
        return replace(_said(held, level, counts), is_behind_gap=is_behind_gap and held.levels[level].form != "bullet")

    def _passes(self, held: _List, level: int, counts: list[int | None]) -> bool:
        """Notes which levels above have not come yet; whether this one is the first of one that was noted so."""
        skipped = self._skipped.setdefault(held.counters, set())
        was_skipped = level in skipped
        skipped -= set(range(level, _LEVELS))
        skipped |= {above for above in range(level) if above in held.levels and counts[above] is None}
        return was_skipped and counts[level] is None

    def _properties(self, paragraph: _Element) -> tuple[str, int]:
        """NumId and level: the paragraph's own, else those of its style and what that is based on."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        number, level = _value(own, "numId"), _value(own, "ilvl")
        style = _value(paragraph.find(f"{_W}pPr"), "pStyle")
        style = style if style in self._styles else self._usual
        seen: set[str] = set()
        while not number and style and style not in seen:
            seen.add(style)
            found = self._styles.get(style)
            properties = found.find(f"{_W}pPr/{_W}numPr") if found is not None else None
            number, level = _value(properties, "numId"), level or _value(properties, "ilvl")
            if number and not level:
                held = self._list(number)
                level = next((str(n) for n, v in held.levels.items() if v.style == style), "") if held else ""
            style = _value(found, "basedOn")
        return number, int(level) if level.isdecimal() and int(level) < _LEVELS else 0

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = None  # a list that is linked to itself stands for nothing
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        num = self._nums.get(number)
        abstract_id = _value(num, "abstractNumId")
        abstract = self._abstracts.get(abstract_id)
        if num is None or abstract is None:
            return None
        linked = self._styles.get(_value(abstract, "numStyleLink"))
        if linked is not None:
            target = self._list(_value(linked.find(f"{_W}pPr/{_W}numPr"), "numId"))
            return _starting(target, num) if target is not None else None
        levels = dict(_levels(abstract))
        for override in num.iterfind(f"{_W}lvlOverride"):
            levels |= dict(_levels(override))
        return _starting(_List(abstract_id, levels, frozenset()), num)


def _said(held: _List, level: int, counts: list[int | None]) -> Label:
    """The text of the level with every %n put in; a level above that never came counts from its start."""
    own = held.levels[level]
    if own.is_picture:
        return Label(None, "絵の行頭記号")
    if own.form == "bullet":
        return _bullet(own)
    made, rest = "", own.text
    while "%" in rest:
        literal, _, rest = rest.partition("%")
        made += literal
        at = int(rest[0]) - 1 if rest[:1].isdecimal() else -1
        if at not in held.levels:
            made += "%"
            continue
        rest = rest[1:]
        value, form = counts[at], held.levels[at].form
        value = held.levels[at].start if value is None else value
        if own.legal and at < level:
            form = "decimal"
        try:
            made += _FORMATS[form](value)
        except (KeyError, NotationError, ValueError):
            return Label(None, form)
    return Label(made + rest)


def _bullet(own: _Level) -> Label:
    """The sign of a bullet; one that only its font knows has no words."""
    drawn = "".join(
        char if (seen := symbol_fonts.drawn(char, own.font)) is None else seen or "\ufffd" for char in own.text
    )
    is_known = not any(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in drawn)
    return Label(drawn) if is_known else Label(None, f"bullet、書体「{own.font}」")


def _form(level: _Element) -> str:
    """How a level counts; a form of its own (001, 002), which Word writes beside a usual one, is none that we read."""
    custom = next((e for e in level.iter(f"{_W}numFmt") if e.get(f"{_W}val") == "custom"), None)
    return f"custom {custom.get(f'{_W}format', '')}" if custom is not None else _value(level, "numFmt") or "decimal"


def _levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterfind(f"{_W}lvl"):
        at = level.get(f"{_W}ilvl", "")
        if not at.isdecimal() or int(at) >= _LEVELS:
            continue
        start, restart = _value(level, "start"), _value(level, "lvlRestart")
        legal = level.find(f"{_W}isLgl")
        fonts = level.find(f"{_W}rPr/{_W}rFonts")
        yield (
            int(at),
            _Level(
                int(start) if start.isdecimal() else 1,
                _form(level),
                _value(level, "lvlText"),
                _value(level, "pStyle"),
                legal is not None and legal.get(f"{_W}val", "1") not in ("0", "false", "off"),
                int(restart) if restart.isdecimal() else None,
                str(fonts.get(f"{_W}ascii", "")) if fonts is not None else "",
                level.find(f"{_W}lvlPicBulletId") is not None,
            ),
        )


def _starting(held: _List, num: _Element) -> _List:
    """The list with the starts of its own (startOverride), which hold whenever a level begins again (17.9.26)."""
    found = ((o.get(f"{_W}ilvl", ""), _value(o, "startOverride")) for o in num.iterfind(f"{_W}lvlOverride"))
    starts = {int(at): int(start) for at, start in found if at.isdecimal() and start.isdecimal()}
    levels = {at: replace(own, start=starts.get(at, own.start)) for at, own in held.levels.items()}
    return replace(held, levels=levels, anew=frozenset(at for at in starts if at < _LEVELS))


def _by_id(root: _Element | None, name: str, key: str) -> Mapping[str, _Element]:
    return {e.get(f"{_W}{key}", ""): e for e in root.iterfind(f"{_W}{name}")} if root is not None else {}


def _value(parent: _Element | None, name: str) -> str:
    """w:val of a child; "" if there is none."""
    child = parent.find(f"{_W}{name}") if parent is not None else None
    return str(child.get(f"{_W}val", "")) if child is not None else ""
