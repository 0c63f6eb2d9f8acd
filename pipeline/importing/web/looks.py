"""How the words of an element look that it hands down to those within: in capitals, in white, between which quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.late.regex import regex
from pipeline.notation.text.widths import full_letters

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token

COLOURS = frozenset({"color", "background", "background-color", "background-image"})
NAMES = COLOURS | {"text-transform", "quotes"}
_GROUNDS = ("background", "background-color", "background-image")
# Of a colour, from which on it cannot be told from white paper; and below which it is none.
_WHITE, _CLEAR = 0.95, 0.05
_WORDS = regex(r"(?: ?[^ \n\t\r\f]+)+")
_INITIAL = regex(r"(?<![a-zA-Zａ-ｚＡ-Ｚ0-9０-９'’])[a-zａ-ｚ]")
# What browsers take where a page says nothing (HTML 15.3.5; CLDR): of Japanese, and of English.
_JAPANESE, _ENGLISH = ("「", "」", "『", "』"), ("“", "”", "‘", "’")


class Look(NamedTuple):
    """What is handed down. `ground`: whether something stands behind the words; `quotes`: pairs from the outermost on."""

    transform: str = ""
    faint: bool = False
    ground: bool = False
    quotes: tuple[str, ...] = _ENGLISH
    settled: bool = False

    def within(self, said: Mapping[str, Sequence[Token]], colours: Mapping[str, Sequence[Token]], lang: str) -> Look:
        """The look of an element of which this is said, within one of this look. `colours`: what the page gives names to."""
        made = self
        if lang and not self.settled:
            made = made._replace(quotes=_JAPANESE if lang.lower().split("-")[0] == "ja" else _ENGLISH)
        if (tokens := said.get("text-transform")) is not None:
            made = made._replace(transform=" ".join(_idents(tokens)))
        if (tokens := said.get("color")) is not None and "inherit" not in _idents(tokens):
            made = made._replace(faint=_is_faint(_resolved(tokens, colours)))
        if any(_is_ground(_resolved(said[name], colours)) for name in _GROUNDS if name in said):
            made = made._replace(ground=True)
        if (tokens := said.get("quotes")) is not None and _idents(tokens) != ["auto"]:
            strings = tuple(t.value for t in tokens if t.type == "string")
            made = made._replace(quotes=strings[: len(strings) // 2 * 2], settled=True)
        return made

    @property
    def is_unread(self) -> bool:
        """Whether nobody can read the words on a screen."""
        return self.faint and not self.ground

    def shown(self, words: str) -> str:
        """The words as they are seen."""
        for how in self.transform.split():
            if how == "uppercase":
                words = words.upper()
            elif how == "lowercase":
                words = words.lower()
            elif how == "capitalize":
                words = _INITIAL.sub(lambda found: found[0].upper(), words)
            elif how == "full-width":
                # Blanks that run on, and ends of lines of the file, are one blank or none first.
                words = _WORDS.sub(lambda found: full_letters(found[0]), words)
        return words

    def quote(self, depth: int, *, opens: bool) -> str:
        """The mark before or behind a quotation within `depth` others; "" where there is none."""
        if not self.quotes:
            return ""
        return self.quotes[min(depth, len(self.quotes) // 2 - 1) * 2 + (0 if opens else 1)]


def _idents(tokens: Sequence[Token]) -> list[str]:
    return [t.lower_value for t in tokens if t.type == "ident"]


def _resolved(tokens: Sequence[Token], colours: Mapping[str, Sequence[Token]]) -> list[Token]:
    """Names of colours replaced by what the page gives them."""
    made: list[Token] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            named = next((t.value for t in token.arguments if t.type == "ident"), "")
            made += colours.get(named, ())
        else:
            made.append(token)
    return made


def _is_faint(tokens: Sequence[Token]) -> bool:
    from tinycss2.color3 import RGBA, parse_color  # noqa: PLC0415 - loaded where a page with styles is read

    found = next((c for t in tokens if (c := parse_color(t)) is not None), None)
    return isinstance(found, RGBA) and (found.alpha <= _CLEAR or min(found.red, found.green, found.blue) >= _WHITE)


def _is_ground(tokens: Sequence[Token]) -> bool:
    """Whether a background is a colour other than white, or a picture."""
    from tinycss2.color3 import parse_color  # noqa: PLC0415

    is_picture = any(
        t.type == "url" or (t.type == "function" and t.lower_name.endswith(("url", "gradient", "image")))
        for t in tokens
    )
    return is_picture or any(parse_color(t) is not None and not _is_faint([t]) for t in tokens)
