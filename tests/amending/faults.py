"""One-character faults in a 改め文: deleted, doubled, exchanged with its neighbour, or replaced."""

from __future__ import annotations

import unicodedata
from random import Random

# Characters that decide most about a sentence, and a few that decide nothing.
_POOL = "第条項号中「」を、に改加削の次前同及びからま一二三123１２３（）。　表別欄ア"


def with_fault(text: str, random: Random) -> str:
    """The text with one fault; never the same text."""
    while True:
        at = random.randrange(len(text))
        match random.choice(("drop", "double", "swap", "other")):
            case "drop":
                made = text[:at] + text[at + 1 :]
            case "double":
                made = text[:at] + text[at] + text[at:]
            case "swap":
                made = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
            case _:
                made = text[:at] + random.choice(_POOL) + text[at + 1 :]
        if made != text:
            return made


def layout(text: str) -> str:
    """What of a text is not layout: neither blanks nor line ends at the edges of lines, nor the width of characters."""
    lines = (unicodedata.normalize("NFKC", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
