"""Words -> their sentences: a 「。」 that stands in brackets or quotations, of whatever width, ends none."""

from __future__ import annotations

from itertools import pairwise

_OPENING, _CLOSING = frozenset("（(「『〔［[【〈《"), frozenset("）)」』〕］]】〉》")


def sentence_ends(text: str) -> list[int]:
    """Where sentences end, the end of the words among them. A bracket that nothing opened closes nothing."""
    ends, depth = [], 0
    for at, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif char == "。" and depth == 0:
            ends.append(at + 1)
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where sentences stand: start and end of each; none where there are no words."""
    return [(a, b) for a, b in pairwise([0, *sentence_ends(text)]) if b > a]
