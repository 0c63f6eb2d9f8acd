"""A house style and a number -> the label that a unit bears in a text, and the words by which an amendment cites it."""

from __future__ import annotations

from pipeline.labels.marks import CONJUNCTIONS, RELATED, supplement_head
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation import article_label, clause_label, item_label, paragraph_label, schedule_label
from pipeline.notation.house_style import FIRST_ITEM, Behind, Comma, House
from pipeline.notation.numbers import enumeration, subitem
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.numbers.scheme import Scheme, scheme
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text import width_policy

Number = tuple[int, ...]
_DIGITS = regex("[0-9]+")


@dataclass(frozen=True, slots=True)
class Manner:
    """The labels of one house style: its numerals, their width and that of brackets, イロハ or アイウ."""

    house: House

    @property
    def comma(self) -> Comma:
        """What parts the clauses of an amending sentence."""
        return self.house.comma

    @property
    def behind(self) -> Behind:
        """「A」の次に / の下に「B」を加える (R12)."""
        return self.house.behind

    @property
    def subitems(self) -> Subitems:
        """The series of the first level below a 号."""
        return self.house.subitems

    def numbers(self, words: str) -> str:
        """Words written with half-width digits, in the numerals of this house."""
        if self.house.numerals == "kanji":
            return _DIGITS.sub(lambda n: in_kanji(int(n[0])), words)
        return width_policy.apply(words, self.house.digits)

    def article(self, number: Number) -> str:
        """第3条の2."""
        return self.numbers(article_label(number))

    def item(self, number: Number) -> str:
        """第2号の3, as a citation."""
        return self.numbers(item_label(number))

    def paragraph(self, number: Number) -> str:
        """第2項, as a citation."""
        return self.numbers(paragraph_label(number[0]))

    def schedule(self, number: Number) -> str:
        """別表, 別表第2; 別表2 where the paper numbers them so."""
        if number and self.house.schedules:
            return self._in_annex(self.brackets(scheme(self.house.schedules).label(number[0])))
        return self._in_annex(schedule_label(number))

    def cited_schedule(self, number: Number) -> str:
        """別表第2, as an amendment cites it: 別表2 might be a row of the only one."""
        return self.numbers(schedule_label(number))

    def supplement_head(self, title: str = "", own: str | None = None) -> str:
        """附　則 or 付　則 as it stands before its title; `own` is the word of one that differs from the others."""
        return supplement_head(own or self.house.supplement, title)

    def count(self, value: int) -> str:
        """The number of 次の2条 and of 2条ずつ."""
        return self.numbers(str(value))

    def paragraph_mark(self, number: Number) -> str:
        """What stands before a 項: always digits, full width where numerals are kanji, unless the paper has its own label."""
        if self.house.paragraphs:
            return self._digits(self.brackets(scheme(self.house.paragraphs).label(number[0])))
        return self.remark_mark(number)

    def remark_mark(self, number: Number) -> str:
        """What stands before one of several 備考."""
        return self._digits(str(number[0]))

    def _digits(self, words: str) -> str:
        return width_policy.apply(words, "full" if self.house.numerals == "kanji" else self.house.digits)

    def item_mark(self, number: Number) -> str:
        """What stands before a 号: 一, 二の二, (1), （１）, (2)の2."""
        if self.house.items != FIRST_ITEM:
            own = scheme(self.house.items).label(number[0])
            return self._digits(self.brackets(own)) + "".join(self.numbers(f"の{n}") for n in number[1:])
        if self.house.numerals == "kanji":
            return "の".join(in_kanji(n) for n in number)
        return self.bracketed(number[0]) + "".join(self.numbers(f"の{n}") for n in number[1:])

    def bracketed(self, number: int) -> str:
        """(1) where digits are half width, （１） elsewhere."""
        return self.numbers(self.brackets(enumeration.paren(number)))

    def brackets(self, label: str) -> str:
        """A label or a citation with brackets as wide as the digits of the house."""
        return label if self.house.digits == "half" else label.replace("(", "（").replace(")", "）")

    def related(self, count: int, joint: str = "、") -> tuple[str, ...]:
        """What stands before, between and behind as many articles to which a 別表 belongs: （ 、 関係）; () for none.

        及び and 並びに join the last two of several, other signs all of them.
        """
        opening, closing = RELATED
        if not count:
            return ()
        comma = self.house.text("、")
        between = joint if joint not in ("、", *CONJUNCTIONS) else comma
        last = joint if joint in CONJUNCTIONS else between
        return (opening, *[between] * (count - 2), *[last] * (count > 1), closing)

    def division(self, number: Number, depth: int) -> str:
        """3 of the first divisions of a 別表, (1) of those below; "" where none is printed."""
        if not number:
            return ""
        own = str(number[0]) if depth == 1 else self.brackets(enumeration.paren(number[0]))
        return self._in_annex(own)

    def _in_annex(self, words: str) -> str:
        """Words written with half-width digits, in the numerals that this paper has in its 別表."""
        match self.house.annex_numerals:
            case "arabic":
                return self._digits(words)
            case "kanji":
                return _DIGITS.sub(lambda n: in_kanji(int(n[0])), words)
            case None:
                return self.numbers(words)

    def chapter(self, level: str, number: Number) -> str:
        """第1章, 第2節."""
        return self.numbers(clause_label(level, number))

    def section(self, numbering: Scheme | None, number: int | None, depth: int) -> str:
        """What stands before a heading of a 別表: 1 and (1) by its depth, or the label of its own scheme."""
        if numbering is None:
            return self.division(() if number is None else (number,), depth)
        return self._in_annex(self.brackets(numbering.label(number)))

    def subitem_mark(self, number: Number, depth: int = 1) -> str:
        """ア or イ for the first 細分, (ア) or (1) for that below it."""
        depth = min(depth, subitem.deepest(self.house.subitems))
        own = self._digits(self.brackets(subitem.label(number[0], depth, self.house.subitems)))
        return own + "".join(self.numbers(f"の{n}") for n in number[1:])


def subitem_number(mark: str, subitems: Subitems, depth: int = 1) -> Number | None:
    """The place of ウ or ハ in its series; None for a letter of neither."""
    place = subitem.number(mark, depth, subitems)
    return (place,) if place is not None else None
