"""How an office writes numbers and joins in a 改め文, and the labels of units that follow from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.notation.citation import article_label, item_label, schedule_label
from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.text import width_policy
from pipeline.notation.text.width_policy import DigitWidth

Numerals = Literal["arabic", "kanji"]
Subitems = Literal["aiueo", "iroha"]
Behind = Literal["次に", "下に", "右に", "後に"]
Comma = Literal["、", "，"]

Number = tuple[int, ...]
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Manner:
    """流儀 of an amendment: numerals, their width, イロハ or アイウ, 「A」の次に / の下に「B」を加える (R12), and the 読点."""

    digits: DigitWidth = "half"
    numerals: Numerals = "arabic"
    subitems: Subitems = "aiueo"
    behind: Behind = "次に"
    comma: Comma = "、"

    def numbers(self, words: str) -> str:
        """Words written with half-width digits, in the numerals of this manner."""
        if self.numerals == "kanji":
            return _DIGITS.sub(lambda n: in_kanji(int(n[0])), words)
        return width_policy.apply(words, self.digits)

    def article(self, number: Number) -> str:
        """第3条の2."""
        return self.numbers(article_label(number))

    def item(self, number: Number) -> str:
        """第2号の3, as a citation."""
        return self.numbers(item_label(number))

    def paragraph(self, number: Number) -> str:
        """第2項, as a citation."""
        return self.numbers(f"第{number[0]}項")

    def schedule(self, number: Number) -> str:
        """別表, 別表第2."""
        return self.numbers(schedule_label(number))

    def count(self, value: int) -> str:
        """The number of 次の2条 and of 2条ずつ."""
        return self.numbers(str(value))

    def paragraph_mark(self, number: Number) -> str:
        """What stands before a 項: always digits, full width where numerals are kanji."""
        return width_policy.apply(str(number[0]), "full" if self.numerals == "kanji" else self.digits)

    def item_mark(self, number: Number) -> str:
        """What stands before a 号: 一, 二の二, (1), （１）, (2)の2."""
        if self.numerals == "kanji":
            return "の".join(in_kanji(n) for n in number)
        return self.bracketed(number[0]) + "".join(self.numbers(f"の{n}") for n in number[1:])

    def bracketed(self, number: int) -> str:
        """(1) where digits are half width, （１） elsewhere."""
        return enumeration.paren(number) if self.digits == "half" else self.numbers(f"（{number}）")

    def subitem_mark(self, number: Number) -> str:
        """ア or イ for the first 細分."""
        return enumeration.aiueo(number[0]) if self.subitems == "aiueo" else enumeration.iroha(number[0])

    def small_subitem_mark(self, number: Number) -> str:
        """(ア): the level below a 細分."""
        return enumeration.paren_aiueo(number[0])


def subitem_number(mark: str, subitems: Subitems) -> Number | None:
    """The place of ウ or ハ in its series; None for a letter of neither."""
    series = enumeration.AIUEO if subitems == "aiueo" else enumeration.IROHA
    return (series.index(mark) + 1,) if mark in series else None
