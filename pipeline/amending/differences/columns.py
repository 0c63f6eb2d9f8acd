"""The 欄名 of a table before and after -> which of its 欄 are the same, which came and which went."""

from __future__ import annotations

from difflib import SequenceMatcher

# Places before and after; None where a 欄 does not exist.
Columns = tuple[tuple[int | None, int | None], ...]


def paired(old: tuple[str, ...], new: tuple[str, ...]) -> Columns:
    """The 欄 of two tables by their names; those at the same place where as many are renamed."""
    made: list[tuple[int | None, int | None]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal" or b - a == d - c:
            made += zip(range(a, b), range(c, d), strict=True)
        else:
            made += [(n, None) for n in range(a, b)] + [(None, n) for n in range(c, d)]
    return tuple(made)
