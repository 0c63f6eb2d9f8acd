"""The title of a paper -> what it calls itself (協定, 規則), whether it is a rule, and what is done with it on its day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pipeline.late.regex import regex

# What agreements between municipalities and their rules call themselves, at the end of their titles, and what amends them, too.
_AGREEMENTS: tuple[str, ...] = (
    "連携協約", "協約", "協定", "覚書", "契約", "合意書", "確認書", "議定書", "申合せ",
)  # fmt: skip
_RULES: tuple[str, ...] = (
    "規約", "条例", "規則", "会則", "要綱", "要領", "要項", "基準", "規程", "内規", "指針",
)  # fmt: skip
# Rules that are named so and made as something else: a 施行細則 is a 規則, 心得 are a 訓令.
_MADE_AS_OTHERS: tuple[str, ...] = ("細則", "心得", "準則", "憲章")
# What such a rule may call itself, beside what titles end with.
_FORMS: tuple[str, ...] = ("訓令", "告示")
# Longer words first.
WORDS: tuple[str, ...] = (*_AGREEMENTS, *_RULES)
NAMES: tuple[str, ...] = (*WORDS, *_MADE_AS_OTHERS, *_FORMS)
_WORD = regex(f"({'|'.join(WORDS)})(?:書)?$")
_RULE = regex(f"(?:{'|'.join((*_RULES, *_MADE_AS_OTHERS, *_FORMS))})$")
_OWN = regex(f"(?:この|(?<![一-鿿])本)({'|'.join(NAMES)})")
SIGNED: Literal["締結"] = "締結"
PUBLISHED: Literal["公布"] = "公布"
MADE: Literal["制定"] = "制定"
STATUTE: str = "規約"
_ORDER: str = "規則"


def word(title: str) -> str | None:
    """連携協約, 協定: what a paper of this title calls itself; None if the title does not say."""
    found = _WORD.search(title.strip(" 　"))
    return found[1] if found else None


def word_within(title: str, texts: Iterable[str], published_as: str) -> str | None:
    """The same of a paper whose title does not say: what its own words call it (この細則), or as what it was published.

    What is published as 規則 is one whatever it calls itself; else the word of its title counts more than that of its number.
    """
    own = {found[1] for text in texts for found in _OWN.finditer(text)}
    only = own.pop() if len(own) == 1 else None
    if only is None or published_as == _ORDER or (published_as and not title.rstrip(" 　").endswith(only)):
        return published_as or None
    return only


def is_rule(title: str) -> bool:
    """Whether it is the title of a 条例, 規則, 要綱, 規程 or 規約."""
    return _RULE.search(title.strip(" 　")) is not None


def done_with(*, rule: bool, signed: bool, parties: bool = False) -> Literal["締結", "公布", "制定"]:
    """What is done with a paper on its day: a rule that bears no names is published, all else is signed. A 規約 may be either.

    One that parties make and nobody signs is made, and made known by each.
    """
    if rule and not signed:
        return MADE if parties else PUBLISHED
    return SIGNED
