"""A 規約 of several municipalities -> the 条 by which each act about it is done, voted on and made known.

Source: 地方自治法第252条の2の2, 第252条の6, 第252条の7, 第252条の14 and 第252条の16の2 (2026). The 規約 of a 組合 rest on 許可
(第284条) and are none of these.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.kinds.council.fields import JOINT, Act, JointBasis
from pipeline.late.dataclass import dataclass

_COUNCIL = JOINT[0]


@dataclass(frozen=True, slots=True)
class Articles:
    """As they are said behind 地方自治法（昭和22年法律第67号）, in this order: 同条 is that of `done`."""

    done: str
    voted: str
    told: str


def joint(words: str) -> JointBasis | None:
    """The 条 of this name; None if it is none of them."""
    return next((law for law in JOINT if law == words.strip()), None)


def articles(basis: JointBasis, act: Act) -> Articles:
    """The 条 of an act."""
    if basis == _COUNCIL:
        return _OF_COUNCILS[act]
    done = f"{basis}{'第1項' if act == '締結' else '第2項'}"
    return Articles(
        done, f"同条第3項において準用する同法{_COUNCIL}第3項本文", f"同条第3項において準用する同法{_COUNCIL}第2項"
    )


# 第252条の6: as 第252条の2の2 has it.
_AS = f"同条の規定によりその例によることとされる同法{_COUNCIL}"
_LATER = Articles("第252条の6", f"{_AS}第3項", f"{_AS}第2項")
_OF_COUNCILS: Mapping[Act, Articles] = {
    "締結": Articles(f"{_COUNCIL}第1項", "同条第3項", "同条第2項"),
    "変更": _LATER,
    "廃止": _LATER,
}
