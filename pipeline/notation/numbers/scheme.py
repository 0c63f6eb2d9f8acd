"""How the parts of a plain document are numbered, written as the label of the first of them: Ⅰ, 1, (1), a, ア, 政策1-1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.problem import NotationError
from pipeline.notation.text import widths

# The last sign that counts; what stands around it is printed as it stands.
_FIRSTS = "ⅠI1aAアイ①i一" + "".join([series[0] for series in enumeration.SIGNS])
_COUNTER = regex(f"[{_FIRSTS}](?=[^{_FIRSTS}]*$)")
# Signs that are parts of words, too (あり, 甲案): they count where they stand alone or in brackets.
_ALONE = regex("[(（〔［]?(?P<sign>[あい甲])[)）〕］.．]?")
_HALF_KANA = regex("[ｦ-ﾟ]+")
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
    "あ": partial(enumeration.sign, enumeration.HIRAGANA),
    "い": partial(enumeration.sign, enumeration.HIRAGANA_IROHA),
    "甲": partial(enumeration.sign, enumeration.STEMS),
    "①": enumeration.circled,
    **{series[0]: partial(enumeration.sign, series) for series in enumeration.SIGNS},
}
# Signs that are counted one by one, and what may stand around one that is not the first: （イ）, 第二章, ③.
_SERIES = (*enumeration.SIGNS, enumeration.CIRCLED[1:], enumeration.ROMAN_CHARACTERS, enumeration.AIUEO)
_LATER_SIGN = regex(f"(?P<before>[(（]?)(?P<sign>[{''.join([series[1:] for series in _SERIES])}])(?P<after>[)）.．]?)")
_LATER_LETTER = regex(
    "(?P<before>[(（])(?:(?P<small>[b-z])|(?P<large>[B-Z])|(?P<kanji>[二三四五六七八九十]+)"
    f"|(?P<kana>[{enumeration.HIRAGANA[2:]}])|(?P<stem>[{enumeration.STEMS[1:]}]))(?P<after>[)）])"
)
_LETTERS: Mapping[str, str] = {"small": "a", "large": "A", "kanji": "一", "kana": "あ", "stem": "甲"}
_LATER_KANJI = regex("(?P<before>第)(?P<kanji>[二三四五六七八九十百]+)(?P<after>[^0-9]*)")
_DIGITS = regex("[0-9]+(?=[^0-9]*$)")
# Counters before the last that stand for the numbers of the parts above: 1-1, 施策1-1-1, Ⅰ-1, 1.1; within a word (KPI-1) none.
_FREE = "(?:(?<![0-9])1|(?<![A-Za-z])[IaAi]|(?<![ァ-ヶ])[アイ]|(?<![一-龠])一|Ⅰ)"
_JOINTS = "[-－‐.．・]"
_ABOVE = regex(rf"(?:{_FREE}{_JOINTS})+[(（]?$")
_STEP = regex(rf"(.)({_JOINTS}[(（]?)")
# Brackets that stand around a heading instead of a label before it.
_ENCLOSURES = ("《》", "＜＞", "【】", "〔〕", "『』", "（）")


@dataclass(frozen=True, slots=True)
class Scheme:
    """「(1)」 counts, 「○」 is the same sign before all, 「《》」 stands around the words. `counter` None: nothing counts.

    `above` are the counters of the parts above that the label repeats, each with what stands behind it (1-); `numbers` what
    these count, once that is known (tree.headings).
    """

    before: str
    counter: str | None = None
    after: str = ""
    above: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def encloses(self) -> bool:
        """Whether the signs stand around the words."""
        return self.counter is None and self.after != ""

    def label(self, number: int | None) -> str:
        """The label of this number: (3), c, ○. Raises NotationError where the scheme has no such number."""
        if self.counter is None:
            return "" if self.encloses else self.before
        numbers = self.numbers or (1,) * len(self.above)
        repeated = "".join(
            f"{_COUNTERS[counter](n)}{joint}" for (counter, joint), n in zip(self.above, numbers, strict=True)
        )
        return f"{self.before}{repeated}{_COUNTERS[self.counter](number or 0)}{self.after}"

    def under(self, numbers: tuple[int, ...]) -> Scheme:
        """The same scheme below parts of these numbers, one for each counter that it repeats."""
        return replace(self, numbers=numbers)

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


def first_label(sample: str) -> str | None:
    """The label that begins the series, where the sample is a later one (第2章, ②, (イ)): counted on, each would be the same."""
    sample = _HALF_KANA.sub(lambda run: widths.full_kana(run[0]), sample)
    made, digits = scheme(sample), _DIGITS.search(sample)
    if digits is not None and digits[0] != "1" and made.counter in (None, "1"):
        return f"{sample[: digits.start()]}1{sample[digits.end() :]}"
    if made.counter is not None:
        return None
    found = _LATER_SIGN.fullmatch(sample)
    if found is not None:
        first = next(series[0] for series in _SERIES if found["sign"] in series)
        return f"{found['before']}{first}{found['after']}"
    found = _LATER_LETTER.fullmatch(sample)
    if found is not None:
        first = next(sign for kind, sign in _LETTERS.items() if found[kind])
        return f"{found['before']}{first}{found['after']}"
    found = _LATER_KANJI.fullmatch(sample)
    return None if found is None else f"第一{found['after']}"


def scheme(sample: str) -> Scheme:
    """The scheme whose first label this is; "" is a scheme without labels. Kana of half width are printed in full, and count so."""
    sample = _HALF_KANA.sub(lambda run: widths.full_kana(run[0]), sample)
    if sample in _ENCLOSURES:
        return Scheme(sample[0], None, sample[1])
    alone = _ALONE.fullmatch(sample)
    if alone is not None:
        return Scheme(sample[: alone.start("sign")], alone["sign"], sample[alone.end("sign") :])
    found = _COUNTER.search(sample)
    if found is None:
        return Scheme(sample)
    before = sample[: found.start()]
    above = _ABOVE.search(before)
    steps = tuple((step[1], step[2]) for step in _STEP.finditer(above[0])) if above is not None else ()
    return Scheme(before[: above.start()] if above is not None else before, found[0], sample[found.end() :], steps)
