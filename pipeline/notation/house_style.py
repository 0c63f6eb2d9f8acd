"""What an office decides for itself about numbers, dates and marks, and text as that office prints it.

This is the one place that decides widths: every writer and every quotation prints what `House.text` gives.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import fiscal_year, wareki
from pipeline.notation.numbers import money
from pipeline.notation.numbers.money import Rounding
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import DigitWidth, Wave, apply

Comma = Literal["、", "，"]
Era = Literal["wareki", "wareki_heiki", "seireki"]
Numerals = Literal["arabic", "kanji"]
Behind = Literal["次に", "下に", "右に", "後に"]
Revising = Literal["変更", "改正"]
Insertion = Literal["枝番", "繰下げ"]
Removal = Literal["削除", "繰上げ"]
# Both are usual: the first in laws, the second where an office keeps to characters of everyday use.
SupplementWord = Literal["附則", "付則"]
# Between two digits a ， would read as part of a number.
_COMMA = regex("(?<![0-9０-９])、|、(?![0-9０-９])")

# Source: RFC 3986 and RFC 5322, the characters that stand in addresses as they are written in papers.
_ADDRESS = regex(r"[a-z]{3,6}://[!-~]+|[0-9A-Za-z._%+\-]{1,64}@[0-9A-Za-z.\-]+")

# A 項 with so many changed places reads better as a whole (domain notes 3.8).
RESTATE_FROM = 6


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a 新旧対照表: their names, which stands first, whether one above the other (amendment notes R23)."""

    old: str = "現行"
    new: str = "変更後"
    new_first: bool = False
    stacked: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """The names from left to right, or from above."""
        return (self.new, self.old) if self.new_first else (self.old, self.new)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a 新旧対照表 says for units that stay, for those that come and those that go, and above the table ("": nothing).

    Sources: （略）（新設）（削る） as in national practice; others write ［略］, （新規） or （削除） (amendment notes R23).
    """

    omitted: str = "（略）"
    new: str = "（新設）"
    gone: str = "（削る）"
    remark: str = "（下線の部分は、変更部分）"


# The label of a first 号.
FIRST_ITEM = "(1)"
_WIDE_FIRST_ITEM = "（1）"


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """How one paper numbers its units where it departs from the house: each kind by its first label, "" as the house does.

    `items` is the ladder of 号 and its 細分, `paragraphs` the label of a first 項 (１．), `schedules` that of a first of
    several 別表 (別表1), `numerals` those of 条, 章 and 別表, `annex_numerals` those of 別表 and what is counted in them,
    `supplement` the word for its 附則.
    """

    items: tuple[str, ...] = ()
    paragraphs: str = ""
    schedules: str = ""
    numerals: Numerals | None = None
    annex_numerals: Numerals | None = None
    supplement: SupplementWord | None = None


def _revised(words: str) -> str:
    return words.replace("変更", "改正")


@dataclass(frozen=True, slots=True)
class House:
    """A house style. `wave` None: both wave dashes stay; `negative` stands before amounts below zero.

    `numerals` and `subitems` are those of labels: 第3条 or 第三条, アイウ or イロハ; `items` is the label of a first 号. `behind` is where an amendment adds words
    (「A」の次に「B」を加える, R12), `revising` what it calls itself, `restate_from` at how many changed places it restates
    a whole 項 (R16), `rules` whether it is asked about rules, `insertion` and `removal` whether what comes and goes moves the numbers behind it (None: as the source
    says; R7), `supplement` how it writes 附則.

    `footnote_sign` is the mark of the first note at the foot of a page; `footnotes_by_page`: each page begins with it.

    Sources: 公用文作成の考え方 (令和4年1月7日 文化審議会建議) for 、 and 。; 公用文作成の要領 (昭和27年) for ，; the
    width of digits is fixed nowhere (domain notes 2.2, 2.3).
    """

    digits: DigitWidth = "half"
    comma: Comma = "、"
    wave: Wave | None = None
    negative: str = "△"
    rounding: Rounding = "half_up"
    era: Era = "wareki"
    behind: Behind = "次に"
    revising: Revising = "変更"
    sides: Sides = Sides()
    marks: Marks = Marks()
    numerals: Numerals = "arabic"
    subitems: Subitems = "aiueo"
    items: str = FIRST_ITEM
    restate_from: int = RESTATE_FROM
    insertion: Insertion | None = None
    removal: Removal | None = None
    paragraphs: str = ""
    schedules: str = ""
    footnote_sign: str = "※1"
    footnotes_by_page: bool = False
    annex_numerals: Numerals | None = None
    rules: bool = False
    table_digits: DigitWidth | None = None
    supplement: SupplementWord = "附則"

    def in_tables(self) -> House:
        """The same house in the tables of plain documents, whose figures may be narrower than those of the text."""
        return self if self.table_digits is None else replace(self, digits=self.table_digits)

    def with_labels(self, own: OwnLabels) -> House:
        """The same house for a paper that numbers some of its units in its own way."""
        if own == OwnLabels():
            return self
        numerals = own.numerals or self.numerals
        items = own.items[0] if own.items else self.items
        if own.items and numerals == "kanji" and items == FIRST_ITEM:
            items = _WIDE_FIRST_ITEM  # (1) that a paper asks for: a house of kanji numerals would print 一
        return replace(
            self,
            items=items,
            subitems=own.items[1:] or self.subitems,
            paragraphs=own.paragraphs,
            schedules=own.schedules,
            numerals=numerals,
            annex_numerals=own.annex_numerals,
            supplement=own.supplement or self.supplement,
        )

    def of_rules(self, revising: Revising = "改正") -> House:
        """The same house for 条例 and other rules, which are 改正 where agreements are 変更; some 規約 are 変更, too."""
        if revising == "変更":
            return replace(self, rules=True, revising=revising)
        sides = replace(self.sides, old=_revised(self.sides.old), new=_revised(self.sides.new))
        return replace(
            self,
            rules=True,
            revising="改正",
            sides=sides,
            marks=replace(self.marks, remark=_revised(self.marks.remark)),
        )

    def text(self, text: str) -> str:
        """Running words as the office prints them; never for names. Doing it twice equals once.

        An address of the web or of mail stays as it is: of full width it leads nowhere.
        """
        if "://" not in text and "@" not in text:  # nearly every text
            return self._words(text)
        pieces, at = "", 0
        for match in _ADDRESS.finditer(text):
            pieces, at = pieces + self._words(text[at : match.start()]) + match[0], match.end()
        return pieces + self._words(text[at:])

    def _words(self, text: str) -> str:
        printed = apply(text, self.digits, self.wave)
        return printed if self.comma == "、" else _COMMA.sub(self.comma, printed)

    def percent(self, figures: str) -> str:
        """A computed rate with a sign as wide as its figures: 9.9%, ９．９％."""
        return f"{figures}{'％' if self.digits == 'full' else '%'}"

    def date(self, day: dt.date) -> str:
        """A date in the office's way: 令和元年12月25日, 令和元年（2019年）12月25日, 2019年12月25日, 令和元年十二月二十五日."""
        in_kanji = self.numerals == "kanji" and self.era == "wareki"
        return wareki.format(day, "wareki_kanji" if in_kanji else self.era)

    def fiscal_year(self, year: int, as_of: dt.date | None = None) -> str:
        """令和元年度; before the change of era, in the labels of the day `as_of`."""
        return fiscal_year.format(year, self.era, as_of)

    def amount(self, amount_yen: int, unit: str) -> str:
        """2,696千円, rounded and signed in the office's way."""
        return money.scale(amount_yen, unit, self.rounding, self.negative)
