"""An entry of a list in a source (条, 項, 号, row) -> the file with it doubled, removed or moved; all other lines stay.

Works on whole lines of block sequences (「- 」), as clerks write them; a list in [ ] is edited as text.
"""

from __future__ import annotations

from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

Act = Literal["複製", "削除", "上へ", "下へ"]
_DASH = regex(r"(?P<indent> *)- ")


class ShapeError(ValueError):
    """Why the list cannot be changed there, in Japanese."""


@dataclass(frozen=True, slots=True)
class _Entry:
    first: int
    last: int
    indent: int


def changed(text: str, offset: int, act: Act) -> str:
    """The text with the innermost entry around `offset` changed. Raises ShapeError."""
    lines = text.split("\n")
    line = text.count("\n", 0, offset)
    entry = _entry(lines, line)
    if entry is None:
        raise ShapeError("ここは「- 」で始まる並びの中ではありません")
    own = lines[entry.first : entry.last + 1]
    if act == "複製":
        return "\n".join([*lines[: entry.last + 1], *own, *lines[entry.last + 1 :]])
    above, below = _sibling(lines, entry, -1), _sibling(lines, entry, 1)
    if act == "削除":
        if above is None and below is None:
            raise ShapeError("並びの最後の一つは消せません（項目ごと消してください）")
        return "\n".join([*lines[: entry.first], *lines[entry.last + 1 :]])
    other = above if act == "上へ" else below
    if other is None:
        raise ShapeError("これより" + ("上" if act == "上へ" else "下") + "には動かせません")
    one, two = (other, entry) if act == "上へ" else (entry, other)
    swapped = [*lines[two.first : two.last + 1], *lines[one.last + 1 : two.first], *lines[one.first : one.last + 1]]
    return "\n".join([*lines[: one.first], *swapped, *lines[two.last + 1 :]])


def _entry(lines: list[str], line: int) -> _Entry | None:
    """The innermost entry to which a line belongs."""
    own = _indent(lines[line])
    for number in range(line, -1, -1):
        dash = _DASH.match(lines[number])
        if dash is not None and (number == line or len(dash["indent"]) < own):
            return _extent(lines, number, len(dash["indent"]))
        if lines[number].strip() and number != line:
            own = min(own, _indent(lines[number]))
    return None


def _extent(lines: list[str], first: int, indent: int) -> _Entry:
    last = first
    for number in range(first + 1, len(lines)):
        if lines[number].strip():
            if _indent(lines[number]) <= indent:
                break
            last = number
    return _Entry(first, last, indent)


def _sibling(lines: list[str], entry: _Entry, step: int) -> _Entry | None:
    numbers = range(entry.first - 1, -1, -1) if step < 0 else range(entry.last + 1, len(lines))
    for number in numbers:
        if not lines[number].strip():
            continue
        dash = _DASH.match(lines[number])
        if dash is not None and len(dash["indent"]) == entry.indent:
            return _extent(lines, number, entry.indent)
        if _indent(lines[number]) < entry.indent or (step > 0 and _indent(lines[number]) <= entry.indent):
            return None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
