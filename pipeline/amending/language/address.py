"""What an amending text says of the text that it amends: its 柱書 and the line that names its base <-> data.

    ○○市及び××町の連携協約の一部を次のように変更する。
    （元の文: 令和元年12月25日締結、SHA-256 0123…）

The second line is ours: it tells the day on which the base was signed and the hash of its words, so that the sentences are
not taken for those of another paper. Papers for council print the 柱書 alone.
"""

from __future__ import annotations

import hashlib
from datetime import date

from pipeline.amending.language.parse_clauses import FINALS
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import AMENDED
from pipeline.notation.dates import wareki
from pipeline.notation.house_style import House
from pipeline.notation.problem import NotationError
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines

PILLAR = regex(f"(.*){AMENDED}")
# 「第3条を次のように改める。」 is no line of a head.
_SAID = regex(f"(?:{'|'.join(FINALS)})。$")
_BASE = regex("（元の文: (?:([^、]+)(?:締結|公布)、)?SHA-256 ([0-9a-f]{64})）")
_SIGNED = regex("[^「」]*に締結した")
# （令和元年12月25日締結。以下「原協約」という。）
_ASIDE = regex("[（(][^（）()]*(?:以下「[^」]*」という|締結|第[^（）()]*号)[^（）()]*[）)]$")
_BLANKS = " 　\r"


@dataclass(frozen=True, slots=True)
class Address:
    """The base that an amending text names. What it does not say is "" or None; `end` is where its sentences begin."""

    title: str = ""
    day: date | None = None
    sha256: str = ""
    end: int = 0


def words_sha256(base: Provision) -> str:
    """The hash of the words of a text, whatever labels it is printed with."""
    return hashlib.sha256("\n".join(provision_lines(base, Manner(House()))).encode()).hexdigest()


def base_line(base: Provision, day: date | None, done: str = "締結") -> str:
    """The line that names the base; `done` is what was done with it on that day (締結, 公布)."""
    signed = f"{wareki.format(day)}{done}、" if day is not None else ""
    return f"（元の文: {signed}SHA-256 {words_sha256(base)}）"


def read_address(text: str) -> Address:
    """The 柱書 and the line below it, as far as they stand at the head of the text: above all sentences.

    A whole 条例 as it was published has its number, the words of its promulgation and its title above the 柱書.
    Above our own line the 柱書 may be in the words of any house.
    """
    made, at = Address(), 0
    for raw in text.split("\n"):
        line, at = raw.strip(_BLANKS), at + len(raw) + 1
        pillar, base = PILLAR.fullmatch(line), _BASE.fullmatch(line)
        if base is not None:
            return Address(made.title, _day(base[1]), base[2], min(at, len(text)))
        if pillar is not None and not made.end:
            made = Address(bare(pillar[1]), end=min(at, len(text)))
        elif line and (made.end or _SAID.search(line)):
            return made
    return made


def _day(words: str | None) -> date | None:
    try:
        return wareki.parse_date(words) if words else None
    except NotationError:
        return None


def bare(title: str) -> str:
    """A title without what stands before it: 令和元年12月25日に締結した「…」."""
    return _ASIDE.sub("", _SIGNED.sub("", title, count=1)).strip("「」『』 　")
