"""The head of a line -> the label it bears: 第3条の2, 2, (1), 一, ア, (ア), a, (a), i, ①, Ⅰ. Widths are folded, never words."""

from __future__ import annotations

import re
import unicodedata

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.enumeration import AIUEO, CIRCLED, IROHA, ROMAN_CHARACTERS, roman
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number

Number = tuple[int, ...]

_WIDE = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
_ONE_TO_ONE = str.maketrans(
    _WIDE | {"\u3000": " ", "\xa0": " ", "\t": " ", "〔": "(", "〕": ")", "︵": "(", "︶": ")", "〇": "〇"}
)
N = f"(?:[0-9]+|[{KANJI_NUMERALS}]+)"
_BRANCH = rf"((?: ?の ?{N})*)"
# What follows a label without a blank and yet begins a sentence of its own; 第3条の規定 does not.
_RUNS_ON = regex("[のにをはがとへも、，・・及又並若第中]|から|まで|ただし|において|(?:各号|本文|前段|後段|関係)")
_ARTICLE = regex(rf"第 ?({N}) ?条{_BRANCH}")
_CHAPTER = regex(rf"第 ?({N}) ?(編|章|節|款|目){_BRANCH}(?: +|$)(.*)")
_CLOSED_CHAPTER = regex(rf"第({N})(編|章|節|款){_BRANCH}([^ のにをはがと、（(].{{0,38}})")
CAPTION = regex(r"\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
# Single characters that stand for a label in brackets or with a dot: ⑴ ⒜ ⒈.
_ENCLOSED = regex("[⑴-⒇⒜-⒵⒈-⒛㈠-㈩]")

# What may number the 項 of a paper without 条, beside 1.
_ROOTS = ("一", "(1)", "第1", "第一", "(一)", "Ⅰ")


def fold(text: str) -> str:
    """The text with brackets, digits, letters and blanks in half width: as long as the text itself."""
    return text.translate(_ONE_TO_ONE)


@dataclass(frozen=True, slots=True)
class Label:
    """One way to read the head of a line. `kind` is the first label of its kind ((1), ア …); `mark` as it is printed.

    `odd` are signs behind the label (1．, ２、): they belong to its kind, and `mark` holds them too.
    """

    kind: str
    number: Number
    mark: str
    end: int
    odd: str = ""


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """第3条の2（目的）: number, printed mark, caption where it stands behind the number, and where the text begins."""

    number: Number
    mark: str
    caption: str | None
    end: int
    through: Number = ()  # the last of several that were deleted together
    through_mark: str = ""


def value(text: str) -> int | None:
    """A number in digits of any width or in kanji; None for 0 and for no number."""
    return whole_number(fold(text)) or None


def is_kanji(text: str) -> bool:
    """Whether the first number of a label is in kanji."""
    m = re.search(N, fold(text))
    return m is not None and not m[0].isdecimal()


def _numbers(first: str, branches: str) -> Number | None:
    made = [value(n) for n in (first, *(b for b in branches.replace(" ", "").split("の")[1:]))]
    return None if not all(made) else tuple(n for n in made if n is not None)


def article(text: str, expected: int | None = None) -> ArticleHead | None:
    """The 条 that a line begins; a sentence that cites one begins none.

    Without a blank behind the number it must be the `expected` one.
    """
    folded = fold(text)
    m = _ARTICLE.match(folded)
    if m is None or (number := _numbers(m[1], m[2])) is None:
        return None
    rest = folded[m.end() :]
    if rest.startswith("("):
        bracket = CAPTION.match(rest)
        if bracket is None or rest[bracket.end() : bracket.end() + 1] in ("の", "に", "を", "、", "は"):
            return None
        if labels(bracket[0]):
            return ArticleHead(number, text[: m.end()], None, m.end())
        end = m.end() + bracket.end()
        caption = text[m.end() + 1 : end - 1]
        return ArticleHead(number, text[: m.end()], caption, _past_blanks(folded, end))
    if rest and not rest.startswith(" ") and (expected is None or number[0] != expected or _RUNS_ON.match(rest)):
        return _several(folded)
    end = _past_blanks(folded, m.end())
    bracket = CAPTION.match(folded[end:])
    if (
        bracket
        and not labels(bracket[0])
        and (end + bracket.end() == len(folded) or folded[end + bracket.end()] == " ")
    ):
        stop = end + bracket.end()
        return ArticleHead(number, text[: m.end()], text[end + 1 : stop - 1], _past_blanks(folded, stop))
    return ArticleHead(number, text[: m.end()], None, end)


def _several(folded: str) -> ArticleHead | None:
    """第2条及び第3条　削除, 第4条から第6条まで　削除."""
    m = re.fullmatch(rf"第({N})条(?:及び|から)第({N})条(?:まで)? +削除", folded)
    if m is None or (first := value(m[1])) is None or (last := value(m[2])) is None:
        return None
    return ArticleHead(
        (first,), folded[: m.end(1) + 1], None, folded.rindex(" ") + 1, (last,), folded[m.start(2) - 1 : m.end(2) + 1]
    )


def chapter(text: str) -> tuple[str, Number, str, str] | None:
    """Level (章), number, printed mark and heading of a line such as 第1章　総則."""
    folded = fold(text)
    m = _CHAPTER.fullmatch(folded) or _CLOSED_CHAPTER.fullmatch(folded)
    if m is None or "。" in folded or (number := _numbers(m[1], m[3])) is None:
        return None
    return m[2], number, text[: m.end(3)], text[m.start(4) :]


def caption(text: str) -> str | None:
    """The words of a line that is one pair of brackets: （目的）."""
    m = CAPTION.fullmatch(fold(text))
    return text[1:-1] if m else None


def labels(text: str) -> tuple[Label, ...]:
    """All ways to read the head of a line as a label of a list; () if it bears none."""
    folded = fold(text)
    if not folded:
        return ()
    if _ENCLOSED.match(folded[0]):
        shown = unicodedata.normalize("NFKC", folded[0]).rstrip(".")
        found = _bracketed(shown.strip("()")) if shown.startswith("(") else _bare(shown)
        return _with_ends(found, text, folded, 1, needs_blank=False)
    if folded[0] in CIRCLED[1:]:
        return _with_ends([("①", CIRCLED.index(folded[0]))], text, folded, 1, needs_blank=False)
    if m := re.match(r"\( ?([^()]{1,5}?) ?\)", folded):
        return _with_ends(_bracketed(m[1]), text, folded, m.end(), needs_blank=False)
    if m := re.match(rf"第 ?([0-9]{{1,2}}|[{KANJI_NUMERALS}]{{1,3}})(?= |$)", folded):
        return _with_ends(_with_dai(m[1]), text, folded, m.end(), needs_blank=True)
    if m := re.match(
        rf"[0-9]{{1,3}}|[{KANJI_NUMERALS}]{{1,4}}|[ァ-ヶ]|[a-z]{{1,5}}|[A-Z]|[{ROMAN_CHARACTERS}]", folded
    ):
        return _with_ends(_bare(m[0]), text, folded, m.end(), needs_blank=True)
    return ()


def _bare(shown: str) -> list[tuple[str, int]]:
    if shown.isdecimal():
        return [("1", int(shown))] if not shown.startswith("0") else []
    if shown in ROMAN_CHARACTERS:
        return [("Ⅰ", ROMAN_CHARACTERS.index(shown) + 1)]
    if shown[0] in KANJI_NUMERALS:
        number = value(shown)
        return [("一", number)] if number else []
    found: list[tuple[str, int]] = []
    if shown in AIUEO:
        found.append(("ア", AIUEO.index(shown) + 1))
    if shown in IROHA:
        found.append(("イ", IROHA.index(shown) + 1))
    if len(shown) == 1 and shown.isascii() and shown.isalpha():
        found.append(("a" if shown.islower() else "A", ord(shown.lower()) - 96))
    if shown.isascii() and shown.islower() and (place := _roman(shown)):
        found.append(("i", place))
    return found


def _with_dai(shown: str) -> list[tuple[str, int]]:
    """第1, 第一: how plans and 要領 count their parts."""
    return [(f"第{kind}", n) for kind, n in _bare(shown) if kind in ("1", "一")]


def _bracketed(shown: str) -> list[tuple[str, int]]:
    known = {"1": "(1)", "ア": "(ア)", "イ": "(イ)", "a": "(a)", "i": "(i)", "一": "(一)", "A": "(A)"}
    return [(known[kind], n) for kind, n in _bare(shown) if kind in known] if shown else []


def _roman(shown: str) -> int:
    return next((n for n in range(1, 40) if roman(n).lower() == shown), 0)


def _with_ends(
    found: list[tuple[str, int]], text: str, folded: str, end: int, *, needs_blank: bool
) -> tuple[Label, ...]:
    """The labels with branch numbers and where the words behind them begin."""
    if not found:
        return ()
    branch = re.match(rf"((?:の(?:[0-9]+|[{KANJI_NUMERALS}]+))+)(?= |$)", folded[end:])
    more: Number = ()
    if branch:
        made = _numbers("1", branch[1])
        more, end = (made or (1,))[1:], end + branch.end()
    odd = re.match(r"[.、,:)](?=[^0-9])", folded[end:] + " ") if needs_blank else None
    stop = end + (odd.end() if odd else 0)
    if needs_blank and not odd and stop < len(folded) and folded[stop] != " ":
        return ()
    stop = min(stop, len(folded))
    odd_sign = text[end:stop]
    return tuple(
        Label(kind + odd_sign, (n, *more), text[:stop], _past_blanks(folded, stop), odd_sign) for kind, n in found
    )


def _past_blanks(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] == " ":
        at += 1
    return at


def follows(last: Number, number: Number) -> bool:
    """Whether a number is the next one behind another, 第3条の2 behind 第3条 among them."""
    if len(number) == 1:
        return number[0] == last[0] + 1
    if number[:-1] == last[: len(number) - 1]:
        return number[-1] == (last[len(number) - 1] + 1 if len(last) >= len(number) else 2)
    return False


def counts_paragraphs(label: Label) -> bool:
    """Whether a label may number the 項 of a paper without 条."""
    return label.kind == "①" or label.kind[0] == "1" or label.kind in _ROOTS
