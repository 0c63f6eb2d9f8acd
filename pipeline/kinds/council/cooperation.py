"""A 規約 of several municipalities -> the 条 by which each act about it is done, voted on and made known.

Source: 地方自治法第252条の2の2, 第252条の6, 第252条の7, 第252条の14 and 第252条の16の2 (2026). The 規約 of a 組合 rest on 許可, or
on 届出 where no more than its name, its office or its costs change (第284条, 第286条, 第291条の3): what is voted on is the 協議 of its
members (第290条, 第291条の11), and no 告示 is asked of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.kinds.council.fields import JOINT, UNION, Act, JointBasis, UnionBasis
from pipeline.late.dataclass import dataclass

_COUNCIL = JOINT[0]


@dataclass(frozen=True, slots=True)
class Articles:
    """As they are said behind 地方自治法（昭和22年法律第67号）, in this order: 同条 is that of `done`."""

    done: str
    voted: str
    told: str


def stated(words: str) -> JointBasis | UnionBasis | None:
    """The 条 of this name; None if it is none of them."""
    return next((law for law in (*JOINT, *UNION) if law == words.strip()), None)


def act_of(words: str) -> Act | None:
    """The act that alone is done by a 条 about a 組合; None for any other."""
    return next((act for law, (act, _) in _OF_UNIONS.items() if law == words.strip()), None)


def articles(basis: JointBasis | UnionBasis, act: Act) -> Articles:
    """The 条 of an act."""
    of_union = next((voted for law, (_, voted) in _OF_UNIONS.items() if law == basis), None)
    if of_union is not None:
        return Articles(basis, of_union, "")
    if basis == _COUNCIL:
        return _OF_COUNCILS[act]
    done = f"{basis}{'第1項' if act == '締結' else '第2項'}"
    return Articles(
        done, f"同条第3項において準用する同法{_COUNCIL}第3項本文", f"同条第3項において準用する同法{_COUNCIL}第2項"
    )


_OF_MEMBERS, _OF_WIDE_MEMBERS = "同法第290条", "同法第291条の11"
# What is done by each, and by what the councils of the members vote on it.
_OF_UNIONS: Mapping[UnionBasis, tuple[Act, str]] = {
    "第284条第2項": ("締結", _OF_MEMBERS),
    "第286条第1項": ("変更", _OF_MEMBERS),
    "第286条第2項": ("変更", _OF_MEMBERS),
    "第284条第3項": ("締結", _OF_WIDE_MEMBERS),
    "第291条の3第1項": ("変更", _OF_WIDE_MEMBERS),
    "第291条の3第3項": ("変更", _OF_WIDE_MEMBERS),
}
# 第252条の6: as 第252条の2の2 has it.
_AS = f"同条の規定によりその例によることとされる同法{_COUNCIL}"
_LATER = Articles("第252条の6", f"{_AS}第3項", f"{_AS}第2項")
_OF_COUNCILS: Mapping[Act, Articles] = {
    "締結": Articles(f"{_COUNCIL}第1項", "同条第3項", "同条第2項"),
    "変更": _LATER,
    "廃止": _LATER,
}
