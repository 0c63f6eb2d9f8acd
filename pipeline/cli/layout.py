"""Help of a command -> lines of a terminal: as wide as they are seen, ended where Japanese and Latin lines may end.

click counts characters, so that its lines of Japanese run to twice the width and the terminal ends them anywhere, and it
joins the lines of a paragraph by blanks.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator

import click

from pipeline.late.regex import regex
from pipeline.notation.line_classes import JLREQ, NO_END, NO_START
from pipeline.notation.text.char_width import width_em

_CLASS = {char: letter for letter, chars in JLREQ.items() for char in chars}
# A place for a value ({{ 施行期日 }}), what values there may be ([1から64まで]), a path in which one part is described
# (sources/（圏域）/signed/), a word of Latin letters, figures and signs, or one other character; blanks stand between.
_UNIT = regex(r"\{\{ \S+ \}\}|\[[^\[\]\s]{1,16}\]|[!-~]*/（[^（）\s]*）[!-~]*|[!-~]+|\S")
# What joins the parts of a path whatever letters they have: aomori/kyoyaku-蓬田村.
_SLASH = "/"
# Before a paragraph that is to stay as it is (click).
_AS_IT_IS = "\b"
_GAP = 2
# A term that is longer stands on a line of its own.
_LONGEST_TERM = 30
_LEAST = 10


def columns(text: str) -> int:
    """Columns of a terminal; 全角 and what Japanese fonts draw so take two."""
    return round(2 * width_em(text))


def wrapped(text: str, width: int) -> list[str]:
    """The lines of one paragraph. Only what may not be divided is ever wider than `width`: a path, a name, an option."""
    lines, line = list[str](), ""
    for gap, piece in _pieces(text):
        if line and columns(line + gap + piece) > width:
            lines.append(line)
            line = piece
        else:
            line += gap + piece
    return [*lines, line] if line else lines


def paragraphs(text: str, width: int) -> list[list[str]]:
    """The paragraphs of a text, each as its lines; lines of Japanese are joined without a blank."""
    made = []
    for block in text.expandtabs().strip("\n").split("\n\n"):
        first, _, rest = block.strip("\n").partition("\n")
        if first.strip() == _AS_IT_IS:
            made.append(rest.splitlines())
        else:
            made.append(wrapped(joined(block.splitlines()), width))
    return [lines for lines in made if lines]


class JapaneseHelp(click.HelpFormatter):
    """Writes help as Japanese is set."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is typed."""
        first = f"{gettext.gettext('Usage:')} " if prefix is None else prefix
        indent = columns(f"{first}{prog} ")
        if self.width - indent < _LEAST:
            indent = columns(first)
        lines = wrapped(args, self.width - indent)
        beside = indent > columns(first) and bool(lines)
        self.write(f"{first}{prog}{' ' + lines.pop(0) if beside else ''}\n")
        self.write("".join(f"{' ' * indent}{line}\n" for line in lines))

    def write_text(self, text: str) -> None:
        """Paragraphs of a command, with an empty line between them."""
        indent = " " * self.current_indent
        blocks = paragraphs(text, self.width - self.current_indent)
        self.write("\n\n".join("\n".join(f"{indent}{line}".rstrip() for line in lines) for lines in blocks) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _LONGEST_TERM, col_spacing: int = _GAP) -> None:
        """Options or commands, and beside each what it does."""
        rows = list(rows)
        term = min(max((columns(first) for first, _ in rows), default=0), col_max) + col_spacing
        indent, beside = " " * self.current_indent, " " * (self.current_indent + term)
        room = max(self.width - self.current_indent - term, _LEAST)
        for first, second in rows:
            lines = [line for block in paragraphs(second, room) for line in block]
            if lines and columns(first) <= term - col_spacing:
                self.write(f"{indent}{first}{' ' * (term - columns(first))}{lines.pop(0)}\n")
            else:
                self.write(f"{indent}{first}\n")
            self.write("".join(f"{beside}{line}\n" for line in lines))


class JapaneseContext(click.Context):
    """A context whose help is written so."""

    formatter_class = JapaneseHelp


def told_in_japanese(command: click.Command) -> click.Command:
    """The command, and those in it, with help that is set as Japanese is."""
    command.context_class = JapaneseContext
    if isinstance(command, click.Group):
        for own in command.commands.values():
            told_in_japanese(own)
    return command


def joined(lines: list[str]) -> str:
    """The lines of a docstring as one: a blank stands between Latin words alone."""
    made = ""
    for line in (line.strip() for line in lines):
        latin = made and line and _is_latin(made[-1]) and _is_latin(line[0])
        made += f" {line}" if latin else line
    return made


def _is_latin(char: str) -> bool:
    return "!" <= char <= "~"


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What no line may end in, each behind the blanks that stand before it."""
    gap, piece, behind = "", "", 0
    for found in _UNIT.finditer(text):
        unit, blanks = found[0], text[behind : found.start()]
        if piece and (blanks or _may_end(piece, unit)):
            yield gap, piece
            gap, piece = blanks, ""
        piece += unit
        behind = found.end()
    if piece:
        yield gap, piece


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end between two units that no blank parts."""
    a, b = before[-1], after[0]
    latin = _is_latin(a) and _is_latin(b)
    if latin or columns(after) == 0 or _SLASH in (a, b) or (a == b and _CLASS.get(a) == "n"):
        return False
    return _CLASS.get(a, "i") not in NO_END and _CLASS.get(b, "i") not in NO_START
