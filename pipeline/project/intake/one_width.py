"""A text whose figures and letters are of another width throughout than those of the text of now -> the same in the widths of now.

Collections of rules show 第1条 and 430,000円 on the screen whatever was published. A figure or two of another width are
none of this: they may be what is amended.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from pipeline.comparing.long_diff import differing
from pipeline.late.regex import regex
from pipeline.provision.each_word import with_words, words_of
from pipeline.provision.unit import Provision

# Source: Unicode, Halfwidth and Fullwidth Forms: the forms of ASCII stand in its order.
_SHIFT = 0xFEE0
_HALF = str.maketrans({chr(code + _SHIFT): chr(code) for code in range(0x21, 0x7F)})
_FULL = str.maketrans({chr(code): chr(code + _SHIFT) for code in range(0x21, 0x7F)})
_FIGURES = regex("[0-9０-９]+")
_END = "\n"
# So many figures at least must be of another width, and more than half of those that both texts have.
_LEAST = 4


def as_wide_as(old: Provision, now: Provision) -> tuple[Provision, int]:
    """The text of before in the widths of now, and how many characters changed theirs: 0 where it is not so throughout."""
    words = words_of(old)
    before, after = "".join(w + _END for w in words), "".join(w + _END for w in words_of(now))
    widths = _Widths(before, after)
    if not widths.is_other:
        return old, 0
    made = widths.changed()
    changed = iter(made.split(_END))
    count = sum(a != b for a, b in zip(before, made, strict=True))
    return with_words(old, lambda _: next(changed), lambda _: next(changed)), count


class _Widths:
    """Two runs of words, with the characters that both have."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        self.to: dict[int, int] = {}
        old, new = before.translate(_HALF), after.translate(_HALF)
        a = b = 0
        for d in (*differing(old, new), None):
            end = d.a0 if d is not None else len(old)
            self.to.update(zip(range(a, end), range(b, b + end - a), strict=True))
            if d is not None:
                a, b = d.a1, d.b1
        self.usual = _usual(after)

    @property
    def is_other(self) -> bool:
        """Whether more than half of the figures of both are of another width."""
        both = [(self.before[a], self.after[b]) for a, b in self.to.items() if _FIGURES.match(self.before[a])]
        other = sum(a != b for a, b in both)
        return other >= _LEAST and 2 * other > len(both)

    def changed(self) -> str:
        """The words of before: what both have as now, the rest as now writes such a character; a number in one width."""
        made = [self.after[self.to[n]] if n in self.to else self.usual(self.before, n) for n in range(len(self.before))]
        for run in _FIGURES.finditer(self.before):
            if any(n not in self.to for n in range(*run.span())):
                made[run.start() : run.end()] = [self.usual(self.before, n) for n in range(*run.span())]
        return "".join(made)


def _usual(text: str) -> Callable[[str, int], str]:
    """How a text writes a character: a figure by the length of its number, a mark by whether it stands in a number."""
    held: dict[tuple[str, bool], Counter[bool]] = defaultdict(Counter)
    for n, char in enumerate(text):
        if char.translate(_HALF) != char or char.translate(_FULL) != char:
            held[_kind(text, n)][char.translate(_HALF) != char] += 1
    full = {kind for kind, counted in held.items() if counted[True] > counted[False]}
    return lambda words, n: (
        words[n]
        if (kind := _kind(words, n)) not in held
        else words[n].translate(_HALF).translate(_FULL)
        if kind in full
        else words[n].translate(_HALF)
    )


def _kind(text: str, at: int) -> tuple[str, bool]:
    char = text[at].translate(_HALF)
    beside = [text[n : n + 1].translate(_HALF).isdecimal() for n in (at - 1, at + 1)]
    if char.isdecimal():
        return "0", any(beside)
    return ("a" if char.isalpha() else char), all(beside)
