"""A table or a group of it -> the amounts that make up its total: those of its rows, and of its groups what they state.

A 小計 that is written down is known better than the sum of its rows, each of which was rounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.kinds.budget.model import Comparison, Group, Tier, TierName, every
from pipeline.kinds.shared.amounts import Amount


def counted(held: Comparison | Group) -> list[Tier]:
    """The rows that add up."""
    return [row for row in every(held) if row.counted]


def amounts(held: Comparison | Group, tier: TierName) -> list[Amount]:
    """What makes up the total of a tier."""
    made = [amount for row in held.rows if row.counted and (amount := row.tier(tier)) is not None]
    for group in held.groups:
        stated = group.stated.tier(tier) if group.stated is not None else None
        made += [stated] if stated is not None else amounts(group, tier)
    return made


def shares(held: Comparison | Group, fund: str) -> list[Amount]:
    """What makes up the total of a fund."""
    made = [row.funds[fund] for row in held.rows if row.counted and fund in row.funds]
    for group in held.groups:
        stated = group.stated.funds.get(fund) if group.stated is not None else None
        made += [stated] if stated is not None else shares(group, fund)
    return made


def funds(held: Comparison | Group) -> list[str]:
    """The funds that rows and stated 小計 name, in the order in which they do."""
    return list(dict.fromkeys(_funds(held)))


def _funds(held: Comparison | Group) -> Iterator[str]:
    for row in held.rows:
        yield from row.funds if row.counted else ()
    for group in held.groups:
        yield from group.stated.funds if group.stated is not None else ()
        yield from _funds(group)


def all_funded(held: Comparison | Group) -> bool:
    """Whether all that makes up the total says where its money comes from."""
    return all(row.funds or row.now.yen == 0 for row in held.rows if row.counted) and all(
        (group.stated is not None and group.stated.funds) or all_funded(group) for group in held.groups
    )
