"""Rows of a table quoted in lines of their own -> the same text with each such sentence in one line, as long as before.

別表中                        別表中「中島団地⇥駿河区
「                            清水団地⇥清水区」を「中島団地⇥駿河区」に改める。
中島団地⇥駿河区        ->
…
"""

from __future__ import annotations

# What ends a row within a quotation, and what stands where a line was joined to the next; private signs that no text holds.
ROW, JOINT = "\x1e", "\x1f"
CELL = "\t"
_BLANKS = " 　\r"
_OPENING, _CLOSING = "「", "」"


def folded(text: str) -> str:
    """The text with quoted rows in the line of their sentence; the very text where no line is 「 alone, or one is never closed."""
    lines = text.split("\n")
    if not any(line.strip(_BLANKS) == _OPENING for line in lines):
        return text
    behind = ["\n"] * len(lines)
    inside = quoted = False  # within a quotation; behind one whose sentence has not ended
    for n, line in enumerate(lines):
        bare = line.strip(_BLANKS)
        if not inside and bare == _OPENING:
            _join(behind, n - 1, JOINT)
            behind[n], inside = JOINT, True
        elif inside and bare.startswith(_CLOSING):
            _join(behind, n - 1, JOINT)
            inside, quoted = False, not bare.endswith("。")
            behind[n] = JOINT if quoted else "\n"
        elif inside:
            behind[n] = ROW if bare else JOINT
        elif quoted:
            quoted = not bare.endswith("。")
            behind[n] = JOINT if quoted else "\n"
    if inside or quoted:
        return text
    return "".join(line + end for line, end in zip(lines, behind, strict=True))[:-1]


def _join(behind: list[str], at: int, sign: str) -> None:
    if at >= 0:
        behind[at] = sign


def unjoined(line: str) -> str:
    """A line without the signs of joining, and without blanks around the rows that it quotes."""
    if JOINT not in line:
        return line
    made = "".join(part.strip(_BLANKS) for part in line.split(JOINT))
    return ROW.join(part.strip(_BLANKS) for part in made.split(ROW))


def is_rows(words: str) -> bool:
    """Whether quoted words are rows, or cells beside one another."""
    return ROW in words or CELL in words


def rows(words: str) -> list[list[str]]:
    """The cells of quoted rows."""
    return [[cell.strip(_BLANKS) for cell in row.split(CELL)] for row in words.split(ROW) if row]
