"""A word that nobody knows and the words that are known -> those that are most like it: the slip of one who types."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

# So many words equally like another say nothing.
_MOST_ALIKE = 3
# Words that no slip of a character or two leads to are like enough from here on (difflib), if no other is.
_LIKE = 0.5


def slips(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that are fewest slips away, a third of the letters at most; () where none is, or too many are."""
    own = _folded(word)
    counted = [(between(own, _folded(name)), name) for name in dict.fromkeys(known)]
    near = [(count, name) for count, name in counted if count <= max(1, len(own) // 3) and count < _length(own, name)]
    fewest = min((count for count, _ in near), default=0)
    found = tuple(name for count, name in near if count == fewest)
    return found if len(found) <= _MOST_ALIKE else ()


def alike(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The same; where no slip leads to any, the one that looks most alike, or ()."""
    names = list(known)
    return slips(word, names) or tuple(difflib.get_close_matches(word, names, n=1, cutoff=_LIKE))


def meant(found: Iterable[str]) -> str:
    """「題名」の書き誤りではありませんか."""
    return "か".join(f"「{name}」" for name in found) + "の書き誤りではありませんか"


def between(one: str, other: str) -> int:
    """How many slips lead from one word to another: a character too few, too many, a wrong one, two exchanged (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            count = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                count = min(count, last[j - 2] + 1)
            row.append(count)
    return row[-1]


def _length(own: str, name: str) -> int:
    return max(len(own), len(name))


def _folded(word: str) -> str:
    """Widths, case and blanks are no letters of a word."""
    return unicodedata.normalize("NFKC", "".join(word.split())).casefold()
