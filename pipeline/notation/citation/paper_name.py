"""The title of a paper -> what it calls itself (協定, 規則), whether it is a rule, and what is done with it on its day."""

from __future__ import annotations

from typing import Final, Literal

from pipeline.late.regex import regex

# What agreements between municipalities and their rules call themselves, at the end of their titles. Longer words first.
WORDS: tuple[str, ...] = (
    "連携協約", "協約", "協定", "規約", "覚書", "条例", "規則", "会則", "要綱", "要領", "基準", "規程",
)  # fmt: skip
_RULES: tuple[str, ...] = ("規約", "条例", "規則", "会則", "要綱", "要領", "基準", "規程")
_WORD = regex(f"({'|'.join(WORDS)})(?:書)?$")
SIGNED: Final = "締結"
PUBLISHED: Final = "公布"


def word(title: str) -> str | None:
    """連携協約, 協定: what a paper of this title calls itself; None if the title does not say."""
    found = _WORD.search(title.strip(" 　"))
    return found[1] if found else None


def is_rule(title: str) -> bool:
    """Whether it is the title of a 条例, 規則, 要綱, 規程 or 規約."""
    return word(title) in _RULES


def done_with(title: str, names: Literal["記名", "無記名"]) -> Literal["締結", "公布"]:
    """What is done with a paper on its day: a rule that bears no names is published, all else is signed. A 規約 may be either."""
    return PUBLISHED if is_rule(title) and names == "無記名" else SIGNED
