"""Numbers that a browser counts: the forms of CSS (list-style-type, counter()), and counters as they begin and end with elements.

Source: CSS Counter Styles Level 3 (6, 7); CSS Lists and Counters Level 3 (4.1-4.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pipeline.notation.numbers import enumeration, numeral
from pipeline.notation.problem import NotationError


def _lower_letter(number: int) -> str:
    return enumeration.alphabet(number).lower()


def _upper_letter(number: int) -> str:
    return enumeration.alphabet(number).upper()


def _lower_roman(number: int) -> str:
    return enumeration.roman(number).lower()


def _upper_roman(number: int) -> str:
    return enumeration.roman(number).upper()


def _hiragana(number: int) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヴ" else c for c in enumeration.aiueo(number))


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": "{:02d}".format,
    "lower-alpha": _lower_letter, "lower-latin": _lower_letter,
    "upper-alpha": _upper_letter, "upper-latin": _upper_letter,
    "lower-roman": _lower_roman, "upper-roman": _upper_roman,
    "katakana": enumeration.aiueo, "katakana-iroha": enumeration.iroha, "hiragana": _hiragana,
    "cjk-decimal": numeral.in_positional_kanji,
    "cjk-ideographic": numeral.in_kanji, "japanese-informal": numeral.in_kanji, "trad-chinese-informal": numeral.in_kanji,
}  # fmt: skip
# Signs that count nothing.
SIGNS = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})


def is_known(form: str) -> bool:
    """Whether numbers of this form are read."""
    return form in _FORMS or form in SIGNS


def said(number: int, form: str) -> str:
    """A number as a browser writes it, which writes one that a form does not reach in figures; "" for a sign."""
    if form in SIGNS:
        return ""
    try:
        return _FORMS.get(form, str)(number)
    except (NotationError, ValueError, IndexError):
        return str(number)


class Counters:
    """Counters while a page is walked from top to bottom; each belongs to the element that its scope ends with."""

    def __init__(self) -> None:
        self._held: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def begin(self, name: str, value: int, owner: int) -> None:
        """counter-reset: one that an element of the same parent began ends here."""
        held = self._held[name]
        if held and held[-1][0] == owner:
            held.pop()
        held.append((owner, value))

    def add(self, name: str, by: int, owner: int) -> None:
        """counter-increment; one that nobody began begins with 0."""
        self.put(name, self.values(name)[-1] + by if self._held[name] else by, owner)

    def put(self, name: str, value: int, owner: int) -> None:
        """counter-set."""
        held = self._held[name]
        own = held.pop()[0] if held else owner
        held.append((own, value))

    def values(self, name: str) -> Sequence[int]:
        """All that are open, the outermost first; (0) where none is."""
        return [value for _, value in self._held[name]] or [0]

    def end(self, owner: int) -> None:
        """What the children of an element began ends with it."""
        for held in self._held.values():
            while held and held[-1][0] == owner:
                held.pop()
