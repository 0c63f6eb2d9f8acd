"""第3条の2第1項第2号イ <-> the numbers of article, paragraph, item and subitem.

Sources: 法令における引用の方式 (第何条第何項第何号, every level with 第; 枝番 の2), 地方自治法第252条の2第1項.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.enumeration import IROHA
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji, whole_number
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, closed_up
from pipeline.notation.text.width_policy import DigitWidth, apply

NumberStyle = Literal["arabic", "kanji"]
Number = tuple[int, ...]

NUMBER = f"(?:[1-9][0-9]{{0,4}}|[{KANJI_NUMERALS}]+)"
_BRANCHES = f"((?:の{NUMBER})*)"
# イ, (1), (ア), a, (a), (i): the levels below 号.
SUBITEM = rf"(?:[{IROHA}]|\((?:[1-9][0-9]?|[一二三四五六七八九十]+|[{IROHA}]|[a-z]+)\))"

_BEGINNING = regex("[附付]則|別表|第")
_CLAUSE = regex(
    rf"([附付]則)?(別表(?:第({NUMBER}){_BRANCHES}(?![条項号]))?)?"
    rf"(?:第({NUMBER}){_BRANCHES}(?=第|[{IROHA}(]|\Z))?"
    rf"(?:第({NUMBER})条{_BRANCHES})?(?:第({NUMBER})項)?(?:第({NUMBER})号{_BRANCHES})?"
    rf"((?:{SUBITEM}|[a-z](?![a-z]))*)",
)
_EACH_SUBITEM = regex(rf"{SUBITEM}|[a-z]")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a citation points, level by level; what it does not name is empty.

    Numbers are tuples because of 枝番: 第3条の2 is article (3, 2). `schedule` is None without 別表 and () for 別表
    without a number. `part` is the 第3 of a 要綱, which has no 条.
    """

    article: Number = ()
    paragraph: int | None = None
    item: Number = ()
    sub: tuple[str, ...] = ()
    schedule: Number | None = None
    part: Number = ()
    supplementary: bool = False


def article_label(number: Number) -> str:
    """第3条の2 for (3, 2)."""
    return clause_label("条", number)


def paragraph_label(number: int) -> str:
    """第2項."""
    return clause_label("項", (number,))


def item_label(number: Number) -> str:
    """第2号の3 for (2, 3)."""
    return clause_label("号", number)


def schedule_label(number: Number) -> str:
    """別表 for (), 別表第2 for (2,)."""
    return "別表" + (part_label(number) if number else "")


def clause_label(unit: str, number: Number) -> str:
    """第3条の2, 第2項, 第2号の3: a level that every number calls 第n."""
    return f"第{number[0]}{unit}" + _branches(number)


def part_label(number: Number) -> str:
    """第3の2 for (3, 2): a part of a 要綱."""
    return f"第{number[0]}" + _branches(number)


def _branches(number: Number) -> str:
    return "".join(f"の{branch}" for branch in number[1:])


def format(citation: Citation, style: NumberStyle = "arabic", width: DigitWidth = "half") -> str:  # noqa: A001
    """The citation in words. Raises NotationError if it names nothing or a number below 1."""
    numbers = (*citation.article, *citation.item, *citation.part, *(citation.schedule or ()))
    if citation == Citation() or any(n < 1 for n in (*numbers, *_known(citation.paragraph))):
        raise NotationError(
            "bad_citation",
            0,
            0,
            "条・項・号の番号がないか、1より小さい番号です",
            "番号は1から始めてください",
        )
    label = "附則" if citation.supplementary else ""
    if citation.schedule is not None:
        label += schedule_label(citation.schedule)
    if citation.part:
        label += part_label(citation.part)
    if citation.article:
        label += article_label(citation.article)
    if citation.paragraph is not None:
        label += paragraph_label(citation.paragraph)
    if citation.item:
        label += item_label(citation.item)
    if style == "kanji":
        label = re.sub("[0-9]+", lambda number: in_kanji(int(number[0])), label)
    return apply(label, width) + "".join(citation.sub)


def _known(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)


def parse(text: str) -> Citation:
    """The citation that the text ends with; a law's name before the first 第, 附則 or 別表 is skipped.

    Raises NotationError if anything is left over, for number 0 and for 第23条1項 (each level needs its 第).
    """
    reading = closed_up(text)
    beginning = _BEGINNING.search(reading.text)
    if beginning is None:
        raise _unparseable(reading)
    match = _CLAUSE.fullmatch(reading.text, beginning.start())
    if match is None:
        raise _unparseable(reading)
    suppl, table, table_no, table_branch, part, part_branch, article, branch, paragraph, item, item_branch, sub = (
        match.groups()
    )
    return Citation(
        _number(reading, article, branch),
        _number(reading, paragraph, None)[0] if paragraph else None,
        _number(reading, item, item_branch),
        tuple(_EACH_SUBITEM.findall(sub)),
        _number(reading, table_no, table_branch) if table else None,
        _number(reading, part, part_branch),
        suppl is not None,
    )


def _number(reading: Reading, number: str | None, branches: str | None) -> Number:
    if number is None:
        return ()
    values = value_of(number, branches)
    if values is None:
        raise _unparseable(reading)
    return values


def value_of(number: str, branches: str | None) -> Number | None:
    """(3, 2) for 3 and の2; None if any is no number from 1 up."""
    values = [whole_number(each) for each in (number, *(branches or "").replace(" ", "").split("の")[1:])]
    known = tuple(value for value in values if value)
    return known if len(known) == len(values) else None


def _unparseable(reading: Reading) -> NotationError:
    return reading.error(
        "unparseable",
        f"「{reading.source}」は条・項・号の引用として読めません",
        "「第3条の2第1項第2号」のように、どの段にも「第」を付けて書いてください",
    )
