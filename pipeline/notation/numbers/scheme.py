"""How the parts of a plain document are numbered, written as the label of the first of them: Ⅰ, 1, (1), a, ア, 政策1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.problem import NotationError

# The last sign that counts; what stands around it is printed as it stands.
_COUNTER = re.compile("[ⅠI1aAアイ①i一](?=[^ⅠI1aAアイ①i一]*$)")
_COUNTERS: Mapping[str, Callable[[int], str]] = {
    "Ⅰ": enumeration.roman_character,
    "I": enumeration.roman,
    "i": lambda number: enumeration.roman(number).lower(),
    "1": str,
    "a": enumeration.alphabet,
    "A": lambda number: enumeration.alphabet(number).upper(),
    "一": in_kanji,
    "ア": enumeration.aiueo,
    "イ": enumeration.iroha,
    "①": enumeration.circled,
}
# Brackets that stand around a heading instead of a label before it.
_ENCLOSURES = ("《》", "＜＞", "【】", "〔〕", "『』", "（）")


@dataclass(frozen=True, slots=True)
class Scheme:
    """「(1)」 counts, 「○」 is the same sign before all, 「《》」 stands around the words. `counter` None: nothing counts."""

    before: str
    counter: str | None = None
    after: str = ""

    @property
    def encloses(self) -> bool:
        """Whether the signs stand around the words."""
        return self.counter is None and self.after != ""

    def label(self, number: int | None) -> str:
        """The label of this number: (3), c, ○. Raises NotationError where the scheme has no such number."""
        if self.counter is None:
            return "" if self.encloses else self.before
        return f"{self.before}{_COUNTERS[self.counter](number or 0)}{self.after}"

    def number(self, label: str) -> int | None:
        """The number that a label of this scheme bears; None for any other words."""
        if self.counter is None:
            return None
        for number in range(1, _MOST + 1):
            try:
                if self.label(number) == label:
                    return number
            except NotationError:
                return None
        return None


# No list is longer.
_MOST = 99


def scheme(sample: str) -> Scheme:
    """The scheme whose first label this is; "" is a scheme without labels."""
    if sample in _ENCLOSURES:
        return Scheme(sample[0], None, sample[1])
    found = _COUNTER.search(sample)
    if found is None:
        return Scheme(sample)
    return Scheme(sample[: found.start()], found[0], sample[found.end() :])
