r"""The code of a field EQ -> the words that it prints: 囲い文字 (\o\ac(○,印)), ruby of older Word (\o\ad(\s\up 9(よみ),漢字)), 1/2.

Such a field has no result in the file: what it prints stands in its code alone.
Source: ECMA-376 part 4, 2.16.5.20 (EQ), https://support.microsoft.com/en-us/word/field-codes-eq-equation-field.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_FORMATS = regex(r'\\\* *(?:"[^"]*"|[^\s\\(]+)')
# A command, its options with their measures or the bracket that they name, and the bracket of its arguments.
_COMMAND = regex(r"\\([a-z])((?:\s*\\(?:[lrb]c\\.|[a-z]{2}\s*-?[0-9]*))*)\s*\(", re.IGNORECASE)
_ROUND = "○◯〇"
_FRAMES = _ROUND + "□△◇"
_DEEPEST = 20
_BRACKET = {"l": regex(r"\\[lb]c\\(.)"), "r": regex(r"\\[rb]c\\(.)")}
_PAIRS = {"[": "]", "{": "}", "(": ")", "<": ">"}
_LEAST_ENCLOSED, _MOST_ENCLOSED = 0x2460, 0x3300
_CIRCLED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(_LEAST_ENCLOSED, _MOST_ENCLOSED)
    if unicodedata.decomposition(chr(code)).startswith("<circle>")
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a code prints: `words` in the line, `readings` above them. `raised`: all of it stands above the line."""

    words: str
    readings: tuple[str, ...] = ()
    raised: bool = False


def equation(code: str) -> Shown:
    """What the instructions of a field EQ print, without the name of the field."""
    made = _Code(_FORMATS.sub("", code)).sequence()
    return Shown(_in_line(made), made.readings)


def _in_line(shown: Shown) -> str:
    return f"^{_group(shown.words)}" if shown.raised and shown.words else shown.words


class _Code:
    """Reads a code from its begin to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._depth = 0

    def sequence(self, stops: str = "") -> Shown:
        """Words and commands up to a sign that ends them."""
        made: list[Shown] = []
        while self.at < len(self.text) and self.text[self.at] not in stops:
            m = _COMMAND.match(self.text, self.at) if self._depth < _DEEPEST else None
            if m is not None:
                self.at = m.end()
                made.append(_set(m[1].lower(), m[2].lower(), self._arguments()))
            else:
                made.append(Shown(self._literal()))
        made = [s for s in made if s.words.strip() or s.readings]
        if len(made) == 1:
            return made[0]
        return Shown("".join(_in_line(s) for s in made), tuple(r for s in made for r in s.readings))

    def _literal(self) -> str:
        """One character, or what stands in a bracket of the text itself."""
        if self.text[self.at] == "(" and self._depth < _DEEPEST:
            self.at += 1
            self._depth += 1
            within = self.sequence(")").words
            self._depth -= 1
            self.at += 1
            return f"({within})"
        self.at += self.text[self.at] == "\\"
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def _arguments(self) -> list[Shown]:
        made: list[Shown] = []
        self._depth += 1
        while self.at < len(self.text):
            made.append(self.sequence(",;)"))
            self.at += 1
            if self.text[self.at - 1 : self.at] != ",":
                break
        self._depth -= 1
        return made


def _set(command: str, options: str, parts: list[Shown]) -> Shown:
    """A command with its arguments; one that only places them gives their words as they stand."""
    readings = tuple(r for p in parts for r in p.readings)
    words = [p.words for p in parts]
    whole = "".join(words)
    match command:
        case "o" if any(p.raised for p in parts):
            above = tuple(p.words for p in parts if p.raised)
            return Shown("".join(p.words for p in parts if not p.raised), (*above, *readings))
        case "o" if len(words) > 1 and words[0] in _FRAMES:
            inner = "".join(words[1:])
            return Shown(_CIRCLED.get(inner, inner) if words[0] in _ROUND else inner, readings)
        case "f" if len(words) > 1:
            return Shown(f"{_group(words[0])}/{_group(words[1])}", readings)
        case "r":
            return Shown(f"{''.join(words[:-1])}√({''.join(words[-1:])})", readings)
        case "b":
            left, right = (_BRACKET[side].search(options) for side in "lr")
            begins, ends = (m[1] if m is not None else "" for m in (left, right))
            is_bare = not begins and not ends
            return Shown(f"{begins or '(' * is_bare}{whole}{_PAIRS.get(ends, ends) or ')' * is_bare}", readings)
        case "l" | "a":
            return Shown(",".join(words), readings)
        case "s":
            return Shown(whole, readings, raised="\\up" in options)
        case _:
            return Shown(whole, readings)


def _group(words: str) -> str:
    return words if len(words) < 2 or words.isalnum() else f"({words})"
